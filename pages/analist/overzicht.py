"""Overzicht: the programme at a glance, per bouwsteen and as the mosaic of focuswijken and kernset.

Not for the public: its composites say on which place among the buurten the focuswijken would stand.
"""

import streamlit as st

from charts.cards import cards
from charts.composite import composite
from charts.explained import SEVERAL, of_several
from charts.figure import Caption
from charts.frames import records
from charts.judged import OVERVIEW
from charts.mosaic import key, mosaic
from model.areas import FOCUSWIJKEN_CODE
from pages import _ask, _figure
from pages._address import link
from pages._shell import PageView, empty, page

MENU = ("Overzicht", 10)


def render() -> None:
    """Draw the page."""
    with page("Overzicht", "Hoe de focuswijken er nu voor staan, vergeleken met de rest van de stad.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s, programme = view.s, view.s.programme
    if not programme.kernset or not any(f.buurten for f in programme.focuswijken):
        empty("Nog geen overzicht", "Hier komen de focuswijken en hun kerncijfers.", "Vul ze in programme.yaml in.")
        return
    rows = records(_ask.profile(s, FOCUSWIJKEN_CODE, programme.kernset))
    st.html(f'<h2 class="wp-title">Focuswijken samen, per {programme.bouwsteen_naam.lower()}</h2>')
    scores, parts, zero = _ask.composite(s), _ask.composite_parts(s), programme.nulmeting.jaar
    together = lambda id_: composite(scores, parts, id_, FOCUSWIJKEN_CODE, s.indicators, zero)  # noqa: E731
    st.html(cards(programme.bouwstenen, rows, s.indicators, _ask.city(s), together))
    frame = _ask.mosaic(s, programme.kernset)
    if frame.empty:
        return
    loose = [f.naam for f in programme.focuswijken if not f.buurten]
    caption = Caption(
        title="Waar verschillen de focuswijken van de rest van de stad?",
        subtitle="Kerncijfers per focuswijk; van elk cijfer de laatste periode",
        source=_ask.source_of(s, frame),
        notes=(OVERVIEW, *([f"Nog niet aan CBS-buurten gekoppeld: {', '.join(loose)}."] if loose else [])),
    )
    chosen = {"programma": programme.id}

    def address(indicator: str, period: str, _area: str) -> str:
        return link("kaart", indicator=indicator, niveau="focuswijk", periode=period, beeld="verschil", **chosen)

    def draw() -> None:
        st.html(key() + mosaic(frame, programme.bouwstenen, s.indicators, "Kerncijfers per focuswijk", address))

    _figure.show(caption, draw, lambda: of_several(frame, s.indicators, s.sources), SEVERAL, "wijkpeil-overzicht")
