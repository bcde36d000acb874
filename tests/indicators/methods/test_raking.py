"""Raking against a published table, and refusals with a reason."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.raking import RakingError, margin_columns, rake

ROWS, COLUMNS = np.repeat(np.arange(4), 4), np.tile(np.arange(4), 4)


def test_raking_equals_the_four_by_four_example_of_wikipedia() -> None:
    """Wikipedia, "Iterative proportional fitting", example 1 (two decimals, stopped when close)."""
    seed = [40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50]
    published = [[64.61, 46.28, 35.42, 3.83], [49.95, 68.15, 156.49, 25.37], [56.70, 144.40, 145.06, 53.76]]
    published.append([28.74, 41.18, 63.03, 17.03])
    totals = [np.array([150.0, 300, 400, 150]), np.array([200.0, 300, 400, 100])]
    found = rake(seed, [ROWS, COLUMNS], totals).reshape(4, 4)
    np.testing.assert_allclose(found, published, atol=0.15)
    np.testing.assert_allclose(found.sum(axis=1), totals[0], rtol=1e-8)
    np.testing.assert_allclose(found.sum(axis=0), totals[1], rtol=1e-8)


def test_columns_of_all_margins_stand_side_by_side() -> None:
    found = margin_columns([np.array([0, 1]), np.array([2, 0])], [np.ones(2), np.ones(3)])
    np.testing.assert_array_equal(found, [[1, 0, 0, 0, 1], [0, 1, 1, 0, 0]])


@pytest.mark.parametrize(
    ("weights", "category", "totals", "message"),
    [
        ([1, 0], [0, 1], [[5, 5]], "Een weegfactor is nul, negatief of onbekend."),
        ([1, 1], [0, 0], [[5, 5]], "Kenmerk 1 heeft geen respondenten in categorie 2."),
        (
            [1, 1],
            [0, 1],
            [[5, 5], [5, 6]],
            "De totalen van de kenmerken tellen niet op tot hetzelfde aantal: 10 en 11.",
        ),
        (
            [1, 1],
            [0, 1],
            [[5, 5], [4, 6]],
            "De weging komt niet tot rust: de totalen van de kenmerken spreken elkaar tegen.",
        ),
    ],
)
def test_what_cannot_be_weighted_is_refused_with_the_reason(
    weights: list[float], category: list[int], totals: list[list[float]], message: str
) -> None:
    margins = [np.array(category)] * len(totals)
    with pytest.raises(RakingError) as refused:
        rake(weights, margins, [np.array(total, dtype=float) for total in totals], rounds=50)
    assert str(refused.value) == message


@given(st.lists(st.floats(0.1, 10), min_size=16, max_size=16))
def test_raking_keeps_odds_ratios(weights: list[float]) -> None:
    """What is known of the margins says nothing of how they go together: that stays as in the sample."""
    totals = [np.array([100.0, 200, 300, 400]), np.array([250.0] * 4)]
    before, after = np.array(weights).reshape(4, 4), rake(weights, [ROWS, COLUMNS], totals).reshape(4, 4)
    odds = [table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) for table in (before, after)]
    assert odds[1] == pytest.approx(odds[0], rel=1e-6)
