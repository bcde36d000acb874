"""A trend with axes as vector SVG: on paper, and in a file that needs no script. The same lines as charts.trend draws.

Plotly draws in a browser, which the server that makes a report does not have; see docs/architecture.md, Report.
"""

import math
from collections.abc import Mapping, Sequence
from html import escape

from charts.frames import Row, as_float
from charts.numbers import number, period_label, scale, unit_label, with_unit
from charts.style import DASHES, FONT, Theme
from charts.trend import Line, digits, position, values_of, wrapped, y_range
from charts.trend_band import limits_of
from charts.words import in_sentence
from model.indicator import Indicator
from model.status import Status

WIDTH, HEIGHT = 440, 164
_TOP, _BOTTOM, _TEXT, _STEPS, _MOST_TICKS = 26, 24, 12, 4, 6
_DASHES = {"solid": "", "dash": "7 4", "dot": "1.5 3.5", "dashdot": "7 3 1.5 3", "longdash": "12 4"}
_CHOSEN = (0, 4)
_CHAR = 6.6
_SHORT_UNIT, _WORD = 4, 66


def line_picture(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    tokens: Theme,
    moves: Mapping[str, Sequence[float]] | None = None,
) -> str:
    """An ``<svg>`` with a text alternative; empty when no line has two points. ``lines``, ``moves``: see ``trend``."""
    lines = [line for line in lines if _known(line)]
    if not any(len(_known(line)) > 1 for line in lines):
        return ""
    low, high = y_range([y for line in lines for y in values_of(line, indicator)], indicator)
    steps = _ticks(low, high)
    places = sorted({position(row["period"]): str(row["period"]) for line in lines for row in _known(line)}.items())
    first, last = places[0][0], places[-1][0]
    shown = [number(y, digits((low, high), indicator)) for y in steps]
    left = 10 + _CHAR * max(len(text) for text in shown)
    right = WIDTH - 12 - _CHAR * max(len(part) for line in lines for part in wrapped(line.name))

    def x(at: float) -> float:
        return round(left + (at - first) / ((last - first) or 1.0) * (right - left), 1)

    def y(value: float) -> float:
        return round(_TOP + (high - value) / ((high - low) or 1.0) * (HEIGHT - _TOP - _BOTTOM), 1)

    def text(at: float, down: float, said: str, more: str = "") -> str:
        return f'<text x="{at:.1f}" y="{down:.1f}" font-size="{_TEXT}"{more}>{escape(said)}</text>'

    muted = f' fill="{tokens.muted}"'
    unit = unit_label(indicator.unit)
    parts = [text(0, 11, unit, muted)] if len(unit) <= _SHORT_UNIT else []
    for value, said in zip(steps, shown, strict=True):
        parts.append(_rule(left, y(value), right, y(value), tokens.rule))
        parts.append(text(left - 6, y(value) + 4, said, f'{muted} text-anchor="end"'))
    every = max(1, -(-len(places) // _MOST_TICKS))
    for at, period in places[::-1][::every]:
        parts.append(_rule(x(at), HEIGHT - _BOTTOM, x(at), HEIGHT - _BOTTOM + 4, tokens.muted))
        parts.append(text(x(at), HEIGHT - 6, period, f'{muted} text-anchor="middle"'))
    rules = [(float(nulmeting), "nulmeting", "")] if nulmeting is not None and first <= nulmeting <= last else []
    rules += [(at, said, "2 3") for at, said in _cuts(lines, indicator, moves or {}, [at for at, _ in places])]
    for at, said, dash in rules:
        parts.append(_rule(x(at), _TOP, x(at), HEIGHT - _BOTTOM, tokens.muted, dash))
        anchor = _side_of(x(at), [x(other) for other, _, _ in rules if other != at], left)
        parts.append(text(x(at), _TOP - 6, said, f'{muted} text-anchor="{anchor}"'))
    for line in lines:
        parts.append(_drawn(line, indicator, tokens, (moves or {}).get(line.area, ()), x, y))
    parts += _names(lines, indicator, tokens, y, right, text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="wp-line-picture" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" font-family="{FONT}, sans-serif"><title>{escape(spoken(lines, indicator))}</title>'
        f"{''.join(parts)}</svg>"
    )


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


def _rule(x0: float, y0: float, x1: float, y1: float, colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="{colour}" stroke-width="1" fill="none"{dashed}/>'


def _side_of(at: float, others: Sequence[float], left: float) -> str:
    """Where the word of a rule stands beside it: in the middle, unless another rule or the edge is near."""
    near = [other for other in others if abs(other - at) < _WORD]
    if not near:
        return "middle" if at > left + _WORD / 2 else "start"
    return "end" if max(near) > at and at > left + _WORD else "start"


def _ticks(low: float, high: float) -> list[float]:
    """Round values on the vertical axis, about four steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    return [n * step for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _cuts(
    lines: Sequence[Line], indicator: Indicator, moves: Mapping[str, Sequence[float]], at: Sequence[float]
) -> list[tuple[float, str]]:
    """Where a line is broken and why, halfway between the points on either side."""
    breaks = [position(b.period) for b in indicator.breaks]
    own = {line.area for line in lines if line.role in _CHOSEN}
    moved = sorted({m for area, places in moves.items() if area in own for m in places} - set(breaks))
    found = []
    for cut, said in [*((b, "breuk") for b in breaks), *((m, "grens gewijzigd") for m in moved)]:
        before, after = [x for x in at if x < cut], [x for x in at if x >= cut]
        if before and after:
            found.append(((before[-1] + after[0]) / 2, said))
    return found


def _stretches(line: Line, breaks: Sequence[float]) -> list[list[Row]]:
    """Points that one stroke connects: a missing figure, a break and moved borders each end it."""
    found: list[list[Row]] = [[]]
    previous = math.inf
    for row in line.rows:
        at = position(row["period"])
        known = as_float(row["value"]) is not None
        if not known or any(previous < b <= at for b in breaks):
            found.append([])
        if known:
            found[-1].append(row)
        previous = at
    return [stretch for stretch in found if stretch]


def _drawn(line: Line, indicator: Indicator, tokens: Theme, moves: Sequence[float], x, y) -> str:  # type: ignore[no-untyped-def]
    colour, chosen = tokens.lines[line.role], line.role in _CHOSEN
    width, dash = (2.6 if chosen else 1.8), _DASHES[DASHES[line.role]]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    parts = []
    for stretch in _stretches(line, [*(position(b.period) for b in indicator.breaks), *moves]):
        points = [(x(position(row["period"])), y(row["value"] * scale(indicator.unit)), row) for row in stretch]
        limits = [(at, *limits) for at, _, row in points if (limits := limits_of(row, indicator)) is not None]
        if chosen and len(limits) > 1:
            edge = [f"{at} {y(up)}" for at, _, up in limits] + [f"{at} {y(down)}" for at, down, _ in limits[::-1]]
            parts.append(f'<path d="M{"L".join(edge)}Z" fill="{colour}" fill-opacity="0.16"/>')
        path = "L".join(f"{at} {down}" for at, down, _ in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>')
        for at, down, row in points:
            inside = tokens.background if row["status"] == Status.PROVISIONAL else colour
            size = 3.4 if chosen else 2.6
            parts.append(
                f'<circle cx="{at}" cy="{down}" r="{size}" fill="{inside}" stroke="{colour}" stroke-width="1.4"/>'
            )
    return "".join(parts)


def _names(lines: Sequence[Line], indicator: Indicator, tokens: Theme, y, right, text) -> list[str]:  # type: ignore[no-untyped-def]
    """Names at the ends of lines, pushed apart so that none covers another and none leaves the picture."""
    ends = sorted(
        ((y(_known(line)[-1]["value"] * scale(indicator.unit)), line) for line in lines), key=lambda end: end[0]
    )
    tall = [len(wrapped(line.name)) * (_TEXT + 2) for _, line in ends]
    tops, floor = [], 0.0
    for (middle, _), height in zip(ends, tall, strict=True):
        tops.append(max(floor, middle - height / 2))
        floor = tops[-1] + height
    over = max(0.0, floor - (HEIGHT - 2))
    parts = []
    for top, (_, line) in zip(tops, ends, strict=True):
        weight = ' font-weight="700"' if line.role in _CHOSEN else ""
        for n, part in enumerate(wrapped(line.name)):
            down = max(top - over, 0.0) + _TEXT + n * (_TEXT + 2)
            parts.append(text(right + 9, down, part, f' fill="{tokens.lines[line.role]}"{weight}'))
    return parts
