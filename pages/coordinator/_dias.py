"""The section *Dia's*: the slides of the figures as they are or of an edition, on the gemeente's own template."""

from collections.abc import Callable
from html import escape

import streamlit as st

from exports.slides import MEDIA, SUFFIX, check_template, slides, template_for
from model.errors import WijkpeilError
from pages._shell import PageView, say_wrong
from snapshot.material import Material


def section(view: PageView, material: Callable[[], Material]) -> None:
    """``material``: what the slides are made of, asked only when somebody downloads."""
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
    st.download_button(
        "Dia’s als PowerPoint",
        data=lambda: slides(material(), template, called),
        file_name=f"dias-{programme}{SUFFIX}",
        mime=MEDIA,
        on_click="ignore",
        key="wp_dias",
        icon=":material/download:",
    )
    which = f"het sjabloon {called} uit de map van het programma" if called else "het sjabloon van Wijkpeil"
    st.html(
        '<p class="wp-source">Grafieken zijn in PowerPoint te bewerken, kaarten zijn plaatjes. Bij elke dia staan '
        f"notities met bron en marge. De dia’s staan op {escape(which)}. Maken duurt ongeveer tien seconden.</p>"
    )
