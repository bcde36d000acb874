"""Trend lines: chosen areas beside gemeente, rest van de stad and Nederland, with nulmeting, breaks and open points.

Each line has its own dash and its name at its end. A break, and a period without a figure, leaves a gap.
"""

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.frames import Row, as_float, as_text, records
from charts.judged import margin
from charts.numbers import number, period_label, period_position, scale, unit_label, with_unit
from charts.style import DASHES, Theme, over_time
from charts.trend_band import bands, limits_of
from charts.words import marks
from model.areas import Level
from model.indicator import Indicator, Kind
from model.status import Status

HEIGHT, SMALL_HEIGHT = 410, 262
MOST_TICKS = 5  # what fits on a phone
_ROOM = {"t": 46, "b": 34}
_LABEL_PX = 17
_CLOSE_YEARS = 2
_WHOLE_SPAN, _MOST_STEPS = 20, 6


@dataclass(frozen=True)
class Line:
    """One line: ``role`` is its place in Theme.lines (0 chosen, 1 gemeente, 2 rest, 3 Nederland, 4 second area)."""

    area: str
    name: str
    role: int
    rows: tuple[Row, ...]

    @property
    def chosen(self) -> bool:
        """Whether it is an area that was asked for; only those have a band, as baselines would hide it."""
        return self.role in (0, 4)


def lines_of(frame: pd.DataFrame, chosen: Sequence[str]) -> list[Line]:
    """Lines in drawing order: baselines first, the chosen area on top. ``frame`` as figures.trend gives it.

    Where two areas have one name (a focuswijk and its buurt), the level stands behind it.
    """
    names = frame.drop_duplicates("area").groupby("area_name")["area"].count()
    roles = {Level.GEMEENTE: 1, Level.REST: 2, Level.LAND: 3}
    found = []
    for area, rows in frame.groupby("area", sort=False):
        first = rows.iloc[0]
        own = 0 if area in chosen[:1] else 4
        role = own if area in chosen else roles.get(Level(first["level"]), 4)
        ordered = sorted(records(rows), key=lambda row: position(row["period"]))
        name = str(first["area_name"])
        name = f"{name} ({first['level']})" if names[name] > 1 else name
        found.append(Line(str(area), name, role, tuple(ordered)))
    place = {area: number for number, area in enumerate(chosen)}
    return sorted(found, key=lambda line: (line.area in place, -place.get(line.area, line.role)))


def panels(lines: Sequence[Line]) -> list[list[Line]]:
    """One panel for up to two chosen areas; more areas each get a small one of their own, beside rest van de stad."""
    chosen = [line for line in lines if line.chosen]
    if len(chosen) <= 2:
        return [list(lines)]
    rest = [line for line in lines if line.role == 2]
    return [[*rest, replace(line, role=0)] for line in reversed(chosen)]


def figures(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    tokens: Theme,
    moves: Mapping[str, Sequence[float]] | None = None,
    small: bool = False,
) -> list[go.Figure]:
    """The chart of each panel, all on the same vertical scale. ``nulmeting`` a year, or None where there is none.

    ``moves``: per area the positions of the first points on other borders: its line is broken there. ``small``: a
    panel among others, also when it is the only one of its indicator.
    """
    shown = panels(lines)
    values = [y for panel in shown for line in panel for y in values_of(line, indicator)]
    limits = y_range(values, indicator)
    height = HEIGHT if len(shown) == 1 and not small else SMALL_HEIGHT
    return [_figure(panel, indicator, nulmeting, limits, height, tokens, moves or {}) for panel in shown]


def _figure(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    limits: tuple[float, float],
    height: int,
    tokens: Theme,
    moves: Mapping[str, Sequence[float]],
) -> go.Figure:
    drawing = go.Figure()
    breaks = [position(b.period) for b in indicator.breaks]
    for line in (line for line in lines if line.chosen):
        drawing.add_traces(bands(line.rows, [*breaks, *moves.get(line.area, ())], indicator, _colour(line, tokens)))
    for line in lines:
        drawing.add_trace(_trace(line, [*breaks, *moves.get(line.area, ())], indicator, tokens))
    _frame(drawing, lines, indicator, limits, height, tokens)
    _end_labels(drawing, lines, indicator, limits, height, tokens)
    for at, word, dotted in rules(lines, indicator, nulmeting, moves):
        _rule(drawing, at, word, "dot" if dotted else "solid", tokens, _beside(at, nulmeting) if dotted else "center")
    return drawing


