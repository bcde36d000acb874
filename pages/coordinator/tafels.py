"""Staat van de tafels: per waarde what its network wanted, counted, told and learned, to read and to print."""

from functools import partial

import streamlit as st

from charts import tafels
from charts.figure import Caption
from charts.tafels import COLUMNS, KOSTPRIJS, NO_RANKING, Tafel
from model.inhoud import Inhoud
from pages import _figure
from pages._address import widget
from pages._shell import PageView, content, empty, page

MENU = ("Staat van de tafels", 64)
_PURPOSE = "Per waardenetwerk: voor wie het werkt, wat is geteld en verteld, en wat nog ontbreekt."


def render() -> None:
    """Draw the page."""
    with page("Staat van de tafels", _PURPOSE) as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    inhoud = content(view.s.programme.id)
    if not inhoud.waarden:
        what = "Hier komt per waarde voor wie zij geldt, wat is geteld en verteld, en wat het onderzoek vond."
        empty("Dit programma heeft geen waardenetwerken", what, "Vul bij Invoer de tabellen Waarden en Inwonergroepen.")
        return
    shown = _chosen(view, inhoud)
    rows = [row for tafel in shown for row in (*_rows(tafel), tafel.waarde)]
    titles = "; ".join(document.titel for document in inhoud.sources(rows))
    caption = Caption(
        title=f"Hoe staat het met de tafels{shown[0].when('in')}?",
        subtitle="Wat is geteld en wat wordt verteld, volgens het toetsingskader",
        source=f"Bron: {titles}" if titles else "",
        notes=(NO_RANKING, KOSTPRIJS),
    )

    whole = "".join(tafels.html(tafel) for tafel in shown)
    _figure.show(
        caption, lambda: st.html(whole), partial(tafels.together, shown), (tafels.WAARDE, *COLUMNS), "wijkpeil-tafels"
    )


def _rows(tafel: Tafel) -> list[tafels.Row]:
    found = [row for about in tafels.Onderwerp for row in tafel.onderzoek(about)]
    return [*tafel.toetsing, *([tafel.verantwoording] if tafel.verantwoording else []), *found]


def _chosen(view: PageView, inhoud: Inhoud) -> list[Tafel]:
    """The chosen waarde, or all of them, in the chosen year."""
    names = {"": "Alle waarden"} | {one.id: one.naam for one in inhoud.waarden}
    present = [str(year) for year in tafels.years(inhoud)]
    left, right, _ = st.columns([3, 1, 2])
    waarde = view.address.one("waarde", "waarde", list(names), "")
    with left:
        widget(st.selectbox, "waarde", waarde, "Waarde", options=list(names), format_func=names.__getitem__)
    year = view.address.one("jaar", "jaar", present, present[0]) if present else ""
    with right:
        if present:
            widget(st.selectbox, "jaar", year, "Jaar", options=present)
    return [Tafel(one, int(year) if year else None, inhoud) for one in inhoud.waarden if waarde in ("", one.id)]
