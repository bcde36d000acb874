"""Which areas are most like a chosen one, over several indicators at once, and what makes them so."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import Floats, floats

LEAST_SHARE = 0.75
_NORMAL_MAD = 1.4826


@dataclass(frozen=True)
class Similar:
    """Rows of the most similar areas, nearest first; per area its distance, and per indicator the step between both.

    ``steps``: signed, other minus chosen, in ordinary differences (NaN where one of both has no figure). ``parts``: the
    share of each indicator in the squared distance, 0-1. ``used``: which indicators counted at all. ``compared``: how
    many areas had enough figures to be compared.
    """

    rows: NDArray[np.intp]
    distance: Floats
    steps: Floats
    parts: Floats
    used: NDArray[np.bool_]
    compared: int


def ordinary_difference(values: ArrayLike) -> Floats:
    """How far an area ordinarily lies from the middle, per column: 1.4826 × the median absolute deviation.

    It equals the standard deviation of a normal distribution, and some areas that are wholly different do not change
    it. The standard deviation where more than half of the areas have one and the same figure; NaN for a column that
    does not vary. Source: Rousseeuw & Croux 1993, JASA 88:1273 (MAD with its consistency factor).
    """
    matrix = floats(values)
    scale = np.full(matrix.shape[1], np.nan)
    for column in range(matrix.shape[1]):
        known = matrix[:, column][np.isfinite(matrix[:, column])]
        if len(known) > 1:
            robust = _NORMAL_MAD * float(np.median(np.abs(known - np.median(known))))
            wide = robust if robust > 0.0 else float(np.std(known))
            scale[column] = wide if wide > 1e-12 * float(np.abs(known).max()) else np.nan
    return scale


def robust_z(values: ArrayLike) -> Floats:
    """How many ordinary differences each value lies above the median; NaN where it is, and all NaN when nothing varies.

    Source: Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers, ch. 3.
    """
    x = floats(values)
    known = x[np.isfinite(x)]
    middle = np.median(known) if known.size else np.nan
    return (x - middle) / ordinary_difference(x[:, np.newaxis])


def most_similar(values: ArrayLike, chosen: int, count: int, least_share: float = LEAST_SHARE) -> Similar:
    """The ``count`` areas (rows) nearest to row ``chosen`` over all indicators (columns), each counting as much.

    Formula: d = √(mean over the indicators that both have of ((other - chosen)/s)²), s of ``ordinary_difference``. The
    mean and not the sum, so that a missing figure does not bring an area nearer; an area with fewer than
    ``least_share`` of the chosen one's indicators is left out. Equal distances stand in the order of the rows.
    Source: standardised Euclidean distance, averaged over what both have as in Gower 1971, Biometrics 27:857.
    """
    matrix = floats(values)
    scale = ordinary_difference(matrix)
    used = np.isfinite(matrix[chosen]) & np.isfinite(scale)
    steps = np.full(matrix.shape, np.nan)
    steps[:, used] = (matrix[:, used] - matrix[chosen, used]) / scale[used]
    squares = steps[:, used] ** 2
    both = np.isfinite(squares)
    shared, total = both.sum(axis=1), np.where(both, squares, 0.0).sum(axis=1)
    enough = (shared >= max(1.0, least_share * used.sum() - 1e-9)) & (np.arange(len(matrix)) != chosen)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.where(enough, np.sqrt(total / shared), np.inf)
    rows = np.argsort(distance, kind="stable")[: min(count, int(enough.sum()))]
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(total[rows, None] > 0.0, steps[rows] ** 2 / total[rows, None], 0.0)
    return Similar(
        rows, distance[rows], steps[rows], np.where(np.isnan(steps[rows]), np.nan, parts), used, int(enough.sum())
    )
