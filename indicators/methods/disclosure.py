"""Which counts may not be shown, what rounding leaves to be known, and what the public may add up.

A statement is a sum of atoms (the smallest counts: one buurt, one year) that is or could be published: a buurt itself,
a wijk, a gemeente, a group, rest van de stad, a sum over years. Everything else that is public (percentage, interval,
change, rank) is computed from published statements alone, so that it adds nothing to them.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from indicators.methods._arrays import Bools, Floats, Interval, floats
from model.source import MINIMUM_PERSONS, ROUNDING


@dataclass(frozen=True)
class Statements:
    """All sums that the public could be told of one variable, one row each.

    ``matrix`` (statements, atoms): how often each atom is counted. ``value``: the true sum, NaN where the source keeps
    it secret. ``low`` and ``high``: what a reader knows when the statement is published. ``fixed``: public already (an
    earlier snapshot, CBS's own total) and past hiding. ``protection``: how wide the interval must stay that a reader
    can work out, 0 where the statement itself is harmless. ``cost``: what hiding it costs, per unit.
    """

    matrix: sparse.csr_array
    value: Floats
    low: Floats
    high: Floats
    fixed: Bools
    protection: Floats
    cost: Floats


def primary(
    counts: ArrayLike, minimum: ArrayLike = MINIMUM_PERSONS, bases: ArrayLike | None = None, minimum_base: float = 0.0
) -> Bools:
    """Counts that may not be shown by themselves: below the minimum (zero too), secret, or of too small a base.

    Source: the rules of CBS for kerncijfers wijken en buurten; the limits are settings per source. An unknown base
    hides too.
    """
    count = floats(counts)
    hidden = np.asarray(~(count >= floats(minimum)))
    return hidden if bases is None else hidden | ~(floats(bases) >= minimum_base)


def rounded(counts: ArrayLike, base: int = ROUNDING) -> Floats:
    """Counts rounded to the nearest multiple of an odd base (2 becomes 0, 3 becomes 5); NaN stays NaN."""
    return np.asarray(np.floor(floats(counts) / base + 0.5) * base, dtype=np.float64)


def known_from_rounded(counts: ArrayLike, base: int = ROUNDING) -> Interval:
    """What a reader knows of a whole count from its rounded value: two below to two above for a base of five."""
    half = (base - 1) // 2
    middle = rounded(counts, base)
    return Interval(np.maximum(middle - half, 0.0), middle + half)


def membership(members: list[NDArray[np.intp]], atoms: int) -> sparse.csr_array:
    """Matrix (statements, atoms) with 1 where an atom is a member; one array of atom numbers per statement."""
    rows = np.repeat(np.arange(len(members)), [part.size for part in members])
    columns = np.concatenate(members) if members else np.zeros(0, dtype=np.intp)
    return sparse.csr_array((np.ones(rows.size), (rows, columns)), shape=(len(members), atoms))


def statements(
    matrix: sparse.csr_array,
    values: ArrayLike,
    protection: ArrayLike,
    rounding: int = ROUNDING,
    fixed: ArrayLike = False,
    cost: ArrayLike | None = None,
) -> Statements:
    """Statements that are published rounded (``rounding`` 1: as they are).

    ``protection`` per statement, 0 for harmless ones: the width asked for (as a rule the minimum of ``primary``). The
    cost of hiding is the number of atoms unless given, so that a buurt is hidden rather than a city. A secret value is
    never published. ValueError for a matrix that takes something away: "city minus wijk" is the sum of the others.
    """
    if matrix.size and matrix.data.min() < 0.0:
        raise ValueError("een som telt alleen op; schrijf een verschil als de som van wat overblijft")
    value = np.array(floats(values))
    known = known_from_rounded(value, rounding)
    size = np.asarray(matrix.sum(axis=1), dtype=np.float64)
    return Statements(
        matrix,
        value,
        known.low,
        known.high,
        np.array(np.broadcast_to(np.asarray(fixed, dtype=np.bool_), value.shape)),
        np.array(np.broadcast_to(floats(protection), value.shape)),
        np.maximum(size, 1.0) if cost is None else floats(cost),
    )


def joined(*parts: Statements) -> Statements:
    """Statements on the same atoms put together: this snapshot, earlier ones, other editions."""
    names = ("value", "low", "high", "fixed", "protection", "cost")
    matrix = sparse.csr_array(sparse.vstack([part.matrix for part in parts]))
    return Statements(matrix, *(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def part_of(told: Statements, rows: NDArray[np.intp], atoms: NDArray[np.intp]) -> Statements:
    """Some rows, on these atoms alone."""
    names = ("value", "low", "high", "fixed", "protection", "cost")
    return Statements(told.matrix[rows][:, atoms], *(getattr(told, name)[rows] for name in names))


def as_published(part: Statements, hidden: Bools) -> Statements:
    """What an earlier snapshot told, for the attacker: its statements that were shown, which nobody can take back."""
    shown = part_of(part, np.flatnonzero(~hidden), np.arange(part.matrix.shape[1]))
    return replace(shown, fixed=np.ones(shown.value.size, dtype=np.bool_), protection=np.zeros(shown.value.size))
