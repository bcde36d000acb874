"""Reasons beside a figure name what was tested, against what, with which margin; the band follows the margin."""

from collections.abc import Callable

import pandas as pd
import pytest

from charts.frames import records
from charts.judged import detectable, judge, margin, since, verdict_words
from charts.trend_band import bands
from charts.why import trend_words, why
from charts.words import Side
from model.indicator import Break, Direction, Indicator, Kind

Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]
NAN = float("nan")
TESTED = {
    "value": 20.0, "rest_value": 12.0, "diff_rest": 8.0, "verdict_rest": "ongunstiger", "ci_low": 17.6, "ci_high": 22.6,
    "numerator": 200.0, "base": 1000.0, "change": -2.0, "change_low": -5.5, "change_high": 1.5,
    "change_verdict": "niet aantoonbaar veranderd", "change_detectable": 5.04,
}  # fmt: skip
TREND = {
    "first": "2015", "last": "2024", "points": 10, "result": "daalt", "slope": -0.42, "slope_low": -0.6,
    "slope_high": -0.24, "p": 0.0001,
}  # fmt: skip


def test_a_tested_figure_says_all_that_defends_it(frame: Make, indicator: MakeIndicator) -> None:
    html = why(records(frame(TESTED))[0], indicator(), None, {}, TREND)
    for said in (
        "20,0\u00a0% in 2024; marge 17,6 tot 22,6\u00a0% (95 %); 200 van 1.000.",
        "8,0\u00a0procentpunt hoger dan de rest van de stad (12,0\u00a0%): aantoonbaar ongunstiger.",
        "Newcombe 1998",
        "Sinds 2019: −2,0\u00a0procentpunt, niet aantoonbaar veranderd. Marge van de verandering (95 %): "
        "−5,5\u00a0procentpunt tot +1,5\u00a0procentpunt.",
        "<dt>Te zien geweest</dt><dd>Met deze aantallen was een verandering pas te zien vanaf ongeveer "
        "5,0\u00a0procentpunt.</dd>",
        "Daalt (10 metingen, 2015–2024). Per jaar −0,42 (marge −0,60 tot −0,24); χ²-toets voor een rechte lijn.",
        "eerder te ruim dan te krap",
        "cbs_kwb, editie 2024, grenzen 2024",
    ):
        assert said in html


def test_an_untested_figure_says_why_and_claims_nothing(frame: Make, indicator: MakeIndicator) -> None:
    score = indicator(kind=Kind.SCORE, unit="score", modelled=True)
    html = why(records(frame({"value": 3.9, "diff_rest": -0.2, "rest_value": 4.1}))[0], score, None, {})
    assert "<dt>Toets</dt><dd>Geen: schatting met een model.</dd>" in html
    assert "zonder marge" in html
    assert "Aanname" not in html
    assert "aantoonbaar" not in html


@pytest.mark.parametrize(
    ("word", "side", "tint", "shape"),
    [
        ("ongunstiger", Side.HIGHER, "ongunstig", "wp-hoger"),
        ("niet aantoonbaar verschillend", Side.HIGHER, "gelijkwaardig", "wp-gelijk"),
        ("niet te toetsen", Side.HIGHER, "base", "wp-hoger wp-hol"),
    ],
)
def test_judgement_follows_the_test(
    frame: Make, indicator: MakeIndicator, word: str, side: Side, tint: str, shape: str
) -> None:
    judged = judge(records(frame(TESTED | {"verdict_rest": word}))[0], indicator())
    assert (judged.side, judged.word, judged.tint) == (side, word, tint)
    assert f'class="wp-shape {shape}"' in judged.shape


def test_a_tested_difference_that_rounds_to_nothing_keeps_its_arrow(frame: Make, indicator: MakeIndicator) -> None:
    judged = judge(records(frame(TESTED | {"diff_rest": 0.04}))[0], indicator())
    assert judged.side is Side.HIGHER


