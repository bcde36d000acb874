"""A small fictional gemeente and descriptors for tests of register files."""

from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from loaders.lokaal_register import LOADER
from model.areas import level_of
from model.loading import Context, RawFile, Reading
from tests.loaders.table_files import write

_NAMES = {
    "GM0001": "Waterstad",
    "WK000100": "Wijk 00 Centrum",
    "BU00010000": "Markt",
    "BU00010001": "Chassé",
    "WK000101": "Bavel",
    "BU00010100": "Bavel",
    "BU00010101": "Geeren-Noord",
    "BU000101AD": "NA",
}
_OLD_CODES = {"BU00010000": "BU00010009"}


def areas(*years: int) -> pd.DataFrame:
    """AREA_COLUMNS of the fictional gemeente, and of a neighbour that also has a Markt.

    Before 2015 the Markt had another code.
    """
    rows = [
        (code if year >= 2015 else _OLD_CODES.get(code, code), year, name, level_of(code).value, None, None, None)
        for year in years or (2024,)
        for code, name in {**_NAMES, "GM0002": "Elders", "BU00020000": "Markt"}.items()
    ]
    return pd.DataFrame(rows, columns=["code", "boundary_year", "name", "level", "parent", "gemeente", "change_flag"])


def descriptor(**changes: Any) -> dict[str, Any]:
    """A descriptor of ``buurt;jaar;inwoners``, with top-level fields replaced."""
    plain: dict[str, Any] = {
        "id": "waterstad-inwoners",
        "naam": "Inwoners",
        "uitgever": "Gemeente Waterstad",
        "licentie": "CC0",
        "gemeente": "GM0001",
        "herkenning": {"kolommen": ["buurt", "inwoners"]},
        "gebied": {"kolom": "buurt"},
        "periode": {"kolom": "jaar"},
        "variabelen": [{"kolom": "inwoners", "variabele": "inwoners_gemeente", "eenheid": "aantal"}],
    }
    return {**plain, **changes, "_bestand": "inwoners.yaml"}


def wide(**changes: Any) -> dict[str, Any]:
    """The same with a column per year."""
    fields = {
        "herkenning": {"kolommen": ["buurt", "2021"]},
        "periode": {"kolomkoppen": True},
        "variabelen": [{"kolom": "{jaar}", "variabele": "inwoners_gemeente", "eenheid": "aantal"}],
    }
    return descriptor(**{**fields, **changes})


def read(folder: Path, content: str, raw: dict[str, Any], years: tuple[int, ...] = (2024,)) -> Reading:
    """Recognise and read ``content`` with one descriptor."""
    file = RawFile(write(folder, content), descriptors=(raw,))
    recognition = LOADER.recognise(file)
    assert recognition is not None
    return LOADER.read(file, recognition.edition or "", Context(areas(*years)))


def values(reading: Reading) -> dict[tuple[str, str], float]:
    """Value by area and period, of readings with one variable."""
    assert reading.observations is not None
    rows = reading.observations[["area_code", "period", "value"]].itertuples(index=False)
    return {(code, period): value for code, period, value in rows}


def told(reading: Reading, kind: str) -> list[str]:
    """Texts of the notes of one kind."""
    return [note.text for note in reading.notes if note.kind == kind]


def write_descriptor(folder: Path, raw: dict[str, Any], name: str = "inwoners.yaml") -> Path:
    """The descriptor as a YAML file."""
    fields = {key: value for key, value in raw.items() if not key.startswith("_")}
    return write(folder, yaml.safe_dump(fields, sort_keys=False, allow_unicode=True), name)
