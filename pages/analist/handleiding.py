"""Handleiding: docs/handleiding.md, one chapter at a time, with its pictures."""

from functools import cache
from html import escape

import streamlit as st

from charts.manual import Chapter, Picture, chapter_html, chapters
from pages._address import link, widget
from pages._routes import MANUAL, version
from pages._shell import HANDLEIDING, reading

MENU = (HANDLEIDING, 99)

_FICTIONAL = "De plaatjes zijn van een verzonnen gemeente. Namen en cijfers bestaan niet echt."


def render() -> None:
    """Draw the page."""
    with reading(HANDLEIDING, "Hoe u Wijkpeil gebruikt: per pagina wat u ziet en hoe u iets doet.") as address:
        parts = _chapters()
        slugs = list(parts)
        chosen = address.one("deel", "hoofdstuk", slugs, slugs[0])
        st.html(f'<p class="wp-note wp-fictional" role="note">{_FICTIONAL}</p>')
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        with left:
            titles = {one: part.title for one, part in parts.items()}
            ways = {"options": slugs, "format_func": titles.__getitem__, "filter_mode": "contains"}
            widget(st.selectbox, "deel", chosen, "Hoofdstuk", **ways)
        if way := _page_of(parts[chosen]):
            right.html(way)
        st.html(f'<article class="wp-prose wp-manual">{_html(chosen)}{_around(chosen)}</article>')


def _page_of(chapter: Chapter) -> str:
    """The way to the page that a chapter is about; empty where it is about something else."""
    from pages._pages import PAGES  # not above: this page is one of them

    about = next((entry for entry in PAGES if entry.title == chapter.title), None)
    if about is None:
        return ""
    return f'<a href="{link(about.path)}" target="_self">Open de pagina {escape(about.title)}</a>'


@cache
def _chapters() -> dict[str, Chapter]:
    return chapters(MANUAL.read_text(encoding="utf-8"))


@cache
def _html(slug: str) -> str:
    """A chapter as HTML; the same for everybody, so made once."""
    return chapter_html(_chapters()[slug], _chapters(), _address, _picture)


def _address(slug: str) -> str:
    return link("handleiding", deel=slug)


def _picture(name: str) -> Picture:
    """A picture beside the manual; the first chunk of a PNG holds its width and height, four bytes each."""
    head = (MANUAL.parent / name).read_bytes()[16:24]
    width, height = (int.from_bytes(head[at : at + 4], "big") for at in (0, 4))
    return Picture(f"/assets/{version()}/{name}", width, height)


def _around(slug: str) -> str:
    """Links to the chapter before and the one after."""
    slugs = list(_chapters())
    at = slugs.index(slug)
    near = [("Vorige", slugs[at - 1] if at else ""), ("Volgende", slugs[at + 1] if at + 1 < len(slugs) else "")]
    links = [
        f'<a href="{escape(_address(one))}" target="_self">{word}: {escape(_chapters()[one].title)}</a>'
        for word, one in near
        if one
    ]
    return f'<nav class="wp-around" aria-label="Andere hoofdstukken">{"".join(links)}</nav>'
