"""Werkplan: per bouwsteen one sheet for the table: where we stand, what was planned and done, open questions."""

from functools import partial
from html import escape

import streamlit as st

from exports.report import Paper
from exports.report_asked import Asked
from exports.werkplan import sheet, werkplan_html
from model.errors import WijkpeilError
from pages._address import widget
from pages._shell import PageView, empty, page, say_wrong
from pages.coordinator._papier import chosen_edition, downloads

MENU = ("Werkplan", 74)
_SHEET = {Paper.PDF: "Dit blad als PDF", Paper.HTML: "Dit blad als HTML"}
_SHEETS = {Paper.PDF: "Alle bladen als PDF", Paper.HTML: "Alle bladen als HTML"}
_PURPOSE = "Eén blad per tafel: waar we staan, wat is gepland en gedaan, en welke vragen er liggen."


def render() -> None:
    """Draw the page."""
    with page("Werkplan", _PURPOSE) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    programme = view.s.programme
    if not programme.bouwstenen:
        empty("Nog geen werkplan", "Hier komt een blad per bouwsteen.", "Vul de bouwstenen in programme.yaml in.")
        return
    try:
        material = chosen_edition(view).material()
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    programme = material.s.programme
    names = {one.id: one.naam for one in programme.bouwstenen}
    chosen = view.address.one("bouwsteen", "bouwsteen", list(names), programme.bouwstenen[0].id, quiet=[""])
    with st.columns([2, 3])[0]:
        label = programme.bouwsteen_naam
        widget(st.selectbox, "bouwsteen", chosen, label, options=list(names), format_func=names.__getitem__)
    bouwsteen = next(one for one in programme.bouwstenen if one.id == chosen)
    st.html(f'<h2 class="wp-title">{escape(label)}: {escape(bouwsteen.naam)}</h2>{sheet(Asked(material), bouwsteen)}')
    downloads(_SHEET, f"werkplan-{programme.id}-{chosen}", partial(werkplan_html, material, chosen))
    downloads(_SHEETS, f"werkplan-{programme.id}", partial(werkplan_html, material))
