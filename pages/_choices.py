"""Choices that several pages share: indicator, period, level. Each is read from the address and drawn as a widget."""

from collections.abc import Callable, Sequence

import streamlit as st

from charts.city_map import LEVEL_NAMES, View
from charts.numbers import period_label
from model.areas import Level
from model.indicator import THEME_LABELS, Indicator
from pages import _ask
from pages._address import widget
from pages._shell import PageView, empty
from snapshot import presentation

_WITHOUT = {"nog niet gepubliceerd": " (nog niet gepubliceerd)", "nog geen bron": " (nog geen bron)"}


def indicator(view: PageView) -> Indicator:
    """The chosen indicator: those with figures first, by theme. By default the first of the kernset with figures."""
    states = _ask.states(view.s)
    with_figures = {i for i, state in states.items() if state == "cijfers"}
    ids = sorted(
        view.s.indicators, key=lambda i: (i not in with_figures, list(THEME_LABELS).index(view.s.indicators[i].theme))
    )
    ranked = [*view.s.programme.kernset, *ids]
    default = next((i for i in ranked if i in with_figures), ids[0])
    chosen = view.address.one("indicator", "indicator", ids, default)

    def label(i: str) -> str:
        one = view.s.indicators[i]
        return f"{THEME_LABELS[one.theme]}: {one.name}{_WITHOUT.get(states[i], '')}"

    widget(st.selectbox, "indicator", chosen, "Indicator", options=ids, format_func=label, filter_mode="contains")
    return view.s.indicators[chosen]


def level(view: PageView, of: Indicator) -> Level | None:
    """The chosen level among those with a value; None when there is none."""
    present = [lv.value for lv in _ask.levels(view.s, of.id)]
    if not present:
        return None
    chosen = view.address.one("niveau", "niveau", present, present[0], quiet=[lv.value for lv in Level])
    names = {name: LEVEL_NAMES[Level(name)][1].capitalize() for name in present}
    widget(st.selectbox, "niveau", chosen, "Niveau", options=present, format_func=names.__getitem__)
    return Level(chosen)


def period(view: PageView, of: Indicator, at: Level) -> str:
    """The chosen period, by default the newest with a value."""
    present = _ask.periods(view.s, of.id, at)
    known = set(_ask.availability(view.s)["period"])
    chosen = view.address.one("periode", "periode", present, present[0], quiet=sorted(known))
    widget(st.selectbox, "periode", chosen, "Periode", options=present, format_func=period_label)
    return chosen


def borders(view: PageView) -> int | None:
    """The year on whose borders figures are shown; None when each keeps its own. No widget without a choice."""
    present = _ask.border_choices(view.s)
    chosen = view.address.one("grenzen", "grenzenjaar", present, present[0])
    words = {choice: choice for choice in present} | {presentation.OWN: "elk jaar zelf"}
    if len(present) > 1:
        widget(st.selectbox, "grenzen", chosen, "Grenzen van", options=present, format_func=words.__getitem__)
    return presentation.year_of(chosen)


def pick(
    view: PageView, name: str, options: Sequence[str], words: Callable[[str], str], label: str, pills: bool = False
) -> str:
    """One of a few ways to show the figures; ``options`` may depend on the indicator, so a lost one goes unsaid."""
    values = [str(option) for option in options]
    chosen = view.address.one(name, "weergave", values, values[0], quiet=list(View))
    kind, extra = (st.segmented_control, {"required": True}) if pills else (st.selectbox, {})
    widget(kind, name, chosen, label, options=values, format_func=words, **extra)
    return chosen


def no_figures(view: PageView, of: Indicator) -> None:
    """Empty state of an indicator without figures: what would be here and how to get it."""
    state = _ask.states(view.s)[of.id]
    if state == "nog niet gepubliceerd":
        empty(
            f"{of.name}: nog niet gepubliceerd",
            "De bron noemt dit cijfer wel, maar heeft het nog niet ingevuld.",
            of.feeds,
        )
    else:
        empty(f"{of.name}: nog geen bron", of.description, f"Dit zou het vullen: {of.feeds}")
