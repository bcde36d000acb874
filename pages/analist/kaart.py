"""Kaart: one indicator over the city, with the chosen area's figures beside it."""

import streamlit as st

from charts.city_map import LEVEL_NAMES, Division, View, picture, spoken, title
from charts.explained import explained
from charts.facts import facts
from charts.figure import Caption, subtitle
from charts.map_words import columns, seen
from charts.numbers import period_label
from charts.sparkline import sparkline
from charts.trend import lines_of
from charts.words import UNTESTED
from model.areas import REST_CODE, Level
from model.indicator import Indicator
from pages import _ask, _choices, _figure
from pages._address import widget
from pages._map import city_map
from pages._shell import PageView, page
from snapshot import figures

_VIEWS = {View.VALUE: "Waarde", View.REST: "Verschil met rest", View.CHANGE: "Sinds nulmeting"}


def render() -> None:
    """Draw the page."""
    with page("Kaart", "Hoe een cijfer over de stad verdeeld is, en hoe de focuswijken erbij liggen.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    row = st.columns([3.2, 1.15, 1.05, 3.1, 1.55], vertical_alignment="bottom")
    with row[0]:
        indicator = _choices.indicator(view)
    with row[1]:
        level = _choices.level(view, indicator)
    if level is None:
        _choices.no_figures(indicator, str(_ask.overview(view.s).loc[indicator.id, "state"]))
        return
    with row[2]:
        period = _choices.period(view, indicator, level)
    with row[3]:
        shown = _pick(view, "beeld", [v.value for v in View], lambda v: _VIEWS[View(v)], "De kleur toont", pills=True)
    with row[4]:
        division = _pick(view, "klassen", [d.value for d in Division], str.capitalize, "Klassen")
    values = figures.map_values(view.s, indicator.id, period, level)
    areas = list(values["area"])
    selected = view.address.one("gebied", "gebied", ["", *areas], "", quiet=list(_ask.areas(view.s).index))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _map(view, values, indicator, View(shown), Division(division), period, level, selected)
    with right:
        names = dict(zip(areas, values["area_name"], strict=True)) | {"": "Kies een gebied"}
        options = ["", *sorted(areas, key=names.__getitem__)]
        label = LEVEL_NAMES[level][0].capitalize()
        widget(st.selectbox, "gebied", selected, label, options=options, format_func=names.__getitem__)
        _beside(view, values, indicator, selected, level)


def _map(
    view: PageView,
    values,
    indicator: Indicator,
    shown: View,
    division: Division,
    period: str,
    level: Level,
    selected: str,
) -> None:  # type: ignore[no-untyped-def]
    caption = Caption(
        title=title(indicator, shown, level),
        subtitle=subtitle(indicator, period_label(period), LEVEL_NAMES[level][1]),
        source=_ask.source_of(view.s, values),
        alternative=spoken(values, shown, level),
        seen=seen(values, indicator, shown, level),
        notes=() if shown is View.VALUE else (UNTESTED,),
    )
    ground = _ask.ground(view.s, level, set(values["area"]))

    def draw() -> None:
        if ground is None:
            st.html('<p class="wp-note">Er zijn geen kaartgrenzen voor dit niveau. De cijfers staan in de tabel.</p>')
        else:
            city_map(picture(values, indicator, shown, ground, period, level, division, selected), key="wp_kaart")

    _figure.show(
        caption, draw, explained(values), columns(indicator), f"wijkpeil-{indicator.id}-{period}-{level.value}"
    )


def _beside(view: PageView, values, indicator: Indicator, selected: str, level: Level) -> None:  # type: ignore[no-untyped-def]
    if not selected:
        st.html(
            '<p class="wp-small">Klik op de kaart of kies hierboven een gebied. Dan ziet u hier de cijfers ervan.</p>'
        )
        return
    row = values[values["area"] == selected].iloc[0].to_dict()
    history = lines_of(figures.trend(view.s, indicator.id, [selected, REST_CODE]), [selected])
    st.html(facts(row, indicator, _ask.tags(view.s, selected, level), sparkline(history, indicator, view.tokens)))


def _pick(view: PageView, name: str, options: list[str], words, label: str, pills: bool = False) -> str:  # type: ignore[no-untyped-def]
    chosen = view.address.one(name, "weergave", options, options[0])
    kind = st.segmented_control if pills else st.selectbox
    extra = {"required": True} if pills else {}
    widget(kind, name, chosen, label, options=options, format_func=words, **extra)
    return chosen
