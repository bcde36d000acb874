"""The dias of one bouwsteen: what became of its gaps, the figures that matter, and each of those drawn."""

from collections import Counter
from collections.abc import Iterator

from charts import kloof_sums
from charts import kloof_words as words
from charts.frames import Row, as_float, as_text
from charts.judged import UNCHANGED, UNTESTED
from charts.numbers import period_label, with_unit
from charts.words import lower_first
from exports.dia import Balken, Beeld, Beeldsoort, Dia, Reeks, Soort
from exports.dia_beeld import kloof_beeld, map_beeld, trend_beeld
from exports.dia_cijfers import Cijfers
from exports.dia_keuze import RULE, candidate, chosen
from model.areas import FOCUSWIJKEN_CODE
from model.indicator import Indicator
from model.programme import Bouwsteen
from model.verhaal import Verhaal
from snapshot.said import sentence

# Bars of the sums, in the order of the page Kloof: column of kloof_doel, words, token of the colour.
_PARTS = (
    ("n_smaller", "kleiner geworden", "diverging-0"),
    ("n_unchanged", UNCHANGED, "diverging-2"),
    ("n_turned", "omgeslagen", "lines-2"),
    ("n_larger", "groter geworden", "diverging-4"),
    ("n_untested", UNTESTED, "no_data_mark"),
    ("n_without", "zonder cijfer", "rule"),
)


def choice(cijfers: Cijfers, ids: tuple[str, ...], rows: dict[str, Row], gaps: dict[str, Row]) -> dict[str, str]:
    """The figures that matter among ``ids`` and why; ``rows``: of an area, ``gaps``: the newest gap per indicator."""
    found = cijfers.s.indicators
    own = [candidate(rows[i], gaps.get(i), found[i], cijfers.spreads) for i in ids if i in rows]
    return chosen(own)


def kernset(bouwsteen: Bouwsteen) -> tuple[str, ...]:
    """Indicator ids of all doelen of a bouwsteen, in order, each once."""
    return tuple(dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset))


def stand(cijfers: Cijfers) -> Dia | None:
    """Where all bouwstenen stand: what became of their gaps since the nulmeting. None without any."""
    programme = cijfers.s.programme
    known = [b for b in programme.bouwstenen if (b.id, "") in cijfers.sums]
    if not known:
        return None
    rows = [cijfers.sums[b.id, ""] for b in known]
    bars = Balken(
        namen=tuple(b.naam for b in known),
        reeksen=tuple(
            Reeks(what, tuple(float(row[column]) for row in rows), colour)
            for column, what, colour in _PARTS
            if any(int(row[column]) for row in rows)
        ),
        eenheid="aantal kerncijfers",
        gestapeld=True,
    )
    said = tuple(f"{b.naam}: {kloof_sums.counted(row)}." for b, row in zip(known, rows, strict=True))
    return Dia(
        id="stand",
        soort=Soort.STAND,
        kop=f"Per {programme.bouwsteen_naam.lower()}, sinds de nulmeting van {programme.nulmeting.jaar}",
        titel=_all_together(cijfers).rstrip("."),
        zinnen=tuple(f"{b.naam}: {lower_first(kloof_sums.headline(row))}" for b, row in zip(known, rows, strict=True)),
        beeld=Beeld(
            Beeldsoort.BALKEN,
            alternatief=f"Staafgrafiek: wat er van de verschillen werd. {' '.join(said)}",
            onderschrift="Verschil van de focuswijken samen met de rest van de stad, per kerncijfer",
            balken=bars,
        ),
        bron=f"Kernset van het programma, peil {cijfers.s.id}; bewerkt door Wijkpeil",
        notities=(*said, *words.notes(programme)),
    )


