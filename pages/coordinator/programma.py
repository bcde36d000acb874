"""Programma: the doelenboom (doel → kernset → interventies) and which strategie serves which doel.

Figures are those of the snapshot; doelen, interventies and texts are read from the programme folder now.
"""

from functools import partial
from html import escape

import streamlit as st

from charts import doelenboom
from charts.figure import Caption, documents
from charts.frames import records
from charts.matrix import matrix
from charts.waardenboom import waardenboom
from model.areas import FOCUSWIJKEN_CODE
from model.inhoud import Inhoud
from pages import _ask, _figure, _stories
from pages._address import link, widget
from pages._interventies import link_to
from pages._shell import PageView, content, page

MENU = ("Programma", 55)


def render() -> None:
    """Draw the page."""
    with page("Programma", "Wat het programma wil bereiken, hoe het ermee staat en wat ervoor wordt gedaan.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s, programme = view.s, view.s.programme
    inhoud = content(programme.id)
    strategie = _strategie(view, inhoud)
    served = {pair.doel for pair in inhoud.strategie_doelen if pair.strategie == strategie}
    shown = [doel for b in programme.bouwstenen for doel in b.doelen if not strategie or doel.id in served]
    ids = tuple(dict.fromkeys(i for doel in shown for i in doel.kernset))
    measured = bool(ids) and any(f.buurten for f in programme.focuswijken)
    figures = _ask.profile(s, FOCUSWIJKEN_CODE, ids) if measured else None
    gaps = records(_ask.kloof(s, ids)) if measured else []
    tree = doelenboom.Tree(
        programme=programme,
        inhoud=inhoud,
        indicators=s.indicators,
        figures={} if figures is None else {str(row["indicator"]): row for row in records(figures)},
        gaps={str(row["indicator"]): row for row in gaps if row["area"] == FOCUSWIJKEN_CODE},
        city=_ask.city(s),
        strategie=strategie,
    )
    figures_named = "kerncijfers van de focuswijken samen" if measured else "kerncijfers"
    caption = Caption(
        title=f"Van {programme.doel_naam.lower()} naar cijfer en interventie",
        subtitle=f"Per {programme.doel_naam.lower()} de {figures_named}, en wat ervoor wordt gedaan",
        source="" if figures is None else _ask.source_of(s, figures),
        notes=doelenboom.notes(tree, s.id, str(s.manifest["gemaakt"])),
    )
    address = partial(link, "kloof", programma=programme.id)
    table = partial(doelenboom.table, tree)
    _figure.show(
        caption,
        lambda: st.html(doelenboom.html(tree, shown, address, partial(link_to, view))),
        table,
        doelenboom.columns(programme),
        "wijkpeil-programma",
    )
    _told(view)
    if inhoud.strategieen:
        _matrix(view, inhoud)
    if inhoud.woonplekken:
        address = link("woonplekken", programma=programme.id)
        st.html(f'<p><a href="{escape(address)}" target="_self">Woonplekken: afgesproken en gerealiseerd</a></p>')
    if inhoud.waarden:
        caption = Caption(
            title="Waarden, groepen inwoners en hun doelen",
            subtitle="Van elke waarde voor wie zij geldt, en wat inwoners en de stad willen bereiken",
            source=documents(inhoud, inhoud.waarden),
        )
        _figure.framed(caption, lambda: st.html(waardenboom(inhoud)))


def _strategie(view: PageView, inhoud: Inhoud) -> str:
    """The chosen strategie, empty for all."""
    names = {"": "Alle strategieën"} | {one.id: one.naam for one in inhoud.strategieen}
    if len(names) == 1:
        return ""
    chosen = view.address.one("strategie", "strategie", list(names), "")
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "strategie", chosen, "Strategie", options=list(names), format_func=names.__getitem__)
    return chosen


def _matrix(view: PageView, inhoud: Inhoud) -> None:
    programme = view.s.programme
    caption = Caption(
        title=f"Welke strategie werkt aan welk {programme.doel_naam.lower()}?",
        subtitle="Een stip: de strategie werkt aan dit doel, volgens het programma",
        source=documents(inhoud, inhoud.strategie_doelen),
        notes=tuple(pair.noot for pair in inhoud.strategie_doelen if pair.noot),
    )
    _figure.framed(caption, lambda: st.html(matrix(programme, inhoud)))


def _told(view: PageView) -> None:
    """The newest story of each bouwsteen, in short."""
    s, found = view.s, _stories.shown(view.s)
    newest = [next((one for one in found if one.bouwsteen == b.id), None) for b in s.programme.bouwstenen]
    told = tuple(one for one in newest if one is not None)
    if told:
        st.html(f'<h2 class="wp-title">Verhalen, per {s.programme.bouwsteen_naam.lower()}</h2>')
        _stories.short_list(s, told)
