"""Which buurten lie in a shape that somebody drew on the map: those with a point of their own inside it."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from model.areas import Level
from snapshot.store import Snapshot

MOST_POINTS = 500


def drawn_on(points: object) -> BaseGeometry | None:
    """The shape within drawn points (longitude, latitude); None for what is no such list, or has no inside."""
    if not isinstance(points, Sequence) or isinstance(points, str) or not 3 <= len(points) <= MOST_POINTS:
        return None
    try:
        places = np.array(points, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if places.ndim != 2 or places.shape[1] != 2 or not np.isfinite(places).all():
        return None
    # A hand that crosses its own line means all that lies within the line.
    shape = shapely.make_valid(Polygon(places))
    return shape if shapely.area(shape) > 0.0 else None


def inside(s: Snapshot, points: object) -> list[str]:
    """Codes of buurten on the map of the grenzenjaar (else the newest) whose point on the surface lies in the shape."""
    shape = drawn_on(points)
    files = [file for file in s.geo_files if file["level"] == Level.BUURT.value]
    if shape is None or not files:
        return []
    year = s.programme.grenzenjaar
    best = max(files, key=lambda file: (file["boundary_year"] == year, file["boundary_year"]))
    codes, places = _places(s.directory / "geo" / best["file"])
    return [code for code, within in zip(codes, shapely.contains(shape, places), strict=True) if within]


@cache
def _places(path: Path) -> tuple[list[str], np.ndarray]:
    """Codes of a map file, and a point on the surface of each. A file of a snapshot never changes."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    return [str(feature["properties"]["code"]) for feature in features], shapely.point_on_surface(shapes)
