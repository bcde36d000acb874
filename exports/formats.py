"""The forms in which a selection can be had, each with its ending and media type: one place that makes a file of it."""

import io
import json
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from exports.about import file_name, readme
from exports.asked import Form
from exports.csv_file import csv_bytes
from exports.fields import FLAT, Field
from exports.geo_file import geojson_bytes, geopackage_bytes
from exports.rows import rows
from exports.selection import Selection
from exports.workbook import xlsx_bytes
from snapshot.store import Snapshot

MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.GPKG: "application/geopackage+sqlite3",
    Form.GEOJSON: "application/geo+json",
}
_ARROW = {"string": pa.string(), "number": pa.float64(), "integer": pa.int32()}


@dataclass(frozen=True)
class Made:
    """A file that was made: its name, its bytes, and how many figures are in it."""

    name: str
    content: bytes
    figures: int


def made(s: Snapshot, selection: Selection, form: Form) -> Made:
    """The selection as a file. Raises WijkpeilError when this form cannot hold it."""
    return file_of(s, selection, rows(s, selection), form)


def file_of(s: Snapshot, selection: Selection, frame: pd.DataFrame, form: Form) -> Made:
    """Rows of a selection as a file. Raises WijkpeilError when this form cannot hold them."""
    return Made(file_name(s, selection, frame, form), _content(s, selection, frame, form), len(frame))


def _content(s: Snapshot, selection: Selection, frame: pd.DataFrame, form: Form) -> bytes:
    if form is Form.CSV:
        return csv_bytes(frame, [field.column for field in FLAT])
    if form is Form.XLSX:
        return xlsx_bytes(frame, [field.column for field in FLAT], readme(s, frame, FLAT))
    if form is Form.PARQUET:
        return parquet_bytes(frame, FLAT, dict(readme(s, frame, ())))
    if form is Form.GPKG:
        return geopackage_bytes(s, frame, selection.grenzen)
    return geojson_bytes(s, frame, selection.grenzen)


def parquet_bytes(frame: pd.DataFrame, fields: tuple[Field, ...], about: dict[str, str]) -> bytes:
    """Parquet with the meaning of each column and what the file is in its metadata."""
    schema = pa.schema(
        [pa.field(f.name, _ARROW[f.kind], metadata={"description": f.about}) for f in fields],
        metadata={"wijkpeil": json.dumps(about, ensure_ascii=False)},
    )
    table = pa.Table.from_pandas(frame[[field.name for field in fields]], schema=schema, preserve_index=False)
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(schema.metadata), out, compression="zstd")
    return out.getvalue()
