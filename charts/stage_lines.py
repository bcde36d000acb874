"""Lines through the years for a stage: a trend, or a gap with its fan, as SVG that is legible at the back of a hall.

Made on the server, so that a change of dia draws nothing; the colours are custom properties, so that light and dark are
one picture. Units of the drawing are pixels of a stage of 1920 wide.
"""

import math
import textwrap
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts.frames import Row, as_float, as_text
from charts.kloof_line import spans
from charts.numbers import number, period_position, scale, unit_label
from charts.style import DASHES
from charts.trend import Line, position, y_range
from charts.trend_band import limits_of
from model.indicator import Indicator
from model.status import Status

WIDTH, HEIGHT, TEXT = 1120, 620, 29
_TOP, _BOTTOM, _ROW, _CHAR = 84, 56, 34, 15.5
_STEPS, _MOST_TICKS = 4, 5
_DASHES = {"solid": "", "dash": "18 10", "dot": "4 9", "dashdot": "18 8 4 8", "longdash": "30 10"}
_CHOSEN = (0, 4)
Point = tuple[float, float, bool]
Limits = tuple[float, float, float]
Spread = tuple[float, float, float, float, float, float]
_FAN = ("low90", "low50", "middle", "high50", "high90")


@dataclass(frozen=True)
class Stroke:
    """One line: points (position, value, whether open) per stretch that is drawn through; ``bands`` likewise."""

    name: str
    colour: str
    dash: str
    bold: bool
    stretches: tuple[tuple[Point, ...], ...]
    bands: tuple[tuple[Limits, ...], ...] = ()


@dataclass(frozen=True)
class Axis:
    """What a drawing is held against. ``rules``: position, word, dashed; ``periods``: what ticks are called."""

    limits: tuple[float, float]
    periods: Mapping[float, str]
    unit: str
    rules: tuple[tuple[float, str, bool], ...] = ()
    zero: str = ""
    fan: tuple[Spread, ...] = ()


def trend_picture(
    lines: Sequence[Line], indicator: Indicator, nulmeting: int | None, moves: Mapping[str, Sequence[float]], alt: str
) -> str:
    """``lines``, ``moves``: see charts.trend; ``alt``: what is seen, in words. Empty without two points."""
    strokes = [_stroke(line, indicator, moves.get(line.area, ())) for line in lines]
    strokes = [stroke for stroke in strokes if stroke.stretches]
    points = [point for stroke in strokes for stretch in stroke.stretches for point in stretch]
    if len({at for at, _, _ in points}) < 2:
        return ""
    values = [y for _, y, _ in points] + [y for s in strokes for band in s.bands for _, *both in band for y in both]
    periods = {position(row["period"]): str(row["period"]) for line in lines for row in line.rows}
    seen = sorted({at for at, _, _ in points})
    rules = [(float(nulmeting), "nulmeting", False)] if nulmeting and seen[0] <= nulmeting <= seen[-1] else []
    own = {at for line in lines if line.role in _CHOSEN for at in moves.get(line.area, ())}
    cuts = [(position(b.period), "breuk") for b in indicator.breaks] + [(at, "grens gewijzigd") for at in sorted(own)]
    for cut, word in dict(reversed(cuts)).items():
        before, after = [x for x in seen if x < cut], [x for x in seen if x >= cut]
        if before and after:
            rules.append(((before[-1] + after[0]) / 2, word, True))
    kept = {at: periods[at] for at in seen}
    return _drawn(strokes, Axis(y_range(values, indicator), kept, unit_label(indicator.unit), tuple(rules)), alt)


def _stroke(line: Line, indicator: Indicator, moves: Sequence[float]) -> Stroke:
    breaks = [*(position(b.period) for b in indicator.breaks), *moves]
    stretches: list[list[Point]] = [[]]
    bands: list[list[Limits]] = [[]]
    previous, bold = math.inf, line.role in _CHOSEN
    for row in line.rows:
        at, value = position(row["period"]), as_float(row["value"])
        if value is None or any(previous < b <= at for b in breaks):
            stretches.append([])
            bands.append([])
        if value is not None:
            is_open = bool(as_text(row.get("method"))) or row["status"] == Status.PROVISIONAL
            stretches[-1].append((at, value * scale(indicator.unit), is_open))
            limits = limits_of(row, indicator)
            if bold and limits is not None:
                bands[-1].append((at, *limits))
        previous = at
    return Stroke(
        line.name,
        f"line-{line.role}",
        DASHES[line.role],
        bold,
        tuple(tuple(stretch) for stretch in stretches if stretch),
        tuple(tuple(band) for band in bands if len(band) > 1),
    )


