"""CBS OData version 4: one row per cell, in pages of 100,000, counted by the server (formats.md, section 4)."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from net.client import Client
from net.errors import LATER, REPORT, Absent, refuse
from net.pages import odata_pages
from net.statline import REGION, Fetched, Question, State, check_table, undisturbed

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

    def get() -> Path:
        about = _save(client, url, folder / f"{question.table}_Properties.json")
        check_table(url, question, about)
        regions = _filter(question.regions("Identifier"), "?")
        for name, query in (("MeasureCodes", ""), ("MeasureGroups", ""), (f"{REGION}Codes", regions)):
            path = folder / f"{question.table}_{name}.json"
            listed = _save_list(client, f"{client.base}/{question.table}/{name}{query}", path)
            if name == f"{REGION}Codes":
                _refuse_absent(question, {str(row.get("Identifier", "")).strip() for row in listed})
        observations = folder / f"{question.table}_Observations.parquet"
        _write(client, question, observations)
        return observations

    version, file = undisturbed(url, lambda: check_table(url, question, client.json(url)), get)
    return Fetched(_url(client, question, "Observations"), version, (file,))


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


def _save_list(client: Client, url: str, path: Path) -> list[dict[str, Any]]:
    """A list of the table's description, all pages of it, in one file."""
    rows = [row for page in odata_pages(client, url, "@odata.nextLink", "Identifier") for row in page]
    path.write_text(json.dumps({"value": rows}, ensure_ascii=False), encoding="utf-8")
    return rows


def _write(client: Client, question: Question, path: Path) -> None:
    """Observations page by page, so that memory holds one page; as many as the server counts."""
    url = _url(client, question, "Observations") + _filter(question.filter, "?")
    expected, received = size(client, question), 0
    with pq.ParquetWriter(path, _SCHEMA) as writer:
        for rows in odata_pages(client, url, "@odata.nextLink", "Id"):
            writer.write_table(_table(url, question, rows))
            received += len(rows)
    if received != expected:
        counted = f"{expected:,} en er kwamen er {received:,}".replace(",", ".")
        refuse(url, f"de server telt {counted}: er ontbreken cijfers of er zijn er te veel.", LATER)


def _table(url: str, question: Question, rows: list[dict[str, Any]]) -> pa.Table:
    try:
        columns = {name: [row[name] for row in rows] for name in ("Measure", "Value", REGION)}
        columns |= {name: [row.get(name) for row in rows] for name in ("ValueAttribute", "StringValue")}
        columns[REGION] = [code.strip() for code in columns[REGION]]
        table = pa.table({name: pa.array(columns[name], _plain(name)) for name in _COLUMNS})
    except (KeyError, TypeError, AttributeError, pa.ArrowException):
        refuse(url, "de rijen hebben andere kolommen dan is afgesproken.", REPORT)
    odd = next((code for code in set(columns[REGION]) if not question.wants(code)), None)
    if odd is not None:
        refuse(url, f"er is gevraagd om enkele gemeenten, maar de server geeft ook '{odd}'.", REPORT)
    return table.cast(_SCHEMA)


def _plain(name: str) -> pa.DataType:
    return pa.float64() if name == "Value" else pa.string()
