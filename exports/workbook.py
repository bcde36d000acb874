"""XLSX with a readme sheet. Every cell gets its type said: text is text, also when it looks like a formula."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from charts.numbers import is_number
from charts.table import Column
from model.errors import WijkpeilError

MOST_ROWS = 1_048_575
_LONGEST_TEXT = 32_767
# What XML cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = (10, 48)
# The euro as Dutch spreadsheets show it, also on a computer that speaks another language.
_EURO = "[$€-413]\\ #,##0.00;[$€-413]\\ -#,##0.00"
_MOMENT = re.compile(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


@dataclass(frozen=True)
class Sheet:
    """One sheet of figures: its name, and the columns of the frame that it shows."""

    name: str
    frame: pd.DataFrame
    columns: Sequence[Column]


def xlsx_bytes(frame: pd.DataFrame, columns: Sequence[Column], readme: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with the sheets ``cijfers`` and ``leesmij``. Raises WijkpeilError for more rows than a sheet holds."""
    return book_bytes([Sheet("cijfers", frame, columns)], readme)


def book_bytes(sheets: Sequence[Sheet], readme: Sequence[tuple[str, str]], made: date | None = None) -> bytes:
    """A workbook with these sheets and ``leesmij``. Raises WijkpeilError for more rows than a sheet holds.

    ``made``: the day that the file says it was made on, so that the same content is the same bytes all day.
    """
    book = Workbook(write_only=True)
    for one in sheets:
        _figures(book, one)
    about = book.create_sheet("leesmij")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 100
    for label, text in readme:
        about.append([_text(about, label, bold=True), _text(about, text, wrap=True)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue() if made is None else _dated(out.getvalue(), made)


def _figures(book: Workbook, one: Sheet) -> None:
    frame, columns = one.frame, one.columns
    if len(frame) > MOST_ROWS:
        raise WijkpeilError(f"Een werkblad heeft hoogstens {MOST_ROWS} rijen. Kies minder, of kies csv of parquet.")
    sheet = book.create_sheet(one.name)
    sheet.freeze_panes = "A2"
    for letter_number, column in enumerate(columns, start=1):
        longest = max((len(str(cell)) for cell in frame[column.key].iloc[:200]), default=0)
        widest = 12 if column.decimals is not None else longest
        width = min(max(_WIDTHS[0], len(column.header) + 2, 18 if column.euro else widest), _WIDTHS[1])
        sheet.column_dimensions[_letters(letter_number)].width = width
    sheet.append([_text(sheet, column.header, bold=True) for column in columns])
    for row in zip(*(frame[column.key] for column in columns), strict=True):
        sheet.append([_cell(sheet, cell, column) for cell, column in zip(row, columns, strict=True)])
    sheet.auto_filter.ref = f"A1:{_letters(len(columns))}{len(frame) + 1}"


def _dated(content: bytes, made: date) -> bytes:
    """A workbook without the moment at which it was saved, which is in its properties and in every part of the zip."""
    out, moment = io.BytesIO(), f"{made.isoformat()}T00:00:00Z"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "docProps/core.xml":
                data = _MOMENT.sub(moment.encode(), data)
            new.writestr(zipfile.ZipInfo(part, (made.year, made.month, made.day, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cell(sheet: Any, cell: object, column: Column) -> Any:
    if column.decimals is None:
        return None if cell is None or cell != cell or cell == "" else _text(sheet, str(cell))
    if not is_number(cell):
        return None
    if not column.euro:
        return cell
    amount = WriteOnlyCell(sheet, value=cell)
    amount.number_format = _EURO
    return amount


def _text(sheet: Any, text: str, bold: bool = False, wrap: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=_UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT])
    cell.data_type = "s"  # openpyxl would make a formula of what begins with =
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
