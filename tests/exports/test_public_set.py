"""The public set: read by its own description (CSVW), as a program that knows nothing of Wijkpeil would read it."""

import csv
import json
import resource
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from exports.public_set import write_public_set
from model.errors import WijkpeilError
from model.status import REASON_LABELS, Reason
from snapshot import files, store
from snapshot.settings import settings
from snapshot.store import Audience, Snapshot
from tests.conftest import Ran
from tests.exports.asking import INTERNAL, NAME

CONTACT = "data@elzenvoorde.example"


@pytest.fixture(scope="module")
def folder(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set of the example, written once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(voorbeeld))
        patch.setenv("WIJKPEIL_CONTACT", CONTACT)
        settings.cache_clear()
        target = tmp_path_factory.mktemp("open") / "data"
        write_public_set(store.open_snapshot(NAME, Audience.OPENBAAR), target)
    settings.cache_clear()
    return target


def _described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    return found


def _read(folder: Path, table: dict[str, Any], dialect: dict[str, Any]) -> list[dict[str, str]]:
    """Rows of a table, in the form that the dialect says."""
    with (folder / table["url"]).open(encoding=dialect["encoding"] + "-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True))


def test_every_table_is_as_its_description_says(folder: Path) -> None:
    whole = _described(folder)
    assert whole["@context"][0] == "http://www.w3.org/ns/csvw"
    tables = {table["url"]: table for table in whole["tables"]}
    assert set(tables) == {path.name for path in folder.glob("*.csv")}
    rows = {name: _read(folder, table, whole["dialect"]) for name, table in tables.items()}
    for name, table in tables.items():
        schema = table["tableSchema"]
        assert list(rows[name][0]) == [column["name"] for column in schema["columns"]], name
        assert all(column["titles"]["nl"] == column["name"] for column in schema["columns"])
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows[name]]
        assert len(set(keys)) == len(keys), name
        for column in schema["columns"]:
            _check(column, [row[column["name"]] for row in rows[name]])
        for foreign in schema.get("foreignKeys", []):
            (here,), (there,) = foreign["columnReference"], foreign["reference"]["columnReference"]
            known = {row[there] for row in rows[foreign["reference"]["resource"]]}
            assert {row[here] for row in rows[name]} - {""} <= known, here


def _check(column: dict[str, Any], cells: list[str]) -> None:
    datatype = column["datatype"]
    if column["required"]:
        assert "" not in cells, column["name"]
    if datatype == "integer":
        assert all(cell.isdigit() for cell in cells if cell)
    elif datatype != "string":
        assert datatype == {"base": "number", "format": {"decimalChar": ","}}
        assert all("." not in cell for cell in cells)
        [float(cell.replace(",", ".")) for cell in cells if cell]


def test_parquet_holds_the_same_figures(folder: Path) -> None:
    parquet = pd.read_parquet(folder / "cijfers.parquet")
    as_csv = pd.read_csv(folder / "cijfers.csv", sep=";", decimal=",", dtype={"periode": str}, low_memory=False)
    assert len(parquet) > 70_000
    assert list(parquet["gebied"]) == list(as_csv["gebied"])
    assert parquet["waarde"].to_numpy() == pytest.approx(as_csv["waarde"].to_numpy(), rel=1e-14, nan_ok=True)


def test_nothing_hidden_or_internal_is_in_the_set(folder: Path) -> None:
    frame = pd.read_parquet(folder / "cijfers.parquet")
    hidden = frame[frame["reden"] == REASON_LABELS[Reason.TOO_FEW_PEOPLE]]
    assert len(hidden) > 500
    own = [
        "waarde",
        "teller",
        "noemer",
        "ondergrens",
        "bovengrens",
        "verschil_gemeente",
        "verandering",
        "verandering_bovengrens",
    ]
    assert hidden[own].isna().all(axis=None)
    for path in folder.iterdir():
        assert INTERNAL.encode() not in path.read_bytes(), path.name


def test_the_catalogue_has_what_dcat_ap_nl_asks(folder: Path) -> None:
    catalogue = json.loads((folder / "dcat.jsonld").read_text(encoding="utf-8"))
    must = {"dct:title", "dct:description", "dct:publisher", "dct:license"}
    assert catalogue.keys() >= must | {"dcat:dataset"}
    (dataset,) = catalogue["dcat:dataset"]
    must |= {"dct:identifier", "dcat:contactPoint", "dcat:theme", "dct:accessRights", "dcat:distribution"}
    assert dataset.keys() >= must | {"dct:temporal", "dct:spatial", "dct:modified", "dct:language"}
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": f"mailto:{CONTACT}"}
    assert dataset["dct:publisher"]["foaf:name"] == {"@language": "nl", "@value": "Gemeente Elzenvoorde"}
    period = dataset["dct:temporal"]
    assert (period["dcat:startDate"]["@value"], period["dcat:endDate"]["@value"]) == ("2002-01-01", "2025-12-31")
    for way in dataset["dcat:distribution"]:
        path = folder / way["dcat:downloadURL"]["@id"]
        assert way.keys() >= {"dcat:accessURL", "dct:license", "dct:format", "dcat:mediaType", "dct:title"}
        assert way["dcat:byteSize"]["@value"] == str(path.stat().st_size)
        assert way["spdx:checksum"]["spdx:checksumValue"]["@value"] == files.sha256_of(path)
    prefixes = {key.split(":")[0] for key in _keys(catalogue) if ":" in key}
    assert prefixes <= set(catalogue["@context"])


def _keys(node: Any) -> set[str]:
    if isinstance(node, dict):
        return {key for key in node if not key.startswith("@")} | {k for value in node.values() for k in _keys(value)}
    return {key for one in node for key in _keys(one)} if isinstance(node, list) else set()


def test_checksums_fit_the_files(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert dict(line.split("  ")[::-1] for line in lines) == {
        path.name: files.sha256_of(path) for path in folder.iterdir() if path.name != "SHA256SUMS"
    }


def test_a_folder_with_something_in_it_stays_as_it_was(
    public: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJKPEIL_CONTACT", CONTACT)
    settings.cache_clear()
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets.txt").write_text("x")
    with pytest.raises(WijkpeilError, match=r"^In vol/ staat al iets\. Kies een nieuwe of lege map\.$"):
        write_public_set(public, tmp_path / "vol")
    assert [path.name for path in (tmp_path / "vol").iterdir()] == ["iets.txt"]


def test_a_set_that_cannot_be_finished_is_not_there(
    public: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk runs full (a real limit of the system on the size of a file) while the figures are written."""
    monkeypatch.setenv("WIJKPEIL_CONTACT", CONTACT)
    settings.cache_clear()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_public_set(public, tmp_path / "set")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []


def test_without_somebody_to_ask_there_is_no_open_data(
    voorbeeld_open: Snapshot, tmp_path: Path, wijkpeil: Callable[..., Ran]
) -> None:
    ran = wijkpeil("export", "--public-set", "--to", tmp_path / "set")
    assert (ran.code, ran.err) == (
        1,
        "Fout: Bij open data hoort wie er vragen over beantwoordt. Zet in WIJKPEIL_CONTACT een e-mailadres of "
        "webadres.\n",
    )
    assert not (tmp_path / "set").exists()
