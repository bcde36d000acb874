"""Which figures are exported: indicators × areas × levels × periods, on the borders of a year, of one half."""

from collections.abc import Iterable, Mapping, Sequence

from exports.asked import AREA, EVERY, GRENZEN, INDICATOR, LEVEL, PERIOD, AskedWrong, Parameter, checked, shown
from exports.known import known
from model.areas import Level
from model.base import Model
from snapshot import presentation
from snapshot.naming import nearest_names
from snapshot.store import Snapshot

CHOICES = (INDICATOR, AREA, LEVEL, PERIOD, GRENZEN)


class Selection(Model):
    """A question that the snapshot can answer. None: all of the programme. ``grenzen`` None: each on its own borders.

    Whether it is about the intern or the public half, the snapshot knows that it is asked of.
    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...] | None = None
    levels: tuple[Level, ...] | None = None
    periods: tuple[str, ...] | None = None
    grenzen: int | None = None


def selected(s: Snapshot, asked: Mapping[str, Sequence[str]]) -> Selection:
    """The selection by names of parameters (``asked.OF_FIGURES``), from an address, options or the API.

    An area may be asked by the code that it had before. Raises AskedWrong for what has another form or does not exist;
    an indicator that is not public does not exist in the public half.
    """
    of = checked({name: values for name, values in asked.items() if values}, CHOICES)
    if of["indicator"] == [EVERY]:
        if not of["area"]:
            raise AskedWrong(INDICATOR.name, f"'{EVERY}' kan alleen bij een gekozen gebied. Geef ook 'area'.")
        of["indicator"] = list(s.indicators)
    for indicator in of["indicator"]:
        if indicator not in s.indicators:
            raise _absent(INDICATOR, indicator, s.indicators, "Alle indicatoren geeft 'indicators'.")
    return Selection(
        indicators=tuple(of["indicator"]),
        areas=_areas(s, of["area"]) or None,
        levels=tuple(Level(level) for level in of["level"]) or None,
        periods=_periods(s, of["indicator"], of["period"]) or None,
        grenzen=_borders(s, of["grenzen"]),
    )


def _areas(s: Snapshot, asked: Sequence[str]) -> tuple[str, ...]:
    there = known(s)
    codes = [area if area in there.areas else there.former.get(area, area) for area in asked]
    for code in codes:
        if code not in there.areas:
            raise _absent(AREA, code, there.areas, "Alle gebieden geeft 'areas'.")
    return tuple(codes)


def _periods(s: Snapshot, indicators: Sequence[str], asked: Sequence[str]) -> tuple[str, ...]:
    there = sorted({period for indicator in indicators for period in known(s).periods.get(indicator, ())})
    for period in asked:
        if period not in there:
            said = f"Er zijn cijfers van {', '.join(there)}." if there else "Er zijn nog geen cijfers."
            raise AskedWrong(PERIOD.name, f"van {shown(period)} zijn er geen cijfers. {said}", missing=True)
    return tuple(asked)


def _borders(s: Snapshot, asked: Sequence[str]) -> int | None:
    present = known(s).borders
    if asked and asked[0] not in present:
        said = f"op grenzen van {asked[0]} zijn er geen cijfers. Kies uit: {', '.join(present)}."
        raise AskedWrong(GRENZEN.name, said, missing=True)
    return presentation.year_of(asked[0] if asked else present[0])


def _absent(parameter: Parameter, value: str, there: Iterable[str], where: str) -> AskedWrong:
    hint = nearest_names(value, there)
    return AskedWrong(parameter.name, f"{shown(value)} bestaat niet.{hint} {where}", missing=True)
