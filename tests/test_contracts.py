"""Promises between the parts: every declared variable can be fed, every example computes, every programme holds."""

import math
from importlib import import_module

import pandas as pd
import pytest

import indicators
import loaders
from model.indicator import Indicator
from model.loading import Reading
from snapshot import programmes
from snapshot.compute import INHABITANTS
from snapshot.reading import Read
from tests.snapshot import tiny
from tests.snapshot.tiny import buurt

DECLARED = list(indicators.discover().values())


def test_there_are_enough_indicators_in_every_theme() -> None:
    assert len(DECLARED) >= 45
    assert len({indicator.theme for indicator in DECLARED}) == 10


@pytest.mark.parametrize("indicator", DECLARED, ids=lambda indicator: indicator.id)
def test_a_recipe_names_variables_that_its_source_knows(indicator: Indicator) -> None:
    for recipe in indicator.recipes:
        known = set(import_module(type(loaders.discover()[recipe.source]).__module__).VARIABLES)
        everywhere = known | set(__import__("loaders.cbs_kwb", fromlist=["VARIABLES"]).VARIABLES)
        main = {recipe.value} if recipe.value else set(recipe.numerator)
        assert main <= known
        assert set(recipe.denominator) | set(recipe.weight) <= everywhere


@pytest.mark.parametrize("indicator", DECLARED, ids=lambda indicator: indicator.id)
def test_the_worked_example_comes_out(indicator: Indicator) -> None:
    example = indicator.example
    recipe = indicator.recipes[0]
    rows = [
        (buurt(n), "2024", variable, value)
        for n, values in enumerate(example.buurten, start=1)
        for variable, value in values.items()
    ]
    main = tiny.observations([r for r in rows if r[2] in recipe.variables])
    others = tiny.observations([r for r in rows if r[2] not in recipe.variables]) if len(rows) > len(main) else None
    reads = [Read(tiny.delivery(recipe.source, "2024"), Reading(observations=main))]
    if others is not None:
        reads.append(Read(tiny.delivery("cbs_kwb", "2024", 2), Reading(observations=others)))
    if not {row[2] for row in rows} & set(INHABITANTS):
        people = [(buurt(n), "2024", INHABITANTS[0], 100) for n in range(1, len(example.buurten) + 1)]
        reads.append(Read(tiny.delivery("cbs_kwb", "2024", 3), Reading(observations=tiny.observations(people))))
    sources = [loader.source for loader in loaders.discover().values()]
    if recipe.source not in {source.id for source in sources}:
        sources.append(tiny.source(recipe.source, 60))
    plan = tiny.programme({"samen": tuple(buurt(n) for n in range(1, len(example.buurten) + 1))})
    computed = tiny.run([indicator], reads, tiny.areas(len(example.buurten) + 1), plan, sources)
    for number, expected in enumerate(example.values, start=1):
        assert computed.row(indicator.id, buurt(number))["value"] == pytest.approx(expected, rel=1e-9)
    group = computed.row(indicator.id, "focuswijken")["value"]
    assert math.isnan(group) if example.group is None else group == pytest.approx(example.group, rel=1e-9)


@pytest.mark.parametrize("name", programmes.list_programmes())
def test_a_shipped_programme_holds(name: str) -> None:
    programme = programmes.load_programme(name, indicators.discover().keys())
    assert programme.kernset
    assert pd.Series([f.id for f in programme.focuswijken]).is_unique


def test_sources_have_their_own_rank() -> None:
    ranks = [loader.source.rank for loader in loaders.discover().values()]
    assert len(set(ranks)) == len(ranks)
