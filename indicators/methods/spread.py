"""How wide the areas of a city lie, with and without the noise that small areas add."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import Floats, Interval, floats


def spread(values: ArrayLike, populations: ArrayLike, low: float = 0.1, high: float = 0.9) -> Interval:
    """Values at two shares of the population over the last axis (P10 and P90), areas ordered by value.

    Formula: the cumulative population at each area's midpoint, linear in between, as Hazen's quantile for equal
    populations. NaN for fewer than two areas.
    """
    y, n = np.broadcast_arrays(floats(values), floats(populations))
    rows, weights = y.reshape(-1, y.shape[-1]), n.reshape(-1, y.shape[-1])
    known = np.isfinite(rows) & (weights > 0.0)
    order = np.argsort(np.where(known, rows, np.inf), axis=-1, kind="stable")
    rows, weights = (np.take_along_axis(part, order, -1) for part in (rows, np.where(known, weights, 0.0)))
    enough = known.sum(axis=-1) >= 2
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (np.cumsum(weights, axis=-1) - weights / 2.0) / weights.sum(axis=-1, keepdims=True)
    limits = (np.where(enough, _between(rows, middle, known.sum(axis=-1), at), np.nan) for at in (low, high))
    below, above = (part.reshape(y.shape[:-1]) for part in limits)
    return Interval(below, above)


def real_variance(values: ArrayLike, errors: ArrayLike) -> Floats:
    """Variance of the real values behind estimates over the last axis (τ²), without that of their errors; at least 0.

    Formula: (Q - (k - 1)) / (Σw - Σw²/Σw), w = 1/se², Q = Σ w (y - ȳ)². Source: DerSimonian & Laird 1986, Control
    Clin Trials 7:177. NaN for fewer than two values with a positive error.
    """
    y, w = _weighted(values, errors)
    count, total = (w > 0.0).sum(axis=-1), w.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (w * y).sum(axis=-1) / total
        excess = (w * (y - centre[..., None]) ** 2).sum(axis=-1) - (count - 1.0)
        real = np.maximum(excess / (total - (w**2).sum(axis=-1) / total), 0.0)
    return np.where(count >= 2, real, np.nan)


def shrunk(values: ArrayLike, errors: ArrayLike) -> Floats:
    """Values drawn to their mean so far that their spread is the real one, without the noise of small areas.

    Formula: m + √(τ²/(τ² + se²)) (y - m), τ² of ``real_variance``, m weighted by 1/(τ² + se²). Source: Louis 1984, JASA
    79:393 (constrained estimates: plain shrinkage makes the spread too small). NaN where a value has no positive
    error. For spread, not for an area's own figure.
    """
    y, w = _weighted(values, errors)
    real = real_variance(values, errors)[..., None]
    with np.errstate(divide="ignore", invalid="ignore"):
        again = np.where(w > 0.0, 1.0 / (real + 1.0 / w), 0.0)
        middle = (again * y).sum(axis=-1, keepdims=True) / again.sum(axis=-1, keepdims=True)
        return np.where(w > 0.0, middle + np.sqrt(real * again) * (y - middle), np.nan)


def _weighted(values: ArrayLike, errors: ArrayLike) -> tuple[Floats, Floats]:
    """Values and weights 1/se², both zero where a value or its error is unknown or the error not positive."""
    y, e = np.broadcast_arrays(floats(values), floats(errors))
    with np.errstate(divide="ignore", invalid="ignore"):
        known = np.isfinite(y) & (e > 0.0)
        return np.where(known, y, 0.0), np.where(known, 1.0 / e**2, 0.0)


def _between(rows: Floats, middle: Floats, count: NDArray[np.intp], at: float) -> Floats:
    """Value where the cumulative share passes ``at``, linear between areas and flat outside them."""
    after = np.clip((middle < at).sum(axis=-1), 0, np.maximum(count - 1, 0))[:, None]
    before = np.maximum(after - 1, 0)
    y0, y1, m0, m1 = (np.take_along_axis(p, k, -1)[:, 0] for p in (rows, middle) for k in (before, after))
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(m1 > m0, np.clip((at - m0) / (m1 - m0), 0.0, 1.0), 1.0)
    return y0 + part * (y1 - y0)
