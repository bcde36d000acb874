"""Weights that make a sample look like the population on what is known of it: age, sex, buurt."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indicators.methods._arrays import Floats, floats

TOLERANCE = 1e-9
MAXIMUM_ROUNDS = 1000


class RakingError(ValueError):
    """Weights cannot be fitted to the totals; the message says in Dutch why."""


def rake(
    weights: ArrayLike, margins: list[NDArray[np.intp]], totals: list[Floats], rounds: int = MAXIMUM_ROUNDS
) -> Floats:
    """Weights fitted to known totals by iterative proportional fitting.

    ``margins``: per margin the category of each respondent, from 0; ``totals``: per margin the population of each
    category. Source: Deming & Stephan 1940, Ann Math Stat 11:427. Raises RakingError when a category with people has no
    respondents, the margins add up to different populations (more than one in a million apart), or the weights do not
    settle.
    """
    w = floats(weights).copy()
    if not (w > 0.0).all():
        raise RakingError("Een weegfactor is nul, negatief of onbekend.")
    targets = [floats(total) for total in totals]
    sizes = [float(target.sum()) for target in targets]
    if max(sizes) - min(sizes) > 1e-6 * max(sizes):
        raise RakingError(
            f"De totalen van de kenmerken tellen niet op tot hetzelfde aantal: {min(sizes):g} en {max(sizes):g}."
        )
    for number, (category, target) in enumerate(zip(margins, targets, strict=True)):
        empty = (np.bincount(category, minlength=target.size) == 0) & (target > 0.0)
        if empty.any():
            raise RakingError(f"Kenmerk {number + 1} heeft geen respondenten in categorie {int(empty.argmax()) + 1}.")
    for _ in range(rounds):
        furthest = 0.0
        for category, target in zip(margins, targets, strict=True):
            present = np.bincount(category, weights=w, minlength=target.size)
            factor = np.divide(target, present, out=np.ones_like(present), where=present > 0.0)
            w *= factor[category]
            furthest = max(furthest, float(np.abs(factor - 1.0).max()))
        if furthest < TOLERANCE:
            return w
    raise RakingError("De weging komt niet tot rust: de totalen van de kenmerken spreken elkaar tegen.")


def margin_columns(margins: list[NDArray[np.intp]], totals: list[Floats]) -> Floats:
    """Indicator columns (respondents, categories of all margins together), for the residuals in the variance."""
    columns = [np.eye(np.size(total))[category] for category, total in zip(margins, totals, strict=True)]
    return np.asarray(np.concatenate(columns, axis=1), dtype=np.float64)
