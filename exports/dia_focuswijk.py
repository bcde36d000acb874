"""One dia per focuswijk: its figures that matter, how many are demonstrably better or worse, and where it lies."""

from collections import Counter
from collections.abc import Mapping

from charts.frames import Row, as_float, as_text
from charts.judged import OVERVIEW, SAME, for_the_better, judge
from charts.kloof_words import TO_THE_MEAN
from charts.programme_words import FITS
from exports.dia import Beeld, Beeldsoort, Dia, Soort
from exports.dia_bouwsteen import choice, said
from exports.dia_cijfers import Cijfers
from model.areas import focuswijk_code
from model.programme import Focuswijk


def focuswijk_dia(cijfers: Cijfers, wijk: Focuswijk) -> Dia:
    """The dia of a focuswijk; one that is not linked to buurten says so."""
    code, s = focuswijk_code(wijk.id), cijfers.s
    rows = cijfers.newest(code) if wijk.buurten else {}
    picked = choice(cijfers, s.programme.kernset, rows, {})
    fit = f"Aansluiting op CBS-buurten: {wijk.aansluiting.value}. {wijk.toelichting or FITS[wijk.aansluiting]}"
    words = Counter(judge(row, s.indicators[i], overview=True).word for i, row in rows.items())
    tested = words["gunstiger"] + words["ongunstiger"] + words[SAME]
    level = (
        f"Van {tested} getoetste kerncijfers {words['gunstiger']} aantoonbaar gunstiger dan de rest van "
        f"{cijfers.city}, {words['ongunstiger']} ongunstiger."
    )
    drawn = bool(wijk.buurten) and any(file["level"] in ("focuswijk", "gemeente") for file in s.geo_files)
    notes = [note for i in picked for note in cijfers.notes(rows[i], s.indicators[i])]
    return Dia(
        id=f"focuswijk-{wijk.id}",
        soort=Soort.FOCUSWIJK,
        focuswijk=wijk.id,
        kop="Focuswijk",
        titel=f"{wijk.naam}: {_moved(cijfers, rows) if tested else 'nog geen cijfers die te toetsen zijn'}",
        zinnen=tuple(said(cijfers, i, rows[i]) for i in picked) or (fit,),
        cijfers=tuple(cijfers.cijfer(rows[i], s.indicators[i], why) for i, why in picked.items()),
        beeld=Beeld(
            Beeldsoort.LIGGING,
            alternatief=f"Kaart: waar {wijk.naam} ligt in {cijfers.city}.",
            onderschrift=f"Waar {wijk.naam} ligt",
            gebieden=(code,),
        )
        if drawn
        else None,
        bron=cijfers.source([rows[i] for i in picked]) if picked else "",
        notities=(*([level] if tested else []), fit, *dict.fromkeys(notes), OVERVIEW, TO_THE_MEAN),
    )


def _moved(cijfers: Cijfers, rows: Mapping[str, Row]) -> str:
    """What was shown to have changed since the nulmeting: what a programme is about, before how high figures are."""
    indicators = cijfers.s.indicators
    ways = Counter(for_the_better(row, indicators[i]) for i, row in rows.items())
    better, worse = ways[True], ways[False]
    if not any(as_float(row["change"]) is not None and as_text(row["change_verdict"]) for row in rows.values()):
        return "of er iets veranderde sinds de nulmeting, is nog niet te toetsen"
    if not better and not worse:
        return "geen kerncijfer is aantoonbaar veranderd sinds de nulmeting"
    told = [(better, "beter"), (worse, "minder goed")]
    first, *more = [(number, word) for number, word in told if number]
    noun = "kerncijfer is" if first[0] == 1 else "kerncijfers zijn"
    rest = "".join(f", {number} {word}" for number, word in more)
    return f"{first[0]} {noun} aantoonbaar {first[1]} dan bij de nulmeting{rest}"
