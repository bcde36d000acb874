"""Lines through the years as SVG: axes, strokes with bands, rules such as a nulmeting, and names at the ends of lines.

Paper, a stage and its fan are one drawing in units of which a letter is twelve high; what differs is a ``Style``.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from statistics import fmean

from charts.numbers import number
from charts.style import FONT
from charts.trend import wrapped

_TEXT, _ROW, _CHAR, _BELOW, _INSET, _STEPS = 12, 14, 6.6, 24, 6, 4
_SHORT_UNIT = 4
_DASHES = {"solid": "", "dash": "7 4", "dot": "1.5 3.5", "dashdot": "7 3 1.5 3", "longdash": "12 4"}
# Position on the time axis, value, and its mark: "dot", "open", "ruit" or none.
Point = tuple[float, float, str]
Limits = tuple[float, float, float]
Path = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Style:
    """Where a drawing is seen. ``colour``: of a custom property without ``--wp-``; ``rows``: of words above the lines,
    where a long unit needs two; ``titled``: whether the alternative is a title, or an attribute that no pointer shows.
    """

    name: str
    width: int
    height: int
    rows: int
    titled: bool
    colour: Callable[[str], str]


@dataclass(frozen=True)
class Stroke:
    """One line: points per stretch that is drawn through. ``bands``: opacity, and (position, low, high) of each."""

    name: str
    colour: str
    dash: str
    bold: bool
    stretches: tuple[tuple[Point, ...], ...]
    bands: tuple[tuple[float, tuple[Limits, ...]], ...] = ()


@dataclass(frozen=True)
class Axis:
    """What lines are held against. ``periods``: what ticks are called; ``rules``: position, word, whether dotted;
    ``zero``: what the line at zero is called, empty for none."""

    limits: tuple[float, float]
    periods: Mapping[float, str]
    unit: str
    rules: Sequence[tuple[float, str, bool]] = ()
    zero: str = ""


def heights(strokes: Sequence[Stroke]) -> list[float]:
    """All values that the vertical axis must hold."""
    values = [value for stroke in strokes for stretch in stroke.stretches for _, value, _ in stretch]
    return values + [y for stroke in strokes for _, band in stroke.bands for _, *both in band for y in both]


def drawing(strokes: Sequence[Stroke], axis: Axis, style: Style, alt: str) -> str:
    """An ``<svg>`` with a text alternative; the first stroke lies lowest. At least one stroke has a point."""
    steps, decimals = _ticks(*axis.limits)
    shown = [number(step, decimals) for step in steps]
    names = [part for stroke in strokes if stroke.name for part in wrapped(stroke.name)]
    right = style.width - 8 - _CHAR * max(map(len, names), default=1)
    pen = _Pen(axis, style, 9 + _CHAR * max(map(len, shown)), right)
    parts = [pen.text(0, 11, axis.unit, "muted")] if len(axis.unit) <= _SHORT_UNIT or style.rows > 1 else []
    for step, said in zip(steps, shown, strict=True):
        parts.append(pen.across(step, "rule"))
        parts.append(pen.text(pen.left - 5, pen.y(step) + 4, said, "muted", "end"))
    parts += [*_years(pen), *_rules(pen)]
    if axis.zero and axis.limits[0] <= 0 <= axis.limits[1]:
        beside = -4 if pen.y(0) > style.height / 2 else 13
        parts += [pen.across(0, "ink"), pen.text(pen.left + 3, pen.y(0) + beside, axis.zero, "ink")]
    parts += [part for stroke in strokes for part in _line(pen, stroke)]
    parts += _names(pen, [stroke for stroke in strokes if stroke.name])
    title, label = (f"<title>{escape(alt)}</title>", "") if style.titled else ("", f' aria-label="{escape(alt)}"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{style.name}" viewBox="0 0 {style.width} {style.height}" '
        f'role="img"{label} font-family="{FONT}, sans-serif" font-size="{_TEXT}">{title}{"".join(parts)}</svg>'
    )


@dataclass(frozen=True)
class _Pen:
    """Where things lie, and how they are written; ``left`` and ``right`` are the ends of the axis."""

    axis: Axis
    style: Style
    left: float
    right: float

    @property
    def top(self) -> int:
        return _ROW * self.style.rows + _TEXT

    @property
    def bottom(self) -> int:
        return self.style.height - _BELOW

    def x(self, at: float) -> float:
        first, last = min(self.axis.periods), max(self.axis.periods)
        room = self.right - self.left - 2 * _INSET
        return round(self.left + _INSET + (at - first) / ((last - first) or 1.0) * room, 1)

    def y(self, value: float) -> float:
        low, high = self.axis.limits
        return round(self.top + (high - value) / ((high - low) or 1.0) * (self.bottom - self.top), 1)

    def text(self, at: float, down: float, said: str, colour: str, anchor: str = "", weight: int = 0) -> str:
        more = f' text-anchor="{anchor}"' if anchor else ""
        more += f' font-weight="{weight}"' if weight else ""
        return f'<text x="{at:.1f}" y="{down:.1f}" fill="{self.style.colour(colour)}"{more}>{escape(said)}</text>'

    def path(self, points: Path, colour: str, width: float = 1, dash: str = "solid") -> str:
        dashed = f' stroke-dasharray="{_DASHES[dash]}"' if _DASHES[dash] else ""
        stroke = f'stroke="{self.style.colour(colour)}" stroke-width="{width}"{dashed}'
        return f'<path d="{_through(points)}" fill="none" {stroke}/>'

    def across(self, value: float, colour: str) -> str:
        return self.path([(self.left, self.y(value)), (self.right, self.y(value))], colour)

    def mark(self, at: float, value: float, mark: str, colour: str, size: float) -> str:
        inside = self.style.colour(colour if mark == "dot" else "background")
        drawn = f'fill="{inside}" stroke="{self.style.colour(colour)}" stroke-width="1.4"'
        if mark == "ruit":
            ruit = f"l{size} {size}l{-size} {size}l{-size} {-size}z"
            return f'<path d="M{self.x(at)} {self.y(value) - size:.1f}{ruit}" {drawn}/>'
        return f'<circle cx="{self.x(at)}" cy="{self.y(value)}" r="{size}" {drawn}/>'


def _through(points: Path) -> str:
    return "M" + "L".join(f"{at:.1f} {down:.1f}" for at, down in points)


def _years(pen: _Pen) -> list[str]:
    """The last period and earlier ones, far enough apart to be read."""
    periods, parts = pen.axis.periods, []
    apart, free = (max(map(len, periods.values())) + 3) * _CHAR, math.inf
    for at in sorted(periods, reverse=True):
        if pen.x(at) <= free:
            free = pen.x(at) - apart
            parts.append(pen.path([(pen.x(at), pen.bottom), (pen.x(at), pen.bottom + 4)], "muted"))
            parts.append(pen.text(pen.x(at), pen.style.height - 6, periods[at], "muted", "middle"))
    return parts


def _rules(pen: _Pen) -> list[str]:
    """Rules with their words above; where one would not stand over its rule, each word is said once."""
    rules = sorted(pen.axis.rules)
    down = [(pen.x(at), "dot" if dotted else "solid") for at, _, dotted in rules]
    parts = [pen.path([(x, pen.top), (x, pen.bottom)], "muted", dash=dash) for x, dash in down]
    said = _words(pen, [(pen.x(at), word) for at, word, _ in rules])
    if any(abs(place - x) > len(word) * _CHAR / 2 for place, x, word in said):
        once = {word: x for _, x, word in reversed(said)}
        said = _words(pen, sorted((x, word) for word, x in once.items()))
    return parts + [pen.text(place, pen.top - 6, word, "muted", "middle") for place, _, word in said]


def _words(pen: _Pen, said: Sequence[tuple[float, str]]) -> list[tuple[float, float, str]]:
    """Where each word stands, the place of its rule, and the word."""
    places = _apart([(x, (len(word) + 1) * _CHAR) for x, word in said], pen.left, pen.style.width)
    return [(place, x, word) for place, (x, word) in zip(places, said, strict=True)]


def _line(pen: _Pen, stroke: Stroke) -> list[str]:
    parts = []
    for opacity, band in stroke.bands:
        edge = [(pen.x(at), pen.y(high)) for at, _, high in band]
        edge += [(pen.x(at), pen.y(low)) for at, low, _ in reversed(band)]
        colour = pen.style.colour(stroke.colour)
        parts.append(f'<path d="{_through(edge)}Z" fill="{colour}" fill-opacity="{opacity}"/>')
    for stretch in stroke.stretches:
        points = [(pen.x(at), pen.y(value)) for at, value, _ in stretch]
        parts.append(pen.path(points, stroke.colour, 2.6 if stroke.bold else 1.8, stroke.dash))
        size = 3.4 if stroke.bold else 2.4
        parts += [pen.mark(at, value, mark, stroke.colour, size) for at, value, mark in stretch if mark]
    return parts


def _names(pen: _Pen, strokes: Sequence[Stroke]) -> list[str]:
    """Names at the ends of lines, clear of each other, of words above and of the last year below."""
    ends = sorted(((pen.y(one.stretches[-1][-1][1]), one) for one in strokes), key=lambda end: end[0])
    tall = [(end, _ROW * len(wrapped(stroke.name))) for end, stroke in ends]
    places = zip(ends, tall, _apart(tall, pen.top - 4, pen.bottom + 8), strict=True)
    parts = []
    for (_, stroke), (_, size), middle in places:
        for n, part in enumerate(wrapped(stroke.name)):
            down = middle - size / 2 + 11 + n * _ROW
            parts.append(pen.text(pen.right + _INSET, down, part, stroke.colour, "", 700 if stroke.bold else 500))
    return parts


def _apart(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Middles for words of (middle, size), in that order: each clear of the next and moved as little as can be.

    Least squares under an order (pool adjacent violators), of the starts as if all words before had no size.
    """
    before = [sum(size for _, size in wanted[:n]) for n in range(len(wanted) + 1)]
    groups: list[list[float]] = []
    for (middle, size), taken in zip(wanted, before, strict=False):
        groups.append([middle - size / 2 - taken])
        while len(groups) > 1 and fmean(groups[-2]) > fmean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    starts = [max(low, min(fmean(group), high - before[-1])) for group in groups for _ in group]
    return [one + taken + size / 2 for one, taken, (_, size) in zip(starts, before, wanted, strict=False)]


def _ticks(low: float, high: float) -> tuple[list[float], int]:
    """Round values on the vertical axis, about four steps of 1, 2 or 5 times a power of ten; and their decimals."""
    rough = (high - low) / _STEPS or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    places = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    return [n * step for n in places], max(0, math.ceil(-math.log10(step) - 1e-9))
