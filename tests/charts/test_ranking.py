"""Places in the ranking by hand, and what is said of each row."""

from collections.abc import Callable

import pandas as pd

from charts.baseline import Baseline
from charts.city_map import Scheme, View
from charts.ranking import ranking
from model.indicator import Indicator

Make = Callable[..., pd.DataFrame]


def _three(frame: Make) -> pd.DataFrame:
    beside = {"rest_value": 20.0, "gemeente_value": 25.0}
    return frame(
        {"area": "A", "area_name": "Aa", "value": 10.0, "diff_rest": -10.0, "ci_low": 8.0, "ci_high": 12.0, **beside},
        {"area": "B", "area_name": "Be", "value": 30.0, "diff_rest": 10.0, "verdict_overview": "ongunstiger", **beside},
        {"area": "C", "area_name": "Ce", "status": "suppressed", "reason": "protected"},
    )


def test_high_to_low_with_places_on_one_axis(frame: Make, indicator: Callable[..., Indicator]) -> None:
    """The axis runs from 8 to 30 and 3 % of 22 = 0,66 further on both sides: 7,34 to 30,66, 23,32 wide."""
    drawn = ranking(_three(frame), indicator(), View.VALUE, "2024", Scheme(), selected="B", focus={"A"})
    assert [row["code"] for row in drawn["rows"]] == ["B", "A"]
    assert [row["at"] for row in drawn["rows"]] == [97.2, 11.4]  # (30 − 7,34) / 23,32; (10 − 7,34) / 23,32
    assert drawn["rows"][1]["whisker"] == [2.8, 20.0]
    assert drawn["rows"][0]["whisker"] is None
    assert drawn["base"] == 54.3  # (20 − 7,34) / 23,32
    assert drawn["baseWords"] == "de lijn is de rest van de stad: 20,0\u00a0%"
    assert drawn["without"] == "1 zonder cijfer"
    assert [row["focus"] for row in drawn["rows"]] == [False, True]
    assert drawn["rows"][0]["said"] == "aantoonbaar ongunstiger"
    assert drawn["rows"][1]["said"] == "marge 8,0 tot 12,0\u00a0%, niet te toetsen"


def test_another_baseline_moves_the_line(frame: Make, indicator: Callable[..., Indicator]) -> None:
    drawn = ranking(_three(frame), indicator(), View.VALUE, "2024", Scheme(), Baseline.GEMEENTE)
    assert drawn["base"] == 75.7  # (25 − 7,34) / 23,32
    assert drawn["baseWords"] == "de lijn is de gemeente: 25,0\u00a0%"


def test_the_axis_holds_every_period_so_that_nothing_jumps(frame: Make, indicator: Callable[..., Indicator]) -> None:
    """Over all periods from 0 to 30: 3 % of 30 = 0,9 further, −0,9 to 30,9, 31,8 wide."""
    now = _three(frame)
    before = frame({"area": "A", "area_name": "Aa", "value": 0.0, "period": "2023", "rest_value": 20.0})
    drawn = ranking(now, indicator(), View.VALUE, "2024", Scheme(over=pd.concat([before, now])))
    assert [row["at"] for row in drawn["rows"]] == [97.2, 34.3]


def test_change_has_its_own_margin_and_a_line_at_zero(frame: Make, indicator: Callable[..., Indicator]) -> None:
    values = frame(
        {"area": "A", "area_name": "Aa", "value": 10.0, "change": -2.0, "change_low": -3.0, "change_high": -1.0},
        {"area": "B", "area_name": "Be", "value": 12.0, "change": 2.0, "change_verdict": "gestegen"},
    )
    drawn = ranking(values, indicator(), View.CHANGE, "2024", Scheme())
    assert [row["value"] for row in drawn["rows"]] == ["+2,0", "−2,0"]
    assert drawn["baseWords"] == "de lijn is: geen verandering"
    assert drawn["rows"][1]["whisker"][0] < drawn["rows"][1]["at"] < drawn["rows"][1]["whisker"][1] < drawn["base"]
    assert drawn["rows"][0]["said"] == "gestegen"


def test_nothing_to_rank(frame: Make, indicator: Callable[..., Indicator]) -> None:
    drawn = ranking(frame({"status": "missing"}), indicator(), View.VALUE, "2024", Scheme())
    assert (drawn["rows"], drawn["base"], drawn["without"]) == ([], None, "1 zonder cijfer")
