"""A small trend among others: the same conventions as a large one, with room only for what differs between panels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

import plotly.graph_objects as go

from charts.numbers import unit_label
from charts.style import Theme
from charts.trend import Line, figures
from model.indicator import Indicator

REST = "Rest"
_TICKS = 4
_RULES = ("breuk", "grens gewijzigd")


def panel(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    span: tuple[float, float],
    tokens: Theme,
    moves: Mapping[str, Sequence[float]] | None = None,
) -> go.Figure:
    """One area beside the rest of the city (called REST), over ``span`` in years, which all panels share.

    The heading above it must tell the unit.
    """
    named = [replace(line, name=REST) if line.role == 2 else line for line in lines]
    drawing = figures(named, indicator, nulmeting, tokens, moves, small=True)[0]
    first, last = span
    ticks = sorted({round(first + (last - first) * place / (_TICKS - 1)) for place in range(_TICKS)})
    drawing.update_xaxes(range=[first - 0.6, last + 0.6], tickvals=ticks, ticktext=[str(year) for year in ticks])
    # Side by side there is no room: the words of a break stand below those of the nulmeting, the unit in the heading.
    drawing.for_each_annotation(lambda one: one.update(yanchor="top") if one.text in _RULES else None)
    unit = escape(unit_label(indicator.unit), quote=False)
    drawing.for_each_annotation(lambda one: one.update(visible=False) if one.text == unit else None)
    return drawing
