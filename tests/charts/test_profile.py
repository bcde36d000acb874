"""Profile and what stands beside it: places worked by hand, sides, and names that are text."""

from collections.abc import Callable

import pandas as pd
import pytest

from charts.available import available
from charts.baseline import Baseline
from charts.profile import Compared, axis_of, profile, seen
from charts.profile_table import profile_table
from charts.scatter import coefficient
from charts.scatter import seen as together_seen
from charts.spine import Spread
from indicators.methods.correlation import Correlation
from model.indicator import Direction, Indicator, Kind
from model.status import REASON_LABELS, Reason

Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]
SPREAD = Spread(0, 10, 15, 20, 25, 28, 60, 40)


def _one(frame: Make, indicator: MakeIndicator, direction: Direction, **row: object) -> Compared:
    found = frame({"value": 26.0, "rest_value": 18.0, "diff_rest": 8.0, "verdict_overview": "ongunstiger", **row})
    return Compared(indicator(direction=direction), "2024", {"a": found.iloc[0].to_dict()}, SPREAD)


def test_places_by_hand(frame: Make, indicator: MakeIndicator) -> None:
    """The outer tenths lie 8 and 10 from the rest of the city (18), so the row reaches 11,2: 26 is 8/11,2 of half."""
    higher = axis_of(_one(frame, indicator, Direction.HIGHER_IS_BETTER), Baseline.REST)
    lower = axis_of(_one(frame, indicator, Direction.LOWER_IS_BETTER), Baseline.REST)
    assert (higher.at(18), higher.at(26)) == (50.0, pytest.approx(85.7, abs=0.05))
    assert lower.at(26) == pytest.approx(14.3, abs=0.05)
    assert (lower.at(60), higher.at(60)) == (0.0, 100.0)
    assert higher.beyond(60)
    assert not higher.beyond(28)


def test_the_favourable_side_is_right_and_a_neutral_figure_is_not_judged(frame: Make, indicator: MakeIndicator) -> None:
    rows = [
        _one(frame, indicator, Direction.LOWER_IS_BETTER),
        _one(frame, indicator, Direction.NEUTRAL, verdict_overview="hoger"),
    ]
    html = profile(rows, {"a": "<b>Hof</b>"}, "buurten", Baseline.REST)
    assert "<b>Hof" not in html
    assert "&lt;b&gt;Hof" in html
    assert 'wp-mark wp-ongunstig" style="left:14.3%' in html
    assert 'wp-mark wp-neutraal" style="left:85.7%' in html
    assert "de 40 buurten lopen van" in html
    told = seen(rows, {"a": "Hof"}, Baseline.REST)
    assert told.endswith("Hof: 1 aantoonbaar ongunstiger, 1 aantoonbaar hoger of lager.")


def test_an_area_without_a_figure_says_why(frame: Make, indicator: MakeIndicator) -> None:
    hidden = {"value": float("nan"), "status": "suppressed", "reason": "secret", "diff_rest": float("nan")}
    one = _one(frame, indicator, Direction.LOWER_IS_BETTER, **hidden)
    areas = {"a": "Hof", "b": "Elders"}
    for html in (profile([one], areas, "buurten", Baseline.REST), profile_table([one], areas, Baseline.REST, "x")):
        assert "geen cijfer" in html
        assert REASON_LABELS[Reason.SECRET] in html


def test_an_amount_stands_only_beside_amounts_of_its_own_level(frame: Make, indicator: MakeIndicator) -> None:
    rows = frame({"area": "NL00", "level": "land", "value": 18e6}, {"area": "BU1", "value": 20.0})
    by_area = {str(row["area"]): row for row in rows.to_dict("records")}
    one = Compared(indicator(kind=Kind.COUNT, unit="aantal"), "2024", by_area, SPREAD)
    assert one.placed == {"BU1": 20.0}
    html = profile([one], {"NL00": "Nederland", "BU1": "Hof"}, "buurten", Baseline.REST)
    assert html.count("wp-mark") == 1
    assert "18.000.000" in html


def test_where_figures_are() -> None:
    frame = pd.DataFrame(
        [
            *({"indicator": "a", "level": "buurt", "period": str(year)} for year in range(2015, 2020)),
            *({"indicator": "a", "level": "gemeente", "period": str(year)} for year in (2018, 2020, 2022)),
        ]
    )
    assert available(frame, "a") == "per buurt 2015–2019, per gemeente 2018, 2020, 2022"
    assert available(frame, "b") == ""


def test_words_of_a_correlation_follow_from_the_interval(indicator: MakeIndicator) -> None:
    both = indicator(name="x"), indicator(name="y")
    sure, unsure = Correlation(0.6, 0.4, 0.7, 50), Correlation(0.1, -0.2, 0.4, 50)
    none = Correlation(float("nan"), float("nan"), float("nan"), 3)
    assert coefficient(sure) == "0,60 (95 %: 0,40 tot 0,70)"
    assert "is «y» gemiddeld hoger" in together_seen(both, "buurten", sure, sure, ["Hof"])
    assert together_seen(both, "buurten", sure, sure, ["Hof"]).endswith("Niet bij de lijn past: Hof.")
    assert "geen duidelijke samenhang" in together_seen(both, "buurten", unsure, unsure, [])
    assert "te weinig buurten" in together_seen(both, "buurten", none, none, [])
