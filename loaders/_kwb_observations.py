"""OData 4 observations: one row per cell, with the reason for a missing value beside it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._kwb_mapping import Line
from loaders._kwb_open import Raw
from loaders._kwb_tidy import Cells
from loaders._kwb_values import REASON_CODES, SCHOOL, check_values, column_values, texts
from loaders._table import check_duplicates
from model.loading import Note
from model.status import Reason

# CBS does not promise a closed list of attributes; what is not here stays "onbekend" and is named in a note.
_ATTRIBUTES = {
    "confidential": Reason.SECRET,
    ".": Reason.SECRET,
    "impossible": Reason.NOT_APPLICABLE,
    "notapplicable": Reason.NOT_APPLICABLE,
    "notavailable": Reason.UNKNOWN,
    "unknown": Reason.UNKNOWN,
    "none": Reason.UNKNOWN,
    "": Reason.UNKNOWN,
}


def read_observations(raw: Raw, codes: pd.Series, lines: Mapping[str, Line], edition: int, notes: list[Note]) -> Cells:
    """Cells of the matched measures. ``codes``: clean area code per kept row. Raises LoadRefused."""
    frame = raw.frame.loc[codes.index]
    measure = texts(frame["Measure"])
    present = set(measure.unique().tolist())
    if len(present & set(lines)) * 3 < len(lines):
        # A choice of measures was downloaded: then a measure without rows says nothing about publication.
        lines = {code: line for code, line in lines.items() if code in present}
    keep = measure.isin(list(lines)).to_numpy()
    values, reasons = _numbers(raw)
    keyed = pd.DataFrame({"gebied": codes[keep], "meetcode": measure[keep]})
    keyed["Value"] = values[keyed.index]
    keyed = check_duplicates(raw.table, keyed, ["gebied", "meetcode"])
    rows = keyed.index.to_numpy()
    values, reasons = values[rows], reasons[rows]
    area, areas = pd.factorize(keyed["gebied"])
    variable = pd.Categorical(keyed["meetcode"], categories=list(lines)).codes.astype(np.int32)
    attribute = texts(frame["ValueAttribute"]).loc[rows] if "ValueAttribute" in frame else pd.Series("", rows)
    school = np.isin(variable, [i for i, line in enumerate(lines.values()) if line.variable in SCHOOL])
    if edition == 2017:
        values[school & (values == -1)] = np.nan
    reasons = _reasons(values, reasons, attribute, raw.table.file, notes)
    provisional = attribute.str.lower().isin(["provisional", "voorlopig"]).to_numpy()
    _check(raw, rows, values, variable, tuple(lines.values()))
    return Cells(tuple(lines.values()), np.asarray(areas, dtype=object), area, variable, values, reasons, provisional)


def _numbers(raw: Raw) -> tuple[NDArray[np.float64], NDArray[np.int8]]:
    """``Value``; text topics that hold a number (postcode) come in ``StringValue``."""
    values, reasons = column_values(raw.table, raw.frame["Value"], count=False, blank=Reason.UNKNOWN)
    if "StringValue" in raw.frame:
        text = pd.to_numeric(texts(raw.frame["StringValue"]), errors="coerce").to_numpy(dtype=np.float64)
        values = np.where(np.isnan(values), text, values)
    return values, reasons


def _reasons(
    values: NDArray[np.float64], marks: NDArray[np.int8], attribute: pd.Series, file: str, notes: list[Note]
) -> NDArray[np.int8]:
    """The reason that the attribute gives; where it gives none, that of the mark in the cell."""
    inverse, distinct = pd.factorize(attribute)
    known = np.array([REASON_CODES[_ATTRIBUTES.get(str(text).lower(), Reason.UNKNOWN)] for text in distinct])
    unknown = REASON_CODES[Reason.UNKNOWN]
    given = known[inverse] if len(known) else np.zeros(0, dtype=np.int64)
    given = np.where((given == unknown) & (marks != 0), marks, given)
    gone = np.isnan(values)
    for code, text in enumerate(distinct):
        count = int((gone & (inverse == code)).sum())
        if count and str(text).lower() not in _ATTRIBUTES:
            words = f"{count} keer ontbreekt een cijfer met de reden '{text}'; getoond als onbekend."
            notes.append(Note("opvallend", f"{file}: {words}"))
    return np.where(gone, given, 0).astype(np.int8)


def _check(
    raw: Raw,
    places: NDArray[np.int64],
    values: NDArray[np.float64],
    variable: NDArray[np.int32],
    lines: tuple[Line, ...],
) -> None:
    """Range rules per measure; minimum and maximum first, so that only a measure with a fault is looked at by row."""
    order = np.argsort(variable, kind="stable")
    edges = np.searchsorted(variable[order], np.arange(len(lines) + 1))
    for position, line in enumerate(lines):
        rows = order[edges[position] : edges[position + 1]]
        if len(rows) and not np.isnan(values[rows]).all():
            check_values(raw.table, "Value", line, values[rows], places[rows])
