"""Trend tests against published figures, and the rules on few points and single points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.trend import TRENDS, Trend, chi_square_trend, trend_code, weighted_trend

YEARS = np.arange(2016, 2024)


def _word(trend: Trend, **options: float | bool) -> str:
    return TRENDS[int(trend_code(trend, **options))]  # type: ignore[arg-type]


def test_chi_square_for_trend_equals_fleiss_1981_smokers_in_r() -> None:
    """R ``prop.trend.test(c(83, 90, 129, 70), c(86, 93, 136, 82))``: X² 8.2249, p 0.004132 (Fleiss 1981, p. 139)."""
    found = chi_square_trend([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4], proportion=True)
    assert found.statistic == pytest.approx(8.2249, abs=5e-5)
    assert found.p == pytest.approx(0.004132, abs=5e-7)
    assert found.points == 4


def test_scores_may_be_uneven_as_in_r() -> None:
    """R: the same with scores 0, 0, 0, 1 gives X² 12.173, p 0.0004848 (the first three together against the last)."""
    found = chi_square_trend([83, 90, 129, 70], [86, 93, 136, 82], [0, 0, 0, 1], proportion=True)
    assert found.statistic == pytest.approx(12.173, abs=5e-4)
    assert found.p == pytest.approx(0.0004848, abs=5e-8)


def test_chi_square_for_trend_in_rates_worked_by_hand() -> None:
    """10, 20, 30 events on equal bases: Σ(t - 2)(o - 20) = 20, variance 20 × 2 = 40: χ² = 400/40 = 10."""
    found = chi_square_trend([10, 20, 30], [100, 100, 100], [1, 2, 3], proportion=False)
    assert found.statistic == pytest.approx(10.0)
    assert found.slope == pytest.approx(0.1)
    assert chi_square_trend([10, 20, 30], [100] * 3, [1, 2, 3], False, dispersion=2.5).statistic == pytest.approx(4.0)


def test_the_threshold_of_fingertips_is_the_chi_square_of_99_8_per_cent() -> None:
    """χ² of 9.5495 on one degree of freedom has a tail of 0.002."""
    rising = chi_square_trend([10, 20, 30], [100] * 3, [1, 2, 3], proportion=False)
    assert (rising.statistic > 9.5495) == (rising.p < 0.002)


def test_weighted_regression_equals_numpy_with_the_errors_as_given() -> None:
    times, values = np.arange(6.0), np.array([10.1, 11.9, 14.2, 15.8, 18.1, 20.0])
    errors = np.array([0.5, 0.4, 0.6, 0.5, 0.3, 0.7])
    line, covariance = np.polyfit(times, values, 1, w=1 / errors, cov="unscaled")
    found = weighted_trend(values, errors, times)
    assert found.slope == pytest.approx(line[0])
    assert found.high - found.slope == pytest.approx(1.959964 * np.sqrt(covariance[0, 0]), rel=1e-6)
    assert _word(found) == "stijgt"


def test_points_that_scatter_more_than_their_errors_widen_the_interval() -> None:
    calm = weighted_trend([1.0, 2.0, 3.0, 4.0, 5.0], [0.1] * 5, np.arange(5))
    wild = weighted_trend([1.0, 4.0, 1.0, 7.0, 2.0], [0.1] * 5, np.arange(5))
    assert calm.high - calm.low == pytest.approx(2 * 1.959964 * 0.1 / np.sqrt(10), rel=1e-6)
    assert wild.high - wild.low > 10 * (calm.high - calm.low)
    assert _word(wild) == "geen duidelijke verandering"


def test_a_steady_rise_and_fall_get_their_word() -> None:
    counts = np.array([[100, 110, 125, 135, 150, 160, 175, 185]])
    found = chi_square_trend(np.vstack([counts, counts[:, ::-1]]), 1000, YEARS, proportion=True)
    assert [TRENDS[code] for code in trend_code(found)] == ["stijgt", "daalt"]


def test_a_trend_that_hangs_on_one_year_is_not_called_one() -> None:
    """Seven falling years and one outlier at the end: the sum of them rises, without the last it falls."""
    found = chi_square_trend([160, 158, 155, 150, 148, 145, 140, 400], [1000] * 8, YEARS, proportion=True)
    assert found.p < 0.002
    assert not found.holds
    assert _word(found) == "geen duidelijke verandering"


def test_a_trend_that_is_only_one_year_is_flat_without_it() -> None:
    found = chi_square_trend([5, 0, 0, 0, 0], [60, 61, 60, 60, 60], np.arange(5), proportion=True)
    assert found.p < 0.002
    assert _word(found) == "geen duidelijke verandering"


def test_few_points_and_scores_of_a_model_get_their_own_words() -> None:
    four = chi_square_trend([10, 200, 400, 800], [1000] * 4, [1, 2, 3, 4], proportion=True)
    assert _word(four) == "te weinig metingen"
    assert _word(four, testable=False) == "niet te toetsen"


def test_a_missing_year_is_left_out_not_filled() -> None:
    whole = chi_square_trend([10, 30, 40, 55, 70], [200] * 5, [1, 3, 4, 5, 6], proportion=True)
    gaps = chi_square_trend(
        [10, np.nan, 30, 40, 55, 70], [200, 200, 200, 200, 200, 200], np.arange(1, 7), proportion=True
    )
    assert gaps.statistic == pytest.approx(float(whole.statistic))
    assert gaps.points == 5


def test_nothing_ever_happened_is_no_trend() -> None:
    assert _word(chi_square_trend([0] * 6, [50] * 6, np.arange(6), proportion=True)) == "geen duidelijke verandering"


series = st.lists(st.tuples(st.integers(0, 60), st.integers(60, 200)), min_size=5, max_size=12)


@given(series)
def test_reading_a_series_backwards_turns_the_word(points: list[tuple[int, int]]) -> None:
    x, n = np.array(points, dtype=float).T
    there = chi_square_trend(x, n, np.arange(len(x)), proportion=True)
    back = chi_square_trend(x[::-1], n[::-1], np.arange(len(x)), proportion=True)
    turned = {"stijgt": "daalt", "daalt": "stijgt"}
    assert _word(back) == turned.get(_word(there), _word(there))


@given(series)
def test_leaving_points_out_by_hand_gives_the_same_soundness(points: list[tuple[int, int]]) -> None:
    x, n = np.array(points, dtype=float).T
    t = np.arange(len(x), dtype=float)
    found = chi_square_trend(x, n, t, proportion=True)
    left = [
        float(chi_square_trend(np.delete(x, k), np.delete(n, k), np.delete(t, k), proportion=True).slope)
        for k in range(len(x))
    ]
    if min(abs(slope) for slope in [*left, float(found.slope)]) > 1e-9:
        assert bool(found.holds) == all(np.sign(slope) == np.sign(found.slope) for slope in left)
