"""The composite: fixed on the nulmeting, complete or not at all, and with how far the choice of parts decides it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.composite import composite, rank_range, standardise

NULMETING = np.array([[10.0, 100.0], [20.0, 300.0], [30.0, 200.0]])


def test_scores_worked_by_hand() -> None:
    """Means 20 and 200, standard deviations 10 and 100; the second part is better when lower."""
    found = standardise(NULMETING, NULMETING, [1, -1])
    np.testing.assert_allclose(found, [[-1, 1], [0, -1], [1, 0]])
    np.testing.assert_allclose(composite(found), [0, -0.5, 0.5])
    np.testing.assert_allclose(composite(found, [3, 1]), [-0.5, -0.25, 0.75])


def test_progress_of_all_shows_because_the_nulmeting_stays_fixed() -> None:
    later = standardise(NULMETING + np.array([10, -100]), NULMETING, [1, -1])
    np.testing.assert_allclose(composite(later) - composite(standardise(NULMETING, NULMETING, [1, -1])), 1.0)


def test_a_missing_part_means_no_composite_for_that_year() -> None:
    years = np.stack([NULMETING, NULMETING])
    years[1, 0, 1] = np.nan
    found = composite(standardise(years, NULMETING, [1, 1]))
    assert np.isnan(found).tolist() == [[False, False, False], [True, False, False]]


def test_a_part_without_spread_or_with_two_areas_gives_none() -> None:
    flat = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, np.nan]])
    assert np.isnan(standardise(flat, flat, [1, 1])[:, 1]).all()


def test_a_part_without_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="een deel zonder richting kan niet meedoen in een samengestelde score"):
        standardise(NULMETING, NULMETING, [1, 0])
    with pytest.raises(ValueError, match="een gewicht van een samengestelde score is groter dan nul"):
        composite(NULMETING, [1, 0])


def test_an_area_that_is_best_on_all_parts_has_a_certain_rank() -> None:
    found = rank_range([[2, 2, 2], [1, -1, 0], [-1, 1, 0], [np.nan, 3, 3]])
    assert (found.rank[0], found.low[0], found.high[0]) == (1, 1, 1)
    assert (found.rank[1], found.rank[2]) == (2.5, 2.5)
    assert (found.low[1], found.high[1]) == (2, 3)
    assert np.isnan(found.rank[3])


def test_the_same_seed_gives_the_same_range() -> None:
    scores = np.random.default_rng(1).normal(size=(20, 5))
    one, again = rank_range(scores, seed=7), rank_range(scores, seed=7)
    np.testing.assert_array_equal(one.low, again.low)
    np.testing.assert_array_equal(one.high, again.high)


@given(st.lists(st.lists(st.floats(-3, 3), min_size=4, max_size=4), min_size=1, max_size=8))
def test_ranks_add_up_and_stay_on_the_list(rows: list[list[float]]) -> None:
    found = rank_range(rows, resamples=50)
    assert found.rank.sum() == pytest.approx(len(rows) * (len(rows) + 1) / 2)
    assert (found.low >= 1).all()
    assert (found.high <= len(rows)).all()
