"""The legend says exactly what the colours do."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.classes import NO_CLASS, Division, classify, classify_around_zero, own_limits

NAN = float("nan")


def test_quantiles_hold_as_many_areas_each() -> None:
    classes = classify([1, 2, 3, 4, 5, 6, NAN], "score", 0, n=3)
    assert classes.labels == ("minder dan 3", "3 tot 4", "4 of meer")
    assert list(classes.of) == [0, 0, 1, 2, 2, 2, NO_CLASS]
    assert classes.counts == (2, 1, 3)


def test_equal_steps() -> None:
    classes = classify([0, 10, 90, 100], "%", 0, n=2, division=Division.EQUAL)
    assert classes.labels == ("minder dan 50", "50 of meer")
    assert classes.counts == (2, 2)


def test_fewer_different_values_give_fewer_classes() -> None:
    assert classify([5, 5, 5], "score", 0).labels == ("5",)
    assert classify([5, 7, 7], "score", 0).labels == ("minder dan 7", "7 of meer")
    assert classify([NAN], "score", 0).labels == ()


def test_around_zero_equal_means_equal_as_shown() -> None:
    classes = classify_around_zero([-3.0, -1.0, -0.04, 0.0, 1.0, 3.0, NAN], "%", 1)
    assert classes.labels == ("2,0 of meer lager", "tot 2,0 lager", "gelijk", "tot 2,0 hoger", "2,0 of meer hoger")
    assert list(classes.of) == [0, 1, 2, 2, 3, 4, NO_CLASS]


def test_around_zero_with_only_one_side_keeps_both() -> None:
    assert classify_around_zero([1.0, 2.0], "%", 0).counts == (0, 0, 0, 1, 1)


@given(
    st.lists(st.floats(min_value=-1e6, max_value=1e6) | st.just(NAN), max_size=60),
    st.integers(0, 2),
    st.sampled_from(list(Division)),
)
def test_every_value_has_a_class_and_higher_values_no_lower_class(
    values: list[float], decimals: int, division: Division
) -> None:
    classes = classify(values, "score", decimals, division=division)
    known = [(v, c) for v, c in zip(values, classes.of, strict=True) if v == v]
    assert all(0 <= c < len(classes.labels) for _, c in known)
    assert sum(classes.counts) == len(known)
    ordered = [c for _, c in sorted(known, key=lambda pair: pair[0])]
    assert ordered == sorted(ordered)
    assert (np.asarray(classes.of)[[v != v for v in values]] == NO_CLASS).all()


def test_limits_are_legible_and_still_exact() -> None:
    classes = classify_around_zero([-119551.0, -4.0, 119551.0, 140000.0], "euro", 0)
    assert classes.labels[0] == "120.000 of meer lager"
    assert list(classes.of) == [1, 1, 3, 4]
    assert classify([153250, 234529, 389449], "euro", 0, n=2).labels == ("minder dan 235.000", "235.000 of meer")


def test_limits_come_from_all_periods_when_these_decide() -> None:
    """2 and 8 alone would be two classes with the limit 8; over all periods the middle of 0 to 10 is 5."""
    classes = classify([2, 8], "score", 0, n=2, division=Division.EQUAL, over=[0, 2, 8, 10])
    assert classes.labels == ("minder dan 5", "5 of meer")
    assert classes.counts == (1, 1)
    assert classify([8, 8], "score", 0, n=2, division=Division.EQUAL, over=[0, 2, 8, 10]).counts == (0, 2)


def test_own_limits_are_taken_as_they_are() -> None:
    classes = classify([1, 5, 9], "%", 0, division=Division.OWN, own=(5, 20))
    assert classes.labels == ("minder dan 5", "5 tot 20", "20 of meer")
    assert classes.counts == (1, 2, 0)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("5; 7,5;10", (5.0, 7.5, 10.0)),
        ("10;5;5", (5.0, 10.0)),
        ("-2,5; 1.000", (-2.5, 1000.0)),
        ("", None),
        ("vijf", None),
        ("1;2;3;4;5;6", None),
        ("1e999", None),
        ("nan; inf", None),
        ("<b>5</b>", None),
    ],
)
def test_limits_that_a_visitor_types(text: str, limits: tuple[float, ...] | None) -> None:
    assert own_limits(text, "%") == limits


def test_limits_in_euros_are_typed_as_they_are_shown() -> None:
    assert own_limits("250.000", "duizend euro") == (250.0,)
