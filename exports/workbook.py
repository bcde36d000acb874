"""XLSX with a readme sheet. Every cell gets its type said: text is text, also when it looks like a formula."""

import io
import re
from collections.abc import Sequence
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


def xlsx_bytes(frame: pd.DataFrame, columns: Sequence[Column], readme: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with the sheets ``cijfers`` and ``leesmij``. Raises WijkpeilError for more rows than a sheet holds."""
    if len(frame) > MOST_ROWS:
        raise WijkpeilError(f"Een werkblad heeft hoogstens {MOST_ROWS} rijen. Kies minder, of kies csv of parquet.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("cijfers")
    sheet.freeze_panes = "A2"
    for letter_number, column in enumerate(columns, start=1):
        longest = max((len(str(cell)) for cell in frame[column.key].iloc[:200]), default=0)
        width = min(max(_WIDTHS[0], len(column.header) + 2, 12 if column.decimals is not None else longest), _WIDTHS[1])
        sheet.column_dimensions[_letters(letter_number)].width = width
    sheet.append([_text(sheet, column.header, bold=True) for column in columns])
    for row in zip(*(frame[column.key] for column in columns), strict=True):
        sheet.append([_cell(sheet, cell, column) for cell, column in zip(row, columns, strict=True)])
    sheet.auto_filter.ref = f"A1:{_letters(len(columns))}{len(frame) + 1}"
    about = book.create_sheet("leesmij")
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 26, 100
    for label, text in readme:
        about.append([_text(about, label, bold=True), _text(about, text, wrap=True)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, cell: object, column: Column) -> Any:
    if column.decimals is None:
        return None if cell is None or cell != cell or cell == "" else _text(sheet, str(cell))
    return cell if is_number(cell) else None


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
