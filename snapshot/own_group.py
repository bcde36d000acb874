"""The figures of a group of buurten that somebody draws now: computed as the build computes its own groups.

Not like it, but by it: the same statements and tests (``add_up``, ``surveys``, ``group_borders``, ``baselines``,
``assess``) run on what the snapshot kept (``ingredients``), on a connection of their own that holds nothing afterwards.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from model.areas import LAND_CODE, REST_CODE, Level
from snapshot import assess, baselines, figures, own_survey, staging, surveys
from snapshot.add_up import add_up, name_status
from snapshot.borders import spread_years
from snapshot.finish import FIGURE_COLUMNS
from snapshot.group_borders import trace_groups
from snapshot.ingredients import INGREDIENTS
from snapshot.own_ground import Ground
from snapshot.store import Snapshot

OWN_CODE = "eigen"
NAME, REST_NAME = "Eigen gebied", "Rest van de stad"
# What a run needs of the programme's own areas, as temp tables under the names that the build gives them: the buurten
# that are added up, and what the group is compared with. Wijken have no part in it.
_ASKED = "indicator IN (SELECT unnest($indicators))"
_KEPT = (
    f"CREATE TEMP TABLE direct AS FROM part_figure WHERE {_ASKED} AND area IN (SELECT unnest($areas))",
    f"CREATE TEMP TABLE weight AS FROM part_weight WHERE {_ASKED} AND area IN (SELECT unnest($areas))",
)
_STAGED = (
    "CREATE TEMP TABLE people AS FROM part_people",
    """CREATE TEMP TABLE area_year AS SELECT ''::VARCHAR AS code, 0 AS boundary_year, 0 AS change_flag WHERE false""",
)
# The group stands where a focuswijk would: below the gemeente, beside a rest.
_AREA = f"""
CREATE TEMP TABLE area AS
SELECT * FROM main.area WHERE own AND level IN ('land', 'gemeente', 'wijk', 'buurt')
UNION ALL BY NAME
SELECT code, name, level, $gemeente AS gemeente, true AS own
FROM (VALUES ('{OWN_CODE}', $name, '{Level.FOCUSWIJK}'), ('{REST_CODE}', $rest, '{Level.REST}')) AS t(code, name, level)
"""


@dataclass(frozen=True)
class OwnGroup:
    """``figures``: rows of figures.figure_table of the group (``OWN_CODE``) and of the rest that it is compared with
    (``REST_CODE``). ``links``: boundary_year, link and flagged_share of the group, as in ``area_series``.
    ``rest``: buurten of that rest; without any there is none to compare with."""

    figures: pd.DataFrame
    links: pd.DataFrame
    rest: tuple[str, ...]


def can_draw(s: Snapshot) -> bool:
    """Whether the snapshot kept what own groups are made of; one of an earlier version did not."""
    tables = s.ask("SELECT table_name FROM duckdb_tables()")["table_name"]
    return set(INGREDIENTS) <= set(tables)


_SAME = """
SELECT m.area FROM member_of m JOIN area a ON a.code = m.area
WHERE a.level IN ('wijk', 'gemeente') AND m.boundary_year = ?
GROUP BY m.area, a.level HAVING list_sort(list(DISTINCT m.code)) = ? ORDER BY a.level DESC
"""


def official_area(s: Snapshot, buurten: Collection[str]) -> str:
    """The wijk, else the gemeente, with exactly these buurten; empty when there is none."""
    found = s.ask(_SAME, [s.programme.grenzenjaar, sorted(set(buurten))])
    return str(found["area"].iloc[0]) if len(found) else ""


def own_group(
    s: Snapshot,
    ground: Ground,
    buurten: Collection[str],
    everyone_else: bool = False,
    indicators: Collection[str] | None = None,
) -> OwnGroup:
    """Every figure of these buurten together (codes of the grenzenjaar); of these ``indicators``, by default of all.

    The rest holds the buurten that are in no focuswijk and not in the group, as the programme's own groups are
    compared; with ``everyone_else`` all buurten outside the group. A survey's figure is only given where nothing can be
    learned from it that other figures do not tell already: see ``own_survey``. An indicator's figures are the same
    whichever others are asked for with it.
    """
    asked = [i for i in s.indicators.values() if indicators is None or i.id in indicators]
    ids, gemeenten = [i.id for i in asked], list(s.programme.gemeenten)
    with s.connection.cursor() as connection:
        drawn = _drawn(s, buurten, everyone_else, ground.buurten)
        members = pd.concat([drawn, ground.city], ignore_index=True)
        areas = [*members["code"].unique(), *gemeenten, LAND_CODE]
        for step in _KEPT:
            connection.execute(step, {"indicators": ids, "areas": areas})
        for step in _STAGED:
            connection.execute(step)
        staging.stage_groups(connection, members)
        staging.stage_recipes(connection, asked)
        name_status(connection)
        add_up(connection, [OWN_CODE, REST_CODE, *gemeenten, LAND_CODE])
        surveys.estimate_figures(connection, ground.waves)
        own_survey.withhold(connection, ground.told, members, (OWN_CODE, REST_CODE))
        only = gemeenten[0] if len(gemeenten) == 1 else None
        connection.execute(_AREA, {"gemeente": only, "name": NAME, "rest": REST_NAME})
        links = _series(ground, connection, drawn[drawn["boundary_year"].isin(ground.listed)])
        staging.stage_frame(connection, "known_period", ground.known[ground.known["indicator"].isin(ids)])
        baselines.stage(connection, s.programme, asked, "known_period")
        connection.execute("CREATE TEMP TABLE computed_now AS FROM computed")
        connection.execute(baselines.FIGURE)
        connection.execute("DELETE FROM figure_now WHERE area NOT IN (?, ?)", [OWN_CODE, REST_CODE])
        assess.judge(connection, ground.dispersion)
        names = dict(connection.execute("SELECT code, name FROM area").fetchall())
        frame = figures.with_names(_asker(connection), names, f"{figures.ROW} FROM ({_JUDGED})", [])
    rest = members.loc[members["area"] == REST_CODE, "code"].unique()
    return OwnGroup(frame, links, tuple(sorted(rest)))


_JUDGED = f"SELECT {FIGURE_COLUMNS} FROM figure_now LEFT JOIN judged_now USING (row)"


def _asker(connection: duckdb.DuckDBPyConnection) -> Callable[[str, list[Any]], pd.DataFrame]:
    def ask(sql: str, parameters: list[Any]) -> pd.DataFrame:
        return connection.execute(sql, parameters).df()

    return ask


def _drawn(s: Snapshot, buurten: Collection[str], everyone_else: bool, city: pd.DataFrame) -> pd.DataFrame:
    """The group in every year of ``city`` (code, boundary_year of its buurten), and what is left of the city there."""
    years = city[["boundary_year"]].drop_duplicates()
    own = pd.DataFrame({"code": sorted(set(buurten))}).merge(years, how="cross")
    apart = set(buurten)
    if not everyone_else:
        apart |= {code for wijk in s.programme.focuswijken for code in wijk.buurten}
    rest = city.loc[~city["code"].isin(apart), ["code", "boundary_year"]]
    found = [
        own.assign(area=OWN_CODE, level=Level.FOCUSWIJK.value),
        rest.assign(area=REST_CODE, level=Level.REST.value),
    ]
    return pd.concat(found, ignore_index=True)[["area", "level", "code", "boundary_year"]]


def _series(ground: Ground, connection: duckdb.DuckDBPyConnection, drawn: pd.DataFrame) -> pd.DataFrame:
    """Temp tables ``area_series`` and ``series_at`` of the drawn groups; returns the first, of the group itself."""
    groups = trace_groups(ground.borders, drawn, ground.people)
    asked = connection.execute("SELECT DISTINCT boundary_year FROM computed").fetchall()
    years = {int(year) for (year,) in asked if year is not None} | ground.listed
    at = spread_years(groups[["code", "boundary_year", "series"]], sorted(years))
    staging.stage_frame(connection, "area_series", groups.assign(label=groups["code"]))
    staging.stage_frame(connection, "series_at", at)
    return groups[groups["code"] == OWN_CODE].reset_index(drop=True)


def newest(frame: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Of the group one row per indicator: its latest period with a value, else its latest; in given order."""
    order = {indicator: number for number, indicator in enumerate(dict.fromkeys(indicators))}
    own = frame[(frame["area"] == OWN_CODE) & frame["indicator"].isin(list(order))]
    ranked = own.assign(known=own["value"].notna()).sort_values(["known", "period"], kind="stable")
    last = ranked.drop_duplicates("indicator", keep="last").drop(columns="known")
    return last.sort_values("indicator", key=lambda ids: ids.map(order), ignore_index=True)
