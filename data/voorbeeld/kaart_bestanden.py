"""The boundaries as files: TopoJSON in degrees (2013), a GeoPackage in metres (2019), GeoJSON in both (2025)."""

import json
from pathlib import Path
from random import Random
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from cijfers import BUREN, GEMEENTE
from publicatie import CHANGED_IN, RECODED
from pyproj import Transformer
from schrijven import FIXED_TEXT, write_gzip, write_json
from shapely.geometry.base import BaseGeometry
from topologie import topology
from vorm import CENTRE, Kaart

RD, WGS84 = "EPSG:28992", "EPSG:4326"
_TO_DEGREES = Transformer.from_crs(RD, WGS84, always_xy=True)


def lagen(kaart: Kaart, names: dict[str, str], wijken: dict[str, str], year: int) -> dict[str, gpd.GeoDataFrame]:
    """Layers buurten, wijken and gemeenten in RD: land and water of one code are two rows, as at the source."""
    flags = CHANGED_IN.get(year, {})
    shapes = {_code_then(code, year): shape for code, shape in kaart.buurten.items()}
    rows = []
    for now, code in zip(kaart.buurten, shapes, strict=True):
        common = {"naam": names[now], "wijk": "WK" + code[2:8], "vlag": flags.get(now, 1)}
        rows += _land_and_water(code, shapes[code], kaart.water, common)
    buurten = gpd.GeoDataFrame(rows, geometry="geometry", crs=RD)
    rows = []
    for wijk, name in wijken.items():
        whole = shapely.union_all([shape for code, shape in shapes.items() if code[2:8] == wijk[2:]])
        rows += _land_and_water(wijk, whole, kaart.water, {"naam": name, "wijk": wijk, "vlag": 1})
    wijk_laag = gpd.GeoDataFrame(rows, geometry="geometry", crs=RD)
    whole = shapely.union_all(list(shapes.values()))
    rows = _land_and_water(GEMEENTE[0], whole, kaart.water, {"naam": GEMEENTE[1], "wijk": "", "vlag": 1})
    for (code, (name, *_)), shape in zip(BUREN.items(), _buren(whole), strict=True):
        rows += _land_and_water(code, shape, kaart.water, {"naam": name, "wijk": "", "vlag": 1})
    gemeenten = gpd.GeoDataFrame(rows, geometry="geometry", crs=RD)
    return {"buurten": buurten, "wijken": wijk_laag, "gemeenten": gemeenten}


def _code_then(code: str, year: int) -> str:
    return RECODED[0] if year < 2019 and code == RECODED[1] else code


def _land_and_water(
    code: str, shape: BaseGeometry, water: BaseGeometry, common: dict[str, Any]
) -> list[dict[str, Any]]:
    land = _polygons(shapely.difference(shape, water))
    wet = _polygons(shapely.intersection(shape, water))
    rows = [{"code": code, "water": "NEE", **common, "geometry": land}]
    if wet.area > 2_000:
        rows.append({"code": code, "water": "JA", **common, "geometry": wet})
    return rows


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """Only the areas of a geometry, crumbs left out, as one MultiPolygon."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 200]
    return shapely.MultiPolygon(parts)


def _buren(own: BaseGeometry) -> list[BaseGeometry]:
    """Two neighbouring gemeenten: the land around with an uneven edge, cut from north to south by a crooked line."""
    dice = Random(9902)

    def crooked(points: list[tuple[float, float]], size: float) -> list[tuple[float, float]]:
        return [(x + dice.uniform(-size, size), y + dice.uniform(-size, size)) for x, y in points]

    smooth = shapely.segmentize(own.buffer(3_400).simplify(500), 1_300)
    around = shapely.Polygon(crooked(list(smooth.exterior.coords[:-1]), 260))
    ring = shapely.difference(around, own)
    left, bottom, _, top = around.bounds
    heights = np.linspace(bottom - 1_000, top + 1_000, 26)
    cut = crooked([(CENTRE[0] + 900, float(height)) for height in heights], 190)
    west = shapely.Polygon([(left - 1, cut[0][1]), *cut, (left - 1, cut[-1][1])])
    halves = (shapely.intersection(ring, west), shapely.difference(ring, west))
    return [_polygons(shapely.make_valid(shapely.transform(half, np.round))) for half in halves]


def land_en_water_ha(kaart: Kaart) -> tuple[dict[str, float], dict[str, float]]:
    """Hectares of land and of water per buurt (code of 2025)."""
    land = {code: shapely.difference(shape, kaart.water).area / 1e4 for code, shape in kaart.buurten.items()}
    water = {code: shapely.intersection(shape, kaart.water).area / 1e4 for code, shape in kaart.buurten.items()}
    return land, water


def in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same layer in WGS84, rounded to about ten centimetres."""

    def turn(xy: np.ndarray) -> np.ndarray:
        return np.round(np.column_stack(_TO_DEGREES.transform(xy[:, 0], xy[:, 1])), 6)

    shapes = [shapely.transform(shape, turn) for shape in frame.geometry]
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=WGS84)


