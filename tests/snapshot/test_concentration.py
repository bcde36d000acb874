"""How figures lie over all buurten: worked by hand on ten and on two buurten."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from model.indicator import Indicator
from snapshot.concentration import MINIMUM_BUURTEN
from tests.snapshot import analysed, tiny
from tests.snapshot.test_compute import COUNT, MEAN, SHARE
from tests.snapshot.tiny import buurt

INCOME = Indicator.model_validate(
    MEAN.model_dump()
    | {
        "id": "gemiddeld_gestandaardiseerd_inkomen",
        "recipes": [{"source": "cbs_kwb", "value": "inkomen", "weight": ["aantal_inwoners"], "factor": 1000}],
    }
)
INDICATORS = [SHARE, INCOME, COUNT]


def _rows(shares: dict[str, list[float]], incomes: list[float], base: float = 1000) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for period, values in shares.items():
        for n, share in enumerate(values, start=1):
            rows += [(buurt(n), period, "oud", share * base), (buurt(n), period, "aantal_inwoners", base)]
    return rows + [(buurt(n), "2022", "inkomen", income) for n, income in enumerate(incomes, start=1)]


def _table(rows: list[tuple[Any, ...]], n: int, **more: Any) -> dict[tuple[str, str], dict[str, Any]]:
    frame = tiny.areas(n, (2022, 2024), more.pop("flags", None))
    plan = tiny.programme({"noord": (buurt(1),)})
    found = analysed.tables(INDICATORS, rows, frame, plan, **more)["concentration"]
    return {(row["indicator"], row["period"]): row for row in found.to_dict("records")}


LINE = [0.5 - 0.04 * n for n in range(10)]
EVEN = [0.3] * 10
INCOMES = [20.0 + n for n in range(10)]


def test_a_straight_line_over_equal_buurten_has_its_own_slope() -> None:
    found = _table(_rows({"2022": LINE, "2024": EVEN}, INCOMES), 10)
    row = found["ouderen", "2022"]
    # Ten equal buurten lie at 0,05 … 0,95: a step of 4 procentpunt is a slope of −40, the line runs from 52 to 12 %.
    assert row["slope"] == pytest.approx(-40.0)
    assert row["relative"] == pytest.approx(12 / 52)
    assert (row["rank_by"], row["rank_period"], row["slope_why"]) == (INCOME.id, "2022", "")
    assert found["ouderen", "2024"]["slope"] == pytest.approx(0.0)
    assert found[INCOME.id, "2022"]["slope_why"] == "de buurten zijn op dit cijfer zelf geordend"
    assert math.isnan(found[INCOME.id, "2022"]["slope"])


def test_dissimilarity_is_that_of_duncan_and_even_spread_is_at_most_chance() -> None:
    found = _table(_rows({"2022": LINE, "2024": EVEN}, INCOMES), 10)
    row = found["ouderen", "2022"]
    # p̄ 32 %: Σ n|p − p̄| = 1000 · 2 · (18 + 14 + 10 + 6 + 2) %; over 2 · 10.000 · 0,32 · 0,68
    assert row["dissimilarity_plain"] == pytest.approx(1000 / (2 * 10_000 * 0.32 * 0.68))
    chance = row["dissimilarity_chance"]
    assert row["dissimilarity"] == pytest.approx((row["dissimilarity_plain"] - chance) / (1 - chance))
    assert found["ouderen", "2024"]["dissimilarity"] == pytest.approx(-1.0)
    assert math.isnan(found[INCOME.id, "2022"]["dissimilarity"])


def test_the_outer_tenths_lose_their_noise_where_margins_are_known() -> None:
    found = _table(_rows({"2022": LINE}, INCOMES, base=50), 10)
    share, income = found["ouderen", "2022"], found[INCOME.id, "2022"]
    raw = np.quantile(np.array(LINE) * 100, [0.1, 0.9], method="hazen")
    assert raw[0] < share["p10"] < share["p90"] < raw[1]
    assert not share["noisy"]
    assert income["noisy"]
    assert (income["p10"], income["p90"]) == pytest.approx(
        tuple(np.quantile(np.array(INCOMES) * 1000, [0.1, 0.9], method="hazen"))
    )


def test_too_few_buurten_and_too_few_inhabitants_say_so() -> None:
    few = _table(_rows({"2022": LINE[:9]}, INCOMES[:9]), 9)["ouderen", "2022"]
    assert few["why"] == f"te weinig buurten met een cijfer: 9, er zijn er minstens {MINIMUM_BUURTEN} nodig"
    assert all(math.isnan(few[name]) for name in ("slope", "dissimilarity", "p10", "p90"))
    rows = [*_rows({"2022": LINE}, INCOMES), (buurt(11), "2022", "aantal_inwoners", 1200)]
    thin = _table(rows, 11)["ouderen", "2022"]
    assert thin["coverage"] == pytest.approx(10 / 11.2)
    assert thin["why"] == "de buurten met een cijfer hebben minder dan 90 % van de inwoners"


def test_without_income_there_is_no_slope_but_there_is_a_spread() -> None:
    row = _table(_rows({"2022": LINE}, []), 10)["ouderen", "2022"]
    assert row["slope_why"] == "er is geen inkomen per buurt bij de nulmeting"
    assert row["p90"] > row["p10"]


def test_a_buurt_whose_borders_changed_leaves_the_slope() -> None:
    eleven, incomes = [*LINE, 0.9], [*INCOMES, 40.0]
    rows = [r for r in _rows({"2022": eleven, "2024": eleven}, incomes) if r[1] == "2022"]
    plan, frame = tiny.programme({"noord": (buurt(1),)}), tiny.areas(11, (2022, 2024), {(buurt(11), 2024): 3})
    table = analysed.tables(INDICATORS, rows, frame, plan)["concentration"]
    # All figures here follow the borders of 2024, so the ranking knows the same buurt and nothing is left out.
    assert table.loc[table["indicator"] == "ouderen", "slope_why"].tolist() == [""]


def test_two_threads_give_the_same_table() -> None:
    rows = _rows({"2022": LINE, "2024": LINE[::-1]}, INCOMES)
    plan, frame = tiny.programme({"noord": (buurt(1),)}), tiny.areas(10, (2022, 2024))
    one, two = (analysed.tables(INDICATORS, rows, frame, plan, threads=n)["concentration"] for n in (1, 2))
    pd.testing.assert_frame_equal(one, two, check_exact=True)
