"""Pictures of a stage: where points lie, what breaks a line, what stands beside it; worked by hand on the drawing."""

import re
from collections.abc import Callable

import pytest

from charts import stage_bars, stage_map
from charts.line_drawing import Style
from charts.line_picture import line_picture, on_paper
from charts.stage_bars import Series
from charts.stage_lines import STAGE
from charts.style import LIGHT
from charts.trend import Line
from model.indicator import Break, Indicator

Make = Callable[..., Indicator]


def _row(period: str, value: float | None, **more: object) -> dict[str, object]:
    row = {
        "period": period,
        "value": value,
        "ci_low": None,
        "ci_high": None,
        "status": "measured",
        "level": "focuswijk",
    }
    return {**row, **more}


def test_a_missing_figure_breaks_the_line_and_a_provisional_point_is_open(indicator: Make) -> None:
    rows = (_row("2020", 1.0), _row("2021", None), _row("2022", 3.0), _row("2023", 2.0, status="provisional"))
    svg = line_picture([Line("a", "A", 0, rows)], indicator(), None, {}, STAGE, "wat u ziet")
    assert svg.count("<circle") == 3
    assert svg.count('fill="var(--wp-background)"') == 1
    strokes = re.findall(r'd="M([^"Z]*)" fill="none" stroke="var\(--wp-line-0\)"', svg)
    assert [len(path.split("L")) for path in strokes] == [1, 2]
    assert 'aria-label="wat u ziet"' in svg


def test_a_single_measurement_is_no_trend(indicator: Make) -> None:
    assert line_picture([Line("a", "A", 0, (_row("2020", 1.0),))], indicator(), None, {}, STAGE, "") == ""


@pytest.mark.parametrize("style", [STAGE, on_paper(LIGHT)])
def test_words_of_rules_close_by_stand_beside_each_other(indicator: Make, style: Style) -> None:
    rows = tuple(_row(str(year), 5.0 + year % 2) for year in range(2010, 2026))
    broken = indicator(breaks=(Break(period="2020", why="nieuwe telling"),))
    svg = line_picture([Line("a", "A", 0, rows)], broken, 2019, {}, style, "wat u ziet")
    places = {word: float(at) for at, word in re.findall(r'<text x="([\d.]+)"[^>]*>(nulmeting|breuk)<', svg)}
    # Of nine and five letters, each with one of room, at 6.6 a letter: half of both.
    assert places["breuk"] - places["nulmeting"] == pytest.approx((10 + 6) / 2 * 6.6, abs=0.1)
    assert ("var(" in svg) is (style is STAGE)


def test_an_estimate_is_a_ruit(indicator: Make) -> None:
    rows = (_row("2020", 1.0, method="verdeeld"), _row("2021", 2.0))
    svg = line_picture([Line("a", "A", 0, rows)], indicator(), None, {}, on_paper(LIGHT), "wat u ziet")
    assert svg.count("<circle") == 1
    assert svg.count(f'z" fill="{LIGHT.background}" stroke="{LIGHT.lines[0]}"') == 1


def test_bars_are_as_long_as_their_values_from_the_zero_line() -> None:
    svg = stage_bars.bars(["een", "twee"], [Series("nu", [10.0, -5.0], "accent")], "%", 0, False, "staven")
    wide = [float(w) for w in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)]
    assert wide[0] == pytest.approx(2 * wide[1], rel=0.01)
    assert "−5" in svg


def test_a_map_is_drawn_north_up_and_refers_to_its_shapes() -> None:
    square = '{"features": [{"properties": {"code": "BU1"}, "geometry": {"type": "Polygon", "coordinates": '
    square += "[[[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]]}}]}"
    bounds = (5.0, 52.0, 5.1, 52.1)
    paths, codes = stage_map.shapes("0", square, bounds)
    tall = stage_map.height(bounds)
    assert codes == ["BU1"]
    assert f"M0.0 {tall}L900.0 {tall}L900.0 0.0" in paths
    drawn = stage_map.drawn([(stage_map.name("0", "BU1"), "m-seq-1")], bounds, 'kaart "van"')
    assert '<use href="#g-0-BU1" class="m-seq-1"/>' in drawn
    assert "kaart &quot;van&quot;" in drawn
