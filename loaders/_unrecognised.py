"""What is told of a file that no source knows: what was seen in it, so that its owner can see what is wrong.

Names of columns and fields are shown, values never: a list of persons without headers has values on its first row.
"""

import csv
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio

from loaders._container import Container, container_of, head_of, kind_of_other
from loaders._kwb_companions import find_companions
from loaders._kwb_open import peek
from loaders._table import peek_header
from loaders._unzip import ZIP_ERRORS
from model.errors import LoadRefused

_HEAD = 1 << 16
_SHOWN, _LONGEST = 6, 40
_UNKNOWN_TABLE = "Wijkpeil kent geen bron met deze kolommen:"
_CODES = "codes van buurten, wijken of gemeenten (een kolom als statcode of buurtcode)"
_SHAPE = re.compile(r'"geometry"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"')
_SHAPES = {"Point": "punten", "MultiPoint": "punten", "LineString": "lijnen", "MultiLineString": "lijnen"}
_NO_ROWS = re.compile(r'\s*(\{[^\[]*"value"\s*:\s*)?\[\s*\]')
_PROPERTIES = re.compile(r'"properties"\s*:\s*(?=\{)')
# A number (but a year), a date, a postcode, or anything with an e-mail address or a long number is no column header.
_VALUE = re.compile(
    r".*(\S@\S|\d{8,}).*|[+-]?\d+([.,]\d+)*|\d{1,4}[-/]\d{1,2}[-/]\d{1,4}|\d{4}\s?[A-Za-z]{2}", re.DOTALL
)
_YEAR = re.compile(r"(19|20)\d{2}")


def what_was_seen(path: Path) -> str:
    """One or two Dutch sentences: what this file seems to be, and what to do about it where there is something."""
    try:
        return _FORMS[container_of(path)](path)
    except LoadRefused as refusal:
        problem = refusal.objections[0]
        return f"{problem.problem[:1].upper()}{problem.problem[1:]} {problem.remedy}"


def may_be_register(seen: str) -> bool:
    """Whether what was seen is a table with column headers, for which a description can be drafted."""
    return seen.startswith(_UNKNOWN_TABLE)


def _table(path: Path) -> str:
    head = head_of(path, _HEAD).lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "Dit is een webpagina (HTML) en geen gegevensbestand. Download het bestand zelf."
    if head.startswith(b"<"):
        return "Dit is XML; Wijkpeil leest geen bron in XML. Download het bestand als CSV, JSON of Excel."
    if container_of(path) is Container.TEXT and head.strip() and not _has_columns(path):
        return "Dit is tekst zonder vaste kolommen."
    shown = _shown(peek_header(path))
    if not shown:
        return "De eerste rij lijkt geen kolomkoppen te bevatten. Zet boven elke kolom een naam."
    return f"{_UNKNOWN_TABLE} {shown}."


def _has_columns(path: Path) -> bool:
    """Whether the first lines have as many cells each; a letter with commas is no table."""
    lines = head_of(path, _HEAD).decode("utf-8", errors="ignore").splitlines()
    first = [line for line in lines if line.strip()][:4]
    counts = ({len(row) for row in csv.reader(first, delimiter=mark)} for mark in ";,\t|")
    return any(len(widths) == 1 and widths != {1} for widths in counts)


def _parquet(path: Path) -> str:
    try:
        return _companion(path) or _by_names("Parquet-kolommen", pq.read_schema(path).names)
    except (OSError, ValueError, pa.ArrowException):
        return "Dit Parquet-bestand is beschadigd of niet volledig. Haal het bestand opnieuw op."


def _json(path: Path) -> str:
    text = head_of(path, _HEAD).decode("utf-8", errors="ignore")
    shape = _SHAPE.search(text)
    if shape and "Polygon" not in text:
        return f"Deze kaart bevat geen vlakken maar {_SHAPES.get(shape.group(1), 'iets anders')}."
    if found := _PROPERTIES.search(text):
        return f"Deze kaart heeft geen {_CODES}." + _fields_of(text, found.end())
    if _NO_ROWS.match(text):
        return "Dit JSON-bestand bevat geen rijen. Haal het bestand opnieuw op."
    seen = peek(path)
    if seen is None:
        return "Dit JSON-bestand is geen lijst van rijen met velden, of is niet volledig. Haal het bestand opnieuw op."
    return _companion(path) or _by_names("velden", seen.names)


def _fields_of(text: str, start: int) -> str:
    try:
        first: dict[str, Any] = json.JSONDecoder().raw_decode(text, start)[0]
    except (json.JSONDecodeError, RecursionError):
        return ""
    shown = _shown(list(first))
    return f" Wel gezien: {shown}." if shown else ""


def _companion(path: Path) -> str:
    kinds = [companion.kind for companion in find_companions([path])]
    if not kinds:
        return ""
    return f"Dit bestand beschrijft een tabel van het CBS ({kinds[0]}); het bestand met de cijfers is er niet bij."


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
    except ZIP_ERRORS:
        return "Het zip-bestand is beschadigd of niet volledig. Haal het bestand opnieuw op."
    shown = _shown(names)
    seen = f" Er zit in: {shown}." if shown else ""
    return f"In dit zip-bestand zit geen bestand dat Wijkpeil zo kan lezen.{seen} Pak het zelf uit en bied de map aan."


def _other(path: Path) -> str:
    head = head_of(path, _HEAD)
    if not head.startswith(b"SQLite format 3"):
        return f"Dit is {kind_of_other(head) or 'een ingepakt bestand'}; daar leest Wijkpeil geen bron uit."
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
    except (pyogrio.errors.DataSourceError, UnicodeDecodeError):
        return "Dit is een database die geen GeoPackage is; daar leest Wijkpeil geen bron uit."
    shown = _shown(layers)
    seen = f" Lagen: {shown}." if shown else ""
    return f"Dit GeoPackage heeft geen laag met {_CODES}.{seen}"


def _by_names(what: str, names: Sequence[str]) -> str:
    shown = _shown(names)
    return f"Wijkpeil kent geen bron met deze {what}{f': {shown}' if shown else ''}."


def _shown(names: Sequence[str]) -> str:
    """The first names, and how many there are; nothing at all when one of them may be a value."""
    plain = [re.sub(r"\s+", " ", name).strip() for name in names]
    if any(_VALUE.fullmatch(name) and not _YEAR.fullmatch(name) for name in plain):
        return ""
    cut = [name if len(name) <= _LONGEST else name[:_LONGEST] + "…" for name in plain if name]
    more = f", … ({len(cut)} in totaal)" if len(cut) > _SHOWN else ""
    return ", ".join(cut[:_SHOWN]) + more


_FORMS = {
    Container.WORKBOOK: _table,
    Container.TEXT: _table,
    Container.SPSS: _table,
    Container.PARQUET: _parquet,
    Container.JSON: _json,
    Container.ZIP: _zip,
    Container.OTHER: _other,
}
