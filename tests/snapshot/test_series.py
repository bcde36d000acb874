"""Trends and the kloof as a build stores them, on series worked by hand."""

import math
from typing import Any

import duckdb
import pytest

from model.indicator import Break
from snapshot import finish, staging
from snapshot.compute import INHABITANTS, compute
from tests.snapshot import tiny
from tests.snapshot.test_assess import CRIME
from tests.snapshot.test_compute import MEAN, SHARE
from tests.snapshot.tiny import buurt

YEARS = range(2018, 2025)


def _tables(indicators: list[Any], rows: list[tuple[Any, ...]], **plan: Any) -> dict[str, Any]:
    """Trend and kloof tables, keyed by (indicator, area) and (indicator, area, period)."""
    frame = tiny.areas(2, tuple(YEARS))
    programme = tiny.programme({"noord": (buurt(1),)}, **plan)
    with duckdb.connect() as connection:
        staging.stage_recipes(connection, indicators)
        staging.stage_sources(connection, [tiny.source("cbs_kwb")])
        staging.stage_observations(connection, [tiny.one_read(rows)], INHABITANTS, frame)
        staging.stage_areas(connection, frame)
        staging.stage_groups(connection, staging.group_members(programme, frame, {2024}))
        compute(connection)
        finish.write_tables(connection, frame, programme, indicators)
        trend = connection.execute("SELECT * FROM trend").df().to_dict("records")
        kloof = connection.execute("SELECT * FROM kloof").df().to_dict("records")
    return {
        "trend": {(row["indicator"], row["area"]): row for row in trend},
        "kloof": {(row["indicator"], row["area"], row["period"]): row for row in kloof},
    }


def _series(events: dict[int, list[float]], base: float = 1000, name: str = "oud") -> list[tuple[Any, ...]]:
    return [
        row
        for number, counts in events.items()
        for year, count in zip(YEARS, counts, strict=True)
        for row in ((buurt(number), str(year), name, count), (buurt(number), str(year), "aantal_inwoners", base))
    ]


RISING, FLAT = [100, 120, 140, 160, 180, 200, 220], [100, 104, 98, 101, 99, 103, 100]


def test_a_steady_rise_is_a_trend_and_noise_is_not() -> None:
    trend = _tables([SHARE], _series({1: RISING, 2: FLAT}))["trend"]
    up = trend["ouderen", buurt(1)]
    assert (up["result"], up["points"]) == ("stijgt", 7)
    assert up["slope"] == pytest.approx(2.0)  # 20 of 1.000 more each year: 2 procentpunt
    assert trend["ouderen", buurt(2)]["result"] == "geen duidelijke verandering"


def test_a_break_cuts_the_series_and_too_few_points_are_left() -> None:
    broken = SHARE.model_copy(update={"breaks": (Break(period="2021", why="w"),)})
    row = _tables([broken], _series({1: RISING, 2: FLAT}))["trend"]["ouderen", buurt(1)]
    assert (row["first"], row["points"], row["result"]) == ("2021", 4, "te weinig metingen")


def test_means_without_spread_are_not_tested() -> None:
    rows = [(buurt(n), str(y), "woz_1000", 100 + y - 2018) for n in (1, 2) for y in YEARS]
    rows += [(buurt(n), str(y), "woningen", 10) for n in (1, 2) for y in YEARS]
    tables = _tables([MEAN], rows)
    assert tables["trend"]["woz", buurt(1)]["result"] == "niet te toetsen"
    gap = tables["kloof"]["woz", "focuswijken", "2024"]
    assert gap["gap"] == 0
    assert math.isnan(gap["gap_low"])
    assert (gap["test"], gap["change_result"]) == ("spread", "niet te toetsen")


def test_the_kloof_is_focuswijken_minus_rest_and_its_change_is_of_its_size() -> None:
    kloof = _tables([SHARE], _series({1: RISING, 2: FLAT}))["kloof"]
    now = kloof["ouderen", "focuswijken", "2024"]
    # 2022: 18 % against 9,9 %; 2024: 22 % against 10 %; the gap grew from 8,1 to 12 procentpunt
    assert now["gap"] == pytest.approx(12.0)
    assert now["change"] == pytest.approx(12.0 - 8.1)
    assert now["gap_low"] < 12.0 < now["gap_high"]
    assert now["change_result"] == "groter geworden" or now["change_low"] < 0 < now["change_high"]
    assert now["pace_so_far"] == pytest.approx(3.9 / 2)
    assert now["pace_asked"] == pytest.approx(-8.1 / 18)  # from 2022 to the horizon of 2040
    assert math.isnan(kloof["ouderen", "focuswijken", "2020"]["change"])


def test_a_kloof_that_halves_in_a_large_town_is_smaller() -> None:
    rows = _series({1: [300, 300, 300, 300, 300, 250, 200], 2: [100] * 7})
    now = _tables([SHARE], rows)["kloof"]["ouderen", "focuswijken", "2024"]
    assert now["change_result"] == "kleiner geworden"
    assert now["share_done"] == pytest.approx(0.5)


def test_crime_on_several_years_has_a_kloof_with_an_interval() -> None:
    rows = _series({1: [60, 62, 58, 61, 59, 60, 60], 2: [50, 48, 52, 49, 51, 50, 50]}, name="m")
    gap = _tables([CRIME], rows)["kloof"]["misdrijven", "focuswijken", "2024"]
    assert gap["gap"] == pytest.approx(10.0)
    assert gap["gap_low"] < 0 < gap["gap_high"]