def bouwsteen_dias(cijfers: Cijfers, bouwsteen: Bouwsteen, verhaal: Verhaal | None) -> Iterator[Dia]:
    """The figures that matter, where the bouwsteen stands, each figure as trend and gap, a map, and one story."""
    ids = kernset(bouwsteen)
    gaps = {i: rows[-1] for i, rows in cijfers.kloof.items()}
    picked = choice(cijfers, ids, cijfers.together, gaps)
    yield _figures(cijfers, bouwsteen, picked, gaps)
    if score := _score(cijfers, bouwsteen):
        yield score
    mapped = False
    for i in picked:
        indicator = cijfers.s.indicators[i]
        if moved := _trend(cijfers, bouwsteen, indicator):
            yield moved
        if i in gaps:
            yield _kloof(cijfers, bouwsteen, indicator, gaps[i])
        if not mapped and (shown := _map(cijfers, bouwsteen, indicator)):
            mapped = True
            yield shown
    if verhaal is not None:
        yield Dia(
            id=f"verhaal-{verhaal.id}",
            soort=Soort.VERHAAL,
            bouwsteen=bouwsteen.id,
            kop=bouwsteen.naam,
            titel=verhaal.titel,
            verhaal=verhaal,
            notities=("Een verhaal kleurt de cijfers. Het bewijst niet waardoor zij veranderden.",),
        )


def _figures(cijfers: Cijfers, bouwsteen: Bouwsteen, picked: dict[str, str], gaps: dict[str, Row]) -> Dia:
    s, row = cijfers.s, cijfers.sums.get((bouwsteen.id, ""))
    rows = {i: cijfers.together[i] for i in picked}
    lacking = [s.indicators[i].name for i in kernset(bouwsteen) if i not in cijfers.together]
    told = tuple(said(cijfers, i, rows[i]) for i in picked)
    rule = RULE.format(bouwsteen=s.programme.bouwsteen_naam.lower())
    notes = [note for i in picked for note in cijfers.notes(rows[i], s.indicators[i])]
    finding = lower_first(kloof_sums.headline(row)).rstrip(".") if row is not None else "nog geen verschil te berekenen"
    none = "Er zijn nog geen cijfers van de focuswijken samen."
    return Dia(
        id=f"bouwsteen-{bouwsteen.id}",
        soort=Soort.BOUWSTEEN,
        bouwsteen=bouwsteen.id,
        kop=f"{len(picked)} cijfers die ertoe doen" if len(picked) > 1 else "Wat we weten",
        titel=f"{bouwsteen.naam}: {finding}",
        zinnen=told or (none,),
        cijfers=tuple(cijfers.cijfer(rows[i], s.indicators[i], why, gaps.get(i)) for i, why in picked.items()),
        bron=cijfers.source(list(rows.values())) if rows else "",
        notities=(
            rule,
            *dict.fromkeys(notes),
            *([f"Nog zonder cijfer voor de focuswijken samen: {', '.join(lacking)}."] if lacking else []),
        ),
    )


def _score(cijfers: Cijfers, bouwsteen: Bouwsteen) -> Dia | None:
    rows = cijfers.scores.get(bouwsteen.id)
    if not rows:
        return None
    now, s = rows[-1], cijfers.s
    said = kloof_sums.score_words(rows, "")
    bars = [Reeks("nu", tuple(float(gap) for gap in now["part_gaps"]), "accent")]
    if as_float(now["start_gap"]) is not None and as_text(now["start_period"]) != str(now["period"]):
        start = f"nulmeting ({period_label(as_text(now['start_period']))})"
        bars = [Reeks(start, tuple(float(gap) for gap in now["start_part_gaps"]), "lines-3"), *bars]
    names = tuple(s.indicators[part].name for part in now["parts"])
    return Dia(
        id=f"score-{bouwsteen.id}",
        soort=Soort.SCORE,
        bouwsteen=bouwsteen.id,
        kop="Kerncijfers samen, op één maat",
        titel=f"{bouwsteen.naam}: hoe ver liggen de focuswijken van de rest van {cijfers.city}?",
        zinnen=(said if said.endswith(".") else f"{said}.",),
        beeld=Beeld(
            Beeldsoort.BALKEN,
            alternatief=f"Staafgrafiek per kerncijfer. {said}",
            onderschrift="Kerncijfers op één maat: onder nul staan de focuswijken achter, erboven voor",
            balken=Balken(names, tuple(bars), "standaardafwijking", decimalen=2),
            noten=(kloof_sums.UNIT,),
        ),
        bron=f"Kernset van het programma, peil {s.id}; bewerkt door Wijkpeil",
        notities=(kloof_sums.UNIT, "Elk kerncijfer telt even zwaar. De score zelf is niet getoetst.", words.NO_CAUSE),
    )


