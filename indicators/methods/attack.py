"""What somebody can work out of everything that is public: the attack that every public snapshot must withstand."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse
from scipy.sparse import csgraph

from indicators.methods._arrays import Bools, Floats, Interval
from indicators.methods.disclosure import Statements

# Variables in one linear programme: many bounds are asked for at once, because starting the solver costs most.
PROGRAMME_SIZE = 4000
# Up to this number of atoms it is quicker not to look for parts that do not hang together.
SMALL = 40
# A width short by less than this is rounding of the solver.
TOLERANCE = 1e-6


class ContradictionError(ValueError):
    """Published figures that cannot all be true; the message says so in Dutch."""


def attack(told: Statements, hidden: Bools, targets: NDArray[np.intp]) -> Interval:
    """Tightest bounds on each target statement (a row number) that follow from all statements that are not hidden.

    Atoms are counts: not below 0. Formula: the minimum and maximum of a'x over x ≥ 0 with low ≤ Ax ≤ high, by linear
    programming (HiGHS). A target that nothing bounds has an upper limit of infinity. Source: Hundepool et al. 2012,
    Statistical Disclosure Control, §4.4; Fischetti & Salazar 2001. Raises ContradictionError when no counts fit.
    Whole numbers are not used: a reader who tries them all could sometimes come closer by less than one unit per sum.
    """
    low, high = np.zeros(targets.size), np.zeros(targets.size)
    aims = told.matrix[targets]
    for rows, atoms in components(told, ~hidden):
        matrix, aimed = told.matrix[rows][:, atoms], aims[:, atoms]
        # Parts that no statement links vary by themselves: their bounds add up.
        touching = np.flatnonzero(np.diff(aimed.indptr))
        for piece in pieces(touching, 2 * atoms.size):
            found = _bounds(matrix, told.low[rows], told.high[rows], aimed[piece].toarray())
            low[piece] += found[0]
            high[piece] += found[1]
    unheld = np.bincount(told.matrix[np.flatnonzero(~hidden)].indices, minlength=aims.shape[1]) == 0
    return Interval(low, np.where(aims @ unheld > 0.0, np.inf, high))


def safe(told: Statements, hidden: Bools) -> Bools:
    """Per statement: harmless, or hidden and not to be worked out more narrowly than its protection."""
    targets = np.flatnonzero(told.protection > 0.0)
    found = attack(told, hidden, targets)
    result = np.ones(told.value.size, dtype=np.bool_)
    result[targets] = hidden[targets] & (found.high - found.low >= told.protection[targets] - TOLERANCE)
    return result


def components(told: Statements, counted: Bools) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Statements and atoms that hang together through counted statements: each part is attacked by itself.

    Small problems stay whole. Atoms that no counted statement holds are in no part.
    """
    rows = np.flatnonzero(counted)
    if not rows.size:
        return
    if told.matrix.shape[1] <= SMALL:
        yield rows, np.flatnonzero(np.bincount(told.matrix[rows].indices, minlength=told.matrix.shape[1]))
        return
    cells = sparse.coo_array(told.matrix[rows])
    size = rows.size + cells.shape[1]
    linked = sparse.coo_array((cells.data, (cells.row, cells.col + rows.size)), shape=(size, size))
    label = csgraph.connected_components(linked, directed=False)[1]
    of_row, of_atom = label[: rows.size], label[rows.size :]
    for number in np.unique(of_row):
        yield rows[of_row == number], np.flatnonzero(of_atom == number)


def _bounds(matrix: sparse.csr_array, low: Floats, high: Floats, aims: Floats) -> tuple[Floats, Floats]:
    """Minimum and maximum of each aim; one programme, in which every question has its own copy of the atoms."""
    copies = 2 * len(aims)
    goal = np.concatenate([aims, -aims]).ravel()
    stacked = sparse.kron(sparse.eye_array(copies), matrix, format="csr")
    limits = optimize.LinearConstraint(stacked, np.tile(low, copies), np.tile(high, copies))
    solved = optimize.milp(goal, constraints=limits, bounds=optimize.Bounds(0.0, np.inf))
    if solved.x is None:
        raise ContradictionError("De openbare cijfers spreken elkaar tegen: geen aantallen passen bij alle sommen.")
    reached = (np.tile(aims, (2, 1)) * solved.x.reshape(copies, -1)).sum(axis=1)
    return reached[: len(aims)], reached[len(aims) :]


def pieces(place: NDArray[np.intp], size: int) -> Iterator[NDArray[np.intp]]:
    """Questions in portions that make one programme; ``size`` is the number of variables of one question."""
    step = max(PROGRAMME_SIZE // max(size, 1), 1)
    for begin in range(0, place.size, step):
        yield place[begin : begin + step]
