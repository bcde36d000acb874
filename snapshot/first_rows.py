"""The first rows of an offered file, for the person who offered it: never a row that may be about a person."""

import re

import pandas as pd

from loaders._area_names import folded
from loaders._descriptor_draft import area_column, mostly_numbers, soort_column
from loaders._frame import Table
from loaders._respondent_data import refuse_respondent_data
from model.checked import Rows
from model.errors import LoadRefused
from model.loading import Reading

_ROWS, _COLUMNS, _LONGEST = 5, 12, 40
_AREA_WORDS = ("buurt", "wijk", "gebied", "regio", "stad", "gemeente", "district", "area", "code")
_HIDDEN = "(tekst)"
_LONG_NUMBER = re.compile(r"\d{8,}")
_AREA_CODE = re.compile(r"(?:GM|WK|BU)[0-9A-Z]+", re.IGNORECASE)


def rows_of_reading(reading: Reading) -> Rows | None:
    """The first figures as they were read; of a survey none."""
    frame = reading.observations
    if reading.survey is not None or frame is None or frame.empty:
        return None
    first = frame.head(_ROWS)
    rows = tuple(
        (str(area), str(period), _short(str(variable)), _dutch(value))
        for area, period, variable, value in zip(
            first["area_code"], first["period"], first["variable"], first["value"], strict=True
        )
    )
    columns = ("gebied", "periode", "variabele", "waarde")
    return Rows(of_file=False, columns=columns, rows=rows, left_out=len(frame) - len(first))


def rows_of_table(table: Table) -> Rows | None:
    """The first rows of a table that no source knows: numbers, areas and kinds of areas; other text is left out.

    None when anything in it looks as if its rows are persons.
    """
    frame = table.frame
    columns = [str(column) for column in frame.columns]
    area, by_code = area_column(frame)
    try:
        refuse_respondent_data(table, columns, (), area)
    except LoadRefused:
        return None
    named = by_code or any(word in folded(area) for word in _AREA_WORDS)
    shown = {area} if named else set()
    shown |= {column for column in columns if _is_figure(frame[column])} | {soort_column(frame, area) or area} - {area}
    first = frame.head(_ROWS)
    cells = [
        [_short(text) if column in shown else _HIDDEN if text else "" for text in first[column]]
        for column in columns[:_COLUMNS]
    ]
    more = (f"… en nog {len(columns) - _COLUMNS}",) if columns[_COLUMNS:] else ()
    return Rows(
        of_file=True,
        columns=(*(_short(column) for column in columns[:_COLUMNS]), *more),
        rows=tuple((*row, *("" for _ in more)) for row in zip(*cells, strict=True)),
        left_out=len(frame) - len(first),
    )


def _is_figure(texts: pd.Series) -> bool:
    """Numbers, but none so long that it may be the number of a person."""
    return mostly_numbers(texts) and not any(
        _LONG_NUMBER.search(text) and not _AREA_CODE.fullmatch(text) for text in texts
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _dutch(value: float) -> str:
    return "" if pd.isna(value) else f"{value:,.10g}".translate(str.maketrans(",.", ".,"))
