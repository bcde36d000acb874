"""Ranks and the slope index, against the published rule and a regression by another road."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.inequality import fractional_ranks, slope_index


def test_ranks_equal_the_documentation_of_phe_sii() -> None:
    """PHEindicatormethods: a first quantile of 12 % of the people lies at 0.06, a second of 10 % at 0.17."""
    ranks = fractional_ranks([1, 2, 3], [12, 10, 78])
    np.testing.assert_allclose(ranks, [0.06, 0.17, 0.61])


def test_equal_incomes_share_a_rank_and_unknown_ones_have_none() -> None:
    ranks = fractional_ranks([5, 5, np.nan, 9, 1], [25, 25, 10, 50, 0])
    np.testing.assert_allclose(ranks, [0.25, 0.25, np.nan, 0.75, np.nan])


def test_a_straight_line_is_found_exactly() -> None:
    """Values 10 + 20 rank: from 10 at the bottom to 30 at the top, three times as high, without scatter."""
    ranks = fractional_ranks(np.arange(6), [10, 20, 5, 30, 15, 20])
    found = slope_index(10 + 20 * ranks, [10, 20, 5, 30, 15, 20], ranks)
    np.testing.assert_allclose([found.slope, found.low, found.high], 20.0)
    assert found.relative == pytest.approx(3.0)


def test_slope_and_interval_equal_weighted_least_squares_of_numpy() -> None:
    """As R ``lm(weights =)``, whose scale is the residual variance; Student's t on 3 is 3.182446."""
    people, values = np.array([100.0, 400, 250, 150, 100]), np.array([9.0, 7.5, 8.0, 5.0, 4.0])
    ranks = fractional_ranks([1, 2, 3, 4, 5], people)
    line, covariance = np.polyfit(ranks, values, 1, w=np.sqrt(people), cov=True)
    found = slope_index(values, people, ranks)
    assert found.slope == pytest.approx(line[0])
    assert found.high - found.slope == pytest.approx(3.182446305 * np.sqrt(covariance[0, 0]), rel=1e-6)
    assert found.relative == pytest.approx((line[0] + line[1]) / line[1])


def test_many_years_at_once_leave_out_unknown_areas() -> None:
    ranks, people = np.array([0.1, 0.3, 0.6, 0.9]), np.array([1.0, 1, 1, 1])
    found = slope_index([[1, 2, 3, 4], [1, 2, np.nan, 4], [1, np.nan, np.nan, 4]], people, ranks)
    alone = slope_index([1, 2, 4], people[:3], ranks[[0, 1, 3]])
    assert found.slope[1] == pytest.approx(float(alone.slope))
    assert np.isnan(found.slope[2])


def test_no_relative_index_where_the_line_falls_below_zero() -> None:
    assert np.isnan(slope_index([-5, 0, 5], [1, 1, 1], [1 / 6, 0.5, 5 / 6]).relative)


@given(st.lists(st.tuples(st.floats(1, 100), st.floats(1, 100), st.integers(1, 500)), min_size=3, max_size=20))
def test_the_slope_does_not_change_by_adding_a_constant_to_all(areas: list[tuple[float, float, int]]) -> None:
    values, income, people = np.array(areas).T
    ranks = fractional_ranks(income, people)
    plain, raised = slope_index(values, people, ranks), slope_index(values + 7, people, ranks)
    np.testing.assert_allclose(plain.slope, raised.slope, atol=1e-6)
    assert ((ranks > 0) & (ranks < 1)).all()
