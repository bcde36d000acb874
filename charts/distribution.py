"""Distribution: how many areas have which figure, with the chosen area and the focuswijken marked."""

import itertools
from collections.abc import Mapping
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts.numbers import bare, scale, unit_label, with_unit
from charts.style import Theme, over_time
from model.indicator import Indicator

HEIGHT = 320
_MOST_BARS = 20


def bins(values: pd.Series, decimals: int) -> tuple[list[float], list[int]]:
    """Edges and counts of equal bars: about the square root of the number of figures, on whole steps of the figure.

    The last bar holds its upper edge. Empty lists without figures.
    """
    known = values.dropna().to_numpy()
    if not len(known):
        return [], []
    low, high = float(known.min()), float(known.max())
    wanted = max(1, min(_MOST_BARS, round(len(known) ** 0.5)))
    step = max(_round_step((high - low) / wanted), 10.0**-decimals)
    first = np.floor(low / step + 1e-9) * step
    edges = [float(first + step * k) for k in range(int(np.floor((high - first) / step + 1e-9)) + 2)]
    counts, _ = np.histogram(known, bins=np.array(edges))
    return edges, [int(n) for n in counts]


def _round_step(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    if step <= 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(step))
    return float(next(power * k for k in (1, 2, 5, 10) if power * k >= step * 0.999))


def distribution_figure(
    values: pd.Series,
    indicator: Indicator,
    tokens: Theme,
    marked: Mapping[str, float],
    chosen: tuple[str, float] | None,
) -> go.Figure:
    """``marked``: figure per focuswijk; ``chosen``: name and figure of the chosen area."""
    factor, drawing = scale(indicator.unit), go.Figure()
    edges, counts = bins(values, indicator.decimals)
    middle = [(a + b) / 2 * factor for a, b in itertools.pairwise(edges)]
    told = [
        f"{bare(a, indicator.unit, indicator.decimals)} tot {with_unit(b, indicator.unit, indicator.decimals)}"
        for a, b in itertools.pairwise(edges)
    ]
    width = (edges[1] - edges[0]) * factor * 0.96 if edges else 1
    drawing.add_bar(
        x=middle,
        y=counts,
        width=width,
        marker_color=tokens.sequential[2],
        customdata=told,
        hovertemplate="%{customdata}: %{y} gebieden<extra></extra>",
    )
    top = max(counts, default=1)
    drawing.add_scatter(
        x=[value * factor for value in marked.values()],
        y=[-0.06 * top] * len(marked),
        mode="markers",
        marker={"symbol": "triangle-up", "size": 12, "color": tokens.lines[4]},
        customdata=[
            f"{escape(name, quote=False)}: {with_unit(value, indicator.unit, indicator.decimals)}"
            for name, value in marked.items()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if chosen is not None:
        drawing.add_vline(x=chosen[1] * factor, line={"color": tokens.accent, "width": 3})
        drawing.add_annotation(
            x=chosen[1] * factor,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=escape(chosen[0], quote=False),
            showarrow=False,
            font={"color": tokens.accent, "weight": 700},
        )
    drawing.update_layout(
        **over_time(tokens) | {"hovermode": "closest"},
        height=HEIGHT,
        showlegend=False,
        margin={"t": 34, "b": 48, "l": 48, "r": 16},
    )
    drawing.update_xaxes(
        title=unit_label(indicator.unit), showgrid=False, fixedrange=True, linecolor=tokens.muted, zeroline=False
    )
    drawing.update_yaxes(
        range=[-0.13 * top, 1.06 * top],
        gridcolor=tokens.rule,
        fixedrange=True,
        zeroline=True,
        zerolinecolor=tokens.muted,
        tickformat=",d",
        nticks=5,
    )
    return drawing


def distribution_seen(values: pd.Series, indicator: Indicator, chosen: tuple[str, float] | None) -> str:
    """The tallest bar, and how many areas lie below the chosen one."""
    edges, counts = bins(values, indicator.decimals)
    if not counts:
        return "Er zijn geen cijfers om te verdelen."
    tallest = int(np.argmax(counts))
    low, high = edges[tallest], edges[tallest + 1]
    text = (
        f"De meeste gebieden ({counts[tallest]} van {sum(counts)}) liggen tussen "
        f"{bare(low, indicator.unit, indicator.decimals)} en {with_unit(high, indicator.unit, indicator.decimals)}."
    )
    if chosen is not None:
        below = int((values < chosen[1]).sum())
        figure = with_unit(chosen[1], indicator.unit, indicator.decimals)
        text += f" {chosen[0]} heeft {figure}; {below} gebieden liggen lager."
    return text
