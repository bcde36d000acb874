"""Figures on other borders: shares of old areas in new ones, and what may be said of the result.

A converted figure is an estimate, is marked as one and carries no significance. Counts are split by share; means and
percentages by the share of their base. Areas are numbered from 0 on both sides.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from indicators.methods._arrays import Codes, Floats, floats

MINIMUM_COVERAGE = 0.9

# Rounds of fitting: enough for margins that agree; margins that cannot agree never do.
_ROUNDS = 100

# Borders are the same when the overlap is this share of both areas.
SAME_AREA = 0.9

GROUP_FATES: Final = ("loopt door", "loopt door met aantekening", "breuk")
GOES_ON, NOTED, BROKEN = range(3)
# A group goes on where members whose border moved hold less than this share of its inhabitants.
NEGLIGIBLE_SHARE = 0.1


@dataclass(frozen=True)
class Shares:
    """Which share of each old area lies in which new area; ``method`` says in Dutch what the shares were made of."""

    old: NDArray[np.intp]
    new: NDArray[np.intp]
    share: Floats
    old_count: int
    new_count: int
    method: str

    def matrix(self) -> sparse.csr_array:
        """Shares as a sparse matrix (new, old)."""
        return sparse.csr_array((self.share, (self.new, self.old)), shape=(self.new_count, self.old_count))


def shares_from_addresses(old: NDArray[np.intp], new: NDArray[np.intp], old_count: int, new_count: int) -> Shares:
    """Shares from a table with one row per address (its old and its new area): the best that there is."""
    return _shares(old, new, np.ones(old.size), old_count, new_count, "adressen")


def shares_from_overlay(
    old: NDArray[np.intp],
    new: NDArray[np.intp],
    piece_area: ArrayLike,
    old_count: int,
    new_count: int,
    new_density: ArrayLike | None = None,
) -> Shares:
    """Shares from the pieces of an overlay of both borders, one row per piece.

    ``new_density`` (per new area, inhabitants or dwellings per unit of area) weighs a piece with whom live there;
    without it plain area counts, which puts people in fields. Source: Goodchild & Lam 1980, Geo-Processing 1:297.
    ValueError for a piece with an unknown or negative area.
    """
    area = floats(piece_area)
    if not (area >= 0.0).all():
        raise ValueError("een stuk van de kaart heeft een onbekende of negatieve oppervlakte")
    if new_density is None:
        return _shares(old, new, area, old_count, new_count, "oppervlakte")
    density = np.nan_to_num(np.maximum(floats(new_density), 0.0))
    weight = area * density[new]
    # Where nobody lives in any piece of an old area its plain area decides.
    empty = np.bincount(old, weights=weight, minlength=old_count) <= 0.0
    return _shares(old, new, np.where(empty[old], area, weight), old_count, new_count, "inwoners")


def shares_from_people(
    old: NDArray[np.intp],
    new: NDArray[np.intp],
    piece_area: ArrayLike,
    old_people: ArrayLike,
    new_people: ArrayLike,
) -> Shares:
    """Shares from the pieces of an overlay, peopled so that both the old and the new areas have their inhabitants.

    Iterative proportional fitting from plain area (Deming & Stephan 1940, Ann Math Stat 11:427): a strip of fields
    that went to a village stays empty when the village has no more inhabitants than before. Density of one side alone,
    as in ``shares_from_overlay``, would fill it. ``old_people`` and ``new_people`` per area, of years close to each
    other; the town as a whole may have grown between them, an area that is unknown (NaN) is not fitted.
    """
    area, before, after = floats(piece_area), floats(old_people), floats(new_people)
    after = after * np.nansum(before) / np.nansum(after)
    weight = area.copy()
    for _ in range(_ROUNDS):
        for place, people in ((new, after), (old, before)):
            held = np.bincount(place, weights=weight, minlength=people.size)
            fitted = np.isfinite(people) & (held > 0.0)
            weight *= np.divide(people, held, out=np.ones_like(held), where=fitted)[place]
    empty = np.bincount(old, weights=weight, minlength=before.size) <= 0.0
    return _shares(old, new, np.where(empty[old], area, weight), before.size, after.size, "inwoners")


def convert_counts(counts: ArrayLike, shares: Shares, weight: ArrayLike | None = None) -> Floats:
    """Counts on the new borders: Σ share × count. Shapes (old,) or (old, variables) to (new,) or (new, variables).

    NaN where less than 90 % of a new area is covered by old areas with a known count; ``weight`` per old area (its
    inhabitants) measures that coverage, without it the shares do. A part that is unknown is not filled up.
    """
    values = floats(counts)
    known = np.isfinite(values)
    matrix = shares.matrix()
    total = matrix @ np.where(known, values, 0.0)
    return np.where(coverage(known, shares, weight) >= MINIMUM_COVERAGE, total, np.nan)


def convert_means(means: ArrayLike, bases: ArrayLike, shares: Shares) -> Floats:
    """Means or percentages on the new borders, by their base: Σ share × base × mean / Σ share × base.

    ``bases`` has the shape of ``means`` (inhabitants, dwellings, households in the old areas). NaN where less than 90 %
    of the base is known, or where there is no base.
    """
    values, base = np.broadcast_arrays(floats(means), floats(bases))
    matrix = shares.matrix()
    counted = np.where(base > 0.0, base, 0.0)
    known = np.isfinite(values) & (counted > 0.0)
    whole, held = matrix @ counted, matrix @ np.where(known, counted, 0.0)
    amount = matrix @ np.where(known, counted * np.where(known, values, 0.0), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(held / whole >= MINIMUM_COVERAGE, amount / held, np.nan)


def coverage(known: ArrayLike, shares: Shares, weight: ArrayLike | None = None) -> Floats:
    """Share of each new area that comes from old areas with a known value, between 0 and 1; NaN where nothing comes."""
    present = np.asarray(known, dtype=np.float64)
    size = np.ones(shares.old_count) if weight is None else np.nan_to_num(np.maximum(floats(weight), 0.0))
    size = size.reshape(size.shape + (1,) * (present.ndim - 1))
    matrix = shares.matrix()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(matrix @ (present * size) / (matrix @ (np.ones_like(present) * size)), dtype=np.float64)


def same_area(
    old: NDArray[np.intp], new: NDArray[np.intp], piece_area: ArrayLike, old_count: int, new_count: int
) -> NDArray[np.intp]:
    """Per new area the old area with the same borders, -1 where none: their overlap is at least 90 % of both.

    Input as ``shares_from_overlay``. A map is drawn anew each year, and water is cut off in one year, not in
    another; hence not 100 %.
    """
    area = floats(piece_area)
    pair, place = np.unique(old * new_count + new, return_inverse=True)
    overlap = np.bincount(place, weights=area, minlength=pair.size)
    of_old = np.bincount(old, weights=area, minlength=old_count)[pair // new_count]
    of_new = np.bincount(new, weights=area, minlength=new_count)[pair % new_count]
    same = (overlap >= SAME_AREA * of_old) & (overlap >= SAME_AREA * of_new) & (overlap > 0.0)
    found = np.full(new_count, -1, dtype=np.intp)
    found[pair[same] % new_count] = pair[same] // new_count
    return found


def group_fate(flagged_inhabitants: ArrayLike, inhabitants: ArrayLike, inside: ArrayLike) -> Codes:
    """What a moved border without a map does to a group's series (indices into ``GROUP_FATES``).

    Nobody flagged: it goes on. Members whose border moved (CBS flag 3) under 10 % of the inhabitants, or the moved
    border wholly ``inside`` the group: it goes on with a note. Else, and where inhabitants are unknown: it breaks.
    """
    flagged, total = floats(flagged_inhabitants), floats(inhabitants)
    with np.errstate(divide="ignore", invalid="ignore"):
        small = (flagged / total < NEGLIGIBLE_SHARE) | np.asarray(inside, dtype=bool)
    return np.where(flagged == 0.0, GOES_ON, np.where(small, NOTED, BROKEN)).astype(np.int8)


def _shares(
    old: NDArray[np.intp], new: NDArray[np.intp], weight: Floats, old_count: int, new_count: int, method: str
) -> Shares:
    """Weights added per pair of areas and divided by the total of the old area."""
    pair, place = np.unique(old * new_count + new, return_inverse=True)
    amount = np.bincount(place, weights=weight, minlength=pair.size)
    from_old, to_new = pair // new_count, pair % new_count
    total = np.bincount(from_old, weights=amount, minlength=old_count)
    share = np.divide(amount, total[from_old], out=np.zeros_like(amount), where=total[from_old] > 0.0)
    held = share > 0.0
    return Shares(from_old[held], to_new[held], share[held], old_count, new_count, method)
