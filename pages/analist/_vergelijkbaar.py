"""Vergelijkbaar: the buurten that are most like a chosen one, among all that are loaded, with what makes them so."""

import streamlit as st

from charts import alike
from charts.available import available
from charts.figure import Caption
from charts.numbers import number
from model.areas import Level
from model.indicator import THEME_LABELS
from pages import _ask, _figure, _several
from pages._address import widget
from pages._shell import PageView, empty, say
from snapshot.several import CONTEXT

_MISSING = "Een buurt doet mee met minstens driekwart van deze cijfers; een cijfer dat ontbreekt, telt niet mee."
_UNUSED = "Telt niet mee, omdat de gekozen buurt het niet heeft of omdat het overal gelijk is"


def draw(view: PageView, area: str) -> None:
    """Choices, table and its twin."""
    s = view.s
    if not area:
        empty("Er zijn geen buurten", "Hier staan de buurten die het meest op een gekozen buurt lijken.")
        return
    name, ids = _ask.name_of(s, area), _counting(view)
    if not ids:
        say("Kies welke cijfers meetellen.")
        return
    found = _ask.similar(s, area, ids)
    if not found.own:
        has = _ask.availability(s)
        lines = [f"{s.indicators[i].name}: wel {available(has, i) or 'nergens'}." for i in ids]
        empty(f"Geen van deze cijfers is er voor {name}", *lines)
        return
    unused = [s.indicators[i].name for i in found.unused]
    seen = alike.seen(found.areas, found.parts, s.indicators, name, found.n)
    caption = Caption(
        title=f"Welke buurten lijken het meest op {name}?",
        subtitle=f"{len(found.own)} cijfers, elk even zwaar · gezocht onder {number(found.n)} andere buurten",
        source=_several.declared_sources(view, list(found.own)),
        seen=seen,
        notes=(
            alike.HOW,
            _MISSING,
            *([f"{_UNUSED}: {', '.join(unused)}."] if unused else []),
        ),
    )  # fmt: skip
    shown = found.areas, found.parts, found.own, found.periods, s.indicators
    _figure.show(
        caption,
        lambda: st.html(alike.alike_table(*shown, name)),
        lambda: alike.twin(*shown),
        alike.COLUMNS,
        f"wijkpeil-vergelijkbaar-{area}",
    )


def buurt(view: PageView) -> str:
    """The chosen buurt; by default the first of a focuswijk; empty without buurten."""
    known = _ask.areas(view.s)
    buurten = known[known["level"] == Level.BUURT.value]
    names = dict(zip(buurten["code"], buurten["name"], strict=True))
    if not names:
        return ""
    own = [code for f in view.s.programme.focuswijken for code in f.buurten if code in names]
    area = view.address.one("buurt", "buurt", list(names), own[0] if own else next(iter(names)))
    options = sorted(names, key=names.__getitem__)
    widget(st.selectbox, "buurt", area, "Buurt", options=options, format_func=names.__getitem__, filter_mode="contains")
    return area


def _counting(view: PageView) -> list[str]:
    s = view.s
    has = set(_ask.availability(s).query("level == 'buurt'")["indicator"])
    order = list(THEME_LABELS)
    ids = sorted((i for i in s.indicators if i in has), key=lambda i: order.index(s.indicators[i].theme))
    default = [i for i in CONTEXT if i in has] or ids[:8]
    chosen = view.address.several("meetellen", "indicator", ids, default, _several.MOST_INDICATORS)
    words = {i: s.indicators[i].name for i in ids}
    ways = {"max_selections": _several.MOST_INDICATORS, "placeholder": "Kies cijfers", "filter_mode": "contains"}
    label = "Cijfers die meetellen (hoogstens twintig)"
    widget(st.multiselect, "meetellen", chosen, label, options=ids, format_func=words.__getitem__, **ways)
    return chosen
