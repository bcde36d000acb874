"""Sentences for residents (B1) beside a figure, from its tested state and never from the bare difference."""

from typing import Any

from indicators.methods.change import CHANGES, UNCHANGED
from indicators.methods.change import UNTESTED as CHANGE_UNTESTED
from indicators.methods.sentences import (
    change_sentence,
    detectable_sentence,
    missing_sentence,
    trend_sentence,
    verdict_sentence,
)
from indicators.methods.trend import TOO_FEW, TRENDS
from indicators.methods.trend import UNTESTED as TREND_UNTESTED
from indicators.methods.verdicts import UNTESTED as VERDICT_UNTESTED
from indicators.methods.verdicts import VERDICTS
from model.areas import Level, spoken_name
from model.indicator import Direction, Indicator
from model.status import Reason

_SIGN = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}
# Against whom an area of this level stands in the sentence.
NO_ROW = missing_sentence(Reason.NO_SOURCE)
_AGAINST = {Level.GEMEENTE: "nederland", Level.LAND: "", Level.REST: ""}


def sentence(row: dict[str, Any], indicator: Indicator, city: str) -> str:
    """``row``: a plain record of figures.figure_table. Why there is no figure, or how it stands and what it did."""
    if row["value"] is None:
        return missing(row)
    said = [part for part in (standing(row, city), since(row, indicator)) if part]
    if _change(row) == UNCHANGED and row["change_detectable"] is not None:
        said.append(detectable_sentence(_amount(row["change_detectable"], indicator)))
    return " ".join(said)


def missing(row: dict[str, Any]) -> str:
    """Why this row has no figure."""
    return missing_sentence(row["reason"] if row["reason"] in set(Reason) else Reason.UNKNOWN)


def standing(row: dict[str, Any], city: str) -> str:
    """How a figure stands beside the city (of a city: beside Nederland); empty where nothing is compared."""
    baseline = _AGAINST.get(Level(row["level"]), "rest")
    if not baseline or row[f"{baseline}_value"] is None:
        return ""
    place = "Nederland" if baseline == "nederland" else city
    name = "de focuswijken samen" if row["level"] == Level.FOCUSWIJKEN else spoken_name(row["area_name"])
    return verdict_sentence(VERDICTS.index(row[f"verdict_{baseline}"]), name, place)


def since(row: dict[str, Any], indicator: Indicator) -> str:
    """What became of it since the nulmeting; empty where that has no figure to compare with."""
    code = _change(row)
    return "" if code is None else change_sentence(code, row["change_from"], _SIGN[indicator.direction])


def moved(row: dict[str, Any], trend: dict[str, Any] | None, indicator: Indicator) -> str:
    """The one sentence on change that says most: the tested trend, else the tested change since the nulmeting.

    Where neither could be tested, why not. ``trend``: of figures.trends, None where the indicator has none.
    """
    sign = _SIGN[indicator.direction]
    code = TRENDS.index(trend["result"]) if trend is not None else TREND_UNTESTED
    if code not in (TOO_FEW, TREND_UNTESTED):
        return trend_sentence(code, sign)
    if _change(row) not in (None, CHANGE_UNTESTED):
        return since(row, indicator)
    return trend_sentence(code)


def told(row: dict[str, Any], trend: dict[str, Any] | None, indicator: Indicator, city: str) -> tuple[str, str]:
    """``standing`` and ``moved`` of one card; where neither can be tested, that is said once."""
    stands, moves = standing(row, city), moved(row, trend, indicator)
    untested = (verdict_sentence(VERDICT_UNTESTED, row["area_name"], city), trend_sentence(TREND_UNTESTED))
    return (stands, "") if (stands, moves) == untested else (stands, moves)


def _change(row: dict[str, Any]) -> int | None:
    """The change code since the nulmeting; None where there is nothing to compare with."""
    return None if row["nulmeting_value"] is None else CHANGES.index(row["change_verdict"])


def _amount(value: float, indicator: Indicator) -> str:
    decimals = max(indicator.decimals, 1)
    unit = "procentpunt" if indicator.unit == "%" else indicator.unit
    return f"{value:.{decimals}f}".replace(".", ",") + f" {unit}"
