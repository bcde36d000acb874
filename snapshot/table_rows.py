"""Rows of a programme's table as text: how they are told apart, named, compared and written."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from loaders._personal_data import mentions_person
from model.spreadsheet import as_written, harmless
from model.tabelversie import CellChange, Change, Place, Row, RowChange
from model.table import Column, Kind, TableRow, columns_of
from snapshot.table_cells import CellMistake, read_cell, write_cell
from snapshot.table_file import MARK, read_raw

# What stands for a cell that looks like a person's: the value itself goes no further.
HIDDEN = "[weggelaten: leek een persoonsgegeven]"
_NAMES = ("naam", "titel")
_Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class TableRows:
    """A table as its file says it. ``mistakes``: what is wrong with the file as a whole, so that rows may lack."""

    rows: tuple[Row, ...] = ()
    sha256: str = ""
    mistakes: tuple[str, ...] = ()


def rows_of(path: Path | None, file: str, row_type: type[TableRow]) -> TableRows:
    """The rows of a file; none without one. Cells that look like a person's are ``HIDDEN``."""
    if path is None:
        return TableRows()
    raw = read_raw(path, file, row_type)
    rows = tuple(row_from(row_type, cells) for _, cells in raw.rows)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return TableRows(rows, digest, tuple(str(mistake) for mistake in raw.mistakes))


def row_from(row_type: type[TableRow], cells: Mapping[str, str]) -> Row:
    """A row with every column, in its own form where that can be read."""
    return {column.name: plain(column, cells.get(column.name, "")) for column in columns_of(row_type)}


def plain(column: Column, text: str) -> str:
    """A cell of a file in the one form that is written; as it is where that has a mistake."""
    if mentions_person(text):
        return HIDDEN
    try:
        return as_written(write_cell(column, read_cell(column, text, None))) if text.strip() else ""
    except CellMistake:
        return as_written(text.replace("\r\n", "\n").strip())


def file_of(row_type: type[TableRow], rows: Iterable[Row]) -> bytes:
    """The whole file; ``table_file.written`` of rows that are not read yet."""
    names = [column.name for column in columns_of(row_type)]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([harmless(row[name]) for name in names] for row in rows)
    return (MARK + out.getvalue()).encode()


def placed(row_type: type[TableRow], rows: Iterable[Row]) -> dict[Place, Row]:
    """Rows by what tells them apart, in their order."""
    found: dict[Place, Row] = {}
    seen: Counter[Place] = Counter()
    for row in rows:
        key: Place = tuple(row[name] for name in row_type.KEY)
        seen[key] += 1
        found[key if seen[key] == 1 else (*key, f"{seen[key]}e")] = row
    return found


def label_of(row_type: type[TableRow], row: Row, names: _Names | None = None) -> str:
    """What a row is called on a page. ``names``: per table or list what its ids are called."""
    for name in _NAMES:
        if row.get(name):
            return row[name]
    columns = columns_of(row_type)
    texts = [c for c in columns if c.kind is Kind.TEXT and c.required]
    keys = [c for c in columns if c.name in row_type.KEY and c.name != "id"]
    parts = [named(column, row[column.name], names) for column in (keys or texts)]
    return " · ".join(part for part in parts if part) or row.get("id", "") or "een regel zonder naam"


def named(column: Column, text: str, names: _Names | None) -> str:
    """A cell with names in place of the ids that it refers to."""
    if column.kind not in (Kind.REFERENCE, Kind.REFERENCES) or not names:
        return text
    known = names.get(column.to, {})
    return ", ".join(known.get(one.strip(), one.strip()) for one in text.split(",") if one.strip())


def names_in(row_type: type[TableRow], rows: Iterable[Row]) -> dict[str, str]:
    """What the ids of a table are called; empty for a table without."""
    if "id" not in row_type.model_fields:
        return {}
    return {row["id"]: label_of(row_type, row) for row in rows if row["id"]}


def changes(row_type: type[TableRow], old: Sequence[Row], new: Sequence[Row]) -> tuple[RowChange, ...]:
    """What became of each row that is not the same in both."""
    before, after = placed(row_type, old), placed(row_type, new)
    found = [_change(row_type, place, before.get(place), row) for place, row in after.items()]
    found += [_change(row_type, place, row, None) for place, row in before.items() if place not in after]
    return tuple(change for change in found if change.cells)


def _change(row_type: type[TableRow], place: Place, old: Row | None, new: Row | None) -> RowChange:
    cells = tuple(
        CellChange(column=column.name, old=before, new=after)
        for column in columns_of(row_type)
        if (before := (old or {}).get(column.name, "")) != (after := (new or {}).get(column.name, ""))
    )
    row = new or old or {}
    kind: Change = "anders" if old is not None and new is not None else "erbij" if old is None else "weg"
    return RowChange(kind=kind, place=place, label=label_of(row_type, row), cells=cells)
