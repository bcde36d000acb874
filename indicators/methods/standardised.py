"""Rates made comparable between areas of another age or household mix: directly and indirectly standardised."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import CONFIDENCE, Floats, floats, rate_parts
from indicators.methods.intervals import count_interval

# A directly standardised rate on fewer events says nothing (rule of PHEindicatormethods).
MINIMUM_EVENTS = 10.0


@dataclass(frozen=True)
class Standardised:
    """Value with limits, in events per unit of base or, for a ratio, as observed over expected."""

    value: Floats
    low: Floats
    high: Floats


def directly_standardised(
    counts: ArrayLike,
    bases: ArrayLike,
    standard: ArrayLike,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
) -> Standardised:
    """Directly standardised rate, per unit of base. Shapes (…, classes), (…, classes) and (classes,).

    Formula: r = Σ w o/n / Σ w; var = Σ w² o/n² / (Σ w)²; limits r + √(var/Σo) (limit of Σo - Σo) with Byar's limits.
    Source: Dobson et al. 1991, Stat Med 10:457; as ``phe_dsr``. NaN for fewer than 10 events, or when a class that the
    standard holds has no base or an unknown count.
    """
    o, n = rate_parts(counts, bases)
    weight = floats(standard)
    weight = weight / weight.sum()
    held = weight > 0.0
    with np.errstate(invalid="ignore"):
        rate = np.sum(np.where(held, weight * o / n, 0.0), axis=-1)
        variance = np.sum(np.where(held, weight**2 * o / n**2, 0.0), axis=-1)
    events = np.where(held, o, 0.0).sum(axis=-1)
    limits = count_interval(events, confidence, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.sqrt(variance / events)
    enough = events >= MINIMUM_EVENTS
    return Standardised(
        np.where(enough, rate, np.nan),
        np.where(enough, rate + scale * (limits.low - events), np.nan),
        np.where(enough, rate + scale * (limits.high - events), np.nan),
    )


def expected_events(bases: ArrayLike, reference_rates: ArrayLike) -> Floats:
    """Events that an area would have at the reference's rate per class: Σ n r. Shapes (…, classes) and (classes,)."""
    return np.asarray(np.sum(floats(bases) * floats(reference_rates), axis=-1), dtype=np.float64)


def standardised_ratio(
    observed: ArrayLike, expected: ArrayLike, confidence: float = CONFIDENCE, dispersion: ArrayLike = 1.0
) -> Standardised:
    """Indirectly standardised ratio (observed over expected; 1 is like the reference), Byar or exact limits.

    Source: Breslow & Day 1987, IARC 82, p. 69; as ``calculate_ISRatio``. The expected number counts as known.
    NaN where observed is unknown or negative, or expected unknown, zero or negative.
    """
    o, e = rate_parts(observed, expected)
    limits = count_interval(o, confidence, dispersion)
    return Standardised(o / e, limits.low / e, limits.high / e)
