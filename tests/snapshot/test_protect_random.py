"""Random registers through the real chain of the build: kinds, their total, events without a buurt, earlier halves.

The attack reads what is shown back from the figures; nothing of the build's own list of sums is used.
"""

import os
from dataclasses import replace

import numpy as np
import pytest

from indicators.methods.attack import attack
from indicators.methods.disclosure import Statements, membership
from snapshot.protect import Protected
from tests.snapshot.test_protect import NOTHING, limits, told_again, town

CASES, MINIMUM = 80, 10.0
# Another seed: WIJKPEIL_TEST_SEED=… ; the seed of a failing case is in its message.
SEED = int(os.environ.get("WIJKPEIL_TEST_SEED", "20260101"))
KINDS = {
    "woninginbraken_per_1000": "misdrijven_woninginbraak",
    "vernielingen_per_1000": "misdrijven_vernieling",
    "fietsdiefstallen_per_1000": "misdrijven_fietsdiefstal",
}
PEOPLE = {"inwoners_gemeente": [900.0, 4000.0, 4000.0]}


def _case(number: int) -> tuple[Protected, Protected | None, np.ndarray, int, dict[str, float]]:
    """What is told, what was told before it, the counts (kinds and the rest × buurten), rounding, wijk totals."""
    random = np.random.default_rng([SEED, number])
    rounding = int(random.choice([1, 5]))
    counts = np.floor(random.lognormal(random.uniform(1.5, 4.0), 1.1, (4, 3)))
    if number % 3 == 0:
        counts[3] = 0.0
    variables = dict(zip(KINDS.values(), counts.tolist(), strict=False))
    figures = {"misdrijven": {"misdrijven": counts.sum(axis=0).tolist()}}
    figures |= {name: {variable: variables[variable], **PEOPLE} for name, variable in KINDS.items()}
    outside = {variable: float(sum(values) + random.integers(0, 4)) for variable, values in variables.items()}
    outside["misdrijven"] = float(counts.sum() + random.integers(4, 20))
    before = None
    if number % 4 == 1:
        first = dict(list(figures.items())[: int(random.integers(1, 4))])
        before = town(first, limits(afronding=rounding), totals=outside)
    told = town(figures, limits(afronding=rounding), told_again(before) if before else NOTHING, totals=outside)
    return told, before, counts, rounding, outside


def _statements(parts: list[Protected], counts: np.ndarray, rounding: int, wijk: dict[str, float]) -> Statements:
    """Sums over (kind, buurt): those that are shown, and every count under the minimum as what is looked for."""
    half = (rounding - 1) / 2
    members, low, high, value, protection = [], [], [], [], []

    def add(kind: int | None, place: int, least: float, most: float, true: float, wanted: bool) -> None:
        rows = np.arange(4) if kind is None else np.array([kind])
        columns = np.arange(3) if place == 3 else np.array([place])
        members.append((rows[:, None] * 3 + columns).ravel())
        low.append(least)
        high.append(most)
        value.append(true)
        protection.append(MINIMUM if wanted else 0.0)

    kinds: list[tuple[str, int | None]] = [("misdrijven", None), *((name, k) for k, name in enumerate(KINDS))]
    for part in parts:
        frame = part.computed
        for name, kind in kinds:
            own = frame[frame["indicator"] == name]
            column = "value" if kind is None else "numerator"
            for place, shown in enumerate(own[column].tolist()):
                among = counts if kind is None else counts[[kind]]
                true = float(among.sum() if place == 3 else among[:, place].sum())
                if np.isfinite(shown):
                    # Of the wijk the reader is given what lies outside its buurten.
                    middle = shown - (wijk[KINDS.get(name, name)] - true if place == 3 else 0.0)
                    add(kind, place, max(middle - half, 0.0), middle + half, true, wanted=False)
                if part is parts[-1] and true < MINIMUM and (place < 3 or wijk[KINDS.get(name, name)] < MINIMUM):
                    add(kind, place, 0.0, np.inf, true, wanted=True)
    matrix = membership(members, counts.size)
    hidden = np.array(protection) > 0.0
    fixed = np.zeros(hidden.size, dtype=np.bool_)
    return Statements(
        matrix, np.array(value), np.array(low), np.array(high), fixed, np.array(protection), np.ones(hidden.size)
    )


def test_no_small_count_of_random_registers_can_be_worked_out() -> None:
    small, told_counts, narrowest = 0, 0, np.inf
    for number in range(CASES):
        told, before, counts, rounding, wijk = _case(number)
        statements = _statements([part for part in (before, told) if part], counts, rounding, wijk)
        hidden = statements.protection > 0.0
        bounds = attack(statements, hidden, np.flatnonzero(hidden))
        width = float((bounds.high - bounds.low).min(initial=np.inf))
        assert width >= MINIMUM - 1e-6, f"geval {number} van zaad {SEED}: een aantal is te herleiden ({width:g})"
        assert not len(told.exposed), f"geval {number} van zaad {SEED}: een aantal is niet meer te beschermen"
        small, narrowest = small + int(hidden.sum()), min(narrowest, width)
        told_counts += int((~hidden).sum())
    print(f"zaad {SEED}: {CASES} registers, {small} te klein, {told_counts} getoond, smalst {narrowest:g}")
    assert small > CASES
    assert told_counts > CASES


def _leaky(told: Protected, counts: np.ndarray, wijk: dict[str, float]) -> Protected:
    """Every count of ten or more shown, and no thought of what follows from them."""
    frame = told.computed.copy()
    for name, kind in [("misdrijven", None), *((name, k) for k, name in enumerate(KINDS))]:
        own = counts.sum(axis=0) if kind is None else counts[kind]
        all_four = np.append(own, wijk[KINDS.get(name, name)])
        column = "value" if kind is None else "numerator"
        frame.loc[frame["indicator"] == name, column] = np.where(all_four >= MINIMUM, all_four, np.nan)
    return replace(told, computed=frame)


def test_the_control_that_hides_small_counts_alone_fails() -> None:
    leaky = 0
    for number in range(30):
        told, _, counts, _, wijk = _case(number)
        statements = _statements([_leaky(told, counts, wijk)], counts, 1, wijk)
        hidden = statements.protection > 0.0
        bounds = attack(statements, hidden, np.flatnonzero(hidden))
        leaky += bool((bounds.high - bounds.low < MINIMUM - 1e-6).any())
    assert leaky > 15


@pytest.mark.parametrize("number", range(3))
def test_the_same_register_twice_hides_the_same(number: int) -> None:
    first, second = _case(number)[0], _case(number)[0]
    assert first.computed.equals(second.computed)
