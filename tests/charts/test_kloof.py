"""The kloof in words and pictures: what is said follows from the test, and nothing is said that was not tested."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from charts import kloof, kloof_table
from charts import kloof_words as words
from charts.frames import Row
from charts.kloof_cards import by_indicator, cards
from charts.kloof_line import kloof_line
from charts.kloof_why import why
from charts.style import DARK, LIGHT
from model.indicator import Break, Direction, Indicator, Kind
from model.programme import Bouwsteen, Doel, Nulmeting, Programme

MakeIndicator = Callable[..., Indicator]
NONE = float("nan")
_ROW: dict[str, Any] = {
    "indicator": "schulden", "area": "focuswijken", "period": "2024", "test": "share", "direction": -1.0,
    "focus_value": 21.2, "rest_value": 10.0, "focus_coverage": 1.0, "rest_coverage": 0.985, "source": "cbs_kwb",
    "edition": "2024", "nulmeting_period": "2019", "base": 13030.0, "rest_base": 49520.0, "gap": 11.2, "gap_low": 10.5,
    "gap_high": 11.9, "gap_p": 0.0001, "ratio": 2.12, "gap_verdict": "ongunstiger", "start_gap": 14.2, "change": -3.0,
    "change_low": -4.0, "change_high": -2.0, "change_p": 0.001, "change_result": "kleiner geworden", "change_why": "",
    "pace_so_far": -0.6, "pace_asked": -0.676, "pace_needed": -0.7, "share_done": 0.21, "horizon": 2040,
}  # fmt: skip
_UNKNOWN = {"gap_low": NONE, "gap_high": NONE, "gap_p": NONE, "change_low": NONE, "change_high": NONE}
MODEL = _UNKNOWN | {
    "test": "model", "gap_verdict": "niet te toetsen", "change_result": "niet te toetsen", "change_why": "model",
}  # fmt: skip
LATER = {
    "change": NONE, "change_low": NONE, "change_high": NONE, "change_result": "niet te toetsen", "change_why": "later",
    "nulmeting_period": "2024", "pace_so_far": NONE, "pace_asked": NONE, "start_gap": 11.2,
}  # fmt: skip


def row(**changes: Any) -> dict[str, Any]:
    return _ROW | changes


def _sentence(one: Row, indicator: Indicator) -> str:
    return "".join(words.became(one, indicator))


def test_a_tested_change_gives_both_gaps(indicator: MakeIndicator) -> None:
    assert _sentence(row(), indicator()) == "kleiner geworden sinds 2019: van 14,2 naar 11,2\u00a0procentpunt hoger."
    larger = row(start_gap=-8.0, gap=-11.2, change_result="groter geworden")
    assert _sentence(larger, indicator()) == "groter geworden sinds 2019: van 8,0 naar 11,2\u00a0procentpunt lager."


@pytest.mark.parametrize(
    ("why_not", "said"),
    [
        ("start", "niet te toetsen: er is geen cijfer bij de nulmeting."),
        ("later", "niet te toetsen: er is nog geen meting na de nulmeting van 2019."),
        ("break", "niet te toetsen: de reeks heeft een breuk na de nulmeting van 2019."),
        ("model", "niet te toetsen: het is een schatting met een model."),
        ("spread", "niet te toetsen: het is een gemiddelde zonder bekende spreiding."),
        ("base", "niet te toetsen: het is niet bekend over hoeveel mensen het gaat."),
        ("dispersion", "niet te toetsen: er zijn te weinig jaren om het toeval te schatten."),
    ],
)
def test_what_cannot_be_tested_says_why(why_not: str, said: str, indicator: MakeIndicator) -> None:
    one = row(**_UNKNOWN, change=NONE, change_result="niet te toetsen", change_why=why_not)
    assert _sentence(one, indicator()) == said


def test_an_untested_change_is_given_as_bare_figures_and_named_so(indicator: MakeIndicator) -> None:
    said = _sentence(row(**MODEL), indicator())
    assert said.endswith("Zonder toets, sinds 2019: van 14,2 naar 11,2\u00a0procentpunt hoger.")


def test_a_gap_that_changed_sides_is_not_called_smaller(indicator: MakeIndicator) -> None:
    turned = row(start_gap=2.0, gap=-6.0, gap_low=-8.0, gap_high=-4.0, gap_verdict="gunstiger")
    assert words.state(turned) == "omgeslagen"
    assert _sentence(turned, indicator()) == (
        "omgeslagen sinds 2019: van 2,0\u00a0procentpunt hoger naar 6,0\u00a0procentpunt lager."
    )
    assert words.title(turned, indicator()) == "Het verschil is omgeslagen: gezinnen met schulden"


def test_favourable_is_only_said_of_a_tested_gap(indicator: MakeIndicator) -> None:
    assert words.verdict(row()) == "aantoonbaar ongunstiger"
    assert words.verdict(row(gap_verdict="niet aantoonbaar verschillend")) == "niet aantoonbaar verschillend"
    untested = words.seen(row(**MODEL), indicator(), "Breda")
    assert "gunstig" not in untested
    assert words.verdict(row(**MODEL)) == "niet te toetsen: het is een schatting met een model"
    series = _UNKNOWN | {"test": "rate", "gap_verdict": "niet te toetsen"}
    assert words.verdict(row(**series)) == "niet te toetsen: er zijn te weinig jaren om het toeval te schatten"


def test_the_shape_follows_the_tested_side(indicator: MakeIndicator) -> None:
    sides = [
        words.verdict_side(one, indicator()).value
        for one in (row(), row(gap=-3.0), row(gap_verdict="niet aantoonbaar verschillend"), row(**MODEL))
    ]
    assert sides == ["hoger", "lager", "gelijk", "geen cijfer"]


def test_pace_so_far_stands_against_the_pace_asked(indicator: MakeIndicator) -> None:
    assert words.pace(row(), indicator()) == (
        "Rekenvoorbeeld: om het verschil in 2040 weg te werken zou het sinds 2019 elk jaar 0,68\u00a0procentpunt "
        "kleiner moeten worden; tot nu toe werd het elk jaar 0,60\u00a0procentpunt kleiner."
    )
    same = row(change_result="niet aantoonbaar veranderd")
    assert words.pace(same, indicator()).endswith("tot nu toe is geen verandering aantoonbaar.")
    assert words.pace(row(**MODEL), indicator()).endswith("0,60\u00a0procentpunt kleiner (niet getoetst).")
    slow = row(**MODEL, pace_so_far=0.0004)
    assert words.pace(slow, indicator()).endswith("minder dan 0,01\u00a0procentpunt groter (niet getoetst).")


def test_without_a_measurement_after_the_nulmeting_only_what_is_needed_is_said(indicator: MakeIndicator) -> None:
    assert words.pace(row(**LATER), indicator()) == (
        "Rekenvoorbeeld: om het verschil in 2040 weg te werken zou het na 2024 elk jaar 0,70\u00a0procentpunt kleiner "
        "moeten worden."
    )


@pytest.mark.parametrize(
    "change", [{"gap": -11.2, "gap_verdict": "gunstiger"}, {"gap_verdict": "niet aantoonbaar verschillend"}]
)
def test_there_is_no_pace_where_there_is_nothing_to_close(change: dict[str, Any], indicator: MakeIndicator) -> None:
    assert words.pace(row(**change), indicator()) == ""


def test_whole_percentages_get_a_decimal_and_euros_their_sign(indicator: MakeIndicator) -> None:
    assert words.with_side(0.75, indicator(decimals=0)) == "0,8\u00a0procentpunt hoger"
    assert words.with_side(-202_230.0, indicator(unit="euro", decimals=0, kind=Kind.MEAN)) == "€\u00a0202.230 lager"
    assert words.with_side(0.04, indicator()) == "geen verschil"


def test_a_margin_on_both_sides_of_zero_names_both(indicator: MakeIndicator) -> None:
    assert words.margin(row(), indicator()) == "10,5 tot 11,9\u00a0procentpunt"
    assert words.margin(row(gap_low=-10.3, gap_high=2.1), indicator()) == (
        "10,3\u00a0procentpunt lager tot 2,1\u00a0procentpunt hoger"
    )
    assert words.margin(row(gap_low=-9.0, gap_high=-7.0), indicator()) == "7,0 tot 9,0\u00a0procentpunt"


def test_the_sentence_under_the_chart(indicator: MakeIndicator) -> None:
    assert words.seen(row(**LATER), indicator(), "Breda") == (
        "In 2024 is dit cijfer in de focuswijken samen 11,2\u00a0procentpunt hoger dan in de rest van Breda (marge: "
        "10,5 tot 11,9\u00a0procentpunt). Dat is aantoonbaar ongunstiger. Of het verschil veranderde, is niet te "
        "toetsen: er is nog geen meting na de nulmeting van 2024. Rekenvoorbeeld: om het verschil in 2040 weg te "
        "werken zou het na 2024 elk jaar 0,70\u00a0procentpunt kleiner moeten worden."
    )


def _plan() -> tuple[Bouwsteen, ...]:
    doel = Doel(id="rondkomen", naam="Iedereen kan rondkomen", kernset=("schulden", "woz", "enquete"))
    return (Bouwsteen(id="geld", naam="Geld", doelen=(doel,)),)


def test_a_card_counts_the_states_and_lists_what_has_no_gap(indicator: MakeIndicator) -> None:
    declared = {i: indicator(id=i, name=i.capitalize()) for i in ("schulden", "woz", "enquete")}
    gaps = by_indicator([row(period="2023"), row(), row(indicator="woz", **MODEL)])
    text = cards(_plan(), gaps, {"enquete": "nog geen bron"}, declared, LIGHT, lambda indicator: f"/k?{indicator}")
    assert "2 kerncijfers met een verschil. Sinds de nulmeting: 1 kleiner geworden, 1 niet te toetsen." in text
    assert text.count('class="wp-gap-row"') == 2
    assert 'href="/k?schulden"' in text
    assert "Nog geen bron: Enquete." in text
    assert text.count("het is een schatting met een model") == 1


def test_names_are_text_and_not_markup(indicator: MakeIndicator) -> None:
    declared = {"schulden": indicator(name="<b>x</b>")}
    plan = (Bouwsteen(id="g", naam="<i>", doelen=(Doel(id="d", naam="<u>", kernset=("schulden",)),)),)
    text = cards(plan, by_indicator([row()]), {}, declared, LIGHT, lambda indicator: "/kloof")
    assert not any(tag in text for tag in ("<b>", "<i>", "<u>"))


def test_small_line_needs_two_points_and_speaks(indicator: MakeIndicator) -> None:
    assert kloof_line([row()], indicator(), LIGHT) == ""
    drawn = kloof_line([row(period="2019", gap=14.2), row()], indicator(), LIGHT)
    said = "Het verschil door de jaren: in 2019 14,2\u00a0procentpunt hoger, in 2024 11,2\u00a0procentpunt hoger."
    assert f'alt="{said}"' in drawn


def _fan() -> pd.DataFrame:
    return pd.DataFrame(
        {"year": [2025, 2040], "middle": [11.0, 4.0], "low50": [10.0, 1.0], "high50": [12.0, 7.0], "low90": [9.0, -3.0],
         "high90": [13.0, 11.0], "points": [11, 11]}
    )  # fmt: skip


NO_FAN = _fan()[:0]


def _series() -> list[Row]:
    gaps = zip(range(2016, 2025), (15, 15, 14.5, 14.2, 14, 13, 12.5, 12, 11.2), strict=True)
    return [row(period=str(year), gap=gap, gap_low=gap - 0.7, gap_high=gap + 0.7) for year, gap in gaps]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_large_chart_has_band_zero_line_nulmeting_and_fan(indicator: MakeIndicator, tokens: Any) -> None:
    drawing = kloof.figure(_series(), _fan(), indicator(), {"2024"}, tokens)
    line = next(trace for trace in drawing.data if trace.mode == "lines+markers")
    assert list(line.y) == [15, 15, 14.5, 14.2, 14, 13, 12.5, 12, 11.2]
    assert line.marker.color[-1] == tokens.background  # provisional: open
    assert line.customdata[-1] == ("11,2\u00a0procentpunt hoger (marge 10,5 tot 11,9\u00a0procentpunt)")
    assert sum(trace.fill == "toself" for trace in drawing.data) == 3
    assert {(shape.x0, shape.y0) for shape in drawing.layout.shapes} >= {(0, 0), (2019, 0), (2040, 0)}
    assert {a.text for a in drawing.layout.annotations} == {
        "geen verschil",
        "nulmeting",
        "einde looptijd",
        "procentpunt",
    }
    low, high = drawing.layout.yaxis.range
    assert low < -3
    assert high > 15.7


def test_without_chance_or_enough_years_there_is_no_band_and_no_fan(indicator: MakeIndicator) -> None:
    bare = [row(**MODEL, period=year) for year in ("2020", "2022", "2024")]
    drawing = kloof.figure(bare, NO_FAN, indicator(), set(), LIGHT)
    assert not any(trace.fill for trace in drawing.data)
    assert kloof.notes(bare, NO_FAN, indicator()) == ["Dit verschil heeft geen marge: het is niet te toetsen."]


def test_the_fan_says_on_how_many_years_it_stands(indicator: MakeIndicator) -> None:
    assert kloof.notes(_series(), _fan(), indicator())[-1] == (
        "De waaier laat zien waar het verschil uitkomt als het blijft bewegen en schommelen zoals in de 11 gemeten "
        "jaren: het donkere deel in 50, de hele waaier in 90 van de 100 gevallen. Het is geen verwachting van wat "
        "het programma doet."
    )


def test_a_break_parts_the_line_and_is_explained(indicator: MakeIndicator) -> None:
    broken = indicator(breaks=(Break(period="2022", why="nieuwe telling"), Break(period="2030", why="later")))
    drawing = kloof.figure(_series(), NO_FAN, broken, set(), LIGHT)
    assert [len(trace.x) for trace in drawing.data if trace.mode == "lines+markers"] == [6, 3]
    assert "Breuk in 2022: nieuwe telling" in kloof.notes(_series(), NO_FAN, broken)
    assert 2021.5 in {shape.x0 for shape in drawing.layout.shapes}


def test_ticks_stay_apart_on_a_phone(indicator: MakeIndicator) -> None:
    ticks = sorted(kloof.figure(_series(), _fan(), indicator(), set(), LIGHT).layout.xaxis.tickvals)
    assert ticks == [2016, 2024, 2040] or all(b - a >= 4 for a, b in pairwise(ticks))
    assert {2024, 2040} <= set(ticks)


def test_why_gives_test_numbers_margins_assumption_and_the_other_grouping(indicator: MakeIndicator) -> None:
    sides = {"rest": {"area_name": "Rest van de stad", "note": "berekend uit 46 buurten, dekking 98 % van de inwoners"}}
    text = why(row(), [row(gap=10.8, gap_low=10.0, gap_high=11.6)], sides, indicator(), None, {})
    for said in (
        "21,2\u00a0%; noemer 13.030; dekking 100,0 % van de inwoners.",
        "10,0\u00a0%; noemer 49.520; berekend uit 46 buurten, dekking 98 % van de inwoners.",
        "11,2\u00a0procentpunt hoger, marge (95 %) 10,5 tot 11,9\u00a0procentpunt. Aantoonbaar ongunstiger.",
        "p kleiner dan 0,001.",
        "Marge van de verandering (95 %): 4,0\u00a0procentpunt kleiner tot 2,0\u00a0procentpunt kleiner.",
        "eerder te ruim dan te krap",
        "is het verschil in 2024 10,8\u00a0procentpunt hoger, marge (95 %) 10,0 tot 11,6\u00a0procentpunt.",
        "Een deel van een latere verbetering is daarom ook zonder programma te verwachten",
        "Dit laat zien wat er veranderde, niet waardoor.",
        "editie 2024",
    ):
        assert said in text
    assert "φ" not in text


def test_why_tells_the_dispersion_of_events_in_series(indicator: MakeIndicator) -> None:
    crime = indicator(unit="per 1.000 inwoners", kind=Kind.RATE)
    assert "7,0 keer zo veel als door toeval alleen (φ = 6,98)" in why(row(test="rate"), [], {}, crime, 6.976, {})
    assert "Daarom is niet getoetst" in why(row(test="rate", **_UNKNOWN), [], {}, crime, NONE, {})


def test_why_of_a_model_has_no_test_and_no_assumption(indicator: MakeIndicator) -> None:
    text = why(row(**MODEL), [], {}, indicator(), None, {})
    assert "<dt>Toets</dt><dd>Geen.</dd>" in text
    assert "Aanname" not in text
    assert "Zonder delen van buurten" not in text


def test_tables_hold_every_gap_with_its_name(indicator: MakeIndicator) -> None:
    frame = pd.DataFrame([row(), row(area="focuswijken-exact")])
    groups = {"focuswijken": "Focuswijken samen", "focuswijken-exact": "Zonder delen"}
    assert list(kloof_table.of_one(frame, groups, {})["group"]) == ["Focuswijken samen", "Zonder delen"]
    assert {column.key for column in kloof_table.columns(indicator())} <= {*frame.columns, "group"}
    several = kloof_table.of_several([row()], {"schulden": indicator()}, {})
    assert list(several["name"]) == ["Huishoudens met schulden"]
    assert {column.key for column in kloof_table.SEVERAL} <= set(several.columns)


def test_notes_of_a_programme_give_the_ground_of_the_nulmeting_and_claim_no_effect() -> None:
    plan = Programme(
        id="p", naam="P", gemeenten=("GM9901",), begin=2020, horizon=2040, grenzenjaar=2024, bouwstenen=(),
        nulmeting=Nulmeting(jaar=2022, grond="Nog te bevestigen."),
    )  # fmt: skip
    said = words.notes(plan)
    assert said[0] == "Nulmeting 2022. Nog te bevestigen."
    assert said[-1] == "Dit laat zien wat er veranderde, niet waardoor."
    assert "geen verschil in 2040" in said[1]


def test_a_neutral_indicator_gets_its_pace_as_an_example(indicator: MakeIndicator) -> None:
    neutral = row(direction=0.0, gap_verdict="hoger")
    assert words.verdict(neutral) == "aantoonbaar hoger"
    assert words.pace(neutral, indicator(direction=Direction.NEUTRAL)).startswith("Rekenvoorbeeld: ")
