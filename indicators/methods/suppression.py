"""What else must be hidden, so that no hidden count follows from totals, siblings, groups, years or older figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from indicators.methods._arrays import Bools, Floats
from indicators.methods.attack import PROGRAMME_SIZE, TOLERANCE, components, pieces, safe
from indicators.methods.certificates import Certificates, certificates
from indicators.methods.disclosure import Statements, part_of

# Atoms in one programme that looks for proofs in many separate parts at once: starting the solver costs most.
BUNDLE = 1500
# Statements and atoms that hang together.
Part = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True)
class Suppression:
    """Per statement whether it is hidden, and whether it cannot be protected any more (public figures give it away)."""

    hidden: Bools
    exposed: Bools


def suppress(told: Statements) -> Suppression:
    """Hide what must be hidden: sensitive statements, secret ones, and others until none can be worked out.

    For each sensitive statement two other truths must stay possible for a reader, one far enough below and one far
    enough above (from max(0, v - p/2), p wide). A linear programme finds for both how far published statements would
    have to give way, at the least cost; those that give way are hidden. Statements that are ``fixed`` never give way:
    where they already expose one, no solution exists and it is reported as ``exposed``. What proves needless in the end
    is shown again, dearest first. Source: Kelly, Golden & Assad 1992; Fischetti & Salazar 2001 (heuristic).
    """
    hidden = ((told.protection > 0.0) | np.isnan(told.value)) & ~told.fixed
    exposed = (told.protection > 0.0) & (told.fixed | _told_already(told))
    sensitive = [part for part in _parts(told) if (told.protection[part[0]] > 0.0).any()]
    for bundle in _bundles(sensitive):
        truths = _first_truths(told, hidden, exposed, bundle)
        for (rows, atoms), known in zip(bundle, truths, strict=True):
            hidden[rows], exposed[rows] = _suppressed(part_of(told, rows, atoms), hidden[rows], exposed[rows], known)
    return Suppression(hidden, exposed)


def _told_already(told: Statements) -> Bools:
    """Statements of which a fixed one about the same atoms tells more than their protection allows."""
    matrix = told.matrix.sorted_indices()
    bounds = zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
    seen: dict[bytes, int] = {}
    rows = (matrix.indices[begin:end].tobytes() + matrix.data[begin:end].tobytes() for begin, end in bounds)
    label = np.array([seen.setdefault(row, len(seen)) for row in rows], dtype=np.intp)
    width = np.where(told.fixed, told.high - told.low, np.inf)
    narrowest = np.full(label.max(initial=-1) + 1, np.inf)
    np.minimum.at(narrowest, label, width)
    return np.asarray(narrowest[label] < told.protection - TOLERANCE)


def _parts(told: Statements) -> list[Part]:
    return list(components(told, np.ones(told.value.size, dtype=np.bool_)))


def _bundles(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts together, up to ``BUNDLE`` atoms: one programme looks for proofs in all of them at once."""
    bundle: list[Part] = []
    for part in parts:
        if bundle and sum(atoms.size for _, atoms in [*bundle, part]) > BUNDLE:
            yield bundle
            bundle = []
        bundle.append(part)
    if bundle:
        yield bundle


def _first_truths(told: Statements, hidden: Bools, exposed: Bools, bundle: list[Part]) -> list[Floats]:
    """Per part of a bundle the truths that prove most of its sensitive statements before anything else is hidden."""
    rows, atoms = (np.concatenate([part[side] for part in bundle]) for side in (0, 1))
    together = part_of(told, rows, atoms)
    targets = np.flatnonzero((together.protection > 0.0) & ~exposed[rows])
    proof = certificates(together, targets, *_asked(together, targets))
    proof.search(hidden[rows])
    ends = np.cumsum([part[1].size for part in bundle])[:-1]
    return list(np.split(proof.truths, ends, axis=1))


