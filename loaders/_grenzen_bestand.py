"""What kind of boundary file this is, and its layers: attributes at once, polygons only for the rows that are wanted.

Reading polygons is what costs time in a national file, so a layer hands them out on request. GDAL (through pyogrio)
reads GeoJSON, GeoPackage and Shapefile; TopoJSON is decoded here because GDAL drops features without geometry.
"""

import gzip
import json
import re
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from loaders._container import is_packed
from loaders._grenzen_topojson import TopologyError, decode
from loaders._text import read_up_to
from model.errors import LoadRefused, Objection

HEAD_BYTES = 4_000_000
MAXIMUM_BYTES = 1_500_000_000
SHAPEFILE_COMPANIONS = (".shx", ".dbf", ".prj", ".cpg")
# The last two: a column name that is no UTF-8 or a list in a cell, and a system of coordinates that GDAL cannot write.
_GDAL_ERRORS = (
    *(DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError),
    *(ValueError, UnboundLocalError),
)
_DOWNLOAD_AGAIN = "Download het bestand opnieuw bij de bron en bied het nog eens aan."


class Kind(StrEnum):
    GEOJSON = "GeoJSON"
    TOPOJSON = "TopoJSON"
    GEOPACKAGE = "GeoPackage"
    SHAPEFILE = "Shapefile"


@dataclass(frozen=True)
class Layer:
    """One layer: ``attributes`` of every feature, in file order; ``polygons(mask)`` gives the shapes at True.

    ``crs`` is what the file says of its coordinates, None when it says nothing. ``metadata_year`` likewise.
    """

    name: str
    attributes: pd.DataFrame
    crs: str | None
    metadata_year: int | None
    polygons: Callable[[NDArray[np.bool_]], NDArray[np.object_]]


def kind_of(head: bytes) -> Kind | None:
    """Kind of file by its first bytes; None for anything that cannot hold boundaries."""
    if head.startswith(b"SQLite format 3\x00") and head[68:70] == b"GP":
        return Kind.GEOPACKAGE
    if head.startswith(b"\x00\x00\x27\x0a") and len(head) >= 100:
        return Kind.SHAPEFILE
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith(b"{"):
        return None
    if re.search(rb'"type"\s*:\s*"Topology"|"arcs"\s*:\s*\[\s*\[\s*\[', text):
        return Kind.TOPOJSON
    if re.search(rb'"type"\s*:\s*"FeatureCollection"|"features"\s*:\s*\[', text):
        return Kind.GEOJSON
    return None


def open_layers(
    path: Path, kind: Kind, head: bytes, relevant: Callable[[str], bool], first: int | None = None
) -> list[Layer]:
    """Polygon layers of the file with their ``relevant`` columns; only the ``first`` features where that is cheaper.

    Raises LoadRefused for a file that is cut off, damaged or without a layer.
    """
    if kind is Kind.TOPOJSON:
        return _topojson_layers(path)
    if kind is Kind.GEOPACKAGE:
        _refuse_truncated(path, head)
    if kind is Kind.SHAPEFILE:
        _refuse_incomplete(path)
    reader = _Gdal(path, kind, _metadata_year(head) if kind is Kind.GEOJSON else None, relevant, first)
    try:
        # GDAL warns of a name with another ending, and of an unclosed ring: what is invalid is counted later.
        with warnings.catch_warnings(action="ignore"):
            layers = [reader.layer(name) for name in reader.layer_names()]
    except _GDAL_ERRORS as error:
        raise _damaged(path.name, kind) from error
    if not layers:
        problem = f"Dit {kind}-bestand bevat geen enkele laag met vlakken."
        raise LoadRefused(Objection(file=path.name, problem=problem, remedy=_DOWNLOAD_AGAIN))
    return [layer for layer in layers if layer is not None]