def rules(
    lines: Sequence[Line], indicator: Indicator, nulmeting: int | None, moves: Mapping[str, Sequence[float]]
) -> list[tuple[float, str, bool]]:
    """Position and word of nulmeting, and of breaks and moved borders of chosen areas, which are dotted (True).

    A line is broken halfway between the points on either side.
    """
    periods = sorted({position(row["period"]) for line in lines for row in line.rows if row["value"] == row["value"]})
    found = []
    if nulmeting is not None and periods and periods[0] <= nulmeting <= periods[-1]:
        found.append((float(nulmeting), "nulmeting", False))
    breaks = [position(b.period) for b in indicator.breaks]
    own = {line.area for line in lines if line.chosen}
    moved = {at for area, places in moves.items() if area in own for at in places} - set(breaks)
    for at, word in [*((b, "breuk") for b in breaks), *((m, "grens gewijzigd") for m in sorted(moved))]:
        before = [x for x in periods if x < at]
        if before and any(x >= at for x in periods):
            found.append(((before[-1] + min(x for x in periods if x >= at)) / 2, word, True))
    return found


def _colour(line: Line, tokens: Theme) -> str:
    return tokens.lines[line.role]


def _beside(at: float, nulmeting: int | None) -> str:
    """On which side of its line a word stands, so that it does not cover the word of a nulmeting close by."""
    if nulmeting is None or abs(at - nulmeting) > _CLOSE_YEARS:
        return "center"
    return "right" if at < nulmeting else "left"


def values_of(line: Line, indicator: Indicator) -> list[float]:
    """What the vertical axis must hold: values, and the limits of their bands where these are drawn."""
    known = (as_float(row["value"]) for row in line.rows)
    drawn = [limit for row in line.rows if line.chosen for limit in limits_of(row, indicator) or ()]
    return [value * scale(indicator.unit) for value in known if value is not None] + drawn


def y_range(values: Sequence[float], indicator: Indicator) -> tuple[float, float]:
    """From zero for counts, and wherever zero is near enough; else free, which ``starts_at_zero`` lets the page say."""
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.08
    if starts_at_zero(values, indicator):
        return 0.0, high + room
    return low - room, high + room


def starts_at_zero(values: Sequence[float], indicator: Indicator) -> bool:
    """Whether the vertical axis begins at zero."""
    if not values or min(values) < 0 or indicator.kind is Kind.SCORE:
        return False
    return indicator.kind is Kind.COUNT or min(values) < 0.5 * max(values)


def notes(lines: Sequence[Line], indicator: Indicator) -> list[str]:
    """What must be said under the chart: breaks, open points, an axis that does not begin at zero."""
    rows = [row for line in lines for row in line.rows if row["value"] == row["value"]]
    said = [f"Breuk in {period_label(b.period)}: {b.why}" for b in indicator.breaks if _spans(rows, b.period)]
    if any(limits_of(row, indicator) for line in lines if line.chosen for row in line.rows):
        said.append("De band is de marge van 95 %: hoeveel het cijfer door toeval alleen kan schommelen.")
    if any(row["status"] == Status.PROVISIONAL for row in rows):
        said.append("Een open punt is een voorlopig cijfer.")
    if any(as_text(row.get("method")) for row in rows):
        said.append("Een ruit is een schatting: omgerekend van andere grenzen, en niet getoetst.")
    if rows and not starts_at_zero([y for line in lines for y in values_of(line, indicator)], indicator):
        said.append("De verticale as begint niet bij nul.")
    return said


def _spans(rows: Sequence[Row], period: str) -> bool:
    at = position(period)
    return any(position(r["period"]) < at for r in rows) and any(position(r["period"]) >= at for r in rows)


def position(period: str) -> float:
    """Where a period lies on the time axis, in years; zero where its text does not say."""
    found = period_position(str(period))
    return 0.0 if found is None else found


def _trace(line: Line, breaks: Sequence[float], indicator: Indicator, tokens: Theme) -> go.Scatter:
    points: list[tuple[float, float | None, bool, str, str]] = []
    previous = -float("inf")
    for row in line.rows:
        at = position(row["period"])
        if points and any(previous < b <= at for b in breaks):
            points.append((at, None, False, "", "circle"))
        previous = at
        value = as_float(row["value"])
        sure = [margin(row, indicator)] if value is not None and margin(row, indicator) else []
        words = [with_unit(value, indicator.unit, indicator.decimals), *sure]
        words += marks(row["status"], bool(row["computed"]))
        drawn = None if value is None else value * scale(indicator.unit)
        estimated = bool(as_text(row.get("method")))
        is_open = estimated or row["status"] == Status.PROVISIONAL
        symbol = "diamond" if estimated else "circle"
        points.append((at, drawn, is_open, escape(", ".join(words), quote=False), symbol))
    colour, name = _colour(line, tokens), escape(line.name, quote=False)
    thin = line.role in (1, 2, 3)
    return go.Scatter(
        x=[p[0] for p in points],
        y=[p[1] for p in points],
        name=name,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 1.8 if thin else 3, "dash": DASHES[line.role]},
        marker={
            "size": 6 if thin else 8,
            "color": [tokens.background if p[2] else colour for p in points],
            "symbol": [p[4] for p in points],
            "line": {"color": colour, "width": 2},
        },
        customdata=[p[3] for p in points],
        hovertemplate=f"{name}: %{{customdata}}<extra></extra>",
        showlegend=False,
    )


