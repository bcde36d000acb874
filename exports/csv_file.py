"""CSV, in the one form that Wijkpeil writes: as Dutch spreadsheets open it.

Semicolons, decimal comma and a byte order mark, because a double click is what most people do with it. Whoever reads
with a program has JSON and Parquet, and for CSV the description beside the public set (CSVW) names this form.
"""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

import pandas as pd

from charts.numbers import is_number
from charts.table import Column
from model.spreadsheet import harmless

MARK = "\ufeff".encode()


def number_text(value: float) -> str:
    """All digits of a number with a decimal comma and without an exponent; no text for what is no number."""
    if not math.isfinite(value):
        return ""
    text = str(int(value)) if value == int(value) else f"{Decimal(repr(float(value))):f}"
    return text.replace(".", ",")


def csv_bytes(frame: pd.DataFrame, columns: Sequence[Column]) -> bytes:
    """The whole file; columns with ``decimals`` are numbers, which are never rounded."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.header) for column in columns])
    writer.writerows(zip(*(_cells(frame[column.key], column) for column in columns), strict=True))
    return MARK + out.getvalue().encode("utf-8", "replace")


def _cells(series: Iterable[object], column: Column) -> list[str]:
    if column.decimals is None:
        return ["" if cell is None or cell != cell else harmless(str(cell)) for cell in series]
    return [number_text(float(cell)) if is_number(cell) else "" for cell in series]  # type: ignore[arg-type]
