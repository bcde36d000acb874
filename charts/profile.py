"""Profile: several areas between all areas of a level, a row per indicator with the rest of the city in the middle.

In the manner of a spine chart: with a direction the favourable side is on the right, whichever way the figure runs;
without one, right is higher and nothing is judged. Each area is a letter, tinted by its tested verdict. HTML and CSS.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from string import ascii_uppercase

from charts.baseline import Baseline
from charts.frames import Row, as_float
from charts.judged import SAME, UNTESTED, Judged, judge, margin, verdict_words
from charts.numbers import period_label, unit_label, with_short_unit, with_unit
from charts.spine import Spread
from charts.words import why_no_value
from model.areas import Level
from model.indicator import Direction, Indicator, Kind

_ROOM = 1.12
_WIDTH_PCT = 6.2
_LANE_PX = 24
_COUNTED = {
    "aantoonbaar gunstiger": ("gunstiger",),
    "aantoonbaar ongunstiger": ("ongunstiger",),
    "aantoonbaar hoger of lager": ("hoger", "lager"),
    SAME: (SAME,),
    UNTESTED: (UNTESTED,),
    "zonder vergelijking": ("",),
}


@dataclass(frozen=True)
class Compared:
    """What a profile shows of one indicator: a row of figures per area that has one, and the spread of ``level``."""

    indicator: Indicator
    period: str
    rows: Mapping[str, Row]
    spread: Spread | None
    level: Level = Level.BUURT

    @property
    def placed(self) -> dict[str, float]:
        """Values that have a place in the row: an amount only beside amounts of areas of its own level."""
        amount = self.indicator.kind is Kind.COUNT
        known = ((area, row, as_float(row["value"])) for area, row in self.rows.items())
        return {a: v for a, row, v in known if v is not None and not (amount and row["level"] != self.level.value)}


@dataclass(frozen=True)
class Axis:
    """Places from 0 to 100, with ``middle`` at 50; ``turned`` where lower is better."""

    middle: float
    reach: float
    turned: bool

    def at(self, value: float) -> float:
        """Place of a value; beyond the ends it stays at the end."""
        away = (value - self.middle) / self.reach * (-1 if self.turned else 1)
        return round(min(100.0, max(0.0, 50 + 50 * away)), 1)

    def beyond(self, value: float) -> bool:
        """Whether a value lies further than the row shows."""
        return abs(value - self.middle) > self.reach * 1.0001


def axis_of(one: Compared, against: Baseline) -> Axis:
    """Wide enough for the outer tenths and every chosen area; the extremes may lie beyond, and an arrow says so.

    Without a baseline the middle is the median of the level, without that the middle of what is shown.
    """
    rest = baseline_of(one, against)
    ends = [one.spread.tenth, one.spread.nine_tenths] if one.spread else []
    held = [*one.placed.values(), *ends] or [0.0]
    median = one.spread.median if one.spread else (min(held) + max(held)) / 2
    middle = rest if rest is not None else median
    reach = max(abs(value - middle) for value in held) * _ROOM
    return Axis(middle, reach or 1.0, one.indicator.direction is Direction.LOWER_IS_BETTER)


def baseline_of(one: Compared, against: Baseline) -> float | None:
    """The baseline's figure, which every row with a comparison carries."""
    return next((r for row in one.rows.values() if (r := as_float(row[f"{against}_value"])) is not None), None)


def profile(compared: Sequence[Compared], areas: Mapping[str, str], level: str, against: Baseline) -> str:
    """Rows of all indicators, those with a direction first. ``areas``: name by code; ``level``: "buurten"."""
    judged = [one for one in compared if one.indicator.direction is not Direction.NEUTRAL]
    neutral = [one for one in compared if one.indicator.direction is Direction.NEUTRAL]
    parts = [_names(areas)]
    for rows, ends, said in (
        (judged, ("ongunstiger", "gunstiger"), "Cijfers waarvan één kant gunstiger is"),
        (neutral, ("lager", "hoger"), "Cijfers zonder goede of slechte kant"),
    ):
        if rows:
            shown = "".join(_row(one, areas, level, against) for one in rows)
            head = f"<span>{ends[0]}</span><span>{escape(against.label)}</span><span>{ends[1]}</span>"
            parts.append(
                f'<h3 class="wp-group-title">{said}</h3><div class="wp-profile-axis" aria-hidden="true">{head}</div>'
                f'<div class="wp-spine" role="list">{shown}</div>'
            )
    return "".join(parts)


def letters(areas: Sequence[str]) -> dict[str, str]:
    """The letter of each area, in the order chosen."""
    return dict(zip(areas, ascii_uppercase, strict=False))


def seen(compared: Sequence[Compared], areas: Mapping[str, str], against: Baseline) -> str:
    """Per area how many figures got which verdict against the baseline."""
    told = []
    for area, name in areas.items():
        rows = [(one.rows[area], one.indicator) for one in compared if area in one.rows]
        words = [_judged(row, of, against).word for row, of in rows if as_float(row["value"]) is not None]
        counts = [(sum(word in kinds for word in words), said) for said, kinds in _COUNTED.items()]
        if words:
            told.append(f"{name}: {', '.join(f'{n} {said}' for n, said in counts if n)}")
    if not told:
        return "Er zijn geen cijfers om naast elkaar te zetten."
    return f"Van {len(compared)} cijfers, vergeleken met {against.named}. {'. '.join(told)}."


