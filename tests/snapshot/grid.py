"""A tiny city: four buurten of one square kilometre, two wijken, in RD; the middle border may wiggle."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

GEMEENTE = "GM0001"
CODES = ["BU00010100", "BU00010101", "BU00010200", "BU00010201"]
WEST, SOUTH = 112_000, 400_000


def square(column: int, row: int) -> shapely.Polygon:
    west, south = WEST + 1000 * column, SOUTH + 1000 * row
    return shapely.box(west, south, west + 1000, south + 1000)


def wiggly_pair(row: int) -> list[shapely.Polygon]:
    """Two squares side by side; their common border swings 60 m to both sides, with a point every 10 m."""
    heights = np.arange(0, 1001, 10)
    border = [(WEST + 1000 + 60 * np.sin(2 * np.pi * h / 500), SOUTH + 1000 * row + h) for h in heights]
    corners = [(WEST, SOUTH + 1000 * row), (WEST, SOUTH + 1000 * (row + 1))]
    east = [(x + 2000, y) for x, y in corners]
    return [shapely.Polygon([*border, *corners[::-1]]), shapely.Polygon([*border, *east[::-1]])]


def frame(
    year: int,
    wiggle: bool = False,
    shapes: Sequence[shapely.Geometry] | None = None,
    codes: Sequence[str] = tuple(CODES),
    level: str = "buurt",
) -> gpd.GeoDataFrame:
    """Geometry of one year, in order southwest, southeast, northwest, northeast."""
    grid = [square(column, row) for row in (0, 1) for column in (0, 1)]
    drawn = shapes if shapes is not None else wiggly_pair(0) + wiggly_pair(1) if wiggle else grid
    columns = {
        "code": list(codes),
        "boundary_year": year,
        "name": [f"Gebied {code[-2:]}" for code in codes],
        "level": level,
        "water": False,
    }
    return gpd.GeoDataFrame(columns, geometry=list(drawn), crs="EPSG:28992")