def topojson_2013(path: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Gzipped TopoJSON with CBS's generalised names: statcode, statnaam, jrstatcode."""
    objects = {}
    for name, frame in layers.items():
        land = in_degrees(frame[frame["water"] == "NEE"])
        rows = [
            {"statcode": row.code, "jrstatcode": f"2013{row.code}", "statnaam": row.naam} for row in land.itertuples()
        ]
        objects[name] = (rows, list(land.geometry))
    write_gzip(path, json.dumps(topology(objects), ensure_ascii=False, separators=(",", ":")).encode())


def geopackage_2019(path: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """GeoPackage with PDOK's names and three layers; GDAL would note the time of writing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_TEXT.replace("Z", ".000Z")})
    try:
        for name, frame in layers.items():
            renamed = _pdok(frame, name, 2019)
            pyogrio.write_dataframe(
                renamed, path, layer=name, driver="GPKG", geometry_type="MultiPolygon", append=path.exists()
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def geojson_2025(folder: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Buurten as PDOK's service gives them (degrees), wijken in metres with a crs member, gemeenten without one."""
    for name, frame in layers.items():
        renamed = _pdok(frame, name, 2025)
        turned = in_degrees(renamed) if name == "buurten" else renamed
        features = [
            {
                "type": "Feature",
                "id": str(number),
                "properties": {key: value for key, value in row.items() if key != "geometry"},
                "geometry": _geometry(row["geometry"]),
            }
            for number, row in enumerate(turned.to_dict("records"), 1)
        ]
        collection: dict[str, Any] = {"type": "FeatureCollection"}
        if name == "buurten":
            collection |= {"timeStamp": FIXED_TEXT, "numberReturned": len(features), "links": []}
        if name == "wijken":
            collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
        write_json(folder / f"{name}_2025.geojson", collection | {"features": features})


def _pdok(frame: gpd.GeoDataFrame, layer: str, year: int) -> gpd.GeoDataFrame:
    own = {"buurten": "buurt", "wijken": "wijk", "gemeenten": "gemeente"}[layer]
    columns: dict[str, Any] = {f"{own}code": frame["code"], f"{own}naam": frame["naam"]}
    if layer == "buurten":
        columns["wijkcode"] = frame["wijk"]
    if layer != "gemeenten":
        columns |= {"gemeentecode": GEMEENTE[0], "gemeentenaam": GEMEENTE[1]}
        columns["indelingswijziging_wijken_en_buurten"] = frame["vlag"]
    columns |= {"water": frame["water"], "jaar": year}
    return gpd.GeoDataFrame(pd.DataFrame(columns, index=frame.index), geometry=frame.geometry, crs=frame.crs)


def _geometry(shape: BaseGeometry) -> dict[str, Any]:
    rings = [[_ring(part.exterior), *map(_ring, part.interiors)] for part in shapely.get_parts(shape)]
    return {"type": "MultiPolygon", "coordinates": rings}


def _ring(ring: Any) -> list[list[float]]:
    return [[int(x) if float(x).is_integer() else x, int(y) if float(y).is_integer() else y] for x, y in ring.coords]
