"""One sentence for residents (B1) beside a figure, from its tested state and never from the bare difference."""

from typing import Any

from indicators.methods.change import CHANGES, UNCHANGED
from indicators.methods.sentences import change_sentence, detectable_sentence, missing_sentence, verdict_sentence
from indicators.methods.verdicts import VERDICTS
from model.areas import Level
from model.indicator import Direction, Indicator
from model.status import Reason

_SIGN = {Direction.HIGHER_IS_BETTER: 1, Direction.LOWER_IS_BETTER: -1, Direction.NEUTRAL: 0}
# Against whom an area of this level stands in the sentence.
_AGAINST = {Level.GEMEENTE: "nederland", Level.LAND: "", Level.REST: ""}


def sentence(row: dict[str, Any], indicator: Indicator, city: str) -> str:
    """``row``: a plain record of figures.figure_table. Why there is no figure, or how it stands and what it did."""
    if row["value"] is None:
        return missing_sentence(row["reason"] if row["reason"] in set(Reason) else Reason.UNKNOWN)
    baseline = _AGAINST.get(Level(row["level"]), "rest")
    said = []
    if baseline and row[f"{baseline}_value"] is not None:
        place = "Nederland" if baseline == "nederland" else city
        name = "de focuswijken samen" if row["level"] == Level.FOCUSWIJKEN else row["area_name"]
        said.append(verdict_sentence(VERDICTS.index(row[f"verdict_{baseline}"]), name, place))
    if row["nulmeting_value"] is not None:
        code = CHANGES.index(row["change_verdict"])
        said.append(change_sentence(code, row["change_from"], _SIGN[indicator.direction]))
        if code == UNCHANGED and row["change_detectable"] is not None:
            said.append(detectable_sentence(_amount(row["change_detectable"], indicator)))
    return " ".join(said)


def _amount(value: float, indicator: Indicator) -> str:
    decimals = max(indicator.decimals, 1)
    unit = "procentpunt" if indicator.unit == "%" else indicator.unit
    return f"{value:.{decimals}f}".replace(".", ",") + f" {unit}"
