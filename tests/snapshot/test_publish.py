"""What is served stays sound: verification, the pointer, rollback, and damage done on purpose (faults 51–53)."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import figures, publish, store
from tests.conftest import Ran, run_process, served_hash

Command = Callable[..., Ran]
NAME = "voorbeeldstad"


def _snapshot(data: Path) -> Path:
    return next((data / "snapshots" / NAME).glob("0001-*"))


def _second(data: Path) -> Path:
    """Another snapshot of the same figures, served."""
    first = _snapshot(data)
    second = first.with_name("0002-" + first.name[5:])
    shutil.copytree(first, second)
    publish.point_to(NAME, second.name)
    return second


def test_a_flipped_byte_is_noticed_and_the_previous_snapshot_served(voorbeeld_copy: Path) -> None:
    database = _second(voorbeeld_copy) / "intern.duckdb"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 0xFF
    database.write_bytes(content)
    opened = store.open_snapshot(NAME)
    assert opened.id.startswith("0001-")
    assert opened.banners == [
        f"Peil {database.parent.name} is beschadigd: intern.duckdb is niet meer het bestand dat is opgebouwd. "
        "Bouw opnieuw op of zet een ander peil terug. Er wordt een ander peil getoond."
    ]


@pytest.mark.parametrize("size", [0, 1000])
def test_a_truncated_database_is_noticed(voorbeeld_copy: Path, size: int) -> None:
    database = _second(voorbeeld_copy) / "intern.duckdb"
    with database.open("r+b") as stream:
        stream.truncate(size)
    assert store.open_snapshot(NAME).id.startswith("0001-")


def test_a_wal_beside_the_database_is_noticed(voorbeeld_copy: Path) -> None:
    second = _second(voorbeeld_copy)
    (second / "intern.duckdb.wal").write_bytes(b"x")
    opened = store.open_snapshot(NAME)
    assert opened.banners == [
        f"Peil {second.name} heeft een los .wal-bestand: iets heeft erin geschreven. Bouw opnieuw op. "
        "Er wordt een ander peil getoond."
    ]


def test_a_snapshot_of_a_newer_engine_names_both_versions(voorbeeld_copy: Path) -> None:
    second = _second(voorbeeld_copy)
    manifest = json.loads((second / "manifest.json").read_text())
    here = manifest["versies"]["duckdb"]
    manifest["versies"]["duckdb"] = "9.1.0"
    (second / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(WijkpeilError) as refused:
        publish.verify(second)
    assert str(refused.value) == (
        f"Peil {second.name} is gemaakt met DuckDB 9.1.0; hier staat {here}. Werk Wijkpeil bij met: make setup."
    )


@pytest.mark.parametrize(
    "pointer", [None, "{}", "geen json", '{"peilen": {"voorbeeldstad": "0009-00000000"}, "laatst": ""}']
)
def test_without_a_good_pointer_the_newest_good_snapshot_is_served(voorbeeld_copy: Path, pointer: str | None) -> None:
    path = voorbeeld_copy / "snapshots" / publish.POINTER
    path.unlink()
    if pointer is not None:
        path.write_text(pointer)
    opened = store.open_snapshot(NAME)
    assert opened.id == _snapshot(voorbeeld_copy).name
    assert opened.banners == [
        "De wijzer naar het geldende peil ontbrak of klopte niet; dit is het nieuwste goede peil."
    ]


def test_nothing_sound_left_is_said(voorbeeld_copy: Path) -> None:
    (_snapshot(voorbeeld_copy) / "manifest.json").unlink()
    with pytest.raises(WijkpeilError, match="heeft geen leesbaar manifest"):
        store.open_snapshot(NAME)


def test_no_snapshot_at_all_says_how_to_make_one(data_folder: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("figures", "--indicator", "inwoners")
    assert ran.code == 1
    assert ran.err == "Fout: Er is nog geen peil opgebouwd. Doe dat met: wijkpeil build --programme NAAM.\n"


def test_rollback_gives_the_same_figures_to_the_last_digit(kort_copy: Path, wijkpeil: Command) -> None:
    first = _snapshot(kort_copy).name
    before = wijkpeil("figures", "--indicator", "bijstand_per_1000", "--json").out
    assert wijkpeil("build", "--programme", NAME).code == 0
    assert publish.read_pointer()["peilen"][NAME].startswith("0002-")
    ran = wijkpeil("rollback", first, "--programme", NAME)
    assert ran.out == f"Voor {NAME} geldt nu peil {first}.\n"
    assert wijkpeil("figures", "--indicator", "bijstand_per_1000", "--json").out == before


def test_rollback_to_an_unknown_snapshot_names_the_known_ones(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    first = _snapshot(voorbeeld_copy).name
    ran = wijkpeil("rollback", "0007-00000000", "--programme", NAME)
    assert (ran.code, ran.err) == (
        1,
        f"Fout: Peil 0007-00000000 van '{NAME}' bestaat niet. Bekende peilen: {first}.\n",
    )


def test_readers_have_no_access_to_files_and_cannot_change_that(voorbeeld_open: store.Snapshot) -> None:
    for statement in (
        "COPY (SELECT 1) TO 'lek.csv'",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SET enable_external_access = true",
        "INSERT INTO area SELECT * FROM area",
    ):
        with pytest.raises(Exception, match=r"disabled|locked|read-only"):
            voorbeeld_open.ask(statement)


def test_the_same_input_gives_the_same_hash_in_two_processes_with_one_and_two_threads(voorbeeld_copy: Path) -> None:
    """The example was built with one thread."""
    expected, public = served_hash(), store.open_snapshot(NAME).manifest["openbaar"]["canoniek_sha256"]
    store.forget()
    # Without earlier public halves, which would take the choice of what to hide along.
    shutil.rmtree(voorbeeld_copy / "snapshots")
    assert run_process(voorbeeld_copy, "build", "-p", NAME, WIJKPEIL_THREADS="2").code == 0
    assert served_hash() == expected
    assert store.open_snapshot(NAME).manifest["openbaar"]["canoniek_sha256"] == public
    store.forget()


def test_map_files_are_found_and_nothing_else(voorbeeld_open: store.Snapshot) -> None:
    name = voorbeeld_open.geo_files[0]["file"]
    assert store.geo_path(NAME, voorbeeld_open.id, name) == voorbeeld_open.directory / "geo" / name
    for programme, identifier, file in (
        (NAME, voorbeeld_open.id, "../manifest.json"),
        (NAME, voorbeeld_open.id, "manifest.json"),
        (NAME, "..", name),
        ("../" + NAME, voorbeeld_open.id, name),
        ("onbekend", voorbeeld_open.id, name),
    ):
        assert store.geo_path(programme, identifier, file) is None


def test_a_reader_keeps_what_it_opened_while_a_new_snapshot_is_published(kort_copy: Path) -> None:
    opened = store.open_snapshot(NAME)
    before = figures.figure_table(opened, "inwoners")
    assert run_process(kort_copy, "build", "-p", NAME).code == 0
    assert figures.figure_table(opened, "inwoners").equals(before)
    assert store.open_snapshot(NAME).id != opened.id
