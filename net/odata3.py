"""CBS OData version 3, also of third parties: one row per area and period, as text that keeps why a figure is missing.

The bulk address gives pages of at most 10,000 rows and no count of them; the region list says how many areas there are
(formats.md, section 3).
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from net.client import Client
from net.errors import LATER, REPORT, Absent, TooMany, refuse
from net.pages import odata_pages
from net.statline import REGION, Fetched, Question, State, check_table, undisturbed

_DIMENSIONS = ("Dimension", "TimeDimension", "GeoDimension", "GeoDetail")


def state(client: Client, question: Question) -> State:
    """When the table was changed. Raises LoadRefused."""
    url = _url(client, question, "TableInfos")
    return State(url, check_table(url, question, _first(url, client.json(url))))


def catalogue(client: Client) -> list[dict[str, Any]]:
    """Every table that the server has: Identifier, Title, Modified. Raises LoadRefused."""
    url = f"{client.base}/ODataCatalog/Tables?$format=json&$select=Identifier,Title,Modified"
    return [row for page in odata_pages(client, url, "odata.nextLink", "Identifier") for row in page]


def periods(client: Client, question: Question) -> list[str]:
    """Years that the table has figures of, oldest first. Raises LoadRefused."""
    url = _url(client, question, "Perioden")
    keys = [
        str(row.get("Key", "")).strip() for page in odata_pages(client, url, "odata.nextLink", "Key") for row in page
    ]
    return sorted(key[:4] for key in keys if key.endswith("JJ00"))


def fetch(client: Client, question: Question, folder: Path, as_text: bool) -> Fetched:
    """The table's description as JSON and its untyped rows as Parquet or CSV. Raises LoadRefused, or Absent."""
    url = _url(client, question, "TableInfos")

    def get() -> Path:
        check_table(url, question, _first(url, {"value": _save(client, question, "TableInfos", folder)}))
        properties = _save(client, question, "DataProperties", folder)
        named = [row for row in properties if str(row.get("odata.type")).split(".")[-1] in _DIMENSIONS]
        dimensions = [key for row in named if re.fullmatch(r"\w+", key := str(row.get("Key")))]
        regions: set[str] = set()
        for name in dimensions:
            listed = _save(client, question, name, folder, question.regions("Key") if name == REGION else "")
            if name == REGION:
                regions = {str(row.get("Key", "")).strip() for row in listed}
        if question.prefixes and not any(code.startswith(("WK", "BU")) for code in regions):
            raise Absent
        data = folder / f"{question.table}_UntypedDataSet.{'csv' if as_text else 'parquet'}"
        one_row_each = dimensions == [REGION]
        _write(client, question, data, regions, one_row_each)
        return data

    version, file = undisturbed(url, lambda: state(client, question).version, get)
    return Fetched(_url(client, question, "UntypedDataSet"), version, (file,))


def _url(client: Client, question: Question, name: str, filtered: str = "") -> str:
    query = f"&$filter={quote(filtered, safe=chr(39) + '(),')}" if filtered else ""
    return f"{client.base}/ODataFeed/odata/{question.table}/{name}?$format=json{query}"


def _first(url: str, content: dict[str, Any]) -> dict[str, Any]:
    rows = content.get("value")
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        refuse(url, "de beschrijving van de tabel is leeg.", LATER)
    first: dict[str, Any] = rows[0]
    return first


def _save(client: Client, question: Question, name: str, folder: Path, filtered: str = "") -> list[dict[str, Any]]:
    url = _url(client, question, name, filtered)
    rows = [row for page in odata_pages(client, url, "odata.nextLink", "Key") for row in page]
    path = folder / f"{question.table}_{name}.json"
    path.write_text(json.dumps({"value": rows}, ensure_ascii=False), encoding="utf-8")
    return rows


def _rows(client: Client, question: Question) -> Iterator[list[dict[str, Any]]]:
    """Pages of rows; a question that is too large is asked per beginning of the code, then per key (fault 38)."""
    url = _url(client, question, "UntypedDataSet", question.filter)
    try:
        yield from odata_pages(client, url, "odata.nextLink", "ID")
    except TooMany:
        smaller = _smaller(question)
        if not smaller:
            raise
        for part in smaller:
            yield from _rows(client, part)


def _smaller(question: Question) -> list[Question]:
    if len(question.prefixes) > 1:
        return [replace(question, prefixes=(prefix,)) for prefix in question.prefixes]
    for dimension, keys in question.only.items():
        if len(keys) > 1:
            return [replace(question, only={**question.only, dimension: (key,)}) for key in keys]
    return []


def _write(client: Client, question: Question, path: Path, regions: set[str], one_row_each: bool) -> None:
    """All rows in one file, of areas in the region list only.

    Where the table has one row per area, exactly one of each must come. Where it has more (years, kinds), its region
    list may hold areas of other years' borders, and there is nothing to count by.
    """
    url = _url(client, question, "UntypedDataSet")
    found: set[str] = set()
    received = 0
    with _Csv(path) if path.suffix == ".csv" else _Parquet(path) as writer:
        for rows in _rows(client, question):
            try:
                found |= {str(row[REGION]).strip() for row in rows}
                writer.write(rows)
            except (KeyError, TypeError, ValueError, pa.ArrowException):
                refuse(url, "de rijen hebben andere kolommen dan is afgesproken.", REPORT)
            received += len(rows)
    if odd := sorted(found - regions):
        refuse(url, f"de server geeft cijfers van '{odd[0]}', dat niet in zijn eigen lijst van gebieden staat.", LATER)
    if not found:
        raise Absent
    if one_row_each and (missing := sorted(regions - found)):
        problem = f"van {len(missing)} van de {len(regions)} gebieden komt geen rij mee, zoals '{missing[0]}'."
        refuse(url, problem, LATER)
    if one_row_each and received != len(regions):
        refuse(url, f"er komen {received} rijen mee voor {len(regions)} gebieden.", LATER)


class _Csv:
    """Rows as StatLine's own CSV: semicolons, a byte order mark, and the cells as they came."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("w", encoding="utf-8-sig", newline="")
        self._writer: csv.DictWriter[str] | None = None

    def __enter__(self) -> "_Csv":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, rows: list[dict[str, Any]]) -> None:
        if rows and self._writer is None:
            self._writer = csv.DictWriter(self._stream, list(rows[0]), delimiter=";", lineterminator="\r\n")
            self._writer.writeheader()
        if self._writer is not None:
            self._writer.writerows(rows)


class _Parquet:
    """Rows as text columns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: pq.ParquetWriter | None = None

    def __enter__(self) -> "_Parquet":
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.close()

    def write(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, pa.schema([(name, pa.string()) for name in rows[0]]))
        schema = self._writer.schema
        cells = {name: [None if row[name] is None else str(row[name]) for row in rows] for name in schema.names}
        self._writer.write_table(pa.table(cells, schema=schema))
