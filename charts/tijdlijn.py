"""The timeline of interventies: a bar per interventie, as precise as it is known, grouped, with today. HTML.

A bar is full where it is sure, hatched where it begins or ends somewhere, and dashed where begin or end is not known.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from charts.interventies import Link, name_link, status_word, tag
from charts.looptijd import Part, Sure, in_years, parts, span_words
from model.uitvoering import Interventie

TIMING = "De tijdlijn laat zien wanneer iets gebeurt, niet wat het oplevert."
_MOST_LABELS = 10
_LEAST = 0.8  # percent of the width that can be seen
_KEY = (
    (Sure.WITHIN, "tussen begin en eind"),
    (Sure.SOMEWHERE, "begint of eindigt ergens in deze periode"),
    (Sure.OPEN, "begin of eind niet bekend"),
)


def tijdlijn(groups: Mapping[str, Sequence[Interventie]], today: date, link: Link) -> str:
    """Interventies with a moment on one axis of years; those without are in ``unknown``. ``link(id)``: of a name."""
    drawn = {name: [(one, found) for one in ones if (found := parts(one, today))] for name, ones in groups.items()}
    every = [part for ones in drawn.values() for _, found in ones for part in found]
    if not every:
        return ""
    known = [x for part in every for x in (part.begin, part.end) if x is not None]
    first, last = int(min(*known, today.year)), int(-(-max(*known, today.year + 1) // 1))
    axis = _Axis(first, last, in_years(today))
    sections = "".join(
        f'<section><h3 class="wp-group-title">{escape(name)}</h3>{axis.head()}'
        f"<ul>{''.join(_row(one, found, axis, link) for one, found in ones)}</ul></section>"
        for name, ones in drawn.items()
        if ones
    )
    key = "".join(f'<li><span><i class="wp-plan-{sure}"></i></span>{words}</li>' for sure, words in _KEY)
    key += "<li><span><u></u></span>vandaag</li>"
    return f'<div class="wp-plan"><ul class="wp-plan-key">{key}</ul>{sections}</div>'


def unknown(shown: Sequence[Interventie]) -> list[Interventie]:
    """Those of which neither begin nor end is known."""
    return [one for one in shown if not one.begin and not one.eind]


class _Axis:
    """Years from left to right, ``first`` up to ``last``; places are percentages of the width."""

    def __init__(self, first: int, last: int, today: float) -> None:
        self.first, self.last, self.today = first, last, today

    def place(self, at: float) -> float:
        return round(100 * (at - self.first) / (self.last - self.first), 2)

    def head(self) -> str:
        """The labels of the years, at most so many."""
        step = -(-(self.last - self.first) // _MOST_LABELS)
        years = range(self.first, self.last, step)
        labels = "".join(f'<span style="left:{self.place(year)}%">{year}</span>' for year in years)
        return f'<div class="wp-plan-head" aria-hidden="true"><div class="wp-plan-years">{labels}</div></div>'

    @property
    def grid(self) -> str:
        return f"--wp-year:{100 / (self.last - self.first):.4f}%"


def _row(one: Interventie, found: Sequence[Part], axis: _Axis, link: Link) -> str:
    when = span_words(one.begin, one.eind)
    bars = "".join(_bar(part, axis) for part in found)
    now = f'<u style="left:{axis.place(axis.today)}%"></u>'
    return (
        f"<li><div>{name_link(one, link)} {tag(status_word(one))}<small>{escape(when)}</small></div>"
        f'<div class="wp-plan-track" style="{axis.grid}" role="img" aria-label="{escape(when)}">{bars}{now}</div></li>'
    )


def _bar(part: Part, axis: _Axis) -> str:
    begin = 0.0 if part.begin is None else min(axis.place(part.begin), 100 - _LEAST)
    end = 100.0 if part.end is None else axis.place(part.end)
    width = round(max(_LEAST, end - begin), 2)
    return f'<i class="wp-plan-{part.sure}" style="left:{begin}%;width:{width}%"></i>'
