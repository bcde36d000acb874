"""What the browser is told to draw, and the words with it."""

import json
from collections.abc import Callable

import pandas as pd
import pytest

from charts.city_map import Ground, Scheme, View, inset, picture, spoken, title
from charts.classes import Division
from charts.map_words import seen
from model.areas import Level
from model.indicator import Direction, Indicator

GROUND = Ground("/geo/p/1/buurt-2024.geojson", (4.7, 51.5, 4.9, 51.7), "/geo/p/1/focuswijken-2024.geojson")
Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]


def _values(frame: Make) -> pd.DataFrame:
    return frame(
        {"area": "A", "area_name": "Aa", "value": 10.0, "diff_rest": -2.0, "change": 1.0},
        {"area": "B", "area_name": "Be", "value": 20.0, "diff_rest": 8.0, "change": float("nan"), "computed": True},
        {"area": "C", "area_name": "Ce", "status": "suppressed", "reason": "secret"},
        {"area": "D", "area_name": "De", "status": "missing", "reason": "not_published"},
        {"area": "E", "area_name": "Ee", "status": "missing", "reason": "unknown"},
    )


def test_value_view(frame: Make, indicator: MakeIndicator) -> None:
    drawn = picture(_values(frame), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)
    assert drawn["areas"]["A"] == [0, "10,0 %", "−2,0 procentpunt"]
    assert drawn["areas"]["B"] == [1, "20,0 %; berekend", "+8,0 procentpunt"]
    assert [entry["label"] for entry in drawn["classes"]] == ["minder dan 20,0", "20,0 of meer"]
    assert [entry["fill"] for entry in drawn["classes"]] == ["seq-0", "seq-5"]


def test_hover_has_the_margin_and_the_verdict_of_many_areas(frame: Make, indicator: MakeIndicator) -> None:
    tested = {"value": 20.0, "diff_rest": 8.0, "ci_low": 18.0, "ci_high": 22.1, "verdict_overview": "ongunstiger"}
    drawn = picture(frame({"area": "A", **tested}), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)
    _, value, delta, said, sure = drawn["areas"]["A"]
    assert (value, delta, sure) == ("20,0 %", "+8,0 procentpunt", "18,0 tot 22,1")
    assert drawn["said"][said] == "aantoonbaar ongunstiger"


def test_verdicts_have_a_map_of_their_own(frame: Make, indicator: MakeIndicator) -> None:
    words = ("gunstiger", "ongunstiger", "ongunstiger", "niet aantoonbaar verschillend", "niet te toetsen")
    rows = [{"area": str(i), "value": 1.0, "diff_rest": 1.0, "verdict_overview": word} for i, word in enumerate(words)]
    values = frame(*rows, {"area": "5", "status": "suppressed", "reason": "secret"})
    drawn = picture(values, indicator(), View.VERDICT, GROUND, "2024", Level.BUURT)
    assert [(c["label"], c["n"], c["fill"]) for c in drawn["classes"]] == [
        ("aantoonbaar gunstiger", 1, "div-0"),
        ("niet aantoonbaar verschillend", 1, "div-2"),
        ("aantoonbaar ongunstiger", 2, "div-4"),
    ]
    assert drawn["none"][0] == {"kind": "m", "label": "niet te toetsen", "n": 1}
    assert drawn["none"][1]["kind"] == "s"
    assert seen(values, indicator(), View.VERDICT, Level.BUURT) == (
        "Vergeleken met de rest van de stad zijn 1 aantoonbaar gunstiger, 1 niet aantoonbaar verschillend, 2 "
        "aantoonbaar ongunstiger en 1 niet te toetsen (te weinig jaren of aantallen om het toeval te schatten). "
        "1 buurt zonder cijfer."
    )


def test_three_kinds_of_no_figure_differ(frame: Make, indicator: MakeIndicator) -> None:
    drawn = picture(_values(frame), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)
    assert drawn["areas"]["C"] == ["s", "te weinig mensen of onbekend, door de bron niet vrijgegeven", ""]
    assert drawn["areas"]["D"] == ["n", "nog niet gepubliceerd", ""]
    assert drawn["areas"]["E"] == ["m", "onbekend", ""]
    assert drawn["none"] == [
        {"kind": "m", "label": "geen cijfer", "n": 1},
        {"kind": "s", "label": "afgeschermd: te weinig mensen", "n": 1},
        {"kind": "n", "label": "nog niet gepubliceerd", "n": 1},
    ]


def test_legend_has_only_what_occurs(frame: Make, indicator: MakeIndicator) -> None:
    assert picture(_values(frame).head(2), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)["none"] == []


