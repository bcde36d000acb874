"""Trend lines: gaps at breaks, open points, an honest axis, names at the ends."""

from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from charts.small import panel
from charts.sparkline import sparkline
from charts.style import DASHES, LIGHT
from charts.trend import figures, lines_of, notes, panels, starts_at_zero
from charts.trend_words import change_columns, changes, missing, question, seen
from model.indicator import Break, Indicator, Kind

Make = Callable[..., pd.DataFrame]
MakeIndicator = Callable[..., Indicator]


def _series(area: str, level: str, values: dict[str, float], **more: object) -> list[dict[str, object]]:
    plain = {"area": area, "area_name": area.capitalize(), "level": level}
    return [plain | {"period": period, "value": value} | more for period, value in values.items()]


def _frame(frame: Make) -> pd.DataFrame:
    return frame(
        *_series("veld", "focuswijk", {"2020": 30.0, "2021": 28.0, "2022": 20.0, "2023": 19.0}, diff_rest=9.0),
        *_series("rest", "rest", {"2020": 12.0, "2021": 11.0, "2022": 10.0, "2023": 10.0}),
        *_series("GM9901", "gemeente", {"2020": 15.0, "2021": 14.0, "2022": 13.0, "2023": 12.0}),
        *_series("NL00", "land", {"2020": 15.0, "2021": 14.0, "2022": 13.0, "2023": 12.5}),
    )


def test_every_line_has_its_own_colour_dash_and_end_label(frame: Make, indicator: MakeIndicator) -> None:
    drawing = figures(lines_of(_frame(frame), ["veld"]), indicator(), 2020, LIGHT)[0]
    assert {trace.line.dash for trace in drawing.data} == set(DASHES[:4])
    assert {trace.line.color for trace in drawing.data} == set(LIGHT.lines[:4])
    ends = [a for a in drawing.layout.annotations if a.xanchor == "left" and a.xref != "paper"]
    assert {a.text for a in ends} == {"Veld", "Rest", "Gm9901", "Nl00"}
    heights = sorted(a.y for a in ends)
    assert all(b - a > 1 for a, b in pairwise(heights))
    assert drawing.data[-1].name == "Veld"


def test_a_break_leaves_a_gap_and_a_note(frame: Make, indicator: MakeIndicator, a_break: Break) -> None:
    broken = indicator(breaks=(a_break,))
    lines = lines_of(_frame(frame), ["veld"])
    own = figures(lines, broken, 2020, LIGHT)[0].data[-1]
    assert list(own.y) == [30.0, 28.0, None, 20.0, 19.0]
    assert own.connectgaps is False
    assert "Breuk in 2022: nieuwe telling" in notes(lines, broken)
    assert seen(lines, broken).endswith(
        "Daartussen zit een breuk in de reeks; die twee cijfers zijn niet te vergelijken."
    )


def test_a_missing_year_is_a_gap_and_a_provisional_point_is_open(frame: Make, indicator: MakeIndicator) -> None:
    rows = _series("veld", "focuswijk", {"2020": 30.0, "2021": float("nan"), "2022": 20.0})
    rows[2]["status"] = "provisional"
    lines = lines_of(frame(*rows), ["veld"])
    own = figures(lines, indicator(), None, LIGHT)[0].data[0]
    assert own.y[1] is None
    assert list(own.marker.color) == [LIGHT.lines[0], LIGHT.lines[0], LIGHT.background]
    assert "Een open punt is een voorlopig cijfer." in notes(lines, indicator())


def test_nulmeting_is_a_labelled_rule_only_inside_the_series(frame: Make, indicator: MakeIndicator) -> None:
    lines = lines_of(_frame(frame), ["veld"])
    with_rule, without = (figures(lines, indicator(), year, LIGHT)[0] for year in (2021, 2010))
    assert [s.x0 for s in with_rule.layout.shapes] == [2021]
    assert "nulmeting" in {a.text for a in with_rule.layout.annotations}
    assert not without.layout.shapes


