"""A table that comes back from a spreadsheet: its rows as they were meant, what was repaired, and what is wrong.

CSV in any encoding and with any separator that spreadsheets write, or a workbook. Nothing is written here.
"""

import csv
import io
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from loaders._personal_data import mentions_person
from loaders._text import to_utf8
from loaders._workbook import sheets_of
from loaders._workbook_cells import refuse_unseen_cells
from model.errors import LoadRefused, Objection
from model.spreadsheet import as_written, harmless
from model.tabelversie import CellChange, Place, Row, RowChange
from model.table import Column, TableRow, columns_of
from snapshot.table_cells import CellMistake, read_cell, shown
from snapshot.table_repair import repaired
from snapshot.table_rows import label_of, placed, row_from
from snapshot.yaml_words import listing, nearest

MOST_BYTES, MOST_ROWS = 5_000_000, 10_000
_MOST_MISTAKES = 100
SHEET = "cijfers"
_PERSONAL = ("hier lijken persoonsgegevens te staan; de waarde wordt niet herhaald.", "Haal ze uit het bestand.")
_FROM = re.compile(r"-v(\d{1,4})(?=[ ._(-]|$)")
_Known = Mapping[str, Collection[str] | None]


@dataclass(frozen=True)
class Uploaded:
    """``rows``: the table as it was meant. ``repairs``: cells as they stood in the file and as they were meant.

    ``notes``: what was done to the file as a whole. With ``mistakes`` the rows are not to be used.
    """

    rows: tuple[Row, ...]
    repairs: tuple[RowChange, ...]
    notes: tuple[str, ...]
    mistakes: tuple[str, ...]


@dataclass
class _Read:
    """What a file holds, as text per column with the row in the file, before anything is repaired."""

    rows: list[tuple[int, Row]]
    notes: list[str]
    mistakes: list[Objection]


def version_in(file: str) -> int | None:
    """The version that a file was downloaded as, where its name still says it."""
    found = _FROM.search(Path(file).stem)
    return int(found[1]) if found else None


def file_name(programme: str, table: str, number: int) -> str:
    """What a download is called, without ending: it says from which version the table is."""
    return f"{programme}-{table}-v{number}"


def read_upload(file: str, data: bytes, row_type: type[TableRow], before: Sequence[Row], known: _Known) -> Uploaded:
    """The table in an uploaded file. ``before``: the rows that it was made from; ``known``: ids per table and list."""
    name = re.sub(r"[^\w .()-]", "_", shown(Path(file).name))
    try:
        read = _read(name, data, row_type)
    except LoadRefused as refusal:
        return _refused(refusal.objections)
    mistakes = [*read.mistakes, *_left_out(name, read, row_type, before)]
    if mistakes:
        return _refused(mistakes)
    old = placed(row_type, before)
    rows: list[Row] = []
    repairs: list[RowChange] = []
    for number, cells in read.rows:
        row, changed, wrong = _row(name, number, cells, row_type, old, known)
        mistakes += wrong
        rows.append(row)
        if changed:
            place: Place = tuple(row[key] for key in row_type.KEY)
            repairs.append(RowChange(kind="anders", place=place, label=label_of(row_type, row), cells=tuple(changed)))
    return _refused(mistakes) if mistakes else Uploaded(tuple(rows), tuple(repairs), tuple(read.notes), ())


def _refused(mistakes: Sequence[Objection]) -> Uploaded:
    """All that is wrong, and of a great deal the beginning."""
    left = len(mistakes) - _MOST_MISTAKES
    more = [f"En nog {left} {'fout' if left == 1 else 'fouten'}."] if left > 0 else []
    return Uploaded((), (), (), (*(str(one) for one in mistakes[:_MOST_MISTAKES]), *more))


def _row(
    file: str, number: int, cells: Row, row_type: type[TableRow], old: Mapping[Place, Row], known: _Known
) -> tuple[Row, list[CellChange], list[Objection]]:
    columns = columns_of(row_type)
    before = old.get(tuple(cells.get(name, "").strip() for name in row_type.KEY), {})
    found: Row = {}
    repairs, mistakes = [], []
    for column in columns:
        text = cells.get(column.name, "")
        if mentions_person(text):
            mistakes.append(_objection(file, number, column, *_PERSONAL))
            continue
        ids = known.get(column.to)
        meant = repaired(column, as_written(text), ids, before.get(column.name, ""))
        if meant != as_written(text).strip():
            repairs.append(CellChange(column=column.name, old=as_written(text), new=meant))
        found[column.name] = meant
        try:
            read_cell(column, harmless(meant), None)
        except CellMistake as mistake:
            mistakes.append(_objection(file, number, column, mistake.problem, mistake.remedy, shown(meant) or None))
    return row_from(row_type, {name: harmless(text) for name, text in found.items()}), repairs, mistakes


def _objection(file: str, row: int, column: Column, problem: str, remedy: str, value: str | None = None) -> Objection:
    return Objection(file=file, row=row, column=column.name, value=value, problem=problem, remedy=remedy)


