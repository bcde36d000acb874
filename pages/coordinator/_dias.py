"""The section *Dia's*: the slides of an edition, or of the figures as they are now, on the gemeente's own template."""

from html import escape

import streamlit as st

from exports.slides import MEDIA, SUFFIX, check_template, slides, template_for
from model.errors import WijkpeilError
from pages._shell import PageView, say_wrong
from pages.coordinator._papier import Edition


def section(view: PageView, edition: Edition) -> None:
    """A button that makes the slides of this edition."""
    programme = view.s.programme.id
    st.html(
        '<h2 class="wp-title">Dia’s</h2><p class="wp-subtitle">Een PowerPoint-bestand met de hele bijeenkomst, om aan '
        "te passen en te vertonen</p>"
    )
    try:
        template, called = template_for(programme)
        check_template(template, called)
    except WijkpeilError as error:
        say_wrong(str(error))
        return

    def made() -> bytes:
        return slides(edition.material(), template, called)

    st.download_button(
        "Dia’s als PowerPoint",
        data=made,
        file_name=f"dias-{programme}-{edition.id or view.s.id}{SUFFIX}",
        mime=MEDIA,
        on_click="ignore",
        key=f"wp_dias_{edition.id}",
        icon=":material/download:",
    )
    which = f"het sjabloon {called} uit de map van het programma" if called else "het sjabloon van Wijkpeil"
    st.html(
        '<p class="wp-source">Grafieken zijn in PowerPoint te bewerken, kaarten zijn plaatjes. Bij elke dia staan '
        f"notities met bron en marge. De dia’s staan op {escape(which)}. Maken duurt ongeveer tien seconden.</p>"
    )
