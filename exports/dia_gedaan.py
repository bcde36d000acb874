"""The dias of what is done: interventies, what is counted, money, what comes next, and which questions are open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from charts import kloof_words as words
from charts.interventies import NOT_AN_EFFECT
from charts.middelen import known_part
from charts.numbers import HARD_SPACE, day_label, number
from charts.words import lower_first
from exports.dia import Dia, Soort, Tabel
from exports.dia_cijfers import Cijfers
from model.besteding import Sum, added
from model.euro import euro
from model.inhoud import Inhoud
from model.middelen import Bedragkolom
from model.programme import Aansluiting
from model.table import Sourced
from model.uitvoering import Prestatie, Status
from snapshot.material import Material
from snapshot.programme_totals import reconciled

_STATUS = {
    Status.LOOPT: ("loopt", "lopen"),
    Status.VOORBEREIDING: ("in voorbereiding", "in voorbereiding"),
    Status.AANGEKONDIGD: ("aangekondigd", "aangekondigd"),
    Status.AFGEROND: ("afgerond", "afgerond"),
    Status.GESTOPT: ("gestopt", "gestopt"),
    Status.ONBEKEND: ("met onbekende status", "met onbekende status"),
}
# What a hall can take in; the pages have all of it.
_MOST_ROWS, _MOST_NAMES = 12, 4
_COLUMNS = (Bedragkolom.GEPLAND, Bedragkolom.TOEGEKEND, Bedragkolom.BESTEED)


def done(inhoud: Inhoud) -> Iterator[Dia]:
    """What is done: interventies, what is counted of them, and the money."""
    if inhoud.interventies:
        yield _interventies(inhoud)
    counted = (*inhoud.activiteiten, *inhoud.resultaten)
    if any(one.gepland is not None or one.gerealiseerd is not None for one in counted):
        yield _counted(inhoud, counted)
    if inhoud.middelen:
        yield _money(inhoud)


def _interventies(inhoud: Inhoud) -> Dia:
    counts = Counter(one.status for one in inhoud.interventies)
    parts = [f"{n} {_STATUS[status][n != 1]}" for status in _STATUS if (n := counts[status])]
    names = {one.id: one.naam for one in inhoud.strategieen}
    order = list(_STATUS)
    shown = sorted(inhoud.interventies, key=lambda one: order.index(one.status))[:_MOST_ROWS]
    rows = tuple(
        (one.naam, names.get(one.strategie, ""), one.status.value, one.planning or _span(one.begin, one.eind))
        for one in shown
    )
    n = len(inhoud.interventies)
    return Dia(
        id="gedaan-interventies",
        soort=Soort.GEDAAN,
        kop="Wat er wordt gedaan",
        titel=f"{n} interventie{'s' if n != 1 else ''}: {', '.join(parts)}",
        tabel=_table(("interventie", "strategie", "status", "planning"), rows, n),
        bron=documents(inhoud, inhoud.interventies),
        notities=(
            NOT_AN_EFFECT,
            *(f"{one.naam}: {one.omschrijving}" for one in inhoud.interventies if one.omschrijving),
        ),
    )


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], n: int) -> Tabel:
    """A table for a hall: without columns that are empty, and with how many rows are left out."""
    kept = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    left = n - len(rows)
    last = ((f"en {left} andere", *[""] * (len(kept) - 1)),) if left else ()
    return Tabel(tuple(heads[p] for p in kept), (*(tuple(row[p] for p in kept) for row in rows), *last))


def _counted(inhoud: Inhoud, counted: Sequence[Prestatie]) -> Dia:
    reached = [one for one in counted if one.gepland is not None and one.gerealiseerd is not None]
    enough = sum(1 for one in reached if (one.gerealiseerd or 0) >= (one.gepland or 0))
    title = f"Van {len(reached)} afspraken met een aantal {'is' if enough == 1 else 'zijn'} er {enough} gehaald"
    rows = tuple(
        (
            one.naam,
            _amount(one.gepland),
            _amount(one.gerealiseerd),
            one.eenheid,
            day_label(one.uiterlijk),
            day_label(one.peildatum),
        )
        for one in counted
    )
    return Dia(
        id="gedaan-geteld",
        soort=Soort.GEDAAN,
        kop="Wat er is geteld: activiteiten en resultaten",
        titel=title if reached else "Wat er is afgesproken en geteld",
        tabel=Tabel(("wat", "gepland", "gerealiseerd", "eenheid", "uiterlijk", "geteld op"), rows, (1, 2)),
        bron=documents(inhoud, counted),
        notities=(
            "Gepland en gerealiseerd zoals de bron ze geeft. Wat nog niet uiterlijk klaar hoeft te zijn, is niet "
            "mislukt als het aantal nog niet is gehaald.",
            NOT_AN_EFFECT,
        ),
    )


def _money(inhoud: Inhoud) -> Dia:
    rows = []
    for overzicht in inhoud.overzichten:
        own = [middel for middel in inhoud.middelen if middel.overzicht == overzicht.id]
        if own:
            sums = added(own)
            rows.append((overzicht.naam, *(_sum(sums.of(column)) for column in _COLUMNS)))
    differ = [one for one in reconciled(inhoud) if one.difference and one.column in set(Bedragkolom)]
    return Dia(
        id="gedaan-middelen",
        soort=Soort.GEDAAN,
        kop="Middelen",
        titel="Wat is er begroot, toegekend en besteed?",
        tabel=Tabel(("overzicht", *(column.value for column in _COLUMNS)), tuple(rows), (1, 2, 3)),
        bron=documents(inhoud, inhoud.middelen),
        notities=(
            "Bedragen zoals gedrukt, per overzicht opgeteld. Overzichten kunnen over hetzelfde geld gaan; tel ze niet "
            "bij elkaar op.",
            *(
                f"{one.overzicht}, {one.name}: gedrukt is € {euro(one.printed)}, ingevuld € {euro(one.entered)}. "
                f"{one.note}".strip()
                for one in differ
            ),
        ),
    )


def ahead(material: Material, cijfers: Cijfers) -> Iterator[Dia]:
    """What comes next, and which questions are open."""
    inhoud = material.inhoud
    coming = [one for one in inhoud.interventies if one.status in (Status.AANGEKONDIGD, Status.VOORBEREIDING)]
    promised = [
        one
        for one in (*inhoud.activiteiten, *inhoud.resultaten)
        if one.gepland is not None and (one.gerealiseerd or 0) < one.gepland and one.uiterlijk
    ]
    if coming or promised:
        rows = [(one.naam, one.status.value, one.planning or _span(one.begin, one.eind)) for one in coming]
        rows += [
            (one.naam, f"{_amount(one.gerealiseerd)} van {_amount(one.gepland)} {one.eenheid}",
             f"uiterlijk {day_label(one.uiterlijk)}")
            for one in promised
        ]  # fmt: skip
        rows.sort(key=lambda row: not row[2])
        yield Dia(
            id="verder-gepland",
            soort=Soort.VERDER,
            kop="Hoe nu verder",
            titel="Wat komt er nog?",
            tabel=_table(("wat", "stand", "wanneer"), tuple(rows[:_MOST_ROWS]), len(rows)),
            bron=documents(inhoud, (*coming, *promised)),
            notities=(NOT_AN_EFFECT,),
        )
    if material.editie and material.editie.keuzes.vervolg:
        yield Dia(
            id="verder-afspraken",
            soort=Soort.VERDER,
            kop="Hoe nu verder",
            titel="Wat gaan we hierna doen?",
            zinnen=material.editie.keuzes.vervolg,
        )
    yield Dia(
        id="verder-vragen",
        soort=Soort.VERDER,
        kop="Hoe nu verder",
        titel="Welke vragen liggen er op tafel?",
        zinnen=tuple(_questions(cijfers, inhoud)),
        notities=("Deze vragen volgen uit de toetsen en uit wat er ontbreekt; vul ze aan met die van de zaal.",),
    )


def _questions(cijfers: Cijfers, inhoud: Inhoud) -> Iterator[str]:
    programme, found = cijfers.s.programme, cijfers.s.indicators
    larger = [i for i, rows in cijfers.kloof.items() if words.state(rows[-1]) == words.LARGER]
    if larger:
        yield f"Het verschil werd aantoonbaar groter bij: {_named(cijfers, larger)}. Wat speelt daar?"
    same = [i for i, rows in cijfers.kloof.items() if words.state(rows[-1]) == words.SAME]
    if same:
        yield f"Bij {len(same)} kerncijfers is geen verandering van het verschil aantoonbaar. Wat vraagt dat van ons?"
    lacking = [i for i in programme.kernset if i not in cijfers.together] if cijfers.measured else []
    if lacking:
        yield f"Nog zonder cijfer voor de focuswijken samen: {_named(cijfers, lacking)}. Wie levert die?"
    unset = list(
        dict.fromkeys(o.indicator for o in inhoud.streefwaarden if o.agreed() is None and o.indicator in found)
    )
    if unset:
        yield f"Nog geen streefwaarde vastgesteld voor: {_named(cijfers, unset)}. Wanneer wel?"
    elif not any(one.agreed() is not None for one in inhoud.streefwaarden):
        yield "Er zijn nog geen streefwaarden vastgesteld. Wanneer wel?"
    loose = [wijk.naam for wijk in programme.focuswijken if wijk.aansluiting is Aansluiting.TE_BEVESTIGEN]
    if loose:
        yield f"Welke CBS-buurten horen bij: {', '.join(loose)}?"
    if not programme.nulmeting.bevestigd:
        yield f"Klopt {programme.nulmeting.jaar} als jaar van de nulmeting? Het programma moet dat nog bevestigen."


def documents(inhoud: Inhoud, rows: Sequence[Sourced]) -> str:
    """The source line of what was entered from documents."""
    titles = "; ".join(document.titel for document in inhoud.sources(rows))
    return f"Bron: {titles}" if titles else ""


def _named(cijfers: Cijfers, ids: Sequence[str]) -> str:
    names = [lower_first(cijfers.s.indicators[i].name) for i in ids]
    left = len(names) - _MOST_NAMES
    return f"{', '.join(names[:_MOST_NAMES])} en {left} andere" if left > 1 else ", ".join(names)


def _amount(value: Decimal | float | int | None) -> str:
    if value is None:
        return "onbekend"
    return number(float(value), 0 if float(value).is_integer() else 1)


def _sum(amount: Sum) -> str:
    if amount.value is None:
        return "niet bekend"
    part = "" if amount.whole else f" ({known_part(amount)})"
    return f"€{HARD_SPACE}{euro(amount.value)}{part}"


def _span(begin: str, eind: str) -> str:
    if begin and eind:
        return f"{day_label(begin)} tot {day_label(eind)}"
    return f"vanaf {day_label(begin)}" if begin else f"tot {day_label(eind)}" if eind else ""
