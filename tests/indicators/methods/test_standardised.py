"""Standardised rates, worked by hand and against what they must equal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.intervals import rate_interval
from indicators.methods.standardised import directly_standardised, expected_events, standardised_ratio


def test_direct_standardisation_worked_by_hand() -> None:
    """Two classes: 10/100 and 30/150, weights 3 and 1: 0.75 × 0.1 + 0.25 × 0.2 = 0.125.

    Variance 0.5625 × 10/100² + 0.0625 × 30/150² = 0.000645833; Byar's limits of 40 events 28.57330 and 54.47134
    (Breslow & Day 1987); √(variance/40) = 0.004018187; so 0.125 - 11.42670 × 0.004018187 and so on.
    """
    found = directly_standardised([10, 30], [100, 150], [3, 1])
    events = rate_interval(40, 1.0)
    scale = np.sqrt((0.5625 * 10 / 100**2 + 0.0625 * 30 / 150**2) / 40)
    assert found.value == pytest.approx(0.125, rel=1e-12)
    assert found.low == pytest.approx(0.125 - (40 - float(events.low)) * scale, rel=1e-12)
    assert found.high == pytest.approx(0.125 + (float(events.high) - 40) * scale, rel=1e-12)


def test_fewer_than_ten_events_give_no_standardised_rate() -> None:
    found = directly_standardised([[4, 5], [5, 5]], [[100, 100], [100, 100]], [1, 1])
    assert np.isnan(found.value[0])
    assert found.value[1] == pytest.approx(0.05)


def test_a_class_without_base_gives_no_rate_unless_the_standard_lacks_it_too() -> None:
    assert np.isnan(directly_standardised([20, 0], [100, 0], [1, 1]).value)
    assert directly_standardised([20, 0], [100, 0], [1, 0]).value == pytest.approx(0.2)


def test_ratio_of_observed_to_expected() -> None:
    """Twelve observed where the reference would give 2 % of 100 and 10 % of 40, six: a ratio of 2."""
    expected = expected_events([100, 40], [0.02, 0.1])
    found = standardised_ratio(12, expected)
    assert expected == pytest.approx(6.0)
    assert found.value == pytest.approx(2.0)
    assert found.low < 2.0 < found.high
    assert np.isnan(standardised_ratio(12, 0.0).value)


@given(st.lists(st.tuples(st.integers(5, 500), st.integers(1000, 9000)), min_size=2, max_size=8))
def test_with_its_own_mix_as_standard_an_area_keeps_its_crude_rate(classes: list[tuple[int, int]]) -> None:
    """Dobson's limits are then exactly those of the crude rate, since variance is events over base squared."""
    counts, bases = np.array(classes).T
    found, crude = directly_standardised(counts, bases, bases), rate_interval(counts.sum(), bases.sum())
    assert found.value == pytest.approx(counts.sum() / bases.sum())
    np.testing.assert_allclose([found.low, found.high], [crude.low, crude.high], rtol=1e-9)
