"""Trend: one indicator through the years, for chosen areas beside gemeente, rest van de stad and Nederland."""

import pandas as pd
import streamlit as st

from charts import trend as chart
from charts import trend_words as words
from charts.border_words import absent, moves_of, on_borders, said_of
from charts.explained import explained
from charts.figure import Caption, subtitle
from charts.frames import records
from charts.table import to_html
from charts.why import why
from model.areas import FOCUSWIJKEN_CODE, LAND_CODE, REST_CODE
from model.indicator import Indicator, Kind
from pages import _ask, _choices, _figure
from pages._address import widget
from pages._shell import PageView, page, say

MENU = ("Trend", 30)
PUBLIC = True
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
    left, right, last = st.columns([2, 3, 1.1], vertical_alignment="bottom")
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
    wanted = () if indicator.kind is Kind.COUNT else (*view.s.programme.gemeenten, REST_CODE, LAND_CODE)
    baselines = [code for code in wanted if code not in chosen]
    frame = _ask.trend(view.s, indicator.id, [*chosen, *baselines], grenzen)
    moves = moves_of(_ask.border_changes(view.s), frame)
    _figures(view, frame, indicator, chosen, moves, grenzen)


def _figures(
    view: PageView,
    frame: pd.DataFrame,
    indicator: Indicator,
    chosen: list[str],
    moves: dict[str, list[float]],
    grenzen: int | None,
) -> None:
    nulmeting = view.s.programme.nulmeting
    year = nulmeting.per_indicator.get(indicator.id, nulmeting.jaar)
    lines = chart.lines_of(frame, chosen)
    tested = _ask.trends_of(view.s, chosen[0]).get(indicator.id) if chosen else None
    caption = Caption(
        title=words.question(indicator, lines),
        subtitle=subtitle(indicator),
        source=_ask.source_of(view.s, frame),
        seen=words.seen(lines, indicator, moves, tested),
        notes=(
            *chart.notes(lines, indicator),
            *said_of(_ask.border_changes(view.s), _ask.former_codes(view.s), frame, chosen),
            *on_borders(frame, grenzen),
            *absent(frame, {area: _ask.name_of(view.s, area) for area in chosen}, grenzen),
            *words.missing(frame),
        ),
    )

    def draw() -> None:
        drawings = chart.figures(lines, indicator, year, view.tokens, moves)
        across = st.columns(1 if len(drawings) == 1 else 2)
        for number, (drawing, panel) in enumerate(zip(drawings, chart.panels(lines), strict=True)):
            with across[number % len(across)]:
                alt, config = words.seen(panel, indicator, moves), {"displayModeBar": False, "scrollZoom": False}
                st.plotly_chart(drawing, key=f"wp_trend_{number}", theme=None, alt=alt, config=config)

    _figure.show(caption, draw, lambda: explained(frame), words.columns(indicator), f"wijkpeil-trend-{indicator.id}")
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