def companions_of(path: Path, siblings: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files that make up one Shapefile together with ``path``."""
    return tuple(
        sorted(s for s in siblings if s.stem.lower() == path.stem.lower() and s.suffix.lower() in SHAPEFILE_COMPANIONS)
    )


class _Gdal:
    """Layers through GDAL. GeoJSON is parsed whole anyway; of the others the polygons are read when asked for."""

    def __init__(
        self, path: Path, kind: Kind, year: int | None, relevant: Callable[[str], bool], first: int | None
    ) -> None:
        self.source: Path | bytes = _unpacked(path) if is_packed(path) else path
        self._file, self._kind, self._year, self._relevant, self._first = path.name, kind, year, relevant, first

    def layer_names(self) -> list[str | int]:
        """Layers with geometry; GeoJSON has one, whose name GDAL makes up."""
        if self._kind is Kind.GEOJSON:
            return [0]
        return [str(name) for name, geometry_type in pyogrio.list_layers(self.source) if geometry_type is not None]

    def layer(self, name: str | int) -> Layer | None:
        info = pyogrio.read_info(self.source, layer=name, force_feature_count=self._first is None)
        geometry_type = info["geometry_type"] or ""
        if "Point" in geometry_type or "Line" in geometry_type:
            return None
        columns = [column for column in info["fields"] if self._relevant(column)]
        eager = self._kind is Kind.GEOJSON
        frame = self._read(name, columns, read_geometry=eager, max_features=self._first, fid_as_index=not eager)
        if self._first is None and len(frame) != info["features"]:
            raise _damaged(self._file, self._kind)
        if not eager:
            fids = frame.index.to_numpy()
            attributes = frame.reset_index(drop=True)
            return Layer(str(name), attributes, info["crs"], None, lambda mask: self._polygons(name, fids, mask))
        # GDAL fills in WGS84 where the file is silent, and many silent files are in RD.
        crs = None if info["crs"] in ("EPSG:4326", "OGC:CRS84") else info["crs"]
        has_shapes = "geometry" in frame
        shapes = np.asarray(frame["geometry"] if has_shapes else [None] * len(frame), dtype=object)
        attributes = pd.DataFrame(frame.drop(columns="geometry") if has_shapes else frame)
        return Layer(str(name), attributes, crs, self._year, lambda mask: shapes[mask])

    def _polygons(self, name: str | int, fids: NDArray[np.int64], mask: NDArray[np.bool_]) -> NDArray[np.object_]:
        if not mask.any():
            return np.array([], dtype=object)
        try:
            frame = self._read(name, [], fids=None if mask.all() else fids[mask])
        except _GDAL_ERRORS as error:
            raise _damaged(self._file, self._kind) from error
        if len(frame) != int(mask.sum()):
            raise _damaged(self._file, self._kind)
        return np.asarray(frame["geometry"], dtype=object)

    def _read(self, name: str | int, columns: list[str], **options: Any) -> pd.DataFrame:
        with warnings.catch_warnings(action="ignore"):
            read: pd.DataFrame = pyogrio.read_dataframe(
                self.source, layer=name, columns=columns, on_invalid="fix", use_arrow=False, **options
            )
        return read


def _topojson_layers(path: Path) -> list[Layer]:
    content = _unpacked(path) if is_packed(path) else path.read_bytes()
    try:
        decoded = decode(json.loads(content))
    except (ValueError, RecursionError, TopologyError) as error:
        raise _damaged(path.name, Kind.TOPOJSON) from error

    def layer(name: str, attributes: pd.DataFrame, shapes_of: Callable[[int], object]) -> Layer:
        def polygons(mask: NDArray[np.bool_]) -> NDArray[np.object_]:
            shapes = np.empty(int(mask.sum()), dtype=object)
            try:
                for place, row in enumerate(np.flatnonzero(mask)):
                    shapes[place] = shapes_of(int(row))
            except TopologyError as error:
                raise _damaged(path.name, Kind.TOPOJSON) from error
            return shapes

        return Layer(name, attributes, None, None, polygons)

    return [layer(*parts) for parts in decoded]


def _unpacked(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            content = read_up_to(stream, MAXIMUM_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        problem = "Het ingepakte bestand (gzip) is beschadigd of afgebroken."
        raise LoadRefused(Objection(file=path.name, problem=problem, remedy=_DOWNLOAD_AGAIN)) from error
    if len(content) > MAXIMUM_BYTES:
        problem = "Het bestand wordt na uitpakken groter dan 1,5 GB."
        remedy = "Lever een kleiner bestand aan, bijvoorbeeld alleen de eigen gemeente."
        raise LoadRefused(Objection(file=path.name, problem=problem, remedy=remedy))
    return content


def _metadata_year(head: bytes) -> int | None:
    before_features = head.split(b'"features"', 1)[0]
    found = re.search(rb'"metadata"\s*:\s*\{.*?"year"\s*:\s*"?((?:19|20)\d\d)\b', before_features, re.DOTALL)
    return int(found[1]) if found else None


def _refuse_truncated(path: Path, head: bytes) -> None:
    page_size = int.from_bytes(head[16:18], "big")
    expected = (65536 if page_size == 1 else page_size) * int.from_bytes(head[28:32], "big")
    size = path.stat().st_size
    if head[24:28] == head[92:96] and size < expected:
        told, counted = f"{expected:,}".replace(",", "."), f"{size:,}".replace(",", ".")
        problem = f"Dit GeoPackage is afgebroken: het hoort {told} bytes te zijn en is er {counted}."
        raise LoadRefused(Objection(file=path.name, problem=problem, remedy=_DOWNLOAD_AGAIN))


def _refuse_incomplete(path: Path) -> None:
    present = {s.suffix.lower() for s in companions_of(path, tuple(path.parent.iterdir()))}
    missing = [suffix for suffix in (".shx", ".dbf") if suffix not in present]
    if missing:
        verb = "ontbreekt" if len(missing) == 1 else "ontbreken"
        problem = f"Bij dit Shapefile {verb} {' en '.join(path.stem + suffix for suffix in missing)}."
        remedy = "Zet de bestanden .shp, .shx, .dbf en .prj met dezelfde naam bij elkaar in één map."
        raise LoadRefused(Objection(file=path.name, problem=problem, remedy=remedy))


def _damaged(file_name: str, kind: Kind) -> LoadRefused:
    problem = f"Dit {kind}-bestand is beschadigd of afgebroken en kan niet worden gelezen."
    return LoadRefused(Objection(file=file_name, problem=problem, remedy=_DOWNLOAD_AGAIN))
