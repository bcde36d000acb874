"""Scatter of two indicators: every area a dot, the straight line, who does not fit it, and the chosen areas."""

import textwrap
from collections.abc import Collection, Sequence
from html import escape
from typing import Protocol

import pandas as pd
import plotly.graph_objects as go

from charts.frames import records
from charts.numbers import number, scale, unit_label, with_unit
from charts.style import Theme, over_time
from model.indicator import Indicator

HEIGHT = 460
_MOST_NAMES = 8
_DISAGREE = 0.2
_WIDEST = 44
_CLOSE = 8
_APART = (0.22, 0.05)

NO_CAUSE = (
    "Samenhang tussen gebieden zegt niets over personen: dat twee cijfers in dezelfde buurten hoog zijn, betekent niet "
    "dat het om dezelfde mensen gaat. Het zegt ook niet dat het een door het ander komt."
)
METHODS = (
    "Pearson (rechte lijn) met interval van Fisher (1921); Spearman (rangorde) met interval van Bonett en Wright "
    "(2000). Buurgebieden lijken op elkaar; het interval is daardoor eerder te smal dan te breed."
)
OUTLIERS = (
    "Een ruit past niet bij de lijn van de andere gebieden: het gestudentiseerde residu is groter dan toeval over alle "
    "gebieden samen geeft (t-toets met Bonferroni, 5 %)."
)


