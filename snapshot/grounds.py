"""Which map files of a snapshot draw an area of a level, and what may lie beside them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from model.areas import Level
from snapshot.store import Snapshot


@dataclass(frozen=True)
class Grounds:
    """Map files as in ``Snapshot.geo_files``: the areas, and what may be missing: focuswijken, water, city outline."""

    areas: dict[str, Any]
    focuswijken: dict[str, Any] | None
    water: dict[str, Any] | None
    outline: dict[str, Any] | None


def grounds(s: Snapshot, level: Level, codes: Collection[str], year: int | None = None) -> Grounds | None:
    """The map file that draws most of these areas; of ``year`` where it has this level, else the newest of equals.

    None without geometry of this level.
    """
    files, wanted = [file for file in s.geo_files if file["level"] == level.value], set(codes)
    best = max(
        files,
        key=lambda f: (f["boundary_year"] == year, len(wanted & set(f["codes"])), f["boundary_year"]),
        default=None,
    )
    if best is None:
        return None
    drawn = best["boundary_year"]
    present = {(file["level"], file["boundary_year"]): file for file in s.geo_files}
    kinds = ((Level.FOCUSWIJK.value, _year_of_focuswijken(s)), ("water", drawn), (Level.GEMEENTE.value, drawn))
    return Grounds(best, *(present.get(kind) for kind in kinds))


def _year_of_focuswijken(s: Snapshot) -> int | None:
    years = [f["boundary_year"] for f in s.geo_files if f["level"] == Level.FOCUSWIJK.value]
    return min(years, key=lambda year: abs(year - s.programme.grenzenjaar), default=None)