def _judged(row: Row, indicator: Indicator, against: Baseline) -> Judged:
    return judge(row, indicator, against, against.overview)


def _names(areas: Mapping[str, str]) -> str:
    shown = "".join(
        f'<li><b class="wp-letter">{letter}</b>{escape(areas[area])}</li>'
        for area, letter in letters(list(areas)).items()
    )
    return f'<ul class="wp-key wp-letters">{shown}</ul>'


def _row(one: Compared, areas: Mapping[str, str], level: str, against: Baseline) -> str:
    indicator = one.indicator
    about = " · ".join(part for part in (unit_label(indicator.unit), period_label(one.period)) if part)
    name = f'<div class="wp-spine-name"><span>{escape(indicator.name)}</span><small>{escape(about)}</small></div>'
    values = "".join(
        f"<li>{_cell(letter, areas[area], one.rows.get(area), indicator, against)}</li>"
        for area, letter in letters(list(areas)).items()
    )
    return (
        f'<div class="wp-spine-row wp-profile-row" role="listitem">{name}{_track(one, areas, level, against)}'
        f'<ul class="wp-profile-values">{values}</ul></div>'
    )


def _cell(letter: str, name: str, row: Row | None, indicator: Indicator, against: Baseline) -> str:
    value = as_float(row["value"]) if row is not None else None
    head = f'<b aria-hidden="true">{letter}</b><span class="wp-hidden">{escape(name)}: </span>'
    if row is None or value is None:
        why = escape(why_no_value(str(row["status"]), str(row["reason"])) if row is not None else "geen cijfer")
        return f'<span class="wp-cell wp-geen" title="{why}">{head}–<span class="wp-hidden"> {why}</span></span>'
    judged = _judged(row, indicator, against)
    words = ", ".join(part for part in (margin(row, indicator), verdict_words(judged, indicator)) if part)
    hidden = f'<span class="wp-hidden">, {escape(words)}</span>' if words else ""
    text = escape(with_short_unit(value, indicator.unit, indicator.decimals))
    said = escape(f"{name}: {with_unit(value, indicator.unit, indicator.decimals)}, {words}".rstrip(", "))
    return f'<span class="wp-cell wp-{judged.tint}" title="{said}">{head}{judged.shape}{text}{hidden}</span>'


def _track(one: Compared, areas: Mapping[str, str], level: str, against: Baseline) -> str:
    axis, spread = axis_of(one, against), one.spread
    said, parts = [], []
    if spread is not None:
        whole = sorted((axis.at(spread.low), axis.at(spread.high)))
        parts.append(_span("wp-band-all", *whole))
        parts.append(_span("wp-band-most", axis.at(spread.tenth), axis.at(spread.nine_tenths)))
        parts.append(_span("wp-band-half", axis.at(spread.quarter), axis.at(spread.three_quarters)))
        for extreme in (spread.low, spread.high):
            if axis.beyond(extreme):
                parts.append(f'<em class="{"wp-left" if axis.at(extreme) < 50 else "wp-right"}"></em>')
        low, high = (with_unit(v, one.indicator.unit, one.indicator.decimals) for v in (spread.low, spread.high))
        said.append(f"de {spread.n} {level} lopen van {low} tot {high}")
    rest = baseline_of(one, against)
    if rest is None and spread is not None:
        parts.append('<u class="wp-median" style="left:50%"></u>')
        median = with_unit(spread.median, one.indicator.unit, one.indicator.decimals)
        said.append(f"mediaan {median}; {against.named} heeft geen cijfer")
    if rest is not None:
        parts.append('<u style="left:50%"></u>')
        said.append(f"{against.named}: {with_unit(rest, one.indicator.unit, one.indicator.decimals)}")
    marks, lanes = _marks(one, axis, areas, against)
    height = _LANE_PX * max(1, lanes) + 6
    words = escape("; ".join(said) or "geen spreiding bekend")
    return (
        f'<div class="wp-spine-track"><div class="wp-track wp-profile-track" role="img" style="height:{height}px" '
        f'aria-label="{words}" title="{words}">{"".join(parts)}{marks}</div></div>'
    )


def _span(kind: str, one: float, other: float) -> str:
    left, right = sorted((one, other))
    return f'<i class="{kind}" style="left:{left}%;width:{max(0.6, round(right - left, 1))}%"></i>'


def _marks(one: Compared, axis: Axis, areas: Mapping[str, str], against: Baseline) -> tuple[str, int]:
    """Letters at their places, in lanes below each other where they would cover one another; and how many lanes."""
    values = one.placed
    named = letters(list(areas)).items()
    placed = sorted((axis.at(values[area]), letter, area) for area, letter in named if area in values)
    ends: list[float] = []
    parts = []
    for at, letter, area in placed:
        lane = next((number for number, end in enumerate(ends) if at - end >= _WIDTH_PCT), len(ends))
        ends[lane : lane + 1] = [at]
        tint = _judged(one.rows[area], one.indicator, against).tint
        parts.append(f'<b class="wp-mark wp-{tint}" style="left:{at}%;top:{4 + lane * _LANE_PX}px">{letter}</b>')
    return "".join(parts), len(ends)