class Coefficient(Protocol):
    """A coefficient with its 95 % interval over ``n`` areas; NaN where there is none."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def n(self) -> int: ...


def scatter_figure(
    frame: pd.DataFrame,
    both: tuple[Indicator, Indicator],
    line: tuple[float, float],
    tokens: Theme,
    chosen: Collection[str],
    focus: Collection[str],
) -> go.Figure:
    """``frame``: area, area_name, x, y, outlier; ``line``: intercept and slope; ``focus``: areas in a focuswijk."""
    x, y = both
    drawing = go.Figure()
    across = [float(frame["x"].min()), float(frame["x"].max())]
    if line[1] == line[1]:
        drawing.add_scatter(
            x=[at * scale(x.unit) for at in across],
            y=[(line[0] + line[1] * at) * scale(y.unit) for at in across],
            mode="lines",
            line={"color": tokens.muted, "width": 1.6, "dash": "dash"},
            hoverinfo="skip",
        )
    own, in_focus = frame["area"].isin(list(chosen)), frame["area"].isin(list(focus))
    for rows, colour, size, edge in (
        (frame[~in_focus & ~own], tokens.muted, 9, tokens.background),
        (frame[in_focus & ~own], tokens.accent, 10, tokens.background),
        (frame[own & ~in_focus], tokens.muted, 15, tokens.ink),
        (frame[own & in_focus], tokens.accent, 15, tokens.ink),
    ):
        drawing.add_trace(_dots(rows, both, colour, size, edge))
    _names(drawing, frame, frame[own | frame["outlier"]], both, tokens)
    drawing.update_layout(
        **over_time(tokens) | {"hovermode": "closest", "clickmode": "event+select"},
        height=HEIGHT,
        showlegend=False,
        margin={"t": 52, "b": 72, "l": 64, "r": 24},
    )
    below = {"text": "<br>".join(textwrap.wrap(_axis(x), _WIDEST)), "font": {"size": 14}, "standoff": 14}
    drawing.update_xaxes(
        title=below,
        tickformat=_ticks(frame["x"], x),
        nticks=7,
        showgrid=False,
        fixedrange=True,
        linecolor=tokens.muted,
        zeroline=False,
    )
    drawing.update_yaxes(
        gridcolor=tokens.rule, fixedrange=True, zeroline=False, nticks=7, tickformat=_ticks(frame["y"], y)
    )
    drawing.add_annotation(
        text=escape(textwrap.shorten(_axis(y), _WIDEST + 8, placeholder=" …"), quote=False),
        x=0, y=1, xref="paper", yref="paper", xanchor="left", showarrow=False,
        xshift=-58, yshift=36, font={"color": tokens.ink},
    )  # fmt: skip
    return drawing


def _ticks(values: pd.Series, indicator: Indicator) -> str:
    """Whole numbers, unless the figures lie close together."""
    near = float(values.max() - values.min()) * scale(indicator.unit) < _CLOSE
    return f",.{indicator.decimals if near else 0}f"


def _axis(indicator: Indicator) -> str:
    unit = unit_label(indicator.unit)
    return f"{indicator.name} ({unit})" if unit else indicator.name


def _dots(rows: pd.DataFrame, both: tuple[Indicator, Indicator], colour: str, size: int, edge: str) -> go.Scatter:
    x, y = both
    told = [
        [
            row["area"],
            escape(row["area_name"], quote=False),
            with_unit(row["x"], x.unit, x.decimals),
            with_unit(row["y"], y.unit, y.decimals),
        ]
        for row in records(rows)
    ]
    symbols = ["diamond" if outlier else "circle" for outlier in rows["outlier"]]
    # A click selects; without this every other dot would fade.
    kept = {"marker": {"opacity": 1}}
    return go.Scatter(
        x=rows["x"] * scale(x.unit),
        y=rows["y"] * scale(y.unit),
        mode="markers",
        customdata=told,
        marker={
            "color": colour,
            "size": [size + 3 if outlier else size for outlier in rows["outlier"]],
            "symbol": symbols,
            "opacity": 1,
            "line": {"color": edge, "width": 1.5},
        },
        selected=kept,
        unselected=kept,
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    )


def _names(
    drawing: go.Figure, frame: pd.DataFrame, rows: pd.DataFrame, both: tuple[Indicator, Indicator], tokens: Theme
) -> None:
    """Names beside chosen areas and outliers, towards the middle; where names would cover each other, the first."""
    x, y = both
    wide, tall = (float(frame[axis].max() - frame[axis].min()) or 1.0 for axis in ("x", "y"))
    middle = float(frame["x"].min()) + wide / 2
    placed: list[tuple[float, float]] = []
    for row in records(rows):
        near = (abs(row["x"] - a) < _APART[0] * wide and abs(row["y"] - b) < _APART[1] * tall for a, b in placed)
        if any(near):
            continue
        placed.append((row["x"], row["y"]))
        right = row["x"] > middle
        drawing.add_annotation(
            x=row["x"] * scale(x.unit),
            y=row["y"] * scale(y.unit),
            text=escape(row["area_name"], quote=False),
            showarrow=False,
            xanchor="right" if right else "left",
            xshift=-14 if right else 14,
            font={"color": tokens.ink, "weight": 700, "size": 13},
            bgcolor=tokens.background,
            opacity=0.9,
        )


def coefficient(found: Coefficient) -> str:
    """``0,62 (95 %: 0,41 tot 0,77)``; a dash where there is none."""
    if found.value != found.value:
        return "–"
    return f"{number(found.value, 2)} (95 %: {number(found.low, 2)} tot {number(found.high, 2)})"


def facts(straight: Coefficient, rank: Coefficient, outliers: Sequence[str]) -> str:
    """Both coefficients, the number of areas and the names of those that do not fit. HTML."""
    names = ", ".join(outliers) if outliers else "geen"
    entries = (
        ("Pearson r", coefficient(straight)),
        ("Spearman ρ", coefficient(rank)),
        ("Aantal gebieden", number(straight.n)),
        ("Past niet bij de lijn", names),
    )
    shown = "".join(f"<div><dt>{term}</dt><dd>{escape(said)}</dd></div>" for term, said in entries)
    return f'<dl class="wp-together">{shown}</dl>'


def seen(
    both: tuple[Indicator, Indicator], many: str, straight: Coefficient, rank: Coefficient, outliers: Sequence[str]
) -> str:
    """Whether the figures go together, as far as the interval shows; and who does not fit."""
    x, y = (one.name for one in both)
    if straight.value != straight.value:
        return (
            f"Er zijn te weinig {many} met beide cijfers, of ze zijn overal gelijk: er is geen samenhang te berekenen."
        )
    sure = [one for one in (straight, rank) if one.low > 0 or one.high < 0]
    if not sure:
        text = f"Over {straight.n} {many} is geen duidelijke samenhang tussen «{x}» en «{y}» te zien."
    elif straight.value * rank.value < 0:
        text = f"Over {straight.n} {many} spreken de twee maten elkaar tegen; kijk naar de vorm van de puntenwolk."
    else:
        how = "hoger" if sure[0].value > 0 else "lager"
        text = f"In {many} waar «{x}» hoger is, is «{y}» gemiddeld {how}. Dat geldt voor {straight.n} {many} samen."
    if abs(straight.value - rank.value) > _DISAGREE:
        text += " De twee maten verschillen flink: enkele gebieden of een gebogen verband bepalen veel."
    if outliers:
        names = ", ".join(outliers[:_MOST_NAMES]) + (" en andere" if len(outliers) > _MOST_NAMES else "")
        text += f" Niet bij de lijn {'past' if len(outliers) == 1 else 'passen'}: {names}."
    return text
