"""Is one figure different from another? Differences and ratios with the variance of both sides.

A baseline counts as a point (without variance) only when it is a norm or at least a hundred times as large: else its
own chance would be forgotten. Shares and rates are per unit of base here; the caller multiplies (per cent, per 1,000).
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import (
    CONFIDENCE,
    Bools,
    Difference,
    Floats,
    Ratio,
    floats,
    rate_parts,
    share_parts,
    two_sided_p,
    z_value,
)
from indicators.methods.intervals import proportion_interval, rate_interval

POINT_FACTOR = 100.0


def baseline_is_point(base: ArrayLike, baseline_base: ArrayLike, norm: ArrayLike = False) -> Bools:
    """Whether a baseline may count as a point: it is a norm, or its base is at least a hundred times as large."""
    with np.errstate(invalid="ignore"):
        large = floats(baseline_base) >= POINT_FACTOR * floats(base)
    return np.asarray(np.asarray(norm, dtype=bool) | large, dtype=np.bool_)


def difference_of_proportions(
    x: ArrayLike,
    n: ArrayLike,
    baseline_x: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = CONFIDENCE,
    point: ArrayLike = False,
) -> Difference:
    """Difference of two independent proportions (first minus baseline), between -1 and 1.

    Interval: the square-and-add of two Wilson intervals (Newcombe 1998, Stat Med 17:873, method 10). p: the pooled
    score test (Pearson's χ² without correction); against a point the one-sample score test, of which Wilson's interval
    is the inverse. Where measurements share people and their covariance is unknown the interval is conservative.
    A norm: give it as ``baseline_x`` with ``baseline_n`` 1 and ``point`` True. NaN where a side has no sound base.
    """
    a, m = share_parts(x, n)
    b, k = share_parts(baseline_x, baseline_n)
    is_point = np.asarray(point, dtype=bool)
    first, second = proportion_interval(a, m, confidence), proportion_interval(b, k, confidence)
    p, q = a / m, b / k
    low, high = _square_and_add(p, first.low, first.high, q, second.low, second.high, is_point)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.where(is_point, q, (a + b) / (m + k))
        spread = pooled * (1.0 - pooled) * (1.0 / m + np.where(is_point, 0.0, 1.0 / k))
        z = np.where(p == q, 0.0, (p - q) / np.sqrt(spread))
    return Difference(p - q, low, high, np.where(np.isnan(p - q), np.nan, two_sided_p(z)))


def difference_of_rates(
    x: ArrayLike,
    n: ArrayLike,
    baseline_x: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
    point: ArrayLike = False,
) -> Difference:
    """Difference of two independent rates (first minus baseline), in events per unit of base.

    Interval: the square-and-add of the two intervals of ``rate_interval`` (Zou & Donner 2008, Stat Med 27:1693).
    p: the test of ``ratio_of_rates``. NaN where a side has no sound base.
    """
    a, m = rate_parts(x, n)
    b, k = rate_parts(baseline_x, baseline_n)
    first = rate_interval(a, m, confidence, dispersion)
    second = rate_interval(b, k, confidence, dispersion)
    is_point = np.asarray(point, dtype=bool)
    low, high = _square_and_add(a / m, first.low, first.high, b / k, second.low, second.high, is_point)
    p = two_sided_p(_rate_score(a, m, b, k, np.maximum(floats(dispersion), 1.0), is_point))
    return Difference(a / m - b / k, low, high, p)


def ratio_of_rates(
    x: ArrayLike,
    n: ArrayLike,
    baseline_x: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
    point: ArrayLike = False,
) -> Ratio:
    """Ratio of two independent rates (first over baseline).

    Formula: r exp(± z √(φ (1/x + 1/x₀))), against a point without 1/x₀; p from ln r over that standard error. Source:
    Rothman, Greenland & Lash 2008, ch. 14. No events on the first side: r is 0, and the upper limit and p are those of
    the conditional binomial score test (Wilson 1927), which needs no logarithm. NaN where the baseline has no events.
    """
    a, m = rate_parts(x, n)
    b, k = rate_parts(baseline_x, baseline_n)
    phi = np.maximum(floats(dispersion), 1.0)
    is_point = np.asarray(point, dtype=bool)
    z = z_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(b > 0.0, (a / m) / (b / k), np.nan)
        error = np.sqrt(phi * (1.0 / a + np.where(is_point, 0.0, 1.0 / b)))
        none = proportion_interval(0.0, b / phi, confidence).high
        low = np.where(ratio == 0.0, 0.0, ratio * np.exp(-z * error))
        high = np.where(ratio == 0.0, none / (1.0 - none) * k / m, ratio * np.exp(z * error))
    p = two_sided_p(_rate_score(a, m, b, k, phi, is_point))
    return Ratio(ratio, low, high, np.where(np.isnan(ratio), np.nan, p))


def ratio_of_proportions(
    x: ArrayLike, n: ArrayLike, baseline_x: ArrayLike, baseline_n: ArrayLike, confidence: float = CONFIDENCE
) -> Ratio:
    """Ratio of two independent proportions (first over baseline) with a log interval.

    Formula: r exp(± z √(1/x - 1/n + 1/x₀ - 1/n₀)). Source: Katz et al. 1978, Biometrics 34:469. p: the pooled score
    test of ``difference_of_proportions``, so that difference and ratio never disagree. NaN where a numerator is zero.
    """
    a, m = share_parts(x, n)
    b, k = share_parts(baseline_x, baseline_n)
    z = z_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where((a > 0.0) & (b > 0.0), (a / m) / (b / k), np.nan)
        error = np.sqrt(1.0 / a - 1.0 / m + 1.0 / b - 1.0 / k)
        low, high = ratio * np.exp(-z * error), ratio * np.exp(z * error)
    p = difference_of_proportions(a, m, b, k, confidence).p
    return Ratio(ratio, low, high, np.where(np.isnan(ratio), np.nan, p))


def difference_of_means(
    mean: ArrayLike,
    variance: ArrayLike,
    n: ArrayLike,
    baseline_mean: ArrayLike,
    baseline_variance: ArrayLike,
    baseline_n: ArrayLike,
    confidence: float = CONFIDENCE,
    point: ArrayLike = False,
) -> Difference:
    """Difference of two independent means (first minus baseline), in the unit of the mean; ``variance`` of one value.

    Source: Welch 1947, Biometrika 34:28, with Satterthwaite's degrees of freedom. NaN for fewer than two values on a
    side that is not a point, or without any spread.
    """
    m1, v1, n1 = floats(mean), floats(variance), floats(n)
    m2, v2, n2 = floats(baseline_mean), floats(baseline_variance), floats(baseline_n)
    is_point = np.asarray(point, dtype=bool)
    with np.errstate(divide="ignore", invalid="ignore"):
        e1 = np.where((n1 >= 2.0) & (v1 >= 0.0), v1 / n1, np.nan)
        e2 = np.where(is_point, 0.0, np.where((n2 >= 2.0) & (v2 >= 0.0), v2 / n2, np.nan))
        freedom = (e1 + e2) ** 2 / (e1**2 / (n1 - 1.0) + np.where(is_point, 0.0, e2**2 / (n2 - 1.0)))
        error = np.sqrt(e1 + e2)
        t = np.where(error > 0.0, (m1 - m2) / error, np.nan)
        half = special.stdtrit(freedom, 0.5 + confidence / 2.0) * error
        p = 2.0 * special.stdtr(freedom, -np.abs(t))
    return Difference(m1 - m2, m1 - m2 - half, m1 - m2 + half, np.asarray(p, dtype=np.float64))


def difference_of_estimates(
    value: ArrayLike,
    error: ArrayLike,
    baseline_value: ArrayLike,
    baseline_error: ArrayLike,
    confidence: float = CONFIDENCE,
) -> Difference:
    """Difference of two independent estimates that come with a standard error (weighted survey, standardised rate).

    Formula: d ± z √(se² + se₀²). A norm has error 0. NaN where an error is unknown or negative, or both are zero.
    """
    v1, v2 = floats(value), floats(baseline_value)
    e1, e2 = floats(error), floats(baseline_error)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.where((e1 >= 0.0) & (e2 >= 0.0) & (e1 + e2 > 0.0), np.sqrt(e1**2 + e2**2), np.nan)
        half = z_value(confidence) * total
        return Difference(v1 - v2, v1 - v2 - half, v1 - v2 + half, two_sided_p((v1 - v2) / total))


def _square_and_add(
    p: Floats, p_low: Floats, p_high: Floats, q: Floats, q_low: Floats, q_high: Floats, point: Bools
) -> tuple[Floats, Floats]:
    """Limits of p - q from the limits of both; a point adds no uncertainty of its own."""
    below, above = np.where(point, 0.0, q_high - q), np.where(point, 0.0, q - q_low)
    low = p - q - np.sqrt((p - p_low) ** 2 + below**2)
    high = p - q + np.sqrt((p_high - p) ** 2 + above**2)
    return low, high


def _rate_score(a: Floats, m: Floats, b: Floats, k: Floats, phi: Floats, point: Bools) -> Floats:
    """z of the log ratio of two rates; where one side has no events, that of the conditional binomial score test."""
    with np.errstate(divide="ignore", invalid="ignore"):
        wald = np.log((a / m) / (b / k)) / np.sqrt(phi * (1.0 / a + np.where(point, 0.0, 1.0 / b)))
        none_here, none_there = -np.sqrt(b / phi * m / k), np.sqrt(a / phi * k / m)
    score = np.where(a == 0.0, none_here, np.where(b == 0.0, none_there, wald))
    return np.where((a == 0.0) & (b == 0.0), 0.0, score)