def test_axis_begins_at_zero_or_says_that_it_does_not(frame: Make, indicator: MakeIndicator) -> None:
    assert starts_at_zero([10, 30], indicator())
    assert not starts_at_zero([60, 75], indicator())
    assert starts_at_zero([60, 75], indicator(kind=Kind.COUNT))
    assert not starts_at_zero([1, 4], indicator(kind=Kind.SCORE))
    high = lines_of(frame(*_series("veld", "focuswijk", {"2020": 60.0, "2021": 75.0})), ["veld"])
    assert notes(high, indicator()) == ["De verticale as begint niet bij nul."]
    assert figures(high, indicator(), None, LIGHT)[0].layout.yaxis.range[0] > 0
    wide = _series("veld", "focuswijk", {"2020": 60.0, "2021": 75.0}, ci_low=30.0, ci_high=110.0)
    banded = lines_of(frame(*wide), ["veld"])
    assert figures(banded, indicator(), None, LIGHT)[0].layout.yaxis.range[0] == 0
    assert "De verticale as begint niet bij nul." not in notes(banded, indicator())


def test_areas_of_one_name_are_told_apart_by_their_level(frame: Make) -> None:
    both = frame(
        *_series("veld", "focuswijk", {"2020": 1.0}), *_series("BU1", "buurt", {"2020": 2.0}, area_name="Veld")
    )
    assert {line.name for line in lines_of(both, ["veld", "BU1"])} == {"Veld (focuswijk)", "Veld (buurt)"}


def test_steps_of_the_axis_never_look_the_same(frame: Make, indicator: MakeIndicator) -> None:
    """A score between -0,072 and -0,057 has steps of 0,003: two decimals would write three of them alike."""
    score = indicator(kind=Kind.SCORE, unit="", decimals=2)
    lines = lines_of(frame(*_series("veld", "buurt", {"2020": -0.072, "2022": -0.057})), ["veld"])
    assert figures(lines, score, None, LIGHT)[0].layout.yaxis.tickformat == ",.3f"


def test_a_small_trend_shares_its_years_and_leaves_the_unit_to_its_heading(
    frame: Make, indicator: MakeIndicator, a_break: Break
) -> None:
    lines = lines_of(_frame(frame), ["veld"])
    both = [line for line in lines if line.role in (0, 2)]
    drawing = panel(both, indicator(breaks=(a_break,)), 2021, (2010, 2025), LIGHT)
    assert list(drawing.layout.xaxis.ticktext) == ["2010", "2015", "2020", "2025"]
    shown = {one.text: one.yanchor for one in drawing.layout.annotations if one.visible is not False}
    assert set(shown) == {"Veld", "Rest", "nulmeting", "breuk"}
    assert (shown["nulmeting"], shown["breuk"]) == ("bottom", "top")


def test_thousands_of_euros_are_drawn_as_euros(frame: Make, indicator: MakeIndicator) -> None:
    woz = indicator(unit="1.000 euro", decimals=0, kind=Kind.MEAN)
    lines = lines_of(frame(*_series("veld", "focuswijk", {"2020": 231.0, "2021": 240.0})), ["veld"])
    drawing = figures(lines, woz, None, LIGHT)[0]
    assert list(drawing.data[0].y) == [231000.0, 240000.0]
    assert drawing.data[0].customdata[0] == "€\u00a0231.000"


def test_more_than_two_areas_become_small_charts_on_one_scale(frame: Make, indicator: MakeIndicator) -> None:
    rows = [r for n, area in enumerate("abc") for r in _series(area, "buurt", {"2020": 10.0 * n, "2021": 11.0 * n})]
    lines = lines_of(frame(*rows, *_series("rest", "rest", {"2020": 5.0, "2021": 5.0})), ["a", "b", "c"])
    drawn = figures(lines, indicator(), None, LIGHT)
    assert [[line.area for line in panel] for panel in panels(lines)] == [["rest", "a"], ["rest", "b"], ["rest", "c"]]
    assert len({tuple(one.layout.yaxis.range) for one in drawn}) == 1


