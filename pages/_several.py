"""Choices of several areas and several indicators, as pages that compare need them."""

import streamlit as st

from charts.available import available
from charts.city_map import LEVEL_NAMES
from charts.figure import source_line
from charts.numbers import period_label
from model.areas import Level, focuswijk_code
from model.indicator import THEME_LABELS
from pages import _ask, _choices
from pages._address import widget
from pages._shell import PageView

MOST_AREAS, MOST_INDICATORS = 6, 20
_FIRST_AREAS, _FIRST_INDICATORS = 3, 8
_LEVELS = (Level.BUURT, Level.WIJK, Level.FOCUSWIJK)
_NEWEST = ""


def area_names(view: PageView) -> dict[str, str]:
    """Every area that can be chosen, with its level where the name does not tell it: groups first, buurten last."""
    areas = _ask.areas(view.s)
    names = {}
    for code, name, level in zip(areas["code"], areas["name"], areas["level"], strict=True):
        if level != Level.REST.value:
            kind = LEVEL_NAMES[Level(level)][0] if Level(level) in LEVEL_NAMES else ""
            names[str(code)] = f"{name} ({kind})" if kind and kind not in str(name).lower() else str(name)
    return names


def areas(view: PageView) -> dict[str, str]:
    """The chosen areas, name by code; by default the first focuswijken, else the first wijken."""
    names = area_names(view)
    wijken = [focuswijk_code(f.id) for f in view.s.programme.focuswijken if focuswijk_code(f.id) in names]
    known = _ask.areas(view.s)
    default = wijken or [code for code, level in zip(known["code"], known["level"], strict=True) if level == "wijk"]
    chosen = view.address.several("gebieden", "gebied", list(names), default[:_FIRST_AREAS], MOST_AREAS)
    ways = {"max_selections": MOST_AREAS, "placeholder": "Kies een gebied", "filter_mode": "contains"}
    label = "Gebieden (hoogstens zes)"
    widget(st.multiselect, "gebieden", chosen, label, options=list(names), format_func=names.__getitem__, **ways)
    short = {code: _ask.name_of(view.s, code) for code in chosen}
    alike = list(short.values())
    return {code: names[code] if alike.count(name) > 1 else name for code, name in short.items()}


def indicators(view: PageView) -> list[str]:
    """Those of the chosen collection with figures, or the visitor's own list; at most MOST_INDICATORS.

    By default an own list that begins with the kernset.
    """
    s = view.s
    with_figures = [i for i, state in _ask.states(s).items() if state == "cijfers"]
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    with left:
        among = _choices.collection(view, "lijst", "Eigen lijst")
    if among is not None:
        known = [i for i in among if i in with_figures]
        with right:
            _said(len(known), len(among))
        return known[:MOST_INDICATORS]
    order = list(THEME_LABELS)
    ids = sorted(with_figures, key=lambda i: order.index(s.indicators[i].theme))
    default = ([i for i in s.programme.kernset if i in with_figures] or ids)[:_FIRST_INDICATORS]
    chosen = view.address.several("cijfers", "indicator", ids, default, MOST_INDICATORS)
    with right:
        ways = {"max_selections": MOST_INDICATORS, "placeholder": "Kies indicatoren", "filter_mode": "contains"}
        words = {i: s.indicators[i].name for i in ids}
        label = "Indicatoren (hoogstens twintig)"
        widget(st.multiselect, "cijfers", chosen, label, options=ids, format_func=words.__getitem__, **ways)
    return chosen


def _said(known: int, among: int) -> None:
    text = f"{known} van de {among} indicatoren hebben cijfers."
    if known > MOST_INDICATORS:
        text += f" U ziet de eerste {MOST_INDICATORS}; kies «Eigen lijst» voor andere."
    st.html(f'<p class="wp-small">{text}</p>')


def level(view: PageView) -> Level:
    """The level whose areas give the spread."""
    present = set(_ask.availability(view.s)["level"])
    options = [one.value for one in _LEVELS if one.value in present] or [Level.BUURT.value]
    chosen = view.address.one("niveau", "niveau", options, options[0], quiet=[one.value for one in Level])
    words = {one: f"alle {LEVEL_NAMES[Level(one)][1]}" for one in options}
    widget(st.selectbox, "niveau", chosen, "Spreiding over", options=options, format_func=words.__getitem__)
    return Level(chosen)


def periods(view: PageView, ids: list[str], at: Level) -> dict[str, str]:
    """Per indicator its newest period with a value at this level, or the chosen one; only those that have it."""
    known = {i: _ask.periods(view.s, i, at) for i in ids}
    options = sorted({period for found in known.values() for period in found}, reverse=True)
    everything = _ask.all_periods(view.s)
    chosen = view.address.one("peil", "periode", [_NEWEST, *options], _NEWEST, quiet=everything)
    words = {_NEWEST: "nieuwste"} | {period: period_label(period) for period in options}
    widget(st.selectbox, "peil", chosen, "Periode", options=[_NEWEST, *options], format_func=words.__getitem__)
    if chosen:
        return {i: chosen for i, found in known.items() if chosen in found}
    return {i: found[0] for i, found in known.items() if found}


def counted(n: int) -> str:
    """``1 indicator``, ``8 indicatoren``."""
    return "1 indicator" if n == 1 else f"{n} indicatoren"


def declared_sources(view: PageView, ids: list[str]) -> str:
    """Source line of what feeds these indicators, where the figures themselves do not tell it."""
    used = (recipe.source for i in ids for recipe in view.s.indicators[i].recipes)
    present = set(_ask.editions_of(view.s))
    return source_line([view.s.sources[one].name for one in dict.fromkeys(used) if one in present])


def lacking(view: PageView, ids: list[str], found: dict[str, str], at: Level) -> tuple[str, ...]:
    """One line per indicator without a figure for this choice: where there are figures."""
    many, has = LEVEL_NAMES[at][1], _ask.availability(view.s)
    lines = []
    for i in ids:
        if i not in found:
            where = available(has, i) or "nergens"
            lines.append(f"{view.s.indicators[i].name}: geen cijfer van {many} in deze periode; wel {where}.")
    return tuple(lines)
