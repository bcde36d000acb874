"""Map files: GeoJSON that a browser keeps, small enough for a phone, with borders that fit exactly.

All levels of one year come from one simplified drawing, so that a focuswijk, a wijk or the city outline lies on the
borders of the buurten beneath it. Same input, same bytes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from model.areas import Level, focuswijk_code, parent_code
from snapshot.coverage import Polygons, covered_shares, dissolved, mended, simplified

RD, WGS84 = "EPSG:28992", "EPSG:4326"
# Of a metre and less: at 5 decimals close points of a detailed source fall together and borders cross.
DECIMALS = 6
MAXIMUM_BYTES = 300_000
FIRST_TOLERANCE_METRES = 8.0
# A wijk is drawn from its buurten unless so much of its published shape is in none of them: then one is missing.
MISSING_SHARE = 0.05
# Water that lies on top of the land (instead of beside it) must not be cut out of it.
WATER_ON_LAND_SHARE = 0.05

FILE_NAMES = {
    Level.BUURT.value: "buurt",
    Level.WIJK.value: "wijk",
    Level.GEMEENTE.value: "gemeente",
    Level.FOCUSWIJK.value: "focuswijken",
    "water": "water",
}


@dataclass(frozen=True)
class Sheet:
    """One file to be: its level (or ``water``), its codes, and its GeoJSON text with bounds in degrees."""

    level: str
    codes: tuple[str, ...]
    content: bytes
    bounds: tuple[float, float, float, float]


def draw(of_year: Mapping[Level, gpd.GeoDataFrame], groups: pd.DataFrame, names: Mapping[str, str]) -> list[Sheet]:
    """Sheets of one boundary year, simplified no more than needed to keep each under MAXIMUM_BYTES.

    ``of_year``: geometry per level; ``groups``: group_code, code (and name); ``names``: of areas without own geometry.
    """
    fitted = {level: _fitted(frame) for level, frame in of_year.items()}
    tolerance = FIRST_TOLERANCE_METRES
    while True:
        sheets = [_sheet(level, rows) for level, rows in _drawn(fitted, groups, names, tolerance).items() if len(rows)]
        if all(len(sheet.content) <= MAXIMUM_BYTES for sheet in sheets) or tolerance > 1000:
            return sheets
        tolerance *= 2


def write(sheet: Sheet, year: int, directory: Path) -> dict[str, Any]:
    """Write one sheet; its entry for the manifest."""
    name = f"{FILE_NAMES[sheet.level]}-{year}.geojson"
    (directory / name).write_bytes(sheet.content)
    return {
        "level": sheet.level,
        "boundary_year": year,
        "file": name,
        "sha256": hashlib.sha256(sheet.content).hexdigest(),
        "bounds": list(sheet.bounds),
        "codes": list(sheet.codes),
    }


def _fitted(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Rows code, name, water, sheet and geometry with mended borders; rows of one ``sheet`` lie side by side."""
    water = frame["water"].to_numpy(dtype=bool)
    shapes = np.asarray(frame.geometry, dtype=object)
    on_top = bool(water.any()) and covered_shares(shapes[water], shapes[~water]).mean() > WATER_ON_LAND_SHARE
    rows = pd.DataFrame({"code": frame["code"], "name": frame["name"], "water": water, "geometry": shapes})
    return _changed(rows.assign(sheet=water & on_top), mended)


def _changed(rows: pd.DataFrame, change: Callable[[Polygons], Polygons]) -> pd.DataFrame:
    shapes = rows["geometry"].to_numpy(dtype=object).copy()
    for sheet in (False, True):
        members = (rows["sheet"] == sheet).to_numpy(dtype=bool)
        if members.any():
            shapes[members] = change(shapes[members])
    return rows.assign(geometry=shapes)


