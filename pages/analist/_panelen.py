"""Verloop: small trends beside each other, one per area on a shared scale, or one per indicator of one area."""

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts import trend as chart
from charts import trend_words as words
from charts.border_words import moves_of
from charts.explained import SEVERAL, explained, of_several
from charts.figure import Caption
from charts.numbers import unit_label
from charts.style import theme
from model.areas import REST_CODE
from pages import _ask, _choices, _figure, _several
from pages._address import widget
from pages._shell import PageView, empty
from pages._trend import trend_of
from snapshot.store import Snapshot

_MOST_PANELS = 12
_WAYS = {"gebied": "Per gebied", "indicator": "Per indicator"}
_ACROSS = 3


@dataclass(frozen=True)
class Panel:
    """One small trend: its heading, what is measured, what it shows in words, and its drawing."""

    name: str
    about: str
    seen: str
    drawing: Any


def draw(view: PageView, areas: dict[str, str]) -> None:
    """Choices and panels."""
    way = _choices.pick(view, "panelen", list(_WAYS), _WAYS.__getitem__, "Een grafiek", pills=True)
    if way == "gebied":
        _per_area(view, list(areas))
    else:
        _per_indicator(view, areas)


def _per_area(view: PageView, areas: list[str]) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        indicator = _choices.indicator(view)
    with right:
        grenzen = _choices.borders(view)
    if _ask.states(view.s)[indicator.id] != "cijfers":
        _choices.no_figures(view, indicator)
        return
    trend = trend_of(view.s, indicator.id, areas, grenzen, view.tokens.name)
    table, file = words.columns(indicator), f"wijkpeil-verloop-{indicator.id}"
    _figure.show(trend.caption, trend.draw, lambda: explained(trend.frame), table, file)


def _per_indicator(view: PageView, areas: dict[str, str]) -> None:
    s = view.s
    area = view.address.one("voor", "gebied", list(areas), next(iter(areas)), quiet=list(_ask.areas(s).index))
    widget(
        st.segmented_control, "voor", area, "Gebied", options=list(areas), format_func=areas.__getitem__, required=True
    )
    ids = _several.indicators(view)
    frame, panels, notes = panels_of(s, area, ids[:_MOST_PANELS], view.tokens.name)
    if not panels:
        empty(f"Geen verloop voor {areas[area]}", "Geen van deze indicatoren heeft cijfers voor dit gebied.")
        return
    more = len(ids) - _MOST_PANELS
    caption = Caption(
        title=f"Hoe verandert het in {areas[area]}?",
        subtitle=f"{len(panels)} indicatoren, elk met een eigen verticale as; de tijd loopt overal gelijk",
        source=_ask.source_of(s, frame),
        seen=" ".join(f"{panel.name}: {panel.seen}" for panel in panels[:3]),
        notes=(*notes, *([f"U ziet de eerste {_MOST_PANELS} indicatoren; {more} andere niet."] if more > 0 else [])),
    )

    def drawn() -> None:
        for first in range(0, len(panels), _ACROSS):
            across = st.columns(_ACROSS, gap="medium")
            for place, panel in enumerate(panels[first : first + _ACROSS]):
                with across[place]:
                    st.html(f'<h3 class="wp-panel">{escape(panel.name)}<small>{escape(panel.about)}</small></h3>')
                    config = {"displayModeBar": False, "scrollZoom": False}
                    name = f"wp_paneel_{first + place}"
                    st.plotly_chart(panel.drawing, key=name, theme=None, alt=panel.seen, config=config)

    _figure.show(caption, drawn, lambda: of_several(frame, s.indicators), SEVERAL, "wijkpeil-verloop")


@_ask.kept(60)
def panels_of(s: Snapshot, area: str, ids: list[str], look: str) -> tuple[pd.DataFrame, list[Panel], list[str]]:
    """Figures of an area and the rest of the city over all periods, a panel per indicator that has any, and notes.

    ``look``: name of the theme. Kept, because a picture costs more than its figures.
    """
    frame = _ask.over_time(s, ids, [area] if area == REST_CODE else [area, REST_CODE])
    own = frame[(frame["area"] == area) & frame["value"].notna()]
    moves = moves_of(_ask.border_changes(s), frame)
    years = [at for period in own["period"] if (at := chart.position(period))]
    span = (min(years), max(years)) if years else None
    panels, notes = [], list[str]()
    for i in ids:
        if i not in set(own["indicator"]):
            continue
        indicator, part = s.indicators[i], frame[frame["indicator"] == i]
        lines = chart.lines_of(part, [area])
        year = s.programme.nulmeting.per_indicator.get(i, s.programme.nulmeting.jaar)
        drawing = chart.figures(lines, indicator, year, theme(look), moves, small=True)[0]
        if span:
            drawing.update_xaxes(range=[span[0] - 0.6, span[1] + 0.6])
        seen = words.seen(lines, indicator, moves, _ask.trends_of(s, area).get(i))
        panels.append(Panel(indicator.name, unit_label(indicator.unit), seen, drawing))
        notes += [
            f"{indicator.name}: {note}" if note.startswith("Breuk") else note for note in chart.notes(lines, indicator)
        ]
    return frame, panels, list(dict.fromkeys(notes))
