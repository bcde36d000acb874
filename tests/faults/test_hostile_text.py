"""SQL and paths where a name belongs: in files, options and addresses (faults 57 and 58)."""

import asyncio
import json
from pathlib import Path

import pytest
from starlette.requests import Request

from pages._routes import geo
from snapshot import audit, figures, programmes, store
from snapshot.files import sha256_of
from tests.conftest import served_hash
from tests.faults.cases import spoil
from tests.faults.conftest import Town
from tests.faults.town import NAME, NAMES, borders, kwb, register
from tests.loaders.registers import descriptor, write_descriptor

SQL = "'; DROP TABLE area; --"
ALWAYS = "BU00010000' OR '1'='1"
PROGRAMMES = "npr-roosendaal, thuis-in-de-wijk, verbeter-breda, voorbeeldstad en waterstad"


def _everything(town: Town) -> dict[str, str]:
    """The hash of every file, but for the audit log, which has a line of every attempt."""
    files = [p for p in town.data.parent.rglob("*") if p.is_file() and audit.FILE not in p.name]
    return {str(p.relative_to(town.data.parent)): sha256_of(p) for p in files}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("figures", "-i", SQL), f"Indicator '{SQL}' bestaat niet. Alle indicatoren: wijkpeil indicators."),
        (
            ("figures", "-i", "inwoners", "-a", ALWAYS),
            f"Gebied '{ALWAYS}' bestaat niet. Bedoelt u 'BU00010001' of 'BU00010000'? Alle gebieden: wijkpeil areas "
            "--all.",
        ),
        (
            ("figures", "-i", "inwoners", "--tegen", SQL),
            f"Gebied '{SQL}' bestaat niet. Alle gebieden: wijkpeil areas --all.",
        ),
        (("figures", "-i", "inwoners", "--grenzen", SQL), None),
        (
            ("figures", "-p", SQL, "-i", "inwoners"),
            f"Er is nog geen peil van '{SQL}' opgebouwd. Doe dat met: wijkpeil build --programme NAAM.",
        ),
        (("build", "-p", SQL), f"Het programma '{SQL}' bestaat niet. Er zijn: {PROGRAMMES}."),
        (("rollback", SQL, "-p", NAME), f"Peil {SQL} van '{NAME}' bestaat niet. Bekende peilen: {{peil}}."),
    ],
)
def test_sql_in_an_option_has_no_effect(town: Town, arguments: tuple[str, ...], message: str | None) -> None:
    peil = store.open_snapshot(NAME).id
    before, everything = served_hash(NAME), _everything(town)
    ran = town.wijkpeil(*arguments)
    assert (ran.code, ran.out) == (1, "")
    if message is not None:
        assert ran.err == f"Fout: {message.format(peil=peil)}\n"
    assert ran.err.startswith("Fout: ")
    assert served_hash(NAME) == before
    assert _everything(town) == everything
    assert len(figures.areas(store.open_snapshot(NAME))) > len(NAMES)


def test_a_period_that_is_sql_finds_nothing(town: Town) -> None:
    ran = town.wijkpeil("figures", "-i", "inwoners", "-a", "BU00010000", "--period", SQL, "--json")
    assert (ran.code, json.loads(ran.out), ran.err) == (0, [], "")


def test_sql_in_a_name_of_a_file_is_a_name(town: Town, folder: Path) -> None:
    """A buurt and a file that are called SQL: stored as text, and all tables are still there."""
    assert town.fetch(borders(folder, 2025)).code == 0
    name = "' OR '1'='1' --"
    path = spoil(kwb(folder, name="x'; DROP TABLE figure_map; --.csv"), "Krogten", name)
    ran = town.fetch(path, "--edition", "2025")
    assert ran.code == 0, ran.out
    assert town.wijkpeil("build", "-p", NAME).code == 0
    areas = figures.areas(store.open_snapshot(NAME)).set_index("code")
    assert areas.loc["BU000101AD", "name"] == name
    assert len(figures.figure_table(store.open_snapshot(NAME), "inwoners")) > 0


@pytest.mark.parametrize("path", ["../waterstad", "/etc", "..", "waterstad/../waterstad", "../../weg", "a\\..\\b"])
def test_a_path_is_no_name_of_a_programme(town: Town, path: str) -> None:
    before, everything = served_hash(NAME), _everything(town)
    folders = sorted(town.data.parent.rglob("*/"))
    for arguments in (("build", "-p", path), ("fetch", "-p", path)):
        ran = town.wijkpeil(*arguments)
        suggestion = programmes.nearest(path, programmes.list_programmes())
        words = filter(None, (f"Het programma '{path}' bestaat niet.", suggestion, f"Er zijn: {PROGRAMMES}."))
        assert (ran.code, ran.out, ran.err) == (1, "", f"Fout: {' '.join(words)}\n")
    ran = town.wijkpeil("rollback", "0001-00000000", "-p", path)
    assert ran.err == f"Fout: Peil 0001-00000000 van '{path}' bestaat niet. Bekende peilen: geen.\n"
    for command in (("figures", "-i", "inwoners"), ("ship", "--to", str(town.data.parent / "uit"))):
        ran = town.wijkpeil(*command, "-p", path)
        no_snapshot = f"Er is nog geen peil van '{path}' opgebouwd. Doe dat met: wijkpeil build --programme NAAM."
        assert (ran.code, ran.out, ran.err) == (1, "", f"Fout: {no_snapshot}\n")
    assert served_hash(NAME) == before
    assert _everything(town) == everything
    assert [f for f in sorted(town.data.parent.rglob("*/")) if f not in folders and f.name != "ophalen"] == []


