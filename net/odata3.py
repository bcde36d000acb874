"""CBS OData version 3, also of third parties: one row per area and period, as text that keeps why a figure is missing.

The bulk address gives pages of at most 10,000 rows and no count of them; the region list says how many areas there are
(formats.md, section 3).
"""

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from net.client import Client
from net.errors import LATER, REPORT, Absent, refuse
from net.kept import Kept, kept_pages
from net.pages import odata_pages
from net.statline import REGION, Fetched, Question, Row, State, check_table, regions_of, strayed, undisturbed
from net.ways import first_that_works

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
    return sorted(key[:4] for key in keys if re.fullmatch(r"20\d\dJJ00", key, re.ASCII))


def fetch(client: Client, question: Question, folder: Path, as_text: bool) -> Fetched:
    """The table's description as JSON and its untyped rows as Parquet or CSV. Raises LoadRefused, or Absent."""
    url = _url(client, question, "TableInfos")

    def get(version: str) -> tuple[Path, tuple[str, ...]]:
        check_table(url, question, _first(url, {"value": _save(client, question, "TableInfos", folder)}))
        properties = _save(client, question, "DataProperties", folder)
        named = [row for row in properties if str(row.get("odata.type")).split(".")[-1] in _DIMENSIONS]
        dimensions = [key for row in named if re.fullmatch(r"\w+", key := str(row.get("Key")))]
        regions: set[str] = set()
        for name in dimensions:
            listed = _save(client, question, name, folder)
            if name == REGION:
                regions = {str(row.get("Key", "")).strip() for row in listed}
        if question.prefixes and not any(code.startswith(("WK", "BU")) for code in regions):
            raise Absent
        data = folder / f"{question.table}_UntypedDataSet.{'csv' if as_text else 'parquet'}"
        one_row_each = dimensions == [REGION]
        with kept_pages(folder / f".{question.table}-v3", version) as kept:

            def write(asked: tuple[Question, ...]) -> None:
                found, received = _write(client, question, asked, data, kept)
                _check(_url(client, question, "UntypedDataSet"), found, received, regions, one_row_each)

            remarks = first_that_works(question, write)
        return data, remarks

    version, (file, remarks) = undisturbed(url, lambda: state(client, question).version, get)
    return Fetched(_url(client, question, "UntypedDataSet"), version, (file,), remarks)


def _url(client: Client, question: Question, name: str, filtered: str = "") -> str:
    query = f"&$filter={quote(filtered, safe=chr(39) + '(),')}" if filtered else ""
    return f"{client.base}/ODataFeed/odata/{question.table}/{name}?$format=json{query}"


def _first(url: str, content: dict[str, Any]) -> dict[str, Any]:
    rows = content.get("value")
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        refuse(url, "de beschrijving van de tabel is leeg.", LATER)
    first: dict[str, Any] = rows[0]
    return first


def _save(client: Client, question: Question, name: str, folder: Path) -> list[Row]:
    """A list of the table's description in a file; of the areas only those that were asked for."""
    if name == REGION:
        rows = regions_of(question, "Key", lambda text: _list(client, _url(client, question, name, text)))
    else:
        rows = _list(client, _url(client, question, name))
    path = folder / f"{question.table}_{name}.json"
    path.write_text(json.dumps({"value": rows}, ensure_ascii=False), encoding="utf-8")
    return rows


def _list(client: Client, url: str) -> list[Row]:
    return [row for page in odata_pages(client, url, "odata.nextLink", "Key") for row in page]


def _write(
    client: Client, question: Question, asked: tuple[Question, ...], path: Path, kept: Kept
) -> tuple[set[str], int]:
    """Rows that ``question`` wants in one file; gives their areas and number. Raises Strayed for what was not asked."""
    found: set[str] = set()
    received = 0
    with _Csv(path) if path.suffix == ".csv" else _Parquet(path) as writer:
        for part in asked:
            url = _url(client, part, "UntypedDataSet", part.filter)
            for rows in odata_pages(client, url, "odata.nextLink", "ID", kept):
                try:
                    if other := next((row for row in rows if not part.wants_row(row)), None):
                        strayed(url, " ".join(str(other[name]).strip() for name in (REGION, *part.only)))
                    own = [row for row in rows if question.wants_row(row)]
                    found |= {str(row[REGION]).strip() for row in own}
                    writer.write(own)
                except (KeyError, TypeError, ValueError, pa.ArrowException):
                    refuse(url, "de rijen hebben andere kolommen dan is afgesproken.", REPORT)
                received += len(own)
    return found, received


def _check(url: str, found: set[str], received: int, regions: set[str], one_row_each: bool) -> None:
    """Whether the areas of the region list came, and no others.

    Where the table has one row per area, exactly one of each must come. Where it has more (years, kinds), its region
    list may hold areas of other years' borders, and there is nothing to count by.
    """
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