def _trend(cijfers: Cijfers, bouwsteen: Bouwsteen, indicator: Indicator) -> Dia | None:
    found = trend_beeld(cijfers, indicator, FOCUSWIJKEN_CODE)
    if found is None:
        return None
    beeld, title, seen, source = found
    row = cijfers.together[indicator.id]
    return Dia(
        id=f"trend-{bouwsteen.id}-{indicator.id}",
        soort=Soort.TREND,
        bouwsteen=bouwsteen.id,
        kop=bouwsteen.naam,
        titel=title,
        zinnen=(seen,),
        cijfers=(cijfers.cijfer(row, indicator),),
        beeld=beeld,
        bron=source,
        notities=(*beeld.noten, *cijfers.notes(row, indicator), words.NO_CAUSE),
    )


def _kloof(cijfers: Cijfers, bouwsteen: Bouwsteen, indicator: Indicator, gap: Row) -> Dia:
    beeld, title, seen, source = kloof_beeld(cijfers, indicator)
    return Dia(
        id=f"kloof-{bouwsteen.id}-{indicator.id}",
        soort=Soort.KLOOF,
        bouwsteen=bouwsteen.id,
        kop=bouwsteen.naam,
        titel=title,
        zinnen=(seen,),
        cijfers=(cijfers.kloof_cijfer(gap, indicator),),
        beeld=beeld,
        bron=source,
        notities=(*beeld.noten, *words.notes(cijfers.s.programme), *indicator.caveats),
    )


def _map(cijfers: Cijfers, bouwsteen: Bouwsteen, indicator: Indicator) -> Dia | None:
    found = map_beeld(cijfers, indicator)
    if found is None:
        return None
    beeld, title, seen, source = found
    return Dia(
        id=f"kaart-{bouwsteen.id}-{indicator.id}",
        soort=Soort.KAART,
        bouwsteen=bouwsteen.id,
        kop=bouwsteen.naam,
        titel=title,
        zinnen=seen,
        beeld=beeld,
        bron=source,
        notities=(indicator.description, *indicator.caveats),
    )


def said(cijfers: Cijfers, i: str, row: Row) -> str:
    """A figure in a sentence for everybody: what it is about, how it stands, and what it did."""
    indicator = cijfers.s.indicators[i]
    # A missing cell is None there.
    plain = {name: None if cell is None or cell != cell else cell for name, cell in row.items()}
    told = sentence(plain, indicator, cijfers.city)
    if not told:
        shown = with_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
        told = f"{shown} in {period_label(str(row['period']))}."
    return f"{indicator.plain_name}: {lower_first(told)}"


def _all_together(cijfers: Cijfers) -> str:
    """What became of all gaps of the programme, each kerncijfer once, from tests only."""
    counts = Counter(words.state(rows[-1]) for rows in cijfers.kloof.values())
    n, states = len(cijfers.s.programme.kernset), ("smaller", "larger", "unchanged", "turned", "untested")
    total = {f"n_{name}": counts[state] for name, state in zip(states, words.STATES, strict=True)}
    return kloof_sums.headline(total | {"n": n, "n_without": n - len(cijfers.kloof)})
