"""What can be worked out of what is public, on tables that were worked out by hand or by others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.methods.attack import ContradictionError, attack, safe
from indicators.methods.disclosure import Statements, membership, statements

# Fischetti & Salazar 2001 (Management Science 47:1008), figure 1: three activities by three regions, with all totals.
TABLE = np.array([[20, 50, 10], [8, 19, 22], [17, 32, 12]])
CELLS = np.arange(9).reshape(3, 3)


def fischetti_salazar(protection: float = 10.0, rounding: int = 1) -> Statements:
    """Nine cells, three rows, three columns and the total; the sensitive cell is the last of the second row."""
    members = [np.array([k]) for k in range(9)] + list(CELLS) + list(CELLS.T) + [np.arange(9)]
    matrix = membership(members, 9)
    values = matrix @ TABLE.ravel()
    return statements(matrix, values, np.where(np.arange(16) == 5, protection, 0.0), rounding, cost=values)


def _hidden(*rows: int) -> np.ndarray:
    return np.isin(np.arange(16), rows)


def test_one_hidden_cell_follows_from_its_row() -> None:
    found = attack(fischetti_salazar(), _hidden(5), np.array([5]))
    assert (found.low[0], found.high[0]) == (pytest.approx(22), pytest.approx(22))
    assert not safe(fischetti_salazar(), _hidden(5))[5]


def test_the_published_pattern_leaves_5_to_30() -> None:
    """Their solution hides cells 8 and 22 of the second and 17 and 12 of the third row: 22 lies between 5 and 30."""
    told, hidden = fischetti_salazar(), _hidden(3, 5, 6, 8)
    found = attack(told, hidden, np.array([3, 5, 6, 8]))
    np.testing.assert_allclose(found.low, [0, 5, 0, 4], atol=1e-6)
    np.testing.assert_allclose(found.high, [25, 30, 25, 29], atol=1e-6)
    assert safe(told, hidden).all()


def test_rounded_totals_leave_more_room_than_exact_ones() -> None:
    """The row told as 50 (48-52), its others as 10 (8-12) and 20 (18-22): 22 lies within 14 and 34."""
    found = attack(fischetti_salazar(rounding=5), _hidden(5), np.array([5]))
    assert found.low[0] < 22 < found.high[0]
    assert found.low[0] >= 14 - 1e-6
    assert found.high[0] <= 26 + 1e-6


def test_what_nothing_bounds_is_endless() -> None:
    told = statements(membership([np.array([0]), np.array([1])], 2), [3, 40], [10, 0])
    found = attack(told, np.array([True, False]), np.array([0]))
    assert (found.low[0], found.high[0]) == (0, np.inf)


def test_bounds_of_parts_that_do_not_hang_together_add_up() -> None:
    """A hidden group of two buurten whose own counts are public, rounded: 20 ± 2 and 30 ± 2 is 46 to 54."""
    told = statements(membership([np.array([0]), np.array([1]), np.array([0, 1])], 2), [20, 30, 50], [0, 0, 10])
    found = attack(told, np.array([False, False, True]), np.array([2]))
    assert (found.low[0], found.high[0]) == (pytest.approx(46), pytest.approx(54))


def test_figures_that_cannot_all_be_true_are_an_error() -> None:
    told = statements(membership([np.array([0]), np.array([0, 1]), np.array([1])], 2), [50, 20, 3], [0, 0, 10])
    message = "De openbare cijfers spreken elkaar tegen: geen aantallen passen bij alle sommen."
    with pytest.raises(ContradictionError) as refused:
        attack(told, np.array([False, False, True]), np.array([2]))
    assert str(refused.value) == message


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=9, max_size=9), st.lists(st.booleans(), min_size=16, max_size=16))
def test_the_truth_is_never_outside_what_can_be_worked_out(counts: list[int], choice: list[bool]) -> None:
    matrix = fischetti_salazar().matrix
    told = statements(matrix, matrix @ np.array(counts), 0.0)
    found = attack(told, np.array(choice), np.arange(16))
    assert (found.low <= told.value + 1e-6).all()
    assert (found.high >= told.value - 1e-6).all()
