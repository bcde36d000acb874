"""One figure of a page on somebody else's site: the address that shows it alone, and what a site must put in.

``toon=figuur`` beside the choices of a page with ``EMBED = True`` shows its figure with title and source line, without
menu, head and choices. Only the public process does so, and only for the sites that WIJKPEIL_EMBED_HOSTS names: a
browser that finds the page in a frame elsewhere refuses it, because ``_web.SecurityHeaders`` says where it may stand.
"""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from charts.words import FICTIONAL
from model.programme import Programme
from snapshot.settings import settings

PART, FIGURE = "toon", "figuur"
_HEIGHT = 640


def allowed() -> bool:
    """Whether there is any site that may show a figure."""
    return settings().public and bool(settings().embed_hosts)


def alone(query: str) -> bool:
    """Whether an address, by its query, asks for the figure alone."""
    return settings().public and f"{PART}={FIGURE}" in query.split("&")


def framed() -> bool:
    """Whether this page view shows the figure alone."""
    return settings().public and st.query_params.get(PART) == FIGURE


def sites() -> str:
    """What a browser is told of where a figure may stand."""
    return settings().embed_hosts if allowed() else "'none'"


def snippet(page: str, choices: dict[str, list[str]], title: str) -> str:
    """HTML for the other site; a title says what is in the frame to who cannot see it."""
    query = urlencode([(PART, FIGURE), *((name, value) for name, values in choices.items() for value in values)])
    address = f"{settings().site}/{page}?{query}"
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{_HEIGHT}" '
        'style="border: 0" loading="lazy"></iframe>'
    )


def offer(page: str, choices: dict[str, list[str]], title: str) -> None:
    """The snippet, for who wants this figure on a site of their own; nothing where no site may show one."""
    if not (allowed() and settings().site):
        return
    with st.expander("Zet dit op uw eigen site", icon=":material/code:"):
        hosts = ", ".join(escape(host) for host in settings().embed_hosts.split())
        st.html(
            f"<p>Plak deze regel in uw pagina. Dat werkt op: {hosts}. Wilt u het op een andere site? Vraag het de "
            "gemeente.</p>"
        )
        st.code(snippet(page, choices, title), language="html", wrap_lines=True)


def origin(programme: Programme) -> None:
    """The way from a figure alone to the page that it is of; and that it is made up, where it is."""
    choices = [(name, value) for name in st.query_params if name != PART for value in st.query_params.get_all(name)]
    address = f"?{urlencode(choices)}"
    fictional = f'<p class="wp-source">{FICTIONAL}</p>' if programme.fictief else ""
    st.html(
        f'{fictional}<p class="wp-source"><a href="{escape(address)}" target="_blank" rel="noopener">'
        f"Bekijk in de monitor van {escape(programme.naam)}</a> (opent een nieuw venster)</p>"
    )
