"""What the other files in a folder tell about the kerncijfers beside them: units, groups, region names, the year.

A companion is known by its content (which columns it has) and belongs to a data file only when its content fits that
file; its name plays no part.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from loaders._container import Container, container_of
from loaders._kwb_open import Peek, load, peek
from model.areas import clean_code
from model.errors import LoadRefused

PROPERTIES, REGIONS, METADATA = "kolombeschrijving", "regiolijst", "tabelbeschrijving"
MEASURES, GROUPS, DIMENSIONS = "meetcodes", "meetgroepen", "dimensies"

# Which table holds which edition (formats.md, section 2).
TABLES = {
    "82339NED": 2013,
    "82931NED": 2014,
    "83220NED": 2015,
    "83487NED": 2016,
    "83765NED": 2017,
    "84286NED": 2018,
    "84583NED": 2019,
    "84799NED": 2020,
    "85039NED": 2021,
    "85318NED": 2022,
    "85618NED": 2023,
    "85984NED": 2024,
    "86165NED": 2025,
}
_LARGEST = 40_000_000
_MAY_DESCRIBE = (Container.PARQUET, Container.JSON, Container.TEXT)


@dataclass(frozen=True, eq=False)
class Companion:
    """One file of metadata with its rows (blank text and null are both "")."""

    kind: str
    path: Path
    frame: pd.DataFrame
    table_id: str | None = None

    def first(self, *names: str) -> str:
        """The first filled one of these fields in the first row, or ""."""
        row = self.frame.iloc[0]
        return next((text for name in names if name in row and (text := str(row[name]).strip())), "")

    @property
    def keys(self) -> frozenset[str]:
        """Column keys of a column description, measure codes, or clean area codes of a region list."""
        name = "Key" if "Key" in self.frame else "Identifier"
        clean = clean_code if self.kind == REGIONS else str.strip
        return frozenset(clean(str(key)) for key in self.frame[name].tolist()) - {""}

    @property
    def year(self) -> int | None:
        """Edition that this companion states, None when it states none."""
        if self.kind == METADATA:
            title = re.search(r"wijken en buurten\s+(20\d\d)", self.first("Title"))
            period = re.fullmatch(r"(20\d\d)(JJ00)?", self.first("Period", "TemporalCoverage"))
            found = title or period
            return int(found.group(1)) if found else TABLES.get(self.first("Identifier"))
        if self.kind in (PROPERTIES, DIMENSIONS):
            years = {str(year).strip()[:4] for year in self.frame.get("MapYear", [])} - {"", "nan"}
            return int(years.pop()) if len(years) == 1 else None
        return None


def find_companions(siblings: Iterable[Path]) -> list[Companion]:
    """All files beside a data file that hold metadata of some CBS table, of whatever edition."""
    found = []
    for path in siblings:
        if path.is_file() and container_of(path) in _MAY_DESCRIBE:
            status = path.stat()
            companion = _companion(path, status.st_size, status.st_mtime_ns)
            if companion:
                found.append(companion)
    return found


@lru_cache(maxsize=256)
def _companion(path: Path, size: int, _modified: int) -> Companion | None:
    seen = peek(path) if size <= _LARGEST else None
    kind = _kind(seen) if seen else None
    if kind is None:
        return None
    try:
        raw = load(path)
    except LoadRefused:
        return None
    frame = raw.frame.drop(columns="Description", errors="ignore") if kind == REGIONS else raw.frame
    return Companion(kind, path, frame.astype(object).where(frame.notna(), ""), raw.table_id)


def _kind(seen: Peek) -> str | None:
    names = set(seen.names)
    if {"Key", "Title", "Unit"} <= names:
        return PROPERTIES
    if {"Key", "Title", "Municipality"} <= names or {"Identifier", "Title", "DimensionGroupId"} <= names:
        return REGIONS
    if {"Identifier", "Title", "Unit"} <= names:
        return MEASURES
    if {"Identifier", "MapYear"} <= names:
        return DIMENSIONS
    if {"Id", "Title", "ParentId"} <= names:
        return GROUPS
    if {"Identifier", "Title", "Modified"} <= names:
        return METADATA
    return None
