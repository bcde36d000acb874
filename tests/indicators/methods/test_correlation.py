"""Correlation and outliers against published figures, and what must hold for any pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.correlation import pearson, spearman, straight_line

X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
# Anscombe 1973, The American Statistician 27:17, the four data sets.
QUARTET = [
    (X, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]),
    (X, [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]),
    (X, [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]),
    ([8] * 7 + [19] + [8] * 3, [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89]),
]
PAIRS = st.lists(st.tuples(*[st.integers(-1000, 1000)] * 2), min_size=4, max_size=30)


@pytest.mark.parametrize(("x", "y"), QUARTET)
def test_anscombes_four_pictures_have_one_coefficient_and_one_line(x: list[float], y: list[float]) -> None:
    assert pearson(x, y).value == pytest.approx(0.816, abs=0.001)
    line = straight_line(x, y)
    assert (line.intercept, line.slope) == pytest.approx((3.0, 0.5), abs=0.003)


def test_the_interval_is_that_of_fishers_z() -> None:
    """By hand: atanh 0.8164 = 1.1459; half width 1.96/√8 = 0.6930; tanh 0.4530 = 0.4244, tanh 1.8389 = 0.9507."""
    found = pearson(*QUARTET[0])
    assert (found.low, found.high, found.n) == pytest.approx((0.4244, 0.9507, 11), abs=2e-4)


def test_spearman_of_the_textbook_example_of_iq_and_television() -> None:
    """Ten persons, Σd² = 194, so rho = 1 - 6·194/(10·99) = -29/165 (a much used worked example without ties)."""
    iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
    found = spearman(iq, hours)
    assert found.value == pytest.approx(-29 / 165)
    half = 1.959964 * np.sqrt((1 + found.value**2 / 2) / 7)
    assert (found.low, found.high) == pytest.approx(
        [np.tanh(np.arctanh(found.value) + side) for side in (-half, half)], abs=1e-6
    )


def test_the_one_outlier_of_anscombes_third_picture() -> None:
    """(13, 12.74) has an externally studentised residual of 1203.54 in R (rstudent); the other ten fit."""
    line = straight_line(*QUARTET[2])
    assert line.residuals[2] == pytest.approx(1203.54, abs=0.01)
    assert list(np.flatnonzero(np.abs(line.residuals) > line.limit)) == [2]
    # With 8 degrees of freedom P(|T| < t) = x (1 + c/2 + 3c²/8 + 5c³/16), x = t/√(8 + t²), c = 1 - x² (Student 1908).
    x = line.limit / np.sqrt(8 + line.limit**2)
    c = 1 - x**2
    assert 11 * (1 - x * (1 + c / 2 + 3 * c**2 / 8 + 5 * c**3 / 16)) == pytest.approx(0.05, abs=1e-6)


def test_the_point_that_alone_decides_the_line_is_no_outlier_but_unknown() -> None:
    """Anscombe's fourth: without that point there is no line to lie off."""
    assert np.isnan(straight_line(*QUARTET[3]).residuals[7])


def test_missing_pairs_do_not_count_and_too_few_give_nothing() -> None:
    assert pearson([1, 2, 3, np.nan, 5], [2, 1, 4, 4, np.nan]).n == 3
    assert np.isnan(pearson([1, 2, 3], [1, 2, 4]).value)
    assert np.isnan(spearman([1, 1, 1, 1], [1, 2, 3, 4]).value)
    assert np.isnan(straight_line([1, 1, 1, 1, 1], [1, 2, 3, 4, 5]).slope)


@given(PAIRS, st.integers(1, 9), st.integers(-9, 9))
def test_another_unit_changes_nothing_and_the_other_way_round_is_the_same(
    pairs: list[tuple[int, int]], times: int, plus: int
) -> None:
    x, y = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    for method in (pearson, spearman):
        found = method(x, y)
        assert (found.value,) == pytest.approx((method(x * times + plus, y).value,), nan_ok=True, abs=1e-9)
        assert (found.value,) == pytest.approx((method(y, x).value,), nan_ok=True, abs=1e-9)
        if np.isfinite(found.value):
            assert -1 <= found.low <= found.value <= found.high <= 1
    assert spearman(x, y).value == pytest.approx(spearman(x**3, y).value, nan_ok=True)
