"""Intervals against published figures, and what must hold for any figure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.intervals import (
    count_interval,
    mean_interval,
    proportion_interval,
    rate_interval,
    survey_share_interval,
    variance_from_sums,
)

# PHEindicatormethods, introduction vignette of 25 April 2018 (Public Health England): eight areas, numerator over base.
OBSERVED = np.array([87, 1, 44, 13, 83, 7, 43, 5])
POPULATION = np.array([131, 164, 134, 109, 131, 139, 137, 163])


def test_wilson_95_equals_the_table_of_pheindicatormethods() -> None:
    found = proportion_interval(OBSERVED, POPULATION)
    low = [0.579592491, 0.001077181, 0.254598570, 0.071039739, 0.548367919, 0.024605552, 0.242136529, 0.013172190]
    high = [0.73930053, 0.03372625, 0.41168471, 0.19341500, 0.71119617, 0.10029837, 0.39575419, 0.06978956]
    np.testing.assert_allclose(found.low, low, rtol=1e-6)
    np.testing.assert_allclose(found.high, high, rtol=1e-6)


def test_wilson_99_8_equals_the_table_of_pheindicatormethods() -> None:
    found = proportion_interval(OBSERVED, POPULATION, confidence=0.998)
    low = [0.5293576135, 0.0005322047, 0.2181147658, 0.0529712429]
    low += [0.4985908973, 0.0167360401, 0.2069168113, 0.0084801369]
    high = [0.77658434, 0.06601672, 0.46143836, 0.24689949, 0.75043163, 0.14179381, 0.44507799, 0.10481797]
    np.testing.assert_allclose(found.low, low, rtol=1e-6)
    np.testing.assert_allclose(found.high, high, rtol=1e-6)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_equals_newcombe_1998_table_1(x: int, n: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (four decimals)."""
    found = proportion_interval(x, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_rates_95_per_100_000_equal_the_table_of_pheindicatormethods() -> None:
    """Byar from ten events on, exact below: areas 2, 6 and 8 have 1, 7 and 5 events."""
    found = rate_interval(OBSERVED, POPULATION / 1e5)
    low = [53191.89721, 15.43769, 23856.24577, 6344.25775, 50463.30549, 2024.72162, 22712.53344, 996.00392]
    high = [81920.133, 3397.344, 44081.622, 20396.080, 78543.665, 10376.025, 42278.943, 7158.486]
    np.testing.assert_allclose(found.low, low, rtol=1e-6)
    np.testing.assert_allclose(found.high, high, rtol=1e-6)


def test_rates_99_8_per_100_equal_the_table_of_pheindicatormethods() -> None:
    found = rate_interval(OBSERVED, POPULATION / 100, confidence=0.998)
    low = [46.54873, 0.0006100612, 19.61417, 4.192660, 44.00613, 1.093767, 18.62510, 0.4536023]
    high = [91.51034, 5.63013, 51.21896, 26.14598, 87.94878, 14.11955, 49.19876, 10.09494]
    np.testing.assert_allclose(found.low, low, rtol=1e-6)
    np.testing.assert_allclose(found.high, high, rtol=1e-6)


def test_exact_upper_limits_equal_the_funnel_table_of_pheindicatormethods() -> None:
    """Test data of ``calculate_funnel_points``: expected events at which 1 … 9 observed is just low enough."""
    published = [5.571644585, 7.224687515, 8.767273828, 10.24158653, 11.6683331]
    published += [13.0594765, 14.42267712, 15.76318696, 17.08479966]
    np.testing.assert_allclose(count_interval(np.arange(1, 10)).high, published, rtol=1e-6)


def test_no_events_give_zero_to_3_69_per_exact_poisson() -> None:
    """Garwood 1936: the upper 95 % limit of no events is -ln(0.025) = 3.6889."""
    found = count_interval(0)
    assert found.low == 0.0
    assert found.high == pytest.approx(-np.log(0.025), rel=1e-12)


def test_mean_equals_the_example_of_pheindicatormethods() -> None:
    """The same vignette: the mean of the eight counts is 35.375 (6.283883 to 64.46612)."""
    found = mean_interval(OBSERVED.sum(), (OBSERVED**2).sum(), 8)
    np.testing.assert_allclose([found.low, found.high], [6.283883, 64.46612], rtol=1e-6)


def test_a_survey_share_on_all_respondents_of_equal_weight_is_wilson() -> None:
    plain, weighted = proportion_interval(43, 137), survey_share_interval(43 / 137, 137)
    np.testing.assert_allclose([weighted.low, weighted.high], [plain.low, plain.high], rtol=1e-12)


def test_logit_interval_worked_by_hand() -> None:
    """p = 0.5, effective n = 100: logit limits ± 1.959964 / 5 = ± 0.3919928, back to 0.4032378 and 0.5967622."""
    found = survey_share_interval(0.5, 100, method="logit")
    np.testing.assert_allclose([found.low, found.high], [0.4032378, 0.5967622], rtol=1e-6)


def test_logit_falls_back_to_wilson_at_zero() -> None:
    assert survey_share_interval(0.0, 20, method="logit").high == pytest.approx(0.1611, abs=5e-5)


def test_half_the_population_in_the_sample_doubles_the_effective_n() -> None:
    half, double = survey_share_interval(0.3, 100, fraction=0.5), survey_share_interval(0.3, 200)
    assert half.low == pytest.approx(float(double.low))


def test_a_census_has_no_sampling_error() -> None:
    found = survey_share_interval(0.3, 100, fraction=1.0)
    assert (found.low, found.high) == (0.3, 0.3)


@pytest.mark.parametrize(
    ("x", "n"), [(1, 0), (5, 4), (-1, 10), (1, -10), (np.nan, 10), (1, np.nan), (np.inf, np.inf), (1, np.inf)]
)
def test_no_interval_without_a_sound_base(x: float, n: float) -> None:
    found = proportion_interval(x, n)
    assert np.isnan(found.low)
    assert np.isnan(found.high)


def test_a_rate_may_exceed_one_but_needs_a_base() -> None:
    assert rate_interval(20, 10).low > 1.0
    assert np.isnan(rate_interval(20, 0).low)
    assert np.isnan(rate_interval(-1, 10).high)


def test_the_spread_of_one_value_is_unknown() -> None:
    assert np.isnan(mean_interval(5.0, 25.0, 1).low)
    assert variance_from_sums(6.0, 12.0, 3) == 0.0
    assert np.isnan(variance_from_sums(6.0, 2.0, 3))


def test_a_confidence_of_95_is_a_mistake() -> None:
    with pytest.raises(ValueError, match=r"een betrouwbaarheid ligt tussen 0 en 1, bijvoorbeeld 0\.95"):
        proportion_interval(1, 2, confidence=95)


counts = st.integers(min_value=0, max_value=10_000)


@given(counts, counts, st.floats(min_value=1.0, max_value=50.0))
def test_a_wilson_interval_holds_its_share_stays_in_0_1_and_mirrors(x: int, rest: int, phi: float) -> None:
    if x + rest == 0:
        return
    n = x + rest
    found, mirrored = proportion_interval(x, n, dispersion=phi), proportion_interval(rest, n, dispersion=phi)
    assert 0.0 <= found.low <= x / n + 1e-12
    assert x / n - 1e-12 <= found.high <= 1.0
    assert found.low == pytest.approx(1.0 - float(mirrored.high), abs=1e-9)
    assert found.high - found.low >= proportion_interval(x, n).high - proportion_interval(x, n).low - 1e-12


@given(counts, st.floats(min_value=1.0, max_value=20.0))
def test_a_count_lies_in_its_interval_and_overdispersion_widens_it(o: int, phi: float) -> None:
    plain, strict, wide = count_interval(o), count_interval(o, confidence=0.998), count_interval(o, dispersion=phi)
    assert 0.0 <= plain.low <= o <= plain.high
    assert strict.low <= plain.low
    assert strict.high >= plain.high
    assert wide.high >= plain.high * (1 - 2e-3)
    assert 0.0 <= wide.low <= o <= wide.high
