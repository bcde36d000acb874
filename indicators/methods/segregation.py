"""How far a group lives apart, without what chance alone does to small areas."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from indicators.methods._arrays import Floats, share_parts


def dissimilarity(numerators: ArrayLike, denominators: ArrayLike) -> Floats:
    """Dissimilarity index over the last axis (areas): the share of a group that would have to move, 0 to 1.

    Formula: D = Σ n |p - P| / (2 N P (1 - P)). Source: Duncan & Duncan 1955, ASR 20:210. Areas without a sound base are
    left out. NaN where everybody or nobody belongs to the group.
    """
    x, n = share_parts(numerators, denominators)
    share, total = _overall(x, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.nansum(np.abs(x - n * share), axis=-1, keepdims=True) / (2.0 * total * share * (1.0 - share))
    return np.asarray(apart[..., 0], dtype=np.float64)


def chance_dissimilarity(numerators: ArrayLike, denominators: ArrayLike) -> Floats:
    """Dissimilarity that chance alone is expected to give areas of this size, were everybody spread evenly.

    Formula: as ``dissimilarity`` with E|x - nP| of the binomial: 2 (k+1) C(n, k+1) P^(k+1) (1-P)^(n-k), k = ⌊nP⌋
    (De Moivre). Source: Winship 1977, Soc Forces 55:1058; Carrington & Troske 1997, JBES 15:402.
    """
    x, n = share_parts(numerators, denominators)
    share, total = _overall(x, n)
    n = np.round(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        k = np.floor(n * share) + 1.0
        log_ways = special.gammaln(n + 1.0) - special.gammaln(k + 1.0) - special.gammaln(n - k + 1.0)
        apart = 2.0 * k * np.exp(log_ways + k * np.log(share) + (n - k + 1.0) * np.log1p(-share))
        expected = np.nansum(apart, axis=-1, keepdims=True) / (2.0 * total * share * (1.0 - share))
    return np.asarray(expected[..., 0], dtype=np.float64)


def corrected_dissimilarity(numerators: ArrayLike, denominators: ArrayLike) -> Floats:
    """Dissimilarity beyond chance: 0 is what chance gives, 1 complete, below 0 more even than chance.

    Formula: (D - D*)/(1 - D*) for D ≥ D*, else (D - D*)/D*, D* of ``chance_dissimilarity``. Source: Carrington &
    Troske 1997. Small areas push the plain index up; this takes that away.
    """
    found, chance = dissimilarity(numerators, denominators), chance_dissimilarity(numerators, denominators)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (found - chance) / np.where(found >= chance, 1.0 - chance, chance)


def _overall(x: Floats, n: Floats) -> tuple[Floats, Floats]:
    total = np.nansum(n, axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.nansum(x, axis=-1, keepdims=True) / total
    return np.where((share > 0.0) & (share < 1.0), share, np.nan), total