def test_nothing_compared_gives_no_judgement(frame: Make, indicator: MakeIndicator) -> None:
    judged = judge(records(frame({"value": 1.0}))[0], indicator())
    assert (judged.word, judged.shape, verdict_words(judged, indicator())) == ("", "", "")


def test_margin_and_change_in_words(frame: Make, indicator: MakeIndicator) -> None:
    row = records(frame(TESTED))[0]
    assert margin(row, indicator()) == "marge 17,6 tot 22,6\u00a0%"
    assert margin(row | {"ci_low": NAN}, indicator()) == ""
    euros = indicator(unit="1.000 euro", kind=Kind.MEAN, decimals=0, direction=Direction.NEUTRAL)
    assert margin(row, euros) == "marge €\u00a017.600 tot €\u00a022.600"
    assert (
        since(row | {"change": NAN, "change_withheld": "breuk"}, indicator())
        == "sinds 2019: niet te vergelijken (breuk)"
    )


@pytest.mark.parametrize(
    ("about", "least", "size"),
    [
        ({}, 2.06, "2,1\u00a0procentpunt"),
        ({"decimals": 0}, 0.44, "0,4\u00a0procentpunt"),
        ({"unit": "per 1.000 inwoners", "kind": Kind.RATE, "repeatable": True}, 1.26, "1,3\u00a0per 1.000 inwoners"),
        ({"unit": "score", "kind": Kind.MEAN, "minimum_n": 50}, 0.031, "0,03"),
        ({"unit": "aantal", "kind": Kind.COUNT, "decimals": 0}, 12.4, "12"),
    ],
)
def test_what_could_have_been_shown_is_in_the_unit_and_never_nothing(
    frame: Make, indicator: MakeIndicator, about: dict[str, object], least: float, size: str
) -> None:
    row = records(frame(TESTED | {"change_detectable": least}))[0]
    assert detectable(row, indicator(**about)) == (
        f"Met deze aantallen was een verandering pas te zien vanaf ongeveer {size}."
    )


@pytest.mark.parametrize(
    "other",
    [
        {"change_verdict": "gedaald"},
        {"change_verdict": "niet te toetsen"},
        {"change": NAN, "change_withheld": "breuk"},
        {"change_detectable": NAN},
    ],
)
def test_what_could_have_been_shown_is_told_only_where_nothing_was(
    frame: Make, indicator: MakeIndicator, other: dict[str, object]
) -> None:
    row = records(frame(TESTED | other))[0]
    assert detectable(row, indicator()) == ""
    assert "Te zien geweest" not in why(row, indicator(), None, {})


def test_trend_in_words(indicator: MakeIndicator) -> None:
    few = TREND | {"points": 1, "result": "te weinig metingen", "first": "2024"}
    assert trend_words(few, indicator()) == "Te weinig metingen (één meting, 2024)."
    none = TREND | {"result": "niet te toetsen", "slope": NAN}
    model = indicator(modelled=True)
    assert trend_words(none, model) == "Niet te toetsen: schatting met een model (10 metingen, 2015–2024)."


def test_band_stops_at_a_break_and_where_chance_is_unknown(frame: Make, indicator: MakeIndicator) -> None:
    known = [{**TESTED, "period": str(year)} for year in range(2015, 2022)]
    known[3] |= {"ci_low": NAN}
    rows = records(frame(*known))
    assert [len(b.x) // 2 for b in bands(rows, [], indicator(), "#0F4C5C")] == [3, 3]
    cut = indicator(breaks=(Break(period="2020", why="nieuwe telling"),))
    assert [len(b.x) // 2 for b in bands(rows, [2020.0], cut, "#0F4C5C")] == [3, 2]
    first = bands(rows, [], indicator(), "#0F4C5C")[0]
    assert list(first.y) == [22.6, 22.6, 22.6, 17.6, 17.6, 17.6]
