"""A trend as vector SVG, on paper and on a stage: files that need no script. The same lines as charts.trend draws.

Plotly draws in a browser, which the server that makes a report does not have; see docs/architecture.md, Report.
"""

import math
from collections.abc import Mapping, Sequence

from charts.frames import Row, as_float, as_text
from charts.line_drawing import Axis, Limits, Point, Stroke, Style, drawing, heights
from charts.numbers import period_label, scale, unit_label, with_unit
from charts.style import DASHES, Theme
from charts.theme_files import properties
from charts.trend import Line, position, rules, y_range
from charts.trend_band import limits_of
from charts.words import in_sentence
from model.indicator import Indicator
from model.status import Status

_BAND = 0.16


def on_paper(tokens: Theme) -> Style:
    """A picture in a column of a report, in the colours of a theme."""
    colours = properties(tokens)
    return Style("wp-line-picture", 440, 164, 1, True, lambda name: colours[f"--wp-{name}"])


def line_picture(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    moves: Mapping[str, Sequence[float]],
    style: Style,
    alt: str,
) -> str:
    """An ``<svg>`` with ``alt`` as its text alternative; empty when no line has two points. ``lines``, ``moves``: see
    ``trend``."""
    if not any(len(_known(line)) > 1 for line in lines):
        return ""
    strokes = [_stroke(line, indicator, moves.get(line.area, ())) for line in lines if _known(line)]
    periods = {position(row["period"]): str(row["period"]) for line in lines for row in _known(line)}
    cuts = rules(lines, indicator, nulmeting, moves)
    axis = Axis(y_range(heights(strokes), indicator), periods, unit_label(indicator.unit), cuts)
    return drawing(strokes, axis, style, alt)


def spoken(lines: Sequence[Line], indicator: Indicator) -> str:
    """What the picture shows, for who does not see it: first and last figure of each line, the chosen area first."""
    said = []
    for line in reversed([line for line in lines if _known(line)]):
        known = _known(line)
        ends = known[:1] if len(known) == 1 else (known[0], known[-1])
        figures = ", ".join(
            f"{with_unit(row['value'], indicator.unit, indicator.decimals)} in {period_label(str(row['period']))}"
            for row in ends
        )
        said.append(f"{in_sentence(line.name, str(known[0]['level']))}: {figures}")
    return f"Lijngrafiek van {indicator.name}. {'; '.join(said)}."


def _known(line: Line) -> list[Row]:
    return [row for row in line.rows if as_float(row["value"]) is not None]


def _stroke(line: Line, indicator: Indicator, moves: Sequence[float]) -> Stroke:
    """A missing figure, a break and moved borders each end a stretch; a band needs two points."""
    breaks = [*(position(b.period) for b in indicator.breaks), *moves]
    stretches: list[list[Point]] = [[]]
    bands: list[list[Limits]] = [[]]
    previous = math.inf
    for row in line.rows:
        at, value = position(row["period"]), as_float(row["value"])
        if value is None or any(previous < b <= at for b in breaks):
            stretches.append([])
            bands.append([])
        if value is not None:
            stretches[-1].append((at, value * scale(indicator.unit), _mark(row)))
            limits = limits_of(row, indicator)
            if line.chosen and limits is not None:
                bands[-1].append((at, *limits))
        previous = at
    drawn = tuple(tuple(stretch) for stretch in stretches if stretch)
    sure = tuple((_BAND, tuple(band)) for band in bands if len(band) > 1)
    return Stroke(line.name, f"line-{line.role}", DASHES[line.role], line.chosen, drawn, sure)


def _mark(row: Row) -> str:
    return "ruit" if as_text(row.get("method")) else "open" if row["status"] == Status.PROVISIONAL else "dot"
