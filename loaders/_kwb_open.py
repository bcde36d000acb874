"""Opening the containers that the kerncijfers come in: Parquet, JSON, CSV (also gzipped) and workbooks.

``peek`` looks at column names only, so that a folder of large files is recognised quickly; ``load`` reads it all.
"""

import gzip
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from loaders._delimited import read_header
from loaders._table import Table, read_table, refuse
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
        suffix = path.suffix.lower()
        if suffix == ".parquet":
            return Peek(_parquet_names(pq.read_schema(path)))
        if suffix == ".json":
            return _peek_json(_head(path, _HEAD)) or _peek_json(_head(path, _LONGEST_OBJECT))
        if suffix in (".csv", ".txt", ".gz"):
            return _peek_csv(path)
        if suffix in (".xls", ".xlsx"):
            status = path.stat()
            return _peek_workbook(path, status.st_size, status.st_mtime_ns)
    except (OSError, EOFError, ValueError, pa.ArrowException, CalamineError, PasswordError, LoadRefused):
        return None
    return None


def _head(path: Path, size: int) -> bytes:
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as packed:
            return packed.read(size)
    with path.open("rb") as plain:
        return plain.read(size)


def _peek_json(head: bytes) -> Peek | None:
    """First object of ``{"value": [...]}`` or of a list; else the file's own keys, when it is one object."""
    text = head.decode("utf-8-sig", errors="ignore").lstrip()
    found = _TABLE_ID.search(text[:2000]) if text.startswith("{") else None
    table_id = found.group(1) if found else None
    start = re.match(r"\[\s*|\{(?:\s*\"[^\"]*\"\s*:\s*\"[^\"]*\"\s*,)*\s*\"value\"\s*:\s*\[\s*", text)
    single = start is None
    try:
        first, _ = json.JSONDecoder().raw_decode(text, 0 if start is None else start.end())
    except json.JSONDecodeError:
        return None
    return Peek(tuple(first), table_id, single=single) if isinstance(first, dict) else None


def _peek_csv(path: Path) -> Peek | None:
    head = _head(path, _HEAD)
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore")
    line = text.lstrip("\ufeff").replace("\r", "\n").split("\n", 1)[0].encode()
    best = max((read_header(line, path.name, mark) for mark in ";,\t|"), key=len)
    return Peek(tuple(name.replace("\u00a0", " ").strip() for name in best)) if len(best) > 1 else None


@lru_cache(maxsize=64)
def _peek_workbook(path: Path, _size: int, _modified: int) -> Peek | None:
    """Parsing a sheet takes seconds, so what was seen is remembered as long as the file stays the same."""
    if path.suffix.lower() == ".xlsx" and not _mentions_codes(path):
        return None
    with CalamineWorkbook.from_path(str(path)) as workbook:
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True, nrows=1)
            names = tuple(re.sub(r"\.0$", "", str(cell)).strip() for cell in (rows[0] if rows else []))
            if {n.lower() for n in names} & {"gwb_code_10", "gwb_code_8", "gwb_code", "recs"}:
                return Peek(names, sheet=name)
    return None


def _mentions_codes(path: Path) -> bool:
    """Whether a workbook can be one of the kerncijfers, from the first text in it: spares parsing all other ones."""
    with zipfile.ZipFile(path) as archive:
        inside = [n for n in archive.namelist() if re.search(r"sharedStrings|worksheets/sheet", n)]
        for name in inside:
            with archive.open(name) as part:
                if re.search(rb"gwb_code|recs", part.read(_HEAD)):
                    return True
    return False


def load(path: Path, only: Sequence[str] = ()) -> Raw:
    """Read the whole file, or of Parquet the columns ``only``. Raises LoadRefused when damaged or without rows."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return _load_parquet(path, only)
    if suffix == ".json":
        return _load_json(path)
    return _whole(read_table(path, sheet=_sheet(path)))


def _sheet(path: Path) -> str | None:
    """The only sheet, or of more the one with the kerncijfers; None leaves the choice to the reader."""
    if path.suffix.lower() not in (".xls", ".xlsx"):
        return None
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            if len(workbook.sheet_names) == 1:
                return str(workbook.sheet_names[0])
    except (OSError, CalamineError, PasswordError):
        return None
    seen = peek(path)
    return seen.sheet if seen else None


def _load_parquet(path: Path, only: Sequence[str]) -> Raw:
    try:
        described = pq.read_metadata(path)
        frame = pd.read_parquet(path, columns=list(only) or None)
    except (OSError, pa.ArrowException):
        refuse(path.name, "het Parquet-bestand is beschadigd of niet volledig.", "Haal het bestand opnieuw op.")
    raw = _whole(Table(frame.reset_index(drop=True), 2, path.name))
    raw.names = _parquet_names(described.schema.to_arrow_schema())
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
        content: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
    except ValueError:
        refuse(path.name, "het JSON-bestand is beschadigd of niet volledig.", "Haal het bestand opnieuw op.")
    table_id = None
    if isinstance(content, dict):
        found = _TABLE_ID.search(str(content.get("odata.metadata", content.get("@odata.context", ""))))
        table_id = found.group(1) if found else None
        content = content.get("value", [content])
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        refuse(path.name, "dit JSON-bestand is geen lijst van rijen.", "Haal het bestand opnieuw op.")
    return _whole(Table(pd.DataFrame(content), 2, path.name), table_id)
