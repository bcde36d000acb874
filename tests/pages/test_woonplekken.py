"""Woonplekken: the tables of the folder, an estimate and a gemeente in the address, and a programme without any."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from snapshot import programmes
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, script, text_of

HOSTILE = "<img src=x onerror=alert(1)>"


def test_the_newest_estimate_comes_first_and_an_older_one_can_be_chosen(visit: Visit) -> None:
    at = visit("woonplekken")
    assert not at.exception
    assert "In 2025 kwamen er 27 van de 30 afgesproken woonplekken." in text_of(at)
    assert "Wat veranderde er tussen de raming van 2024 en die van 2025?" in text_of(at)
    assert "samen 10 woonplekken minder dan afgesproken" in text_of(at)
    older = visit("woonplekken", raming="2022", jaar="2023")
    assert "In 2023 kwamen er 21 van de 24" in text_of(older)
    assert "De raming van 2022 is de eerste" in text_of(older)
    assert asked(older)["raming"] == ["2022"]


def test_unknown_choices_fall_back_and_are_never_repeated(visit: Visit) -> None:
    at = visit("woonplekken", raming=HOSTILE, gemeente=HOSTILE, jaar=HOSTILE)
    assert not at.exception
    assert "De link vraagt om een weergave die hier niet bestaat." in text_of(at)
    assert HOSTILE not in text_of(at)


def test_a_programme_without_woonplekken_says_what_would_be_here(
    voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snapshots").symlink_to(voorbeeld / "snapshots")
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    folder = tmp_path / "programmes" / "voorbeeldstad"
    folder.mkdir(parents=True)
    shipped = programmes.SHIPPED
    head = (shipped / "voorbeeldstad" / "woonplekken.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "woonplekken.csv").write_text(head + "\n", encoding="utf-8")
    text = text_of(AppTest.from_string(script("woonplekken"), default_timeout=30).run())
    assert "Dit programma heeft geen afspraken over woonplekken" in text
    settings.cache_clear()
