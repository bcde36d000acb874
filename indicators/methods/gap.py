"""The kloof: how far the focuswijken are from the rest of the city, whether that changes, and whether fast enough.

A gap is always focuswijken (numerators added over denominators added) minus the rest; what is first and second here is
decided by the caller. The change since the year of selection is shown with the years before it, because areas chosen
for scoring badly move towards the mean by themselves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import CONFIDENCE, Difference, Floats, Ratio, floats, two_sided_p, z_value
from indicators.methods.comparisons import (
    difference_of_proportions,
    difference_of_rates,
    ratio_of_proportions,
    ratio_of_rates,
)

# Below this share of the inhabitants on either side there is no gap.
MINIMUM_COVERAGE = 0.9


@dataclass(frozen=True)
class Gap:
    """Absolute gap (share, or events per unit of base) and relative gap (ratio), each with interval and p."""

    absolute: Difference
    relative: Ratio


@dataclass(frozen=True)
class Pace:
    """Change per year: ``so_far`` since the nulmeting, ``asked`` from the nulmeting to the target at the horizon,
    ``needed`` from now on; ``share_done`` of the way (1 is there); ``at_horizon`` the value if the pace so far goes on.
    """

    so_far: Floats
    asked: Floats
    needed: Floats
    share_done: Floats
    at_horizon: Floats


def gap(
    x: ArrayLike,
    n: ArrayLike,
    rest_x: ArrayLike,
    rest_n: ArrayLike,
    proportion: bool,
    confidence: float = CONFIDENCE,
    dispersion: ArrayLike = 1.0,
) -> Gap:
    """Gap of proportions (Newcombe 1998; Katz 1978) or rates (Zou & Donner 2008; log ratio) from sums on both sides.

    Dispersion counts for rates only. NaN where a side has no sound base. For means and estimates without counts use
    ``comparisons.difference_of_means`` or ``difference_of_estimates``.
    """
    if proportion:
        return Gap(
            difference_of_proportions(x, n, rest_x, rest_n, confidence),
            ratio_of_proportions(x, n, rest_x, rest_n, confidence),
        )
    return Gap(
        difference_of_rates(x, n, rest_x, rest_n, confidence, dispersion),
        ratio_of_rates(x, n, rest_x, rest_n, confidence, dispersion),
    )


def covered_gap(value: ArrayLike, coverage: ArrayLike, rest_coverage: ArrayLike) -> Floats:
    """Gap where both sides hold at least 90 % of their inhabitants (shares between 0 and 1), else NaN."""
    with np.errstate(invalid="ignore"):
        enough = (floats(coverage) >= MINIMUM_COVERAGE) & (floats(rest_coverage) >= MINIMUM_COVERAGE)
    return np.where(enough, floats(value), np.nan)


def change_of_gap(now: Difference, earlier: Difference, confidence: float = CONFIDENCE) -> Difference:
    """Change of a gap (now minus earlier) with interval and p, from two gaps at the same ``confidence``.

    Interval: the square-and-add of both (Zou & Donner 2008, Stat Med 27:1693). p: from the margin on the side of no
    change, read as z standard errors. Gaps that share people are not independent: without their covariance the
    interval is conservative. NaN where a gap has no interval; p is 1 where both gaps are equal.
    """
    value = now.value - earlier.value
    below = np.hypot(now.value - now.low, earlier.high - earlier.value)
    above = np.hypot(now.high - now.value, earlier.value - earlier.low)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = value * z_value(confidence) / np.where(value > 0.0, below, above)
    p = two_sided_p(np.where(value == 0.0, 0.0, score))
    return Difference(value, value - below, value + above, np.where(np.isnan(value + below + above), np.nan, p))


def narrowing(now: Difference, earlier: Difference, confidence: float = CONFIDENCE) -> Difference:
    """Change of the size of a gap: below zero it became smaller, above zero larger, whichever side is ahead.

    As ``change_of_gap`` with the sign of the earlier gap. Where the gap crossed zero its sides were exchanged; the
    change then runs through zero and is larger than the change of the size alone.
    """
    change = change_of_gap(now, earlier, confidence)
    turned = earlier.value < 0.0
    low, high = np.where(turned, -change.high, change.low), np.where(turned, -change.low, change.high)
    return Difference(np.where(turned, -change.value, change.value), low, high, change.p)


def pace(
    start_value: ArrayLike,
    value: ArrayLike,
    start_year: ArrayLike,
    year: ArrayLike,
    horizon: ArrayLike,
    target: ArrayLike = 0.0,
) -> Pace:
    """Pace so far against the pace that the target asks, per year, in the unit of the value.

    For a gap without a streefwaarde the target is 0: "if the kloof were to be closed by the horizon". Formula: straight
    lines. NaN where a value is unknown, where the year is not after the start, or (``needed``, ``asked``) the horizon
    not after the year. ``share_done`` is NaN where start and target are equal.
    """
    first, last, goal = floats(start_value), floats(value), floats(target)
    begin, now, end = floats(start_year), floats(year), floats(horizon)
    with np.errstate(divide="ignore", invalid="ignore"):
        so_far = np.where(now > begin, (last - first) / (now - begin), np.nan)
        asked = np.where(end > begin, (goal - first) / (end - begin), np.nan)
        needed = np.where(end > now, (goal - last) / (end - now), np.nan)
        done = np.where(goal != first, (last - first) / (goal - first), np.nan)
    return Pace(so_far, asked, needed, done, last + so_far * (end - now))
