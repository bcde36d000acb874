"""What every page begins and ends with: the snapshot, the head, the warnings, and an address that fits."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

import streamlit as st

from charts.manual import slug
from charts.style import Theme, theme
from charts.theme_files import css_of
from charts.words import FICTIONAL
from model.errors import WijkpeilError
from model.inhoud import Inhoud
from model.programme import Programme
from pages import _embed
from pages._address import Address, link, widget
from snapshot.last_good import shown_content
from snapshot.marks import withdrawal
from snapshot.programmes import current_programme, list_programmes
from snapshot.settings import settings
from snapshot.store import NothingServedError, Snapshot, notices, open_snapshot, programmes_with_snapshot

_LOG = logging.getLogger("wijkpeil")
HANDLEIDING = "Handleiding"


@dataclass(frozen=True)
class PageView:
    """One view of a page: the snapshot, the address and the theme that the visitor sees."""

    s: Snapshot
    address: Address
    tokens: Theme

    @property
    def city(self) -> str:
        """Name of the gemeente for sentences; of the programme when there are several."""
        names = self.s.manifest.get("gemeenten", {})
        codes = self.s.programme.gemeenten
        return names.get(codes[0], "de gemeente") if len(codes) == 1 else "de gemeenten"


@contextmanager
def page(title: str, purpose: str) -> Iterator[PageView | None]:
    """Head of a page; gives None, after saying what to do, when there is nothing to show."""
    address = Address()
    present = programmes_with_snapshot()
    if not present:
        _head(title, purpose, None)
        _nothing()
        yield None
        return
    programme = address.one("programma", "programma", present, present[0])
    withdrawn = notices(programme)
    try:
        s = _snapshot(programme)
    except NothingServedError as error:
        _head(title, purpose, None)
        _warn(withdrawn)
        _nothing() if settings().public else say(str(error))
        yield None
        return
    except WijkpeilError as error:
        _head(title, purpose, None)
        _refused(error)
        yield None
        return
    _look(s)
    if _embed.framed():
        pass  # a figure alone has its own title
    elif len(present) > 1:
        left, right = st.columns([3, 1], vertical_alignment="top")
        with left:
            _head(title, purpose, s.programme)
        with right:
            names = {name: _name(name) for name in present}
            widget(st.selectbox, "programma", programme, "Programma", options=present, format_func=names.__getitem__)
    else:
        _head(title, purpose, s.programme)
    _warn([*withdrawn, *_banners(s)])
    notes = st.container()
    yield PageView(s, address, theme(st.context.theme.type, s.programme.huisstijl))
    with notes:
        for note in dict.fromkeys(address.notes):
            say(note)
    if _embed.framed():
        _embed.origin(s.programme)
    address.settle()


@dataclass(frozen=True)
class Workplace:
    """One view of a page that needs no snapshot: the programme as it is now, None when its folder has a mistake.

    ``name``: of the folder.
    """

    programme: Programme | None
    address: Address
    name: str


@contextmanager
def workplace(title: str, purpose: str) -> Iterator[Workplace]:
    """Head of a page where people work, also before there is a snapshot; says it when the programme has a mistake."""
    address = Address()
    shown = programmes_with_snapshot()
    present = [*shown, *(name for name in list_programmes() if name not in shown)]
    first = next((name for name in (settings().programme, *present) if name in present), present[0])
    name = address.one("programma", "programma", present, first)
    try:
        programme, wrong = current_programme(name), ""
    except WijkpeilError as error:
        programme, wrong = None, str(error)
    left, right = st.columns([3, 1], vertical_alignment="top")
    with left:
        _head(title, purpose, programme)
    with right:
        names = {one: programme_name(one) for one in present}
        widget(st.selectbox, "programma", name, "Programma", options=present, format_func=names.__getitem__)
    for note in dict.fromkeys(address.notes):
        say(note)
    if wrong:
        say_wrong(wrong)
    yield Workplace(programme, address, name)
    address.settle()


@contextmanager
def reading(title: str, purpose: str) -> Iterator[Address]:
    """Head of a page that is the same for every programme, also before there is one."""
    address = Address()
    _head(title, purpose, None)
    notes = st.container()
    yield address
    with notes:
        for note in dict.fromkeys(address.notes):
            say(note)
    address.settle()


def content(programme: str) -> Inhoud:
    """The tables of a programme, and said on the page when these are not as its folder says them now, and why."""
    try:
        shown = shown_content(programme)
    except WijkpeilError as error:
        say_wrong(str(error))
        return Inhoud()
    if shown.wrong:
        say_wrong(f"{shown.wrong}\n{shown.instead} Herstel de fout op de pagina Invoer.")
    return shown.inhoud


def programme_name(name: str) -> str:
    """What a programme is called; its folder when that has a mistake."""
    try:
        return current_programme(name).naam
    except WijkpeilError:
        return name


def _warn(lines: list[str]) -> None:
    for line in lines:
        st.warning(escape(line), icon=":material/warning:")


def _banners(s: Snapshot) -> list[str]:
    """Warnings of the snapshot; the public is told that something is amiss, and the log what."""
    if not (s.banners and settings().public):
        return s.banners
    _LOG.error(" ".join(s.banners))
    return ["Het nieuwste peil kan nu niet worden getoond. U ziet de cijfers van een eerder peil."]


def _refused(error: WijkpeilError) -> None:
    """Why there is nothing to show: to the municipality as it is, to the public that it is ours."""
    if settings().public:
        apologise(error)
    else:
        say(str(error))


def _snapshot(programme: str) -> Snapshot:
    """The snapshot that this session opened first: what is published later shows in a new session.

    Unless it was withdrawn since: then nobody sees it any more.
    """
    opened = st.session_state.setdefault("wp_peilen", {})
    if programme not in opened or withdrawal(opened[programme].directory) is not None:
        opened[programme] = open_snapshot(programme)
    return opened[programme]


def reopen(programme: str) -> None:
    """Let this session see what was published just now; other sessions keep what they opened."""
    st.session_state.get("wp_peilen", {}).pop(programme, None)


def _name(programme: str) -> str:
    try:
        return open_snapshot(programme).programme.naam
    except WijkpeilError:
        return programme


def _head(title: str, purpose: str, about: Programme | None) -> None:
    share = '<button type="button" class="wp-share">Kopieer de link naar dit beeld</button>'
    share += '<button type="button" class="wp-share wp-print">Druk af</button>'
    programme = f"<span>{escape(about.naam)}</span>" if about else ""
    row = f'<div class="wp-programme">{programme}{_explanation(title)}{share}</div>'
    fictional = f'<p class="wp-note wp-fictional" role="note">{FICTIONAL}</p>' if about and about.fictief else ""
    st.html(f'<div class="wp-head"><h1>{escape(title)}</h1>{row}<p>{escape(purpose)}</p></div>{fictional}')


def _explanation(title: str) -> str:
    """The way to the page's own chapter of the manual, which is for the municipality.

    In a tab of its own: who is filling in a form keeps it.
    """
    if settings().public or title == HANDLEIDING:
        return ""
    address = escape(link("handleiding", deel=slug(title)))
    about = f"Uitleg over {escape(title)} (in een nieuw tabblad)"
    return f'<a class="wp-explained" href="{address}" target="_blank" aria-label="{about}">Uitleg</a>'


def _look(s: Snapshot) -> None:
    """The gemeente's own colours, and the strip with its logo and name; the snapshot's own, as its words are."""
    look = s.programme.huisstijl
    if look is None:
        return
    if colours := css_of(look):
        st.html(f"<style>{colours}</style>")
    if _embed.framed():
        return
    # Its name stands beside it, so that the picture says nothing more.
    logo = f'<img src="/huisstijl/{s.programme.id}/{s.id}/logo" alt="">' if look.logo else ""
    st.html(f'<div class="wp-band">{logo}<span>{escape(look.naam)}</span></div>')


def say(text: str) -> None:
    """A friendly note on the page; text, never markup."""
    st.html(f'<p class="wp-note" role="status">{escape(text)}</p>')


def say_wrong(text: str) -> None:
    """What could not be done, whole: a mistake per line; text, never markup."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    st.html(f'<p class="wp-note wp-wrong" role="alert">{lines}</p>')


