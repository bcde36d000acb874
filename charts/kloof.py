"""The gap of one indicator over the years: line, 95 % band, zero line, nulmeting, and a fan to the horizon."""

from collections.abc import Collection, Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.frames import Row, as_float, as_text
from charts.kloof_line import spans
from charts.kloof_words import margin, with_side
from charts.numbers import number, period_position, scale, unit_label
from charts.style import Theme, over_time
from charts.trend import HEIGHT, MOST_TICKS
from model.indicator import Indicator
from model.status import Status

_FAN = (
    "De waaier laat zien waar het verschil uitkomt als het blijft bewegen en schommelen zoals in de {years} gemeten "
    "jaren: het donkere deel in 50, de hele waaier in 90 van de 100 gevallen. Het is geen verwachting van wat het "
    "programma doet."
)


def figure(
    rows: Sequence[Row],
    fan: pd.DataFrame,
    indicator: Indicator,
    provisional: Collection[str],
    tokens: Theme,
) -> go.Figure:
    """``rows``: figures.kloof of one indicator and group, oldest first; ``fan``: figures.kloof_fan of that group.

    ``provisional``: periods that are drawn as open points.
    """
    drawing = go.Figure()
    times = scale(indicator.unit)
    _fan(drawing, rows, fan, times, tokens)
    for begin, end in spans(rows, indicator):
        _stretch(drawing, rows[begin:end], indicator, times, tokens, provisional)
    xs = [_x(row) for row in rows]
    _frame(drawing, rows, fan, indicator, times, tokens)
    drawing.add_hline(y=0, line={"color": tokens.ink, "width": 1.5}, layer="below")
    _label(drawing, xs[0], 0, "geen verschil", "left", tokens, tokens.ink)
    nulmeting = period_position(as_text(rows[-1]["nulmeting_period"]))
    if nulmeting is not None and xs[0] <= nulmeting <= xs[-1]:
        _rule(drawing, nulmeting, "nulmeting", "solid", tokens)
    for begin, _ in spans(rows, indicator)[1:]:
        _rule(drawing, (xs[begin - 1] + xs[begin]) / 2, "breuk", "dot", tokens)
    if len(fan):
        _rule(drawing, float(fan["year"].iloc[-1]), "einde looptijd", "dot", tokens)
    return drawing


def open_periods(sides: pd.DataFrame) -> set[str]:
    """Periods in which a side is provisional; ``sides`` as figures.trend gives them."""
    return set(sides.loc[sides["status"] == Status.PROVISIONAL, "period"])


def notes(rows: Sequence[Row], fan: pd.DataFrame, indicator: Indicator) -> list[str]:
    """What must be said under the chart: the band, breaks, and what the fan is."""
    banded = any(as_float(row["gap_low"]) is not None for row in rows)
    said = ["De band is de marge van 95 %." if banded else "Dit verschil heeft geen marge: het is niet te toetsen."]
    cuts = [rows[begin]["period"] for begin, _ in spans(rows, indicator)[1:]]
    said += [f"Breuk in {b.period}: {b.why}" for b in indicator.breaks if any(str(cut) >= b.period for cut in cuts)]
    return [*said, _FAN.format(years=int(fan["points"].iloc[0]))] if len(fan) else said


def _x(row: Row) -> float:
    return period_position(str(row["period"])) or 0.0


def _band(drawing: go.Figure, xs: list[float], low: list[float], high: list[float], fill: str) -> None:
    drawing.add_trace(
        go.Scatter(
            x=[*xs, *xs[::-1]], y=[*high, *low[::-1]], fill="toself", fillcolor=fill, mode="none", hoverinfo="skip",
            showlegend=False,
        )
    )  # fmt: skip


def _fan(drawing: go.Figure, rows: Sequence[Row], fan: pd.DataFrame, times: float, tokens: Theme) -> None:
    """The fan begins at the last gap."""
    if not len(fan):
        return
    start, at = _x(rows[-1]), (as_float(rows[-1]["gap"]) or 0.0) * times
    xs = [start, *fan["year"].astype(float)]
    for level, opacity in (("90", 0.14), ("50", 0.2)):
        low, high = ([at, *(fan[f"{side}{level}"] * times)] for side in ("low", "high"))
        _band(drawing, xs, low, high, _clear(tokens.muted, opacity))
    drawing.add_trace(
        go.Scatter(
            x=xs, y=[at, *(fan["middle"] * times)], mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": tokens.muted, "width": 1.8, "dash": "dash"},
        )
    )  # fmt: skip


