"""Change between two measurements and the smallest change that could have been shown, against published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods._arrays import Difference
from indicators.methods.change import (
    CHANGES,
    change_code,
    change_of_mean,
    change_of_proportion,
    change_of_rate,
    detectable_change_of_mean,
    detectable_change_of_proportion,
    detectable_ratio_of_rates,
)


def test_change_of_a_proportion_equals_newcombe_1998_example_a() -> None:
    """48 of 80 and later 56 of 70 (Statistics in Medicine 17:873, table II)."""
    found = change_of_proportion(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == tuple(pytest.approx(v, abs=5e-5) for v in (0.2, 0.0524, 0.3339))
    assert CHANGES[int(change_code(found))] == "gestegen"


def test_change_of_a_rate_is_tested_on_the_log_ratio() -> None:
    """Twice as many events: z = ln 2 / √(1/60 + 1/30) = 3.0999, p = 0.001936; down again has the same p."""
    up, down = change_of_rate(60, 1000, 30, 1000), change_of_rate(30, 1000, 60, 1000)
    assert up.p == pytest.approx(0.0019360, rel=1e-3)
    assert down.p == pytest.approx(float(up.p))
    assert CHANGES[int(change_code(down))] == "gedaald"


def test_a_change_of_a_mean_that_chance_can_do() -> None:
    """Student's sleep data (R ``t.test``): p 0.07939."""
    found = change_of_mean(2.33, 4.009, 10, 0.75, 3.200556, 10)
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert CHANGES[int(change_code(found))] == "niet aantoonbaar veranderd"


def test_an_unknown_change_is_not_tested() -> None:
    unknown = np.asarray(np.nan)
    assert CHANGES[int(change_code(Difference(unknown, unknown, unknown, unknown)))] == "niet te toetsen"


def test_detectable_change_equals_power_prop_test_of_r() -> None:
    """R: ``power.prop.test(n = 50, p1 = .50, power = .90)`` gives p2 = 0.8026 (its documented example)."""
    found = detectable_change_of_proportion(25, 50, 50, power=0.9)
    assert 0.5 + found == pytest.approx(0.8026, abs=5e-5)


def test_detectable_change_is_the_inverse_of_the_published_sample_size() -> None:
    """R: ``power.prop.test(p1 = .50, p2 = .75, power = .90)`` asks n = 76.7 (one decimal in its documentation)."""
    change = detectable_change_of_proportion([76.65 / 2, 76.75 / 2], [76.65, 76.75], [76.65, 76.75], power=0.9)
    assert change[0] > 0.25 > change[1]


def test_no_fall_can_be_shown_from_next_to_nothing() -> None:
    assert np.isnan(detectable_change_of_proportion(1, 100, 100, upwards=False))
    assert detectable_change_of_proportion(1, 100, 100, upwards=True) > 0.03
    assert np.isnan(detectable_change_of_proportion(1, 0, 100))
    assert np.isnan(detectable_change_of_proportion(1, 100, 0))


def test_detectable_ratio_worked_by_hand() -> None:
    """100 events and 100 to be expected: exp(2.801585 × √0.02) = 1.4861."""
    assert detectable_ratio_of_rates(100, 1000, 1000) == pytest.approx(np.exp(2.8015852 * np.sqrt(0.02)), rel=1e-6)
    assert np.isnan(detectable_ratio_of_rates(0, 1000, 1000))


def test_detectable_change_of_a_mean_worked_by_hand() -> None:
    """Spread 4, 50 and 200 people: 2.801585 × √(4 (1/50 + 1/200)) = 0.885939."""
    assert detectable_change_of_mean(4.0, 50, 200) == pytest.approx(0.8859390, rel=1e-6)
    assert np.isnan(detectable_change_of_mean(4.0, 1, 200))


@given(st.integers(1, 199), st.integers(30, 5000), st.integers(30, 5000))
def test_more_respondents_show_smaller_changes(x: int, later: int, more: int) -> None:
    few = detectable_change_of_proportion(x, 200, min(later, more))
    many = detectable_change_of_proportion(x, 200, max(later, more))
    assert np.isnan(few) or many <= few + 1e-12
