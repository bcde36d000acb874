"""Intervals, verdicts and tested change as a build stores them, against published figures.

Newcombe 1998, Stat Med 17: 81 of 263 has Wilson limits 0,2553 and 0,3662 (p. 857); the difference of 56 of
70 and 48 of 80 is 0,20 with limits 0,0524 and 0,3339 (p. 873, method 10).
"""

import math
from typing import Any

import pytest

from model.indicator import Direction, Indicator
from tests.snapshot import tiny
from tests.snapshot.test_compute import COUNT, MEAN, SHARE
from tests.snapshot.tiny import buurt

BETTER_WHEN_HIGHER = SHARE.model_copy(update={"direction": Direction.HIGHER_IS_BETTER})
CRIME = Indicator.model_validate(
    SHARE.model_dump()
    | {
        "id": "misdrijven",
        "kind": "rate",
        "repeatable": True,
        "direction": "lager is beter",
        "recipes": [{"source": "cbs_kwb", "numerator": ["m"], "denominator": ["aantal_inwoners"], "factor": 1000}],
    }
)


def _counts(counts: dict[int, tuple[float, float]], period: str = "2024", name: str = "oud") -> list[tuple[Any, ...]]:
    return [
        row
        for number, (events, base) in counts.items()
        for row in ((buurt(number), period, name, events), (buurt(number), period, "aantal_inwoners", base))
    ]


def _focus() -> Any:
    return tiny.programme({"noord": (buurt(1),)})


def test_a_share_of_counts_has_wilsons_interval() -> None:
    computed = tiny.run([SHARE], [tiny.one_read(_counts({1: (81, 263), 2: (1, 10)}))], tiny.areas(2), _focus())
    row = computed.row("ouderen", buurt(1))
    assert (row["base"], row["value"]) == (263, pytest.approx(30.80, abs=0.005))
    assert (row["ci_low"], row["ci_high"]) == (pytest.approx(25.53, abs=0.005), pytest.approx(36.62, abs=0.005))
    assert row["ci998_low"] < row["ci_low"] < row["value"] < row["ci_high"] < row["ci998_high"]


def test_a_published_share_has_the_interval_of_its_base() -> None:
    published = SHARE.model_copy(
        update={
            "aggregation": MEAN.aggregation,
            "recipes": (
                MEAN.recipes[0].model_copy(
                    update={"value": "pct", "weight": ("base",), "weight_is_base": True, "factor": 1.0}
                ),
            ),
        }
    )
    rows = [(buurt(1), "2024", "pct", 100 * 81 / 263), (buurt(1), "2024", "base", 263)]
    rows += [(buurt(2), "2024", "pct", 10), (buurt(2), "2024", "base", 10)]
    computed = tiny.run([published], [tiny.one_read(rows)], tiny.areas(2), _focus())
    for area in (buurt(1), "focuswijk:noord"):  # a focuswijk of one buurt is as sure as that buurt
        row = computed.row("ouderen", area)
        assert (row["ci_low"], row["ci_high"]) == (pytest.approx(25.53, abs=0.005), pytest.approx(36.62, abs=0.005))


def test_a_verdict_comes_from_the_test_with_both_variances_and_the_direction() -> None:
    rows = _counts({1: (56, 70), 2: (48, 80)})
    computed = tiny.run([SHARE], [tiny.one_read(rows)], tiny.areas(2), _focus())
    assert computed.row("ouderen", "focuswijk:noord")["verdict_rest"] == 4  # neutral: hoger
    computed = tiny.run([BETTER_WHEN_HIGHER], [tiny.one_read(rows)], tiny.areas(2), _focus())
    assert computed.row("ouderen", "focuswijk:noord")["verdict_rest"] == 2  # gunstiger
    alike = tiny.run([SHARE], [tiny.one_read(_counts({1: (5, 7), 2: (48, 80)}))], tiny.areas(2), _focus())
    assert alike.row("ouderen", "focuswijk:noord")["verdict_rest"] == 1  # niet aantoonbaar verschillend


def test_change_since_the_nulmeting_has_newcombes_interval() -> None:
    reads = [
        tiny.one_read(_counts({1: (48, 80), 2: (1, 10)}, "2022")),
        tiny.one_read(_counts({1: (56, 70), 2: (1, 10)}, "2024")),
    ]
    row = tiny.run([SHARE], reads, tiny.areas(2), _focus()).row("ouderen", buurt(1))
    assert row["value"] - row["nulmeting"] == pytest.approx(20.0)
    assert (row["change_low"], row["change_high"]) == (pytest.approx(5.24, abs=0.005), pytest.approx(33.39, abs=0.005))
    assert row["change_code"] == 2  # gestegen


def test_many_areas_at_once_are_judged_with_the_false_discovery_rate() -> None:
    """One area with p about 0,03 stands out alone, and does not among twenty that do not."""
    counts: dict[int, tuple[float, float]] = dict.fromkeys(range(2, 21), (50, 100))
    counts[1], counts[21] = (61, 100), (5000, 10000)
    plan = tiny.programme({f"f{n}": (buurt(n),) for n in range(1, 21)})
    computed = tiny.run([SHARE], [tiny.one_read(_counts(counts))], tiny.areas(21), plan)
    row = computed.row("ouderen", "focuswijk:f1")
    assert (row["verdict_rest"], row["verdict_overview"]) == (4, 1)


def test_means_and_counts_of_people_get_no_interval() -> None:
    rows = [(buurt(n), "2024", "woz_1000", 100) for n in (1, 2)] + [(buurt(n), "2024", "woningen", 10) for n in (1, 2)]
    rows += [(buurt(n), "2024", "aantal_inwoners", 50) for n in (1, 2)]
    computed = tiny.run([MEAN, COUNT], [tiny.one_read(rows)], tiny.areas(2), _focus())
    for indicator in ("woz", "inwoners"):
        assert math.isnan(computed.row(indicator, buurt(1))["ci_low"])


def test_repeatable_events_are_widened_by_their_dispersion_and_not_tested_on_one_year() -> None:
    steady = [tiny.one_read(_counts({1: (100, 1000), 2: (200, 2000)}, str(year), "m")) for year in (2022, 2023, 2024)]
    jumpy = [
        tiny.one_read(_counts({1: (100 + step, 1000), 2: (200 - step, 2000)}, str(year), "m"))
        for year, step in ((2022, 40), (2023, -40), (2024, 0))
    ]
    narrow = tiny.run([CRIME], steady, tiny.areas(2), _focus()).row("misdrijven", buurt(1))
    wide = tiny.run([CRIME], jumpy, tiny.areas(2), _focus()).row("misdrijven", buurt(1))
    assert narrow["value"] == wide["value"] == 100
    # Byar's limits of 100 events: 81,4 and 121,6 (Breslow & Day 1987, table 2.10 gives 81,4 and 121,6)
    assert (narrow["ci_low"], narrow["ci_high"]) == (pytest.approx(81.4, abs=0.05), pytest.approx(121.6, abs=0.05))
    assert wide["ci_low"] < 0.9 * narrow["ci_low"]
    alone = tiny.run([CRIME], steady[2:], tiny.areas(2), _focus()).row("misdrijven", "focuswijk:noord")
    assert math.isnan(alone["ci_low"])
    assert alone["verdict_rest"] == 0
