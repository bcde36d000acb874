"""The kerncijfers of a year as CBS's open data: version 3 (one row per area) and version 4 (one row per cell).

Both come with their own description of the columns and list of regions, as an open-data client saves them.
"""

from pathlib import Path
from typing import Any

import pandas as pd
from kwb_tabellen import SECRET, whole
from publicatie import Gebied
from schrijven import FIXED_TEXT, write_json, write_text

TABLES = {2016: "83487NED", 2017: "83765NED", 2020: "84799NED", 2021: "85039NED", 2022: "85318NED"}
HOST = "https://opendata.cbs.nl/ODataApi/odata"
FICTIONAL = "Fictieve cijfers van een verzonnen gemeente, in de vorm van de tabel van het CBS."
STRUCTURE = ("Gemeentenaam", "SoortRegio", "Codering", "IndelingswijzigingWijkenEnBuurten")


def keys(columns: pd.DataFrame) -> list[str]:
    """Column names of version 3: the name with its place in the table behind it."""
    return [f"{stam}_{5 + place}" for place, stam in enumerate(columns["stam"])]


def typed_rows(areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> list[dict[str, Any]]:
    """TypedDataSet: numbers or None."""
    rows = []
    for number, (area, record) in enumerate(zip(areas, values.to_dict("records"), strict=True)):
        row: dict[str, Any] = {"ID": number, "WijkenEnBuurten": area.code.ljust(10)}
        texts = (area.gemeente.ljust(40), area.soort.ljust(10), area.code.ljust(10), area.vlag)
        row |= {f"{name}_{place}": text for place, (name, text) in enumerate(zip(STRUCTURE, texts, strict=True), 1)}
        for key, line in zip(keys(columns), columns.itertuples(), strict=True):
            value = record[line.variabele]
            row[key] = None if pd.isna(value) else whole(value, line.decimalen)
        rows.append(row)
    return rows


def csv3(path: Path, rows: list[dict[str, Any]], columns: pd.DataFrame, untyped: bool) -> None:
    """Typed (blank where missing) or untyped (padded text, a point where missing) data set as CSV."""
    lines = [";".join(f'"{name}"' for name in rows[0])]
    decimals = dict(zip(keys(columns), columns["decimalen"], strict=True))
    for row in rows:
        cells = []
        for name, value in row.items():
            if name not in decimals:
                cells.append(str(value) if name == "ID" else f'"{value}"')
            elif untyped:
                text = SECRET if value is None else f"{value:.{decimals[name]}f}"
                cells.append(f'"{text:>8}"')
            else:
                cells.append("" if value is None else str(value))
        lines.append(";".join(cells))
    write_text(path, "\ufeff" + "\r\n".join(lines) + "\r\n")


def regions3(areas: list[Gebied]) -> list[dict[str, Any]]:
    """The dimension of version 3, which holds the names."""
    return [
        {
            "Key": area.code.ljust(10),
            "Title": area.naam,
            "Description": None,
            "Municipality": "" if area.soort == "Land" else f"GM{area.code[2:6]}",
            "DetailRegionCode": area.code.ljust(10),
        }
        for area in areas
    ]


def properties3(columns: pd.DataFrame) -> list[dict[str, Any]]:
    """DataProperties: the key column, the groups and the topics in them."""
    items: list[dict[str, Any]] = [_property3(0, 0, None, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten")]
    groups: dict[str, int] = {}

    def group(path: str) -> int | None:
        if not path:
            return None
        if path not in groups:
            parent, _, title = path.rpartition("/")
            above = group(parent)
            groups[path] = len(items)
            items.append(_property3(len(items), None, above, "TopicGroup", "", title))
        return groups[path]

    place = 0
    for name, title, unit in (
        ("Gemeentenaam_1", "Gemeentenaam", "naam"),
        ("SoortRegio_2", "Soort regio", "omschrijving"),
        ("Codering_3", "Codering", "code"),
        ("IndelingswijzigingWijkenEnBuurten_4", "Indelingswijziging wijken en buurten", "code"),
    ):
        place += 1
        above = group("Regioaanduiding")
        items.append(_property3(len(items), place, above, "Topic", name, title, "String", unit, 0))
    for key, line in zip(keys(columns), columns.itertuples(), strict=True):
        place += 1
        path, _, title = line.pad.rpartition("/")
        above = group(path)
        kind = "Double" if line.decimalen else "Long"
        items.append(_property3(len(items), place, above, "Topic", key, title, kind, line.eenheid, line.decimalen))
    return items


def _property3(
    number: int,
    position: int | None,
    parent: int | None,
    kind: str,
    key: str,
    title: str,
    datatype: str | None = None,
    unit: str | None = None,
    decimals: int | None = None,
) -> dict[str, Any]:
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": number,
        "Position": position,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": "",
        "Datatype": datatype,
        "Unit": unit,
        "Decimals": decimals,
        "Default": "None",
    }


def table_info3(year: int, rows: int, columns: int) -> dict[str, Any]:
    title = f"Kerncijfers wijken en buurten {year}"
    return {
        "ID": 1,
        "Title": title,
        "ShortTitle": title,
        "Identifier": TABLES[year],
        "Summary": FICTIONAL,
        "Modified": FIXED_TEXT,
        "ShortDescription": f"{FICTIONAL} Gegevens beschikbaar over: {year}. Status van de cijfers: Definitief.",
        "Language": "nl",
        "Catalog": "VOORBEELD",
        "Period": str(year),
        "RecordCount": rows,
        "ColumnCount": columns,
    }


def json3(folder: Path, year: int, areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> None:
    """Answers of version 3, each in the envelope in which it came."""
    table = TABLES[year]
    rows = typed_rows(areas, columns, values)
    parts: dict[str, list[dict[str, Any]]] = {
        "TypedDataSet": rows,
        "DataProperties": properties3(columns),
        "TableInfos": [table_info3(year, len(rows), len(rows[0]) - 1)],
        "WijkenEnBuurten": regions3(areas),
    }
    for name, value in parts.items():
        envelope = {"odata.metadata": f"{HOST}/{table}/$metadata#Cbs.OData.WebAPI.{name}", "value": value}
        write_json(folder / f"{table}_{name}.json", envelope)


def parquet3(folder: Path, year: int, areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> None:
    """The same table as a client that saves Parquet leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    table = TABLES[year]
    rows = typed_rows(areas, columns, values)
    frame = pd.DataFrame(rows)
    described = pd.DataFrame(properties3(columns)).rename(columns={"odata.type": "odata_type"})
    for name, part in (
        ("TypedDataSet", frame),
        ("DataProperties", described),
        ("WijkenEnBuurten", pd.DataFrame(regions3(areas))),
    ):
        part.to_parquet(folder / f"{table}_{name}.parquet", index=False)
    write_json(folder / f"{table}_Metadata.json", table_info3(year, len(rows), len(rows[0]) - 1))


def parquet4(folder: Path, year: int, areas: list[Gebied], columns: pd.DataFrame, values: pd.DataFrame) -> None:
    """Version 4: observations, the measures and their groups, the regions and the properties of the table."""
    folder.mkdir(parents=True, exist_ok=True)
    table = TABLES[year]
    lines = columns[columns["code"] != ""]
    cells: list[dict[str, Any]] = []
    for area, record in zip(areas, values.to_dict("records"), strict=True):
        for line in lines.itertuples():
            value = record[line.variabele]
            cells.append(
                {
                    "Id": len(cells),
                    "Measure": line.code,
                    "ValueAttribute": "Confidential" if pd.isna(value) else "None",
                    "Value": None if pd.isna(value) else float(whole(value, line.decimalen)),
                    "StringValue": None,
                    "WijkenEnBuurten": area.code,
                }
            )
    groups = {path: f"V{number:05d}" for number, path in enumerate(dict.fromkeys(_group_paths(lines)), 1)}
    measures = [
        {
            "Identifier": line.code,
            "Index": place,
            "Title": line.pad.rpartition("/")[2],
            "Description": "",
            "MeasureGroupId": groups[line.pad.rpartition("/")[0]],
            "DataType": "Double" if line.decimalen else "Long",
            "Unit": line.eenheid,
            "Decimals": line.decimalen,
        }
        for place, line in enumerate(lines.itertuples(), 5)
    ]
    group_rows = [
        {"Id": number, "Index": place, "Title": path.rpartition("/")[2], "Description": "", "ParentId": parent}
        for place, (path, number) in enumerate(groups.items())
        for parent in [groups.get(path.rpartition("/")[0], "")]
    ]
    regions = [
        {
            "Identifier": area.code,
            "Index": place,
            "Title": area.naam,
            "Description": "",
            "DimensionGroupId": f"GM{area.code[2:6]}" if area.soort in ("Wijk", "Buurt") else area.code[:2],
            "DetailRegionCode": area.code,
        }
        for place, area in enumerate(areas, 1)
    ]
    for name, part in (
        ("Observations", cells),
        ("MeasureCodes", measures),
        ("MeasureGroups", group_rows),
        ("WijkenEnBuurtenCodes", regions),
    ):
        pd.DataFrame(part).to_parquet(folder / f"{table}_{name}.parquet", index=False)
    properties = {
        "@odata.context": f"https://datasets.cbs.nl/odata/v1/CBS/{table}/$metadata#Properties",
        "Identifier": table,
        "Title": f"Kerncijfers wijken en buurten {year}",
        "Description": f"{FICTIONAL} Status van de cijfers: Definitief.",
        "Modified": FIXED_TEXT,
        "TemporalCoverage": str(year),
        "ObservationCount": len(cells),
    }
    write_json(folder / f"{table}_Properties.json", properties)


def _group_paths(lines: pd.DataFrame) -> list[str]:
    """Every group of the table of contents, a parent before its parts."""
    paths = []
    for path in lines["pad"].str.rpartition("/")[0]:
        parts = path.split("/")
        paths += ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return paths
