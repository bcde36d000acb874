"""Funnel limits and winsorised overdispersion, worked by hand after Spiegelhalter 2005."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.funnel import funnel_error, funnel_limits, winsorised_dispersion


def test_limits_of_a_proportion_worked_by_hand() -> None:
    """Target 20 %, base 100: standard error 0.04; 95 % limits 0.2 ± 1.959964 × 0.04, 99.8 % ± 3.090232 × 0.04."""
    plain, strict = funnel_limits(0.2, 100, True), funnel_limits(0.2, 100, True, confidence=0.998)
    assert (plain.low, plain.high) == (pytest.approx(0.1216014, rel=1e-6), pytest.approx(0.2783986, rel=1e-6))
    assert (strict.low, strict.high) == (pytest.approx(0.0763907, rel=1e-6), pytest.approx(0.3236093, rel=1e-6))


def test_overdispersion_of_four_doubles_the_width_of_a_funnel_of_rates() -> None:
    plain, wide = funnel_limits(0.5, 200, False), funnel_limits(0.5, 200, False, dispersion=4.0)
    assert wide.high - 0.5 == pytest.approx(2 * float(plain.high - 0.5))


def test_limits_stay_within_what_is_possible() -> None:
    assert funnel_limits(0.02, 5, True).low == 0.0
    assert funnel_limits(0.98, 5, True).high == 1.0
    assert funnel_limits(0.02, 5, False).low == 0.0


def test_no_limits_without_a_base() -> None:
    assert np.isnan(funnel_limits(0.2, 0, True).low)
    assert np.isnan(funnel_limits(0.2, np.nan, True).high)
    assert np.isnan(funnel_error(0.0, 10, True))


def test_outliers_do_not_decide_the_overdispersion() -> None:
    """Ten scores, a tenth on each side drawn in: -50 becomes -3 and 80 becomes 3; φ = (4 × 9 + 6 × 4)/10 = 6."""
    scores = [-50, -3, -2, -2, -2, 2, 2, 2, 3, 80]
    assert winsorised_dispersion(scores) == pytest.approx(6.0)
    assert winsorised_dispersion([*scores, np.nan]) == pytest.approx(6.0)


def test_what_chance_gives_is_no_overdispersion() -> None:
    """φ of 50 scores must exceed 1 + 2 √(2/50) = 1.4: here it is 1.21, so nothing is adjusted."""
    assert winsorised_dispersion([1.1, -1.1] * 25) == 1.0
    assert winsorised_dispersion([1.3, -1.3] * 25) == pytest.approx(1.69)
    assert np.isnan(winsorised_dispersion([np.nan, np.nan]))


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=60))
def test_overdispersion_never_narrows_and_does_not_depend_on_order(scores: list[float]) -> None:
    phi = winsorised_dispersion(scores)
    assert phi >= 1.0
    assert winsorised_dispersion(scores[::-1]) == phi
