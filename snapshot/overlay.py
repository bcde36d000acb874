"""The maps of different years laid over each other: which area lies where, and which maps may be compared at all.

Works on the shapes as the sources give them (RD, metres), never on the simplified files of a snapshot. Only land
counts: one year cuts water off, another does not.
"""

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from indicators.methods.crosswalk import SAME_AREA, same_area
from indicators.methods.drawing import DRAWING_SHARE, Pieces, drawn_alike
from model.areas import Level


@dataclass(frozen=True)
class Map:
    """Land of one level in one boundary year: codes in alphabetical order with their shapes, and points per km."""

    year: int
    codes: pd.Index
    shapes: np.ndarray
    detail: float


@dataclass(frozen=True)
class Overlay:
    """Two maps and their pieces; ``alike``: they were drawn alike, so that the pieces tell of borders."""

    old: Map
    new: Map
    pieces: Pieces
    alike: bool


@dataclass
class Maps:
    """The maps of one level by boundary year; an overlay is made when it is first asked for."""

    by_year: dict[int, Map]
    _made: dict[tuple[int, int], Overlay] = field(default_factory=dict)

    def overlay(self, old: int, new: int) -> Overlay:
        """The map of year ``new`` over that of year ``old``."""
        if (old, new) not in self._made:
            self._made[old, new] = _overlay(self.by_year[old], self.by_year[new])
        return self._made[old, new]

    def steps(self) -> list[Overlay]:
        """Each map over the nearest earlier one that was drawn alike; a map that is like none has no step."""
        years = sorted(self.by_year)
        found = []
        for place, year in enumerate(years):
            alike = (one for earlier in reversed(years[:place]) if (one := self.overlay(earlier, year)).alike)
            found += [one for one in [next(alike, None)] if one is not None]
        return found


def maps_of(geometry: gpd.GeoDataFrame | None, level: Level) -> Maps:
    """The maps of one level in geometry that ``geo.of_programme`` chose."""
    if geometry is None or not len(geometry):
        return Maps({})
    land = geometry[(geometry["level"] == level.value) & ~geometry["water"]]
    return Maps({int(year): _map(int(year), rows) for year, rows in land.groupby("boundary_year", sort=True)})


def _map(year: int, rows: gpd.GeoDataFrame) -> Map:
    rows = rows.sort_values("code")
    shapes = rows.geometry.to_numpy()
    kilometres = float(shapely.length(shapes).sum()) / 1000
    detail = float(shapely.get_num_coordinates(shapes).sum()) / kilometres if kilometres else 0.0
    return Map(year, pd.Index(rows["code"]), shapes, detail)


def _overlay(old: Map, new: Map) -> Overlay:
    upper, lower = shapely.STRtree(old.shapes).query(new.shapes, predicate="intersects")
    area = shapely.area(shapely.intersection(old.shapes[lower], new.shapes[upper]))
    old_left = shapely.area(old.shapes) - np.bincount(lower, weights=area, minlength=len(old.codes))
    new_left = shapely.area(new.shapes) - np.bincount(upper, weights=area, minlength=len(new.codes))
    all_old = np.concatenate([lower, np.arange(len(old.codes)), np.full(len(new.codes), len(old.codes))])
    all_new = np.concatenate([upper, np.full(len(old.codes), len(new.codes)), np.arange(len(new.codes))])
    # Areas of one map that overlap a little would leave less than nothing outside.
    amounts = np.maximum(np.concatenate([area, old_left, new_left]), 0.0)
    kept = amounts > 0.0
    pieces = Pieces(all_old[kept], all_new[kept], amounts[kept], len(old.codes) + 1, len(new.codes) + 1)
    return Overlay(old, new, pieces, drawn_alike(pieces, old.detail, new.detail))


def pieces_of(overlay: Overlay) -> pd.DataFrame:
    """Per piece earlier_code and code ("" for what lies outside that map), and area in m²."""
    pieces = overlay.pieces
    return pd.DataFrame(
        {
            "earlier_code": np.append(overlay.old.codes.to_numpy(dtype=object), "")[pieces.old],
            "code": np.append(overlay.new.codes.to_numpy(dtype=object), "")[pieces.new],
            "area": pieces.area,
        }
    )


def compared(overlay: Overlay, listed_before: pd.Index) -> pd.DataFrame:
    """Per area of the new map code, boundary_year, earlier_year and earlier_code (None: no area has the same borders).

    ``listed_before``: all codes of the earlier year. One that is listed and has no shape (small areas collapse when a
    map is generalised) could be the area that was there: nothing is said of what that map leaves open.
    """
    old, new, pieces = overlay.old, overlay.new, overlay.pieces
    same = same_area(pieces.old, pieces.new, pieces.area, pieces.old_count, pieces.new_count)[:-1]
    found = (same >= 0) & (same < len(old.codes))
    frame = pd.DataFrame({"code": new.codes, "boundary_year": new.year, "earlier_year": old.year})
    earlier = np.where(found, same, 0)
    frame["earlier_code"] = pd.Series(old.codes.to_numpy()[earlier], dtype=object).where(pd.Series(found), None)
    shapeless = listed_before.difference(old.codes)
    if len(shapeless):
        from_outside = pieces.old == pieces.old_count - 1
        open_share = np.zeros(pieces.new_count)
        open_share[pieces.new[from_outside]] = pieces.of_new[from_outside]
        frame = frame[found | ~(frame["code"].isin(shapeless) | (open_share[:-1] > 1.0 - SAME_AREA))]
    return frame.reset_index(drop=True)


def origins(overlay: Overlay) -> pd.DataFrame:
    """Where each area of the new map came from: code, boundary_year, earlier_code, earlier_year, of_new and of_old."""
    pieces = overlay.pieces
    real = pieces.inside & (np.maximum(pieces.of_old, pieces.of_new) >= DRAWING_SHARE)
    return pd.DataFrame(
        {
            "code": overlay.new.codes.to_numpy()[pieces.new[real]],
            "boundary_year": overlay.new.year,
            "earlier_code": overlay.old.codes.to_numpy()[pieces.old[real]],
            "earlier_year": overlay.old.year,
            "of_new": pieces.of_new[real],
            "of_old": pieces.of_old[real],
        }
    )
