"""The public half of the example, and a process that is public."""

from collections.abc import Iterator

import pytest

from snapshot import store
from snapshot.settings import settings
from snapshot.store import Audience, Snapshot
from tests.exports.asking import NAME


@pytest.fixture
def public(voorbeeld_open: Snapshot) -> Snapshot:
    return store.open_snapshot(NAME, Audience.OPENBAAR)


@pytest.fixture
def public_process(voorbeeld_open: Snapshot, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As ``wijkpeil serve --public``: everything that opens a snapshot gets the public half."""
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()
