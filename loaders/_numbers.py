"""Text to numbers without guessing: what might be read in two ways is refused (faults 6, 7, 10, 21, 23).

Marks for missing values: CBS StatLine symbols, the Wijk- en Buurtkaart's -99997/-99995/-99999, R and pandas exports.
"""

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from loaders._frame import Table
from model.status import Reason

# Compared without case. A blank says nothing about why: a loader whose source does, passes its own mapping.
DEFAULT_MISSING: Mapping[str, Reason] = {
    "": Reason.UNKNOWN,
    ".": Reason.SECRET,
    "x": Reason.SECRET,
    "geheim": Reason.SECRET,
    "confidential": Reason.SECRET,
    "-": Reason.UNKNOWN,
    "na": Reason.UNKNOWN,
    "nan": Reason.UNKNOWN,
    "null": Reason.UNKNOWN,
    "onbekend": Reason.UNKNOWN,
    "n.b.": Reason.UNKNOWN,
    "n.v.t.": Reason.NOT_APPLICABLE,
    "impossible": Reason.NOT_APPLICABLE,
    "nog niet gepubliceerd": Reason.NOT_PUBLISHED,
}
_SENTINELS = {-99997.0: Reason.SECRET, -99995.0: Reason.NOT_PUBLISHED}
_SENTINEL_LIMIT = -99990.0

_WITH_POINT = r"^[+-]?\d+\.\d+$"
_WITH_COMMA = r"^[+-]?\d+,\d+$"
_READY = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"
_DATE = re.compile(
    r"\d{1,2}[-/ ](jan|feb|mrt|maa|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z.]*([-/ ]\d{2,4})?"
    r"|(jan|feb|mrt|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z.]*[-/ ]\d{2,4}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}",
    re.IGNORECASE,
)
_GROUPED = r"^[+-]?[1-9]\d{0,2}(MARK\d{3})+$"
_MARK_NAMES = {".": "punt", ",": "komma", " ": "spatie", "'": "apostrof"}


