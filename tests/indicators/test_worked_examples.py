"""Each declaration's worked example against the rules of design.md §4, computed here in the plainest way.

The build computes the same examples in SQL elsewhere; two computations that agree guard each other.
"""

from collections.abc import Sequence

import pytest

from indicators import discover
from model.indicator import Aggregation, Indicator, Recipe

INDICATORS = tuple(discover().values())


def _sum(buurt: dict[str, float], variables: Sequence[str]) -> float:
    return sum(buurt[variable] for variable in variables)


def _value(recipe: Recipe, buurten: Sequence[dict[str, float]]) -> float:
    """Of one buurt, or of several whose counts may be added up."""
    if recipe.value is not None:
        (buurt,) = buurten
        return recipe.factor * buurt[recipe.value]
    numerator = sum(_sum(buurt, recipe.numerator) for buurt in buurten)
    denominator = sum(_sum(buurt, recipe.denominator) for buurt in buurten) if recipe.denominator else 1
    return recipe.factor * numerator / denominator


def _group(indicator: Indicator, recipe: Recipe) -> float | None:
    buurten = indicator.example.buurten
    if indicator.aggregation is Aggregation.NONE:
        return None
    if indicator.aggregation is Aggregation.WEIGHTED_MEAN:
        weights = [_sum(buurt, recipe.weight) for buurt in buurten]
        values = [_value(recipe, [buurt]) for buurt in buurten]
        return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)
    return _value(recipe, buurten)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_worked_example(indicator: Indicator) -> None:
    recipe, example = indicator.recipes[0], indicator.example
    assert len(example.buurten) >= 2
    assert all(set(buurt) == set(recipe.variables) for buurt in example.buurten)
    assert [_value(recipe, [buurt]) for buurt in example.buurten] == pytest.approx(list(example.values))
    group = _group(indicator, recipe)
    assert (group is None) == (example.group is None)
    assert group is None or group == pytest.approx(example.group)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator.id)
def test_examples_are_plausible(indicator: Indicator) -> None:
    if indicator.unit == "%":
        assert all(0 <= value <= 100 for value in indicator.example.values)
    if indicator.aggregation is Aggregation.SUM and indicator.example.group is not None:
        assert indicator.example.group == sum(indicator.example.values)
