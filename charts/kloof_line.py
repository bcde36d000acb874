"""The gap through the years as a small picture without axes: line, 95 % band, zero line and nulmeting. SVG."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from charts.frames import Row, as_float
from charts.kloof_words import with_side
from charts.numbers import period_label, period_position
from charts.style import Theme
from model.indicator import Indicator

WIDTH, HEIGHT = 240, 64
_SIDE, _TOP, _BOTTOM = 6, 6, 6


def kloof_line(rows: Sequence[Row], indicator: Indicator, tokens: Theme) -> str:
    """An ``<img>`` with a text alternative, and its years; empty below two points.

    ``rows``: figures.kloof of one indicator and group, oldest first.
    """
    if len(rows) < 2:
        return ""
    points = [(period_position(str(row["period"])) or 0.0, as_float(row["gap"]) or 0.0) for row in rows]
    limits = [(as_float(row["gap_low"]), as_float(row["gap_high"])) for row in rows]
    heights = [0.0, *(y for _, y in points), *(y for pair in limits for y in pair if y is not None)]
    first, last = points[0][0], points[-1][0]
    across, up = (last - first) or 1.0, (max(heights) - min(heights)) or 1.0

    def place(x: float, y: float) -> str:
        right = _SIDE + (x - first) / across * (WIDTH - 2 * _SIDE)
        return f"{right:.1f} {_TOP + (max(heights) - y) / up * (HEIGHT - _TOP - _BOTTOM):.1f}"

    def rule(x0: float, y0: float, x1: float, y1: float, dash: str) -> str:
        path = f"M{place(x0, y0)}L{place(x1, y1)}"
        return f"<path d='{path}' stroke='{tokens.muted}' stroke-width='1' fill='none'{dash}/>"

    parts = [_part(points[a:b], limits[a:b], place, tokens) for a, b in spans(rows, indicator)]
    parts.insert(0, rule(first, 0, last, 0, ""))
    start = period_position(str(rows[-1]["nulmeting_period"]))
    if start is not None and first <= start <= last:
        parts.insert(1, rule(start, min(heights), start, max(heights), " stroke-dasharray='2 2'"))
    right, down = place(*points[-1]).split()
    parts.append(f"<circle cx='{right}' cy='{down}' r='3.5' fill='{tokens.brand}'/>")
    begin, end = (escape(str(rows[n]["period"])) for n in (0, -1))
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>{''.join(parts)}</svg>"
    source = "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()
    return (
        f'<img class="wp-gap-line" src="{source}" alt="{escape(_spoken(rows, indicator))}">'
        f'<small class="wp-gap-years" aria-hidden="true"><span>{begin}</span><span>{end}</span></small>'
    )


def spans(rows: Sequence[Row], indicator: Indicator) -> list[tuple[int, int]]:
    """Stretches of the series between breaks, as slices of ``rows``."""
    cuts = {0, len(rows)}
    for one in indicator.breaks:
        cuts |= {next((n for n, row in enumerate(rows) if str(row["period"]) >= one.period), len(rows))}
    return list(pairwise(sorted(cuts)))


def _part(points, limits, place, tokens: Theme) -> str:  # type: ignore[no-untyped-def]
    line = "L".join(place(x, y) for x, y in points)
    drawn = f"<path d='M{line}' fill='none' stroke='{tokens.brand}' stroke-width='2.2'/>"
    known = [(x, low, high) for (x, _), (low, high) in zip(points, limits, strict=True) if low is not None]
    if len(known) < 2:
        return drawn
    edge = [place(x, high) for x, _, high in known] + [place(x, low) for x, low, _ in reversed(known)]
    return f"<path d='M{'L'.join(edge)}Z' fill='{tokens.brand}' opacity='0.2'/>{drawn}"


def _spoken(rows: Sequence[Row], indicator: Indicator) -> str:
    said = [
        f"in {period_label(str(row['period']))} {with_side(as_float(row['gap']), indicator)}"
        for row in (rows[0], rows[-1])
    ]
    return f"Het verschil door de jaren: {', '.join(said)}."
