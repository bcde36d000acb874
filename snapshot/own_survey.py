"""When a survey's figure of an own group is withheld: where it would tell of buurten in which too few people answered.

Groups can be drawn at will, so that two of them may differ by one buurt that has no figure for want of respondents. The
rule: of such buurten a group holds all or none of each wijk, each of which has a figure; or it holds exactly those of
another area with a figure (a focuswijk, the rest, the gemeente). Then the figure is a sum of what is shown already, and
no subtraction of own groups tells more than the other pages do.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import duckdb
import pandas as pd

from model.areas import Level
from model.status import Reason, Status
from snapshot.store import Snapshot

_DRAWN = """
SELECT indicator, period, area FROM computed
WHERE area IN (SELECT unnest(?)) AND respondents IS NOT NULL AND value IS NOT NULL
"""
_FEW = f"""
SELECT indicator::VARCHAR AS indicator, period::VARCHAR AS period, area::VARCHAR AS area FROM figure_map
WHERE own AND level = 'buurt' AND reason = '{Reason.TOO_FEW_RESPONDENTS}'
"""
_SHOWN = """
SELECT indicator::VARCHAR AS indicator, period::VARCHAR AS period, level::VARCHAR AS level, area::VARCHAR AS area,
    boundary_year
FROM figure_map WHERE own AND respondents IS NOT NULL AND value IS NOT NULL AND level <> 'buurt'
"""
_WITHHOLD = f"""
UPDATE computed SET value = NULL, numerator = NULL, denominator = NULL, error = NULL, respondents = NULL,
    effective_n = NULL, shown_at = NULL, computed = false,
    status = '{Status.SUPPRESSED}', reason = '{Reason.TOO_FEW_PEOPLE}'
FROM incoming i WHERE computed.indicator = i.indicator AND computed.period = i.period AND computed.area = i.area
"""


@dataclass(frozen=True)
class Told:
    """Per indicator and period: ``few``, the buurten with too few respondents, and, where there are such, ``shown``:
    level and buurten of every other area with a figure."""

    few: dict[tuple[str, str], frozenset[str]]
    shown: dict[tuple[str, str], list[tuple[str, frozenset[str]]]]


def told_by(s: Snapshot) -> Told:
    """What the snapshot's own figures tell of surveys."""
    found = s.ask(_FEW).groupby(["indicator", "period"])["area"]
    few = {(str(indicator), str(period)): frozenset(areas) for (indicator, period), areas in found}
    shown: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    if few:
        members = s.ask("FROM member_of").groupby(["area", "boundary_year"])["code"].agg(frozenset).to_dict()
        for indicator, period, level, area, year in s.ask(_SHOWN).itertuples(index=False, name=None):
            if (indicator, period) in few:
                shown.setdefault((indicator, period), []).append((level, members.get((area, year), frozenset())))
    return Told(few, shown)


def withhold(connection: duckdb.DuckDBPyConnection, known: Told, members: pd.DataFrame, drawn: Collection[str]) -> None:
    """Take figures out of ``computed`` of these groups; ``members``: area, code, boundary_year."""
    groups = members[members["area"].isin(drawn)].groupby("area")["code"].agg(frozenset)
    taken = []
    for indicator, period, area in connection.execute(_DRAWN, [list(drawn)]).fetchall():
        hidden = known.few.get((indicator, period), frozenset())
        held = hidden & groups[area]
        if held and not told(held, hidden, known.shown.get((indicator, period), ())):
            taken.append((indicator, period, area))
    if taken:
        connection.register("incoming", pd.DataFrame(taken, columns=["indicator", "period", "area"]))
        connection.execute(_WITHHOLD)
        connection.unregister("incoming")


def told(held: frozenset[str], hidden: frozenset[str], shown: Iterable[tuple[str, frozenset[str]]]) -> bool:
    """Whether the hidden buurten that a group holds are, together, a sum of what areas with a figure tell."""
    wijken: set[str] = set()
    for level, codes in shown:
        if (of_area := codes & hidden) == held:
            return True
        if level == Level.WIJK and of_area <= held:
            wijken |= of_area
    return wijken == held
