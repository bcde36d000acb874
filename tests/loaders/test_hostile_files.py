"""Whatever the bytes, a loader reads a file, leaves it, or refuses it with a message: it never crashes.

A crash that the first runs of these tests found stays as an example of its own below.
"""

import io
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import discover
from loaders._container import Container, container_of
from loaders._unrecognised import what_was_seen
from loaders._workbook import sheets_of
from model.errors import LoadRefused
from model.loading import Context, RawFile
from tests.loaders.boundary_files import cbs, feature, geojson, square
from tests.loaders.kwb_files import numbered, value_json
from tests.loaders.registers import areas, descriptor
from tests.loaders.seed_files import SHAPEFILE_PARTS, seeds
from tests.loaders.table_files import refusal, write
from tests.thorough import times

NAMES = [".csv", ".xls", ".xlsx", ".json", ".parquet", ".geojson", ".gpkg", ".zip", ".shp", ".dat", ".csv.gz", ""]
SLOW = {".xls", ".xlsx"}  # each look at a workbook starts a process


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return seeds(tmp_path_factory.mktemp("heel"))


def offer(path: Path) -> dict[str, str]:
    """Show the file to every loader, and have it read where it is recognised; per loader what became of it."""
    siblings = tuple(path.with_suffix(part) for part in SHAPEFILE_PARTS if path.with_suffix(part).is_file())
    file, context = RawFile(path, None, siblings, (descriptor(),)), Context(areas(2024))
    became = {}
    for source, loader in discover().items():
        try:
            found = loader.recognise(file)
            if found is not None:
                loader.read(file, found.edition or "2024", context)
                became[source] = "gelezen"
        except LoadRefused as refused:
            became[source] = str(refused)
    if not became:
        assert what_was_seen(path).endswith(".")
    return became


def test_every_sound_file_is_read_by_one_loader(sound: list[Path]) -> None:
    assert all(list(offer(path).values()) == ["gelezen"] for path in sound)


def test_a_file_is_known_by_its_content_whatever_its_name(sound: list[Path], tmp_path: Path) -> None:
    for path in (path for path in sound if path.suffix != ".shp"):  # a Shapefile is known by its family of names
        renamed = write(tmp_path, path.read_bytes(), "foto.dat")
        assert offer(renamed) == offer(path), path.name


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """What to do to the bytes of a file: cut off, overwrite, insert or remove somewhere."""
    kind = draw(st.sampled_from(["cut", "overwrite", "insert", "remove"]))
    place, length = draw(st.floats(0, 1)), draw(st.integers(1, 100))
    noise = draw(st.binary(min_size=1, max_size=40))

    def damage(content: bytes) -> bytes:
        at = int(place * len(content))
        match kind:
            case "cut":
                return content[:at]
            case "overwrite":
                return content[:at] + noise + content[at + len(noise) :]
            case "insert":
                return content[:at] + noise + content[at:]
        return content[:at] + content[at + length :]

    return damage


FUZZ = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@settings(max_examples=times(300), **FUZZ)
@given(data=st.data(), harm=st.lists(damages(), min_size=1, max_size=3), name=st.sampled_from(NAMES))
def test_damaged_files(sound: list[Path], tmp_path: Path, data: st.DataObject, harm: list, name: str) -> None:
    path = data.draw(st.sampled_from([path for path in sound if path.suffix not in SLOW]))
    content = path.read_bytes()
    for damage in harm:
        content = damage(content)
    for part in SHAPEFILE_PARTS:
        tmp_path.joinpath(f"x{part}").write_bytes(path.with_suffix(part).read_bytes() if path.suffix == ".shp" else b"")
    offer(write(tmp_path, content, f"x{path.suffix if data.draw(st.booleans()) else name}"))


@settings(max_examples=times(15), **FUZZ)
@given(data=st.data(), harm=damages())
def test_damaged_workbooks(sound: list[Path], tmp_path: Path, data: st.DataObject, harm: Any) -> None:
    path = data.draw(st.sampled_from([path for path in sound if path.suffix in SLOW]))
    offer(write(tmp_path, harm(path.read_bytes()), path.name))


@settings(max_examples=times(100), **FUZZ)
@given(st.binary(max_size=3000), st.sampled_from(NAMES))
def test_random_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    offer(write(tmp_path, content, f"x{name}"))


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)


FIELDS = ["Measure", "Value", "WijkenEnBuurten", "ValueAttribute", "AantalInwoners_5", "Key"]


