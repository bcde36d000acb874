"""Cheap proof that hidden counts stay hidden: other truths that a reader cannot tell from the real one.

One other truth can serve many hidden counts at once, and it goes on serving when more is hidden. That makes the attack
on thousands of counts a matter of a few linear programmes; only where no cheap proof is found, each count is asked for.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from indicators.methods._arrays import Bools, Floats
from indicators.methods.attack import TOLERANCE
from indicators.methods.disclosure import Statements

# Truths that are worth asking for in one go; what is then still without proof is asked for by itself.
ROUNDS = 6


@dataclass
class Certificates:
    """Truths (rows, one value per atom) that fit everything that is shown, found so far for ``targets``.

    A target is proved when some truth has it at most at ``below`` and some truth at least at ``above``.
    """

    told: Statements
    targets: NDArray[np.intp]
    below: Floats
    above: Floats
    truths: Floats

    def proved(self) -> Bools:
        """Per target whether both of its truths are among those found."""
        low, high = self._reached()
        return np.asarray(low & high)

    def of(self, targets: NDArray[np.intp]) -> "Certificates":
        """The same truths, for some of the targets."""
        chosen = np.isin(self.targets, targets)
        return Certificates(self.told, self.targets[chosen], self.below[chosen], self.above[chosen], self.truths)

    def without(self, row: int) -> "Certificates":
        """The truths that remain when statement ``row`` is shown as well."""
        value = self.truths @ self.told.matrix[[row]].toarray()[0]
        stay = (value >= self.told.low[row] - TOLERANCE) & (value <= self.told.high[row] + TOLERANCE)
        return Certificates(self.told, self.targets, self.below, self.above, self.truths[stay])

    def search(self, hidden: Bools) -> Bools:
        """Look for truths of the targets that have none yet; returns what is proved after it."""
        shown = np.flatnonzero(~hidden)
        for side, number in ((side, number) for number in range(ROUNDS) for side in (0, 1)):
            missing = np.flatnonzero(~self._reached()[side])
            if not missing.size:
                continue
            found = self._many(shown, missing, upwards=side == 1)
            if found is not None:
                self.truths = np.vstack([self.truths, found])
            if number and np.flatnonzero(~self._reached()[side]).size == missing.size:
                break
        return self.proved()

    def _reached(self) -> tuple[Bools, Bools]:
        values = self.told.matrix[self.targets] @ self.truths.T
        low = (values <= self.below[:, None] + TOLERANCE).any(axis=1)
        high = (values >= self.above[:, None] - TOLERANCE).any(axis=1)
        return np.asarray(low), np.asarray(high)

    def _many(self, shown: NDArray[np.intp], missing: NDArray[np.intp], upwards: bool) -> Floats | None:
        """A truth that brings as many of the missing targets as it can to where they must be able to be."""
        told, rows = self.told, self.targets[missing]
        atoms, own = told.matrix.shape[1], sparse.eye_array(missing.size)
        seen = sparse.hstack([told.matrix[shown], sparse.csr_array((shown.size, missing.size))], format="csr")
        aimed = sparse.hstack([told.matrix[rows], -own], format="csr")
        if upwards:
            # Each counts for as far as it goes up, and no further than it must.
            least, most = np.zeros(missing.size), np.full(missing.size, np.inf)
            ceiling, goal = self.above[missing], -np.ones(missing.size)
        else:
            # Each costs as far as it stays above where it must be able to be.
            least, most = np.full(missing.size, -np.inf), self.below[missing]
            ceiling, goal = np.full(missing.size, np.inf), np.ones(missing.size)
        solved = optimize.milp(
            np.concatenate([np.zeros(atoms), goal]),
            constraints=[
                optimize.LinearConstraint(seen, told.low[shown], told.high[shown]),
                optimize.LinearConstraint(aimed, least, most),
            ],
            bounds=optimize.Bounds(0.0, np.concatenate([np.full(atoms, np.inf), ceiling])),
        )
        return None if solved.x is None else np.asarray(solved.x[None, :atoms], dtype=np.float64)


def certificates(told: Statements, targets: NDArray[np.intp], below: Floats, above: Floats) -> Certificates:
    """For these targets, without any truth yet."""
    return Certificates(told, targets, below, above, np.zeros((0, told.matrix.shape[1])))