def _frame(
    drawing: go.Figure,
    lines: Sequence[Line],
    indicator: Indicator,
    limits: tuple[float, float],
    height: int,
    tokens: Theme,
) -> None:
    ticks = sorted({position(row["period"]): str(row["period"]) for line in lines for row in line.rows}.items())
    longest = max((len(part) for line in lines for part in wrapped(line.name)), default=8)
    every = max(1, -(-len(ticks) // MOST_TICKS))
    shown = ticks[::-1][::every][::-1]
    drawing.update_layout(
        height=height,
        margin={**_ROOM, "l": _left(limits, indicator), "r": 16 + 7.2 * longest},
        **over_time(tokens),
    )
    drawing.update_xaxes(
        tickvals=[at for at, _ in shown],
        ticktext=[period for _, period in shown],
        range=[ticks[0][0] - 0.4, ticks[-1][0] + 0.4] if ticks else None,
        showgrid=False,
        tickangle=0,
        linecolor=tokens.muted,
        ticks="outside",
        tickcolor=tokens.muted,
        fixedrange=True,
        zeroline=False,
    )
    unit = unit_label(indicator.unit)
    drawing.update_yaxes(
        range=list(limits),
        gridcolor=tokens.rule,
        zeroline=False,
        fixedrange=True,
        tickformat=f",.{digits(limits, indicator)}f",
        nticks=_MOST_STEPS,
    )
    drawing.add_annotation(
        text=escape(unit, quote=False), x=0, y=1, xref="paper", yref="paper", xanchor="left", showarrow=False,
        xshift=-_left(limits, indicator), yshift=36, font={"color": tokens.muted},
    )  # fmt: skip


def _end_labels(
    drawing: go.Figure,
    lines: Sequence[Line],
    indicator: Indicator,
    limits: tuple[float, float],
    height: int,
    tokens: Theme,
) -> None:
    """Names at the ends of lines, pushed apart so that none covers another."""
    ends = []
    for line in lines:
        known = [row for row in line.rows if row["value"] == row["value"]]
        if known:
            ends.append((known[-1]["value"] * scale(indicator.unit), position(known[-1]["period"]), line))
    if not ends:
        return
    plot = height - _ROOM["t"] - _ROOM["b"]
    per_px = (limits[1] - limits[0]) / plot
    last_x = max(x for _, x, _ in ends)
    floor = -float("inf")
    for value, _, line in sorted(ends, key=lambda end: end[0]):
        parts = wrapped(line.name)
        half = per_px * _LABEL_PX * len(parts) / 2
        at = max(value, floor + half)
        floor = at + half
        drawing.add_annotation(
            x=last_x, y=at, xanchor="left", xshift=10, showarrow=False, align="left",
            text="<br>".join(escape(part, quote=False) for part in parts),
            font={"color": tokens.lines[line.role], "size": 14, "weight": 700 if line.chosen else 400},
        )  # fmt: skip


def wrapped(name: str) -> list[str]:
    """A name in the short lines that fit at the end of its line."""
    return textwrap.wrap(name, 16) or [name]


def _left(limits: tuple[float, float], indicator: Indicator) -> float:
    """Room for the numbers of the vertical axis."""
    return 18 + 8.2 * max(len(number(limit, digits(limits, indicator))) for limit in limits)


def digits(limits: tuple[float, float], indicator: Indicator) -> int:
    """Decimals on the vertical axis: more than a figure has where its steps would else look the same."""
    span = limits[1] - limits[0]
    if scale(indicator.unit) != 1 or span >= _WHOLE_SPAN:
        return 0
    return max(indicator.decimals, math.ceil(-math.log10(span / _MOST_STEPS)) if span > 0 else 0)


def _rule(drawing: go.Figure, at: float, text: str, dash: str, tokens: Theme, anchor: str = "center") -> None:
    drawing.add_vline(x=at, line={"color": tokens.muted, "width": 1.2, "dash": dash}, layer="below")
    drawing.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", xanchor=anchor, text=text, showarrow=False,
        font={"color": tokens.muted, "size": 13},
    )  # fmt: skip
