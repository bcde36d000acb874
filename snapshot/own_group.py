"""The figures of a group of buurten that somebody draws now: computed as the build computes its own groups.

Not like it, but by it: the same statements and tests (``add_up``, ``surveys``, ``group_borders``, ``baselines``,
``assess``) run on what the snapshot kept (``ingredients``), on a connection of their own that holds nothing afterwards.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from model.areas import REST_CODE, Level
from snapshot import assess, baselines, figures, own_survey, staging, surveys
from snapshot.add_up import add_up, name_status
from snapshot.borders import SERIES_COLUMNS, spread_years
from snapshot.finish import FIGURE_COLUMNS
from snapshot.group_borders import trace_groups
from snapshot.ingredients import INGREDIENTS, KeptBorders
from snapshot.store import Snapshot
from snapshot.survey_waves import kept_waves

OWN_CODE = "eigen"
NAME, REST_NAME = "Eigen gebied", "Rest van de stad"
# What a run needs of the programme's own areas, as temp tables under the names that the build gives them.
_KEPT = (
    "CREATE TEMP TABLE direct AS FROM part_figure",
    "CREATE TEMP TABLE weight AS FROM part_weight",
    "CREATE TEMP TABLE people AS FROM part_people",
    """CREATE TEMP TABLE area_year AS SELECT ''::VARCHAR AS code, 0 AS boundary_year, 0 AS change_flag WHERE false""",
)
_OFFICIAL = "('buurt', 'wijk', 'gemeente')"
_MEMBERS = "SELECT area, code, boundary_year FROM member_of WHERE area IN (SELECT unnest(?)) ORDER BY ALL"
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


def own_group(s: Snapshot, buurten: Collection[str], everyone_else: bool = False) -> OwnGroup:
    """Every figure of these buurten together (codes of the grenzenjaar).

    The rest holds the buurten that are in no focuswijk and not in the group, as the programme's own groups are
    compared; with ``everyone_else`` all buurten outside the group. A survey's figure is only given where nothing can be
    learned from it that other figures do not tell already: see ``own_survey``.
    """
    with s.connection.cursor() as connection:
        for step in _KEPT:
            connection.execute(step)
        members = _members(s, buurten, everyone_else)
        staging.stage_groups(connection, members)
        staging.stage_recipes(connection, s.indicators.values())
        name_status(connection)
        add_up(connection)
        surveys.estimate_figures(connection, kept_waves(s))
        own_survey.withhold(connection, s, members, (OWN_CODE, REST_CODE))
        gemeenten = s.programme.gemeenten
        only = gemeenten[0] if len(gemeenten) == 1 else None
        connection.execute(_AREA, {"gemeente": only, "name": NAME, "rest": REST_NAME})
        links = _series(s, connection, buurten, everyone_else)
        baselines.stage(connection, s.programme, list(s.indicators.values()))
        connection.execute("CREATE TEMP TABLE computed_now AS FROM computed")
        connection.execute(baselines.FIGURE)
        connection.execute("DELETE FROM figure_now WHERE area NOT IN (?, ?)", [OWN_CODE, REST_CODE])
        assess.judge(connection, figures.dispersion(s))
        names = dict(connection.execute("SELECT code, name FROM area").fetchall())
        frame = figures.with_names(_asker(connection), names, f"{figures.ROW} FROM ({_JUDGED})", [])
    rest = members.loc[members["area"] == REST_CODE, "code"].unique()
    return OwnGroup(frame, links, tuple(sorted(rest)))


_JUDGED = f"SELECT {FIGURE_COLUMNS} FROM figure_now LEFT JOIN judged_now USING (row)"


def _asker(connection: duckdb.DuckDBPyConnection) -> Callable[[str, list[Any]], pd.DataFrame]:
    def ask(sql: str, parameters: list[Any]) -> pd.DataFrame:
        return connection.execute(sql, parameters).df()

    return ask


def _members(s: Snapshot, buurten: Collection[str], everyone_else: bool) -> pd.DataFrame:
    """The group, its rest and the gemeenten in every year that figures follow: area, level, code, boundary_year."""
    city = s.ask(_MEMBERS, [list(s.programme.gemeenten)]).assign(level=Level.GEMEENTE.value)
    return pd.concat([_drawn(s, buurten, everyone_else, city), city], ignore_index=True)


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


def _series(
    s: Snapshot, connection: duckdb.DuckDBPyConnection, buurten: Collection[str], everyone_else: bool
) -> pd.DataFrame:
    """Temp tables ``area_series`` and ``series_at`` of the drawn groups; returns the first, of the group itself."""
    official = s.ask(f"SELECT {', '.join(SERIES_COLUMNS)} FROM area_series WHERE level IN {_OFFICIAL} ORDER BY ALL")
    of_level = official[official["level"] == Level.BUURT.value]
    listed = sorted(int(year) for year in of_level["boundary_year"].unique())
    city = of_level[["label", "boundary_year"]].set_axis(["code", "boundary_year"], axis=1)
    people = spread_years(s.ask("FROM part_people"), listed)
    groups = trace_groups(
        KeptBorders(official, s.ask("FROM part_border")), _drawn(s, buurten, everyone_else, city), people
    )
    asked = connection.execute("SELECT DISTINCT boundary_year FROM computed").fetchall()
    years = sorted({int(year) for (year,) in asked if year is not None} | set(listed))
    at = spread_years(groups[["code", "boundary_year", "series"]], years)
    for table, frame in (("area_series", groups.assign(label=groups["code"])), ("series_at", at)):
        connection.register("incoming", frame)
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    return groups[groups["code"] == OWN_CODE].reset_index(drop=True)


def newest(frame: pd.DataFrame, indicators: Sequence[str]) -> pd.DataFrame:
    """Of the group one row per indicator: its latest period with a value, else its latest; in given order."""
    order = {indicator: number for number, indicator in enumerate(dict.fromkeys(indicators))}
    own = frame[(frame["area"] == OWN_CODE) & frame["indicator"].isin(list(order))]
    ranked = own.assign(known=own["value"].notna()).sort_values(["known", "period"], kind="stable")
    last = ranked.drop_duplicates("indicator", keep="last").drop(columns="known")
    return last.sort_values("indicator", key=lambda ids: ids.map(order), ignore_index=True)