def test_difference_of_lower_is_better_runs_from_blue_to_orange(frame: Make, indicator: MakeIndicator) -> None:
    drawn = picture(_values(frame), indicator(), View.REST, GROUND, "2024", Level.BUURT)
    assert [entry["fill"] for entry in drawn["classes"]] == ["div-0", "div-1", "div-2", "div-3", "div-4"]
    assert drawn["classes"][0]["label"] == "5,0 of meer lager (gunstiger)"
    assert drawn["classes"][4]["label"] == "5,0 of meer hoger (ongunstiger)"
    higher = indicator(direction=Direction.HIGHER_IS_BETTER)
    fills = picture(_values(frame), higher, View.REST, GROUND, "2024", Level.BUURT)["classes"]
    assert [entry["fill"] for entry in fills] == ["div-4", "div-3", "div-2", "div-1", "div-0"]


def test_neutral_difference_is_never_good_or_bad(frame: Make, indicator: MakeIndicator) -> None:
    neutral = indicator(direction=Direction.NEUTRAL)
    classes = picture(_values(frame), neutral, View.REST, GROUND, "2024", Level.BUURT)["classes"]
    assert all(entry["fill"].startswith("seq-") for entry in classes)
    assert not any("gunstig" in entry["label"] for entry in classes)


def test_change_without_nulmeting_cannot_be_compared(frame: Make, indicator: MakeIndicator) -> None:
    drawn = picture(_values(frame), indicator(), View.CHANGE, GROUND, "2024", Level.BUURT)
    assert drawn["areas"]["B"][0] == "m"
    assert drawn["none"][0] == {"kind": "m", "label": "niet te vergelijken", "n": 2}
    assert drawn["beside"] == "sinds 2019"


def test_equal_steps_are_a_choice(frame: Make, indicator: MakeIndicator) -> None:
    values = frame(*({"area": str(i), "value": float(v)} for i, v in enumerate([0, 1, 2, 3, 4, 5, 6, 60])))
    drawn = picture(values, indicator(), View.VALUE, GROUND, "2024", Level.BUURT, Scheme(Division.EQUAL))
    assert [entry["n"] for entry in drawn["classes"]] == [7, 0, 0, 0, 0, 1]


def test_a_city_of_120_areas_stays_under_10_kb(frame: Make, indicator: MakeIndicator) -> None:
    known = {"ci_low": 38.1, "ci_high": 41.2, "verdict_overview": "ongunstiger"}
    rows = [{"area": f"BU0758{i:04}", "value": i / 3, "diff_rest": i / 7, **known} for i in range(120)]
    drawn = picture(frame(*rows), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)
    assert len(json.dumps(drawn).encode()) < 10_000


def test_text_alternative_says_how_many(frame: Make, indicator: MakeIndicator) -> None:
    assert spoken(_values(frame), View.VALUE, Level.BUURT) == "2 buurten met een cijfer, 3 zonder."
    label = picture(_values(frame), indicator(), View.VALUE, GROUND, "2024", Level.BUURT)["label"]
    assert label.startswith(
        "Kaart: Hoe verschillen de buurten: gezinnen met schulden? 2 buurten met een cijfer, 3 zonder."
    )


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (View.VALUE, "Het cijfer loopt van 10,0\u00a0% (Aa) tot 20,0\u00a0% (Be). 3 buurten zonder cijfer."),
        (View.REST, "Vergeleken met de rest van de stad zijn 1 hoger en 1 lager. 3 buurten zonder cijfer."),
    ],
)
def test_what_is_seen_is_said(frame: Make, indicator: MakeIndicator, view: View, text: str) -> None:
    assert seen(_values(frame), indicator(), view, Level.BUURT) == text


def test_nothing_to_see_is_said_too(frame: Make, indicator: MakeIndicator) -> None:
    nothing = _values(frame).tail(3)
    assert seen(nothing, indicator(), View.VALUE, Level.BUURT) == "Er is geen buurt met een cijfer voor dit beeld."
    assert picture(nothing, indicator(), View.VALUE, GROUND, "2024", Level.BUURT)["classes"] == []


def test_title_is_a_question(indicator: MakeIndicator) -> None:
    assert title(indicator(), View.CHANGE, Level.WIJK) == "Wat veranderde er sinds de nulmeting: gezinnen met schulden?"


def test_inset_shows_one_focuswijk() -> None:
    drawn = inset(GROUND, "focuswijk:veld", "Veld", ["A", "B"])
    assert drawn["areas"] == {"A": [0, "", ""], "B": [0, "", ""]}
    assert drawn["fixed"] is True