def _suppressed(told: Statements, hidden: Bools, exposed: Bools, known: Floats) -> tuple[Bools, Bools]:
    """The same for statements that hang together; ``known``: truths that fit everything that is shown."""
    targets = np.flatnonzero((told.protection > 0.0) & ~exposed)
    proof = replace(certificates(told, targets, *_asked(told, targets)), truths=known)
    step = max(PROGRAMME_SIZE // (2 * told.matrix.shape[1]), 1)
    open_targets = targets[~proof.proved()]
    # One programme settles a few; proofs of many are looked for first.
    if open_targets.size > step:
        open_targets = targets[~proof.search(hidden)]
    while open_targets.size:
        piece = open_targets[:step]
        together = _giving_way(told, hidden, piece)
        # Impossible together: one by one, to tell which of them is exposed.
        for some in [piece] if together is not None else piece[:, None]:
            given = together if together is not None else _giving_way(told, hidden, some)
            if given is None:
                exposed[some] = True
            else:
                hidden[given.rows] = True
                proof.truths = np.vstack([proof.truths, given.truths])
        # What was hidden may protect others as well.
        rest = np.isin(targets, open_targets[step:])
        open_targets = targets[rest & ~proof.search(hidden)] if rest.any() else open_targets[step:]
    return _shown_again(told, hidden, proof.of(targets[~exposed[targets]])), exposed


@dataclass(frozen=True)
class _Given:
    """Statements that give way, and the truths that are possible then (two per target, a row each)."""

    rows: NDArray[np.intp]
    truths: Floats


def _possible(
    told: Statements, shown: NDArray[np.intp], targets: NDArray[np.intp], below: Floats, above: Floats
) -> Floats | None:
    """Truths that show a reader of what is shown each target as low as ``below``, and as high as ``above``."""
    copies = 2 * targets.size
    aimed = sparse.block_diag([told.matrix[[target]] for target in targets] * 2, format="csr")
    least, most = np.concatenate([0.0 * below, above]), np.concatenate([below, np.full(targets.size, np.inf)])
    limits = [
        optimize.LinearConstraint(
            sparse.kron(sparse.eye_array(copies), told.matrix[shown], format="csr"),
            np.tile(told.low[shown], copies),
            np.tile(told.high[shown], copies),
        ),
        optimize.LinearConstraint(aimed, least, most),
    ]
    solved = optimize.milp(np.zeros(copies * told.matrix.shape[1]), constraints=limits)
    return None if solved.x is None else np.asarray(solved.x.reshape(copies, -1), dtype=np.float64)


def _giving_way(told: Statements, hidden: Bools, targets: NDArray[np.intp]) -> _Given | None:
    """Statements that have to be hidden for these targets at the least cost; None where that cannot be done.

    Unknowns: a copy of the atoms for each of two truths per target, and per statement how far it gives way in any.
    """
    shown = np.flatnonzero(~hidden)
    atoms, copies = told.matrix.shape[1], 2 * targets.size
    truths = sparse.kron(sparse.eye_array(copies), told.matrix[shown], format="csr")
    way = sparse.vstack([sparse.diags_array((~told.fixed[shown]).astype(np.float64))] * copies, format="csr")
    aimed = sparse.block_diag([told.matrix[[target]] for target in targets] * 2, format="csr")
    below, above = _asked(told, targets)
    nothing, endless = sparse.csr_array((copies, shown.size)), np.full(targets.size, np.inf)
    least, most = np.concatenate([0.0 * below, above]), np.concatenate([below, endless])
    limits = [
        optimize.LinearConstraint(_beside(truths, -way), -np.inf, np.tile(told.high[shown], copies)),
        optimize.LinearConstraint(_beside(truths, way), np.tile(told.low[shown], copies), np.inf),
        optimize.LinearConstraint(_beside(aimed, nothing), least, most),
    ]
    goal = np.concatenate([np.zeros(copies * atoms), told.cost[shown]])
    # The solver's first look at a programme costs more here than it saves.
    solved = optimize.milp(goal, constraints=limits, bounds=optimize.Bounds(0.0, np.inf), options={"presolve": False})
    if solved.x is None:
        return None
    rows = np.asarray(shown[solved.x[copies * atoms :] > TOLERANCE], dtype=np.intp)
    return _Given(rows, solved.x[: copies * atoms].reshape(copies, atoms))


def _beside(left: sparse.csr_array, right: sparse.csr_array) -> sparse.csr_array:
    return sparse.csr_array(sparse.hstack([left, right]))


def _asked(told: Statements, targets: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Values that must stay possible for a reader: around the true one, as wide as the protection, not below 0."""
    below = np.maximum(np.nan_to_num(told.value[targets]) - told.protection[targets] / 2.0, 0.0)
    return below, below + told.protection[targets]


def _shown_again(told: Statements, hidden: Bools, proof: Certificates) -> Bools:
    """Hidden statements that were needless after all are shown, dearest first.

    As long as both truths that were asked for stay possible, so that a later snapshot can keep them possible too.
    """
    result = hidden.copy()
    targets, below, above = proof.targets, proof.below, proof.above
    extra = np.flatnonzero(hidden & (told.protection == 0.0) & ~np.isnan(told.value))
    most = PROGRAMME_SIZE // (2 * told.matrix.shape[1])
    if extra.size and not proof.proved().all():
        proof.search(result)
    for candidate in extra[np.argsort(-told.cost[extra], kind="stable")]:
        result[candidate] = False
        kept = proof.without(candidate)
        open_targets = ~kept.proved()
        # One programme settles a few; proofs of many are looked for together first.
        if np.count_nonzero(open_targets) > most:
            open_targets = ~kept.search(result)
        for piece in pieces(np.flatnonzero(open_targets), 2 * told.matrix.shape[1]):
            found = _possible(told, np.flatnonzero(~result), targets[piece], below[piece], above[piece])
            if found is None:
                result[candidate] = True
                break
            kept.truths = np.vstack([kept.truths, found])
        proof = proof if result[candidate] else kept
    return result


def leaks(told: Statements, hidden: Bools) -> NDArray[np.intp]:
    """Row numbers of sensitive statements that are shown or can be worked out too narrowly: what must never be."""
    return np.flatnonzero(~safe(told, hidden))
