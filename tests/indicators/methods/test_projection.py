"""The fan of a random walk with drift, worked by hand after Hyndman & Athanasopoulos 2021."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.projection import drift_fan

YEARS = np.arange(2015, 2023)


def test_projection_worked_by_hand() -> None:
    """Steps 1, 3, 1, 3, 1, 3, 2: drift 14/7 = 2, σ² = 6/6 = 1; four years on 14 + 8, error √(4 (1 + 4/7)) = 2.50713.

    Student's t on 6 degrees of freedom: 0.7175582 (50 %) and 1.9431803 (90 %).
    """
    found = drift_fan([0, 1, 4, 5, 8, 9, 12, 14], YEARS, [2026])
    error = np.sqrt(4 * (1 + 4 / 7))
    assert found.middle[0] == pytest.approx(22.0)
    assert found.intervals[0.5].high[0] == pytest.approx(22 + 0.7175582 * error, rel=1e-6)
    assert found.intervals[0.9].low[0] == pytest.approx(22 - 1.9431803 * error, rel=1e-6)


def test_seven_points_give_no_projection() -> None:
    found = drift_fan([0, 1, 4, 5, 8, 9, 12, np.nan], YEARS, [2026, 2030])
    assert np.isnan(found.middle).all()
    assert np.isnan(found.intervals[0.9].high).all()


def test_nothing_is_projected_into_the_past() -> None:
    found = drift_fan([0, 1, 4, 5, 8, 9, 12, 14], YEARS, [2022, 2023])
    assert np.isnan(found.middle[0])
    assert found.middle[1] == pytest.approx(16.0)


def test_a_missing_year_is_a_longer_step() -> None:
    """The line y = 2t with gaps has no scatter at all."""
    times = np.array([2010, 2011, 2013, 2014, 2017, 2018, 2020, 2022, 2023])
    values = 2.0 * (times - 2010)
    values[4] = np.nan
    found = drift_fan(values, times, [2030])
    assert found.middle[0] == pytest.approx(40.0)
    assert found.intervals[0.9].high[0] == pytest.approx(40.0)


@given(st.lists(st.lists(st.floats(-50, 50), min_size=9, max_size=9), min_size=1, max_size=4))
def test_a_fan_widens_and_holds_the_narrower_one(rows: list[list[float]]) -> None:
    found = drift_fan(rows, np.arange(9), [10, 12, 20])
    half, ninety = found.intervals[0.5], found.intervals[0.9]
    assert found.middle.shape == (len(rows), 3)
    assert (ninety.low <= half.low).all()
    assert (half.high <= ninety.high).all()
    assert (np.diff(half.high - half.low, axis=-1) >= -1e-9).all()
