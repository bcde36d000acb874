"""Pictures of a stage: where points lie, what breaks a line, what stands beside it; worked by hand on the drawing."""

import re
from collections.abc import Callable

import pytest

from charts import stage_bars, stage_lines, stage_map
from charts.stage_bars import Series
from charts.trend import Line
from model.indicator import Indicator

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
    svg = stage_lines.trend_picture([Line("a", "A", 0, rows)], indicator(), None, {}, "wat u ziet")
    assert svg.count("<circle") == 3
    assert svg.count('fill="var(--wp-background)"') == 1
    strokes = re.findall(r'd="M([^"Z]*)" fill="none" stroke="var\(--wp-line-0\)"', svg)
    assert [len(path.split("L")) for path in strokes] == [1, 2]
    assert 'aria-label="wat u ziet"' in svg


def test_a_single_measurement_is_no_trend(indicator: Make) -> None:
    assert stage_lines.trend_picture([Line("a", "A", 0, (_row("2020", 1.0),))], indicator(), None, {}, "") == ""


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
