"""Sentences of a report that no page says: how the whole stands, and how one focuswijk stands. From tests only."""

from collections import Counter
from collections.abc import Mapping, Sequence

from charts.frames import Row, as_float, as_text
from charts.judged import SAME, UNCHANGED, UNTESTED, judge
from model.indicator import Indicator

_SIDES = ("gunstiger", "ongunstiger", "hoger", "lager")


def stands(rows: Sequence[Row], indicators: Mapping[str, Indicator], city: str) -> str:
    """How many kerncijfers of an area are demonstrably better, worse and so on than the rest of the city."""
    judged = [judge(row, indicators[str(row["indicator"])]).word for row in rows if as_float(row["value"]) is not None]
    words = Counter(word for word in judged if word)
    if not words:
        return "Geen van de kerncijfers is met de rest van de stad te vergelijken."
    of = _counted(sum(words.values()), "kerncijfer is", "kerncijfers zijn")
    return f"{of} te vergelijken met de rest van {city}: {_parts(words, (*_SIDES, SAME, UNTESTED), _SIDES)}."


def moved(rows: Sequence[Row]) -> str:
    """How many kerncijfers of an area demonstrably changed since the nulmeting."""
    words = Counter(as_text(row["change_verdict"]) or UNTESTED for row in rows if as_float(row["change"]) is not None)
    if not words:
        return "Van geen van de kerncijfers is bekend hoe het sinds de nulmeting veranderde."
    order = (*sorted(word for word in words if word not in (UNCHANGED, UNTESTED)), UNCHANGED, UNTESTED)
    tested = [word for word in order if word not in (UNCHANGED, UNTESTED)]
    of = _counted(sum(words.values()), "kerncijfer is", "kerncijfers zijn")
    return f"{of} te vergelijken met de nulmeting: {_parts(words, order, tested)}."


def _counted(n: int, one: str, several: str) -> str:
    return f"Eén {one}" if n == 1 else f"{n} {several}"


def _parts(words: Counter[str], order: Sequence[str], tested: Sequence[str]) -> str:
    said = [f"{words[w]} {'aantoonbaar ' if w in tested else ''}{w}" for w in order if words[w]]
    return ", ".join(said)
