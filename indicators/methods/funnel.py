"""Which areas stand out when all are seen together: funnel limits around one target, wider where areas really vary.

Source of the whole: Spiegelhalter 2005, Statistics in Medicine 24:1185 ("Funnel plots for comparing institutional
performance"), with its multiplicative adjustment for overdispersion.
"""

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import CONFIDENCE, Floats, Interval, floats, z_value

WINSORISED_SHARE = 0.1


def funnel_error(target: ArrayLike, base: ArrayLike, proportion: bool) -> Floats:
    """Standard error that an area on target has: √(θ(1-θ)/n) for a proportion, √(θ/n) for a rate; NaN without base."""
    theta, n = floats(target), floats(base)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = theta * (1.0 - theta) if proportion else theta
        return np.asarray(np.where((n > 0.0) & (variance > 0.0), np.sqrt(variance / n), np.nan), dtype=np.float64)


def winsorised_dispersion(scores: ArrayLike, share: float = WINSORISED_SHARE) -> Floats:
    """Overdispersion φ of z-scores over the last axis, without letting the outliers that one looks for decide it.

    Formula: the outer ``share`` on both sides is set to the nearest score that is kept; φ = Σ z²/I over the I known
    scores. φ is used only where it is more than chance gives, φ > 1 + 2 √(2/I), else it is 1. Source: Spiegelhalter
    2005, appendix A.3. NaN without scores.
    """
    z = np.sort(floats(scores), axis=-1)
    known = np.isfinite(z).sum(axis=-1, keepdims=True)
    last = np.maximum(known - 1, 0)
    cut = np.floor(share * known).astype(np.intp)
    low = np.take_along_axis(z, np.minimum(cut, last), axis=-1)
    high = np.take_along_axis(z, np.maximum(last - cut, 0), axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        phi = np.nansum(np.clip(z, low, high) ** 2, axis=-1) / known[..., 0]
        clear = phi > 1.0 + 2.0 * np.sqrt(2.0 / known[..., 0])
    return np.asarray(np.where(np.isnan(phi), np.nan, np.where(clear, phi, 1.0)), dtype=np.float64)


def funnel_limits(
    target: ArrayLike,
    base: ArrayLike,
    proportion: bool,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
) -> Interval:
    """Limits within which an area of this base stays by chance, in the unit of the target (a share, or per unit base).

    Formula: θ ± z √φ se, with the se of ``funnel_error``, held within 0-1 for a proportion and above 0 for a rate.
    NaN without a base or for a target at 0 or, for a proportion, 1.
    """
    theta = floats(target)
    half = z_value(confidence) * np.sqrt(np.maximum(floats(dispersion), 1.0)) * funnel_error(theta, base, proportion)
    return Interval(
        np.asarray(np.maximum(theta - half, 0.0), dtype=np.float64),
        np.asarray(np.minimum(theta + half, 1.0) if proportion else theta + half, dtype=np.float64),
    )
