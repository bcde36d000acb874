"""Stories as pages show them: where they are from in words, the address of their photo, and short lists of them."""

from functools import partial

import streamlit as st

from charts.stories import listed, told_by
from model.areas import spoken_name
from model.errors import WijkpeilError
from model.verhaal import Verhaal
from pages import _ask
from pages._address import link
from snapshot.store import Snapshot
from snapshot.stories import shown_stories

_MOST = 3


def shown(s: Snapshot) -> tuple[Verhaal, ...]:
    """The stories that whoever uses this process may see; none when the folder cannot be read."""
    try:
        return shown_stories(s.programme.id)
    except WijkpeilError:
        return ()


def place_of(s: Snapshot, gebied: str) -> str:
    """Name of the place of a story; the gemeente for one about the whole programme."""
    wijk = next((one for one in s.programme.focuswijken if one.id == gebied), None)
    if wijk is not None:
        return wijk.naam
    return spoken_name(_ask.name_of(s, gebied)) if gebied else _ask.city(s)


def about(s: Snapshot, story: Verhaal) -> str:
    """Who tells it, where, about which bouwsteen and when."""
    names = {one.id: one.naam for one in s.programme.bouwstenen}
    return told_by(story, place_of(s, story.gebied), names.get(story.bouwsteen, ""))


def photo_address(s: Snapshot, story: Verhaal) -> str:
    """Where a browser finds its photo; empty without one."""
    return f"/verhaal/{s.programme.id}/{story.id}.jpg" if story.foto else ""


def short_list(s: Snapshot, found: tuple[Verhaal, ...]) -> None:
    """The newest few in short, each leading to the whole story on *Verhalen*."""
    if not found:
        return
    address = partial(link, "verhalen", programma=s.programme.id)
    st.html(listed(found[:_MOST], partial(about, s), lambda story: address(verhaal=story.id)))
