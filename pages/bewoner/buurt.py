"""Mijn buurt: a resident finds the own buurt and reads how it goes there, in plain words."""

from html import escape

import streamlit as st

from charts import resident_cards
from charts.place import place
from charts.resident_words import ABOUT_CHOICE, CHOICE, NOTHING, doing, intro, reaction
from charts.stories import NO_PROOF, story_html, told_by
from model.areas import Level, spoken_name
from pages import _ask, _stories
from pages._export import Figures
from pages._interventies import public_work
from pages._map import city_map
from pages._shell import PageView, empty, page
from pages.bewoner import _search
from pages.bewoner._cards import cards_of
from snapshot import said
from snapshot.stories import about

MENU = ("Mijn buurt", 10)
PUBLIC = True
_MOST_STORIES = 3
ABOUT = "Typ uw postcode of de naam van uw buurt. Lees met een paar cijfers in gewone taal hoe het daar gaat."


def render() -> None:
    """Draw the page."""
    with page("Mijn buurt", "Hoe gaat het in uw buurt? Zoek uw buurt op en lees het hier.") as view:
        if view is not None:
            _body(view)


def _body(view: PageView) -> None:
    s = view.s
    own = _search.own_areas(s)
    area = view.address.one("gebied", "gebied", ["", *own.index], "", quiet=list(_ask.areas(s).index))
    _search.field(s, own)
    if area:
        _about(view, area)
        _cards(view, area)
    _map(view, area)
    if area:
        _around(view, area)
    else:
        st.html(_search.listed(own))


def _about(view: PageView, area: str) -> None:
    row = _ask.areas(view.s).loc[area]
    name = spoken_name(str(row["name"]))
    st.html(
        f'<h2 class="wp-area-name" id="uw-buurt">{escape(name)}</h2>'
        f'<p class="wp-intro" role="status">{escape(intro(name, row.to_dict(), _ask.city(view.s)))}</p>'
    )


def _cards(view: PageView, area: str) -> None:
    shown = cards_of(view.s, area, view.tokens.name)
    if shown:
        st.html(shown)
    else:
        empty(f"Nog geen cijfers over {spoken_name(_ask.name_of(view.s, area))}", NOTHING)


def _map(view: PageView, area: str) -> None:
    s = view.s
    buurten = _ask.areas(s).query("level == 'buurt'")
    ground = _ask.ground(s, Level.BUURT, set(buurten.index))
    if ground is None:
        return
    own = [] if not area else [area] if area in buurten.index else list(buurten.index[buurten["parent"] == area])
    name = spoken_name(_ask.name_of(s, area)) if area else ""
    title = f"Waar ligt {name}?" if area else "Of kies uw buurt op de kaart"
    people = {str(code): None if n != n else float(n) for code, n in buurten["inwoners"].items()}
    st.html(f'<h2 class="wp-title">{escape(title)}</h2>')
    city_map(place(ground, people, own, name), key="wp_kaart_buurt")


def _around(view: PageView, area: str) -> None:
    s = view.s
    chosen, rows = _ask.resident(s, area)
    buurten = [*_ask.areas(s).query("level == 'buurt' and parent == @area").index] or [area]
    st.html(doing(s.programme, spoken_name(_ask.name_of(s, area)), buurten))
    if work := public_work(view, buurten):
        st.html(work)
    if chosen.shown:
        st.html(Figures(s, chosen.shown, [area]).links())
    if chosen.without:
        lines = [
            (s.indicators[i].plain_name, said.missing(rows[i]) if i in rows else said.NO_ROW) for i in chosen.without
        ]
        st.html(f'<h2 class="wp-title">Wat ziet u hier niet?</h2>{resident_cards.withheld(lines)}')
    if asked := reaction(s.programme):
        st.html(asked)
    _told(view, area)
    st.html(
        f'<details class="wp-details"><summary><strong>{CHOICE}</strong></summary><div>{ABOUT_CHOICE}</div></details>'
    )


def _told(view: PageView, area: str) -> None:
    """Stories about this place that everybody may read."""
    s = view.s
    found = about(tuple(one for one in _stories.shown(s) if one.may_be_public), s.programme, area)
    if not found:
        return
    st.html('<h2 class="wp-title">Wat vertellen mensen uit uw buurt?</h2>')
    for one in found[:_MOST_STORIES]:
        st.html(story_html(one, told_by(one, _stories.place_of(s, one.gebied)), _stories.photo_address(s, one)))
    st.html(f'<p class="wp-small">{NO_PROOF}</p>')
