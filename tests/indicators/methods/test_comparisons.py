"""Differences and ratios against published figures, and what must hold for any two figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.comparisons import (
    baseline_is_point,
    difference_of_estimates,
    difference_of_means,
    difference_of_proportions,
    difference_of_rates,
    ratio_of_proportions,
    ratio_of_rates,
)
from indicators.methods.intervals import proportion_interval


@pytest.mark.parametrize(
    ("x", "n", "y", "m", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_difference_of_proportions_equals_newcombe_1998_table_2(
    x: int, n: int, y: int, m: int, low: float, high: float
) -> None:
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10 (four decimals)."""
    found = difference_of_proportions(x, n, y, m)
    assert found.value == pytest.approx(x / n - y / m)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_score_test_and_ratio_equal_the_aspirin_trial_of_agresti_2002() -> None:
    """Agresti 2002, §3.1-3.2: 189/11034 on placebo, 104/11037 on aspirin: X² 25.01, ratio 1.82 (1.433 to 2.306)."""
    difference = difference_of_proportions(189, 11034, 104, 11037)
    ratio = ratio_of_proportions(189, 11034, 104, 11037)
    assert difference.value == pytest.approx(0.0077, abs=5e-5)
    assert ratio.p == difference.p
    assert difference.p == pytest.approx(5.692e-7, rel=1e-3)  # the tail of X² = 25.014 on one degree of freedom
    assert ratio.value == pytest.approx(1.82, abs=5e-3)
    assert (ratio.low, ratio.high) == (pytest.approx(1.433, abs=5e-4), pytest.approx(2.306, abs=5e-4))


def test_welch_equals_student_1908_sleep_data_in_r() -> None:
    """R ``t.test(extra ~ group, data = sleep)``: p 0.07939, interval -3.3654832 to 0.2054832."""
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
    found = difference_of_means(first.mean(), first.var(ddof=1), 10, second.mean(), second.var(ddof=1), 10)
    np.testing.assert_allclose([found.low, found.high], [-3.3654832, 0.2054832], rtol=1e-6)
    assert found.p == pytest.approx(0.07939, abs=5e-6)


@pytest.mark.parametrize(
    ("x", "n", "y", "m", "ratio", "low", "high"),
    [(17, 100025, 3, 122268, 6.927, 2.03, 23.63), (8, 78539, 1, 77932, 7.939, 0.9931, 63.47)],
)
def test_ratio_of_rates_equals_the_example_of_openepi(
    x: int, n: int, y: int, m: int, ratio: float, low: float, high: float
) -> None:
    """OpenEpi, "Comparing 2 person-time rates", both strata (four digits)."""
    found = ratio_of_rates(x, n, y, m)
    assert (found.value, found.low, found.high) == tuple(pytest.approx(v, rel=5e-4) for v in (ratio, low, high))


def test_difference_of_rates_adds_the_squares_of_both_margins() -> None:
    """87 and 44 events on a base of one: Byar's limits from the table of PHEindicatormethods (87/131 and 44/134)."""
    low_87, high_87 = 53191.89721 * 131e-5, 81920.133 * 131e-5
    low_44, high_44 = 23856.24577 * 134e-5, 44081.622 * 134e-5
    found = difference_of_rates(87, 1, 44, 1)
    assert found.low == pytest.approx(43 - np.hypot(87 - low_87, high_44 - 44), rel=1e-6)
    assert found.high == pytest.approx(43 + np.hypot(high_87 - 87, 44 - low_44), rel=1e-6)


def test_a_norm_has_no_variance() -> None:
    """Against a point the difference is Wilson's interval minus the point."""
    found, wilson = difference_of_proportions(30, 100, 0.2, 1, point=True), proportion_interval(30, 100)
    assert found.low == pytest.approx(float(wilson.low) - 0.2)
    assert found.high == pytest.approx(float(wilson.high) - 0.2)
    assert found.p == pytest.approx(0.012419, abs=1e-6)  # z = 0.1 / √(0.2 × 0.8 / 100) = 2.5


def test_only_a_norm_or_a_hundredfold_baseline_is_a_point() -> None:
    found = baseline_is_point([100, 100, 100, np.nan], [10_000, 9_999, 5, 1e9], [False, False, True, False])
    assert found.tolist() == [True, False, True, False]


def test_no_events_at_all_in_an_area_can_be_tested() -> None:
    """0 events where 1 in 5 of the base lies, 40 elsewhere: z = -√(40 × 0.2/0.8) = -3.1623, p = 0.0015654."""
    found = ratio_of_rates(0, 100, 40, 400)
    assert found.value == 0.0
    assert found.p == pytest.approx(0.0015654, rel=1e-4)
    assert found.low == 0.0
    assert found.high < 1.0
    assert difference_of_rates(0, 100, 40, 400).p == found.p
    assert difference_of_rates(40, 400, 0, 100).p == pytest.approx(float(found.p))
    assert np.isnan(ratio_of_rates(40, 400, 0, 100).p)
    assert difference_of_rates(0, 100, 0, 100).p == 1.0


def test_estimates_with_standard_errors() -> None:
    """10 ± 3 against 5 ± 4: 5 ± 1.959964 × 5; z = 1, p = 0.3173105."""
    found = difference_of_estimates(10, 3, 5, 4)
    assert (found.low, found.high) == (pytest.approx(-4.79982, rel=1e-6), pytest.approx(14.79982, rel=1e-6))
    assert found.p == pytest.approx(0.3173105, rel=1e-6)


@pytest.mark.parametrize(("y", "m"), [(1, 0), (5, 4), (np.nan, 5), (-1, 5)])
def test_nothing_is_said_without_a_sound_baseline(y: float, m: float) -> None:
    found = difference_of_proportions(3, 10, y, m)
    assert np.isnan([found.value, found.low, found.high, found.p]).all()


def test_nothing_is_said_of_means_without_spread() -> None:
    assert np.isnan(difference_of_means(1.0, 0.0, 10, 2.0, 0.0, 10).p)
    assert np.isnan(difference_of_means(1.0, 4.0, 1, 2.0, 1.0, 10).p)
    assert difference_of_means(1.0, 4.0, 16, 2.0, np.nan, np.nan, point=True).value == -1.0
    assert difference_of_means(1.0, 4.0, 16, 2.0, np.nan, np.nan, point=True).p < 0.1


shares = st.tuples(st.integers(0, 500), st.integers(0, 500)).filter(lambda parts: sum(parts) > 0)


@given(shares, shares)
def test_turning_the_sides_turns_the_sign(one: tuple[int, int], other: tuple[int, int]) -> None:
    x, n, y, m = one[0], sum(one), other[0], sum(other)
    here, there = difference_of_proportions(x, n, y, m), difference_of_proportions(y, m, x, n)
    assert here.low <= here.value <= here.high
    np.testing.assert_allclose(
        [here.value, here.low, here.high, here.p], [-there.value, -there.high, -there.low, there.p], atol=1e-12
    )


@given(shares, shares, st.floats(1.0, 10.0))
def test_overdispersion_never_makes_a_difference_of_rates_surer(
    one: tuple[int, int], other: tuple[int, int], phi: float
) -> None:
    plain = difference_of_rates(one[0], sum(one), other[0], sum(other))
    wide = difference_of_rates(one[0], sum(one), other[0], sum(other), dispersion=phi)
    assert wide.p >= plain.p - 1e-12