def _read(file: str, data: bytes, row_type: type[TableRow]) -> _Read:
    if len(data) > MOST_BYTES:
        problem = "het bestand is groter dan 5 MB."
        raise LoadRefused(Objection(file=file, problem=problem, remedy="Een tabel met tekst is veel kleiner."))
    notes: list[str] = []
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        lines = list(enumerate(_sheet(file, data), start=1))
    else:
        content, encoding, _ = to_utf8(data, file)
        if encoding not in ("utf-8", "utf-8-sig"):
            notes.append(f"Het bestand had een andere tekenset ({encoding.upper()}) en is omgezet.")
        lines = list(enumerate(_lines(content.decode(), file, notes), start=1))
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise LoadRefused(Objection(file=file, problem="het bestand is leeg.", remedy="Bied de hele tabel aan."))
    if len(filled) > MOST_ROWS:
        problem = f"het bestand heeft meer dan {MOST_ROWS} rijen."
        raise LoadRefused(
            Objection(file=file, problem=problem, remedy="Verwijder rijen die geen regel van de tabel zijn.")
        )
    (top, header), *rest = filled
    return _checked(file, top, [name.strip() for name in header], rest, row_type, notes)


def _checked(
    file: str,
    top: int,
    header: list[str],
    rest: list[tuple[int, list[str]]],
    row_type: type[TableRow],
    notes: list[str],
) -> _Read:
    """Cells by column; a column that is unknown, double or lacking is a mistake: nothing gets lost unseen."""
    names = [column.name for column in columns_of(row_type)]
    while (
        header and not header[-1] and not any(len(cells) >= len(header) and cells[len(header) - 1] for _, cells in rest)
    ):
        header.pop()
    mistakes = []

    def wrong(problem: str, remedy: str, row: int = top, column: str | None = None) -> None:
        mistakes.append(Objection(file=file, row=row, column=column, problem=problem, remedy=remedy))

    header = [found if (found := name.casefold().replace(" ", "_")) in names else name for name in header]
    for name in dict.fromkeys(header):
        if not name:
            wrong("een kolom heeft geen naam.", "Geef haar een naam uit de tabel, of haal haar weg.")
        elif name not in names:
            remedy = nearest(name, names) or "Haal hem weg, of zet wat erin staat bij 'noot'."
            wrong("deze kolom is onbekend.", remedy, column=shown(name))
        elif header.count(name) > 1:
            wrong("deze kolom staat er twee keer.", "Laat één van beide staan.", column=name)
    lacking = [column.name for column in columns_of(row_type) if column.required and column.name not in header]
    if lacking:
        wrong(f"verplichte kolommen ontbreken: {listing(lacking)}.", "Download de tabel opnieuw en vul die in.")
    rows: list[tuple[int, Row]] = []
    for number, cells in rest:
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(header):
            problem = f"deze rij heeft {len(cells)} cellen, de kop {len(header)}."
            wrong(problem, "Zet een tekst met een puntkomma erin tussen aanhalingstekens.", row=number)
            continue
        filled = [*cells, *[""] * (len(header) - len(cells))]
        rows.append((number, {name: cell for name, cell in zip(header, filled, strict=True) if name in names}))
    return _Read(rows, notes, mistakes)


def _left_out(file: str, read: _Read, row_type: type[TableRow], before: Sequence[Row]) -> Iterator[Objection]:
    """Columns that the file lacks while the table has something in them."""
    there = {name for _, cells in read.rows for name in cells}
    for column in columns_of(row_type):
        filled = sum(bool(row.get(column.name)) for row in before)
        if read.rows and column.name not in there and not column.required and filled:
            told = "1 rij" if filled == 1 else f"{filled} rijen"
            problem = f"deze kolom ontbreekt, en in {told} van de tabel staat er iets in."
            yield Objection(file=file, column=column.name, problem=problem, remedy="Neem de kolom op in het bestand.")


def _lines(text: str, file: str, notes: list[str]) -> list[list[str]]:
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):
        text, first = rest, rest.partition("\n")[0]
    separator = max(";,\t", key=first.count)
    if separator != ";" and separator in first:
        notes.append(f"De kolommen waren gescheiden door {'tabs' if separator == chr(9) else 'komma’s'}.")
    else:
        separator = ";"
    try:
        return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)]
    except csv.Error:
        problem = "een aanhalingsteken is niet gesloten, of er staat tekst achter."
        remedy = "Sla de tabel opnieuw op als CSV of als XLSX."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from None


def _sheet(file: str, data: bytes) -> list[list[str]]:
    """Cells of the one sheet that is meant, as a person would type them here. Raises LoadRefused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (file if file.casefold().endswith((".xlsx", ".xls")) else "tabel.xlsx")
        path.write_bytes(data)
        sheets = [sheet for sheet in sheets_of(path) if sheet.visible and sheet.rows]
        own = [sheet for sheet in sheets if sheet.name == SHEET] or sheets
        if len(own) != 1:
            problem = "het is niet duidelijk welk werkblad de tabel is."
            raise LoadRefused(Objection(file=file, problem=problem, remedy=f"Noem het werkblad '{SHEET}'."))
        refuse_unseen_cells(path, own[0].name)
    blank: list[list[str]] = [[] for _ in range(own[0].above)]
    return [*blank, *([_text(cell) for cell in row] for row in own[0].rows)]


def _text(cell: Any) -> str:
    """A number with a decimal comma; a day as a spreadsheet shows it, for the first of the month may stand for all of
    it."""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell).replace(".", ",")
    if isinstance(cell, datetime | date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return str(cell)
