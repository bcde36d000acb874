"""Mann-Kendall and Sen's slope against published examples and against all orders of a short series."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.mann_kendall import mann_kendall, score_chances, smallest_length
from indicators.methods.trend import TRENDS, trend_code


def test_sens_slope_equals_the_example_of_sen_1968() -> None:
    """Sen 1968, JASA 63:1379, §6: slope 4, 93 % interval 26/7 to 35/8."""
    found = mann_kendall([9, 15, 19, 20, 45, 55, 78], [1, 2, 3, 4, 10, 12, 18], confidence=0.93)
    assert found.slope == pytest.approx(4.0)
    assert (found.low, found.high) == (pytest.approx(26 / 7), pytest.approx(35 / 8))


def test_exact_p_equals_hollander_and_wolfe_1973_in_r() -> None:
    """R ``cor.test`` on tuna lightness and quality (Hollander & Wolfe 1973, p. 187): T = 26 of 36, p 0.1194."""
    lightness = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    quality = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    found = mann_kendall(quality, lightness)
    assert found.statistic == 26 - 10
    assert found.p == pytest.approx(0.1194, abs=5e-5)


def test_tail_chances_equal_kendalls_table() -> None:
    """Kendall 1975, appendix table 1 (one-sided): n = 4, S = 6: 0.042; n = 5, S = 8: 0.042; n = 8, S = 16: 0.031."""
    for n, s, chance in ((4, 6, 0.042), (5, 8, 0.042), (8, 16, 0.031), (10, 23, 0.023)):
        assert score_chances((1,) * n)[s] / 2 == pytest.approx(chance, abs=5e-4)


def test_95_per_cent_is_possible_from_five_points_and_99_8_from_seven() -> None:
    assert smallest_length(0.05) == 5
    assert smallest_length(0.002) == 7
    for n in (4, 5, 6, 7):
        p = mann_kendall(np.arange(n), np.arange(n)).p
        assert (p <= 0.05) == (n >= 5)
        assert (p <= 0.002) == (n >= 7)


def test_a_steady_rise_is_called_so_at_95_per_cent_from_five_points() -> None:
    found = mann_kendall([[1, 2, 3, 4, 6], [6, 4, 3, 2, 1], [1, 5, 2, 6, 3]], np.arange(5))
    assert [TRENDS[c] for c in trend_code(found, alpha=0.05)] == ["stijgt", "daalt", "geen duidelijke verandering"]


def test_uneven_dates_and_missing_years_count_as_they_are() -> None:
    """Biennial survey with one wave missing: slope per year, not per wave."""
    found = mann_kendall([10, 12, np.nan, 16, 18], [2013, 2015, 2017, 2019, 2021])
    assert found.slope == pytest.approx(1.0)
    assert found.points == 4
    assert TRENDS[int(trend_code(found, alpha=0.05))] == "te weinig metingen"


def test_many_series_at_once_are_as_one_by_one() -> None:
    values = np.random.default_rng(5).integers(0, 6, (50, 8)).astype(float)
    values[::3, 2] = np.nan
    together = mann_kendall(values, np.arange(8))
    for row in range(50):
        alone = mann_kendall(values[row], np.arange(8))
        assert (alone.p, alone.statistic) == (together.p[row], together.statistic[row])


def test_long_series_use_the_normal_approximation() -> None:
    """20 rising points: S = 190, var = 20 × 19 × 45 / 18 = 950, z = 189/√950 = 6.132."""
    found = mann_kendall(np.arange(20), np.arange(20))
    assert found.p == pytest.approx(8.68e-10, rel=1e-2)


def test_equal_values_or_two_points_say_nothing() -> None:
    assert mann_kendall([3.0] * 6, np.arange(6)).p == 1.0
    assert np.isnan(mann_kendall([3.0, 4.0], [1, 2]).p)


@given(st.lists(st.integers(0, 4), min_size=3, max_size=6))
def test_exact_p_equals_counting_all_orders_also_with_ties(values: list[int]) -> None:
    def score(order: tuple[int, ...]) -> int:
        return sum(int(np.sign(order[j] - order[i])) for i in range(len(order)) for j in range(i + 1, len(order)))

    observed = abs(score(tuple(values)))
    orders = list(permutations(values))
    share = sum(abs(score(order)) >= observed for order in orders) / len(orders)
    assert mann_kendall(values, np.arange(len(values))).p == pytest.approx(share)
