"""Spine rows: where one area stands between all buurten, one row per indicator. HTML and CSS, no picture needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from charts.frames import Row, as_float, records
from charts.judged import UNTESTED, against, detectable, judge, line, margin, since, verdict_words
from charts.numbers import period_label, unit_label, with_short_unit, with_unit
from charts.words import marks, why_no_value
from model.indicator import Indicator
from model.status import REASON_LABELS, STATUS_LABELS, Reason, Status

_PARTS = {
    "low": "low",
    "tenth": "p10",
    "quarter": "q1",
    "median": "median",
    "three_quarters": "q3",
    "nine_tenths": "p90",
    "high": "high",
}


@dataclass(frozen=True)
class Spread:
    """Spread over the areas of one period: lowest, outer tenths, quartiles, highest, and how many."""

    low: float
    tenth: float
    quarter: float
    median: float
    three_quarters: float
    nine_tenths: float
    high: float
    n: int


def spreads_of(frame: pd.DataFrame, periods: Mapping[str, str]) -> dict[str, Spread]:
    """Spread of each indicator in the period that is shown of it; ``frame`` as figures.spread gives it.

    None below five areas with a value: a range of so few says nothing.
    """
    return {
        row["indicator"]: Spread(**{field: row[part] for field, part in _PARTS.items()}, n=int(row["n"]))
        for row in records(frame)
        if row["n"] >= 5 and row["period"] == periods.get(row["indicator"])
    }


def without(ids: Sequence[str], rows: Mapping[str, Row], indicators: Mapping[str, Indicator]) -> str:
    """One line that names the indicators without a figure, by reason; empty when all have one."""
    reasons: dict[str, list[str]] = {}
    for i in dict.fromkeys(ids):
        row = rows.get(i)
        if row is None:
            reasons.setdefault(REASON_LABELS[Reason.NO_SOURCE], []).append(indicators[i].name)
        elif as_float(row["value"]) is None:
            reasons.setdefault(why_no_value(str(row["status"]), str(row["reason"])), []).append(indicators[i].name)
    lines = [f"{reason.capitalize()}: {', '.join(names)}." for reason, names in reasons.items()]
    return f'<p class="wp-small">{escape(" ".join(lines))}</p>' if lines else ""


def spine(
    rows: Sequence[Row],
    indicators: Mapping[str, Indicator],
    spreads: Mapping[str, Spread],
    city: str,
    why: Callable[[Row], str],
    beside: Callable[[Row], Sequence[str]] = lambda row: (),
) -> str:
    """``rows`` as figures.profile gives them, each with a value, in the order shown; ``why``: reasons as HTML.

    ``beside``: lines with other figures to name beside that of the area."""
    named = [(row, str(row["indicator"])) for row in rows]
    shown = "".join(_row(row, indicators[name], spreads.get(name), city, why(row), beside(row)) for row, name in named)
    return f'<div class="wp-spine" role="list">{shown}</div>'


def _row(row: Row, indicator: Indicator, over: Spread | None, city: str, why: str, beside: Sequence[str]) -> str:
    value = as_float(row["value"]) or 0.0
    period = period_label(str(row["period"] or ""))
    about = " · ".join(part for part in (unit_label(indicator.unit), period) if part)
    name = f"<div class='wp-spine-name'><span>{escape(indicator.name)}</span><small>{escape(about)}</small></div>"
    tags = "".join(f"<small>{escape(text)}</small>" for text in (*beside, *marks_of(row, indicator)))
    text = escape(with_short_unit(value, indicator.unit, indicator.decimals))
    sure = f"<small>{escape(about_chance)}</small>" if (about_chance := margin(row, indicator)) else ""
    return (
        f'<div class="wp-spine-row" role="listitem">{name}<div class="wp-spine-value">{text}{sure}</div>'
        f'<div class="wp-spine-track">{_track(row, over, indicator)}</div>'
        f'<div class="wp-spine-said">{_said(row, indicator, city)}{tags}</div>{why}</div>'
    )


def marks_of(row: Row, indicator: Indicator) -> list[str]:
    """What must stand beside a value, without what its verdict says already: that it comes from a model."""
    told = marks(str(row["status"]), bool(row["computed"]))
    untested = judge(row, indicator).word == UNTESTED
    return [mark for mark in told if not untested or mark != STATUS_LABELS[Status.MODELLED]]


def _track(row: Row, over: Spread | None, indicator: Indicator) -> str:
    if over is None:
        return ""
    value, rest = as_float(row["value"]) or 0.0, as_float(row["rest_value"])
    low, high = min(over.low, value), max(over.high, value)
    width = (high - low) or 1.0

    def at(x: float) -> float:
        return round(100 * (x - low) / width, 1)

    mark = f'<u style="left:{at(rest)}%"></u>' if rest is not None and low <= rest <= high else ""
    box = f'<i style="left:{at(over.quarter)}%;width:{max(1, at(over.three_quarters) - at(over.quarter))}%"></i>'
    said = escape(spoken(row, over, indicator))
    dot = f'<b style="left:{at(value)}%"></b>'
    return (
        f'<div class="wp-track" role="img" aria-label="{said}" title="{said}">{box}{mark}{_whisker(row, at)}{dot}</div>'
    )


def spoken(row: Row, over: Spread, indicator: Indicator) -> str:
    """What a track shows, in words: from where to where the buurten run, and the rest of the city where it is drawn."""
    unit, decimals = indicator.unit, indicator.decimals
    value, rest = as_float(row["value"]) or 0.0, as_float(row["rest_value"])
    low, high = with_unit(over.low, unit, decimals), with_unit(over.high, unit, decimals)
    said = f"de {over.n} buurten lopen van {low} tot {high}"
    if rest is None or not min(over.low, value) <= rest <= max(over.high, value):
        return said
    return f"{said}; de rest van de stad heeft {with_unit(rest, unit, decimals)}"


def _whisker(row: Row, at: Callable[[float], float]) -> str:
    """The 95 % interval as a line through the dot, cut off where the track ends."""
    low, high = as_float(row["ci_low"]), as_float(row["ci_high"])
    if low is None or high is None:
        return ""
    left, right = max(0.0, at(low)), min(100.0, at(high))
    return f'<s style="left:{left}%;width:{max(0.0, round(right - left, 1))}%"></s>'


def _said(row: Row, indicator: Indicator, city: str) -> str:
    judged = judge(row, indicator)
    text = against(row, indicator, "rest", f"de rest van {city}")
    lines = [line(judged.shape, text, verdict_words(judged, indicator))] if text else []
    if changed := since(row, indicator):
        lines.append(line("", changed, detectable(row, indicator)))
    return "".join(lines)
