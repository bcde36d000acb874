"""A trend test that asks nothing of the values but their order: for yearly values without counts.

The chances of S are exact for short series, ties included, because the normal approximation is poor below ten points.
"""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import CONFIDENCE, Floats, floats, two_sided_p, z_value
from indicators.methods.trend import Trend

# Above this length the normal approximation with continuity correction takes over.
EXACT_UP_TO = 12
# Pairs are many: series go in blocks, so that a whole country fits in memory.
BLOCK = 20_000


def mann_kendall(values: ArrayLike, times: ArrayLike, confidence: float = CONFIDENCE) -> Trend:
    """Mann-Kendall test with Sen's slope on real dates (series are rows; slope in the unit of values per unit of time).

    S = Σ sign((yⱼ - yᵢ)(tⱼ - tᵢ)); p exact up to 12 points, else normal with Kendall's variance for ties and a
    continuity correction of 1. Slope: the median of all pairwise slopes; its interval takes the slopes ranked
    (N ± z √var S)/2, outwards. Times within a series must differ. Source: Mann 1945; Kendall 1975; Sen 1968, JASA
    63:1379. NaN for fewer than three points.
    """
    y = floats(values)
    t = np.broadcast_to(floats(times), y.shape)
    rows, dates = y.reshape(-1, y.shape[-1]), t.reshape(-1, y.shape[-1])
    starts = range(0, max(len(rows), 1), BLOCK)
    blocks = [_block(rows[at : at + BLOCK], dates[at : at + BLOCK], z_value(confidence)) for at in starts]
    parts = (np.concatenate(part).reshape(y.shape[:-1]) for part in zip(*blocks, strict=True))
    slope, low, high, s, p, points, holds = parts
    return Trend(slope, low, high, s, p, points, holds.astype(np.bool_))


def smallest_length(alpha: float) -> int:
    """Fewest points whose two-sided p can reach alpha at all (2/n! ≤ alpha): 5 for 5 %, 7 for 0.2 %."""
    length, chance = 2, 1.0
    while chance > alpha:
        length += 1
        chance /= length
    return length


@cache
def score_chances(groups: tuple[int, ...]) -> tuple[float, ...]:
    """Chance that |S| is at least 0, 1, 2 … in a random order of items of which ``groups`` are equal.

    Formula: the q-multinomial, group by group: a group among those before it has the Mann-Whitney distribution of
    inversions; S is the differing pairs minus twice the inversions. Source: Kendall 1975; Valz et al. 1995.
    """
    chances, placed = np.ones(1), 0
    for size in groups:
        counts = np.array(_mann_whitney_counts(placed, size))
        chances, placed = np.convolve(chances, counts / counts.sum()), placed + size
    scores = np.abs(chances.size - 1 - 2 * np.arange(chances.size))
    tail = np.cumsum(np.bincount(scores, weights=chances)[::-1])[::-1]
    return tuple(np.minimum(tail, 1.0).tolist())


@cache
def _mann_whitney_counts(m: int, k: int) -> tuple[float, ...]:
    """Orders of m and k items by the number of inversions between them, from 0 to m k."""
    if m == 0 or k == 0:
        return (1.0,)
    counts = np.zeros(m * k + 1)
    # The last item is of the first kind, and has all k of the second before it, or it is of the second.
    first, second = np.array(_mann_whitney_counts(m - 1, k)), np.array(_mann_whitney_counts(m, k - 1))
    counts[k:] += first
    counts[: second.size] += second
    return tuple(counts.tolist())


def _block(y: Floats, t: Floats, z: float) -> tuple[NDArray[np.float64], ...]:
    known = np.isfinite(y) & np.isfinite(t)
    y, points = np.where(known, y, np.nan), known.sum(axis=-1)
    i, j = np.triu_indices(y.shape[-1], 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        slopes = (y[:, j] - y[:, i]) / (t[:, j] - t[:, i])
    signs = np.nan_to_num(np.sign(slopes))
    s, pairs = signs.sum(axis=-1), np.isfinite(slopes).sum(axis=-1)
    slopes = np.sort(slopes, axis=-1)
    # How many points share each point's value: 1 without ties, 0 for a missing point.
    tied = (y[:, :, None] == y[:, None, :]).sum(axis=-1)
    variance = (
        points * (points - 1.0) * (2.0 * points + 5.0) - ((tied - 1) * (2 * tied + 5) * known).sum(axis=-1)
    ) / 18.0
    half = z * np.sqrt(variance)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = two_sided_p(np.where(variance > 0.0, np.maximum(np.abs(s) - 1.0, 0.0) / np.sqrt(variance), 0.0))
    patterns = np.sort(tied, axis=-1)
    for pattern in np.unique(patterns[points <= EXACT_UP_TO], axis=0):
        rows = (patterns == pattern).all(axis=-1)
        p[rows] = np.array(score_chances(_groups(pattern)))[np.abs(s[rows]).astype(np.intp)]
    column = np.arange(y.shape[-1])
    of_point = (i[:, None] == column) | (j[:, None] == column)
    holds = (np.sign(s[:, None] - signs @ of_point) == np.sign(s)[:, None]) | ~known
    enough = points >= 3
    median = (
        _ranked(slopes, pairs, np.floor((pairs - 1) / 2)) + _ranked(slopes, pairs, np.ceil((pairs - 1) / 2))
    ) / 2.0
    low = _ranked(slopes, pairs, np.floor((pairs - half) / 2.0) - 1.0)
    high = _ranked(slopes, pairs, np.ceil((pairs + half) / 2.0))
    told = tuple(np.where(enough, part, np.nan) for part in (median, low, high, s, p))
    return (*told, points.astype(np.float64), holds.all(axis=-1) & (s != 0.0))


def _ranked(slopes: Floats, pairs: NDArray[np.intp], rank: Floats) -> Floats:
    """The slope of this rank (from 0), the outermost where the rank lies outside."""
    place = np.clip(rank, 0, np.maximum(pairs - 1, 0)).astype(np.intp)
    return np.asarray(np.take_along_axis(slopes, place[:, None], axis=-1)[:, 0], dtype=np.float64)


def _groups(pattern: NDArray[np.intp]) -> tuple[int, ...]:
    """Sizes of the groups of equal values from the size of each point's group (zeros are missing points)."""
    sizes, times = np.unique(pattern[pattern > 0], return_counts=True)
    return tuple(int(size) for size, count in zip(sizes, times, strict=True) for _ in range(count // size))