def parse_numbers(
    table: Table,
    column: str,
    *,
    decimal: str | None = None,
    thousands: str | None = None,
    missing: Mapping[str, Reason] = DEFAULT_MISSING,
    count: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """Numbers of a column (NaN where missing) and per row the Reason or "". ``count``: the column holds whole counts.

    ``decimal`` and ``thousands`` are what the owner declared; None means: take what is plain and refuse the rest.
    A whole number in ``missing`` ("0", "-1") is a mark for a missing value too.
    Raises LoadRefused with row, column and value.
    """
    cells = pa.array(table.frame[column], pa.string())
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    return parse_texts(table, column, cells, decimal=decimal, thousands=thousands, missing=missing, count=count)


def parse_texts(
    table: Table,
    column: str,
    cells: pa.StringArray,
    *,
    decimal: str | None = None,
    thousands: str | None = None,
    missing: Mapping[str, Reason] = DEFAULT_MISSING,
    count: bool = False,
) -> tuple[NDArray[np.float64], NDArray[np.str_]]:
    """The same of stripped ``cells`` of any column; ``table`` and ``column`` say where they are from."""
    texts = cells
    if thousands in (".", ",") and decimal is None:
        decimal = "," if thousands == "." else "."
    if thousands is not None:
        texts = _drop_thousands(texts, thousands, decimal)
    elif count and decimal is None:
        _refuse_grouped(table, column, texts)
    texts = _decimal_point(table, column, texts, decimal)
    ready = pc.match_substring_regex(texts, _READY)
    values = np.full(len(texts), np.nan)
    is_ready = ready.to_numpy(zero_copy_only=False)
    values[is_ready] = pc.cast(texts.filter(ready), pa.float64()).to_numpy()
    reasons = np.full(len(texts), "", dtype="<U16")
    _mark_missing(table, column, cells, ~is_ready, reasons, missing)
    _check_finite(table, column, values, is_ready)
    for mark, reason in missing.items():
        if re.fullmatch(r"-?\d+", mark):
            marked = values == float(mark)
            values[marked], reasons[marked] = np.nan, str(reason)
    for index in np.flatnonzero(values <= _SENTINEL_LIMIT):
        reasons[index] = _SENTINELS.get(float(values[index]), Reason.UNKNOWN)
        values[index] = np.nan
    return values, reasons


def _drop_thousands(texts: pa.StringArray, thousands: str, decimal: str | None) -> pa.StringArray:
    """Only groups of exactly three digits lose their mark; anything else stays and is refused later."""
    mark = re.escape(thousands)
    tail = r"([.,]\d+)?" if decimal is None else rf"({re.escape(decimal)}\d+)?"
    grouped = pc.match_substring_regex(texts, rf"^[+-]?\d{{1,3}}({mark}\d{{3}})+{tail}$")
    return pc.if_else(grouped, pc.replace_substring(texts, thousands, ""), texts)


def _refuse_grouped(table: Table, column: str, texts: pa.StringArray) -> None:
    for mark in ".,":
        marked = texts.filter(pc.match_substring(texts, mark).fill_null(False))
        marked = marked.filter(pc.match_substring_regex(marked, r"\d"))
        pattern = _GROUPED.replace("MARK", re.escape(mark))
        if len(marked) and pc.all(pc.match_substring_regex(marked, pattern)).as_py():
            value = marked[0].as_py()
            name = _MARK_NAMES[mark]
            table.refuse(
                f"de {name} kan een scheiding van duizendtallen zijn of een decimaalteken.",
                f"Zet in de beschrijving 'duizendtal: \"{mark}\"' of 'decimaal: \"{mark}\"'."
                if table.described
                else "Exporteer het bestand opnieuw zonder scheiding van duizendtallen.",
                index=_find(texts, value),
                column=column,
                value=value,
            )


def _decimal_point(table: Table, column: str, texts: pa.StringArray, decimal: str | None) -> pa.StringArray:
    """Decimal commas to points; refuses a column that uses both, or another mark than declared (fault 6)."""
    commas = pc.match_substring_regex(texts, _WITH_COMMA)
    if not pc.any(commas).as_py() and decimal != ",":
        return texts
    points = pc.match_substring_regex(texts, _WITH_POINT)
    first_comma, first_point = pc.index(commas, True).as_py(), pc.index(points, True).as_py()
    if decimal is None and first_point >= 0:
        (one, mark), (two, other) = sorted([(first_comma, "komma"), (first_point, "punt")])
        table.refuse(
            f"decimale komma en punt door elkaar: rij {table.row(one)} ('{texts[one].as_py()}') heeft een {mark}, "
            f"rij {table.row(two)} ('{texts[two].as_py()}') een {other}.",
            "Gebruik in één kolom één decimaalteken.",
            column=column,
        )
    wrong = first_point if decimal == "," else first_comma if decimal == "." else -1
    if wrong >= 0:
        declared, seen = ("komma", "punt") if decimal == "," else ("punt", "komma")
        table.refuse(
            f"het decimaalteken is hier een {seen}, maar volgens de beschrijving een {declared}.",
            "Herstel de waarde of de beschrijving van de bron.",
            index=wrong,
            column=column,
            value=texts[wrong].as_py(),
        )
    return pc.if_else(commas, pc.replace_substring(texts, ",", "."), texts)


def _mark_missing(
    table: Table,
    column: str,
    cells: pa.StringArray,
    pending: NDArray[np.bool_],
    reasons: NDArray[np.str_],
    missing: Mapping[str, Reason],
) -> None:
    """Give every cell that is not a number its reason; refuse the first that is no known mark."""
    if not pending.any():
        return
    known = {mark.casefold(): reason for mark, reason in missing.items()}
    encoded = cells.filter(pa.array(pending)).dictionary_encode()
    codes, uniques = encoded.indices.to_numpy(), encoded.dictionary.to_pylist()
    found = [known.get(text.casefold()) for text in uniques]
    if None in found:
        code = found.index(None)
        index = int(np.flatnonzero(pending)[np.argmax(codes == code)])
        _refuse_text(table, column, index, uniques[code])
    reasons[pending] = np.array([str(reason) for reason in found])[codes]


def _refuse_text(table: Table, column: str, index: int, value: str) -> None:
    remedy = table.repair
    if _DATE.fullmatch(value):
        problem = "hier staat een datum waar een getal hoort; waarschijnlijk heeft Excel de waarde omgezet."
        remedy = "Maak de kolom in Excel op als tekst en vul de waarde opnieuw in."
    elif re.fullmatch(r"[+-]?\d+(,\d+)?[eE][+-]?\d+", value):
        problem = "dit getal staat in wetenschappelijke notatie; waarschijnlijk heeft Excel cijfers weggelaten."
        remedy = "Maak de kolom in Excel op als getal en exporteer opnieuw."
    elif re.fullmatch(r"[+-]?(inf(inity)?|oneindig|∞)", value, re.IGNORECASE):
        problem = "dit is geen eindig getal."
    else:
        problem = "dit is geen getal."
    table.refuse(problem, remedy, index=index, column=column, value=value)


def _check_finite(table: Table, column: str, values: NDArray[np.float64], is_ready: NDArray[np.bool_]) -> None:
    endless = is_ready & ~np.isfinite(values)
    if endless.any():
        index = int(np.argmax(endless))
        table.refuse(
            "dit is geen eindig getal.",
            table.repair,
            index=index,
            column=column,
            value=str(table.frame[column].iloc[index]),
        )


def _find(texts: pa.StringArray, value: str) -> int:
    return int(pc.index(texts, value).as_py())
