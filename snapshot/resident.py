"""Which figures a resident sees first: at most seven, by one rule that is the same for everybody.

Five come from the programme alone, so that every buurt shows the same ones: those that it names (``bewoners.cijfers``),
else one per doel in turn over the bouwstenen. Figures with a good side go first; within a doel then those whose
differences can be tested, then those in which more is better.
At most two more are strengths of this area: figures of the programme in which it does demonstrably better than the rest
of the city (by the stricter test for many areas at once), else in which it demonstrably got better since the nulmeting.
What has no figure here gives way to the next in line, and is told beside them. The order is that of the programme;
nothing is put in order of size.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from model.bewoners import MOST_CHOSEN
from model.indicator import Direction, Indicator, Kind, Testing
from model.programme import Programme

MOST = 7
_MOST_YEARS = 2
_TESTED = (Testing.SHARE, Testing.RATE, Testing.MEAN)
_BETTER = {Direction.HIGHER_IS_BETTER: "gestegen", Direction.LOWER_IS_BETTER: "gedaald"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Chosen:
    """Indicator ids: ``shown`` have a figure here, in the order of the programme; ``without`` are fixed and lack it."""

    shown: tuple[str, ...]
    without: tuple[str, ...]


def candidates(programme: Programme, indicators: Mapping[str, Indicator], present: Collection[str]) -> list[str]:
    """Every figure of the programme that may be shown, in its order. ``present``: with a figure of some buurt.

    No counts, which are large where many people live.
    """
    doelen = [doel for bouwsteen in programme.bouwstenen for doel in bouwsteen.doelen]
    ids = chain(programme.bewoners.cijfers, *((*doel.kernset, *doel.overig) for doel in doelen))
    return [i for i in dict.fromkeys(ids) if i in present and i in indicators and indicators[i].kind is not Kind.COUNT]


def line_up(programme: Programme, indicators: Mapping[str, Indicator], present: Collection[str]) -> list[str]:
    """The fixed figures and those that may take their place, the first in line first: the same for every area."""
    known = set(candidates(programme, indicators, present))
    turns = [
        [[i for i in _by_place(doel.kernset, indicators) if i in known] for doel in bouwsteen.doelen]
        for bouwsteen in programme.bouwstenen
    ]
    named = [i for i in programme.bewoners.cijfers if i in indicators]
    ruled = list(_in_turn([list(_in_turn(doelen)) for doelen in turns]))
    ruled.sort(key=lambda i: indicators[i].direction is Direction.NEUTRAL)
    return list(dict.fromkeys([*named, *ruled]))


def choose(
    line: Sequence[str], order: Sequence[str], rows: Mapping[str, Row], indicators: Mapping[str, Indicator]
) -> Chosen:
    """``line`` and ``order``: of ``line_up`` and ``candidates``; ``rows``: this area's newest figure per indicator."""
    fixed = line[:MOST_CHOSEN]
    known = {i for i in (*line, *order) if i in rows and rows[i]["value"] is not None}
    first = [i for i in fixed if i in known]
    others = [i for i in order if i in known and i not in first]
    strengths = [i for i in others if _better(rows[i])] + [i for i in others if _improved(rows[i], indicators[i])]
    following = [i for i in line if i in known]
    picked = list(dict.fromkeys([*first, *list(dict.fromkeys(strengths))[: MOST - MOST_CHOSEN], *following]))[:MOST]
    place = {i: n for n, i in enumerate(order)}
    shown = sorted(picked, key=lambda i: place.get(i, -1))
    return Chosen(tuple(shown), tuple(i for i in fixed if i not in known))


def outdated(period: str, newest: str) -> bool:
    """Whether a figure is so much older than the newest of other buurten that it no longer says how it goes here."""
    return int(newest[:4]) - int(period[:4]) > _MOST_YEARS


def _by_place(ids: Sequence[str], indicators: Mapping[str, Indicator]) -> list[str]:
    def place(i: str) -> tuple[bool, bool, bool]:
        one, towards = indicators[i], indicators[i].direction
        return towards is Direction.NEUTRAL, one.testing not in _TESTED, towards is not Direction.HIGHER_IS_BETTER

    return sorted((i for i in ids if i in indicators), key=place)


def _in_turn(lists: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first of each list, then the second of each, and so on."""
    return (i for i in chain.from_iterable(zip_longest(*lists)) if i is not None)


def _better(row: Row) -> bool:
    return bool(row["verdict_overview"] == row["verdict_rest"] == "gunstiger")


def _improved(row: Row, indicator: Indicator) -> bool:
    return row["change"] is not None and bool(row["change_verdict"] == _BETTER.get(indicator.direction))
