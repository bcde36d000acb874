"""The 95 % interval of a line as a band behind it, cut where the line is cut."""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.frames import Row, as_float
from charts.numbers import period_position, scale
from model.indicator import Indicator

_OPACITY = 0.16


def limits_of(row: Row, indicator: Indicator) -> tuple[float, float] | None:
    """Lower and upper limit of one point in the unit of the axis; None where nothing is known of chance."""
    low, high = as_float(row["ci_low"]), as_float(row["ci_high"])
    if as_float(row["value"]) is None or low is None or high is None:
        return None
    return low * scale(indicator.unit), high * scale(indicator.unit)


def bands(rows: Sequence[Row], breaks: Sequence[float], indicator: Indicator, colour: str) -> list[go.Scatter]:
    """One closed shape per stretch of points with an interval; a single point gets none, its hover says it."""
    stretches: list[list[tuple[float, float, float]]] = [[]]
    previous = None
    for row in rows:
        at, limits = period_position(str(row["period"])) or 0.0, limits_of(row, indicator)
        if limits is None or (previous is not None and any(previous < b <= at for b in breaks)):
            stretches.append([])
        if limits is not None:
            stretches[-1].append((at, *limits))
        previous = at
    return [_shape(stretch, colour) for stretch in stretches if len(stretch) > 1]


def _shape(stretch: Sequence[tuple[float, float, float]], colour: str) -> go.Scatter:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    back = stretch[::-1]
    return go.Scatter(
        x=[at for at, _, _ in stretch] + [at for at, _, _ in back],
        y=[high for _, _, high in stretch] + [low for _, low, _ in back],
        mode="lines",
        line={"width": 0},
        fill="toself",
        fillcolor=f"rgba({red},{green},{blue},{_OPACITY})",
        hoverinfo="skip",
        showlegend=False,
    )
