"""Overdispersion estimated from counts, against published and hand-worked figures."""

import numpy as np
import pytest

from indicators.methods.dispersion import pearson_dispersion, table_dispersion


def test_pearson_dispersion_worked_by_hand() -> None:
    """Counts 5, 10, 15 on equal bases: e = 10 each, (25 + 0 + 25)/10 over 2 degrees of freedom is 2.5."""
    assert pearson_dispersion([5, 10, 15], [100, 100, 100]) == pytest.approx(2.5)


def test_bases_decide_what_is_expected() -> None:
    """Counts exactly in proportion to their bases have no dispersion at all."""
    assert pearson_dispersion([10, 20, 40], [100, 200, 400]) == pytest.approx(0.0)


def test_the_table_chi_square_of_fisher_1940_eye_and_hair() -> None:
    """R ``MASS::caith`` (Fisher 1940, Caithness): Pearson χ² 1240.039 on 12 degrees of freedom."""
    caith = [[326, 38, 241, 110, 3], [688, 116, 584, 188, 4], [343, 84, 909, 412, 26], [98, 48, 403, 681, 85]]
    assert table_dispersion(caith) == pytest.approx(1240.039 / 12, rel=1e-6)


def test_steady_differences_between_areas_and_years_are_not_chance() -> None:
    areas, years = np.array([10.0, 40.0, 200.0]), np.array([1.0, 1.2, 0.9, 1.1])
    assert table_dispersion(np.outer(areas, years)) == pytest.approx(0.0, abs=1e-9)


def test_an_area_with_an_unknown_year_is_left_out() -> None:
    whole = np.array([[20.0, 30.0, 25.0], [60.0, 40.0, 55.0]])
    with_gap = np.vstack([whole, [np.nan, 5.0, 6.0]])
    assert table_dispersion(with_gap) == pytest.approx(float(table_dispersion(whole)))


def test_too_little_to_tell_is_nan() -> None:
    assert np.isnan(pearson_dispersion([5.0], [10.0]))
    assert np.isnan(pearson_dispersion([0.0, 0.0], [10.0, 10.0]))
    assert np.isnan(table_dispersion([[5.0, 6.0]]))


def test_poisson_counts_have_a_dispersion_near_one() -> None:
    """Seed 20260101; 400 areas × 10 years of pure chance, expectation 30: φ has a standard error of about 0.024."""
    counts = np.random.default_rng(20260101).poisson(30, (400, 10)).astype(float)
    assert table_dispersion(counts) == pytest.approx(1.0, abs=0.1)
