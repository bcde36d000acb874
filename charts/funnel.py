"""Funnel plot: every area by its size, with the limits between which chance alone would keep it."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.frames import records
from charts.numbers import number, scale, unit_label, with_unit
from charts.style import Theme, over_time
from model.indicator import Indicator

HEIGHT = 400


def funnel_figure(frame: pd.DataFrame, indicator: Indicator, tokens: Theme, selected: str) -> go.Figure:
    """``frame`` as figures.funnel gives it; the chosen area stands out."""
    drawing = go.Figure()
    factor = scale(indicator.unit)
    for name, dash in (("998", "solid"), ("95", "dot")):
        for side in ("low", "high"):
            limits = frame[f"{side}{name}"] * factor
            drawing.add_scatter(
                x=frame["base"],
                y=limits,
                mode="lines",
                line={"color": tokens.muted, "width": 1.4, "dash": dash},
                hoverinfo="skip",
            )
    drawing.add_scatter(
        x=[0, frame["base"].iloc[-1]],
        y=[frame["target"].iloc[0] * factor] * 2,
        mode="lines",
        line={"color": tokens.ink, "width": 1.4},
        hoverinfo="skip",
    )
    _names(drawing, frame, factor, tokens)
    for rows, colour, size, symbol in (
        (frame[(frame["outside"] == "") & (frame["area"] != selected)], tokens.muted, 8, "circle"),
        (frame[(frame["outside"] != "") & (frame["area"] != selected)], tokens.brand, 10, "diamond"),
        (frame[frame["area"] == selected], tokens.accent, 15, "circle"),
    ):
        told = [
            [
                escape(row["area_name"], quote=False),
                with_unit(row["value"], indicator.unit, indicator.decimals),
                number(row["base"], 0),
            ]
            for row in records(rows)
        ]
        drawing.add_scatter(
            x=rows["base"],
            y=rows["value"] * factor,
            mode="markers",
            customdata=told,
            marker={"color": colour, "size": size, "symbol": symbol, "line": {"color": tokens.background, "width": 1}},
            hovertemplate="%{customdata[0]}: %{customdata[1]}<br>aantal: %{customdata[2]}<extra></extra>",
        )
    drawing.update_layout(
        **over_time(tokens) | {"hovermode": "closest"},
        height=HEIGHT,
        showlegend=False,
        margin={"t": 30, "b": 48, "l": 56, "r": 64},
    )
    drawing.update_xaxes(
        title="aantal waarover het cijfer gaat",
        rangemode="tozero",
        showgrid=False,
        fixedrange=True,
        linecolor=tokens.muted,
        zeroline=False,
        tickformat=",d",
    )
    drawing.update_yaxes(gridcolor=tokens.rule, fixedrange=True, zeroline=False)
    unit = unit_label(indicator.unit)
    drawing.add_annotation(
        text=unit,
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        xshift=-50,
        yshift=24,
        showarrow=False,
        font={"color": tokens.muted},
    )
    return drawing


def _names(drawing: go.Figure, frame: pd.DataFrame, factor: float, tokens: Theme) -> None:
    """What each upper line is, at its end."""
    last = frame.iloc[-1]
    for column, words in (("high998", "99,8 %"), ("high95", "95 %"), ("target", "samen")):
        place = {"x": last["base"], "y": last[column] * factor, "xanchor": "left", "xshift": 6}
        drawing.add_annotation(text=words, showarrow=False, font={"color": tokens.muted, "size": 13}, **place)


def funnel_seen(frame: pd.DataFrame, indicator: Indicator) -> str:
    """How many areas lie outside the limits, and which."""
    out = frame[frame["outside"] == "99,8"]
    names = ", ".join(sorted(out["area_name"])[:8])
    target = with_unit(float(frame["target"].iloc[0]), indicator.unit, indicator.decimals)
    near = int((frame["outside"] == "95").sum())
    text = f"Samen hebben deze {len(frame)} gebieden {target}. "
    if out.empty:
        text += "Geen enkel gebied ligt buiten de grens van 99,8 %."
    else:
        text += f"Buiten de grens van 99,8 % {'ligt' if len(out) == 1 else 'liggen'} er {len(out)}: {names}"
        text += "." if len(out) <= 8 else " en andere."
    return f"{text} Tussen 95 en 99,8 % {'ligt' if near == 1 else 'liggen'} er {near}." if near else text


def funnel_notes(frame: pd.DataFrame) -> tuple[str, ...]:
    """What the limits mean, and whether they were widened."""
    phi = float(frame["phi"].iloc[0])
    wide = (
        "De gebieden verschillen werkelijk meer dan toeval geeft; de grenzen zijn daarom "
        f"{number(phi**0.5, 1)} keer zo ver uit elkaar gezet (Spiegelhalter 2005)."
    )
    plain = "Stippellijn: tussen deze grenzen blijft door toeval 95 % van de gebieden; doorgetrokken: 99,8 %."
    return (plain, wide) if phi > 1 else (plain,)
