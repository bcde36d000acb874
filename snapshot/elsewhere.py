"""This programme's kernset beside other focusgebieden, gemeenten as urban as its own, and the country: cell by cell.

A figure is set against that of the own focuswijken only in the same period; what is missing has its reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from model.areas import FOCUSWIJKEN_CODE, LAND_CODE
from model.focusgebied import Focusgebied, focusgebied_code
from model.indicator import Indicator
from model.source import Source
from model.status import REASON_LABELS, Reason
from snapshot import figures
from snapshot.against import against, alike, of_alike, of_area
from snapshot.focusgebieden import TABLE
from snapshot.store import Snapshot
from snapshot.tested import with_counts

STEDELIJKHEID = "stedelijkheid"
NO_BORDERS = "grenzen nog in te vullen"
NOT_FETCHED = "buurten van {gemeente} zijn niet opgehaald"
OWN_SOURCE = "een cijfer van de eigen gemeente; niet van elders opgehaald"
NO_EDITION = "niet in de edities die zijn opgehaald"
NO_COUNTRY = "geen landelijk cijfer in de bronnen"


@dataclass(frozen=True)
class Place:
    """One column, in the order of the file. ``area``: its code in the snapshot."""

    area: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """A figure elsewhere; ``n``: gemeenten that it is of.

    ``difference`` and ``verdict``: of the own figure against it, in the same period only. ``why``: what is missing, or
    why nothing was compared.
    """

    value: float | None
    period: str = ""
    difference: float | None = None
    verdict: str = ""
    why: str = ""
    n: int | None = None


@dataclass(frozen=True)
class Line:
    """One indicator of the kernset: the own row (figures.figure_table) or None, and a cell per other place."""

    indicator: Indicator
    own: dict[str, Any] | None
    cells: dict[str, Cell]


def known(s: Snapshot) -> bool:
    """Whether the snapshot holds other focusgebieden; one of an earlier version does not."""
    return "focusgebieden" in s.manifest and TABLE in set(s.ask("SELECT table_name FROM duckdb_tables()")["table_name"])


def others(s: Snapshot) -> list[Focusgebied]:
    """The other focusgebieden as they were when the snapshot was built."""
    return [Focusgebied.model_validate(one) for one in s.manifest.get("focusgebieden", [])]


def places(s: Snapshot) -> list[Place]:
    """The columns beside the own one."""
    codes, why = alike(s)
    urban = Place(STEDELIJKHEID, "Gemeenten met dezelfde stedelijkheid", why or f"{len(codes)} gemeenten samen")
    found = [Place(focusgebied_code(one.id), one.naam, one.toelichting) for one in others(s)]
    return [*found, urban, Place(LAND_CODE, "Nederland")]


def lines(s: Snapshot, indicators: Sequence[str]) -> list[Line]:
    """A line per indicator, in given order; see ``Line``."""
    own = {str(row["indicator"]): row for row in _records(figures.profile(s, FOCUSWIJKEN_CODE, indicators))}
    asked = s.ask(f"SELECT * FROM {TABLE} ORDER BY indicator, area, period")
    about = _About(others(s), frozenset(asked["area"]), alike(s))
    return [_line(s, s.indicators[i], own.get(i), asked[asked["indicator"] == i], about) for i in indicators]


@dataclass(frozen=True)
class _About:
    """What is the same for every indicator: ``fetched`` areas, and the gemeenten alike or why there are none."""

    others: list[Focusgebied]
    fetched: frozenset[str]
    alike: tuple[list[str], str]


def _line(s: Snapshot, indicator: Indicator, own: dict[str, Any] | None, rows: pd.DataFrame, about: _About) -> Line:
    row = own if own is not None and own["value"] == own["value"] and own["value"] is not None else None
    local = OWN_SOURCE if _local(indicator, s.sources) else ""
    cells: dict[str, Cell] = {}
    for other in about.others:
        code = focusgebied_code(other.id)
        at = rows[rows["area"] == code]
        cells[code] = _elsewhere(s, indicator, row, at, other, code in about.fetched, local or NO_EDITION)
    baseline, why = of_alike(s, indicator.id, about.alike)
    cells[STEDELIJKHEID] = _beside(s, indicator, row, baseline, local or why or NO_EDITION)
    cells[LAND_CODE] = _beside(s, indicator, row, of_area(s, indicator.id, LAND_CODE), local or NO_COUNTRY)
    return Line(indicator, row, cells)


def _elsewhere(
    s: Snapshot,
    indicator: Indicator,
    own: dict[str, Any] | None,
    rows: pd.DataFrame,
    other: Focusgebied,
    fetched: bool,
    lacking: str,
) -> Cell:
    if not other.buurten:
        return Cell(None, why=NO_BORDERS)
    if not fetched:
        return Cell(None, why=NOT_FETCHED.format(gemeente=other.gemeente_naam))
    if not len(rows):
        return Cell(None, why=lacking)
    counted = _counted(rows, indicator)
    if counted["value"].isna().all():
        reason = str(rows["reason"].iloc[-1])
        return Cell(None, str(rows["period"].iloc[-1]), why=REASON_LABELS[Reason(reason)] if reason else NO_EDITION)
    return _beside(s, indicator, own, counted[counted["value"].notna()], NO_EDITION)


def _counted(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    return with_counts(rows, indicator, None)[["period", "value", "events", "base"]]


def _beside(s: Snapshot, indicator: Indicator, own: dict[str, Any] | None, other: pd.DataFrame, lacking: str) -> Cell:
    """``other``: period, value, events, base (and n). The own period where the other has it, else its newest."""
    if not len(other):
        return Cell(None, why=lacking)
    at = other[other["period"] == (own["period"] if own else "")]
    row = (at if len(at) else other.sort_values("period")).iloc[-1]
    n = int(row["n"]) if "n" in other else None
    value, period = float(row["value"]), str(row["period"])
    if own is None:
        return Cell(value, period, why="van de eigen focuswijken is er geen cijfer", n=n)
    if not len(at):
        return Cell(value, period, why=f"ander jaar dan {own['period']}: niet vergeleken", n=n)
    tested = against(s, indicator.id, pd.DataFrame([own]), other).iloc[0]
    return Cell(value, period, float(tested["difference"]), str(tested["verdict"]), str(tested["why"]), n)


def _local(indicator: Indicator, sources: dict[str, Source]) -> bool:
    """Whether only the gemeente itself can give it: a register or a survey of its own."""
    return all(r.source in sources and not sources[r.source].url for r in indicator.recipes)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
