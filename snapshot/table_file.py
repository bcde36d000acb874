"""One CSV file of a programme folder: its cells with their rows, what a spreadsheet did to it, and how to write it."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from model.errors import Objection
from model.table import TableRow, columns_of
from snapshot.table_cells import shown, write_cell
from snapshot.yaml_words import listing, nearest

MARK = "\ufeff"
_SEPARATORS = {",": "komma's", "\t": "tabs"}
# Columns that somebody may keep beside it belong in 'noot': else nobody knows what a figure there means.
_REMEDY = "Haal hem weg, of zet wat erin staat bij 'noot'."


@dataclass
class RawTable:
    """Cells by column per row, with the row as a spreadsheet counts it (the header is row 1), and what is wrong."""

    file: str
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    mistakes: list[Objection] = field(default_factory=list)

    def object(self, problem: str, remedy: str, row: int | None = None, column: str | None = None) -> None:
        """One more mistake in this file."""
        self.mistakes.append(Objection(file=self.file, row=row, column=column, problem=problem, remedy=remedy))


def read_raw(path: Path, file: str, row_type: type[TableRow]) -> RawTable:
    """All cells of a file as text. What is wrong with the file as a whole stands in ``mistakes``, all of it at once."""
    raw = RawTable(file)
    text = _decoded(path, raw)
    lines = list(_cells(text, raw)) if text is not None else []
    if text is not None and not lines and not raw.mistakes:
        raw.object("het bestand is leeg.", "Zet de kop erin, of verwijder het bestand.")
    if lines:
        header = [name.strip() for name in lines[0][1]]
        _header(header, raw, row_type)
        for number, cells in lines[1:]:
            _row(number, cells, header, raw)
    return raw


def written(row_type: type[TableRow], rows: Iterable[TableRow]) -> bytes:
    """The whole file: every column, also those that are empty everywhere, so that an editor sees what may be said."""
    columns = columns_of(row_type)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([write_cell(column, getattr(row, column.name)) for column in columns] for row in rows)
    return (MARK + out.getvalue()).encode()


def _decoded(path: Path, raw: RawTable) -> str | None:
    """Text of a file; one in another encoding is told, and read on as far as it goes."""
    data = path.read_bytes()
    remedy = "Sla het opnieuw op als CSV UTF-8 (door puntkomma's gescheiden)."
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raw.object("dit is een werkmap en geen CSV.", remedy)
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raw.object("het bestand is geen UTF-8 maar UTF-16, of het is beschadigd.", remedy)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raw.object("het bestand is geen UTF-8.", remedy)
        return data.decode("cp1252", "replace")


def _cells(text: str, raw: RawTable) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with their number; the first is the header."""
    first = text.split("\n", 1)[0]
    if first.strip().casefold().startswith("sep="):
        text, first = text.split("\n", 1)[-1], text.split("\n", 2)[1] if text.count("\n") else ""
    separator = ";"
    if ";" not in first:
        separator = max(_SEPARATORS, key=first.count)
        if separator not in first:
            separator = ";"
        else:
            problem = f"de kolommen zijn gescheiden door {_SEPARATORS[separator]}."
            raw.object(problem, "Sla het bestand op als CSV met puntkomma's.", row=1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        problem = "een aanhalingsteken is niet gesloten, of er staat tekst achter."
        raw.object(problem, "Zet de hele cel tussen aanhalingstekens, en verdubbel die in de tekst.", row=number + 1)


def _header(header: list[str], raw: RawTable, row_type: type[TableRow]) -> None:
    columns = {column.name: column for column in columns_of(row_type)}
    while header and not header[-1]:
        header.pop()
    for name in dict.fromkeys(header):
        if header.count(name) > 1 and name:
            raw.object("deze kolom staat er twee keer.", "Laat één van beide staan.", row=1, column=shown(name))
        if not name:
            raw.object("een kolom heeft geen naam.", _REMEDY, row=1)
        elif name not in columns:
            raw.object("deze kolom is onbekend.", nearest(name, columns) or _REMEDY, row=1, column=shown(name))
    missing = [column.name for column in columns.values() if column.required and column.name not in header]
    if missing:
        raw.object(f"verplichte kolommen ontbreken: {listing(missing)}.", "Neem de kop over uit de lege tabel.", row=1)


def _row(number: int, cells: list[str], header: list[str], raw: RawTable) -> None:
    while len(cells) > len(header) and not cells[-1].strip():
        cells.pop()
    if len(cells) == len(header):
        raw.rows.append((number, {name: cell for name, cell in zip(header, cells, strict=True) if name}))
        return
    problem = f"deze rij heeft {len(cells)} cellen, de kop {len(header)}."
    remedy = "Zet een tekst met een puntkomma erin tussen aanhalingstekens."
    if len(cells) == 1 and ";" in cells[0]:
        problem, remedy = "de hele rij staat in één cel.", "Haal de aanhalingstekens om de rij weg."
    elif len(cells) < len(header):
        remedy = "Vul de rij aan, ook met lege cellen."
    raw.object(problem, remedy, row=number)
