"""The tiny municipality with everything that a build adds beside the figures: tables by name, as frames."""

from typing import Any

import duckdb
import pandas as pd

from model.indicator import Indicator
from model.programme import Programme
from snapshot import analyses, finish, staging
from snapshot.compute import INHABITANTS, compute
from tests.snapshot import tiny


def tables(
    indicators: list[Indicator],
    rows: list[tuple[Any, ...]],
    areas: pd.DataFrame,
    programme: Programme,
    borders: list[tuple[str, str]] | None = None,
    threads: int = 1,
) -> dict[str, pd.DataFrame]:
    """Every table that is not a figure. ``borders``: pairs of buurten that adjoin, once each."""
    pairs = [(one, other, 2024) for a, b in borders or [] for one, other in ((a, b), (b, a))]
    adjoining = pd.DataFrame(pairs, columns=["code", "neighbour", "boundary_year"]).astype({"code": "str"})
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {threads}")
        staging.stage_recipes(connection, indicators)
        staging.stage_sources(connection, [tiny.source("cbs_kwb")])
        staging.stage_observations(connection, [tiny.one_read(rows)], INHABITANTS, areas)
        staging.stage_areas(connection, areas)
        staging.stage_groups(connection, staging.group_members(programme, areas, {2024}))
        compute(connection)
        finish.write_tables(connection, areas, programme, indicators)
        connection.register("adjoining", adjoining)
        connection.execute("CREATE TABLE neighbour AS SELECT * FROM adjoining")
        analyses.write_analyses(connection, programme)
        names = [
            n for (n,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
        ]
        return {name: connection.execute(f"SELECT * FROM {name}").df() for name in names}
