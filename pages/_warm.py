"""What the first visitor would wait for, done before the app listens: the snapshot checked, and what all pages ask."""

import inspect
from contextlib import suppress

from model.areas import Level
from model.errors import WijkpeilError
from pages import _ask
from pages.bewoner._cards import cards_of
from snapshot.settings import settings
from snapshot.store import open_snapshot


def warm() -> None:
    """Fill what is kept for all visitors. Without a snapshot there is nothing to do: pages say what is wrong."""
    # Streamlit looks its caller up when it first draws, for which Python reads where every loaded module is from.
    inspect.stack()
    with suppress(WijkpeilError):
        s = open_snapshot()
        _ask.availability(s), _ask.overview(s), _ask.border_changes(s)
        areas = _ask.areas(s)
        buurten = areas.index[areas["level"] == Level.BUURT]
        if settings().public and len(buurten):
            cards_of(s, str(buurten[0]), "light")
