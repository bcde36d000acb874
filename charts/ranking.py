"""The ranking: every area with its figure and margin, high to low, beside a baseline. The browser draws it.

A place in this list says little where margins overlap; that is why each row shows its margin and none its number.
"""

from collections.abc import Collection
from typing import Any

import pandas as pd

from charts.baseline import Baseline
from charts.city_map import Scheme, View, classes_of, fills_of
from charts.frames import Row, as_float, records
from charts.judged import judge, margin, verdict_words
from charts.numbers import HARD_SPACE, difference, period_label, with_short_unit
from model.indicator import Indicator

_ROOM = 0.03


def ranking(
    values: pd.DataFrame,
    indicator: Indicator,
    view: View,
    period: str,
    scheme: Scheme,
    against: Baseline = Baseline.REST,
    selected: str = "",
    focus: Collection[str] = (),
) -> dict[str, Any]:
    """What the browser needs to draw the ranking; ``focus``: areas in a focuswijk.

    Places run from 0 to 100 over an axis that holds every figure, whisker and the baseline, also of the periods that
    decide the classes, so that nothing moves but the figures while playing. An area without a figure has no row.
    """
    change = view is View.CHANGE
    column, low, high = ("change", "change_low", "change_high") if change else ("value", "ci_low", "ci_high")
    over = values if scheme.over is None else scheme.over
    base = 0.0 if change else _baseline(values, against)
    ends = _axis(over, column, low, high, base)
    classes = classes_of(values, indicator, view, scheme, against)
    fills = fills_of(classes, indicator, view)
    of = dict(zip(values["area"], classes.of, strict=True))
    known = values[values[column].notna()].sort_values([column, "area_name"], ascending=[False, True])
    rows = [
        {
            "code": row["area"],
            "name": row["area_name"],
            "at": _place(row[column], ends),
            "whisker": _whisker(row, low, high, ends),
            "value": _shown(row, indicator, change),
            "said": _said(row, indicator, view, against),
            "fill": fills[of[row["area"]]] if 0 <= of[row["area"]] < len(fills) else "",
            "focus": row["area"] in focus,
        }
        for row in records(known)
    ]
    without = len(values) - len(known)
    return {
        "label": f"Rangorde: {indicator.name}, {period_label(period)}. "
        "Met de pijltoetsen gaat u van gebied naar gebied, met Enter kiest u er een.",
        "rows": rows,
        "base": None if base is None else _place(base, ends),
        "baseWords": _base_words(base, indicator, change, against),
        "selected": selected,
        "without": f"{without} zonder cijfer" if without else "",
    }


def _baseline(values: pd.DataFrame, against: Baseline) -> float | None:
    known = values[f"{against}_value"].dropna()
    return float(known.iloc[0]) if len(known) else None


def _axis(over: pd.DataFrame, column: str, low: str, high: str, base: float | None) -> tuple[float, float]:
    """Lowest and highest of all; a whisker is cut where it goes further than the whole spread of the figures."""
    known = over[column].dropna()
    if known.empty:
        return 0.0, 1.0
    least, most = float(known.min()), float(known.max())
    width = (most - least) or abs(most) or 1.0
    bottom = max(float(over[low].min()), least - width) if over[low].notna().any() else least
    top = min(float(over[high].max()), most + width) if over[high].notna().any() else most
    held = [least, most, bottom, top, *([] if base is None else [base])]
    room = _ROOM * ((max(held) - min(held)) or 1.0)
    return min(held) - room, max(held) + room


def _place(value: float, ends: tuple[float, float]) -> float:
    return round(min(100.0, max(0.0, 100 * (value - ends[0]) / (ends[1] - ends[0]))), 1)


def _whisker(row: Row, low: str, high: str, ends: tuple[float, float]) -> list[float] | None:
    least, most = as_float(row[low]), as_float(row[high])
    return None if least is None or most is None else [_place(least, ends), _place(most, ends)]


def _shown(row: Row, indicator: Indicator, change: bool) -> str:
    if change:
        return difference(row["change"], indicator.unit, indicator.decimals).replace(f"{HARD_SPACE}procentpunt", "")
    return with_short_unit(row["value"], indicator.unit, indicator.decimals)


def _said(row: Row, indicator: Indicator, view: View, against: Baseline) -> str:
    """Margin and verdict, for who hears the row and for the pointer."""
    if view is View.CHANGE:
        return str(row["change_verdict"])
    verdict = verdict_words(judge(row, indicator, against, against.overview), indicator, why=False)
    return ", ".join(part for part in (margin(row, indicator), verdict) if part)


def _base_words(base: float | None, indicator: Indicator, change: bool, against: Baseline) -> str:
    if base is None:
        return ""
    if change:
        return "de lijn is: geen verandering"
    return f"de lijn is {against.named}: {with_short_unit(base, indicator.unit, indicator.decimals)}"
