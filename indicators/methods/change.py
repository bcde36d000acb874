"""What two measurements can say: the change with its interval, and the smallest change that they could have shown.

Registers and panels measure the same people twice. Their covariance is rarely known; without it these intervals are
conservative (too wide where the measurements move together), and the page says so.
"""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import CONFIDENCE, Codes, Difference, Floats, floats, rate_parts, share_parts, z_value
from indicators.methods.comparisons import difference_of_means, difference_of_proportions, difference_of_rates

CHANGES: Final = ("niet te toetsen", "niet aantoonbaar veranderd", "gestegen", "gedaald")
UNTESTED, UNCHANGED, RISEN, FALLEN = range(4)
ALPHA = 0.05
POWER = 0.8


def change_of_proportion(
    x: ArrayLike, n: ArrayLike, earlier_x: ArrayLike, earlier_n: ArrayLike, confidence: float = CONFIDENCE
) -> Difference:
    """Change of a proportion (now minus earlier), between -1 and 1: ``difference_of_proportions`` (Newcombe 1998)."""
    return difference_of_proportions(x, n, earlier_x, earlier_n, confidence)


def change_of_rate(
    x: ArrayLike,
    n: ArrayLike,
    earlier_x: ArrayLike,
    earlier_n: ArrayLike,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
) -> Difference:
    """Change of a rate (now minus earlier), per unit of base: ``difference_of_rates``, tested on the log ratio."""
    return difference_of_rates(x, n, earlier_x, earlier_n, confidence, dispersion)


def change_of_mean(
    mean: ArrayLike,
    variance: ArrayLike,
    n: ArrayLike,
    earlier_mean: ArrayLike,
    earlier_variance: ArrayLike,
    earlier_n: ArrayLike,
    confidence: float = CONFIDENCE,
) -> Difference:
    """Change of a mean (now minus earlier), in its unit: ``difference_of_means`` (Welch 1947)."""
    return difference_of_means(mean, variance, n, earlier_mean, earlier_variance, earlier_n, confidence)


def change_code(tested: Difference, alpha: float = ALPHA) -> Codes:
    """Codes of tested changes (indices into ``CHANGES``); p and interval must agree before a change is named."""
    with np.errstate(invalid="ignore"):
        sure = (tested.p < alpha) & ((tested.low > 0.0) | (tested.high < 0.0))
        named = np.where(tested.value > 0.0, RISEN, FALLEN)
    unknown = np.isnan(tested.p) | np.isnan(tested.value)
    return np.where(unknown, UNTESTED, np.where(sure, named, UNCHANGED)).astype(np.int8)


def detectable_change_of_proportion(
    x: ArrayLike,
    n: ArrayLike,
    later_n: ArrayLike,
    upwards: bool = True,
    confidence: float = CONFIDENCE,
    power: float = POWER,
) -> Floats:
    """Smallest rise (or fall) from x/n that a measurement on ``later_n`` shows with this power, as a positive share.

    Solves z₁ √(p̄(1-p̄)(1/n+1/n')) + z₂ √(p(1-p)/n + p'(1-p')/n') = |p' - p| for p' by halving. Source: Fleiss, Levin &
    Paik 2003, ch. 4; as ``power.prop.test`` of R. NaN without a sound base, or where even 0 or 100 % would not do.
    """
    a, m = share_parts(x, n)
    k = floats(later_n)
    k = np.where(k > 0.0, k, np.nan)
    p = a / m
    z_alpha, z_power = z_value(confidence), z_value(2.0 * power - 1.0)

    def shown(change: Floats) -> Floats:
        q = p + change if upwards else p - change
        pooled = (p * m + q * k) / (m + k)
        needed = z_alpha * np.sqrt(np.maximum(pooled * (1.0 - pooled), 0.0) * (1.0 / m + 1.0 / k))
        return change - needed - z_power * np.sqrt(p * (1.0 - p) / m + np.maximum(q * (1.0 - q), 0.0) / k)

    room = 1.0 - p if upwards else p
    low, high = np.zeros_like(p + k), room + 0.0 * k
    possible = shown(high) >= 0.0
    for _ in range(60):
        middle = (low + high) / 2.0
        enough = shown(middle) >= 0.0
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(possible, high, np.nan)


def detectable_ratio_of_rates(
    x: ArrayLike,
    n: ArrayLike,
    later_n: ArrayLike,
    confidence: float = CONFIDENCE,
    power: float = POWER,
    dispersion: ArrayLike = 1.0,
) -> Floats:
    """Smallest ratio above 1 that a later measurement on ``later_n`` shows with this power (a fall: its inverse).

    Formula: exp((z₁ + z₂) √(φ (1/x + 1/x'))), x' = x n'/n the events to be expected without change. Source: the log
    ratio test of ``ratio_of_rates``. NaN without events or base.
    """
    a, m = rate_parts(x, n)
    later = a / m * floats(later_n)
    total = z_value(confidence) + z_value(2.0 * power - 1.0)
    phi = np.maximum(floats(dispersion), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.exp(total * np.sqrt(phi * (1.0 / a + 1.0 / later)))
    return np.where((a > 0.0) & (later > 0.0), ratio, np.nan)


def detectable_change_of_mean(
    variance: ArrayLike, n: ArrayLike, later_n: ArrayLike, confidence: float = CONFIDENCE, power: float = POWER
) -> Floats:
    """Smallest change of a mean, either way and in its unit, that a later measurement on ``later_n`` shows.

    Formula: (z₁ + z₂) √(s²/n + s²/n'), with the spread of the first measurement. For a weighted survey give the
    effective numbers. NaN for fewer than two values on a side or an unknown spread.
    """
    s2, m, k = floats(variance), floats(n), floats(later_n)
    total = z_value(confidence) + z_value(2.0 * power - 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        known = (s2 >= 0.0) & (m >= 2.0) & (k >= 2.0)
        return np.where(known, total * np.sqrt(s2 * (1.0 / m + 1.0 / k)), np.nan)


def detectable_from_interval(
    low: ArrayLike, high: ArrayLike, confidence: float = CONFIDENCE, power: float = POWER
) -> Floats:
    """Smallest change, either way, that a test with this interval shows with this power, in the interval's unit.

    Formula: (z₁ + z₂)/z₁ · (high - low)/2, the half-width read as z₁ standard errors: for a change whose counts are not
    at hand, as that of a gap. Source: the normal approximation of ``detectable_change_of_mean``. NaN without interval.
    """
    z = z_value(confidence)
    return np.asarray((z + z_value(2.0 * power - 1.0)) / z * (floats(high) - floats(low)) / 2.0, dtype=np.float64)
