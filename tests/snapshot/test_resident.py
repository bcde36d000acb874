"""Which figures Mijn buurt shows, worked by hand on a programme of two bouwstenen."""

from typing import Any

import pytest

import indicators
from model.programme import Programme
from snapshot import said
from snapshot.resident import candidates, choose, line_up, outdated

DECLARED = indicators.discover()
PROGRAMME: dict[str, Any] = {
    "id": "proef",
    "naam": "Proef",
    "gemeenten": ["GM0001"],
    "begin": 2020,
    "horizon": 2040,
    "grenzenjaar": 2024,
    "nulmeting": {"jaar": 2022, "grond": "-"},
    "bouwstenen": [
        {
            "id": "wonen",
            "naam": "Wonen",
            "doelen": [
                {
                    "id": "huis",
                    "naam": "Huis",
                    # neutral, and more is better
                    "kernset": ["corporatiewoningen", "past_de_woning"],
                    "overig": ["wil_in_wijk_blijven"],
                },
                {
                    "id": "straat",
                    "naam": "Straat",
                    # a model, which cannot be tested, and less is better
                    "kernset": ["leefbaarometer", "overlastmeldingen_per_1000"],
                },
            ],
        },
        {
            "id": "geld",
            "naam": "Geld",
            "doelen": [
                {"id": "werk", "naam": "Werk", "kernset": ["bijstand_per_1000", "misdrijven"], "overig": ["roker"]}
            ],
        },
    ],
}
ALL = {i for b in PROGRAMME["bouwstenen"] for d in b["doelen"] for i in (*d["kernset"], *d.get("overig", []))}


def _programme(**changed: Any) -> Programme:
    return Programme.model_validate(PROGRAMME | changed)


def _row(value: float | None = 1.0, rest: str = "", overview: str = "", change: str = "") -> dict[str, Any]:
    return {
        "value": value,
        "verdict_rest": rest,
        "verdict_overview": overview,
        "change": 1.0 if change else None,
        "change_verdict": change,
    }


def test_the_line_takes_one_per_doel_in_turn_with_a_good_side_and_a_test_first() -> None:
    assert line_up(_programme(), DECLARED, ALL) == [
        "past_de_woning",  # Wonen, Huis: the other is neutral
        "bijstand_per_1000",  # Geld, Werk
        "overlastmeldingen_per_1000",  # Wonen, Straat: the other cannot be tested
        "leefbaarometer",
        "corporatiewoningen",  # neutral: after all with a good side
    ]  # misdrijven is a count, and never in line


def test_a_figure_that_no_buurt_has_is_not_in_line() -> None:
    assert "past_de_woning" not in line_up(_programme(), DECLARED, ALL - {"past_de_woning"})


def test_what_the_programme_names_goes_first_in_its_order() -> None:
    named = _programme(bewoners={"cijfers": ["leefbaarometer", "roker"]})
    assert line_up(named, DECLARED, ALL)[:3] == ["leefbaarometer", "roker", "past_de_woning"]


def _choose(rows: dict[str, dict[str, Any]]) -> Any:
    programme = _programme()
    return choose(line_up(programme, DECLARED, ALL), candidates(programme, DECLARED, ALL), rows, DECLARED)


def test_five_fixed_figures_in_the_order_of_the_programme_and_nothing_more_without_strengths() -> None:
    chosen = _choose({i: _row() for i in ALL - {"wil_in_wijk_blijven", "roker"}})
    assert chosen.shown == (
        "corporatiewoningen",
        "past_de_woning",
        "leefbaarometer",
        "overlastmeldingen_per_1000",
        "bijstand_per_1000",
    )
    assert chosen.without == ()


def test_a_strength_joins_by_the_stricter_test_and_an_improvement_after_it() -> None:
    rows = {i: _row() for i in ALL}
    rows["wil_in_wijk_blijven"] = _row(change="gestegen")
    rows["roker"] = _row(rest="gunstiger", overview="gunstiger")
    plain = _choose({i: _row() for i in ALL - {"roker", "wil_in_wijk_blijven"}})
    assert set(_choose(rows).shown) - set(plain.shown) == {"wil_in_wijk_blijven", "roker"}


@pytest.mark.parametrize(
    "row",
    [
        _row(),
        _row(rest="gunstiger", overview="niet aantoonbaar verschillend"),  # chance among many
        _row(rest="ongunstiger", overview="ongunstiger"),
        _row(change="gestegen"),  # more smokers is no improvement
        _row(change="niet aantoonbaar veranderd"),
    ],
)
def test_what_is_no_strength_does_not_join(row: dict[str, Any]) -> None:
    rows = {i: _row() for i in ALL - {"wil_in_wijk_blijven"}} | {"roker": row}
    assert "roker" not in _choose(rows).shown


def test_a_fixed_figure_that_is_hidden_here_is_told_and_leaves_its_place_to_the_next() -> None:
    rows = {i: _row() for i in ALL} | {"past_de_woning": _row(None)}
    chosen = _choose(rows)
    assert "past_de_woning" not in chosen.shown
    assert chosen.without == ("past_de_woning",)


def test_without_a_single_figure_all_fixed_ones_are_told() -> None:
    chosen = _choose({})
    assert (chosen.shown, len(chosen.without)) == ((), 5)


def test_a_figure_of_more_than_two_years_before_the_newest_is_outdated() -> None:
    assert not outdated("2022", "2024")
    assert outdated("2021", "2024")
    assert outdated("2019/2020", "2022/2023")


def test_that_nothing_can_be_tested_is_said_once() -> None:
    one = DECLARED["leefbaarometer"]
    row = {"level": "buurt", "area_name": "Tuinzigt", "rest_value": 4.0, "nulmeting_value": None}
    untested = "We kunnen bij dit cijfer niet uitrekenen of een verschil met Breda toeval is."
    assert said.told(row | {"verdict_rest": "niet te toetsen"}, None, one, "Breda") == (untested, "")
    assert said.told(row | {"verdict_rest": "gunstiger"}, None, one, "Breda") == (
        "In Tuinzigt gaat dit beter dan gemiddeld in Breda.",
        "We kunnen bij dit cijfer niet uitrekenen of een verandering toeval is.",
    )
