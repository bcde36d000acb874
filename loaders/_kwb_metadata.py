"""Which metadata belongs to one data file, what it says about the columns, and of which year the figures are.

The year comes from the data or from metadata that fits the data, never from a guess: several fitting files that
disagree give no year, and figures of another year than the one stated are refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from loaders._kwb_companions import GROUPS, MEASURES, METADATA, PROPERTIES, REGIONS, TABLES, Companion, find_companions
from loaders._kwb_fit import fitting_companions
from loaders._kwb_layout import ODATA3, ODATA4, Layout, measure_column
from loaders._kwb_mapping import Column, normal_name
from loaders._kwb_open import Raw
from loaders._table import refuse

_PROVISIONAL = re.compile(r"voorlopige cijfers|voorlopig karakter", re.IGNORECASE)
_TABLE_STATUS = re.compile(r"Status van de cijfers:\s*(?P<status>[^\r\n]*)", re.IGNORECASE)


@dataclass
class Metadata:
    """What fits one data file. ``topics``: its columns with unit and group; ``regions``: region list or None."""

    topics: tuple[Column, ...]
    year: int | None = None
    year_from: str = ""
    modified: str | None = None
    regions: pd.DataFrame | None = None
    provisional: frozenset[str] = frozenset()
    paths: tuple[Path, ...] = ()
    has_units: bool = False


def metadata_for(raw: Raw, layout: Layout, siblings: Sequence[Path], stated: int | None) -> Metadata:
    """Metadata that fits ``raw``; ``stated`` decides between years. Raises LoadRefused when it contradicts itself."""
    fitting = fitting_companions(raw, layout, find_companions(siblings), stated)
    described = {c.kind: c for c in fitting}
    result = Metadata(layout.topics, paths=tuple(dict.fromkeys(c.path for c in fitting)))
    result.has_units = PROPERTIES in described or MEASURES in described
    if layout.form == ODATA3 and PROPERTIES in described:
        _describe(result, described[PROPERTIES].frame)
    if layout.form == ODATA4:
        measures = described.get(MEASURES)
        if measures:
            _describe_measures(result, measures.frame, described[GROUPS].frame if GROUPS in described else None)
        else:
            result.topics = tuple(measure_column(code, None, None, "") for code in sorted(raw.distinct("Measure")))
    if METADATA in described:
        table = described[METADATA]
        result.modified = table.first("Modified", "Updated") or None
        status = _TABLE_STATUS.search(table.first("ShortDescription", "Description", "LongDescription"))
        if status and re.search(r"voorlopig", status["status"].split("tenzij")[0], re.IGNORECASE):
            result.provisional = frozenset(topic.label for topic in result.topics)
    if REGIONS in described:
        result.regions = described[REGIONS].frame
    result.year, result.year_from = _year(raw, fitting)
    return result


def _describe(result: Metadata, frame: pd.DataFrame) -> None:
    """Units, group paths and provisional topics from DataProperties."""
    by_id = {_id(row["ID"]): row for row in frame.to_dict("records")}
    by_key = {str(row["Key"]).strip(): row for row in by_id.values()}
    topics, provisional = [], set()
    for topic in result.topics:
        row = by_key[topic.label]
        above = _ancestors(row, by_id, "ParentID")
        topics.append(replace(topic, unit=str(row["Unit"]).strip() or None, group=_path(above)))
        if _is_provisional([row, *above]):
            provisional.add(topic.label)
    result.topics, result.provisional = tuple(topics), frozenset(provisional)


def _describe_measures(result: Metadata, measures: pd.DataFrame, groups: pd.DataFrame | None) -> None:
    """All measures of the table, also those without any observation, with unit and group path."""
    by_id = {_id(row["Id"]): row for row in groups.to_dict("records")} if groups is not None else {}
    topics, provisional = [], set()
    for row in measures.to_dict("records"):
        code = str(row["Identifier"]).strip()
        above = _ancestors({"ParentId": row.get("MeasureGroupId", "")}, by_id, "ParentId")
        topics.append(measure_column(code, str(row["Title"]), str(row["Unit"]).strip() or None, _path(above)))
        if _is_provisional([row, *above]):
            provisional.add(code)
    result.topics, result.provisional = tuple(topics), frozenset(provisional)


def _path(above: list[dict[Any, Any]]) -> str:
    return normal_name("".join(str(row["Title"]) for row in reversed(above)))


def _is_provisional(rows: list[dict[Any, Any]]) -> bool:
    return any(_PROVISIONAL.search(str(row.get("Description", ""))) for row in rows)


def _ancestors(row: dict[Any, Any], by_id: dict[str, dict[Any, Any]], parent: str) -> list[dict[Any, Any]]:
    above: list[dict[Any, Any]] = []
    while (up := by_id.get(_id(row.get(parent, "")))) is not None and up not in above:
        above.append(up)
        row = up
    return above


def _id(value: object) -> str:
    """Ids come as 4, 4.0 and '4'."""
    return re.sub(r"\.0$", "", str(value).strip())


def _year(raw: Raw, fitting: list[Companion]) -> tuple[int | None, str]:
    """The year that data and metadata give, and which of them says so. Raises LoadRefused when they disagree."""
    said: dict[int, str] = {}
    if raw.table_id in TABLES:
        said[TABLES[raw.table_id]] = f"tabel {raw.table_id}"
    if raw.table.sheet and (found := re.search(r"20[12]\d", raw.table.sheet)):
        said[int(found.group())] = f"het werkblad '{raw.table.sheet}'"
    for companion in fitting:
        if companion.year is not None:
            said.setdefault(companion.year, f"'{companion.path.name}'")
    if len(said) > 1:
        (one, first), (two, second) = sorted(said.items())[:2]
        problem = f"volgens {first} zijn dit cijfers van {one}, maar volgens {second} van {two}."
        refuse(raw.table.file, problem, "Zet alleen de bestanden van één editie bij elkaar.")
    return next(iter(said.items()), (None, ""))


def refuse_other_year(file: str, metadata: Metadata, stated: int) -> None:
    """Raise LoadRefused when the figures are of another year than ``stated`` (fault 27)."""
    year, source = metadata.year, metadata.year_from
    # CBS names its own exports after the table; a name proves nothing, but a wrong year stated with it is caught.
    if year is None and (year := TABLES.get(file[:8].upper())):
        source = f"de tabelnaam {file[:8]} in de bestandsnaam"
    if year is not None and year != stated:
        problem = f"volgens {source} zijn dit cijfers van {year}, maar de opgegeven editie is {stated}."
        refuse(file, problem, f"Geef editie {year} op, of kies het bestand van {stated}.")
