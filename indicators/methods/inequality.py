"""How steeply a city rises with income: the slope index over ranks, beside the gap of the chosen areas.

Ranks are of a fixed variable at the nulmeting (mean income, SES-WOA), never of the outcome itself: else the worst areas
of each year would be compared, and chance alone would make a slope.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import CONFIDENCE, Floats, floats


@dataclass(frozen=True)
class SlopeIndex:
    """Slope index (from the lowest to the highest rank, in the unit of the value) and relative index, with limits."""

    slope: Floats
    low: Floats
    high: Floats
    relative: Floats
    relative_low: Floats
    relative_high: Floats


def fractional_ranks(rank_by: ArrayLike, populations: ArrayLike) -> Floats:
    """Midpoint of each area's place in the population ordered by ``rank_by`` (one dimension), between 0 and 1.

    Source: Mackenbach & Kunst 1997, Soc Sci Med 44:757 (ridit). Equal ranks share one midpoint. NaN where the variable
    or the population is unknown or the population not positive.
    """
    key, people = floats(rank_by), floats(populations)
    usable = np.isfinite(key) & (people > 0.0)
    ranks = np.full(key.shape, np.nan)
    _, place = np.unique(key[usable], return_inverse=True)
    per_place = np.bincount(place, weights=people[usable])
    midpoints = (np.cumsum(per_place) - per_place / 2.0) / per_place.sum() if per_place.size else per_place
    ranks[usable] = midpoints[place]
    return ranks


def slope_index(
    values: ArrayLike, populations: ArrayLike, ranks: ArrayLike, confidence: float = CONFIDENCE
) -> SlopeIndex:
    """Slope index of inequality and relative index (value at the top of the ranks over value at the bottom).

    Shapes (…, areas), (…, areas) or (areas,), and (areas,). Formula: weighted least squares of the value on the
    fractional rank, weights population; relative index (a + b)/a, limits from those of b through the weighted mean.
    Source: Pamuk 1985; Mackenbach & Kunst 1997; as ``phe_sii``. The interval is of the scatter around the line
    (Student's t on areas - 2). NaN for fewer than three areas; relative NaN where the line is not all above zero.
    """
    y, r = floats(values), floats(ranks)
    y, n, r = np.broadcast_arrays(y, floats(populations), r)
    known = np.isfinite(y) & (n > 0.0) & np.isfinite(r)
    w, y, r = np.where(known, n, 0.0), np.where(known, y, 0.0), np.where(known, r, 0.0)
    areas = known.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = w.sum(axis=-1)
        mean, centre = (w * y).sum(axis=-1) / total, (w * r).sum(axis=-1) / total
        away = r - centre[..., None]
        spread = (w * away**2).sum(axis=-1)
        slope = np.where((areas >= 3) & (spread > 0.0), (w * away * y).sum(axis=-1) / spread, np.nan)
        residual = y - mean[..., None] - slope[..., None] * away
        freedom = np.where(areas >= 3, areas - 2.0, np.nan)
        error = np.sqrt((w * residual**2).sum(axis=-1) / freedom / spread)
        half = special.stdtrit(freedom, 0.5 + confidence / 2.0) * error

        def relative(b: Floats) -> Floats:
            bottom, top = mean - b * centre, mean + b * (1.0 - centre)
            return np.where((bottom > 0.0) & (top > 0.0), top / bottom, np.nan)

        found = (relative(slope), relative(slope - half), relative(slope + half))
    return SlopeIndex(slope, slope - half, slope + half, *found)
