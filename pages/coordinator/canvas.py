"""Canvas: per strategie what is done, what comes of it and what it is for, each with what was agreed. On one A4."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from charts import canvas
from charts.figure import Caption
from pages import _figure
from pages._address import widget
from pages._interventies import link_to
from pages._shell import PageView, content, page
from pages.coordinator._bronnen import source
from pages.coordinator._strategie import chosen, doel_names, figures

MENU = ("Canvas", 58)
_WHAT = "Hier komen per strategie de activiteiten, resultaten en effecten."


def render() -> None:
    """Draw the page."""
    with page("Canvas", "Per strategie: wat er wordt gedaan, wat dat oplevert en wat er verandert.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    inhoud, today = content(view.s.programme.id), datetime.now(UTC).date()
    strategie = chosen(view, inhoud, _WHAT)
    if strategie is None:
        return
    names = {one.id: one.naam for one in inhoud.strategieen}
    with st.columns([3, 2])[0]:
        widget(st.selectbox, "strategie", strategie.id, "Strategie", options=list(names), format_func=names.__getitem__)
    of = canvas.canvas_of(inhoud, strategie.id)
    found = figures(view, [i for effect in of.effecten for i in effect.indicatoren])
    doelen = doel_names(view)
    sources = (source(inhoud, (*of.counted, *of.effecten, strategie)), found.source(view))
    caption = Caption(
        title=strategie.naam,
        subtitle=strategie.doel_lang or strategie.omschrijving,
        source=" · ".join(text for text in sources if text),
        seen=canvas.seen(of, today),
        notes=("Cijfers zijn die van de focuswijken samen. Zij laten zien wat er veranderde, niet waardoor.",),
    )
    _figure.show(
        caption,
        lambda: st.html(canvas.html(of, inhoud, doelen, found.shown(view), partial(link_to, view), today)),
        partial(canvas.table, of, inhoud, doelen, today),
        canvas.COLUMNS,
        f"wijkpeil-canvas-{strategie.id}",
    )
