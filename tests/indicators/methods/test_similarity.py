"""Most similar areas, worked by hand, and what must hold whatever the figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from indicators.methods.similarity import most_similar, ordinary_difference

NONE = np.nan


def test_the_ordinary_difference_by_hand() -> None:
    """1, 2, 3, 4, 100: median 3, deviations 2, 1, 0, 1, 97 with median 1. Mostly zero: the standard deviation, √4."""
    found = ordinary_difference(np.array([[1, 0, 7], [2, 0, 7], [3, 0, 7], [4, 0, 7], [100, 5, 7]]))
    assert found[:2] == pytest.approx([1.4826, 2.0])
    assert np.isnan(found[2])


def test_distance_and_parts_by_hand() -> None:
    """Steps of 1.4826 in both columns: the second area lies 1 and 0 steps away, the third 2 and 1 steps."""
    s = 1.4826
    values = np.array([[0, 0], [s, 0], [2 * s, s], [-2 * s, 2 * s], [-s, -s], [3 * s, -2 * s]]) / s
    scale = ordinary_difference(values)
    found = most_similar(values, 0, 2)
    assert list(found.rows) == [1, 4]
    assert found.distance == pytest.approx([1 / scale[0] / np.sqrt(2), np.sqrt((scale**-2.0).mean())])
    assert found.parts[0] == pytest.approx([1.0, 0.0])
    assert found.steps[1] == pytest.approx(-1 / scale)


def test_a_missing_figure_brings_an_area_no_nearer_and_too_few_leave_it_out() -> None:
    """Scales: median deviations 0.9 (twice), 0.5 and 1; a mean over three or four squares."""
    columns = [[0, 1, 1, 0.1, 2], [0, 1, 1, 0.1, 2], [0, 1, 1, NONE, 2], [0, NONE, 1, NONE, 2]]
    values = np.array(columns).T
    found = most_similar(values, 0, 9)
    steps = 1 / (1.4826 * np.array([0.9, 0.9, 0.5, 1.0]))
    assert (list(found.rows), found.compared) == ([2, 1, 4], 3)
    assert found.distance[:2] == pytest.approx([np.sqrt((steps**2).mean()), np.sqrt((steps[:3] ** 2).mean())])
    assert np.isnan(found.parts[1][3])
    assert 3 in most_similar(values, 0, 9, least_share=0.5).rows


def test_an_indicator_that_the_chosen_area_lacks_does_not_count() -> None:
    values = np.array([[1.0, NONE], [2.0, 5.0], [3.0, 1.0]])
    found = most_similar(values, 0, 2)
    assert list(found.used) == [True, False]
    assert list(found.rows) == [1, 2]
    assert len(most_similar(np.full((3, 2), NONE), 0, 2).rows) == 0


@given(
    arrays(float, st.tuples(st.integers(2, 12), st.integers(1, 5)), elements=st.integers(-50, 50).map(float)),
    st.integers(1, 9),
    st.integers(-9, 9),
)
def test_units_change_nothing_parts_add_up_and_nearest_comes_first(values: np.ndarray, times: int, plus: int) -> None:
    found, other = most_similar(values, 0, 20), most_similar(values * times + plus, 0, 20)
    assert list(found.rows) == list(other.rows) or found.distance == pytest.approx(other.distance)
    assert list(found.distance) == sorted(found.distance)
    assert 0 not in found.rows
    sums = np.nansum(found.parts, axis=1)
    assert sums == pytest.approx(np.where(found.distance > 0, 1.0, 0.0))
