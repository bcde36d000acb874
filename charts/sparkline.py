"""A small trend without axes, as an SVG picture: the area as a line, its baseline as a thinner one."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from charts.frames import as_float
from charts.numbers import period_position, with_unit
from charts.style import Theme
from charts.trend import Line
from model.indicator import Indicator

SIZE, SMALL = (320, 90), (150, 66)
_LEFT, _TOP, _BOTTOM = 6, 8, 20


def sparkline(
    lines: Sequence[Line],
    indicator: Indicator,
    tokens: Theme,
    moves: Sequence[float] = (),
    size: tuple[int, int] = SIZE,
) -> str:
    """An ``<img>`` with a text alternative; empty when no line has two points. The chosen area is the last line.

    ``moves``: positions of the first points of the chosen area on other borders; its line is broken there. ``size``:
    width and height in px of where it stands, so that its years can be read there.
    """
    width, height = size
    drawn = [(line, _points(line)) for line in lines]
    drawn = [(line, points) for line, points in drawn if len(points) > 1]
    if not drawn or drawn[-1][0].role != 0:
        return ""
    xs = [x for _, points in drawn for x, _, _ in points]
    ys = [y for _, points in drawn for _, y, _ in points]
    across, up = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0

    def place(x: float, y: float) -> tuple[float, float]:
        right = _LEFT + (x - min(xs)) / across * (width - 2 * _LEFT)
        return round(right, 1), round(_TOP + (max(ys) - y) / up * (height - _TOP - _BOTTOM), 1)

    parts = [_path(line, points, place, indicator, tokens, () if line.role else moves) for line, points in drawn]
    first, last = _span(drawn[-1][1])
    text = f"font-family='sans-serif' font-size='13' fill='{tokens.muted}'"
    parts.append(f"<text x='{_LEFT}' y='{height - 3}' {text}>{first}</text>")
    parts.append(f"<text x='{width - _LEFT}' y='{height - 3}' text-anchor='end' {text}>{last}</text>")
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>{''.join(parts)}</svg>"
    source = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    return f'<img class="wp-spark" src="{source}" alt="{escape(_spoken(drawn[-1], indicator))}">'


def _points(line: Line) -> list[tuple[float, float, str]]:
    found = [(period_position(str(row["period"])), as_float(row["value"]), str(row["period"])) for row in line.rows]
    return [(x, y, period) for x, y, period in found if x is not None and y is not None]


def _path(line: Line, points, place, indicator: Indicator, tokens: Theme, moves) -> str:  # type: ignore[no-untyped-def]
    breaks = [*(period_position(b.period) or 0.0 for b in indicator.breaks), *moves]
    steps, previous = [], None
    for x, y, _ in points:
        new = previous is None or any(previous < b <= x for b in breaks)
        right, down = place(x, y)
        steps.append(f"{'M' if new else 'L'}{right} {down}")
        previous = x
    colour = tokens.lines[line.role]
    dash = "" if line.role == 0 else " stroke-dasharray='2 3'"
    width = 2.5 if line.role == 0 else 1.6
    drawn = f"<path d='{''.join(steps)}' fill='none' stroke='{colour}' stroke-width='{width}'{dash}/>"
    if line.role:
        return drawn
    right, down = place(points[-1][0], points[-1][1])
    return f"{drawn}<circle cx='{right}' cy='{down}' r='4' fill='{colour}'/>"


def _span(points: Sequence[tuple[float, float, str]]) -> tuple[str, str]:
    return escape(points[0][2]), escape(points[-1][2])


def _spoken(drawn: tuple[Line, list[tuple[float, float, str]]], indicator: Indicator) -> str:
    line, points = drawn
    (_, start, first), (_, end, last) = points[0], points[-1]
    unit, decimals = indicator.unit, indicator.decimals
    return f"{line.name}: {with_unit(start, unit, decimals)} in {first}, {with_unit(end, unit, decimals)} in {last}."
