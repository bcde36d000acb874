"""What must stand beside a gap or a change: the buurten around the focuswijken, and who moved in and out. Text."""

from collections.abc import Sequence

from charts.frames import Row, as_float, as_text
from charts.kloof_words import size
from charts.numbers import difference, period_label
from model.indicator import Indicator

ATTEND = "Let op bij dit verschil"
AROUND = "Buurten eromheen"
NO_MOVERS = "Verhuizingen tellen de bronnen hier niet; een cijfer kan ook veranderen doordat er andere mensen wonen."
_MEANT = {
    "geen aanwijzing voor een waterbedeffect": "We zien geen aanwijzing dat het naar de buurten eromheen is "
    "verschoven.",
    "mogelijk een waterbedeffect": "In de buurten eromheen ging het ongunstiger dan in de rest van de stad. Dat past "
    "bij verschuiven, maar laat niet zien waardoor het komt.",
}


def around(row: Row | None, indicator: Indicator) -> str:
    """The ring of buurten around the focuswijken beside the rest beyond it, in sentences; empty without a row."""
    if row is None:
        return ""
    result = as_text(row["result"])
    if result == "niet te toetsen":
        return f"Niet te toetsen: {as_text(row['why'])}."
    since = period_label(as_text(row["start_period"]))
    sides = (("focus", "in de focuswijken"), ("ring", _ring(row)), ("beyond", "verder weg"))
    told = ", ".join(f"{where} {_change(row, side, indicator)}" for side, where in sides)
    low, high = as_float(row["extra_low"]), as_float(row["extra_high"])
    margin = ""
    if low is not None and high is not None and result in _MEANT:
        ends = [difference(x, indicator.unit, max(indicator.decimals, 1)) for x in (low, high)]
        margin = f" Marge van het verschil tussen eromheen en verder weg: {ends[0]} tot {ends[1]}."
    meant = _MEANT.get(result, f"{result[:1].upper()}{result[1:]}.")
    return f"Veranderd sinds {since}: {told}. {meant}{margin}"


def composition(rows: Sequence[Row], start: str, period: str) -> str:
    """What passed a threshold between two periods; that nothing did, or that nothing is known."""
    found = [row for row in rows if str(row["start_year"]) == start[:4] and str(row["year"]) == period[:4]]
    if not found:
        return ""
    said = [str(fact) for fact in found[0]["facts"]]
    known = any(as_float(found[0][name]) is not None for name in ("people_pct", "dwellings_pct"))
    nothing = "Het aantal inwoners en woningen is ongeveer gelijk gebleven." if known else ""
    return " ".join(part for part in (*(said or [nothing]), NO_MOVERS) if part)


def _ring(row: Row) -> str:
    n = int(row["ring_n_buurten"])
    return "in de buurt ernaast" if n == 1 else f"in de {n} buurten eromheen"


def _change(row: Row, side: str, indicator: Indicator) -> str:
    change = as_float(row[f"{side}_change"])
    if change is None:
        return "onbekend"
    low, high = as_float(row[f"{side}_change_low"]), as_float(row[f"{side}_change_high"])
    shown = f"{size(change, indicator)} {'hoger' if change > 0 else 'lager'}"
    sure = low is not None and high is not None and (low > 0 or high < 0)
    return shown if sure else f"niet aantoonbaar ({shown})"
