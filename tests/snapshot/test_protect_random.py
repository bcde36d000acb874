"""Random registers through the real chain of the build: kinds, their total, events without a buurt, earlier halves.

The attack reads what is shown back from the figures; nothing of the build's own list of sums is used.
"""

import os
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Version:
    """One public half: what is told, the counts behind it (kinds and the rest × buurten), the totals of the wijk, and
    the column of atoms that each buurt has: a corrected buurt has another one than before."""

    told: Protected
    counts: np.ndarray
    wijk: dict[str, float]
    columns: tuple[int, int, int] = (0, 1, 2)


def _figures(counts: np.ndarray) -> dict[str, dict[str, list[float]]]:
    variables = dict(zip(KINDS.values(), counts.tolist(), strict=False))
    figures = {"misdrijven": {"misdrijven": counts.sum(axis=0).tolist()}}
    return figures | {name: {variable: variables[variable], **PEOPLE} for name, variable in KINDS.items()}


def _wijk(counts: np.ndarray, outside: list[float]) -> dict[str, float]:
    """Totals of the wijk: its buurten and what happened ``outside`` them."""
    names = [*KINDS.values(), "misdrijven"]
    return {name: float(n + out) for name, n, out in zip(names, [*counts[:3].sum(axis=1), counts.sum()], outside,
                                                         strict=True)}  # fmt: skip


def _case(number: int) -> tuple[list[Version], int]:
    """Public halves, the newest last, and their rounding. In one case of four a first half told fewer indicators, in
    one of four the counts of a buurt were corrected since."""
    random = np.random.default_rng([SEED, number])
    rounding = int(random.choice([1, 5]))
    counts = np.floor(random.lognormal(random.uniform(1.5, 4.0), 1.1, (4, 3)))
    if number % 3 == 0:
        counts[3] = 0.0
    outside = [*(float(random.integers(0, 4)) for _ in KINDS), float(random.integers(4, 20))]
    earlier: list[Version] = []
    if number % 4 == 1:
        first = dict(list(_figures(counts).items())[: int(random.integers(1, 4))])
        wijk = _wijk(counts, outside)
        earlier = [Version(town(first, limits(afronding=rounding), totals=wijk), counts, wijk)]
    if number % 4 == 3:
        place, old = int(random.integers(0, 3)), counts.copy()
        old[:, place] += random.integers(1, 30, 4)
        wijk = _wijk(old, outside)
        columns = tuple(3 if buurt == place else buurt for buurt in range(3))
        earlier = [Version(town(_figures(old), limits(afronding=rounding), totals=wijk), old, wijk, columns)]
    known, wijk = told_again(earlier[0].told) if earlier else NOTHING, _wijk(counts, outside)
    now = town(_figures(counts), limits(afronding=rounding), known, totals=wijk)
    return [*earlier, Version(now, counts, wijk)], rounding


def _statements(versions: list[Version], rounding: int) -> Statements:
    """Sums over (kind, buurt): those that are shown, and every count under the minimum as what is looked for.

    The reader knows which buurt was corrected, not from what to what.
    """
    half = (rounding - 1) / 2
    members, low, high, value, protection = [], [], [], [], []

    def add(kind: int | None, columns: list[int], least: float, most: float, true: float, wanted: bool) -> None:
        rows = np.arange(4) if kind is None else np.array([kind])
        members.append((rows[:, None] * 4 + np.array(columns)).ravel())
        low.append(least)
        high.append(most)
        value.append(true)
        protection.append(MINIMUM if wanted else 0.0)

    kinds: list[tuple[str, int | None]] = [("misdrijven", None), *((name, k) for k, name in enumerate(KINDS))]
    for version in versions:
        frame = version.told.computed
        for name, kind in kinds:
            own = frame[frame["indicator"] == name]
            column = "value" if kind is None else "numerator"
            total = version.wijk[KINDS.get(name, name)]
            for place, shown in enumerate(own[column].tolist()):
                among = version.counts if kind is None else version.counts[[kind]]
                true = float(among.sum() if place == 3 else among[:, place].sum())
                columns = list(version.columns) if place == 3 else [version.columns[place]]
                if np.isfinite(shown):
                    # Of the wijk the reader is given what lies outside its buurten.
                    middle = shown - (total - true if place == 3 else 0.0)
                    add(kind, columns, max(middle - half, 0.0), middle + half, true, wanted=False)
                if version is versions[-1] and true < MINIMUM and (place < 3 or total < MINIMUM):
                    add(kind, columns, 0.0, np.inf, true, wanted=True)
    matrix = membership(members, 16)
    hidden = np.array(protection) > 0.0
    fixed = np.zeros(hidden.size, dtype=np.bool_)
    return Statements(
        matrix, np.array(value), np.array(low), np.array(high), fixed, np.array(protection), np.ones(hidden.size)
    )


def test_no_small_count_of_random_registers_can_be_worked_out() -> None:
    small, told_counts, narrowest = 0, 0, np.inf
    for number in range(CASES):
        versions, rounding = _case(number)
        told, statements = versions[-1].told, _statements(versions, rounding)
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


def _leaky(version: Version) -> Version:
    """Every count of ten or more shown, and no thought of what follows from them."""
    frame, counts, wijk = version.told.computed.copy(), version.counts, version.wijk
    for name, kind in [("misdrijven", None), *((name, k) for k, name in enumerate(KINDS))]:
        own = counts.sum(axis=0) if kind is None else counts[kind]
        all_four = np.append(own, wijk[KINDS.get(name, name)])
        column = "value" if kind is None else "numerator"
        frame.loc[frame["indicator"] == name, column] = np.where(all_four >= MINIMUM, all_four, np.nan)
    return replace(version, told=replace(version.told, computed=frame))


def test_the_control_that_hides_small_counts_alone_fails() -> None:
    leaky = 0
    for number in range(30):
        statements = _statements([_leaky(_case(number)[0][-1])], 1)
        hidden = statements.protection > 0.0
        bounds = attack(statements, hidden, np.flatnonzero(hidden))
        leaky += bool((bounds.high - bounds.low < MINIMUM - 1e-6).any())
    assert leaky > 15


@pytest.mark.parametrize("number", range(3))
def test_the_same_register_twice_hides_the_same(number: int) -> None:
    first, second = _case(number)[0][-1], _case(number)[0][-1]
    assert first.told.computed.equals(second.told.computed)
