"""The gap, its change and its pace: published figures, figures worked by hand, and what must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods._arrays import Difference
from indicators.methods.gap import change_of_gap, covered_gap, gap, narrowing, pace


def _difference(value: float, low: float, high: float) -> Difference:
    return Difference(*(np.asarray(part, dtype=float) for part in (value, low, high, np.nan)))


def test_gap_of_a_share_equals_newcombe_1998_and_agresti_2002() -> None:
    newcombe, agresti = gap(56, 70, 48, 80, True), gap(189, 11034, 104, 11037, True)
    assert newcombe.absolute.low == pytest.approx(0.0524, abs=5e-5)
    assert newcombe.absolute.high == pytest.approx(0.3339, abs=5e-5)
    assert (agresti.relative.low, agresti.relative.high) == (
        pytest.approx(1.433, abs=5e-4),
        pytest.approx(2.306, abs=5e-4),
    )


def test_gap_of_a_rate_equals_openepi() -> None:
    found = gap(17, 100025, 3, 122268, False)
    assert found.relative.value == pytest.approx(6.927, rel=5e-4)
    assert found.absolute.value == pytest.approx(17 / 100025 - 3 / 122268)
    wider = gap(17, 100025, 3, 122268, False, dispersion=4.0)
    assert wider.relative.high > found.relative.high


def test_no_gap_below_90_per_cent_coverage_on_either_side() -> None:
    found = covered_gap([5.0, 5.0, 5.0, 5.0], [0.9, 0.89, 1.0, np.nan], [1.0, 1.0, 0.5, 1.0])
    np.testing.assert_array_equal(found, [5.0, np.nan, np.nan, np.nan])


def test_change_of_a_gap_adds_the_squares_of_both_margins() -> None:
    """A gap of 10 (7 to 14) that was 15 (11 to 18): -5, from -5 - √(9 + 9) to -5 + √(16 + 16)."""
    found = change_of_gap(_difference(10, 7, 14), _difference(15, 11, 18))
    assert found.value == -5
    assert found.low == pytest.approx(-5 - np.sqrt(18))
    assert found.high == pytest.approx(-5 + np.sqrt(32))
    assert found.p == pytest.approx(0.08321, abs=1e-4)  # z = 5 × 1.959964 / √32 = 1.73239


def test_a_gap_that_was_negative_becomes_smaller_by_rising() -> None:
    earlier, now = _difference(-15, -16, -14), _difference(-10, -11, -9)
    found = narrowing(now, earlier)
    assert change_of_gap(now, earlier).value == 5
    assert (found.value, found.high < 0) == (-5, True)
    assert found.low == pytest.approx(-5 - np.sqrt(2))


def test_an_untested_gap_gives_an_untested_change() -> None:
    found = change_of_gap(_difference(10, np.nan, np.nan), _difference(15, 11, 18))
    assert found.value == -5
    assert np.isnan(found.p)


def test_pace_worked_by_hand() -> None:
    """A gap of 12 in 2018 is 9 in 2024; closed by 2040 asks 12/22 a year, from now 9/16; it goes 0.5 a year: 1 left."""
    found = pace(12, 9, 2018, 2024, 2040)
    assert found.so_far == pytest.approx(-0.5)
    assert found.asked == pytest.approx(-12 / 22)
    assert found.needed == pytest.approx(-9 / 16)
    assert found.share_done == pytest.approx(0.25)
    assert found.at_horizon == pytest.approx(1.0)


def test_there_is_no_pace_within_the_first_year_or_past_the_horizon() -> None:
    assert np.isnan(pace(12, 9, 2018, 2018, 2040).so_far)
    assert np.isnan(pace(12, 9, 2018, 2041, 2040).needed)
    assert np.isnan(pace(5, 9, 2018, 2020, 2040, target=5).share_done)


counts = st.tuples(st.integers(0, 300), st.integers(300, 900))


@given(counts, counts, counts, counts)
def test_a_change_of_a_gap_and_its_test_agree(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]
) -> None:
    """p below 5 % exactly where the 95 % interval leaves out no change; turned round, the sign turns."""
    now, earlier = gap(*a, *b, True).absolute, gap(*c, *d, True).absolute
    found, back = change_of_gap(now, earlier), change_of_gap(earlier, now)
    if min(abs(float(found.low)), abs(float(found.high))) > 1e-9:
        assert (found.p < 0.05) == bool(found.low > 0 or found.high < 0)
    np.testing.assert_allclose([found.low, found.high, found.p], [-back.high, -back.low, back.p], atol=1e-12)
