"""The dissimilarity index and what chance alone gives small areas."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.segregation import chance_dissimilarity, corrected_dissimilarity, dissimilarity


def test_dissimilarity_worked_by_hand() -> None:
    """30 and 10 of two areas of 100: ½ (|30/40 - 70/160| + |10/40 - 90/160|) = 0.3125 (Duncan & Duncan 1955)."""
    assert dissimilarity([30, 10], [100, 100]) == pytest.approx(0.3125)
    assert dissimilarity([100, 0], [100, 100]) == pytest.approx(1.0)
    assert dissimilarity([20, 20], [100, 100]) == pytest.approx(0.0)


def test_chance_for_units_of_ten_equals_winship_1977() -> None:
    """Half of the people in units of ten: C(10, 5)/2^10 = 0.246 where everybody is placed by chance."""
    x = np.tile([3, 7, 5, 5], 25)
    assert chance_dissimilarity(x, np.full(100, 10)) == pytest.approx(252 / 1024)


def test_a_random_town_has_no_dissimilarity_left() -> None:
    """Seed 11: 3,000 areas of 40 people, 15 % of a group, placed by chance: plain index 0.15, corrected near 0."""
    x = np.random.default_rng(11).binomial(40, 0.15, 3000)
    assert dissimilarity(x, np.full(3000, 40)) > 0.14
    assert corrected_dissimilarity(x, np.full(3000, 40)) == pytest.approx(0.0, abs=0.02)


def test_correction_keeps_complete_separation_and_turns_even_spread_negative() -> None:
    assert corrected_dissimilarity([10, 0, 10, 0], [10] * 4) == pytest.approx(1.0)
    assert corrected_dissimilarity([5, 5, 5, 5], [10] * 4) == pytest.approx(-1.0)


def test_years_are_rows_and_areas_without_a_sound_base_are_left_out() -> None:
    found = dissimilarity([[30, 10, 5], [0, 0, 0]], [[100, 100, 0], [100, 100, 100]])
    assert found[0] == pytest.approx(0.3125)
    assert np.isnan(found[1])


areas = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 80)), min_size=2, max_size=15)


@given(areas)
def test_the_group_and_the_others_are_equally_apart(parts: list[tuple[int, int]]) -> None:
    x, rest = np.array(parts).T
    here, there = dissimilarity(x, x + rest), dissimilarity(rest, x + rest)
    np.testing.assert_allclose(here, there, atol=1e-12)
    np.testing.assert_allclose(chance_dissimilarity(x, x + rest), chance_dissimilarity(rest, x + rest), atol=1e-12)
    assert np.isnan(here) or -1e-12 <= here <= 1 + 1e-12
