"""Kaart: one indicator over the city, with the chosen area's figures beside it."""

import pandas as pd
import streamlit as st

from charts.border_words import former_code, moves_of
from charts.city_map import Scheme
from charts.classes import Division
from charts.explained import explained
from charts.facts import facts
from charts.frames import records
from charts.map_words import columns
from charts.sparkline import sparkline
from charts.trend import lines_of
from charts.why import opened, why
from model.areas import FOCUSWIJKEN_CODE, REST_CODE, Level
from model.indicator import Indicator, Kind
from pages import _ask, _choices, _figure
from pages._embed import framed, offer
from pages._export import Figures
from pages._map import Shown
from pages._shell import PageView, page

MENU = ("Kaart", 20)
PUBLIC = True
EMBED = True
ABOUT = "De kaart van de stad voor wie meer wil weten: elk openbaar cijfer per buurt en wijk, met marges en toetsen."


def render() -> None:
    """Draw the page."""
    with page("Kaart", "Hoe een cijfer over de stad verdeeld is, en hoe de focuswijken erbij liggen.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    with st.container(key="wp_keuzes"):
        row = st.columns([2.6, 1.15, 1.05, 3.5, 1.75, 1.3], vertical_alignment="bottom")
    with row[0]:
        indicator = _choices.indicator(view)
    with row[1]:
        level = _choices.level(view, indicator)
    if level is None:
        _choices.no_figures(view, indicator)
        return
    with row[2]:
        period = _choices.period(view, indicator, level)
    with row[3]:
        shown = _choices.shown(view, indicator)
    with row[4]:
        division = _choices.division(view, [division for division in Division if division is not Division.OWN])
    with row[5]:
        year = _choices.borders(view)
    values = _ask.map_values(view.s, indicator.id, period, level, year)
    names = dict(zip(values["area"], values["area_name"], strict=True))
    selected = _choices.area(view, names)
    map_ = Shown(view.s, indicator, shown, level, period, values, year, Scheme(division))
    if framed():
        map_.draw(selected)
        return
    left, right = st.columns([2, 1], gap="medium")
    with left:
        map_.draw(selected)
    with right:
        _beside(view, indicator, names, selected, period, level, year)
    _figure.twin(
        map_.caption.title,
        lambda: explained(values, view.s.sources),
        columns(indicator),
        Figures(view.s, [indicator.id], levels=[level], periods=[period], grenzen=year),
    )
    offer("kaart", view.address.choices, map_.caption.title)


def _beside(
    view: PageView,
    indicator: Indicator,
    names: dict[str, str],
    selected: str,
    period: str,
    level: Level,
    year: int | None,
) -> None:
    """The chosen area's figures; before a choice those of the focuswijken together."""
    _choices.draw_area(names, selected, level)
    area = selected or FOCUSWIJKEN_CODE
    history = _ask.trend(view.s, indicator.id, [area, *([] if indicator.kind is Kind.COUNT else [REST_CODE])], year)
    row: pd.DataFrame = history[(history["area"] == area) & (history["period"] == period)]
    if len(row):
        moves = moves_of(_ask.border_changes(view.s), history).get(area, ())
        small = sparkline(lines_of(history, [area]), indicator, view.tokens, moves)
        one, s = records(row)[0], view.s
        phi, tested = _ask.dispersion(s).get(indicator.id), _ask.trends_of(s, area).get(indicator.id)
        reasons = why(one, indicator, phi, s.sources, tested)
        tags = (*_ask.tags(s, area), *former_code(_ask.former_codes(s), area))
        st.html(facts(one, indicator, tags, small) + opened(reasons))
