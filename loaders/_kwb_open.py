"""Opening the containers that the kerncijfers come in: Parquet, JSON, CSV (also gzipped) and workbooks.

``peek`` looks at column names only, so that a folder of large files is recognised quickly; ``load`` reads it all.
"""

import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders._container import Container, container_of, head_of
from loaders._table import Table, check_header, peek_header, read_table, refuse
from loaders._text import read_bytes
from loaders._unzip import ZIP_ERRORS
from loaders._workbook import Sheet, sheets_of
from model.errors import LoadRefused

_HEAD = 1 << 16
_LONGEST_OBJECT = 1 << 20
_TABLE_ID = re.compile(r"/(\d{5}[A-Za-z]{3})/")


@dataclass(frozen=True)
class Peek:
    """Column names of a file; ``table_id``: the CBS table that a JSON answer says it comes from."""

    names: tuple[str, ...]
    table_id: str | None = None
    sheet: str | None = None
    single: bool = False


@dataclass
class Raw:
    """A file. ``table.frame`` keeps the types of Parquet and JSON; from CSV and workbooks all is text.

    ``names`` and ``rows`` are those of the whole file, also when only some columns were read.
    """

    table: Table
    names: tuple[str, ...]
    rows: int
    table_id: str | None = None

    @property
    def frame(self) -> pd.DataFrame:
        return self.table.frame

    def distinct(self, column: str) -> set[str]:
        """Distinct stripped texts of a column."""
        return {str(value).strip() for value in self.frame[column].unique().tolist()}


def peek(path: Path) -> Peek | None:
    """Column names, or None when the file is no table that this module can read."""
    try:
        container = container_of(path)
        if container is Container.PARQUET:
            return Peek(_parquet_names(pq.read_schema(path)))
        if container is Container.JSON:
            return _peek_json(head_of(path, _HEAD)) or _peek_json(head_of(path, _LONGEST_OBJECT))
        if container is Container.TEXT:
            return Peek(tuple(peek_header(path)))
        if container is Container.WORKBOOK:
            return _peek_workbook(path)
    except (OSError, EOFError, ValueError, pa.ArrowException, LoadRefused):
        return None
    return None


def _peek_json(head: bytes) -> Peek | None:
    """First object of ``{"value": [...]}`` or of a list; else the file's own keys, when it is one object."""
    text = head.decode("utf-8-sig", errors="ignore").lstrip()
    found = _TABLE_ID.search(text[:2000]) if text.startswith("{") else None
    table_id = found.group(1) if found else None
    start = re.match(r"\[\s*|\{(?:\s*\"[^\"]*\"\s*:\s*\"[^\"]*\"\s*,)*\s*\"value\"\s*:\s*\[\s*", text)
    single = start is None
    try:
        first, _ = json.JSONDecoder().raw_decode(text, 0 if start is None else start.end())
    except (json.JSONDecodeError, RecursionError):
        return None
    return Peek(tuple(first), table_id, single=single) if isinstance(first, dict) else None


def _peek_workbook(path: Path) -> Peek | None:
    if zipfile.is_zipfile(path) and not _mentions_codes(path):
        return None
    found = _sheets_of_kwb(path)
    return Peek(_header(found[0]), sheet=found[0].name) if found else None


def _sheets_of_kwb(path: Path) -> list[Sheet]:
    """Sheets that look like the kerncijfers by their header, visible ones first."""
    codes = {"gwb_code_10", "gwb_code_8", "gwb_code", "recs"}
    found = [sheet for sheet in sheets_of(path) if {name.lower() for name in _header(sheet)} & codes]
    return sorted(found, key=lambda sheet: not sheet.visible)


def _header(sheet: Sheet) -> tuple[str, ...]:
    return tuple(re.sub(r"\.0$", "", str(cell)).strip() for cell in (sheet.rows[0] if sheet.rows else []))


def _mentions_codes(path: Path) -> bool:
    """Whether a workbook can be one of the kerncijfers, from the first text in it: spares parsing all other ones."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if re.search(r"sharedStrings|worksheets/sheet", name):
                    with archive.open(name) as part:
                        if re.search(rb"gwb_code|recs", part.read(_HEAD)):
                            return True
    except ZIP_ERRORS:
        return False
    return False


def load(path: Path, only: Sequence[str] = ()) -> Raw:
    """Read the whole file, or of Parquet the columns ``only``. Raises LoadRefused when damaged or without rows."""
    container = container_of(path)
    if container is Container.PARQUET:
        return _load_parquet(path, only)
    if container is Container.JSON:
        return _load_json(path)
    return _whole(read_table(path, sheet=_sheet(path)))


def _sheet(path: Path) -> str | None:
    """The one visible sheet with the kerncijfers; None leaves it to the reader, which refuses hidden or second ones."""
    if container_of(path) is not Container.WORKBOOK:
        return None
    found = [sheet for sheet in _sheets_of_kwb(path) if sheet.visible]
    return found[0].name if len(found) == 1 else None


def _load_parquet(path: Path, only: Sequence[str]) -> Raw:
    try:
        schema = pq.read_schema(path)
        check_header(schema.names, path.name, 1)
        # What pandas noted in the file about its own types and index is not data, and may be damaged.
        frame = pq.read_table(path, columns=list(only) or None).replace_schema_metadata().to_pandas()
    except (OSError, pa.ArrowException):
        refuse(path.name, "het Parquet-bestand is beschadigd of niet volledig.", "Haal het bestand opnieuw op.")
    names = _parquet_names(schema)
    for field in schema:
        if pa.types.is_nested(field.type) and field.name in frame:
            frame[field.name] = frame[field.name].astype(str)
    raw = _whole(Table(frame[[name for name in names if name in frame]], 2, path.name))
    raw.names = names
    return raw


def _parquet_names(schema: pa.Schema) -> tuple[str, ...]:
    """Column names without the row numbers that pandas may have stored along."""
    return tuple(name for name in schema.names if not name.startswith("__index_level_"))


def _whole(table: Table, table_id: str | None = None) -> Raw:
    if table.frame.empty:
        table.refuse("er staan geen rijen in dit bestand.", "Haal het bestand opnieuw op.")
    return Raw(table, tuple(table.frame.columns), len(table.frame), table_id)


def _load_json(path: Path) -> Raw:
    try:
        content: Any = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        refuse(path.name, "het JSON-bestand is beschadigd of niet volledig.", "Haal het bestand opnieuw op.")
    table_id = None
    if isinstance(content, dict):
        found = _TABLE_ID.search(str(content.get("odata.metadata", content.get("@odata.context", ""))))
        table_id = found.group(1) if found else None
        content = content.get("value", [content])
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        refuse(path.name, "dit JSON-bestand is geen lijst van rijen.", "Haal het bestand opnieuw op.")
    plain = [{key: str(v) if isinstance(v, dict | list) else v for key, v in row.items()} for row in content]
    return _whole(Table(pd.DataFrame(plain), 2, path.name), table_id)
