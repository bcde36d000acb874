"""Kaart: one indicator over the city, with the chosen area's figures beside it."""

import pandas as pd
import streamlit as st

from charts.border_words import former_code, moves_of, on_borders
from charts.city_map import LEVEL_NAMES, Division, View, picture, spoken, title
from charts.explained import explained
from charts.facts import facts
from charts.figure import Caption, subtitle
from charts.frames import records
from charts.judged import OVERVIEW
from charts.map_words import columns, seen
from charts.numbers import period_label
from charts.sparkline import sparkline
from charts.trend import lines_of
from charts.why import opened, why
from model.areas import FOCUSWIJKEN_CODE, REST_CODE, Level
from model.indicator import Indicator, Kind, Testing
from pages import _ask, _choices, _figure
from pages._address import widget
from pages._map import city_map
from pages._shell import PageView, page

MENU = ("Kaart", 20)
PUBLIC = True
ABOUT = "De kaart van de stad voor wie meer wil weten: elk openbaar cijfer per buurt en wijk, met marges en toetsen."

_VIEWS = {View.VALUE: "Waarde", View.REST: "Verschil", View.VERDICT: "Toets", View.CHANGE: "Verandering"}
# What a test of the difference with the rest of the city needs.
_TESTABLE = (Testing.SHARE, Testing.RATE, Testing.MEAN)


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
        words = {str(view): text for view, text in _VIEWS.items()}
        shown = View(_choices.pick(view, "beeld", _views(indicator), words.__getitem__, "De kleur toont", pills=True))
    with row[4]:
        division = Division(_choices.pick(view, "klassen", list(Division), str.capitalize, "Klassen"))
    with row[5]:
        year = _choices.borders(view)
    values = _ask.map_values(view.s, indicator.id, period, level, year)
    names = dict(zip(values["area"], values["area_name"], strict=True))
    selected = view.address.one("gebied", "gebied", ["", *names], "", quiet=list(_ask.areas(view.s).index))
    caption = Caption(
        title=title(indicator, shown, level),
        subtitle=subtitle(indicator, period_label(period), LEVEL_NAMES[level][1]),
        source=_ask.source_of(view.s, values),
        alternative=spoken(values, shown, level),
        seen=seen(values, indicator, shown, level),
        notes=(*on_borders(values, year), *((OVERVIEW,) if shown is View.VERDICT else ())),
    )
    ground = _ask.ground(view.s, level, set(names), year)

    def draw() -> None:
        if ground is None:
            st.html('<p class="wp-note">Er zijn geen kaartgrenzen voor dit niveau. De cijfers staan in de tabel.</p>')
        else:
            city_map(picture(values, indicator, shown, ground, period, level, division, selected), key="wp_kaart")

    left, right = st.columns([2, 1], gap="medium")
    with left:
        _figure.framed(caption, draw)
    with right:
        _beside(view, indicator, names, selected, period, level, year)
    _figure.twin(
        caption.title, lambda: explained(values), columns(indicator), f"wijkpeil-{indicator.id}-{period}-{level.value}"
    )


def _views(indicator: Indicator) -> list[View]:
    """A count is not compared with the rest of the city, and what cannot be tested has no map of verdicts."""
    lacking = {View.REST, View.VERDICT} if indicator.kind is Kind.COUNT else set()
    lacking |= set() if indicator.testing in _TESTABLE else {View.VERDICT}
    return [view for view in _VIEWS if view not in lacking]


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
    options = ["", *sorted(names, key=names.__getitem__)]
    words = names | {"": "Kies op de kaart of hier"}
    label = LEVEL_NAMES[level][0].capitalize()
    widget(st.selectbox, "gebied", selected, label, options=options, format_func=words.__getitem__)
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
