"""Spread over the population, and spread without noise, against published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.spread import real_variance, shrunk, spread

# Thirteen trials of BCG vaccine (Colditz et al. 1994): log risk ratios and variances as in R metafor ``dat.bcg``.
BCG = [
    -0.8893,
    -1.5854,
    -1.3481,
    -1.4416,
    -0.2175,
    -0.7861,
    -1.6209,
    0.0120,
    -0.4694,
    -1.3713,
    -0.3394,
    0.4459,
    -0.0173,
]
BCG_VARIANCE = [0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730, 0.0124, 0.5325, 0.0714]


def test_real_variance_equals_the_bcg_trials_in_metafor() -> None:
    """Viechtbauer 2010, J Stat Softw 36(3): DerSimonian-Laird τ² of these trials is 0.3088 (input of four decimals)."""
    assert real_variance(BCG, np.sqrt(BCG_VARIANCE)) == pytest.approx(0.3088, abs=1e-3)


def test_spread_of_equal_populations_equals_the_quantile_of_hazen_in_numpy() -> None:
    values = np.random.default_rng(3).normal(size=37)
    found = spread(values, np.ones(37))
    np.testing.assert_allclose([found.low, found.high], np.quantile(values, [0.1, 0.9], method="hazen"))


def test_spread_counts_people_not_areas() -> None:
    """Nine tenths live in one area: both P10 and P90 lie near it. Midpoints 0.025, 0.5 and 0.975 of values 1, 5, 9."""
    found = spread([1, 5, 9], [5, 90, 5])
    assert found.low == pytest.approx(1 + 4 * (0.1 - 0.025) / 0.475)
    assert found.high == pytest.approx(5 + 4 * (0.9 - 0.5) / 0.475)


def test_unknown_areas_are_left_out_and_one_area_has_no_spread() -> None:
    found = spread([[1, 5, np.nan, 9], [1, np.nan, np.nan, np.nan]], [5, 90, 1000, 5])
    assert found.low[0] == pytest.approx(1 + 4 * 0.075 / 0.475)
    assert np.isnan(found.high[1])


def test_noise_is_taken_out_of_the_spread() -> None:
    """Seed 21: 2,000 areas with a real standard deviation of 3 and errors of 4: seen 5, shrunk 3."""
    random = np.random.default_rng(21)
    values = random.normal(50, 3, 2000) + random.normal(0, 4, 2000)
    assert values.std() == pytest.approx(5.0, abs=0.2)
    assert shrunk(values, np.full(2000, 4.0)).std() == pytest.approx(3.0, abs=0.2)


def test_only_noise_shrinks_to_one_value() -> None:
    np.testing.assert_allclose(shrunk([10.0, 10.5, 9.5], [2.0, 2.0, 2.0]), 10.0)
    assert np.isnan(shrunk([10.0, 11.0, 12.0], [1.0, 0.0, 1.0])[1])
    assert np.isnan(real_variance([10.0], [1.0]))


@given(st.lists(st.tuples(st.floats(-100, 100), st.floats(0.1, 30)), min_size=2, max_size=20))
def test_shrinking_never_passes_the_values(points: list[tuple[float, float]]) -> None:
    values, errors = np.array(points).T
    found = shrunk(values, errors)
    assert (found >= values.min() - 1e-9).all()
    assert (found <= values.max() + 1e-9).all()
