"""When an interventie runs, told and drawn no more precisely than its moments are known."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charts.numbers import day_label
from model.moment import first_day, last_day
from model.uitvoering import Interventie, Status

_DAY_LENGTH = len("2026-03-31")
_OVER = (Status.AFGEROND, Status.GESTOPT)


class Sure(StrEnum):
    """What is known of a stretch of time; the value is the word of a style class."""

    WITHIN = "binnen"  # from the begin to the end
    SOMEWHERE = "ergens"  # it begins or ends somewhere in it
    OPEN = "open"  # begin or end is not known


@dataclass(frozen=True)
class Part:
    """A stretch of time in years (2021.5 is halfway 2021); None: to the edge of what is drawn."""

    begin: float | None
    end: float | None
    sure: Sure


def parts(one: Interventie, today: date) -> tuple[Part, ...]:
    """The stretches of one interventie, in order; none when no moment is known."""
    if not one.begin and not one.eind:
        return ()
    if not one.begin:
        return (Part(None, _from(one.eind), Sure.OPEN), _at(one.eind))
    if not one.eind:
        return (_at(one.begin), *_without_end(one, in_years(today)))
    if _until(one.begin) > _from(one.eind):
        begin, end = _from(one.begin), max(_until(one.begin), _until(one.eind))
        return (Part(begin, end, Sure.SOMEWHERE),) if begin < _from(one.eind) else (_at(one.eind),)
    return (_at(one.begin), Part(_until(one.begin), _from(one.eind), Sure.WITHIN), _at(one.eind))


def _without_end(one: Interventie, today: float) -> tuple[Part, ...]:
    begun = _until(one.begin)
    if one.status in _OVER:
        return (Part(begun, today, Sure.OPEN),) if begun < today else ()
    if one.status is Status.LOOPT and begun < today:
        return (Part(begun, today, Sure.WITHIN), Part(today, None, Sure.OPEN))
    return (Part(begun, None, Sure.OPEN),)


def _at(moment: str) -> Part:
    """A moment by itself: a day is sure, anything longer says that it was somewhere in it."""
    sure = Sure.WITHIN if len(moment) == _DAY_LENGTH else Sure.SOMEWHERE
    return Part(_from(moment), _until(moment), sure)


def _from(moment: str) -> float:
    return in_years(first_day(moment))


def _until(moment: str) -> float:
    return in_years(last_day(moment) + timedelta(days=1))


def in_years(day: date) -> float:
    """Where the beginning of a day lies on an axis of years."""
    return day.year + (day.timetuple().tm_yday - 1) / (366 if isleap(day.year) else 365)


def span_words(begin: str, eind: str) -> str:
    """Both moments in words, with what is not known said."""
    if not begin and not eind:
        return "looptijd niet bekend"
    if not begin:
        return f"tot en met {day_label(eind)}, begin niet bekend"
    if not eind:
        return f"vanaf {day_label(begin)}, einde niet bekend"
    if begin == eind:
        return f"{'op' if len(begin) == _DAY_LENGTH else 'in'} {day_label(begin)}"
    return f"{day_label(begin)} tot en met {day_label(eind)}"