def apologise(error: Exception) -> bool:
    """What a visitor sees of an unexpected error: that it is ours, and what to do. The log has the rest."""
    _LOG.error("fout op een pagina", exc_info=error)
    title, said = "Deze pagina kan nu niet worden getoond", "Er ging iets mis in Wijkpeil; aan uw keuze ligt het niet."
    todo = "Kies een andere pagina of probeer het later. De beheerder vindt de fout in het logboek van de app."
    empty(title, said, todo)
    return True


def empty(title: str, *lines: str) -> None:
    """Empty state: what would be here, and how to get it."""
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    st.html(f'<div class="wp-empty"><h2>{escape(title)}</h2>{said}</div>')


def _nothing() -> None:
    if settings().public:
        empty("Er zijn nog geen cijfers", "Hier komt de monitor van een wijkprogramma. Kom later nog eens terug.")
        return
    empty(
        "Er zijn nog geen cijfers",
        "Hier komt de monitor van een wijkprogramma: kaart, trend en profiel van elke focuswijk.",
        "Bouw eerst een peil op. Met de voorbeeldgemeente gaat dat vanzelf: sluit de app en typ «wijkpeil start».",
        "Met eigen bestanden: «wijkpeil fetch --from MAP» en daarna «wijkpeil build --programme NAAM».",
    )