def _drawn(
    fitted: Mapping[Level, pd.DataFrame], groups: pd.DataFrame, names: Mapping[str, str], tolerance: float
) -> dict[str, pd.DataFrame]:
    """Per file level: code, name and simplified geometry (RD)."""
    simple = {level: _changed(rows, partial(simplified, tolerance_metres=tolerance)) for level, rows in fitted.items()}
    land = {level: rows[~rows["water"]] for level, rows in simple.items()}
    water = next((rows[rows["water"]] for rows in simple.values() if rows["water"].any()), pd.DataFrame())
    buurten = land.get(Level.BUURT, pd.DataFrame(columns=["code", "name", "geometry"]))
    wijken = _joined(buurten, land.get(Level.WIJK), buurten["code"].map(parent_code), names)
    gemeenten = _joined(buurten, land.get(Level.GEMEENTE), "GM" + buurten["code"].str[2:6], names)
    if not len(buurten) and Level.WIJK in land:
        gemeenten = _joined(wijken, land.get(Level.GEMEENTE), "GM" + wijken["code"].str[2:6], names)
    return {
        Level.BUURT.value: buurten,
        Level.WIJK.value: wijken,
        Level.GEMEENTE.value: gemeenten,
        Level.FOCUSWIJK.value: _focuswijken(buurten, groups),
        "water": water,
    }


def _joined(
    parts: pd.DataFrame, official: pd.DataFrame | None, parents: pd.Series, names: Mapping[str, str]
) -> pd.DataFrame:
    """Areas drawn by joining their parts, so that the lines coincide; the published shapes where a part is missing."""
    if not len(parts):
        return parts if official is None else official
    joined = _dissolve(parts.assign(area=parents))
    if official is not None and not _all_there(joined, official):
        return official
    own_names = dict(zip(official["code"], official["name"], strict=True)) if official is not None else {}
    return joined.assign(name=[own_names.get(code) or names.get(code, code) for code in joined["code"]])


def _all_there(joined: pd.DataFrame, official: pd.DataFrame) -> bool:
    shares = covered_shares(official["geometry"].to_numpy(dtype=object), joined["geometry"].to_numpy(dtype=object))
    return set(official["code"]) <= set(joined["code"]) and bool((shares >= 1 - MISSING_SHARE).all())


def _focuswijken(buurten: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Focuswijken whose buurten are all on the map of this year; a part of one would be a wrong shape."""
    focus = groups[groups["group_code"].str.startswith(focuswijk_code(""))]
    if "name" not in focus:
        focus = focus.assign(name=focus["group_code"])
    parts = focus[["group_code", "code", "name"]].merge(buurten[["code", "geometry"]], on="code", how="left")
    whole = parts.groupby("group_code")["geometry"].transform(lambda shapes: shapes.notna().all())
    parts = parts[whole.astype(bool)].rename(columns={"group_code": "area"})
    return _dissolve(parts)


def _dissolve(parts: pd.DataFrame) -> pd.DataFrame:
    """One row per value of ``area``: code, name (of its first part) and joined geometry, sorted by code."""
    rows = [
        {"code": area, "name": group["name"].iloc[0], "geometry": dissolved(group["geometry"].to_numpy(dtype=object))}
        for area, group in parts.groupby("area", sort=True)
    ]
    return pd.DataFrame(rows, columns=["code", "name", "geometry"])


def _sheet(level: str, rows: pd.DataFrame) -> Sheet:
    shapes = gpd.GeoSeries(rows["geometry"].to_numpy(dtype=object), crs=RD).to_crs(WGS84).to_numpy()
    rounded = shapely.transform(shapes, lambda points: np.round(points, DECIMALS))
    ordered = shapely.orient_polygons(shapely.normalize(rounded))
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": shapely.geometry.mapping(shape),
        }
        for code, name, shape in zip(rows["code"], rows["name"], ordered, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    west, south, east, north = (float(bound) for bound in shapely.total_bounds(rounded))
    return Sheet(level, tuple(rows["code"]), content, (west, south, east, north))
