"""One figure per bouwsteen, from parts that point the same way; never shown without its parts and its rank range.

Parts are standardised on the distribution of the nulmeting year, which stays fixed, so that progress shows. An index
is never mixed with its own ingredients (the Leefbaarometer with its dimensions): the caller chooses the parts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import Floats, floats

RESAMPLES = 1000


@dataclass(frozen=True)
class RankRange:
    """Rank of each area (1 is best) and the ranks between which 95 % of the resamples of the parts put it."""

    rank: Floats
    low: Floats
    high: Floats


def standardise(values: ArrayLike, reference: ArrayLike, direction: ArrayLike) -> Floats:
    """z-scores against the nulmeting; higher is better after the direction is applied.

    ``values`` (…, areas, parts); ``reference`` (areas, parts) the values of the nulmeting year; ``direction`` (parts,)
    1 or -1 (a neutral part cannot take part: ValueError). Formula: ± (x - m)/s, with mean and standard deviation
    (n - 1) over the areas known in the nulmeting. NaN where a part has fewer than three areas or no spread.
    Source: OECD/JRC 2008, Handbook on Constructing Composite Indicators, ch. 1.5.
    """
    base, sign = floats(reference), floats(direction)
    if not np.isin(sign, (-1.0, 1.0)).all():
        raise ValueError("een deel zonder richting kan niet meedoen in een samengestelde score")
    known = np.isfinite(base).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nansum(base, axis=0) / known
        deviation = np.sqrt(np.nansum((base - mean) ** 2, axis=0) / (known - 1.0))
        usable = (known >= 3) & (deviation > 0.0)
        return np.where(usable, sign * (floats(values) - mean) / deviation, np.nan)


def composite(scores: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """Weighted mean of z-scores over the last axis (parts); unweighted unless weights are given.

    NaN where any part is missing: the set of parts is the same for every area and year, or there is no figure.
    ValueError for a weight that is not positive.
    """
    z = floats(scores)
    w = np.ones(z.shape[-1]) if weights is None else floats(weights)
    if not (w > 0.0).all():
        raise ValueError("een gewicht van een samengestelde score is groter dan nul")
    return np.asarray((z * w).sum(axis=-1) / w.sum(), dtype=np.float64)


def rank_range(
    scores: ArrayLike, weights: ArrayLike | None = None, seed: int = 0, resamples: int = RESAMPLES
) -> RankRange:
    """How far the rank of each area hangs on which parts were chosen: parts drawn again with replacement.

    ``scores`` (areas, parts). Ranks: 1 is the highest composite, equal composites share the middle rank. Source:
    Saisana, Saltelli & Tarantola 2005, JRSS A 168:307 (uncertainty of the choice of indicators). The same seed gives
    the same range. NaN for areas with a missing part, which take no rank.
    """
    z = floats(scores)
    w = np.ones(z.shape[-1]) if weights is None else floats(weights)
    complete = np.isfinite(z).all(axis=-1)
    parts = z.shape[-1]
    drawn = np.random.default_rng(seed).multinomial(parts, np.full(parts, 1.0 / parts), size=resamples)
    totals = z[complete] @ (drawn * w).T / (drawn * w).sum(axis=-1)
    columns = [np.full(complete.size, np.nan) for _ in range(3)]
    if complete.any():
        ranks = _ranks(totals)
        columns[0][complete] = _ranks(composite(z[complete], w)[:, None])[:, 0]
        columns[1][complete], columns[2][complete] = np.quantile(ranks, [0.025, 0.975], axis=-1)
    return RankRange(*columns)


def _ranks(totals: Floats) -> Floats:
    """Rank per column, 1 for the highest; equal values share their middle rank. Rounding makes no rank."""
    rounded: NDArray[np.float64] = np.round(totals.T, 12)
    order = np.argsort(-rounded, axis=-1, kind="stable")
    ordered = np.take_along_axis(rounded, order, axis=-1)
    places = np.broadcast_to(np.arange(ordered.shape[-1]), ordered.shape)
    changes = ordered[:, 1:] != ordered[:, :-1]
    edge = np.ones((len(ordered), 1), dtype=bool)
    # Of each run of equal values the first place, seen from the left, and the last, seen from the right.
    first = np.maximum.accumulate(np.where(np.hstack([edge, changes]), places, 0), axis=-1)
    ends = np.where(np.hstack([changes, edge]), places, ordered.shape[-1] - 1)
    last = np.minimum.accumulate(ends[:, ::-1], axis=-1)[:, ::-1]
    ranks = np.empty_like(rounded)
    np.put_along_axis(ranks, order, (first + last) / 2.0 + 1.0, axis=-1)
    return ranks.T
