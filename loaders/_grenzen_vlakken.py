"""Polygons as they come, made fit for use: in RD (EPSG:28992), inside the Netherlands, valid, and polygons only.

What lies outside the Netherlands is refused with its bounds: swapped axes and a wrong coordinate system look like that
(faults 36 and 37). Nothing is moved by guess: only a file that names no system is placed by the range of its numbers.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import ProjError

from model.errors import LoadRefused, Objection

RD, WGS84 = "EPSG:28992", "EPSG:4326"
# Ranges of coordinates in the Netherlands with its waters: (smallest x, smallest y, largest x, largest y).
_RANGES = {WGS84: (2.0, 50.0, 8.0, 56.0), RD: (-70_000.0, 280_000.0, 320_000.0, 720_000.0)}
_POLYGON, _MULTIPOLYGON, _COLLECTION = 3, 6, 7


@dataclass(frozen=True)
class Placed:
    """``shapes`` in RD, None where there is none; ``inferred``: the file named no system, its numbers were in RD."""

    shapes: NDArray[np.object_]
    inferred: bool


def place(shapes: NDArray[np.object_], crs: str | None, file: str) -> Placed:
    """Bring shapes to RD. Raises LoadRefused for an unknown system, swapped axes and bounds outside the Netherlands."""
    present = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    shapes = _blanked(shapely.force_2d(shapes), present)
    if not present.any():
        return Placed(shapes, inferred=False)
    bounds = tuple(float(bound) for bound in shapely.total_bounds(shapes))
    system = crs or next((name for name, limits in _RANGES.items() if _inside(bounds, limits)), None)
    if system is None:
        raise _outside(file, None, bounds)
    try:
        series = gpd.GeoSeries(shapes, crs=system)
        in_rd = series if system == RD else series.to_crs(RD)
    except (ProjError, ValueError) as error:
        problem = f"Het coördinatenstelsel van het bestand ('{system}') is onbekend."
        remedy = "Sla het bestand opnieuw op in RD (EPSG:28992) of WGS84 (EPSG:4326)."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from error
    if not _inside(tuple(float(bound) for bound in in_rd.total_bounds), _RANGES[RD]):
        raise _outside(file, system, bounds)
    return Placed(np.asarray(in_rd, dtype=object), inferred=crs is None and system == RD)


def repair(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Valid polygons (None where no surface is left), and which of them had to be repaired."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    mended = shapes.copy()
    if broken.any():
        mended[broken] = shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False)
    kind = shapely.get_type_id(mended)
    for row in np.flatnonzero(kind == _COLLECTION):
        parts = shapely.get_parts(mended[row])
        mended[row] = shapely.union_all(parts[np.isin(shapely.get_type_id(parts), (_POLYGON, _MULTIPOLYGON))])
    keep = np.isin(shapely.get_type_id(mended), (_POLYGON, _MULTIPOLYGON)) & (shapely.area(mended) > 0)
    return _blanked(mended, keep), broken & keep


def _blanked(shapes: NDArray[np.object_], keep: NDArray[np.bool_]) -> NDArray[np.object_]:
    """The shapes, with None where not to keep."""
    kept = np.full(len(shapes), None, dtype=object)
    kept[keep] = shapes[keep]
    return kept


def _inside(bounds: tuple[float, ...], limits: tuple[float, ...]) -> bool:
    return limits[0] <= bounds[0] and limits[1] <= bounds[1] and bounds[2] <= limits[2] and bounds[3] <= limits[3]


def _outside(file: str, system: str | None, bounds: tuple[float, ...]) -> LoadRefused:
    left, bottom, right, top = (_number(bound) for bound in bounds)
    problem = f"De vlakken liggen niet in Nederland: x loopt van {left} tot {right} en y van {bottom} tot {top}."
    swapped = (bounds[1], bounds[0], bounds[3], bounds[2])
    if any(_inside(swapped, limits) for limits in _RANGES.values()):
        problem += " De assen lijken verwisseld."
        remedy = "Lever het bestand aan met x voorop: bij WGS84 eerst de lengtegraad, bij RD eerst de x-coördinaat."
    elif system:
        problem += f" Volgens het bestand zijn de coördinaten in {system}."
        remedy = "Zet het juiste coördinatenstelsel in het bestand: RD is EPSG:28992, WGS84 is EPSG:4326."
    else:
        remedy = "Sla het bestand opnieuw op in RD (EPSG:28992) of WGS84 (EPSG:4326)."
    return LoadRefused(Objection(file=file, problem=problem, remedy=remedy))


def _number(value: float) -> str:
    """A coordinate in Dutch notation: degrees with two decimals, metres without."""
    text = f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))
