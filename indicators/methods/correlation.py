"""How two figures go together over areas, and which areas do not fit; never about persons, never about a cause."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from indicators.methods._arrays import CONFIDENCE, Floats, floats, z_value

_LEAST_AREAS = 4
_LEAST_FOR_OUTLIERS = 5


@dataclass(frozen=True)
class Correlation:
    """A coefficient between -1 and 1 with its interval over ``n`` pairs; NaN where it cannot be given."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Line:
    """A straight line through pairs, and per pair its externally studentised residual (NaN where unknown)."""

    intercept: float
    slope: float
    residuals: Floats
    limit: float


def pearson(x: ArrayLike, y: ArrayLike, confidence: float = CONFIDENCE) -> Correlation:
    """Pearson's r over the pairs of which both are known, with the interval of Fisher's z: tanh(atanh r ± z/√(n-3)).

    Source: Fisher 1921, Metron 1:3. NaN for fewer than four pairs, or when one of both does not vary.
    """
    return _correlation(*_known(x, y), confidence, spread=lambda _: 1.0)


def spearman(x: ArrayLike, y: ArrayLike, confidence: float = CONFIDENCE) -> Correlation:
    """Spearman's rho: Pearson's r over the ranks, equal values sharing their mean rank.

    Interval on Fisher's scale with variance (1 + rho²/2)/(n-3). Source: Bonett & Wright 2000, Psychometrika 65:23.
    NaN as in ``pearson``.
    """
    xs, ys = _known(x, y)
    return _correlation(stats.rankdata(xs), stats.rankdata(ys), confidence, spread=lambda rho: 1.0 + rho**2 / 2.0)


def straight_line(x: ArrayLike, y: ArrayLike, confidence: float = CONFIDENCE) -> Line:
    """The line of least squares, with for each pair how far it lies from the line that the others give.

    Formula: t = e / (s₍ᵢ₎ √(1-h)), s₍ᵢ₎ without the pair itself. An outlier is beyond ``limit``: the quantile of t with
    n - 3 degrees of freedom at a chance of (1 - confidence)/n, two-sided (Bonferroni over all pairs, since one looks at
    the most extreme). Source: Cook & Weisberg 1982, Residuals and Influence in Regression, § 2.2. NaN for fewer than
    five pairs, or when x does not vary.
    """
    xs, ys = floats(x), floats(y)
    both = np.isfinite(xs) & np.isfinite(ys)
    a, b, n = xs[both], ys[both], int(both.sum())
    unknown = np.full(len(xs), np.nan)
    if n < _LEAST_FOR_OUTLIERS or _constant(a):
        return Line(np.nan, np.nan, unknown, np.nan)
    across = a - a.mean()
    square = float((across**2).sum())
    slope = float((across * (b - b.mean())).sum() / square)
    intercept = float(b.mean() - slope * a.mean())
    left = b - (intercept + slope * a)
    # Rounding leaves something on a perfect line; it would be divided by almost nothing.
    left = np.where(np.abs(left) <= 1e-12 * max(1.0, float(np.abs(b).max())), 0.0, left)
    free = 1.0 - (1.0 / n + across**2 / square)
    with np.errstate(divide="ignore", invalid="ignore"):
        without = ((left**2).sum() - left**2 / free) / (n - 3)
        residuals = np.where(left == 0.0, 0.0, left / np.sqrt(np.maximum(without, 0.0) * free))
    unknown[both] = np.where(free > 1e-12, residuals, np.nan)
    return Line(intercept, slope, unknown, float(stats.t.ppf(1.0 - (1.0 - confidence) / (2.0 * n), n - 3)))


def _known(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    xs, ys = floats(x), floats(y)
    both = np.isfinite(xs) & np.isfinite(ys)
    return xs[both], ys[both]


def _constant(values: Floats) -> bool:
    return float(np.ptp(values)) <= 1e-12 * float(np.abs(values).max())


def _correlation(x: Floats, y: Floats, confidence: float, spread: Callable[[float], float]) -> Correlation:
    n = len(x)
    if n < _LEAST_AREAS or _constant(x) or _constant(y):
        return Correlation(np.nan, np.nan, np.nan, n)
    # Scaled first, so that the squares of very large or small figures stay numbers.
    a, b = ((part - part.mean()) / np.abs(part - part.mean()).max() for part in (x, y))
    value = float(np.clip((a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum()), -1.0, 1.0))
    if abs(value) >= 1.0:
        return Correlation(value, value, value, n)
    half = z_value(confidence) * np.sqrt(spread(value) / (n - 3))
    return Correlation(value, float(np.tanh(np.arctanh(value) - half)), float(np.tanh(np.arctanh(value) + half)), n)
