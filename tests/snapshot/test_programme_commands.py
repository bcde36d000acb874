"""What a coördinator sees of a programme folder on the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from model.inhoud import TABLES
from snapshot import programmes
from snapshot.store import Audience, Snapshot, open_snapshot
from tests.conftest import Ran

Command = Callable[..., Ran]


def test_a_sound_programme_is_said_to_be_sound(data_folder: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("check", "-p", "voorbeeldstad")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert {line.split(":")[0] for line in lines[:-1]} == {"Let op"}
    content = programmes.programme_content("voorbeeldstad")
    count = sum(len(getattr(content, table)) for table in TABLES)
    assert lines[-1] == f"Geen bezwaren: programme.yaml en {count} regels in de tabellen kloppen."
    assert wijkpeil("check", programmes.SHIPPED / "voorbeeldstad").out == ran.out


def test_an_edit_in_the_overlay_stands_before_the_shipped_file(data_folder: Path, wijkpeil: Command) -> None:
    folder = data_folder / "programmes" / "voorbeeldstad"
    folder.mkdir(parents=True)
    (folder / "partners.csv").write_text("id;naam\ngemeente;Gemeente\n", encoding="utf-8")
    ran = wijkpeil("check", "-p", "voorbeeldstad")
    assert ran.code == 2
    assert "voorbeeldstad/interventies.csv, rij 2, kolom 'partners', waarde 'buurtkracht, gemeente'" in ran.out
    assert ran.out.splitlines()[-1].startswith("Bezwaren: ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Geef een bestand of een programmamap, of --programme NAAM."),
        (("-p", "voorbeeldstat"), "Het programma 'voorbeeldstat' bestaat niet. Bedoelt u 'voorbeeldstad'?"),
    ],
)
def test_what_to_check_must_be_said(
    data_folder: Path, wijkpeil: Command, arguments: tuple[str, ...], message: str
) -> None:
    ran = wijkpeil("check", *arguments)
    assert (ran.code, message in ran.err) == (1, True)


def test_descriptions_of_files_are_looked_at_too(data_folder: Path, wijkpeil: Command) -> None:
    sources = Path("programmes", "voorbeeldstad", "bronnen")
    (data_folder / sources).mkdir(parents=True)
    name = "misdrijven-en-overlast.yaml"
    text = (programmes.SHIPPED.parent / sources / name).read_text(encoding="utf-8")
    (data_folder / sources / name).write_text(text.replace("uitgever:", "uitgevr:"), encoding="utf-8")
    (data_folder / sources / "edities.yaml").write_text("sha256: x\n", encoding="utf-8")
    ran = wijkpeil("check", "-p", "voorbeeldstad")
    assert ran.code == 2
    assert "voorbeeldstad/bronnen/edities.yaml, regel 1: dit hoort een lijst te zijn." in ran.out
    assert f"voorbeeldstad/bronnen/{name}: het veld 'uitgever' ontbreekt." in ran.out
    assert "onbekend veld 'uitgevr'. Bedoelt u 'uitgever'?" in ran.out


def test_a_folder_without_a_programme_is_told(data_folder: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("check", data_folder)
    assert "data/ is geen programmamap: er staat geen programme.yaml in." in ran.err


def test_totals_as_text_and_as_json(data_folder: Path, wijkpeil: Command) -> None:
    text = wijkpeil("programme", "totals", "-p", "verbeter-breda").out
    assert "  Totaal rijk en overig                             13.100.000     3.350.000    -9.750.000\n" in text
    rows = json.loads(wijkpeil("programme", "totals", "-p", "verbeter-breda", "--json").out)
    assert [row["verschil"] for row in rows[:4]] == [0, 0, 0, -9_750_000]


def test_a_snapshot_keeps_the_tables_and_the_public_half_does_not(voorbeeld_open: Snapshot) -> None:
    found = voorbeeld_open.ask("SELECT inhoud FROM programme_row WHERE tabel = 'middelen' ORDER BY nummer")
    assert json.loads(found["inhoud"][0])["besteed"] == "287450.50"
    public = open_snapshot("voorbeeldstad", Audience.OPENBAAR)
    assert public.ask("SELECT 1 FROM duckdb_tables() WHERE table_name = 'programme_row'").empty
