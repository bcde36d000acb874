"""Interventies under a trend: which aim at its indicator and area, as bars in a lane below the axis, and in words.

They show when something was done and never what it did: no effect is estimated, and no line is drawn through the trend.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from charts.interventies import Link, Work, how_many, name_link, status_word, tag
from charts.looptijd import Part, Sure, parts, span_words
from charts.numbers import day_label
from charts.style import Theme
from charts.table import Column
from model.gericht import aimed_at
from model.uitvoering import Interventie

MOST = 6  # bars with numbers that stay legible on a phone
NOTE = "De balken laten zien wanneer iets gebeurde, niet waardoor een cijfer veranderde."
_AXIS = "Een jaarcijfer staat bij het begin van het jaar. Lichte balk: begin of eind ergens in die periode. "
_AXIS += "Streepjes: begin of eind niet bekend."
_POINT_YEARS = 3 / 366  # a day or two, which as a bar nobody would see
_ROW_PX, _BAR_PX, _ROOM_PX = 18, 10, 8
COLUMNS = (
    Column("nummer", "nummer in de grafiek"),
    Column("naam", "interventie"),
    Column("begin", "begin"),
    Column("eind", "eind"),
    Column("status", "status"),
    Column("waar", "focuswijken"),
)


@dataclass(frozen=True)
class Reach:
    """Which interventies belong to an area: ids of its focuswijken, and whether those bound to none count too."""

    wijken: frozenset[str]
    unbound: bool = False

    def holds(self, one: Interventie) -> bool:
        """Whether an interventie runs in this area."""
        return bool(self.wijken & set(one.focuswijken)) or (self.unbound and not one.focuswijken)


@dataclass(frozen=True)
class Mark:
    """One bar: its number (0 where it stands alone), its stretches, and the areas under whose line it stands."""

    number: int
    one: Interventie
    parts: tuple[Part, ...]
    areas: frozenset[str]


@dataclass(frozen=True)
class Timing:
    """What stands under a trend, and how many that aim at it do not: over the most, outside its years, without a
    moment, and bound to no focuswijk while the area is one."""

    marks: tuple[Mark, ...]
    more: int
    outside: int
    undated: int
    unbound: int


def timing_of(
    work: Work, indicator: str, reaches: Mapping[str, Reach], span: tuple[float, float], today: date
) -> Timing:
    """``reaches``: of each drawn area by its code; ``span``: the years of the chart, from left to right."""
    aimed = aimed_at(work.programme, work.inhoud, indicator)
    here = {one.id: frozenset(area for area, reach in reaches.items() if reach.holds(one)) for one in aimed}
    own = [one for one in aimed if here[one.id]]
    dated = [(one, found) for one in own if (found := parts(one, today))]
    drawn = [(one, found) for one, found in dated if _seen(found, span)]
    # Those of fewest focuswijken say most about the area; those bound to none come last.
    drawn.sort(key=lambda pair: (len(pair[0].focuswijken) or 999, pair[0].begin or pair[0].eind, pair[0].naam))
    first = sorted(drawn[:MOST], key=lambda pair: (pair[0].begin or pair[0].eind, pair[0].naam))
    return Timing(
        marks=tuple(Mark(n, one, found, here[one.id]) for n, (one, found) in enumerate(first, start=1)),
        more=max(0, len(drawn) - MOST),
        outside=len(dated) - len(drawn),
        undated=len(own) - len(dated),
        unbound=sum(1 for one in aimed if not one.focuswijken and not here[one.id]),
    )


def _seen(found: Sequence[Part], span: tuple[float, float]) -> bool:
    """Whether something that is known of it lies within the years; dashes alone say nothing."""
    known = [part for part in found if part.sure is not Sure.OPEN]
    return any((part.end or span[1]) > span[0] and (part.begin or span[0]) < span[1] for part in known)


def span_of(drawings: Sequence[go.Figure]) -> tuple[float, float]:
    """The years that charts of a trend show together; an empty stretch where there is nothing."""
    ranges = [drawing.layout.xaxis.range for drawing in drawings if drawing.layout.xaxis.range]
    return (min(r[0] for r in ranges), max(r[1] for r in ranges)) if ranges else (0.0, 0.0)


def with_lane(drawing: go.Figure, marks: Sequence[Mark], areas: Sequence[str], tokens: Theme) -> go.Figure:
    """A copy of a chart of charts.trend with a lane of bars below its axis: those of its ``areas``.

    Every mark has its row, so that charts beside each other stay of one height.
    """
    if not marks:
        return drawing
    new = go.Figure(drawing)
    height, below = new.layout.height, new.layout.margin.b
    plot = height - new.layout.margin.t - below
    extra = _ROW_PX * len(marks) + _ROOM_PX
    new.update_layout(height=height + extra, margin_b=below + extra)
    left, right = new.layout.xaxis.range
    for row, mark in enumerate(marks):
        if mark.areas.isdisjoint(areas):
            continue
        middle = -(below + _ROW_PX * (row + 0.5)) / plot
        for part in _joined(mark.parts):
            begin, end = (
                max(left, left if part.begin is None else part.begin),
                min(right, right if part.end is None else part.end),
            )
            if begin < end:
                new.add_shape(_bar(part.sure, begin, end, middle, _BAR_PX / plot / 2, tokens))
        new.add_annotation(
            text=str(mark.number or ""), x=0, xref="paper", xanchor="right", xshift=-6, y=middle, yref="paper",
            yanchor="middle", showarrow=False, font={"size": 13, "color": tokens.ink},
        )  # fmt: skip
    return new


def _joined(found: Sequence[Part]) -> list[Part]:
    """Stretches that are sure and follow each other are one, so that a known day at an end is no point by itself."""
    joined: list[Part] = []
    for part in found:
        if joined and joined[-1].sure is part.sure is Sure.WITHIN:
            joined[-1] = Part(joined[-1].begin, part.end, Sure.WITHIN)
        else:
            joined.append(part)
    return joined


def _bar(sure: Sure, begin: float, end: float, middle: float, half: float, tokens: Theme) -> go.layout.Shape:
    where = {"x0": begin, "x1": end, "yref": "paper"}
    if sure is Sure.OPEN:
        line = {"color": tokens.muted, "width": 2, "dash": "dot"}
        return go.layout.Shape(type="line", **where, y0=middle, y1=middle, line=line)
    edge = {"color": tokens.muted, "width": 1}
    if sure is Sure.WITHIN and end - begin < _POINT_YEARS:
        middle_of = {"xsizemode": "pixel", "xanchor": (begin + end) / 2, "x0": -_BAR_PX / 2, "x1": _BAR_PX / 2}
        ends = {"yref": "paper", "y0": middle - half, "y1": middle + half}
        return go.layout.Shape(type="circle", **middle_of, **ends, fillcolor=tokens.muted, line=edge)
    opaque = 1.0 if sure is Sure.WITHIN else 0.35
    colour = tuple(int(tokens.muted[i : i + 2], 16) for i in (1, 3, 5))
    fill = f"rgba({','.join(map(str, colour))},{opaque})"
    return go.layout.Shape(type="rect", **where, y0=middle - half, y1=middle + half, fillcolor=fill, line=edge)


def spoken(timing: Timing, areas: Sequence[str]) -> str:
    """The bars under one chart in words, for its text alternative; empty for none."""
    told = [
        f"{mark.number} {mark.one.naam} ({span_words(mark.one.begin, mark.one.eind)})"
        for mark in timing.marks
        if not mark.areas.isdisjoint(areas)
    ]
    return f" Onder de as staan interventies: {'; '.join(told)}." if told else ""


def legend(work: Work, timing: Timing, link: Link, everything: str) -> str:
    """What the numbers are, what is not drawn, and the fixed note. HTML; ``everything``: address of the page of all."""
    items = "".join(
        f"<li><b>{mark.number}</b><span>{name_link(mark.one, link)} {tag(status_word(mark.one))}"
        f"<small>{escape(_about(work, mark.one))}</small></span></li>"
        for mark in timing.marks
    )
    shown = f'<ul class="wp-timing">{items}</ul>' if items else "<p>Er is geen interventie om te tekenen.</p>"
    said = "".join(f'<p class="wp-source">{escape(line)}</p>' for line in lines(timing))
    all_of_them = f'<p class="wp-source"><a href="{escape(everything)}" target="_self">Alle interventies</a></p>'
    return f'<h3 class="wp-group-title">Interventies die op dit cijfer zijn gericht</h3>{shown}{said}{all_of_them}'


def _about(work: Work, one: Interventie) -> str:
    where = work.where(one)
    return f"{span_words(one.begin, one.eind)}{f' · {where}' if where else ''}"


def lines(timing: Timing) -> list[str]:
    """The fixed note and what is left out, one sentence each."""
    left_out = [
        (timing.more, "past er niet meer bij", "passen er niet meer bij"),
        (timing.outside, "valt buiten de jaren van de grafiek", "vallen buiten de jaren van de grafiek"),
        (timing.undated, "heeft geen bekend begin of eind", "hebben geen bekend begin of eind"),
        (
            timing.unbound,
            "is niet aan een focuswijk gebonden en staat alleen bij de focuswijken samen",
            "zijn niet aan een focuswijk gebonden en staan alleen bij de focuswijken samen",
        ),
    ]
    told = [f"{how_many(n)} {one if n == 1 else more}" for n, one, more in left_out if n]
    rest = [f"Niet getekend: {'; '.join(told)}."] if told else []
    return [NOTE, *([_AXIS] if timing.marks else []), *rest]


def table(work: Work, timing: Timing) -> pd.DataFrame:
    """One row per bar with ``COLUMNS``."""
    rows = [
        (str(m.number), m.one.naam, day_label(m.one.begin), day_label(m.one.eind), status_word(m.one), where)
        for m in timing.marks
        for where in [work.where(m.one)]
    ]
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS], dtype="str")
