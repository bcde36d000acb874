"""One word from a test, and many tests at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from indicators.methods._arrays import Difference, Ratio
from indicators.methods.verdicts import VERDICTS, benjamini_hochberg, verdict

BH_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
BH_1995 += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]


def _difference(value: float, low: float, high: float, p: float) -> Difference:
    return Difference(*(np.asarray(part, dtype=float) for part in (value, low, high, p)))


def _word(tested: Difference | Ratio, direction: float) -> str:
    return VERDICTS[int(verdict(tested, direction))]


def test_the_direction_turns_a_sign_into_a_word() -> None:
    more, less = _difference(2, 1, 3, 0.001), _difference(-2, -3, -1, 0.001)
    assert [_word(more, d) for d in (1, -1, 0)] == ["gunstiger", "ongunstiger", "hoger"]
    assert [_word(less, d) for d in (1, -1, 0)] == ["ongunstiger", "gunstiger", "lager"]


def test_a_ratio_is_judged_against_one() -> None:
    assert _word(Ratio(np.array(0.5), np.array(0.3), np.array(0.8), np.array(0.01)), 1) == "ongunstiger"


def test_what_chance_can_do_is_not_called_a_difference() -> None:
    assert _word(_difference(2, -1, 5, 0.2), 1) == "niet aantoonbaar verschillend"


def test_when_test_and_interval_disagree_the_careful_answer_is_given() -> None:
    assert _word(_difference(2, -0.1, 5, 0.049), 1) == "niet aantoonbaar verschillend"
    assert _word(_difference(2, 0.1, 5, 0.051), 1) == "niet aantoonbaar verschillend"


def test_what_cannot_be_tested_is_called_so() -> None:
    assert _word(_difference(2, np.nan, np.nan, np.nan), 1) == "niet te toetsen"
    assert _word(_difference(2, 1, 3, 0.001), np.nan) == "niet te toetsen"


def test_an_overview_uses_the_adjusted_p() -> None:
    tested = _difference(2, 1, 3, 0.03)
    assert VERDICTS[int(verdict(tested, 1, p=0.06))] == "niet aantoonbaar verschillend"


def test_benjamini_and_hochberg_1995_find_four_of_fifteen() -> None:
    """Their worked example (JRSS B 57:289, §4.1), in any order; q of the fourth is 0.0095 × 15/4."""
    p = np.array(BH_1995)
    shuffled = np.random.default_rng(7).permutation(15)
    adjusted = benjamini_hochberg(p[shuffled])[np.argsort(shuffled)]
    assert (adjusted < 0.05).tolist() == [True] * 4 + [False] * 11
    np.testing.assert_allclose(adjusted[[0, 3, 14]], [0.0015, 0.035625, 1.0], rtol=1e-12)


def test_each_overview_is_adjusted_on_its_own() -> None:
    p = np.array([0.01, 0.04, np.nan, 0.04, 0.9, 0.02])
    group = np.array(["a", "a", "a", "b", "b", "b"])
    adjusted = benjamini_hochberg(p, group)
    np.testing.assert_allclose(adjusted, [0.02, 0.04, np.nan, 0.06, 0.9, 0.06])


def test_no_tests_at_all_stay_unknown() -> None:
    assert np.isnan(benjamini_hochberg([np.nan, np.nan])).all()
    assert benjamini_hochberg([]).size == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3)), min_size=1, max_size=40))
def test_groups_equal_scipy_group_by_group(tests: list[tuple[float, int]]) -> None:
    p, group = np.array([t[0] for t in tests]), np.array([t[1] for t in tests])
    adjusted = benjamini_hochberg(p, group)
    for label in np.unique(group):
        np.testing.assert_allclose(adjusted[group == label], stats.false_discovery_control(p[group == label]))
