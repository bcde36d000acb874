"""Verkennen: map, ranking and trend of one indicator in one view; an area chosen in one is chosen in all."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from charts.city_map import LEVEL_NAMES, Scheme, View
from charts.classes import Division
from charts.distribution import distribution_figure, distribution_seen
from charts.explained import explained
from charts.figure import Caption, subtitle
from charts.funnel import funnel_figure, funnel_notes, funnel_seen
from charts.map_words import columns
from charts.numbers import period_label
from charts.ranking import ranking as ranked
from model.areas import FOCUSWIJKEN_CODE, Level
from pages import _ask, _choices, _figure
from pages._export import Figures
from pages._interventies import UnderTrend, asked
from pages._map import Shown
from pages._ranking import ranking, slider
from pages._shell import PageView, page, say
from pages._trend import trend_of

MENU = ("Verkennen", 25)

_BELOW = {"verloop": "Verloop", "trechter": "Trechterplot", "verdeling": "Verdeling"}
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def render() -> None:
    """Draw the page."""
    with page(
        "Verkennen", "Eén cijfer van alle kanten: kaart, rangorde en verloop. Kies een gebied in één ervan."
    ) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    with st.container(key="wp_keuzes_eerst"):
        first = st.columns([2, 4, 1.4, 1.4, 1.8], vertical_alignment="bottom")
    with first[0]:
        among = _choices.collection(view)
    with first[1]:
        indicator = _choices.indicator(view, among)
    with first[2]:
        level = _choices.level(view, indicator)
    if level is None:
        _choices.no_figures(view, indicator)
        return
    with first[3]:
        year = _choices.borders(view)
    with first[4]:
        against = _choices.baseline(view, indicator)
    with st.container(key="wp_keuzes_dan"):
        second = st.columns([4, 2, 2, 4], vertical_alignment="bottom")
    with second[0]:
        shown = _choices.shown(view, indicator)
    with second[1]:
        division = _choices.division(view, list(Division)) if shown is View.VALUE else Division.QUANTILE
    with second[2]:
        scheme = _choices.scheme(view, indicator, division)
    period, periods = _choices.period_of(view, indicator, level)
    with second[3]:
        slider(periods[::-1], period, key="wp_periode")
    everything = _ask.all_figures(view.s, indicator.id, None, None, True, year)
    of_level = everything[everything["level"] == level.value]
    values = of_level[of_level["period"] == period]
    names = dict(zip(values["area"], values["area_name"], strict=True))
    selected = _choices.area(view, names)
    scheme = Scheme(scheme.division, scheme.own, of_level)
    map_ = Shown(view.s, indicator, shown, level, period, values, year, scheme, against)
    with st.container(key="wp_verkennen"):
        left, right = st.columns([3, 2], gap="medium")
    with left:
        map_.draw(selected)
    with right:
        _choices.draw_area(names, selected, level)
        focus = {code for wijk in view.s.programme.focuswijken for code in wijk.buurten}
        ranking(ranked(values, indicator, shown, period, scheme, against, selected, focus), key="wp_rangorde")
    under = _below(view, map_, everything, selected, names)
    file = Figures(view.s, [indicator.id], levels=[level], periods=[period], grenzen=year)
    first_chosen = values.sort_values("area", key=lambda codes: codes != selected, kind="stable")
    _figure.twin(map_.caption.title, partial(explained, first_chosen, view.s.sources), columns(indicator), file, under)


def _below(
    view: PageView, map_: Shown, everything: pd.DataFrame, selected: str, names: dict[str, str]
) -> Callable[[], None] | None:
    """The trend, the funnel or the distribution, as chosen; gives what the table must tell of interventies."""
    left, right = st.columns([3, 2])
    with left:
        below = _choices.pick(view, "onder", list(_BELOW), _BELOW.__getitem__, "Hieronder", pills=True)
    if below == "verloop":
        chosen = [selected or FOCUSWIJKEN_CODE]
        trend = trend_of(view.s, map_.indicator.id, chosen, map_.year, view.tokens.name)
        with right:
            shown = asked(view)
        if shown:
            under = UnderTrend(view, trend, chosen)
            _figure.framed(trend.caption, under.draw)
            return under.twin
        _figure.framed(trend.caption, trend.draw)
    elif below == "trechter":
        _funnel(view, map_, selected)
    else:
        _distribution(view, map_, everything, selected, names)
    return None


def _funnel(view: PageView, map_: Shown, selected: str) -> None:
    frame = _ask.funnel(view.s, map_.indicator.id, map_.period, map_.level, map_.year)
    if frame.empty:
        say("Een trechterplot kan alleen bij een aandeel of aantal per hoeveelheid, met minstens drie gebieden.")
        return
    seen = funnel_seen(frame, map_.indicator)
    caption = Caption(
        title="Welke gebieden wijken meer af dan toeval geeft?",
        subtitle=subtitle(map_.indicator, period_label(map_.period), LEVEL_NAMES[map_.level][1]),
        source=_ask.source_of(view.s, map_.values),
        seen=seen,
        notes=funnel_notes(frame),
    )

    def draw() -> None:
        drawing = funnel_figure(frame, map_.indicator, view.tokens, selected)
        st.plotly_chart(drawing, key="wp_trechter", theme=None, alt=seen, config=_CONFIG)

    _figure.framed(caption, draw)


def _distribution(view: PageView, map_: Shown, everything: pd.DataFrame, selected: str, names: dict[str, str]) -> None:
    values = map_.values["value"]
    own = map_.values.loc[map_.values["area"] == selected, "value"].dropna()
    chosen = (names[selected], float(own.iloc[0])) if len(own) else None
    wijken = everything[(everything["level"] == Level.FOCUSWIJK.value) & (everything["period"] == map_.period)]
    wijken = wijken[wijken["value"].notna()]
    marked = dict(zip(wijken["area_name"], wijken["value"], strict=True))
    seen = distribution_seen(values, map_.indicator, chosen)
    caption = Caption(
        title=f"Hoeveel {LEVEL_NAMES[map_.level][1]} hebben welk cijfer?",
        subtitle=subtitle(map_.indicator, period_label(map_.period), LEVEL_NAMES[map_.level][1]),
        source=_ask.source_of(view.s, map_.values),
        seen=seen,
        notes=("Een driehoek onder de as is een focuswijk.",) if marked else (),
    )

    def draw() -> None:
        drawing = distribution_figure(values, map_.indicator, view.tokens, marked, chosen)
        st.plotly_chart(drawing, key="wp_verdeling", theme=None, alt=seen, config=_CONFIG)

    _figure.framed(caption, draw)
