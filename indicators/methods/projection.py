"""Where a series would go if it went on as it did: a fan, not a promise; and none for a short series."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import Floats, Interval, floats

MINIMUM_POINTS = 8
LEVELS = (0.5, 0.9)


@dataclass(frozen=True)
class Fan:
    """Projected middle and one interval per level, each of shape (…, horizons)."""

    middle: Floats
    intervals: dict[float, Interval]


def drift_fan(values: ArrayLike, times: ArrayLike, horizons: ArrayLike, levels: tuple[float, ...] = LEVELS) -> Fan:
    """Random walk with drift, projected to the times in ``horizons`` (after the last point), in the unit of the values.

    Series are rows, missing points NaN; uneven dates count as they are. Formula: drift b = (y_T - y_1)/(t_T - t_1);
    σ² = Σ (Δy - bΔt)²/Δt / (steps - 1); at h beyond t_T: y_T + b h ± q σ √(h (1 + h/(t_T - t_1))), q Student's t on
    steps - 1 (σ is estimated from few steps). Source: Hyndman & Athanasopoulos 2021, §5.2 and §5.5, which takes the
    normal quantile. NaN for fewer than eight points and at horizons that do not lie after the last point.
    """
    y = np.atleast_2d(floats(values))
    t = np.broadcast_to(floats(times), y.shape)
    known = np.isfinite(y) & np.isfinite(t)
    # Known points to the left, in their own order, so that steps are between neighbours that exist.
    order = np.argsort(np.where(known, t, np.inf), axis=-1, kind="stable")
    y, t = (np.take_along_axis(np.where(known, part, np.nan), order, axis=-1) for part in (y, t))
    points = known.sum(axis=-1)
    last = np.maximum(points - 1, 0)[:, None]
    end, end_time = np.take_along_axis(y, last, -1), np.take_along_axis(t, last, -1)
    with np.errstate(divide="ignore", invalid="ignore"):
        length = end_time - t[:, :1]
        drift = (end - y[:, :1]) / length
        step = np.diff(t, axis=-1)
        freedom = np.where(points >= MINIMUM_POINTS, points - 2.0, np.nan)[:, None]
        scatter = np.nansum((np.diff(y, axis=-1) - drift * step) ** 2 / step, axis=-1, keepdims=True) / freedom
        ahead = floats(horizons) - end_time
        ahead = np.where(ahead > 0.0, ahead, np.nan)
        error = np.sqrt(scatter * ahead * (1.0 + ahead / length))
    shape = (*np.shape(values)[:-1], error.shape[-1])
    middle = np.where(np.isnan(error), np.nan, end + drift * ahead)
    intervals = {}
    for level in levels:
        half = special.stdtrit(freedom, 0.5 + level / 2.0) * error
        intervals[level] = Interval((middle - half).reshape(shape), (middle + half).reshape(shape))
    return Fan(middle.reshape(shape), intervals)
