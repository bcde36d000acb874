"""Trend: one indicator through the years, for chosen areas beside gemeente, rest van de stad and Nederland."""

from functools import partial

import pandas as pd
import streamlit as st

from charts import trend_words as words
from charts.explained import explained
from charts.frames import records
from charts.table import to_html
from charts.why import why
from model.areas import FOCUSWIJKEN_CODE
from model.indicator import Indicator
from pages import _ask, _choices, _figure
from pages._address import widget
from pages._embed import framed, offer
from pages._export import Figures
from pages._interventies import UnderTrend, asked
from pages._shell import PageView, page, say
from pages._trend import trend_of

MENU = ("Trend", 30)
PUBLIC = True
EMBED = True
ABOUT = "Hoe een cijfer verandert over de jaren, per buurt, wijk of focuswijk, naast de rest van de stad en Nederland."

_MOST = 6


def render() -> None:
    """Draw the page."""
    with page(
        "Trend", "Hoe een cijfer door de jaren verandert, en of het verschil met de rest van de stad meebeweegt."
    ) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    left, right, last, switch = st.columns([2, 2.6, 1, 1.5], vertical_alignment="bottom")
    with left:
        indicator = _choices.indicator(view)
    with last:
        grenzen = _choices.borders(view)
    areas = _ask.areas(view.s)
    options = [code for code, level in zip(areas["code"], areas["level"], strict=True) if level not in {"land", "rest"}]
    default = [code for code in (FOCUSWIJKEN_CODE, *view.s.programme.gemeenten) if code in options][:1]
    chosen = view.address.several("gebied", "gebied", options, default, _MOST)
    with right:
        ways = {"max_selections": _MOST, "placeholder": "Kies een gebied", "filter_mode": "contains"}
        names = areas["name"].to_dict()
        label = "Gebieden (hoogstens zes)"
        widget(st.multiselect, "gebied", chosen, label, options=options, format_func=names.__getitem__, **ways)
    if _ask.states(view.s)[indicator.id] != "cijfers":
        _choices.no_figures(view, indicator)
        return
    if not chosen:
        say("Kies een of meer gebieden om hun lijn te zien.")
    trend = trend_of(view.s, indicator.id, chosen, grenzen, view.tokens.name)
    with switch:
        shown = asked(view)
    under = UnderTrend(view, trend, chosen) if shown else None
    frame, year = trend.frame, trend.nulmeting
    table = words.columns(indicator)
    file = Figures(view.s, [indicator.id], list(dict.fromkeys(frame["area"])), grenzen=grenzen)
    figures = partial(explained, frame, view.s.sources)
    if under is None:
        _figure.show(trend.caption, trend.draw, figures, table, file)
    else:
        _figure.framed(trend.caption, under.draw)
        _figure.twin(trend.caption.title, figures, table, file, under.twin)
    if framed():
        return
    offer("trend", view.address.choices, trend.caption.title)
    _why(view, frame, indicator, chosen)
    known = words.changes(frame, indicator)
    if len(known):
        st.html('<h2 class="wp-title">Nu en bij de nulmeting</h2>')
        st.html(
            to_html(
                known, words.change_columns(indicator, known), f"{indicator.name}: laatste cijfer en nulmeting {year}"
            )
        )


def _why(view: PageView, frame: pd.DataFrame, indicator: Indicator, chosen: list[str]) -> None:
    """The reasons behind the newest figure of the first chosen area."""
    own = frame[frame["area"].isin(chosen[:1]) & frame["value"].notna()]
    if own.empty:
        return
    last, s = records(own.sort_values("period"))[-1], view.s
    phi, trend = _ask.dispersion(s).get(indicator.id), _ask.trends_of(s, chosen[0]).get(indicator.id)
    with st.expander(f"Waarom zie ik dit? {last['area_name']}", icon=":material/help:"):
        st.html(why(last, indicator, phi, s.sources, trend))
