"""Which column of a boundary layer is what: CBS, PDOK and municipal files name the same things differently.

Names are compared without case and underscores, so that ``gemeente_code`` and ``gemeenteCode`` are one.
Forms seen: CBS generalised (statcode, jrstatcode), PDOK (buurtcode, water, jaar), Shapefile (BU_CODE, H2O, IND_WBI),
Breda open data (BUURTCODE of 4 digits beside GEMEENTECODE and GOUWCODE).
"""

import re
from collections.abc import Iterable
from typing import Any

import pandas as pd

from model.areas import Level

STATCODE = ("statcode",)
YEAR_AND_CODE = ("jrstatcode", "jaarstatcode")
YEAR = ("jaar",)
WATER = ("water", "h2o")
CODES = {
    Level.BUURT: ("buurtcode", "bucode"),
    Level.WIJK: ("wijkcode", "wkcode", "gouwcode"),
    Level.GEMEENTE: ("gemeentecode", "gmcode"),
}
NAMES = {
    Level.BUURT: ("statnaam", "buurtnaam", "bunaam", "buurt"),
    Level.WIJK: ("statnaam", "wijknaam", "wknaam", "wijk", "gouw"),
    Level.GEMEENTE: ("statnaam", "gemeentenaam", "gmnaam", "gemeente"),
}
_FLAG = re.compile(r"indelingswijziging.*|indwbi")
_KNOWN = {*STATCODE, *YEAR_AND_CODE, *YEAR, *WATER} | {
    name for names in (*CODES.values(), *NAMES.values()) for name in names
}


def plain(column: str) -> str:
    """Name of a column without case, underscores and padding."""
    return re.sub(r"[^a-z0-9]", "", column.lower())


def is_relevant(column: str) -> bool:
    """Whether a boundary layer's column is worth reading."""
    return plain(column) in _KNOWN or _FLAG.fullmatch(plain(column)) is not None


class Table:
    """The attributes of one layer, found by plain name; values as text, None where there is nothing."""

    def __init__(self, attributes: pd.DataFrame) -> None:
        self._by_name = {plain(str(column)): str(column) for column in reversed(list(attributes.columns))}
        self._attributes = attributes

    def __len__(self) -> int:
        return len(self._attributes)

    @property
    def flag_column(self) -> tuple[str, ...]:
        return tuple(name for name in self._by_name if _FLAG.fullmatch(name))

    @property
    def level(self) -> Level | None:
        """The most detailed level that the layer has codes of; None without codes. Not decisive beside a statcode."""
        found = (level for level in (Level.BUURT, Level.WIJK, Level.GEMEENTE) if self.column(CODES[level]))
        return next(found, None)

    def column(self, names: Iterable[str]) -> str | None:
        """The first of ``names`` that the layer has, as the file spells it."""
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def texts(self, names: Iterable[str]) -> list[str | None]:
        """Values of that column, untouched but for numbers, which become text; all None without the column."""
        column = self.column(names)
        if column is None:
            return [None] * len(self)
        return [None if _is_blank(value) else _as_text(value) for value in self._attributes[column].to_list()]


def _is_blank(value: Any) -> bool:
    return value is None or bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _as_text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
