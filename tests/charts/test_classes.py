"""The legend says exactly what the colours do."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from charts.classes import NO_CLASS, classify, classify_around_zero

NAN = float("nan")


def test_quantiles_hold_as_many_areas_each() -> None:
    classes = classify([1, 2, 3, 4, 5, 6, NAN], "score", 0, n=3)
    assert classes.labels == ("minder dan 3", "3 tot 4", "4 of meer")
    assert list(classes.of) == [0, 0, 1, 2, 2, 2, NO_CLASS]
    assert classes.counts == (2, 1, 3)


def test_equal_steps() -> None:
    classes = classify([0, 10, 90, 100], "%", 0, n=2, equal=True)
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


@given(st.lists(st.floats(min_value=-1e6, max_value=1e6) | st.just(NAN), max_size=60), st.integers(0, 2), st.booleans())
def test_every_value_has_a_class_and_higher_values_no_lower_class(
    values: list[float], decimals: int, equal: bool
) -> None:
    classes = classify(values, "score", decimals, equal=equal)
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
