"""The shared reader of tables. Import everything about tables from here; the parts are in their own small modules."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pyarrow as pa

from loaders._checks import check_duplicates, check_range, require_columns
from loaders._codes import parse_codes
from loaders._container import Container, container_of
from loaders._delimited import find_separator, read_cells, read_header
from loaders._frame import Table, refuse
from loaders._numbers import DEFAULT_MISSING, parse_numbers
from loaders._sav import read_sav
from loaders._text import read_bytes, to_utf8
from loaders._workbook import read_workbook
from model.errors import LoadRefused
from model.loading import Note

__all__ = [
    "DEFAULT_MISSING",
    "Table",
    "check_duplicates",
    "check_header",
    "check_range",
    "parse_codes",
    "parse_numbers",
    "peek_header",
    "read_table",
    "refuse",
    "require_columns",
]


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    separators: str = ";,\t|",
    allow_index: bool = False,
    head: bool = False,
) -> Table:
    """Read CSV (also gzipped), XLS, XLSX or SPSS as text; every cell stripped, nothing interpreted.

    ``allow_index``: a first column without header that only numbers the rows (pandas, R) is dropped and noted.
    ``head``: only the first rows, to see what a table is about; what is wrong further down is not seen.
    Raises LoadRefused with row and remedy for anything that would shift, merge or lose a cell.
    """
    encoding = separator = None
    labels: dict[str, str] = {}
    value_labels: dict[str, dict[str, str]] = {}
    notes: list[Note] = []
    container = container_of(path)
    if container is Container.SPSS:
        spss = read_sav(path)
        header, cells, labels, value_labels = spss.names, spss.cells, spss.labels, spss.value_labels
        first_row, sheet = 1, None
    elif container is Container.WORKBOOK:
        header, cells, first_row, sheet, notes = read_workbook(path, sheet, head=head)
    else:
        data, encoding, notes = to_utf8(read_bytes(path, head=head), path.name)
        separator = find_separator(data, path.name, separators)
        header = read_header(data, path.name, separator)
        cells = read_cells(data, path.name, separator, len(header))
        first_row, sheet = 2, None
    names = [_clean_name(name) for name in header]
    if allow_index and names[0] == "" and _numbers_the_rows(cells["0"]):
        names, cells = names[1:], cells.select([str(i) for i in range(1, len(names))])
        notes.append(Note("overgeslagen", f"{path.name}: eerste kolom zonder kop is een rijnummer en is overgeslagen."))
    check_header(names, path.name, first_row - 1)
    frame = cells.rename_columns(names).to_pandas()
    table = Table(_without_blank_end(frame), first_row, path.name, encoding, separator, sheet, notes)
    table.labels, table.value_labels = labels, value_labels
    if table.frame.empty:
        table.refuse("er staan alleen lege rijen onder de kolomkoppen.", "Exporteer het bestand opnieuw.")
    return table


def peek_header(path: Path, *, sheet: str | None = None, separators: str = ";,\t|") -> list[str]:
    """Column names only, reading as little as possible; [] for what is no text or workbook. Raises LoadRefused."""
    container = container_of(path)
    if container is Container.WORKBOOK:
        header, *_ = read_workbook(path, sheet, head=True)
    elif container is Container.SPSS:
        header = read_sav(path).names
    elif container is Container.TEXT:
        head = read_bytes(path, head=True)
        try:
            data, _, _ = to_utf8(head, path.name)
        except LoadRefused:  # what is wrong further down is for the reader to tell
            data, _, _ = to_utf8(head.split(b"\n", 1)[0], path.name)
        separator = find_separator(data, path.name, separators)
        header = read_header(data.split(b"\n", 1)[0], path.name, separator)
    else:
        return []
    return [_clean_name(name) for name in header]


def _clean_name(name: str) -> str:
    return name.replace("\u00a0", " ").strip()


def _numbers_the_rows(column: pa.ChunkedArray) -> bool:
    values = column.to_pylist()
    return values in ([str(i) for i in range(len(values))], [str(i + 1) for i in range(len(values))])


def check_header(names: list[str], file: str, row: int) -> None:
    """Raise LoadRefused for a column without name, or a name that is there twice (fault 18)."""
    if "" in names:
        refuse(
            file,
            f"kolom {names.index('') + 1} heeft geen kolomkop.",
            "Geef elke kolom een naam, en haal een titel boven de kolomkoppen weg.",
            row=row,
        )
    for name, count in Counter(names).items():
        if count > 1:
            first, second = [i + 1 for i, other in enumerate(names) if other == name][:2]
            refuse(
                file,
                f"deze kolomkop staat er {count} keer (kolommen {first} en {second}).",
                "Geef elke kolom een eigen naam.",
                row=row,
                column=name,
            )


def _without_blank_end(frame: pd.DataFrame) -> pd.DataFrame:
    """Drop wholly blank rows at the end, which spreadsheets add; blank rows between others stay (row numbers hold)."""
    end = len(frame)
    while end and (frame.iloc[end - 1] == "").all():
        end -= 1
    return frame.iloc[:end]
