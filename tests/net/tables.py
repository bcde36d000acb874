"""Made-up StatLine tables of the example's gemeente and its neighbours, as rows of version 3 and cells of version 4."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from loaders._kwb_companions import TABLES
from loaders._kwb_mapping import CODE, LAST_EDITION, STEM, Line, lines
from snapshot.settings import CHECKOUT

OWN, NEIGHBOURS = "GM9901", ("GM9902", "GM9903", "GM9904")
KWB_TABLES = {year: table for table, year in TABLES.items()}
CHANGED = "2026-01-15T02:00:00"
_EXAMPLE = CHECKOUT / "data" / "voorbeeld"


@dataclass
class Table:
    """One table: ``rows`` of version 3 with padded keys, and how it describes itself."""

    identifier: str
    title: str
    period: str
    properties: list[dict[str, Any]]
    dimensions: dict[str, list[dict[str, Any]]]
    rows: list[dict[str, Any]]
    modified: str = CHANGED
    measures: list[dict[str, Any]] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)


@cache
def areas() -> tuple[tuple[str, str], ...]:
    """Code and name of the land, four gemeenten, and the wijken and buurten of two of them."""
    found = [("NL00", "Nederland"), (OWN, "Elzenvoorde"), *((code, f"Buurgemeente {code[-1]}") for code in NEIGHBOURS)]
    for name in ("wijken.csv", "buurten.csv"):
        with (_EXAMPLE / name).open(encoding="utf-8", newline="") as stream:
            found += [(row["code"], row["naam"]) for row in csv.DictReader(stream)]
    found += [("WK990200", "Wijk 00"), ("BU99020000", "Dorp"), ("BU99020001", "NA")]
    return tuple(found)


def kwb(
    year: int,
    identifier: str = "",
    extra: Sequence[dict[str, Any]] = (),
    modified: str = CHANGED,
    places: Sequence[tuple[str, str]] | None = None,
) -> Table:
    """Kerncijfers of a year in both versions. ``extra``: measures besides those that the mapping knows;

    ``places``: code and name of the areas, by default those of the example.
    """
    places = areas() if places is None else places
    table = identifier or KWB_TABLES[year]
    stems, codes = (_lines(form, min(year, LAST_EDITION)) for form in (STEM, CODE))
    measures = [_measure(line.name, line.title, line.unit) for line in codes] + list(extra)
    described = [_property(0, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten", "")]
    for name in ("Gemeentenaam_1", "SoortRegio_2", "Codering_3", "IndelingswijzigingWijkenEnBuurten_4"):
        described.append(_property(len(described), "Topic", name, name[:-2], "code"))
    rows, cells = [], []
    for place, (code, _) in enumerate(places):
        row = {"ID": place, "WijkenEnBuurten": code.ljust(10), "Gemeentenaam_1": places[1][1].ljust(40)}
        row |= {"SoortRegio_2": _kind(code).ljust(10), "Codering_3": code.ljust(10)}
        row |= {"IndelingswijzigingWijkenEnBuurten_4": "1" if code[:2] in ("WK", "BU") else "."}
        for number, line in enumerate(stems, start=5):
            row[f"{line.name}_{number}"] = f"{value(line, place, year):>9}"
        rows.append(row)
        for line in codes:
            cells.append(_cell(len(cells), line.name, float(value(line, place, year)), code))
        cells += [_cell(len(cells) + n, one["Identifier"], 7.0, code) for n, one in enumerate(extra)]
    for number, line in enumerate(stems, start=5):
        described.append(_property(len(described), "Topic", f"{line.name}_{number}", line.title, line.unit))
    title = f"Kerncijfers wijken en buurten {year}"
    return Table(
        table, title, str(year), described, {"WijkenEnBuurten": regions(places)}, rows, modified, measures, cells
    )


def regions(places: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"Key": code.ljust(10), "Title": name, "Municipality": "" if code == "NL00" else f"GM{code[2:6]}"}
        for code, name in places
    ]


def value(line: Line, place: int, year: int) -> str:
    """A figure that grows slowly and stays within the bounds of its line."""
    low = line.minimum if line.minimum is not None else 0.0
    high = line.maximum if line.maximum is not None else 4000.0
    share = 0.2 + 0.5 * ((place * 37 + len(line.variable) * 11) % 100) / 100 + 0.005 * (year - 2013)
    figure = low + (high - low) * share
    return f"{figure:.0f}" if line.kind in ("count", "code") else f"{figure:.1f}"


def _lines(form: str, year: int) -> list[Line]:
    """One line per variable: those of which one name is enough."""
    found: dict[str, Line] = {}
    for line in lines():
        if line.form == form and line.first <= year <= line.last and not line.of:
            found.setdefault(line.variable, line)
    names: dict[str, Line] = {}
    for line in found.values():
        names.setdefault(line.name.lower(), line)
    return list(names.values())


def _kind(code: str) -> str:
    return {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[code[:2]]


def _property(number: int, kind: str, key: str, title: str, unit: str) -> dict[str, Any]:
    about = {"odata.type": f"Cbs.OData.{kind}", "ID": number, "Position": number, "ParentID": None, "Type": kind}
    return {**about, "Key": key, "Title": title, "Description": "", "Datatype": "Long", "Unit": unit, "Decimals": 0}


def _measure(code: str, title: str, unit: str) -> dict[str, Any]:
    about = {"Identifier": code, "Index": 1, "Title": title, "Description": "", "MeasureGroupId": "V1"}
    return {**about, "DataType": "Double", "Unit": unit, "Decimals": 1}


def measure(code: str, title: str, unit: str) -> dict[str, Any]:
    """A measure code as version 4 lists it."""
    return _measure(code, title, unit)


def _cell(number: int, code: str, figure: float, area: str) -> dict[str, Any]:
    about = {"Id": number, "Measure": code, "ValueAttribute": "None", "Value": figure, "StringValue": None}
    return {**about, "WijkenEnBuurten": area}


def dimension_table(
    identifier: str,
    title: str,
    period: str,
    dimensions: dict[str, list[tuple[str, str]]],
    topics: dict[str, tuple[str, str, str]],
    figures: Any,
    places: Sequence[tuple[str, str]] | None = None,
) -> Table:
    """A version 3 table with dimensions besides the areas.

    ``dimensions``: per name its keys and titles; ``topics``: key → title, unit and group; ``figures(topic, keys)``
    gives the cell, where ``keys`` is the area followed by the key of each dimension; ``places`` as in ``kwb``.
    """
    places = areas() if places is None else places
    described = [_property(0, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten", "")]
    for name in dimensions:
        kind = "TimeDimension" if name == "Perioden" else "Dimension"
        described.append(_property(len(described), kind, name, name, ""))
    groups: dict[str, int] = {}
    for key, (topic, unit, group) in topics.items():
        parent = None
        for part in filter(None, group.split("/")):
            if part not in groups:
                groups[part] = len(described)
                described.append({**_property(len(described), "TopicGroup", "", part, ""), "ParentID": parent})
            parent = groups[part]
        described.append({**_property(len(described), "Topic", key, topic, unit), "ParentID": parent})
    rows: list[dict[str, Any]] = []
    for code, _ in places:
        for keys in _combinations(list(dimensions.values())):
            row = {"ID": len(rows), "WijkenEnBuurten": code.ljust(10), **dict(zip(dimensions, keys, strict=True))}
            rows.append(row | {topic: figures(topic, (code, *keys)) for topic in topics})
    listed = {
        name: [{"Key": key, "Title": words, "Description": ""} for key, words in keys]
        for name, keys in dimensions.items()
    }
    return Table(identifier, title, period, described, {"WijkenEnBuurten": regions(places), **listed}, rows)


def _combinations(dimensions: list[list[tuple[str, str]]]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for keys in dimensions:
        found = [(*before, key) for before in found for key, _ in keys]
    return found
