"""Which share of each area of one year lies in each area of another: by addresses, else by maps drawn alike."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from indicators.methods._arrays import Floats
from indicators.methods.crosswalk import Shares, shares_from_addresses, shares_from_overlay, shares_from_people
from model.areas import Level
from snapshot.borders import Borders
from snapshot.overlay import Map

# Inhabitants weigh when at least this share of the areas has a known number of them.
_KNOWN_SHARE = 0.9


@dataclass(frozen=True)
class Between:
    """Shares of old areas in new ones, and which share of each new area the old ones cover (0 to 1)."""

    shares: Shares
    covered: Floats


def shares_between(
    borders: Borders, level: Level, old: pd.DataFrame, new: pd.DataFrame, people: Callable[[], tuple[Floats, Floats]]
) -> Between | None:
    """Shares between areas of two years (code, boundary_year, series; one row an area, also the numbering of Shares).

    ``people`` is asked for inhabitants per old and per new area, NaN where unknown. A table of addresses or a map of
    another year will do where all areas are the same series in it. None where neither tables nor maps drawn alike reach
    both years.
    """
    by_address = _by_addresses(borders, level, old, new)
    return by_address if by_address is not None else _by_maps(borders, level, old, new, people)


def _by_addresses(borders: Borders, level: Level, old: pd.DataFrame, new: pd.DataFrame) -> Between | None:
    years = sorted(borders.addresses)
    pairs = _pairs(borders, level, old, new, years)
    if not pairs:
        return None
    before, after = (_numbered(borders, level, year, side) for year, side in zip(pairs[0], (old, new), strict=True))
    both = before.merge(after, on="address", suffixes=("_old", "_new"), validate="1:1")
    places = both["place_old"].to_numpy(), both["place_new"].to_numpy()
    # An address that was not there before is a new dwelling, no hole in what the old areas cover.
    covered = (np.bincount(places[1], minlength=len(new)) > 0).astype(np.float64)
    return Between(shares_from_addresses(*places, len(old), len(new)), covered)


def _numbered(borders: Borders, level: Level, year: int, side: pd.DataFrame) -> pd.DataFrame:
    """Addresses of a table with ``place``, the row of ``side`` that they lie in."""
    table = borders.addresses[year]
    codes = table["code"] if level is Level.BUURT else "WK" + table["code"].str[2:8]
    series = borders.series[(borders.series["level"] == level.value) & (borders.series["boundary_year"] == year)]
    number = codes.map(series.set_index("code")["series"])
    place = number.map(pd.Series(np.arange(len(side)), index=side["series"].to_numpy()))
    known = place.notna().to_numpy()
    return pd.DataFrame({"address": table["address"][known], "place": place[known].astype(np.intp)})


def _by_maps(
    borders: Borders, level: Level, old: pd.DataFrame, new: pd.DataFrame, people: Callable[[], tuple[Floats, Floats]]
) -> Between | None:
    maps = borders.maps[level]
    for before, after in _pairs(borders, level, old, new, sorted(maps.by_year)):
        one = maps.overlay(before, after)
        if not one.alike:
            continue
        real = one.pieces.real()
        from_old = np.append(_places(borders, level, one.old, old), -1)[real.old]
        to_new = np.append(_places(borders, level, one.new, new), -1)[real.new]
        kept = (from_old >= 0) & (to_new >= 0)
        whole = np.bincount(to_new[to_new >= 0], weights=real.area[to_new >= 0], minlength=len(new)).astype(np.float64)
        held = np.bincount(to_new[kept], weights=real.area[kept], minlength=len(new))
        covered = np.divide(held, whole, out=np.zeros(len(new)), where=whole > 0.0)
        shares = _peopled(from_old[kept], to_new[kept], real.area[kept], *people(), whole)
        return Between(shares, covered)
    return None


def _peopled(
    old: np.ndarray, new: np.ndarray, area: Floats, old_people: Floats, new_people: Floats, new_area: Floats
) -> Shares:
    """Shares by the inhabitants of both sides, else of the new side alone, else by plain area."""
    known = [bool(np.isfinite(people).mean() >= _KNOWN_SHARE) for people in (old_people, new_people)]
    if all(known):
        return shares_from_people(old, new, area, old_people, new_people)
    density = np.divide(new_people, new_area, out=np.zeros(new_area.size), where=new_area > 0.0) if known[1] else None
    return shares_from_overlay(old, new, area, old_people.size, new_people.size, density)


def _pairs(
    borders: Borders, level: Level, old: pd.DataFrame, new: pd.DataFrame, years: list[int]
) -> list[tuple[int, int]]:
    """Pairs of years of maps or tables that stand for the borders of ``old`` and ``new``, the nearest first."""
    sides = []
    series = borders.series[borders.series["level"] == level.value]
    of_year = {year: set(series.loc[series["boundary_year"] == year, "series"]) for year in years}
    for side in (old, new):
        asked = int(side["boundary_year"].iloc[0])
        fitting = [(abs(year - asked), year) for year in years if set(side["series"]) == of_year[year]]
        sides.append([year for _, year in sorted(fitting)])
    return [(before, after) for before, after in product(sides[0], sides[1]) if before != after]


def _places(borders: Borders, level: Level, drawn: Map, side: pd.DataFrame) -> np.ndarray:
    """Per area of a map its row in ``side``, -1 where it has none."""
    series = borders.series[(borders.series["level"] == level.value) & (borders.series["boundary_year"] == drawn.year)]
    number = pd.Series(drawn.codes).map(series.set_index("code")["series"])
    place = number.map(pd.Series(np.arange(len(side)), index=side["series"].to_numpy()))
    return place.fillna(-1).to_numpy(dtype=np.intp)
