"""Where an area stands between all buurten, as a small vector picture for paper: what charts.spine draws with CSS."""

from html import escape

from charts.frames import Row, as_float
from charts.spine import Spread, spoken
from charts.style import Theme
from model.indicator import Indicator

WIDTH, HEIGHT = 150, 18
_SIDE, _MIDDLE = 6, HEIGHT / 2


def strip_picture(row: Row, over: Spread | None, indicator: Indicator, tokens: Theme) -> str:
    """An ``<svg>`` with a text alternative; empty without a spread. Bar: the middle half of the buurten; line: rest."""
    value = as_float(row["value"])
    if over is None or value is None:
        return ""
    low, high = min(over.low, value), max(over.high, value)

    def x(at: float) -> float:
        inside = min(max(at, low), high)
        return round(_SIDE + (inside - low) / ((high - low) or 1.0) * (WIDTH - 2 * _SIDE), 1)

    left, right = x(over.quarter), x(over.three_quarters)
    parts = [
        f'<path d="M{_SIDE} {_MIDDLE}H{WIDTH - _SIDE}" stroke="{tokens.rule}" stroke-width="2"/>',
        f'<rect x="{left}" y="{_MIDDLE - 4}" width="{max(right - left, 1.0):.1f}" height="8" fill="{tokens.rule}"/>',
    ]
    rest = as_float(row["rest_value"])
    if rest is not None and low <= rest <= high:
        parts.append(f'<path d="M{x(rest)} 1V{HEIGHT - 1}" stroke="{tokens.ink}" stroke-width="1.6"/>')
    limits = as_float(row["ci_low"]), as_float(row["ci_high"])
    if limits[0] is not None and limits[1] is not None:
        parts.append(f'<path d="M{x(limits[0])} {_MIDDLE}H{x(limits[1])}" stroke="{tokens.accent}" stroke-width="2"/>')
    parts.append(
        f'<circle cx="{x(value)}" cy="{_MIDDLE}" r="4.5" fill="{tokens.accent}" stroke="{tokens.background}"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="wp-strip" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f"<title>{escape(spoken(row, over, indicator))}</title>{''.join(parts)}</svg>"
    )
