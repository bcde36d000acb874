"""Tiny boundary files: squares of 1 km in RD, in the forms in which real files come."""

import gzip
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import Transformer

from loaders.cbs_grenzen import LOADER
from model.loading import AREA_COLUMNS, Context, RawFile, Reading, Recognition

NO_AREAS = pd.DataFrame(columns=list(AREA_COLUMNS))
_TO_DEGREES = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def square(column: int = 0, row: int = 0, metres: float = 1000.0) -> shapely.Polygon:
    """A square near the middle of Noord-Brabant, in RD."""
    west, south = 112_000 + 1000 * column, 400_000 + 1000 * row
    return shapely.box(west, south, west + metres, south + metres)


def in_degrees(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, _TO_DEGREES.transform, interleaved=False)


def feature(properties: dict[str, Any], shape: shapely.Geometry | None) -> dict[str, Any]:
    geometry = None if shape is None else shapely.geometry.mapping(shape)
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def cbs(code: str, name: str, year: int = 2015) -> dict[str, Any]:
    """Properties as CBS gives them with its generalised borders."""
    return {"statcode": code, "statnaam": name, "jrstatcode": f"{year}{code}"}


def geojson(path: Path, features: list[dict[str, Any]], **members: Any) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), encoding="utf-8")
    return path


def topojson(path: Path, features: list[dict[str, Any]], arcs: list[Any], **members: Any) -> Path:
    """A Topology of one object; gzipped when the name ends in .gz."""
    objects = {"gebieden": {"type": "GeometryCollection", "geometries": features}}
    content = json.dumps({"type": "Topology", "arcs": arcs, **members, "objects": objects}).encode()
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return path


def geopackage(path: Path, layers: dict[str, dict[str, list[Any]]], crs: str | None = "EPSG:28992") -> Path:
    """Layers by name; each a dict of columns, of which ``geometry`` holds the shapes."""
    for name, columns in layers.items():
        gpd.GeoDataFrame(columns, geometry="geometry", crs=crs).to_file(path, layer=name)
    return path


def recognise(path: Path, edition: str | None = None) -> Recognition | None:
    siblings = tuple(sorted(sibling for sibling in path.parent.iterdir() if sibling != path))
    return LOADER.recognise(RawFile(path, edition, siblings))


def read(path: Path, edition: str = "2015", gemeenten: set[str] | None = None) -> Reading:
    context = Context(areas=NO_AREAS, gemeenten=None if gemeenten is None else frozenset(gemeenten))
    return LOADER.read(RawFile(path, edition), edition, context)


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(note.kind, note.text) for note in reading.notes]
