"""Experience beside record on one page: per pair a line with both changes, a verdict and a sentence. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.frames import Row, as_float, as_text
from charts.numbers import period_label, with_short_unit
from model.afspraken import Paar
from model.indicator import Indicator

TITLE = "Beleving naast registratie"
WHAT = "Gaat wat bewoners ervaren dezelfde kant op als wat ervan is geregistreerd?"
NOTE = (
    "Wat bewoners ervaren en wat wordt geregistreerd, zijn niet hetzelfde. Gaan ze uiteen, dan is dat een reden om "
    "door te vragen, geen fout in de cijfers."
)
_SIDES = (("beleving", "Beleving"), ("registratie", "Registratie"))
_SENTENCES = {
    "samen op": "Beide gaan de goede kant op.",
    "samen neer": "Beide gaan niet de goede kant op.",
    "beide niet aantoonbaar veranderd": "Bij beide zien we geen duidelijke verandering.",
    "beide hoger": "Beide cijfers zijn hoger geworden.",
    "beide lager": "Beide cijfers zijn lager geworden.",
    "uiteen: beleving beter, registratie slechter": "Bewoners ervaren het beter, maar de registratie laat het "
    "omgekeerde zien.",
    "uiteen: beleving slechter, registratie beter": "De registratie laat verbetering zien, maar bewoners ervaren het "
    "omgekeerde.",
}


def pairs(rows: Sequence[Row], agreed: Sequence[Paar], indicators: Mapping[str, Indicator]) -> str:
    """``rows``: figures.pairs of one area; drawn in the order of the programme. Pairs without any figure come last."""
    found = {str(row["paar"]): row for row in rows}
    known = [(paar, found[paar.id]) for paar in agreed if paar.id in found]
    lines = [_line(paar, row, indicators) for paar, row in known if measured(row)]
    empty = [f"{paar.naam} ({as_text(row['why'])})" for paar, row in known if not measured(row)]
    lacking = f'<p class="wp-small">Nog niet te vergelijken: {escape("; ".join(empty))}.</p>' if empty else ""
    return f'<div class="wp-pairs">{"".join(lines)}</div>{lacking}'


def sentence(row: Row) -> str:
    """What the verdict means, in B1; empty where the verdict itself says all."""
    verdict = as_text(row["verdict"])
    if verdict == "niet te toetsen":
        return f"Of ze samen veranderden, is niet te toetsen. {_capital(as_text(row['why']))}."
    return _SENTENCES.get(verdict, "")


def measured(row: Row) -> bool:
    """Whether both sides have a first figure, so that there is something to compare."""
    return as_text(row["beleving_start_period"]) != "" and as_text(row["registratie_start_period"]) != ""


def _line(paar: Paar, row: Row, indicators: Mapping[str, Indicator]) -> str:
    sides = "".join(
        f"<dt>{label}</dt><dd>{escape(f'{one.name}: {changed(row, side, one)}')}</dd>"
        for side, label in _SIDES
        for one in (indicators[as_text(row[f"{side}_indicator"])],)
    )
    said = " ".join(part for part in (sentence(row), paar.toelichting) if part)
    return (
        f'<section class="wp-pair"><h4>{escape(paar.naam)}</h4>'
        f'<span class="wp-tag">{escape(as_text(row["verdict"]))}</span><dl class="wp-terms">{sides}</dl>'
        f'<p class="wp-small">{escape(said)}</p></section>'
    )


def changed(row: Row, side: str, indicator: Indicator) -> str:
    """``van 8,2 % (2020) naar 7,9 % (2022), niet getoetst``; ``side``: beleving or registratie."""
    start, now = (
        with_short_unit(as_float(row[f"{side}_{name}"]), indicator.unit, indicator.decimals)
        for name in ("start_value", "value")
    )
    since, until = (period_label(as_text(row[f"{side}_{name}"])) for name in ("start_period", "period"))
    result = as_text(row[f"{side}_result"])
    moved = as_text(row[f"{side}_moved"])
    told = "niet getoetst" if not moved else result if moved in {"gelijk", "hoger", "lager"} else f"{result}: {moved}"
    return f"van {start} ({since}) naar {now} ({until}), {told}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
