"""What is done before the app listens."""

from pathlib import Path

import pytest

from pages import _ask
from pages._warm import warm
from snapshot.settings import settings
from snapshot.store import Snapshot, open_snapshot


@pytest.mark.usefixtures("voorbeeld_open")
def test_the_first_visitor_of_mijn_buurt_finds_what_all_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    warm()
    s = open_snapshot()
    monkeypatch.setattr(Snapshot, "ask", lambda *_: pytest.fail("dit is al gevraagd"))
    assert len(_ask.areas(s))
    assert _ask.subjects(s)


def test_the_app_starts_without_a_snapshot_too(data_folder: Path) -> None:
    warm()
