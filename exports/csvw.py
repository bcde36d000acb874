"""CSVW: the description of the public set's tables that programs read (W3C, Metadata Vocabulary for Tabular Data)."""

from dataclasses import dataclass
from typing import Any

from exports.fields import Field

NAME = "csv-metadata.json"
# The form of exports.csv_file.
DIALECT = {
    "delimiter": ";",
    "encoding": "utf-8",
    "header": True,
    "lineTerminators": ["\r\n"],
    "quoteChar": '"',
    "doubleQuote": True,
}


@dataclass(frozen=True)
class Table:
    """One file: its columns, what makes a row unique, and per column the table and column that it points at."""

    file: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    points_at: tuple[tuple[str, str, str], ...] = ()


def description(tables: tuple[Table, ...], about: dict[str, Any]) -> dict[str, Any]:
    """A table group; ``about``: Dublin Core properties of the whole."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "@type": "TableGroup",
        "dialect": DIALECT,
        **about,
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(field, field.name in table.key) for field in table.fields],
        "primaryKey": list(table.key),
    }
    if table.points_at:
        schema["foreignKeys"] = [
            {"columnReference": [column], "reference": {"resource": file, "columnReference": [other]}}
            for column, file, other in table.points_at
        ]
    return {"url": table.file, "dc:title": table.title, "tableSchema": schema}


def _column(field: Field, required: bool) -> dict[str, Any]:
    datatype: Any = field.kind
    if field.kind == "number":
        datatype = {"base": "number", "format": {"decimalChar": ","}}
    return {
        "name": field.name,
        "titles": {"nl": field.name},
        "dc:description": field.about,
        "datatype": datatype,
        "required": required,
    }
