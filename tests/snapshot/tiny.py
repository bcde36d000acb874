"""A tiny hand-made municipality, and the real computation run over it: the workbench of the tests in this folder."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import duckdb
import pandas as pd

from model.indicator import Indicator
from model.loading import Reading
from model.programme import Programme
from model.source import Delivery, Source
from snapshot import finish, staging, surveys
from snapshot.compute import INHABITANTS, compute
from snapshot.reading import Read

GEMEENTE, WIJK = "GM0001", "WK000100"


def source(identifier: str, rank: int = 10) -> Source:
    return Source(id=identifier, name=identifier, publisher="p", licence="l", url="u", rank=rank)


def buurt(number: int) -> str:
    return f"BU000100{number:02d}"


def areas(n: int, years: tuple[int, ...] = (2024,), flags: dict[tuple[str, int], int] | None = None) -> pd.DataFrame:
    """One gemeente with one wijk of n buurten, and Nederland, in each year."""
    rows = []
    for year in years:
        rows += [
            ("NL00", year, "Nederland", "land", None, None, 1),
            (GEMEENTE, year, "Dorp", "gemeente", "NL00", GEMEENTE, 1),
        ]
        rows.append((WIJK, year, "Wijk 00", "wijk", GEMEENTE, GEMEENTE, 1))
        for number in range(1, n + 1):
            flag = (flags or {}).get((buurt(number), year), 1)
            rows.append((buurt(number), year, f"Buurt {number}", "buurt", WIJK, GEMEENTE, flag))
    columns = ["code", "boundary_year", "name", "level", "parent", "gemeente", "change_flag"]
    return pd.DataFrame(rows, columns=columns)


def observations(rows: list[tuple[Any, ...]], boundary_year: int = 2024) -> pd.DataFrame:
    """Rows of (area, period, variable, value) or (area, period, variable, None, reason)."""
    records = [
        {
            "area_code": row[0],
            "boundary_year": boundary_year,
            "period": row[1],
            "variable": row[2],
            "value": float("nan") if row[3] is None else float(row[3]),
            "n": float("nan"),
            "status": "missing" if row[3] is None else "measured",
            "reason": row[4] if len(row) > 4 else "",
        }
        for row in rows
    ]
    return pd.DataFrame(records)


def delivery(source_id: str, edition: str, sequence: int = 1) -> Delivery:
    return Delivery(
        source=source_id,
        edition=edition,
        number=1,
        sequence=sequence,
        origin="x.csv",
        what="tabel",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        licence="l",
        main_file="x.csv",
        files={"x.csv": "0"},
    )


def programme(focus: dict[str, tuple[str, ...]], nulmeting: int = 2022, **fields: Any) -> Programme:
    return Programme.model_validate(
        {
            "id": "dorp",
            "naam": "Dorp",
            "gemeenten": [GEMEENTE],
            "begin": 2020,
            "horizon": 2040,
            "grenzenjaar": 2024,
            "nulmeting": {"jaar": nulmeting, "grond": "proef"},
            "focuswijken": [
                {
                    "id": name,
                    "naam": name.title(),
                    "buurten": codes,
                    "aansluiting": "exact" if codes else "te bevestigen",
                }
                for name, codes in focus.items()
            ],
            "bouwstenen": [{"id": "b", "naam": "B", "doelen": [{"id": "d", "naam": "D", "kernset": []}]}],
            **fields,
        }
    )


@dataclass
class Computed:
    """Figures of a tiny run, to be asked for one by one."""

    frame: pd.DataFrame

    def row(self, indicator: str, area: str, period: str = "2024") -> dict[str, Any]:
        f = self.frame
        found = f[(f["indicator"] == indicator) & (f["area"] == area) & (f["period"] == period)]
        assert len(found) == 1, f"{len(found)} rijen voor {indicator} {area} {period}"
        return dict(found.iloc[0])


def _copies(reads: list[Read]) -> list[Read]:
    """Staging empties what it reads; a test may run the same readings twice."""
    return [Read(read.delivery, replace(read.reading), read.wave) for read in reads]


def run(
    indicators: list[Indicator],
    reads: list[Read],
    area_frame: pd.DataFrame,
    plan: Programme,
    sources: list[Source] | None = None,
    threads: int = 1,
) -> Computed:
    """Stage, compute and finish, exactly as a build does."""
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {threads}")
        staging.stage_recipes(connection, indicators)
        staging.stage_sources(connection, sources or [source("cbs_kwb")])
        staging.stage_observations(connection, _copies(reads), INHABITANTS, area_frame)
        staging.stage_areas(connection, area_frame)
        years = {y for (y,) in connection.execute("SELECT DISTINCT boundary_year FROM observation").fetchall()}
        staging.stage_groups(connection, staging.group_members(plan, area_frame, years))
        compute(connection)
        surveys.estimate_figures(connection, surveys.waves_of(reads))
        finish.write_tables(connection, area_frame, plan, indicators)
        frame = connection.execute("SELECT * FROM figure_map").df()
    for column in frame.select_dtypes("category"):
        frame[column] = frame[column].astype(object)
    return Computed(frame)


def one_read(rows: list[tuple[Any, ...]], source_id: str = "cbs_kwb", edition: str = "2024", sequence: int = 1) -> Read:
    return Read(delivery(source_id, edition, sequence), Reading(observations=observations(rows)))
