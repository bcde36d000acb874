"""The section *Rapport*: about what, and in which form; of the figures as they are or of an edition."""

from collections.abc import Callable

import streamlit as st

from exports.report import Paper, report_html
from pages._address import widget
from pages._shell import PageView
from pages.coordinator._papier import downloads
from snapshot.material import Material

_ALL = "alles"
_LABELS = {Paper.PDF: "Rapport als PDF", Paper.HTML: "Rapport als HTML"}


def section(view: PageView, material: Callable[[], Material]) -> None:
    """``material``: what the report is made of, asked only when somebody downloads."""
    programme = view.s.programme
    options = {_ALL: "Het hele programma"}
    options |= {f"bouwsteen:{one.id}": f"{programme.bouwsteen_naam}: {one.naam}" for one in programme.bouwstenen}
    options |= {f"focuswijk:{one.id}": f"Focuswijk: {one.naam}" for one in programme.focuswijken}
    st.html(
        '<h2 class="wp-title">Rapport</h2><p class="wp-subtitle">Wat er is gevonden, hoe we dat weten en wat er wordt '
        "gedaan, om te lezen en af te drukken</p>"
    )
    chosen = view.address.one("rapport", "onderwerp", list(options), _ALL)
    with st.columns([2, 3])[0]:
        widget(st.selectbox, "rapport", chosen, "Waarover", options=list(options), format_func=options.__getitem__)
    kind, _, name = chosen.partition(":")
    part = {kind: name} if name else {}
    file = "-".join(("rapport", programme.id, *([name] if name else [])))
    downloads(_LABELS, file, lambda: report_html(material(), **part))
    st.html(
        '<p class="wp-source">De PDF is toegankelijk: met koppen, teksten bij plaatjes en een inhoudsopgave. Het '
        "HTML-bestand heeft alles in zich en opent zonder internet. Een rapport van het hele programma maken duurt "
        "ongeveer een halve minuut.</p>"
    )
