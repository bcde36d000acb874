"""One dia per focuswijk: its figures that matter, how many are demonstrably better or worse, and where it lies."""

from collections import Counter

from charts.judged import OVERVIEW, SAME, judge
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
    title = (
        f"{wijk.naam}: van {tested} getoetste kerncijfers {words['ongunstiger']} aantoonbaar ongunstiger dan de rest "
        f"van {cijfers.city}, {words['gunstiger']} gunstiger"
        if tested
        else f"{wijk.naam}: nog geen cijfers die te toetsen zijn"
    )
    drawn = bool(wijk.buurten) and any(file["level"] in ("focuswijk", "gemeente") for file in s.geo_files)
    notes = [note for i in picked for note in cijfers.notes(rows[i], s.indicators[i])]
    return Dia(
        id=f"focuswijk-{wijk.id}",
        soort=Soort.FOCUSWIJK,
        focuswijk=wijk.id,
        kop="Focuswijk",
        titel=title,
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
        notities=(fit, *dict.fromkeys(notes), OVERVIEW, TO_THE_MEAN),
    )
