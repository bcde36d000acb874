"""The ground of the fictional town: a river, a dense centre, wijken around it and villages beyond.

Thousands of small cells are each given to the buurt whose seed is nearest (in units of the seed's own reach, on a
warped plane, never across the river). Because all borders are made of the same cells, neighbours share their edges.
"""

import math
from dataclasses import dataclass
from random import Random

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

# The town's centre in the Dutch national grid (EPSG:28992), metres: nowhere in particular in the river country.
CENTRE = (161_400.0, 428_700.0)
CELL_M = 72.0
REACH_KM = (6.9, 6.1)
MIDDLE_KM = (0.35, 0.0)
RIVER_HALF_WIDTH_M = 62.0


@dataclass(frozen=True)
class Kaart:
    """One boundary year in RD metres: whole buurten by code, and all water, also the river beyond the town."""

    buurten: dict[str, Polygon]
    water: BaseGeometry


def river_y(x: np.ndarray | float) -> np.ndarray | float:
    """North coordinate (km from the centre) of the river's middle at ``x`` (km)."""
    return -0.66 + 0.34 * np.sin(0.95 * x + 0.5) + 0.20 * np.sin(2.1 * x + 1.2) - 0.012 * x * x


def _outline_reach(angle: np.ndarray | float) -> np.ndarray | float:
    """How far the gemeente reaches in a direction, as a factor of REACH_KM."""
    return (
        0.90
        + 0.05 * np.sin(2 * angle + 2.6)
        + 0.09 * np.sin(3 * angle + 1.2)
        + 0.035 * np.sin(7 * angle + 0.4)
        + 0.012 * np.sin(17 * angle)
    )


def outline() -> Polygon:
    """Border of the gemeente in km from the centre."""
    angles = np.linspace(0, 2 * math.pi, 361)[:-1]
    reach = _outline_reach(angles)
    east = MIDDLE_KM[0] + REACH_KM[0] * reach * np.cos(angles)
    smooth = Polygon(np.column_stack([east, MIDDLE_KM[1] + REACH_KM[1] * reach * np.sin(angles)]))
    # Ditches run straight and turn sharply: a coarse, jittered version of the smooth outline.
    dice = Random(1311)
    corners = [smooth.exterior.interpolate(d, normalized=True) for d in _steps(dice, 0.006, 0.026)]
    return Polygon([(p.x + dice.uniform(-0.11, 0.11), p.y + dice.uniform(-0.11, 0.11)) for p in corners])


def _steps(dice: Random, low: float, high: float) -> list[float]:
    """Places from 0 to 1 with uneven steps between ``low`` and ``high``."""
    places = [0.0]
    while places[-1] < 1 - high:
        places.append(places[-1] + dice.uniform(low, high))
    return places


def _warp(points: np.ndarray) -> np.ndarray:
    """Bend the plane a little, so that borders between seeds are not straight."""
    x, y = points[:, 0], points[:, 1]
    dx = 0.10 * np.sin(2.3 * y + 0.7 * x) + 0.045 * np.sin(6.1 * y - 2.0 * x + 1.0)
    dy = 0.10 * np.sin(2.0 * x - 0.9 * y + 2.0) + 0.045 * np.sin(5.3 * x + 1.7 * y)
    return np.column_stack([x + dx, y + dy])


def _cells(border: Polygon) -> tuple[np.ndarray, np.ndarray]:
    """Small cells that fill ``border`` without gaps, and the point (km) that each grew from."""
    dice = Random(20_25)
    step = CELL_M / 1000
    jitter = 0.40 * step
    left, bottom, right, top = border.bounds
    points = np.array(
        [
            (x + (row % 2) * step / 2 + dice.uniform(-jitter, jitter), y + dice.uniform(-jitter, jitter))
            for row, y in enumerate(np.arange(bottom - step, top + step, step))
            for x in np.arange(left - step, right + step, step)
        ]
    )
    inside = points[shapely.contains_xy(border.buffer(step * 3), points[:, 0], points[:, 1])]
    polygons = np.asarray(shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(inside), ordered=True)))
    north, south = (shapely.intersection(polygons, bank) for bank in _banks(border))
    cells = np.concatenate([north, south])
    # A cell that the river cuts in two gives one on each bank: its point is moved to the bank it is for.
    middle = river_y(inside[:, 0])
    grown = np.concatenate(
        [
            np.column_stack([inside[:, 0], np.maximum(inside[:, 1], middle + 1e-6)]),
            np.column_stack([inside[:, 0], np.minimum(inside[:, 1], middle - 1e-6)]),
        ]
    )
    keep = shapely.area(cells) > 0
    return cells[keep], grown[keep]


def _banks(border: Polygon) -> tuple[BaseGeometry, BaseGeometry]:
    """The two parts of the gemeente, north and south of the river's middle."""
    left, _, right, top = border.buffer(1).bounds
    x = np.linspace(left, right, 400)
    north = Polygon([*zip(x, river_y(x), strict=True), (right, top), (left, top)])
    return border.intersection(north), border.difference(north)


