"""Cells to numbers with a reason where there is none, and the range rules.

Typed data sets know only null; untyped ones, the table view and the workbooks carry marks. A mark never becomes a
number.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from loaders._kwb_layout import STATLINE, WORKBOOK
from loaders._kwb_mapping import Line
from loaders._kwb_open import Raw
from loaders._numbers import parse_texts
from loaders._table import DEFAULT_MISSING, Table, check_range
from model.status import Reason

# A reason is carried as its position in this list; 0 means that there is a value.
REASONS: tuple[str, ...] = ("", *(str(reason) for reason in Reason))
REASON_CODES = {reason: code for code, reason in enumerate(REASONS)}
# Until November 2020 the table of 2017 held -1 where these two were unknown (CBS, note to 83765NED).
SCHOOL = {"afstand_basisschool_km", "basisscholen_binnen_3_km"}
_SENTINELS = {-99997.0: Reason.SECRET, -99995.0: Reason.NOT_PUBLISHED}
_SENTINEL_LIMIT = -99990.0


def wide_values(
    raw: Raw, form: str, topics: Mapping[str, Line], edition: int
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Values and reason codes, one row per row of the file and one column per topic, in column order.

    Raises LoadRefused with row, column and value for what is no number or out of range.
    """
    shape = (len(raw.frame), len(topics))
    values = np.empty(shape, order="F")
    reasons = np.zeros(shape, dtype=np.int8, order="F")
    blank = _blank_means(raw, form, list(topics))
    for position, (label, line) in enumerate(topics.items()):
        numbers, codes = column_values(raw.table, raw.frame[label], count=is_count(line), blank=blank)
        odd = _faulty(numbers, line, form, edition)
        numbers[odd], codes[odd] = np.nan, REASON_CODES[Reason.UNKNOWN]
        if not np.isnan(numbers).all():
            check_values(raw.table, label, line, numbers)
        values[:, position], reasons[:, position] = numbers, codes
    return values, reasons


def _faulty(numbers: NDArray[np.float64], line: Line, form: str, edition: int) -> NDArray[np.bool_]:
    """Numbers that are known to stand for "unknown" in one edition."""
    if line.variable in SCHOOL and edition == 2017:
        return np.equal(numbers, -1)
    if line.variable == "stedelijkheid" and form == WORKBOOK and edition <= 2014:
        return np.equal(numbers, 0)
    return np.zeros(len(numbers), dtype=bool)


def column_values(
    table: Table, column: pd.Series, *, count: bool, blank: Reason
) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """Numbers of one column of any type (NaN if missing) and their reason codes. ``blank``: what an empty cell is."""
    label = str(column.name)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return _typed(table, label, column.to_numpy(dtype=np.float64, na_value=np.nan, copy=True))
    marks = {**DEFAULT_MISSING, ",": Reason.UNKNOWN, "": blank}
    numbers, words = parse_texts(table, label, _cells(column), missing=marks, count=count)
    codes = np.zeros(len(numbers), dtype=np.int8)
    gone = np.flatnonzero(np.isnan(numbers))
    if len(gone):
        inverse, distinct = pd.factorize(words[gone])
        codes[gone] = np.array([REASON_CODES[str(word)] for word in distinct], dtype=np.int8)[inverse]
    return numbers, codes


def texts(column: pd.Series) -> pd.Series:
    """A column of any type as stripped text, null as ""."""
    return pd.Series(pd.array(_cells(column), dtype="str"), index=column.index, name=column.name)


def _cells(column: pd.Series) -> pa.StringArray:
    if not isinstance(column.dtype, pd.StringDtype):
        column = column.astype(object).where(column.notna(), "").astype(str)
    cells = pa.array(column, pa.string())
    cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    return pc.utf8_trim_whitespace(cells.fill_null(""))


def _typed(table: Table, label: str, numbers: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    codes = np.where(np.isnan(numbers), REASON_CODES[Reason.UNKNOWN], 0).astype(np.int8)
    endless = np.isinf(numbers)
    if endless.any():
        first = int(np.argmax(endless))
        remedy = "Haal het bestand opnieuw op."
        table.refuse("dit is geen eindig getal.", remedy, index=first, column=label, value=str(numbers[first]))
    for index in np.flatnonzero(numbers <= _SENTINEL_LIMIT):
        codes[index] = REASON_CODES[_SENTINELS.get(float(numbers[index]), Reason.UNKNOWN)]
        numbers[index] = np.nan
    return numbers, codes


def _blank_means(raw: Raw, form: str, labels: list[str]) -> Reason:
    """An empty cell "cannot occur" in CBS's untyped forms; in a workbook or a typed set it says nothing.

    A StatLine CSV of numbered columns does not say which it is: a point anywhere shows that it is untyped.
    """
    text = [label for label in labels if not pd.api.types.is_numeric_dtype(raw.frame[label].dtype)]
    untyped = form == STATLINE or (form != WORKBOOK and any((texts(raw.frame[label]) == ".").any() for label in text))
    return Reason.NOT_APPLICABLE if untyped else Reason.UNKNOWN


def is_count(line: Line) -> bool:
    """Whether the variable counts whole things."""
    return line.kind == "count" and line.unit == "aantal"


def check_values(
    table: Table, label: str, line: Line, numbers: NDArray[np.float64], rows: NDArray[np.int64] | None = None
) -> None:
    """Refuse a number outside the bounds of its line, and a count that is not whole (fault 22).

    ``numbers`` may be those of some ``rows`` of the table only. At least one is not NaN.
    """
    low, high = np.nanmin(numbers), np.nanmax(numbers)
    outside = (line.minimum is not None and low < line.minimum) or (line.maximum is not None and high > line.maximum)
    broken = np.flatnonzero(~np.isnan(numbers) & (numbers != np.floor(numbers))) if is_count(line) else np.array([])
    if not outside and not len(broken):
        return
    places = np.arange(len(numbers)) if rows is None else rows
    if outside:
        everywhere = np.full(len(table.frame), np.nan)
        everywhere[places] = numbers
        shown = Table(pd.DataFrame({label: texts(table.frame[label])}), table.first_row, table.file)
        what = f"'{line.title}' ({line.unit})"
        check_range(shown, label, everywhere, low=line.minimum, high=line.maximum, what=what)
    index = int(places[broken[0]])
    table.refuse(
        f"'{line.title}' is een aantal en dus een geheel getal.",
        "Haal het bestand opnieuw op; sla het niet op vanuit een rekenprogramma.",
        index=index,
        column=label,
        value=str(table.frame[label].iloc[index]).strip(),
    )
