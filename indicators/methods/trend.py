"""Does a series rise or fall? Tests for what is known of its points, and one word as the answer.

Series are rows, points are columns (last axis); a missing point is NaN. The caller cuts series at declared breaks, at
editions of a model and at unmatched borders: nothing here looks across them. The sign must hold when each point is
left out in turn (the rule of the recent trend in Fingertips, Public Health England).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import (
    CONFIDENCE,
    STRICT_CONFIDENCE,
    Bools,
    Codes,
    Floats,
    floats,
    rate_parts,
    share_parts,
    two_sided_p,
    z_value,
)

TRENDS: Final = ("niet te toetsen", "te weinig metingen", "geen duidelijke verandering", "stijgt", "daalt")
UNTESTED, TOO_FEW, UNCLEAR, RISES, FALLS = range(5)
MINIMUM_POINTS = 5


@dataclass(frozen=True)
class Trend:
    """Per series: slope per unit of time with its 95 % interval, the test, and how sound it is.

    ``statistic`` is χ² on one degree of freedom, or S for Mann-Kendall; ``points`` counts the points used; ``holds``
    says that the sign of the slope stays when each point is left out in turn. NaN where the test cannot be done.
    """

    slope: Floats
    low: Floats
    high: Floats
    statistic: Floats
    p: Floats
    points: Floats
    holds: Bools


def chi_square_trend(
    counts: ArrayLike, bases: ArrayLike, times: ArrayLike, proportion: bool, dispersion: ArrayLike = 1.0
) -> Trend:
    """χ² test for a linear trend in proportions or rates; slope in share, or events per unit of base, per unit of time.

    Formula: χ² = (Σ t (o - n p̄))² / (v Σ n (t - t̄)²), v = p̄ (1 - p̄) for proportions and p̄ for rates, t̄ weighted by n;
    divided by φ for overdispersed events (one per series, or one for all). Threshold at 99.8 %: 9.5495. Source:
    Cochran 1954; Armitage 1955; as R ``prop.trend.test``. NaN for fewer than three points, or where nothing or
    everything happened; a point without a sound base is left out.
    """
    o, n = share_parts(counts, bases) if proportion else rate_parts(counts, bases)
    t = np.broadcast_to(floats(times), o.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        y, w, t, points = _known(o / n, n, t)
        slope, mean, _, spread = _line(y, w, t)
        variance = (mean * (1.0 - mean) if proportion else mean) * np.maximum(floats(dispersion), 1.0)
        statistic = np.where((points >= 3) & (variance > 0.0), slope**2 * spread / variance, np.nan)
        half = z_value(CONFIDENCE) * np.sqrt(variance / spread)
    chance = np.asarray(special.chdtrc(1.0, statistic), dtype=np.float64)
    return Trend(slope, slope - half, slope + half, statistic, chance, points, _holds(y, w, t, slope))


def weighted_trend(values: ArrayLike, errors: ArrayLike, times: ArrayLike) -> Trend:
    """Weighted regression on time where only standard errors are known; slope in the unit of the values per unit time.

    Weights 1/se²; the slope's variance is 1/Σ w (t - t̄)², raised by the χ² of the residuals over its degrees of freedom
    where the points scatter more than their errors allow (Birge 1932, Phys Rev 40:207). Statistic: (slope/se)².
    NaN for fewer than three points; points without a positive error are left out.
    """
    y, e = np.broadcast_arrays(floats(values), floats(errors))
    t = np.broadcast_to(floats(times), y.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        y, w, t, points = _known(y, np.where(e > 0.0, 1.0 / e**2, np.nan), t)
        slope, mean, centre, spread = _line(y, w, t)
        residual = y - mean[..., None] - slope[..., None] * (t - centre[..., None])
        scatter = np.sum(w * residual**2, axis=-1) / (points - 2.0)
        error = np.sqrt(np.maximum(scatter, 1.0) / spread)
        z = np.where(points >= 3, slope / error, np.nan)
    half = z_value(CONFIDENCE) * error
    return Trend(slope, slope - half, slope + half, z**2, two_sided_p(z), points, _holds(y, w, t, slope))


def trend_code(
    trend: Trend,
    alpha: float = 1.0 - STRICT_CONFIDENCE,
    minimum_points: int = MINIMUM_POINTS,
    testable: ArrayLike = True,
) -> Codes:
    """Codes of tested trends (indices into ``TRENDS``).

    ``testable`` is False for scores of a model and values without a sampling meaning: "niet te toetsen". Fewer points
    than ``minimum_points``: "te weinig metingen". A direction is named only when p ≤ alpha and its sign holds with
    each point left out; nothing happened in any year, or everything did, is "geen duidelijke verandering".
    """
    with np.errstate(invalid="ignore"):
        sure = (trend.p <= alpha) & trend.holds
        named = np.where(sure, np.where(trend.slope > 0.0, RISES, FALLS), UNCLEAR)
    code = np.where(trend.points < minimum_points, TOO_FEW, named)
    return np.where(np.asarray(testable, dtype=bool), code, UNTESTED).astype(np.int8)


def _known(y: Floats, w: Floats, t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Values, weights and times with zeros (and no weight) at unknown points, and the number of known ones."""
    known = np.isfinite(y) & np.isfinite(w) & np.isfinite(t)
    zeroed = (np.where(known, part, 0.0) for part in (y, w, t))
    values, weights, times = zeroed
    return values, weights, times, known.sum(axis=-1).astype(np.float64)


def _line(y: Floats, w: Floats, t: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Weighted slope, mean of y, mean of t and Σ w (t - t̄)²; NaN where the times do not differ."""
    total = np.sum(w, axis=-1)
    mean, centre = np.sum(w * y, axis=-1) / total, np.sum(w * t, axis=-1) / total
    away = w * (t - centre[..., None])
    spread = np.sum(away * (t - centre[..., None]), axis=-1)
    return np.where(spread > 0.0, np.sum(away * y, axis=-1) / spread, np.nan), mean, centre, spread


def _holds(y: Floats, w: Floats, t: Floats, slope: Floats) -> Bools:
    """Whether the slope keeps its sign when each point is left out: from the sums, less the point's own part."""
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, mean = (np.sum(w * part, axis=-1, keepdims=True) / np.sum(w, axis=-1, keepdims=True) for part in (t, y))
    t, y = t - centre, y - mean
    parts = (w * t * y, w, w * t, w * y)
    both, weight, first, second = (part.sum(axis=-1, keepdims=True) - part for part in parts)
    turn, size = both * weight - first * second, np.abs(both * weight) + np.abs(first * second)
    # What is left may be exactly flat; rounding must not give it a direction.
    sign = np.where(np.abs(turn) > 1e-9 * size, np.sign(turn), 0.0)
    return np.asarray(((sign == np.sign(slope)[..., None]) | (w == 0.0)).all(axis=-1) & (slope != 0.0), dtype=np.bool_)
