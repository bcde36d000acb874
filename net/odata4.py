"""CBS OData version 4: one row per cell, in pages of 100,000, counted by the server (formats.md, section 4)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from net.client import Client
from net.errors import LATER, REPORT, Absent, Strayed, refuse
from net.kept import Kept, kept_pages
from net.pages import odata_pages
from net.statline import REGION, Fetched, Question, Row, State, check_table, regions_of, strayed, undisturbed
from net.ways import first_that_works

_COLUMNS = ("Measure", "ValueAttribute", "Value", "StringValue", REGION)
_SCHEMA = pa.schema(
    [
        ("Measure", pa.dictionary(pa.int32(), pa.string())),
        ("ValueAttribute", pa.dictionary(pa.int32(), pa.string())),
        ("Value", pa.float64()),
        ("StringValue", pa.string()),
        (REGION, pa.dictionary(pa.int32(), pa.string())),
    ]
)


def state(client: Client, question: Question) -> State:
    """When the table was changed and how many cells the question gives. Raises LoadRefused."""
    url = _url(client, question, "Properties")
    return State(url, check_table(url, question, client.json(url)))


def size(client: Client, question: Question) -> int:
    """Number of cells that the server counts for the question. Raises LoadRefused."""
    url = _url(client, question, "Observations", f"$count=true&$top=0{_filter(question.filter, '&')}")
    count = client.json(url).get("@odata.count")
    if not isinstance(count, int):
        refuse(url, "de server telt de cijfers niet ('@odata.count' ontbreekt).", REPORT)
    return count


def fetch(client: Client, question: Question, folder: Path) -> Fetched:
    """The table's description as JSON and its observations as Parquet. Raises LoadRefused, or Absent."""
    url = _url(client, question, "Properties")

    def get(version: str) -> tuple[Path, tuple[str, ...]]:
        about = _save(client, url, folder / f"{question.table}_Properties.json")
        check_table(url, question, about)
        for name in ("MeasureCodes", "MeasureGroups"):
            _save_list(_list(client, _url(client, question, name)), folder / f"{question.table}_{name}.json")
        codes = _url(client, question, f"{REGION}Codes")
        regions = regions_of(question, "Identifier", lambda text: _list(client, codes + _filter(text, "?")))
        _refuse_absent(question, {str(row.get("Identifier", "")).strip() for row in regions})
        _save_list(regions, folder / f"{question.table}_{REGION}Codes.json")
        path = folder / f"{question.table}_Observations.parquet"
        with kept_pages(folder / f".{question.table}-v4", version) as kept:
            remarks = first_that_works(question, lambda asked: _write(client, question, asked, path, kept))
        return path, remarks

    version, (file, remarks) = undisturbed(url, lambda: check_table(url, question, client.json(url)), get)
    return Fetched(_url(client, question, "Observations"), version, (file,), remarks)


def _url(client: Client, question: Question, name: str, query: str = "") -> str:
    return f"{client.base}/{question.table}/{name}" + (f"?{query}" if query else "")


def _filter(text: str, before: str) -> str:
    """The text as a query parameter; CBS reads ``$filter`` as it stands, with its brackets and commas."""
    return f"{before}$filter={quote(text, safe=chr(39) + '(),')}" if text else ""


def _refuse_absent(question: Question, codes: set[str]) -> None:
    """Raise Absent when none of the programme's own gemeenten is in the region list of this edition."""
    if question.prefixes and not any(code.startswith(("WK", "BU")) for code in codes):
        raise Absent


def _save(client: Client, url: str, path: Path) -> dict[str, Any]:
    content = client.json(url)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return content


def _list(client: Client, url: str) -> list[Row]:
    """A list of the table's description, all pages of it."""
    return [row for page in odata_pages(client, url, "@odata.nextLink", "Identifier") for row in page]


def _save_list(rows: list[Row], path: Path) -> None:
    path.write_text(json.dumps({"value": rows}, ensure_ascii=False), encoding="utf-8")


def _write(client: Client, question: Question, asked: tuple[Question, ...], path: Path, kept: Kept) -> None:
    """Observations page by page, so that memory holds one page; as many as the server counts for what is ``asked``."""
    written = 0
    with pq.ParquetWriter(path, _SCHEMA) as writer:
        for part in asked:
            url = _url(client, part, "Observations") + _filter(part.filter, "?")
            expected, received = size(client, part), 0
            for rows in odata_pages(client, url, "@odata.nextLink", "Id", kept):
                received += len(rows)
                table = _table(url, question, part, rows)
                writer.write_table(table)
                written += len(table)
            if received != expected:
                counted = f"{expected:,} en er kwamen er {received:,}".replace(",", ".")
                refuse(url, f"de server telt {counted}: er ontbreken cijfers of er zijn er te veel.", LATER)
    if not written:
        refuse(url, "de server geeft geen enkel cijfer van de gevraagde gebieden.", LATER, Strayed)


def _table(url: str, question: Question, asked: Question, rows: list[Row]) -> pa.Table:
    """Rows of a page that ``question`` wants. Raises Strayed for one that was not ``asked``."""
    try:
        columns = {name: [row[name] for row in rows] for name in ("Measure", "Value", REGION)}
        columns |= {name: [row.get(name) for row in rows] for name in ("ValueAttribute", "StringValue")}
        columns[REGION] = [code.strip() for code in columns[REGION]]
        table = pa.table({name: pa.array(columns[name], _plain(name)) for name in _COLUMNS})
    except (KeyError, TypeError, AttributeError, pa.ArrowException):
        refuse(url, "de rijen hebben andere kolommen dan is afgesproken.", REPORT)
    if odd := sorted(code for code in set(columns[REGION]) if not asked.wants(code)):
        strayed(url, odd[0])
    return table.filter(pa.array([question.wants(code) for code in columns[REGION]], pa.bool_())).cast(_SCHEMA)


def _plain(name: str) -> pa.DataType:
    return pa.float64() if name == "Value" else pa.string()
