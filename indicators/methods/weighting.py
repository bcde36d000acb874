"""Shares and means of a weighted survey with margins that follow from its design, for any group of buurten.

A buurt is a domain of the whole sample, not a sample of its own: respondents elsewhere count in the variance of their
stratum. What is kept per buurt and stratum are sums only; from these every group gets its estimate and its margin, and
no respondent has to be kept. Strata and domains are numbered from 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import Floats, floats


@dataclass(frozen=True)
class Design:
    """The whole sample: respondents and sampled fraction per stratum, and the raking margins where there are any.

    With q margin columns: ``cross`` (q, q) is Σ w x x'; ``stratum_margins`` (strata, q) Σ w x per stratum;
    ``stratum_cross`` (strata, q, q) Σ w² x x' per stratum. Without raking q is 0.
    """

    respondents: Floats
    fraction: Floats
    cross: Floats
    stratum_margins: Floats
    stratum_cross: Floats


@dataclass(frozen=True)
class SurveySums:
    """Sums of one question per domain (first axis) and stratum (second), over those who answered.

    ``moments`` (domains, strata, 7): n, Σw, Σwy, Σwy², Σw², Σw²y, Σw²y². ``crossed`` (domains, strata, 4, q): Σwx,
    Σwyx, Σw²x, Σw²yx for the raking margins x.
    """

    moments: Floats
    crossed: Floats


@dataclass(frozen=True)
class Estimate:
    """Per group: weighted mean or share, standard error, respondents, effective number and design effect."""

    value: Floats
    error: Floats
    respondents: Floats
    effective_n: Floats
    design_effect: Floats


def design(
    weights: ArrayLike,
    strata: NDArray[np.intp],
    stratum_count: int,
    populations: ArrayLike | None = None,
    margins: ArrayLike | None = None,
) -> Design:
    """The design of a sample; ``populations`` per stratum give the finite population correction (none: no correction).

    ``margins`` (respondents, q) are the indicator columns that the weights were raked to; give the raked weights.
    ValueError when a weight is not positive or a stratum has more respondents than people.
    """
    w = _positive(weights)
    n = np.bincount(strata, minlength=stratum_count).astype(np.float64)
    fraction = np.zeros(stratum_count)
    if populations is not None:
        people = floats(populations)
        if not (people >= n).all():
            raise ValueError("een stratum heeft meer respondenten dan inwoners, of een onbekend aantal inwoners")
        fraction = np.divide(n, people, out=np.zeros(stratum_count), where=people > 0.0)
    x = np.zeros((w.size, 0)) if margins is None else floats(margins)
    crossed = x[:, :, None] * x[:, None, :]
    return Design(
        n,
        fraction,
        (w[:, None, None] * crossed).sum(axis=0),
        _summed(w[:, None] * x, strata, stratum_count),
        _summed((w**2)[:, None, None] * crossed, strata, stratum_count),
    )


def survey_sums(
    answers: ArrayLike,
    weights: ArrayLike,
    domains: NDArray[np.intp],
    strata: NDArray[np.intp],
    domain_count: int,
    stratum_count: int,
    margins: ArrayLike | None = None,
) -> SurveySums:
    """Sums of one question; an answer of NaN ("weet niet", no answer) is outside the base. A share has answers 0 and 1.

    ValueError when a weight is not positive.
    """
    y, w = floats(answers), _positive(weights)
    cell = domains * stratum_count + strata
    given = np.isfinite(y)
    y, w, cell = y[given], w[given], cell[given]
    x = np.zeros((y.size, 0)) if margins is None else floats(margins)[given]
    parts = np.stack([np.ones_like(w), w, w * y, w * y**2, w**2, w**2 * y, w**2 * y**2], axis=-1)
    crossed = np.stack([w, w * y, w**2, w**2 * y], axis=-1)[:, :, None] * x[:, None, :]
    cells = domain_count * stratum_count
    return SurveySums(
        _summed(parts, cell, cells).reshape(domain_count, stratum_count, 7),
        _summed(crossed, cell, cells).reshape(domain_count, stratum_count, 4, x.shape[1]),
    )


def estimate(sums: SurveySums, whole: Design, groups: ArrayLike | None = None) -> Estimate:
    """Weighted mean or share of groups of domains with its Taylor-linearised standard error.

    ``groups`` (groups, domains) holds 1 where a domain belongs; none: each domain by itself. Formula: m = Σwy/Σw;
    u = w (y - m - x'b)/Σw (b: regression on the raking margins, absent without raking); variance
    Σ over strata (1 - f) n/(n-1) (Σu² - (Σu)²/n), n all respondents of the stratum. A stratum of one respondent counts
    its u² (R survey's "adjust"). Effective n: Σw(y-m)²/Σw over the variance (Korn & Graubard 1998), or (Σw)²/Σw² where
    all answers are equal and the variance is 0. Source: Lumley 2010, R survey; Deville & Särndal 1992 for raking.
    NaN where nobody answered.
    """
    member = np.eye(sums.moments.shape[0]) if groups is None else floats(groups)
    moments = np.einsum("gd,dhk->ghk", member, sums.moments)
    crossed = np.einsum("gd,dhkq->ghkq", member, sums.crossed)
    n, w, wy, wyy, ww = (moments[..., k].sum(axis=-1) for k in range(5))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = wy / w
        spread = np.maximum(wyy / w - mean**2, 0.0)
        squares, linear = _linearised(moments, crossed, mean, whole)
        stratum_n = whole.respondents
        lonely = stratum_n <= 1.0
        scale = np.where(lonely, 1.0, stratum_n / np.maximum(stratum_n - 1.0, 1.0)) * (1.0 - whole.fraction)
        centred = squares - np.where(lonely, 0.0, linear**2 / np.maximum(stratum_n, 1.0))
        variance = np.maximum((scale * centred).sum(axis=-1), 0.0) / w**2
        error = np.sqrt(variance)
        # Rounding leaves a hair of variance where all answers are equal.
        flat = variance <= 1e-14 * np.maximum(mean**2, 1e-300)
        effective = np.where(flat, w**2 / ww, spread / variance)
        effect = n / effective
    return Estimate(mean, error, n, np.where(n > 0, effective, np.nan), np.where(n > 0, effect, np.nan))


def _linearised(moments: Floats, crossed: Floats, mean: Floats, whole: Design) -> tuple[Floats, Floats]:
    """Per group and stratum Σu² and Σu, before division by Σw."""
    m = mean[:, None]
    squares = moments[..., 6] - 2.0 * m * moments[..., 5] + m**2 * moments[..., 4]
    linear = moments[..., 2] - m * moments[..., 1]
    if crossed.shape[-1] == 0:
        return squares, linear
    towards = (crossed[:, :, 1] - m[..., None] * crossed[:, :, 0]).sum(axis=1)
    slope = towards @ np.linalg.pinv(whole.cross, hermitian=True)
    both = crossed[:, :, 3] - m[..., None] * crossed[:, :, 2]
    squares = squares - 2.0 * np.einsum("ghq,gq->gh", both, slope)
    squares = squares + np.einsum("gq,hqr,gr->gh", slope, whole.stratum_cross, slope)
    return squares, linear - slope @ whole.stratum_margins.T


def _positive(weights: ArrayLike) -> Floats:
    w = floats(weights)
    if not (w > 0.0).all():
        raise ValueError("een weegfactor is nul, negatief of onbekend")
    return w


def _summed(values: Floats, place: NDArray[np.intp], places: int) -> Floats:
    """Rows of ``values`` added up per place."""
    total = np.zeros((places, *values.shape[1:]))
    np.add.at(total, place, values)
    return total