def _assign(points: np.ndarray, buurten: pd.DataFrame) -> np.ndarray:
    """Index of the buurt of each point: nearest seed on the same bank, measured in the seed's own reach."""
    bent = _warp(points)
    seeds = buurten[["x", "y"]].to_numpy(float)
    distance = np.hypot(bent[:, None, 0] - seeds[None, :, 0], bent[:, None, 1] - seeds[None, :, 1])
    distance = distance / buurten["straal"].to_numpy(float)[None, :]
    north_point = points[:, 1] > river_y(points[:, 0])
    north_seed = seeds[:, 1] > river_y(seeds[:, 0])
    distance[north_point[:, None] != north_seed[None, :]] = np.inf
    return np.asarray(distance.argmin(axis=1))


def _shift(
    labels: np.ndarray, points: np.ndarray, giver: int, taker: int, spot: tuple[float, float], reach: float
) -> None:
    """Give the cells of ``giver`` within ``reach`` km of ``spot`` to ``taker``."""
    near = np.hypot(points[:, 0] - spot[0], points[:, 1] - spot[1]) < reach
    labels[(labels == giver) & near] = taker


def _whole(
    cells: np.ndarray, labels: np.ndarray, codes: list[str], merged: dict[bytes, BaseGeometry]
) -> dict[str, Polygon]:
    """One polygon per code; crumbs that got cut off go to the neighbour with the longest shared border.

    ``merged`` remembers unions of cells, for most buurten are the same on every map.
    """
    shapes: dict[str, BaseGeometry] = {}
    crumbs: list[Polygon] = []
    for index, code in enumerate(codes):
        own = labels == index
        key = own.tobytes()
        if key not in merged:
            merged[key] = shapely.union_all(cells[own])
        parts = sorted(shapely.get_parts(merged[key]), key=lambda part: -part.area)
        shapes[code] = parts[0]
        crumbs += parts[1:]
    for crumb in crumbs:
        best = max(codes, key=lambda code: shapes[code].intersection(crumb).length)
        shapes[best] = shapely.union(shapes[best], crumb)
    simple = shapely.coverage_simplify([shapes[code] for code in codes], 78 / 1000)
    return dict(zip(codes, simple, strict=True))


def _water() -> BaseGeometry:
    """River, harbour and two lakes, in km."""
    x = np.linspace(-2 * REACH_KM[0], 2 * REACH_KM[0], 900)
    river = LineString(np.column_stack([x, river_y(x)])).buffer(RIVER_HALF_WIDTH_M / 1000)
    harbour = LineString([(-2.36, float(river_y(-2.36))), (-2.42, -0.42), (-2.72, -0.33)]).buffer(
        0.035, cap_style="flat"
    )
    lakes = []
    for east, north, size, turn in ((3.16, 1.28, 0.24, 0.5), (-2.72, 2.62, 0.33, 2.1)):
        angles = np.linspace(0, 2 * math.pi, 73)[:-1]
        reach = size * (1 + 0.22 * np.sin(2 * angles + turn) + 0.10 * np.sin(5 * angles + 2 * turn))
        lakes.append(Polygon(np.column_stack([east + 1.25 * reach * np.cos(angles), north + reach * np.sin(angles)])))
    return shapely.simplify(shapely.union_all([river, harbour, *lakes]), 0.006)


def _to_rd(shape: BaseGeometry) -> BaseGeometry:
    """Kilometres from the centre to metres in the national grid, on whole metres."""
    moved = shapely.transform(shape, lambda xy: np.round(xy * 1000 + np.array(CENTRE)))
    return shapely.make_valid(moved)


def kaarten(buurten: pd.DataFrame) -> dict[int, Kaart]:
    """Maps of 2025, 2019 and 2013, by year. ``buurten`` has code, x, y and straal (km), one row per buurt of 2025."""
    border = outline()
    cells, points = _cells(border)
    codes = buurten["code"].tolist()
    at = {code: index for index, code in enumerate(codes)}
    labels = _assign(points, buurten)
    water = _to_rd(_water())
    merged: dict[bytes, BaseGeometry] = {}

    def kaart(now: np.ndarray, drop: tuple[str, ...] = ()) -> Kaart:
        kept = [code for code in codes if code not in drop]
        compact = np.array([kept.index(codes[label]) for label in range(len(codes)) if codes[label] in kept])
        position = {at[code]: compact[i] for i, code in enumerate(kept)}
        shapes = _whole(cells, np.array([position[label] for label in now]), kept, merged)
        return Kaart({code: _to_rd(shape) for code, shape in shapes.items()}, water)

    result = {2025: kaart(labels)}
    # 2025: a strip of Buitengebied Dalwijk went to the village of Dalwijk (border changed, codes kept).
    before = labels.copy()
    _shift(before, points, at["BU99010700"], at["BU99010702"], (2.55, -3.75), 0.42)
    result[2019] = kaart(before)
    # 2019: Oeverlanden was split, and Nieuwe Oever got a code of its own.
    earlier = before.copy()
    earlier[earlier == at["BU99010506"]] = at["BU99010505"]
    result[2013] = kaart(earlier, drop=("BU99010506",))
    return result