def kloof_picture(
    rows: Sequence[Row], fan: Sequence[Row], indicator: Indicator, provisional: Collection[str], alt: str
) -> str:
    """``rows``, ``fan``, ``provisional``: see charts.kloof. Empty for a single measurement."""
    times, known = scale(indicator.unit), [row for row in rows if as_float(row["gap"]) is not None]
    if len(known) < 2:
        return ""
    stretches, bands = [], []
    for begin, end in spans(known, indicator):
        part = known[begin:end]
        stretches.append(
            tuple((_at(r), (as_float(r["gap"]) or 0.0) * times, str(r["period"]) in provisional) for r in part)
        )
        sure = [r for r in part if as_float(r["gap_low"]) is not None]
        bands.append(tuple((_at(r), float(r["gap_low"]) * times, float(r["gap_high"]) * times) for r in sure))
    last = stretches[-1][-1]
    spread = [_spread(row, times) for row in fan]
    spread = [(last[0], last[1], last[1], last[1], last[1], last[1]), *spread] if spread else []
    heights = [0.0, *(y for s in stretches for _, y, _ in s), *(y for b in bands for _, *both in b for y in both)]
    heights += [y for point in spread for y in point[1:]]
    room = (max(heights) - min(heights) or 1.0) * 0.08
    periods = {_at(row): str(row["period"]) for row in known}
    rules = [
        ((_at(known[begin - 1]) + _at(known[begin])) / 2, "breuk", True) for begin, _ in spans(known, indicator)[1:]
    ]
    nulmeting = period_position(as_text(known[-1]["nulmeting_period"]))
    if nulmeting is not None and _at(known[0]) <= nulmeting <= last[0]:
        rules.append((nulmeting, "nulmeting", False))
    if fan:
        periods[spread[-1][0]] = str(int(spread[-1][0]))
    stroke = Stroke("", "brand", "solid", True, tuple(stretches), tuple(band for band in bands if len(band) > 1))
    unit = "procentpunt" if indicator.unit == "%" else unit_label(indicator.unit)
    limits = (min(heights) - room, max(heights) + room)
    return _drawn([stroke], Axis(limits, periods, unit, tuple(rules), "geen verschil", tuple(spread)), alt)


def _spread(row: Row, times: float) -> Spread:
    """One year of the fan."""
    low90, low50, middle, high50, high90 = (float(row[n]) * times for n in _FAN)
    return float(row["year"]), low90, low50, middle, high50, high90


def _at(row: Row) -> float:
    return period_position(str(row["period"])) or 0.0


def _drawn(strokes: Sequence[Stroke], axis: Axis, alt: str) -> str:
    low, high = axis.limits
    steps = _ticks(low, high)
    shown = [number(step, _digits(steps)) for step in steps]
    left = 20 + _CHAR * max(len(text) for text in shown)
    right = WIDTH - 24 - _CHAR * max((len(part) for s in strokes for part in textwrap.wrap(s.name, 14)), default=1)
    places = sorted(axis.periods)
    first, last = places[0], max(places[-1], *(point[0] for point in axis.fan), places[-1])

    def x(at: float) -> float:
        return round(left + 14 + (at - first) / ((last - first) or 1.0) * (right - left - 28), 1)

    def y(value: float) -> float:
        return round(_TOP + (high - value) / ((high - low) or 1.0) * (HEIGHT - _TOP - _BOTTOM), 1)

    parts = [_text(0, 30, axis.unit, "muted")] if axis.unit else []
    for step, said in zip(steps, shown, strict=True):
        parts.append(_rule(left, y(step), right, y(step), "rule"))
        parts.append(_text(left - 10, y(step) + 10, said, "muted", "end"))
    for at in _spaced(places):
        parts.append(_text(x(at), HEIGHT - 8, axis.periods[at], "muted", "middle"))
    for at, word, dashed in axis.rules:
        parts.append(_rule(x(at), _TOP - 8, x(at), HEIGHT - _BOTTOM, "muted", "4 9" if dashed else ""))
        edge = "end" if x(at) > right - 140 else "start" if x(at) < left + 140 else "middle"
        parts.append(_text(x(at), _TOP - 16, word, "muted", edge))
    parts += _fan_of(axis, x, y)
    if axis.zero and low <= 0 <= high:
        parts.append(_rule(left, y(0), right, y(0), "ink"))
        parts.append(_text(left + 6, y(0) + (-10 if y(0) > HEIGHT / 2 else 32), axis.zero, "ink"))
    for stroke in strokes:
        parts += _line(stroke, x, y)
    parts += _names(strokes, y, right)
    return (
        f'<svg class="wp-lines" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(alt)}" '
        f'font-size="{TEXT}">{"".join(parts)}</svg>'
    )