@pytest.mark.parametrize("command", [("rollback",), ("withdraw", "--reason", "x"), ("freeze", "--name", "x")])
@pytest.mark.parametrize("path", ["../0001-00000000", "..", "/tmp/0001-00000000"])
def test_a_path_is_no_snapshot(town: Town, command: tuple[str, ...], path: str) -> None:
    peil, before = store.open_snapshot(NAME).id, served_hash(NAME)
    name, *options = command
    ran = town.wijkpeil(name, path, *options, "-p", NAME)
    message = f"Fout: Peil {path} van '{NAME}' bestaat niet. Bekende peilen: {peil}.\n"
    assert (ran.code, ran.out, ran.err) == (1, "", message)
    assert served_hash(NAME) == before


@pytest.mark.parametrize("edition", ["../../../weg", "/tmp/weg", "..", "2024/x", ".half-1", "2024\n"])
def test_a_path_is_no_edition(town: Town, folder: Path, edition: str) -> None:
    """Given with --edition, and said by a line beside the file."""
    everything = {name for name in _everything(town) if "laadlog" not in name}
    path = kwb(folder)
    said = (
        f"  kerncijfers.csv: '{edition}' kan geen editie zijn: een editie wordt de naam van een map in het archief. "
        "Gebruik alleen letters, cijfers en streepjes, bijvoorbeeld 2024.\n"
    )
    ran = town.fetch(path, "--edition", edition)
    assert (ran.code, ran.err, ran.out) == (1, "", f"Geweigerd: 1\n{said}")
    (folder / "bronnen.yaml").write_text(json.dumps([{"bestand": path.name, "editie": edition}]))
    ran = town.fetch(folder)
    assert (ran.code, said in ran.out) == (1, True)
    left = {name for name in _everything(town) if "laadlog" not in name and "bestanden/" not in name}
    assert left == everything


def test_a_descriptor_whose_id_is_a_path_is_refused(town: Town, folder: Path) -> None:
    path = register(folder)
    write_descriptor(folder, descriptor(id="../../weg"), "register.yaml")
    before = town.deliveries
    ran = town.fetch(path)
    assert (ran.code, ran.err) == (1, "")
    assert "register.yaml" in ran.out
    assert "id" in ran.out
    assert town.deliveries == before


@pytest.mark.parametrize(
    ("programme", "snapshot", "file"),
    [
        (NAME, "{peil}", "../manifest.json"),
        (NAME, "{peil}", "buurt-2024.geojson/../../intern.duckdb"),
        (NAME, "../" + NAME + "/{peil}", "buurt-2024.geojson"),
        ("../snapshots/" + NAME, "{peil}", "buurt-2024.geojson"),
        (SQL, "{peil}", "buurt-2024.geojson"),
        (NAME, "{peil}", "buurt-2024.geojson\x00"),
    ],
)
def test_a_path_in_an_address_of_a_map_is_not_there(town: Town, programme: str, snapshot: str, file: str) -> None:
    peil = store.open_snapshot(NAME).id

    def asked(*parts: str) -> int:
        names = dict(zip(("programme", "snapshot", "file"), parts, strict=True))
        scope = {"type": "http", "path": "/geo", "headers": [], "method": "GET", "path_params": names}
        return asyncio.run(geo(Request(scope))).status_code

    assert asked(NAME, peil, "buurt-2024.geojson") == 200
    assert asked(programme, snapshot.format(peil=peil), file) == 404


def test_a_pointer_to_another_place_is_not_followed(town: Town) -> None:
    peil = store.open_snapshot(NAME).id
    pointer = town.data / "snapshots" / "wijzer.json"
    for elsewhere in (f"../../{NAME}/{peil}", "/etc", "", None, 7, ["x"], {"a": 1}):
        pointer.write_text(json.dumps({"peilen": {NAME: elsewhere, "../x": peil}, "laatst": NAME}))
        store.forget()
        opened = store.open_snapshot()
        assert (opened.id, opened.banners) == (
            peil,
            ["De wijzer naar het geldende peil ontbrak of klopte niet; dit is het nieuwste goede peil."],
        )
