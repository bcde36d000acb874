"""The local server as fixtures: a world to fill and to break, and settings that point every source at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from snapshot.settings import settings
from tests.net.server import World, running, settings_for


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def server(world: World, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server at work; this process and the ones that it starts fetch from it, into an empty data folder."""
    with running(world) as root:
        for name, text in settings_for(root).items():
            monkeypatch.setenv(name, text)
        settings.cache_clear()
        yield root
    settings.cache_clear()
