"""The ring around the focuswijken, and who and what changed beside a figure: worked on a tiny town."""

from typing import Any

import pytest

from model.indicator import Break, Indicator
from snapshot.composition import facts
from snapshot.waterbed import NO_JUDGEMENT, NO_SIGN, NOT_ASKED, SIGN, UNTESTED
from tests.snapshot import analysed, tiny
from tests.snapshot.test_compute import COUNT, SHARE
from tests.snapshot.tiny import buurt

LOWER = SHARE.model_copy(update={"direction": "lager is beter"})
HOMES = Indicator.model_validate(
    COUNT.model_dump() | {"id": "woningvoorraad", "recipes": [{"source": "cbs_kwb", "numerator": ["woningen"]}]}
)
BORDERS = [(buurt(1), buurt(2)), (buurt(2), buurt(3)), (buurt(3), buurt(4))]


def _tables(
    then: list[float], now: list[float], indicator: Indicator = LOWER, base: float = 2000, **more: Any
) -> dict[str, Any]:
    """Buurt 1 is the focuswijk, 2 adjoins it, 3 and 4 lie beyond."""
    rows: list[tuple[Any, ...]] = []
    for period, values in (("2022", then), ("2024", now)):
        for n, value in enumerate(values, start=1):
            rows += [(buurt(n), period, "oud", value), (buurt(n), period, "aantal_inwoners", base)]
            rows.append((buurt(n), period, "woningen", 1000 if period == "2022" else 1100))
    areas = tiny.areas(4, (2022, 2023, 2024), more.pop("flags", None))
    plan = tiny.programme({"noord": (buurt(1),)})
    return analysed.tables([indicator, COUNT, HOMES], rows, areas, plan, more.pop("borders", BORDERS))


def _ring(*values: Any, **more: Any) -> dict[str, Any]:
    found = _tables(*values, **more)["waterbed"]
    return dict(found[found["indicator"] == "ouderen"].iloc[0])


def test_the_ring_is_what_adjoins_and_lies_outside() -> None:
    row = _ring([600, 400, 300, 300], [400, 400, 300, 300])
    assert (row["ring_n_buurten"], row["beyond_n_buurten"]) == (1, 2)
    assert (row["ring_start"], row["ring_value"], row["beyond_value"]) == (20.0, 20.0, 15.0)
    assert row["focus_change"] == pytest.approx(-10.0)
    assert row["result"] == NO_SIGN
    assert row["extra_low"] < 0 < row["extra_high"]


def test_a_ring_that_worsens_while_the_rest_does_not_is_a_sign() -> None:
    row = _ring([600, 400, 300, 300], [400, 600, 300, 300])
    assert row["result"] == SIGN
    assert row["extra"] == pytest.approx(10.0)


def test_a_rise_everywhere_is_no_sign() -> None:
    assert _ring([600, 300, 300, 300], [400, 500, 500, 500])["result"] == NO_SIGN


@pytest.mark.parametrize(
    ("indicator", "now", "result"),
    [
        (LOWER, [600, 600, 300, 300], NOT_ASKED),
        (LOWER, [700, 600, 300, 300], NOT_ASKED),
        (SHARE, [400, 600, 300, 300], NO_JUDGEMENT),
        (SHARE.model_copy(update={"direction": "hoger is beter"}), [800, 200, 300, 300], SIGN),
    ],
)
def test_other_results(indicator: Indicator, now: list[float], result: str) -> None:
    assert _ring([600, 400, 300, 300], now, indicator)["result"] == result


def test_without_borders_there_are_no_rows() -> None:
    assert len(_tables([600, 400, 300, 300], [400, 400, 300, 300], borders=[])["waterbed"]) == 0


def test_a_town_without_buurten_beyond_the_ring_says_so() -> None:
    everywhere = [*BORDERS, (buurt(1), buurt(3)), (buurt(1), buurt(4))]
    row = _ring([600, 400, 300, 300], [400, 400, 300, 300], borders=everywhere)
    assert (row["ring_n_buurten"], row["beyond_n_buurten"]) == (3, 0)
    assert (row["result"], row["why"]) == (
        UNTESTED,
        "er zijn geen buurten die verder weg liggen dan naast een focuswijk",
    )


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        (LOWER.model_copy(update={"modelled": True}), "het is een schatting met een model"),
        (
            LOWER.model_copy(update={"breaks": (Break(period="2023", why="w"),)}),
            "de reeks heeft een breuk na de nulmeting",
        ),
    ],
)
def test_what_cannot_be_tested_says_why(indicator: Indicator, why: str) -> None:
    row = _ring([600, 400, 300, 300], [400, 600, 300, 300], indicator)
    assert (row["result"], row["why"]) == (UNTESTED, why)
    assert row["extra"] != row["extra"]


def test_a_border_that_moved_between_two_sides_takes_both_buurten_out() -> None:
    flags = {(buurt(2), 2023): 3, (buurt(3), 2023): 3}
    row = _ring([600, 400, 300, 300], [400, 600, 300, 300], flags=flags)
    assert row["why"] == "er zijn cijfers over minder dan 90 % van de inwoners van een van de drie delen"


def test_a_border_that_moved_within_one_side_changes_nothing() -> None:
    flags = {(buurt(3), 2023): 3, (buurt(4), 2023): 3}
    assert _ring([600, 400, 300, 300], [400, 600, 300, 300], flags=flags)["result"] == SIGN


def test_more_homes_are_said_and_equal_numbers_of_people_are_not() -> None:
    found = _tables([600, 400, 300, 300], [400, 400, 300, 300])["samenstelling"]
    row = found[found["area"] == "focuswijken"].iloc[0]
    assert (row["people_pct"], row["dwellings_pct"]) == pytest.approx((0.0, 10.0))
    assert list(row["facts"]) == ["Het aantal woningen nam sinds 2022 met 10,0 % toe."]


_PLAIN: dict[str, Any] = {
    "start_year": 2019, "people_pct": None, "dwellings_pct": None, "dwellings_start": None, "new_dwellings": None,
    "moved": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, []),
        ({"people_pct": 4.9}, []),
        ({"people_pct": -5.0}, ["Het aantal inwoners nam sinds 2019 met 5,0 % af."]),
        ({"new_dwellings": 40.0, "dwellings_start": 1000.0}, ["Sinds 2019 kwamen er 40 nieuwe woningen bij."]),
        ({"new_dwellings": 4.0, "dwellings_start": 1000.0}, []),
        ({"moved": ["BU1"]}, ["De grens van Oost is sinds 2019 gewijzigd."]),
    ],
)
def test_facts_beside_a_change(changes: dict[str, Any], said: list[str]) -> None:
    assert facts(_PLAIN | changes, {"BU1": "Oost"}) == said