def _line(stroke: Stroke, x, y) -> list[str]:  # type: ignore[no-untyped-def]
    colour, parts = f"var(--wp-{stroke.colour})", []
    for band in stroke.bands:
        edge = [f"{x(at)} {y(up)}" for at, _, up in band] + [f"{x(at)} {y(down)}" for at, down, _ in band[::-1]]
        parts.append(f'<path d="M{"L".join(edge)}Z" fill="{colour}" fill-opacity=".16"/>')
    dash = f' stroke-dasharray="{_DASHES[stroke.dash]}"' if _DASHES[stroke.dash] else ""
    for stretch in stroke.stretches:
        path = "L".join(f"{x(at)} {y(value)}" for at, value, _ in stretch)
        width = 6 if stroke.bold else 3.5
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>')
        for at, value, is_open in stretch:
            inside = "var(--wp-background)" if is_open else colour
            size = 8 if stroke.bold else 5
            parts.append(
                f'<circle cx="{x(at)}" cy="{y(value)}" r="{size}" fill="{inside}" stroke="{colour}" stroke-width="3"/>'
            )
    return parts


def _fan_of(axis: Axis, x, y) -> list[str]:  # type: ignore[no-untyped-def]
    if len(axis.fan) < 2:
        return []
    parts = []
    for low, high, opacity in ((1, 5, 0.16), (2, 4, 0.22)):
        edge = [f"{x(p[0])} {y(p[high])}" for p in axis.fan] + [f"{x(p[0])} {y(p[low])}" for p in axis.fan[::-1]]
        parts.append(f'<path d="M{"L".join(edge)}Z" fill="var(--wp-muted)" fill-opacity="{opacity}"/>')
    middle = "L".join(f"{x(p[0])} {y(p[3])}" for p in axis.fan)
    return [
        *parts,
        f'<path d="M{middle}" fill="none" stroke="var(--wp-muted)" stroke-width="3.5" stroke-dasharray="18 10"/>',
    ]


def _names(strokes: Sequence[Stroke], y, right: float) -> list[str]:  # type: ignore[no-untyped-def]
    """Names at the ends of lines, pushed apart so that none covers another and none leaves the picture."""
    ends = sorted(((y(s.stretches[-1][-1][1]), s) for s in strokes if s.name), key=lambda end: end[0])
    floor, tops = 0.0, []
    for middle, stroke in ends:
        height = _ROW * len(textwrap.wrap(stroke.name, 14))
        tops.append(max(floor, middle - height / 2))
        floor = tops[-1] + height + 6
    over = max(0.0, floor - HEIGHT + 10)
    return [
        _text(right + 14, top - over + _ROW * (n + 0.8), part, stroke.colour, weight=700 if stroke.bold else 500)
        for top, (_, stroke) in zip(tops, ends, strict=True)
        for n, part in enumerate(textwrap.wrap(stroke.name, 14))
    ]


def _text(at: float, down: float, said: str, colour: str, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{at:.0f}" y="{down:.0f}" fill="var(--wp-{colour})" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(said)}</text>'
    )


def _rule(x0: float, y0: float, x1: float, y1: float, colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="var(--wp-{colour})" stroke-width="2"{dashed}/>'


def _spaced(places: Sequence[float]) -> list[float]:
    """The last period and earlier ones, far enough apart to be read."""
    apart, kept = (places[-1] - places[0]) / _MOST_TICKS, [places[-1]]
    for at in reversed(places[:-1]):
        if kept[-1] - at >= apart * 0.8:
            kept.append(at)
    return kept


def _ticks(low: float, high: float) -> list[float]:
    """Round values on the vertical axis, about four steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / _STEPS or 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    return [n * step for n in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _digits(steps: Sequence[float]) -> int:
    """Decimals that tell the steps of the axis apart."""
    if len(steps) < 2:
        return 1
    return max(0, math.ceil(-math.log10(abs(steps[1] - steps[0])) - 1e-9))
