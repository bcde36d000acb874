"""How sure a single figure is: intervals for proportions, counts, rates, means and survey shares.

Register counts get one too: what chance alone would do in an area this small. Where the base or the spread is not
known there is no interval (NaN), never a guessed one.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import CONFIDENCE, Floats, Interval, floats, rate_parts, share_parts, z_value

# Below this count Byar's approximation is not close enough and the exact Poisson limits are used.
EXACT_BELOW = 10.0


def proportion_interval(
    numerator: ArrayLike, denominator: ArrayLike, confidence: float = CONFIDENCE, dispersion: ArrayLike = 1.0
) -> Interval:
    """Wilson score interval of a proportion, as a share between 0 and 1.

    Formula: (x + z²/2 ± z √(x (n - x)/n + z²/4)) / (n + z²). A dispersion φ > 1 counts x and n as x/φ and n/φ.
    Source: Wilson 1927, JASA 22:209; as ``phe_proportion`` of PHEindicatormethods. Without continuity correction.
    NaN where the base is unknown, zero, negative or smaller than the numerator.
    """
    x, n = share_parts(numerator, denominator)
    phi = np.maximum(floats(dispersion), 1.0)
    return _wilson(x / phi, n / phi, z_value(confidence))


def count_interval(count: ArrayLike, confidence: float = CONFIDENCE, dispersion: ArrayLike = 1.0) -> Interval:
    """Interval of a Poisson count, in events: Byar's approximation from 10 events on, exact below.

    Formula (Byar): o (1 - 1/(9o) - z/(3√o))³ and (o+1) (1 - 1/(9(o+1)) + z/(3√(o+1)))³; exact: half the χ² quantiles
    with 2o and 2o+2 degrees of freedom, lower limit 0 for no events. Overdispersed events (φ > 1): the limits of o/φ
    effective events, times φ. Source: Breslow & Day 1987, IARC 82, p. 69; as ``phe_rate``.
    NaN for an unknown, infinite or negative count.
    """
    o, _ = rate_parts(count, 1.0)
    phi = np.maximum(floats(dispersion), 1.0)
    o, phi = np.broadcast_arrays(o / phi, phi)
    z = z_value(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = o * (1.0 - 1.0 / (9.0 * o) - z / (3.0 * np.sqrt(o))) ** 3
    up = o + 1.0
    high = up * (1.0 - 1.0 / (9.0 * up) + z / (3.0 * np.sqrt(up))) ** 3
    few = o < EXACT_BELOW
    if few.any():
        tail, some = (1.0 - confidence) / 2.0, o[few]
        low, high = np.array(low), np.array(high)
        low[few] = np.where(some > 0.0, special.gammaincinv(np.where(some > 0.0, some, 1.0), tail), 0.0)
        high[few] = special.gammainccinv(some + 1.0, tail)
    return Interval(low * phi, high * phi)


def rate_interval(
    count: ArrayLike, base: ArrayLike, confidence: float = CONFIDENCE, dispersion: ArrayLike = 1.0
) -> Interval:
    """Interval of a rate, in events per unit of base: that of the count over the base (a rate may exceed 1).

    Source: as ``count_interval``. NaN where count or base is unknown, infinite or negative, or the base is zero.
    """
    x, n = rate_parts(count, base)
    events = count_interval(x, confidence, dispersion)
    return Interval(events.low / n, events.high / n)


def variance_from_sums(total: ArrayLike, squares: ArrayLike, n: ArrayLike) -> Floats:
    """Sample variance from Σx, Σx² and n: (Σx² - (Σx)²/n) / (n - 1). NaN for fewer than two values."""
    s, q, k = floats(total), floats(squares), floats(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = (q - s * s / k) / (k - 1.0)
    # Rounding may leave a hair below zero where all values are equal; a true negative is a wrong sum.
    tiny = variance > -1e-9 * np.maximum(np.abs(q), 1.0)
    return np.where((k >= 2.0) & tiny, np.maximum(variance, 0.0), np.nan)


def mean_interval(total: ArrayLike, squares: ArrayLike, n: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Student's t interval of a mean from Σx, Σx² and n, in the unit of x.

    Formula: x̄ ± t(n-1) √(s²/n). Source: Armitage & Berry 2002; as ``phe_mean``. NaN for fewer than two values.
    """
    k = floats(n)
    variance = variance_from_sums(total, squares, k)
    known = np.isfinite(variance)
    degrees = np.where(known, k - 1.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = floats(total) / k
        half = special.stdtrit(degrees, 0.5 + confidence / 2.0) * np.sqrt(variance / k)
    return Interval(mean - half, mean + half)


def survey_share_interval(
    share: ArrayLike,
    effective_n: ArrayLike,
    fraction: ArrayLike = 0.0,
    confidence: float = CONFIDENCE,
    method: Literal["wilson", "logit"] = "wilson",
) -> Interval:
    """Interval of a weighted survey share on its effective number of respondents.

    ``fraction`` is sample over population (finite population correction: effective n becomes n / (1 - fraction));
    leave it 0 when the variance behind the effective n was already corrected. ``logit``: expit(logit p ± z/√(n p q)),
    and Wilson where p is 0 or 1. Source: Korn & Graubard 1998; Lumley, R survey ``svyciprop``.
    NaN where the share is outside 0-1, the effective n is not positive or the fraction outside 0-1; a full census
    (fraction 1) has no sampling error: both limits are the share.
    """
    p, f = floats(share), floats(fraction)
    n, f = np.broadcast_arrays(floats(effective_n), f)
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.where((n > 0.0) & (f >= 0.0) & (f < 1.0), n / (1.0 - f), np.nan)
    x, n = share_parts(p * n, n)
    z = z_value(confidence)
    limits = _wilson(x, n, z)
    if method == "logit":
        inside = (p > 0.0) & (p < 1.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            centre, half = special.logit(p), z / np.sqrt(n * p * (1.0 - p))
            limits = Interval(
                np.where(inside, special.expit(centre - half), limits.low),
                np.where(inside, special.expit(centre + half), limits.high),
            )
    census = (f == 1.0) & (p >= 0.0) & (p <= 1.0)
    return Interval(np.where(census, p, limits.low), np.where(census, p, limits.high))


def _wilson(x: Floats, n: Floats, z: float) -> Interval:
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z * np.sqrt(x * (n - x) / n + z * z / 4.0)
        centre, total = x + z * z / 2.0, n + z * z
        # Rounding must not push a limit out of 0-1, nor past the share itself at 0 and 1.
        low = np.where(x == 0.0, 0.0, np.maximum((centre - half) / total, 0.0))
        high = np.where(x == n, 1.0, np.minimum((centre + half) / total, 1.0))
    return Interval(np.where(np.isnan(n), np.nan, low), np.where(np.isnan(n), np.nan, high))
