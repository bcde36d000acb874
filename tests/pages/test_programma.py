"""Programma: figures of the snapshot beside what the folder says now, every choice in the address, text as text."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from charts.numbers import with_unit
from snapshot import programmes
from snapshot.settings import settings
from tests.pages.conftest import Visit, asked, script, text_of

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def overlay(voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The overlay of the example's programme, beside its snapshot."""
    (tmp_path / "snapshots").symlink_to(voorbeeld / "snapshots")
    monkeypatch.setenv("WIJKPEIL_DATA", str(tmp_path))
    settings.cache_clear()
    folder = tmp_path / "programmes" / "voorbeeldstad"
    folder.mkdir(parents=True)
    yield folder
    settings.cache_clear()


def test_a_doel_has_its_kernset_with_verdict_and_its_interventies(visit: Visit) -> None:
    at = visit("programma")
    assert not at.exception
    tree = text_of(at).split("<strong>Ieder gezin kan rondkomen</strong>")[1].split("</details>")[0]
    assert "5 kerncijfers · 3 aantoonbaar ongunstiger · 2 interventies" in tree
    assert "<strong>aantoonbaar ongunstiger</strong>" in tree
    assert "Verschil: " in tree
    assert "Huis van de buurt" in tree
    assert "Interventies: Dichtbij en bereikbaar" in tree
    assert "Isoleren per straat" not in tree
    assert f"Streefwaarde voor het verschil: {with_unit(55, 'per 1.000 inwoners van 15 tot 65 jaar', 1)}" in text_of(at)


def test_the_matrix_has_a_dot_for_every_pair_of_the_programme(visit: Visit) -> None:
    text = text_of(visit("programma"))
    assert text.count("●") == len(programmes.programme_content("voorbeeldstad").strategie_doelen) == 8


def test_a_strategie_in_the_address_shows_its_doelen_only(visit: Visit) -> None:
    at = visit("programma", strategie="warm-huis")
    tree = text_of(at).split('<div class="wp-cards wp-tree">')[1].split("Tabel")[0]
    assert asked(at)["strategie"] == ["warm-huis"]
    assert "Straten waar het fijn en rustig is" in tree.split("wp-mosaic")[0]
    assert "Ieder gezin kan rondkomen" not in tree.split("wp-mosaic")[0]


def test_an_unknown_strategie_falls_back_with_a_note(visit: Visit) -> None:
    at = visit("programma", strategie=HOSTILE)
    assert not at.exception
    assert "De link vraagt om een strategie die hier niet bestaat." in text_of(at)
    assert HOSTILE not in text_of(at)


def test_an_edit_of_the_folder_shows_at_once_and_as_text(overlay: Path) -> None:
    table = programmes.SHIPPED / "voorbeeldstad" / "interventies.csv"
    changed = table.read_text(encoding="utf-8").replace("Huis van de buurt", HOSTILE)
    (overlay / "interventies.csv").write_text(changed, encoding="utf-8")
    text = text_of(AppTest.from_string(script("programma"), default_timeout=30).run())
    assert HOSTILE not in text
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


def test_a_mistake_in_the_folder_is_told_and_the_figures_stay(overlay: Path) -> None:
    shutil.copy(programmes.SHIPPED / "voorbeeldstad" / "partners.csv", overlay)
    with (overlay / "partners.csv").open("a", encoding="utf-8") as stream:
        stream.write("Fout id;Naam;\n")
    text = text_of(AppTest.from_string(script("programma"), default_timeout=30).run())
    assert "voorbeeldstad/partners.csv, rij 7, kolom &#x27;id&#x27;" in text
    assert "aantoonbaar ongunstiger" in text
    assert "Huis van de buurt" in text  # the tables are those that came with the software


def test_the_table_has_every_kerncijfer_and_interventie(visit: Visit) -> None:
    at = visit("programma")
    at.session_state["wp_tabel"] = True
    at.run()
    rows = text_of(at).split("<tbody>")[1].split("</tbody>")[0]
    assert rows.count("<td>kerncijfer</td>") == sum(
        len(doel.kernset) for b in programmes.current_programme("voorbeeldstad").bouwstenen for doel in b.doelen
    )
    assert "<td>interventie</td><td>Wandelclubs op recept</td><td>afgerond</td>" in rows
