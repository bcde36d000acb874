"""Figures with the shape of their area: GeoJSON in degrees, and GeoPackage in the Dutch grid (RD).

The shapes are those of the snapshot's own maps: simplified, with borders that fit. A figure without a shape (the rest
of the city, Nederland) stays a row without one.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import shape

from exports.fields import FLAT
from exports.rows import cells_in, json_rows
from model.errors import WijkpeilError
from snapshot.store import Snapshot

MOST_ROWS = 50_000
LAYER = "cijfers"
_DEGREES, _RD = "EPSG:4326", "EPSG:28992"


def geojson_bytes(s: Snapshot, frame: pd.DataFrame, grenzen: int | None) -> bytes:
    """One feature per figure. ``grenzen``: the year whose map is drawn; None: that of each figure, or the nearest."""
    features = [
        {"type": "Feature", "geometry": drawn, "properties": row}
        for row, drawn in zip(json_rows(cells_in(frame)), _shapes(s, frame, grenzen), strict=True)
    ]
    whole = {"type": "FeatureCollection", "name": LAYER, "features": features}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def geopackage_bytes(s: Snapshot, frame: pd.DataFrame, grenzen: int | None) -> bytes:
    """The same as one layer of a GeoPackage."""
    drawn = [None if one is None else shape(one) for one in _shapes(s, frame, grenzen)]
    typed = frame.assign(**{f.name: frame[f.name].astype("Int64") for f in FLAT if f.kind == "integer"})
    whole = gpd.GeoDataFrame(typed, geometry=drawn, crs=_DEGREES).to_crs(_RD)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cijfers.gpkg"
        whole.to_file(path, layer=LAYER, driver="GPKG", engine="pyogrio", promote_to_multi=True)
        return path.read_bytes()


def _shapes(s: Snapshot, frame: pd.DataFrame, grenzen: int | None) -> list[dict[str, Any] | None]:
    """A shape per row of ``frame``, or None. Raises WijkpeilError without any, or for too many rows."""
    if len(frame) > MOST_ROWS:
        raise WijkpeilError(f"Een kaartbestand heeft hoogstens {MOST_ROWS} cijfers. Kies minder perioden of gebieden.")
    years: dict[str, list[int]] = {}
    for file in s.geo_files:
        for code in file["codes"]:
            if file["level"] != "water":
                years.setdefault(str(code), []).append(int(file["boundary_year"]))
    maps: dict[int, dict[str, Any]] = {}
    found: list[dict[str, Any] | None] = []
    for area, own in zip(frame["gebied"], frame["grenzenjaar"], strict=True):
        wanted = grenzen if grenzen is not None else (int(own) if own == own else s.programme.grenzenjaar)
        year = min(years.get(area, ()), key=lambda one: abs(one - wanted), default=None)
        if year is not None and year not in maps:
            maps[year] = _drawn(s, year)
        found.append(None if year is None else maps[year][area])
    if found and not any(found):
        raise WijkpeilError("Van deze gebieden is er geen kaart. Kies buurten, wijken of focuswijken, of kies csv.")
    return found


def _drawn(s: Snapshot, year: int) -> dict[str, Any]:
    """The shapes of one year's maps, by code."""
    found: dict[str, Any] = {}
    for file in s.geo_files:
        if file["boundary_year"] == year and file["level"] != "water":
            content = json.loads((s.directory / "geo" / file["file"]).read_text(encoding="utf-8"))
            found |= {one["properties"]["code"]: one["geometry"] for one in content["features"]}
    return found
