"""The tables that tell which area-years are one series: of buurten, wijken and gemeenten, and of groups of buurten."""

import duckdb
import pandas as pd

from model.areas import Level
from model.programme import Programme
from snapshot.borders import Borders, spread_years
from snapshot.group_borders import trace_groups
from snapshot.staging import group_members

_PEOPLE = "SELECT code::VARCHAR AS code, boundary_year, inhabitants FROM people ORDER BY ALL"


def write_series(
    connection: duckdb.DuckDBPyConnection, borders: Borders, areas: pd.DataFrame, programme: Programme
) -> None:
    """Tables ``area_series`` and ``area_origin``, and the temp table ``series_at``. Needs ``computed`` and ``people``.

    ``area_series``: columns of borders.SERIES_COLUMNS and flagged_share, one row per own area or group and year in
    which it is listed. ``area_origin``: see overlay.origins. ``series_at``: code, boundary_year and series for every
    year that figures follow, codes as in the snapshot.
    """
    asked = connection.execute("SELECT DISTINCT boundary_year FROM computed ORDER BY 1").fetchall()
    listed = sorted(int(year) for year in borders.series["boundary_year"].unique())
    years = sorted({int(year) for (year,) in asked if year is not None} | set(listed))
    buurten = borders.series[borders.series["level"] == Level.BUURT.value]
    of_buurten = {int(year) for year in buurten["boundary_year"].unique()}
    people = spread_years(connection.execute(_PEOPLE).df(), sorted(of_buurten))
    groups = trace_groups(borders, group_members(programme, areas, of_buurten), people)
    groups = groups.assign(label=groups["code"])
    at = pd.concat([borders.at(years), spread_years(groups[["code", "boundary_year", "series"]], years)])
    _table(connection, "area_series", pd.concat([borders.series, groups], ignore_index=True), "TABLE")
    _table(connection, "area_origin", borders.origins, "TABLE")
    _table(connection, "series_at", at, "TEMP TABLE")


def _table(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame, kind: str) -> None:
    types = {"boundary_year": "SMALLINT", "earlier_year": "SMALLINT", "series": "INTEGER"}
    types |= dict.fromkeys(("of_new", "of_old", "flagged_share"), "DOUBLE")
    columns = ", ".join(f"CAST({column} AS {types.get(str(column), 'VARCHAR')}) AS {column}" for column in frame)
    connection.register("incoming", frame)
    connection.execute(f"CREATE {kind} {name} AS SELECT {columns} FROM incoming ORDER BY ALL")
    connection.unregister("incoming")
