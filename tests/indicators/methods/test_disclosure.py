"""Which counts are hidden by themselves, and what rounding leaves to be known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.disclosure import (
    as_published,
    joined,
    known_from_rounded,
    membership,
    part_of,
    primary,
    rounded,
    statements,
)
from model.source import MINIMUM_BASE_INCOME, MINIMUM_HOUSEHOLDS


def test_fewer_than_ten_persons_or_five_households_are_hidden() -> None:
    assert primary([0, 9, 10, np.nan, 250]).tolist() == [True, True, False, True, False]
    assert primary([4, 5], MINIMUM_HOUSEHOLDS).tolist() == [True, False]


def test_a_percentage_of_a_small_or_unknown_base_is_hidden() -> None:
    found = primary([50, 50, 50], bases=[99, 100, np.nan], minimum_base=MINIMUM_BASE_INCOME)
    assert found.tolist() == [True, False, True]


def test_rounding_to_five_and_what_it_tells() -> None:
    np.testing.assert_array_equal(rounded([0, 2, 3, 7, 8, np.nan]), [0, 0, 5, 5, 10, np.nan])
    known = known_from_rounded([1, 12])
    assert (known.low.tolist(), known.high.tolist()) == ([0, 8], [2, 12])


def test_a_difference_is_written_as_the_sum_of_what_is_left() -> None:
    matrix = membership([np.array([0, 1]), np.array([1])], 2)
    matrix.data[0] = -1.0
    with pytest.raises(ValueError, match="een som telt alleen op; schrijf een verschil als de som van wat overblijft"):
        statements(matrix, [1, 1], 0)


def test_an_earlier_snapshot_is_what_it_showed_and_past_hiding() -> None:
    told = statements(membership([np.array([0]), np.array([1]), np.array([0, 1])], 2), [4, 20, 24], [10, 0, 0])
    earlier = as_published(told, np.array([True, False, False]))
    both = joined(told, earlier)
    assert earlier.value.tolist() == [20, 24]
    assert both.fixed.tolist() == [False, False, False, True, True]
    assert both.protection.tolist() == [10, 0, 0, 0, 0]
    assert both.matrix.toarray().tolist()[4] == [1, 1]
    assert part_of(both, np.array([4]), np.array([1])).matrix.toarray().tolist() == [[1]]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.sampled_from([1, 3, 5]))
def test_the_true_count_is_always_within_what_is_known(counts: list[int], base: int) -> None:
    known, shown = known_from_rounded(counts, base), rounded(counts, base)
    assert (known.low <= counts).all()
    assert (known.high >= counts).all()
    assert (shown % base == 0).all()
    assert (known.high - known.low <= base - 1).all()