def _stretch(
    drawing: go.Figure,
    rows: Sequence[Row],
    indicator: Indicator,
    times: float,
    tokens: Theme,
    provisional: Collection[str],
) -> None:
    """One stretch between breaks: band and line."""
    known = [row for row in rows if as_float(row["gap_low"]) is not None]
    if len(known) > 1:
        low, high = ([float(row[name]) * times for row in known] for name in ("gap_low", "gap_high"))
        _band(drawing, [_x(row) for row in known], low, high, _clear(tokens.brand, 0.2))
    said = [
        escape(f"{with_side(as_float(row['gap']), indicator)}{_about(margin(row, indicator))}", quote=False)
        for row in rows
    ]
    fills = [tokens.background if str(row["period"]) in provisional else tokens.brand for row in rows]
    drawing.add_trace(
        go.Scatter(
            x=[_x(row) for row in rows],
            y=[(as_float(row["gap"]) or 0.0) * times for row in rows],
            name="",
            mode="lines+markers",
            line={"color": tokens.brand, "width": 3},
            marker={"size": 8, "color": fills, "line": {"color": tokens.brand, "width": 2}},
            customdata=said,
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )
    )


def _about(text: str) -> str:
    return f" (marge {text})" if text else ""


def _frame(
    drawing: go.Figure, rows: Sequence[Row], fan: pd.DataFrame, indicator: Indicator, times: float, tokens: Theme
) -> None:
    heights = [0.0, *(float(row[name]) for row in rows for name in ("gap", "gap_low", "gap_high"))]
    heights += [*fan["low90"], *fan["high90"]] if len(fan) else []
    known = [y * times for y in heights if y == y]
    room = (max(known) - min(known) or 1.0) * 0.08
    limits = [min(known) - room, max(known) + room]
    wide = limits[1] - limits[0]
    decimals = 0 if wide >= 10 else 1 if wide >= 1 else 2
    left = 22 + 8.2 * max(len(number(y, decimals)) for y in limits)
    ticks = _ticks(rows, fan)
    drawing.update_layout(
        height=HEIGHT,
        margin={"t": 46, "b": 34, "l": left, "r": 40},
        **over_time(tokens),
    )
    last = float(fan["year"].iloc[-1]) if len(fan) else _x(rows[-1])
    drawing.update_xaxes(
        tickvals=list(ticks), ticktext=list(ticks.values()), range=[_x(rows[0]) - 0.4, last + 0.4], showgrid=False,
        tickangle=0, linecolor=tokens.muted, ticks="outside", tickcolor=tokens.muted, fixedrange=True, zeroline=False,
    )  # fmt: skip
    drawing.update_yaxes(
        range=limits, gridcolor=tokens.rule, zeroline=False, fixedrange=True, nticks=6,
        tickformat=f",.{decimals}f",
    )  # fmt: skip
    unit = "procentpunt" if indicator.unit == "%" else unit_label(indicator.unit)
    drawing.add_annotation(
        text=escape(unit, quote=False), x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom",
        showarrow=False, xshift=-left, yshift=20, font={"color": tokens.muted},
    )  # fmt: skip


def _ticks(rows: Sequence[Row], fan: pd.DataFrame) -> dict[float, str]:
    """The horizon, the last period, and earlier ones as far apart as a phone needs."""
    ticks = {float(fan["year"].iloc[-1]): str(int(fan["year"].iloc[-1]))} if len(fan) else {}
    ticks[_x(rows[-1])] = str(rows[-1]["period"])
    apart = (max(ticks) - _x(rows[0])) / (MOST_TICKS + 1)
    for row in reversed(rows):
        if min(abs(_x(row) - at) for at in ticks) > apart:
            ticks[_x(row)] = str(row["period"])
    return ticks


def _rule(drawing: go.Figure, at: float, text: str, dash: str, tokens: Theme) -> None:
    drawing.add_vline(x=at, line={"color": tokens.muted, "width": 1.2, "dash": dash}, layer="below")
    drawing.add_annotation(
        x=at, y=1, yref="paper", yanchor="bottom", text=text, showarrow=False, font={"color": tokens.muted, "size": 13}
    )


def _label(drawing: go.Figure, x: float, y: float, text: str, anchor: str, tokens: Theme, colour: str) -> None:
    drawing.add_annotation(
        x=x, y=y, text=text, showarrow=False, xanchor=anchor, yanchor="bottom", font={"color": colour, "size": 13}
    )


def _clear(colour: str, opacity: float) -> str:
    """A ``#RRGGBB`` colour, see-through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
