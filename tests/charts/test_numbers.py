"""Numbers as a Dutch reader writes them; expected texts written out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.numbers import (
    bare,
    difference,
    number,
    period_label,
    period_position,
    rounded_to,
    with_short_unit,
    with_unit,
)

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.56, 1, "1.234,6"),
        (1234567, 0, "1.234.567"),
        (-0.04, 1, "0,0"),
        (-3.25, 1, "−3,3"),
        (0.25, 1, "0,3"),
        (2.675, 2, "2,68"),
        (None, 1, "–"),
        (NAN, 1, "–"),
        (math.inf, 0, "–"),
    ],
)
def test_number(value: float | None, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (231000, "euro", 0, "€\u00a0231.000"),
        (231.4, "1.000 euro", 1, "€\u00a0231.400"),
        (12.34, "%", 1, "12,3\u00a0%"),
        (4.1, "per 1.000 inwoners", 1, "4,1\u00a0per 1.000 inwoners"),
        (2345, "aantal", 0, "2.345"),
        (3.98, "score", 2, "3,98"),
        (NAN, "%", 1, "–"),
    ],
)
def test_value_with_its_unit(value: float, unit: str, decimals: int, text: str) -> None:
    assert with_unit(value, unit, decimals) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (1.24, "%", 1, "+1,2\u00a0procentpunt"),
        (-1.25, "%", 1, "−1,3\u00a0procentpunt"),
        (0.04, "%", 1, "0,0\u00a0procentpunt"),
        (-3000, "euro", 0, "−€\u00a03.000"),
        (3000, "euro", 0, "+€\u00a03.000"),
        (4.1, "per 1.000 inwoners", 1, "+4,1"),
        (-0.5, "km", 1, "−0,5\u00a0km"),
    ],
)
def test_difference_says_procentpunt_and_leaves_long_units_out(
    value: float, unit: str, decimals: int, text: str
) -> None:
    assert difference(value, unit, decimals) == text


def test_short_units_stay_with_the_value_and_long_ones_go_to_the_header() -> None:
    assert with_short_unit(4.1, "per 1.000 inwoners", 1) == "4,1"
    assert with_short_unit(4.1, "%", 1) == "4,1\u00a0%"
    assert bare(231000, "euro", 0) == "231.000"


@pytest.mark.parametrize(
    ("period", "label", "position"),
    [
        ("2024", "2024", 2024.0),
        ("2023/2024", "schooljaar 2023/2024", 2023.0),
        ("2012/2015", "2012–2015", 2012.0),
        ("2024K2", "2e kwartaal 2024", 2024.25),
        ("2024-03", "maart 2024", 2024 + 2 / 12),
        ("2024-13", "2024-13", 2024.0),
        ("winter", "winter", None),
    ],
)
def test_periods(period: str, label: str, position: float | None) -> None:
    assert period_label(period) == label
    assert period_position(period) == position


@given(st.floats(min_value=-1e9, max_value=1e9), st.integers(min_value=0, max_value=3))
def test_shown_number_is_the_rounded_number(value: float, decimals: int) -> None:
    shown = number(value, decimals)
    read_back = float(shown.replace(".", "").replace(",", ".").replace("−", "-"))
    assert read_back == pytest.approx(rounded_to(value, decimals))
    assert abs(read_back - value) <= 0.5 * 10**-decimals + 1e-6 * max(1, abs(value))
