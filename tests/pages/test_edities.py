"""Edities: freeze by the form, look back, compare with now, and who may do what."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from model.role import Role
from pages import _access
from pages._pages import ALL_PAGES
from snapshot import edities
from snapshot.settings import settings
from tests.pages.conftest import script, text_of

NAME, HOSTILE = "voorbeeldstad", "<img src=x onerror=alert(1)>"


@pytest.fixture
def own(voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example's snapshots in a data folder of its own."""
    (tmp_path / "snapshots").symlink_to(voorbeeld / "snapshots")
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def _page() -> AppTest:
    return AppTest.from_string(script("edities"), default_timeout=60).run()


def _button(at: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(one for one in at.button if one.label == label)


def test_a_coordinator_freezes_looks_back_and_compares(own: Path) -> None:
    at = _page()
    assert "Er is nog geen editie" in text_of(at)
    _button(at, "Bevries deze editie").click().run()
    assert "Geef de editie een naam" in text_of(at)
    at.text_input(key="wp_editie_naam").set_value(f"Bijeenkomst {HOSTILE}")
    at.text_input(key="wp_editie_datum").set_value("20 november")
    _button(at, "Bevries deze editie").click().run()
    assert "De datum is niet te lezen." in text_of(at)
    at.text_input(key="wp_editie_datum").set_value("2026-11-20")
    at.text_area(key="wp_editie_vervolg").set_value("Isoleren\n\nWandelen")
    _button(at, "Bevries deze editie").click().run()
    assert not at.exception
    text = text_of(at)
    (found,) = edities.found(NAME)
    assert found.editie is not None
    assert HOSTILE not in text
    assert f"Stempel {found.editie.stempel[:12]}…" in text
    assert found.editie.keuzes.vervolg == ("Isoleren", "Wandelen")
    assert "<li>Isoleren</li>" in text
    said = next(one for one in edities.said(NAME, found.id) if one.gebied == "focuswijken")
    assert said.getoond in text
    at.query_params["kijk"] = "naast"
    at.run()
    assert "Geen nieuwere meting." in text_of(at)
    at.query_params["kijk"] = "correcties"
    at.run()
    assert "Alle cijfers van deze editie zijn in peil" in text_of(at)
    assert not at.exception


def test_a_reader_sees_editions_and_makes_none(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.coordinator.edities.visitor", lambda: _access.Visitor("leo", Role.LEZER))
    at = _page()
    assert not at.exception
    assert not at.button
    assert "Er is nog geen editie" in text_of(at)


def test_a_damaged_edition_is_told_of(own: Path) -> None:
    folder = own / "edities" / NAME / "oud"
    folder.mkdir(parents=True)
    (folder / "editie.json").write_text("{}", encoding="utf-8")
    text = text_of(_page())
    assert "Editie &#x27;oud&#x27; is beschadigd" in text
    assert "Zet de map edities/voorbeeldstad/oud/ terug" in text


def test_it_is_not_for_the_public() -> None:
    assert not next(page for page in ALL_PAGES if page.path == "edities").public
