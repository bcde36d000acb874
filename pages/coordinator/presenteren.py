"""Presenteren: choose an edition and take it to the stage, which is a file of its own (``pages/_podium.py``)."""

from html import escape

import streamlit as st

from charts import editions
from model.errors import WijkpeilError
from pages._address import link, widget
from pages._podium import NOW, address, dias_for
from pages._shell import empty, say, say_wrong, workplace
from snapshot import edities
from snapshot.store import programmes_with_snapshot

MENU = ("Presenteren", 72)

_NOT_FROZEN = "De cijfers van nu (niet bevroren)"


def render() -> None:
    """Draw the page."""
    with workplace("Presenteren", "Breng een bijeenkomst op het scherm, met notities voor wie spreekt.") as here:
        name = here.address.choices["programma"][0]
        sound = [one.editie for one in edities.found(name) if one.editie]
        options = {one.id: one.naam for one in sound}
        if name in programmes_with_snapshot():
            options |= {NOW: _NOT_FROZEN}
        if not options:
            empty("Er is nog niets te presenteren", "Bouw eerst een peil op, of zet een reservekopie terug.")
            return
        chosen = here.address.one("editie", "editie", list(options), next(iter(options)))
        with st.columns(2)[0]:
            widget(st.selectbox, "editie", chosen, "Editie", options=list(options), format_func=options.__getitem__)
        if chosen == NOW:
            say(
                "Deze cijfers zijn niet bevroren: na een nieuwe opbouw ziet de presentatie er anders uit. Bevries "
                "eerst een editie als u er later op terug wilt komen."
            )
        _start(name, chosen)


def _start(name: str, chosen: str) -> None:
    try:
        material, dias = dias_for(name, chosen)
    except WijkpeilError as error:
        say_wrong(str(error))
        return
    if material.correcties:
        st.html(editions.corrections(material.correcties, material.s.indicators))
    freeze = link("edities", programma=name, kijk="nieuw")
    links = (
        _link(address(name, chosen), "Start de presentatie", 'class="wp-button" target="_blank"'),
        _link(address(name, chosen, keep=True), "Bewaar als bestand"),
        _link(freeze, "Bevries een editie"),
    )
    st.html(
        f'<p class="wp-files wp-stage-links">{"".join(links)}</p>'
        '<p class="wp-seen">De presentatie opent in een nieuw tabblad. '
        "Alles zit erin: zij werkt ook als het netwerk wegvalt. Druk daar op H voor alle toetsen, op N voor de "
        "notities en op D bij een vraag uit de zaal.</p>"
    )
    items = "".join(
        f'<li><a href="{escape(address(name, chosen))}#{escape(dia.id)}" target="_blank">{escape(dia.titel)}</a>'
        f"{f' <small>{escape(dia.kop)}</small>' if dia.kop else ''}</li>"
        for dia in dias
    )
    st.html(f'<h2 class="wp-title">{len(dias)} dia’s</h2><ol class="wp-bullets wp-dias">{items}</ol>')


def _link(to: str, words: str, more: str = 'target="_self"') -> str:
    return f'<a href="{escape(to)}" {more}>{escape(words)}</a>'
