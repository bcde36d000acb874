"""What all methods share: the array type, the shape of an answer, and quantiles of the normal distribution."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.int8]

CONFIDENCE = 0.95
STRICT_CONFIDENCE = 0.998


@dataclass(frozen=True)
class Interval:
    """Lower and upper limits in the unit of the value; NaN on both sides where no interval can be given."""

    low: Floats
    high: Floats


@dataclass(frozen=True)
class Difference:
    """A difference (first minus second) with interval and two-sided p; NaN where it cannot be tested."""

    value: Floats
    low: Floats
    high: Floats
    p: Floats


@dataclass(frozen=True)
class Ratio:
    """A ratio (first over second) with interval and two-sided p; NaN where it cannot be tested."""

    value: Floats
    low: Floats
    high: Floats
    p: Floats


def floats(values: ArrayLike) -> Floats:
    """An array of doubles in which everything that is not finite is NaN."""
    array = np.asarray(values, dtype=np.float64)
    return array if np.isfinite(array).all() else np.where(np.isfinite(array), array, np.nan)


def z_value(confidence: float) -> float:
    """Standard normal quantile of a two-sided confidence, 1.96 for 0.95. ValueError outside (0, 1)."""
    if not 0.0 < confidence < 1.0:
        raise ValueError("een betrouwbaarheid ligt tussen 0 en 1, bijvoorbeeld 0.95")
    return float(special.ndtri(0.5 + confidence / 2.0))


def two_sided_p(z: ArrayLike) -> Floats:
    """Two-sided p of a standard normal score."""
    return np.asarray(2.0 * special.ndtr(-np.abs(np.asarray(z, dtype=np.float64))), dtype=np.float64)


def share_parts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats]:
    """Numerator and denominator of a proportion, both NaN where they cannot be one.

    Not a proportion: an unknown, infinite or negative part, a base of zero, a base smaller than the numerator.
    """
    x, n = np.broadcast_arrays(np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64))
    good = (x >= 0.0) & (n > 0.0) & (x <= n) & (n < np.inf)
    return np.where(good, x, np.nan), np.where(good, n, np.nan)


def rate_parts(count: ArrayLike, base: ArrayLike) -> tuple[Floats, Floats]:
    """Count and base of a rate, both NaN where they cannot be one: unknown, infinite, negative, or a base of zero."""
    x, n = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(base, dtype=np.float64))
    good = (x >= 0.0) & (x < np.inf) & (n > 0.0) & (n < np.inf)
    return np.where(good, x, np.nan), np.where(good, n, np.nan)
