"""Crime and other events that come in series vary more than chance alone: by how much, estimated from the data."""

import numpy as np
from numpy.typing import ArrayLike

from indicators.methods._arrays import Floats, rate_parts

MINIMUM_EXPECTED = 1.0


def pearson_dispersion(counts: ArrayLike, bases: ArrayLike) -> Floats:
    """Quasi-Poisson dispersion φ of counts around one common rate, over the last axis.

    Formula: φ = Σ (o - e)²/e / (k - 1) with e = base Σo/Σbase, over the k cells that are known.
    Source: McCullagh & Nelder 1989, §4.5 and §6.2. NaN for fewer than two known cells or no events. φ below 1 is
    given as it is; the intervals never narrow for it.
    """
    o, n = rate_parts(counts, bases)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.nansum(o, axis=-1, keepdims=True) / np.nansum(n, axis=-1, keepdims=True)
        expected = n * rate
        known = np.isfinite(o).sum(axis=-1)
        phi = np.nansum((o - expected) ** 2 / expected, axis=-1) / (known - 1.0)
        usable = (known >= 2) & (np.nansum(o, axis=-1) > 0.0)
    return np.asarray(np.where(usable, phi, np.nan), dtype=np.float64)


def table_dispersion(counts: ArrayLike, bases: ArrayLike | None = None) -> Floats:
    """Quasi-Poisson dispersion φ of an areas × years table (last two axes) around its areas and years.

    Real differences between areas, and what all areas share in a year, are thus not taken for chance; what is left is
    how an area jumps from year to year. Formula: e = n aᵢ bⱼ fitted to both margins (main effects; without bases
    e = row total × column total / total), φ = Σ (o - e)²/e / (cells - areas - years + 1), over cells with e ≥ 1.
    Source: McCullagh & Nelder 1989, §6.2. Rows with an unknown cell are left out; NaN when nothing is left.
    """
    o, n = rate_parts(counts, 1.0 if bases is None else bases)
    whole = np.isfinite(o).all(axis=-1, keepdims=True)
    o, n = np.where(whole, o, 0.0), np.where(whole, n, 0.0)
    rows, columns = o.sum(axis=-1, keepdims=True), o.sum(axis=-2, keepdims=True)
    expected = n
    with np.errstate(divide="ignore", invalid="ignore"):
        # Proportional fitting of both margins; a main-effects fit settles in a few rounds.
        for _ in range(20):
            expected = np.nan_to_num(expected * rows / expected.sum(axis=-1, keepdims=True))
            expected = np.nan_to_num(expected * columns / expected.sum(axis=-2, keepdims=True))
        counted = whole & (expected >= MINIMUM_EXPECTED)
        degrees = counted.sum(axis=(-2, -1)) - counted.any(axis=-1).sum(axis=-1) - counted.any(axis=-2).sum(axis=-1) + 1
        phi = np.where(counted, (o - expected) ** 2 / expected, 0.0).sum(axis=(-2, -1)) / degrees
    return np.asarray(np.where(degrees > 0, phi, np.nan), dtype=np.float64)
