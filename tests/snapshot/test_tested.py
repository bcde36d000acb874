"""Counts that cannot be counts are never tested, and say so; the rest follows the methods."""

import math

import numpy as np
import pandas as pd
import pytest

from indicators.methods.comparisons import difference_of_proportions, difference_of_rates
from model.indicator import Indicator
from snapshot.tested import NO_BASE, NO_DISPERSION, set_against, why_untested, with_counts
from tests.snapshot.test_assess import CRIME
from tests.snapshot.test_compute import MEAN, SHARE

INF, NONE = math.inf, math.nan


def _row(**changes: object) -> pd.DataFrame:
    plain = {
        "test": "share",
        "scale": 100.0,
        "phi": 1.0,
        "events": 30,
        "base": 100,
        "other_events": 20,
        "other_base": 100,
    }
    return pd.DataFrame([plain | changes])


def test_shares_and_rates_are_those_of_the_methods_in_the_unit() -> None:
    rows = pd.concat([_row(), _row(test="rate", scale=1000.0, phi=2.0)], ignore_index=True)
    found = set_against(rows, "", "other_", point=False)
    share = difference_of_proportions(30, 100, 20, 100)
    rate = difference_of_rates(30, 100, 20, 100, dispersion=2.0)
    np.testing.assert_allclose(found.value, [10.0, 100.0])
    np.testing.assert_allclose(found.low, [share.low * 100, rate.low * 1000])
    np.testing.assert_allclose(found.p, [share.p, rate.p])
    assert why_untested(rows, found) == ["", ""]


@pytest.mark.parametrize(
    "changes",
    [
        {"base": 0},
        {"base": 20},
        {"base": -100},
        {"base": INF},
        {"base": NONE},
        {"events": -1},
        {"events": INF},
        {"events": NONE},
        {"other_base": 0},
        {"other_base": 19},
        {"other_events": -1},
        {"other_events": INF},
    ],
)
def test_an_impossible_count_is_not_tested(changes: dict[str, float]) -> None:
    rows = _row(**changes)
    found = set_against(rows, "", "other_", point=False)
    assert np.isnan([found.value, found.low, found.high, found.p]).all()
    assert why_untested(rows, found) == [NO_BASE]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"test": "model"}, "het is een schatting met een model"),
        ({"test": "spread"}, "het is een gemiddelde zonder bekende spreiding"),
        ({"test": "base"}, "het is niet bekend over hoeveel mensen het gaat"),
        ({"test": "rate", "phi": NONE}, NO_DISPERSION),
    ],
)
def test_a_kind_without_a_test_says_which(changes: dict[str, object], why: str) -> None:
    rows = _row(**changes)
    assert why_untested(rows, set_against(rows, "", "other_", point=False)) == [why]


def _figures(**changes: object) -> pd.DataFrame:
    plain = {"value": 30.0, "numerator": NONE, "effective_n": NONE, "base": 200.0, "status": "measured"}
    return pd.DataFrame([plain | changes])


@pytest.mark.parametrize(
    ("indicator", "changes", "events"),
    [
        (SHARE, {"numerator": 61.0}, 61.0),
        (SHARE, {}, 60.0),  # 30 % of 200
        (SHARE, {"numerator": 6100.0, "effective_n": 200.0}, 60.0),  # people that respondents stand for
        (CRIME, {}, 6.0),  # 30 per 1.000 of 200
        (SHARE, {"base": NONE}, NONE),
        (SHARE, {"status": "modelled"}, NONE),
    ],
)
def test_events_come_from_what_a_figure_carries(
    indicator: Indicator, changes: dict[str, object], events: float
) -> None:
    found = with_counts(_figures(**changes), indicator, None)
    np.testing.assert_allclose(found["events"], [events])


def test_a_mean_is_never_tested() -> None:
    assert with_counts(_figures(), MEAN, None)["test"].tolist() == ["spread"]
