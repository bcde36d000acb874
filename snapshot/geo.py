"""What the build needs of boundaries: which delivery to draw, surfaces, neighbours, and the map files of a snapshot.

Geometry frames have GEOMETRY_COLUMNS in RD (EPSG:28992). A column ``delivery`` (any sortable value), if there, keeps
the deliveries of one level and year apart; pieces of two deliveries are never mixed on one map.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from model.areas import Level
from snapshot import map_files
from snapshot.coverage import bordering, mended

MAP_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
SQUARE_METRES_PER_KM2 = 1_000_000


def choose_geometry(
    geometries: gpd.GeoDataFrame, level: Level, gemeenten: Iterable[str]
) -> dict[int, gpd.GeoDataFrame]:
    """Per boundary year the polygons of one level in these gemeenten, from one delivery, sorted by code.

    Of several deliveries the one with most areas wins, then the one drawn in most detail, then the latest.
    """
    own = "GM" + geometries["code"].str[2:6]
    at_level = geometries[(geometries["level"] == level.value) & own.isin(list(gemeenten))]
    if "delivery" not in at_level:
        # Without a mark a code that comes back for the same year can only be of another delivery.
        at_level = at_level.assign(delivery=at_level.groupby(["code", "boundary_year", "water"]).cumcount())
    chosen: dict[int, gpd.GeoDataFrame] = {}
    for year in sorted(at_level["boundary_year"].unique().tolist()):
        of_year = at_level[at_level["boundary_year"] == year]
        best = max((_quality(part), number) for number, part in of_year.groupby("delivery"))[1]
        rows = of_year[of_year["delivery"] == best].drop(columns="delivery")
        chosen[int(year)] = rows.sort_values(["code", "water"]).reset_index(drop=True)
    return chosen


def of_programme(geometries: gpd.GeoDataFrame, gemeenten: Iterable[str]) -> gpd.GeoDataFrame:
    """All chosen geometry of these gemeenten: per level and boundary year from one delivery."""
    gemeenten = tuple(gemeenten)
    parts = [part for level in MAP_LEVELS for part in choose_geometry(geometries, level, gemeenten).values()]
    if not parts:
        return geometries.iloc[:0]
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=geometries.crs)


def best_year(
    chosen: Mapping[int, gpd.GeoDataFrame], areas: pd.DataFrame, level: Level, gemeenten: Iterable[str]
) -> int | None:
    """Year whose borders to draw by default: the newest with a polygon for every area known for that year.

    ``areas`` has AREA_COLUMNS; ``chosen`` comes from ``choose_geometry``. Without a complete year: the most complete
    one, the newest of equals. None without any geometry.
    """
    own = areas[(areas["level"] == level.value) & areas["gemeente"].isin(list(gemeenten))]
    known = {year: set(own.loc[own["boundary_year"] == year, "code"]) for year in chosen}

    def share(year: int) -> float:
        drawn = set(chosen[year].loc[~chosen[year]["water"], "code"])
        expected = known[year] or drawn
        return len(drawn & expected) / len(expected) if expected else 0.0

    return max(chosen, key=lambda year: (share(year), year), default=None)


def sizes(geometry: gpd.GeoDataFrame | None) -> dict[str, pd.DataFrame]:
    """The tables ``area_size`` and ``neighbour`` of a snapshot; without rows where no source has shapes."""
    if geometry is None:
        year, code = pd.Series(dtype="int64"), pd.Series(dtype="str")
        size = pd.DataFrame({"code": code, "area_km2": pd.Series(dtype="float64"), "boundary_year": year})
        return {"area_size": size, "neighbour": pd.DataFrame({"code": code, "neighbour": code, "boundary_year": year})}
    return {"area_size": derive(geometry), "neighbour": neighbours(geometry)}


def derive(geometry: gpd.GeoDataFrame) -> pd.DataFrame:
    """Land surface per area and year: code, area_km2, boundary_year."""
    land = geometry[~geometry["water"]]
    surface = np.asarray(shapely.area(land.geometry)) / SQUARE_METRES_PER_KM2
    areas = pd.DataFrame({"code": land["code"], "area_km2": surface.round(6), "boundary_year": land["boundary_year"]})
    return areas.sort_values(["code", "boundary_year"], ignore_index=True)


def neighbours(geometry: gpd.GeoDataFrame) -> pd.DataFrame:
    """Areas of one level and year that share a stretch of border, in both orders: code, neighbour, boundary_year."""
    rows: list[tuple[str, str, int]] = []
    for (year, _), part in geometry[~geometry["water"]].groupby(["boundary_year", "level"], sort=True):
        part = part.sort_values("code")
        codes = part["code"].to_list()
        pairs = bordering(mended(part.geometry.to_numpy()))
        rows.extend((codes[one], codes[other], int(year)) for one, other in pairs)
    return pd.DataFrame(rows, columns=["code", "neighbour", "boundary_year"])


def write_map_files(
    geometry: gpd.GeoDataFrame, groups: pd.DataFrame, gemeenten: Iterable[str], directory: Path
) -> list[dict[str, Any]]:
    """Write the map files of these gemeenten into ``directory`` and describe each: level, boundary_year, file, sha256,
    bounds (west, south, east, north in degrees) and codes.

    Per boundary year: buurt, wijk and gemeente as far as known, focuswijken (``groups``: group_code, code), and water.
    """
    gemeenten = tuple(gemeenten)
    chosen = {level: choose_geometry(geometry, level, gemeenten) for level in MAP_LEVELS}
    names = geometry[~geometry["water"]].sort_values("boundary_year").set_index("code")["name"]
    latest_names = names[~names.index.duplicated(keep="last")].to_dict()
    entries = []
    for year in sorted({year for by_year in chosen.values() for year in by_year}):
        of_year = {level: by_year[year] for level, by_year in chosen.items() if year in by_year}
        for sheet in map_files.draw(of_year, groups, latest_names):
            entries.append(map_files.write(sheet, year, directory))
    return entries


def _quality(part: gpd.GeoDataFrame) -> tuple[int, int]:
    return part.loc[~part["water"], "code"].nunique(), int(shapely.get_num_coordinates(part.geometry).sum())
