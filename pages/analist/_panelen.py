"""Verloop: small trends beside each other, one per area on a shared scale, or one per indicator of one area."""

from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from charts import trend as chart
from charts import trend_words as words
from charts.available import available
from charts.border_words import moves_of
from charts.explained import SEVERAL, explained, of_several
from charts.figure import Caption
from charts.numbers import unit_label
from charts.small import panel
from charts.style import theme
from model.areas import REST_CODE
from model.indicator import Indicator, Kind
from pages import _ask, _choices, _figure, _several
from pages._address import widget
from pages._shell import PageView, empty
from pages._trend import trend_of
from snapshot.store import Snapshot

_MOST_PANELS = 12
_WAYS = {"gebied": "Per gebied", "indicator": "Per indicator"}
_ACROSS, _TOLD = 3, 3
_NOT_ZERO = "De verticale as begint niet bij nul."


@dataclass(frozen=True)
class Panel:
    """One small trend: its heading, its unit, what it shows in words, and its drawing."""

    name: str
    unit: str
    seen: str
    drawing: Any


def draw(view: PageView, areas: dict[str, str]) -> None:
    """Choices and panels."""
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        way = _choices.pick(view, "panelen", list(_WAYS), _WAYS.__getitem__, "Eén grafiek", pills=True)
    with right:
        if way == "gebied":
            indicator, grenzen = _of_one_indicator(view)
        else:
            area = _one_area(view, areas)
    if way == "gebied":
        _per_area(view, list(areas), indicator, grenzen)
    else:
        _per_indicator(view, area, areas[area])


def _of_one_indicator(view: PageView) -> tuple[Indicator, int | None]:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        indicator = _choices.indicator(view)
    with right:
        return indicator, _choices.borders(view)


def _one_area(view: PageView, areas: dict[str, str]) -> str:
    everywhere = list(_ask.areas(view.s).index)
    area = view.address.one("voor", "gebied", list(areas), next(iter(areas)), quiet=everywhere)
    ways = {"options": list(areas), "format_func": areas.__getitem__, "required": True, "wrap": True}
    widget(st.segmented_control, "voor", area, "Gebied", **ways)
    return area


def _per_area(view: PageView, areas: list[str], indicator: Indicator, grenzen: int | None) -> None:
    s = view.s
    if _ask.states(s)[indicator.id] != "cijfers":
        _choices.no_figures(view, indicator)
        return
    trend = trend_of(s, indicator.id, areas, grenzen, view.tokens.name)
    seen = [
        words.seen(lines, indicator, trend.moves, _ask.trends_of(s, line.area).get(indicator.id))
        for lines in chart.panels(trend.lines)
        for line in lines
        if line.role == 0
    ]
    table, file = words.columns(indicator), f"wijkpeil-verloop-{indicator.id}"
    caption = replace(trend.caption, seen=" ".join(seen))
    _figure.show(caption, trend.draw, lambda: explained(trend.frame, s.sources), table, file)


def _per_indicator(view: PageView, area: str, name: str) -> None:
    s = view.s
    ids = _several.indicators(view)
    frame, panels, notes = panels_of(s, area, ids[:_MOST_PANELS], view.tokens.name)
    if not panels:
        has = _ask.availability(s)
        lines = [f"{s.indicators[i].name}: wel {available(has, i) or 'nergens'}." for i in ids[:_MOST_PANELS]]
        empty(f"Geen van deze indicatoren heeft cijfers voor {name}", *lines)
        return
    more = len(ids) - _MOST_PANELS
    caption = Caption(
        title=f"Hoe verandert het in {name}?",
        subtitle=f"{_several.counted(len(panels))}, elk met een eigen verticale as · stippellijn: rest van de stad",
        source=_ask.source_of(s, frame),
        seen=" ".join(f"{one.name}: {one.seen}" for one in panels[:_TOLD]),
        notes=(*notes, *([f"U ziet de eerste {_MOST_PANELS} indicatoren; {more} andere niet."] if more > 0 else [])),
    )

    def drawn() -> None:
        for first in range(0, len(panels), _ACROSS):
            across = st.columns(_ACROSS, gap="medium")
            for place, one in enumerate(panels[first : first + _ACROSS]):
                with across[place]:
                    st.html(f'<h3 class="wp-panel">{escape(one.name)}<small>{escape(one.unit)}</small></h3>')
                    config = {"displayModeBar": False, "scrollZoom": False}
                    key = f"wp_paneel_{first + place}"
                    st.plotly_chart(one.drawing, key=key, theme=None, alt=one.seen, config=config)

    _figure.show(caption, drawn, lambda: of_several(frame, s.indicators, s.sources), SEVERAL, "wijkpeil-verloop")


@_ask.kept(60)
def panels_of(s: Snapshot, area: str, ids: list[str], look: str) -> tuple[pd.DataFrame, list[Panel], list[str]]:
    """Figures of an area and the rest of the city over all periods, a panel per indicator that has any, and notes.

    ``look``: name of the theme. Kept, because a picture costs more than its figures.
    """
    frame = _ask.over_time(s, ids, [area, REST_CODE])
    own = frame[frame["area"] == area]
    known = own[own["value"].notna()]
    moves = moves_of(_ask.border_changes(s), frame)
    years = [at for period in known["period"] if (at := chart.position(period))]
    span = (min(years), max(years)) if years else (0.0, 0.0)
    panels, notes = [], list[str]()
    for i in ids:
        if i not in set(known["indicator"]):
            continue
        indicator = s.indicators[i]
        # An amount of the whole rest of the city says nothing beside that of one area.
        part = (own if indicator.kind is Kind.COUNT else frame).query("indicator == @i")
        lines = chart.lines_of(part, [area])
        year = s.programme.nulmeting.per_indicator.get(i, s.programme.nulmeting.jaar)
        drawing = panel(lines, indicator, year, span, theme(look), moves)
        seen = words.seen(lines, indicator, moves, _ask.trends_of(s, area).get(i))
        unit = unit_label(indicator.unit)
        panels.append(Panel(indicator.name, "" if indicator.name.endswith(unit) else unit, seen, drawing))
        notes += [
            f"{indicator.name}: {note}" if note.startswith("Breuk") else note for note in chart.notes(lines, indicator)
        ]
    notes = ["Niet elke verticale as begint bij nul." if note == _NOT_ZERO else note for note in notes]
    return frame, panels, list(dict.fromkeys(notes))
