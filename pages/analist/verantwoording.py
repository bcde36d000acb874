"""Verantwoording: what every figure means, where it comes from, and what is missing."""

from html import escape

import streamlit as st

from charts.border_words import CHANGES, UNCHECKED, changes_table, unchecked_table
from charts.declared import declared, matches
from charts.methods import dispersion, explained_methods
from charts.programme_words import fits, terms
from charts.table import Column, to_html
from charts.withheld import withheld
from model.indicator import THEME_LABELS
from pages import _ask, _figure
from pages._address import widget
from pages._shell import PageView, empty, page
from snapshot import figures
from snapshot.methods import on_page

MENU = ("Verantwoording", 90)
PUBLIC = True
ABOUT = "Wat elk cijfer betekent, uit welke bron het komt, hoe het is berekend en wat er niet wordt getoond."

_PARTS = [
    "indicatoren",
    "bronnen",
    "hoe wij rekenen",
    "grenzen",
    "wat wij niet tonen",
    "wat ontbreekt",
    "programma",
]
_SOURCES = [
    Column("name", "bron"),
    Column("edition", "editie"),
    Column("delivery", "levering", 0),
    Column("what", "wat"),
    Column("file", "bestand"),
    Column("publisher", "uitgever"),
    Column("licence", "licentie"),
    Column("fetched", "binnengekomen"),
    Column("url", "vindplaats"),
    Column("note", "opmerking"),
]
_REPORT = [Column("kind", "soort"), Column("name", "bron"), Column("edition", "editie"), Column("text", "melding")]
_STATES = [Column("name", "indicator"), Column("state", "stand"), Column("feeds", "wat vult het?")]


def render() -> None:
    """Draw the page."""
    with page("Verantwoording", "Wat elk cijfer betekent, waar het vandaan komt en wat er nog ontbreekt.") as view:
        if view is None:
            return
        part = view.address.one("deel", "onderdeel", _PARTS, _PARTS[0])
        ways = {"options": _PARTS, "format_func": str.capitalize, "required": True}
        widget(st.segmented_control, "deel", part, "Onderdeel", **ways)
        draw = [_indicators, _sources, _methods, _borders, _withheld, _missing, _programme]
        dict(zip(_PARTS, draw, strict=True))[part](view)


def _indicators(view: PageView) -> None:
    words = view.address.free("zoek")
    widget(st.text_input, "zoek", words, "Zoek een indicator", placeholder="bijvoorbeeld: inkomen")
    overview, names = _ask.overview(view.s), {source.id: source.name for source in view.s.sources.values()}
    found = [one for one in view.s.indicators.values() if matches(one, words)]
    if not found:
        empty("Niets gevonden", "Er is geen indicator met deze woorden. Probeer één woord, of een ander woord.")
    for theme, label in THEME_LABELS.items():
        entries = [declared(one, overview.loc[one.id], names) for one in found if one.theme is theme]
        if entries:
            st.html(f'<h2 class="wp-title">{escape(label)}</h2>{"".join(entries)}')


def _sources(view: PageView) -> None:
    frame = figures.sources(view.s)
    if frame.empty:
        empty("Nog geen bronnen", "Haal bestanden op met «wijkpeil fetch --from MAP» en bouw daarna een peil op.")
        return
    table = frame.assign(fetched=[str(moment)[:10] for moment in frame["fetched_at"]])
    title = "Bestanden waaruit dit peil is gemaakt"
    st.html(f'<h2 class="wp-title">{title}</h2>' + to_html(table, _SOURCES, title))
    _figure.download(table, _SOURCES, "wijkpeil-bronnen")


def _methods(view: PageView) -> None:
    st.html(explained_methods(on_page()) + dispersion(figures.dispersion(view.s), view.s.indicators))


def _borders(view: PageView) -> None:
    changes, open_links = changes_table(_ask.border_changes(view.s)), unchecked_table(_ask.unchecked_borders(view.s))
    title = "Welke grenzen veranderden"
    if changes.empty:
        empty(title, "Voor zover bekend veranderde er geen grens of code in de jaren met cijfers of kaarten.")
    else:
        st.html(f'<h2 class="wp-title">{title}</h2>' + to_html(changes, CHANGES, title))
        _figure.download(changes, CHANGES, "wijkpeil-grenzen")
    if len(open_links):
        title = "Grens niet gecontroleerd"
        why = (
            "Tussen deze jaren is er geen aanduiding van het CBS en zijn er geen twee kaarten die even precies zijn "
            "getekend. De gebieden zijn gekoppeld omdat hun code en naam gelijk bleven."
        )
        st.html(f'<h2 class="wp-title">{title}</h2><p>{why}</p>' + to_html(open_links, UNCHECKED, title))


def _withheld(view: PageView) -> None:
    limits, published, has_public = figures.protection(view.s)
    st.html(withheld(limits, published, has_public))


def _missing(view: PageView) -> None:
    overview = _ask.overview(view.s)
    without = overview[overview["state"] != "cijfers"]
    title = "Indicatoren zonder cijfers"
    st.html(f'<h2 class="wp-title">{title}</h2>' + to_html(without, _STATES, title))
    report = figures.report(view.s)
    names = {source.id: source.name for source in view.s.sources.values()}
    table = report.assign(name=[names.get(s, s) for s in report["source"]], kind=report["kind"].str.replace("_", " "))
    title = "Wat er bij het inlezen opviel"
    st.html(f'<h2 class="wp-title">{title}</h2>' + to_html(table, _REPORT, title))
    _figure.download(table, _REPORT, "wijkpeil-meldingen")


def _programme(view: PageView) -> None:
    made = str(view.s.manifest.get("gemaakt", ""))
    st.html(terms(view.s.programme, view.s.id, made) + fits(view.s.programme))