def test_names_are_text_and_not_markup(frame: Make, indicator: MakeIndicator) -> None:
    rows = _series("veld", "buurt", {"2020": 1.0, "2021": 2.0}, area_name="<a href=x>Veld</a>")
    drawing = figures(lines_of(frame(*rows), ["veld"]), indicator(), None, LIGHT)[0]
    words = drawing.data[0].name + drawing.data[0].hovertemplate + "".join(a.text for a in drawing.layout.annotations)
    assert "<a" not in words
    assert "&lt;a" in words


def test_words_of_a_trend(frame: Make, indicator: MakeIndicator) -> None:
    lines = lines_of(_frame(frame), ["veld"])
    assert question(indicator(), lines) == "Hoe verandert het in Veld: gezinnen met schulden?"
    frame_of = _frame(frame).assign(verdict_rest="ongunstiger")
    assert seen(lines_of(frame_of, ["veld"]), indicator()) == (
        "In Veld ging het van 30,0\u00a0% in 2020 naar 19,0\u00a0% in 2023. "
        "Dat is nu 9,0\u00a0procentpunt hoger dan de rest van de stad (aantoonbaar ongunstiger)."
    )


def test_an_area_without_any_figure_is_named_with_the_reason(frame: Make) -> None:
    none = frame({"area": "rest", "area_name": "Rest van de stad", "status": "missing", "reason": "low_coverage"})
    assert missing(none) == ["Rest van de stad: geen cijfer (de bron dekt minder dan 90 % van de inwoners)."]


def test_table_of_change_has_the_newest_figure_of_each_area_the_chosen_first(
    frame: Make, indicator: MakeIndicator
) -> None:
    table = changes(_frame(frame), indicator())
    assert table["area"].iloc[0] == "veld"
    assert list(table["period"]) == ["2023"] * 4


def test_table_of_change_says_what_could_have_been_shown_where_nothing_was(
    frame: Make, indicator: MakeIndicator
) -> None:
    found = _frame(frame).assign(change_detectable=2.1, change_verdict="niet aantoonbaar veranderd")
    found.loc[found["area"] == "rest", "change_verdict"] = "gedaald"
    table = changes(found, indicator())
    size = table.set_index("area")["visible_from"]
    assert (size["veld"], size["rest"]) == ("2,1\u00a0procentpunt", "")
    shown = changes(_frame(frame).assign(change_verdict="gedaald"), indicator())
    headers = [[column.header for column in change_columns(indicator(), one)] for one in (table, shown)]
    assert ["verandering te zien vanaf ongeveer" in names for names in headers] == [True, False]


@pytest.mark.parametrize("values", [{}, {"2020": 1.0}])
def test_no_sparkline_without_two_points(frame: Make, indicator: MakeIndicator, values: dict[str, float]) -> None:
    lines = lines_of(frame(*_series("veld", "buurt", values)), ["veld"]) if values else []
    assert sparkline(lines, indicator(), LIGHT) == ""


def test_sparkline_has_a_text_alternative(frame: Make, indicator: MakeIndicator) -> None:
    picture = sparkline(lines_of(_frame(frame), ["veld"]), indicator(), LIGHT)
    assert 'alt="Veld: 30,0\u00a0% in 2020, 19,0\u00a0% in 2023."' in picture


def test_the_word_of_a_break_does_not_cover_that_of_the_nulmeting(
    frame: Make, indicator: MakeIndicator, a_break: Break
) -> None:
    drawing = figures(lines_of(_frame(frame), ["veld"]), indicator(breaks=(a_break,)), 2022, LIGHT)[0]
    anchors = {a.text: a.xanchor for a in drawing.layout.annotations if a.text in ("breuk", "nulmeting")}
    assert anchors == {"breuk": "right", "nulmeting": "center"}