@settings(max_examples=times(100), **FUZZ)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), ANY_VALUE), max_size=3))
def test_json_with_any_value_in_any_place(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    offer(write(tmp_path, json.dumps({"value": rows}), "x.json"))


@settings(max_examples=times(100), **FUZZ)
@given(st.dictionaries(st.sampled_from(["statcode", "statnaam", "jrstatcode", "water", "gemeentecode"]), ANY_VALUE))
def test_geojson_with_any_property(tmp_path: Path, properties: dict[str, Any]) -> None:
    good = feature(cbs("BU00010101", "Bavel"), square())
    offer(geojson(tmp_path / "x.geojson", [good, feature(properties, square(1))]))


# What once crashed


def test_deeply_nested_json_is_left_alone(tmp_path: Path) -> None:
    assert offer(write(tmp_path, "[" * 100_000, "x.json")) == {}
    assert offer(write(tmp_path, '{"value":[' * 50_000, "y.json")) == {}


def test_parquet_with_lists_in_its_cells(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [[1, 2]] * 4})
    frame.to_parquet(tmp_path / "x.parquet")
    assert offer(tmp_path / "x.parquet") == {
        "cbs_kwb": "x.parquet, rij 2, kolom 'AantalInwoners_5', waarde '[1 2]': dit is geen getal. Herstel de waarde "
        "of haal het bestand opnieuw op bij de bron."
    }


def test_parquet_whose_note_of_pandas_is_damaged(tmp_path: Path) -> None:
    numbered({"AantalInwoners_5": [9] * 4}).to_parquet(tmp_path / "x.parquet")
    content = (tmp_path / "x.parquet").read_bytes().replace(b'"numpy_type"', b'"numpy_typo"')
    assert offer(write(tmp_path, content, "x.parquet")) == {"cbs_kwb": "gelezen"}


def test_json_rows_with_objects_in_them(tmp_path: Path) -> None:
    rows = [{"Measure": {"a": 1}, "Value": [1], "WijkenEnBuurten": "GM0001"}]
    assert offer(value_json(tmp_path / "x.json", rows)) == {
        "cbs_kwb": "x.json, rij 2, kolom 'Value', waarde '[1]': dit is geen getal. Herstel de waarde of haal het "
        "bestand opnieuw op bij de bron."
    }


def test_column_name_in_a_map_that_is_no_utf8(tmp_path: Path) -> None:
    path = geojson(tmp_path / "x.geojson", [feature({**cbs("BU00010100", "x"), "note": "y"}, square())])
    content = path.read_bytes().replace(b'"note"', b'"n\xf8te"')
    assert offer(write(tmp_path, content, "x.geojson")) == {
        "cbs_grenzen": "x.geojson: Dit GeoJSON-bestand is beschadigd of afgebroken en kan niet worden gelezen. "
        "Download het bestand opnieuw bij de bron en bied het nog eens aan."
    }


def test_workbook_with_one_cell_at_the_far_end_of_the_sheet(tmp_path: Path) -> None:
    """The reader makes room for every cell in between: half a terabyte. Only its own process ends by that."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["A2"], book.active["XFD1048576"] = "gwb_code_10", "GM0001", 1
    book.save(tmp_path / "x.xlsx")
    assert refusal(lambda: sheets_of(tmp_path / "x.xlsx")) == (
        "x.xlsx: de werkmap is beschadigd, of zo groot dat hij niet in het geheugen past. Open hem in Excel, verwijder "
        "lege rijen en kolommen achteraan, en sla hem opnieuw op."
    )
    assert offer(tmp_path / "x.xlsx") == {}


@pytest.mark.parametrize(
    ("start", "container"),
    [
        (b"%PDF-1.7", Container.OTHER),
        (b"\x00\x01\x02\x03" * 20, Container.OTHER),
        (b"naam;n\n", Container.TEXT),
        ("naam;n\n".encode("utf-16"), Container.TEXT),
        (b"\xef\xbb\xbf [1]", Container.JSON),
        (b"", Container.TEXT),
        (pickle.dumps(pd.Series([1])), Container.OTHER),
        (io.BytesIO(b"PAR1").getvalue(), Container.PARQUET),
    ],
)
def test_container_by_the_first_bytes(tmp_path: Path, start: bytes, container: Container) -> None:
    assert container_of(write(tmp_path, start, "x.csv")) is container
