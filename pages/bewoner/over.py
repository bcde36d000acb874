"""Over deze monitor: what it is and is not, how figures come about, privacy, mistakes, accessibility and contact."""

from html import escape
from pathlib import Path

import streamlit as st

from charts.plain_text import plain_html
from model.programme import Programme
from pages import _ask
from pages._shell import page

MENU = ("Over deze monitor", 30)
PUBLIC = True
ABOUT = "Wat deze site laat zien en wat niet, hoe de cijfers zijn gemaakt, en hoe we mensen beschermen."
TEXT = Path(__file__).with_suffix(".md")
_NOBODY = "Er is nog geen adres ingevuld voor vragen. Bel of mail de gemeente."


def render() -> None:
    """Draw the page."""
    with page("Over deze monitor", "Wat u hier leest, waar het vandaan komt en wat u ermee kunt.") as view:
        if view is not None:
            programme = view.s.programme
            filled = {
                "programma": programme.naam,
                "stad": _ask.city(view.s),
                "begin": str(programme.begin),
                "horizon": str(programme.horizon),
                "contact": contact(programme),
            }
            st.html(f'<div class="wp-prose">{plain_html(TEXT.read_text(encoding="utf-8"), filled)}</div>')


def contact(programme: Programme) -> str:
    """Whom to ask, as HTML: the link of the programme, with its address to read."""
    where = programme.bewoners.contact
    if not where:
        return f"<p>{_NOBODY}</p>"
    shown = where.removeprefix("mailto:").removeprefix("https://").partition("?")[0]
    return f'<p>Mail of bezoek ons: <a href="{escape(where)}">{escape(shown)}</a>.</p>'
