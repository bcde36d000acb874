"""Bars for a stage as SVG: one group per name, beside each other or stacked, from a zero line."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from charts.numbers import number

WIDTH, TEXT = 1120, 29
_NAMES, _VALUE, _LINE, _GAP = 450, 110, 33, 18


@dataclass(frozen=True)
class Series:
    """Its values beside the names (None: no bar), its colour as a custom property without ``--wp-``, and per bar the
    limits of its 95 % interval."""

    name: str
    values: Sequence[float | None]
    colour: str
    limits: Sequence[tuple[float, float] | None] = ()


def bars(names: Sequence[str], series: Sequence[Series], unit: str, decimals: int, stacked: bool, alt: str) -> str:
    """Horizontal bars with their numbers, and what the colours mean where there are several."""
    low, high = _limits(series, stacked)
    thick = 64 if stacked else max(26, 64 // max(1, len(series)))
    k = (WIDTH - _NAMES - _VALUE * (2 if low < 0 else 1)) / ((high - low) or 1.0)
    zero = _NAMES + (_VALUE if low < 0 else 0) - low * k
    parts, top = [], 44
    for place, name in enumerate(names):
        lines = textwrap.wrap(name, 29, max_lines=2, placeholder=" …")
        tall = max(len(lines) * _LINE, thick if stacked else thick * len(series))
        parts += [_text(0, top + _LINE * (n + 0.8), line, "ink") for n, line in enumerate(lines)]
        parts += _group(place, series, stacked, zero, k, top, thick, decimals)
        top += tall + _GAP
    parts.insert(0, f'<path d="M{zero:.1f} 36V{top - _GAP + 8}" stroke="var(--wp-muted)" stroke-width="2"/>')
    parts.insert(0, _text(_NAMES, 24, unit, "muted"))
    key = _key(series) if len(series) > 1 else ""
    return (
        f'<svg class="wp-bars" viewBox="0 0 {WIDTH} {top}" role="img" aria-label="{escape(alt)}" font-size="{TEXT}">'
        f"{''.join(parts)}</svg>{key}"
    )


def _limits(series: Sequence[Series], stacked: bool) -> tuple[float, float]:
    known = [[value or 0.0 for value in one.values] for one in series]
    if stacked:
        return 0.0, max((sum(column) for column in zip(*known, strict=True)), default=1.0)
    flat = [0.0, *(value for values in known for value in values)]
    flat += [limit for one in series for both in one.limits if both for limit in both]
    return min(flat), max(flat)


def _group(
    place: int, series: Sequence[Series], stacked: bool, zero: float, k: float, top: float, thick: int, decimals: int
) -> list[str]:
    parts, along = [], zero
    for number_of, one in enumerate(series):
        value = one.values[place]
        if value is None or (stacked and not value):
            continue
        y = top if stacked else top + number_of * thick
        start = along if stacked else min(zero, zero + value * k)
        wide = abs(value) * k
        parts.append(
            f'<rect x="{start:.1f}" y="{y:.1f}" width="{max(wide, 2):.1f}" height="{thick - 4}" '
            f'fill="var(--wp-{one.colour})" stroke="var(--wp-muted)" stroke-width="1"/>'
        )
        said = number(value, decimals)
        if stacked:
            parts.append(_on(start + wide / 2, y + thick / 2 + 8, said))
            along += wide
        else:
            ends = one.limits[place] if one.limits else None
            edges = [start, start + wide, *(zero + limit * k for limit in ends or ())]
            at, anchor = (min(edges) - 8, "end") if value < 0 else (max(edges) + 8, "start")
            parts += [_whisker(edges[2], edges[3], y + thick / 2 - 2)] if ends else []
            parts.append(_text(at, y + thick / 2 + 8, said, "ink", anchor))
    return parts


def _whisker(low: float, high: float, down: float) -> str:
    path = f"M{low:.1f} {down:.1f}H{high:.1f}M{low:.1f} {down - 9:.1f}v18M{high:.1f} {down - 9:.1f}v18"
    return f'<path d="{path}" fill="none" stroke="var(--wp-ink)" stroke-width="3"/>'


def _on(at: float, down: float, said: str) -> str:
    """A number on a bar: with a halo of the page, so that it is legible on every colour."""
    halo = 'paint-order="stroke" stroke="var(--wp-background)" stroke-width="7" stroke-linejoin="round"'
    return (
        f'<text x="{at:.0f}" y="{down:.0f}" fill="var(--wp-ink)" text-anchor="middle" font-weight="650" {halo}>'
        f"{escape(said)}</text>"
    )


def _text(at: float, down: float, said: str, colour: str, anchor: str = "start") -> str:
    return f'<text x="{at:.0f}" y="{down:.0f}" fill="var(--wp-{colour})" text-anchor="{anchor}">{escape(said)}</text>'


def _key(series: Sequence[Series]) -> str:
    items = "".join(
        f'<li><svg viewBox="0 0 40 28" aria-hidden="true"><rect width="40" height="28" fill="var(--wp-{one.colour})"/>'
        f"</svg><span>{escape(one.name)}</span></li>"
        for one in series
    )
    return f'<ul class="wp-stage-legend wp-across">{items}</ul>'
