"""The section *Dia's*: the slides of an edition, or of the figures as they are now, on the gemeente's own template."""

from collections.abc import Callable
from html import escape

import streamlit as st

from exports.slides import MEDIA, check_template, file_name, slides, template_for
from model.errors import WijkpeilError
from pages._address import widget
from pages._shell import PageView, say_wrong
from snapshot import edities
from snapshot.material import Material

_NOW = "nu"


def section(view: PageView, material: Callable[[], Material]) -> None:
    """``material``: what the slides of now are made of, asked only when somebody downloads."""
    programme = view.s.programme.id
    st.html(
        '<h2 class="wp-title">Dia’s</h2><p class="wp-subtitle">Een PowerPoint-bestand met de hele bijeenkomst, om aan '
        "te passen en te vertonen</p>"
    )
    frozen = {one.id: one.editie.naam for one in edities.found(programme) if one.editie}
    options = {_NOW: "De cijfers van nu (niet bevroren)"} | frozen
    chosen = view.address.one("editie", "editie", list(options), _NOW)
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "editie", chosen, "Editie", options=list(options), format_func=options.__getitem__)
    try:
        template, called = template_for(programme)
        check_template(template, called)
    except WijkpeilError as error:
        say_wrong(str(error))
        return

    def made() -> bytes:
        return slides(material() if chosen == _NOW else edities.editie_material(programme, chosen), template, called)

    st.download_button(
        "Dia’s als PowerPoint",
        data=made,
        file_name=file_name(programme, view.s.id if chosen == _NOW else chosen),
        mime=MEDIA,
        on_click="ignore",
        key=f"wp_dias_{chosen}",
        icon=":material/download:",
    )
    which = f"het sjabloon {called} uit de map van het programma" if called else "het sjabloon van Wijkpeil"
    st.html(
        '<p class="wp-source">Grafieken zijn in PowerPoint te bewerken, kaarten zijn plaatjes. Bij elke dia staan '
        f"notities met bron en marge. De dia’s staan op {escape(which)}. Maken duurt ongeveer tien seconden.</p>"
    )
