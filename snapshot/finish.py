"""From computed figures to the tables of a snapshot: names, baselines, change since the nulmeting, two sort orders."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd

from model.areas import (
    FOCUSWIJKEN_CODE,
    FOCUSWIJKEN_EXACT_CODE,
    LAND_CODE,
    REST_CODE,
    Level,
    focuswijk_code,
)
from model.indicator import Indicator
from model.programme import Aansluiting, Programme
from snapshot import assess, baselines, composites, converted, fan, series, series_tables
from snapshot.borders import Borders, trace
from snapshot.files import sha256_of
from snapshot.notes import without_file, without_names
from snapshot.reading import Read

FIGURE_COLUMNS = """indicator, area, level, own, period, value, status, reason, numerator, denominator,
    computed, coverage, n_buurten, weight, weight_period, source, edition, boundary_year, border_change, rest, gemeente,
    nederland, nulmeting, nulmeting_period, change_withheld, base, ci_low, ci_high, ci998_low, ci998_high, verdict_rest,
    verdict_gemeente, verdict_nederland, verdict_overview, change_low, change_high, change_code,
    change_detectable, respondents, effective_n, shown_at"""
# What was skipped or set apart may name columns and files of whoever delivered it.
_PUBLIC_NOTES = ("ontbreekt", "opvallend", "waarschijnlijk")
# Columns that are ENUMs in the snapshot, and where their words come from.
_KEYS = {
    "indicator": "SELECT indicator FROM computed",
    "area": f"SELECT area::VARCHAR FROM computed UNION SELECT code FROM area WHERE level IN {baselines.GROUPS}",
    "level": "SELECT level FROM area",
    "period": "SELECT period FROM computed",
    "status": "SELECT status::VARCHAR FROM computed UNION SELECT 'missing'",
    "reason": "SELECT reason::VARCHAR FROM computed UNION SELECT unnest(['no_buurten', 'low_coverage'])",
    "weight_period": "SELECT weight_period FROM computed",
    "source": "SELECT source FROM computed",
    "edition": "SELECT edition FROM computed",
    "nulmeting_period": "SELECT period FROM nulmeting",
}
# Figures that are judged and sorted at once: all of a city, a part of the country.
_PART_ROWS = 500_000


def area_table(areas: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """One row per area that is in the snapshot: code, name, level, parent, gemeente, boundary_year, own, fit, note.

    Official areas carry the name of their newest year. ``own``: the programme's gemeenten, its groups, and Nederland.
    """
    newest = areas.sort_values("boundary_year", kind="stable").drop_duplicates("code", keep="last")
    official = newest[["code", "name", "level", "parent", "gemeente", "boundary_year"]].copy()
    official["own"] = official["gemeente"].isin(programme.gemeenten) | (official["code"] == LAND_CODE)
    official["aansluiting"], official["toelichting"] = "", ""
    only = programme.gemeenten[0] if len(programme.gemeenten) == 1 else None
    groups: list[dict[str, object]] = []

    def add(code: str, name: str, level: Level, fit: str = "", note: str = "") -> None:
        groups.append(
            {
                "code": code,
                "name": name,
                "level": level.value,
                "parent": only,
                "gemeente": only,
                "boundary_year": programme.grenzenjaar,
                "own": True,
                "aansluiting": fit,
                "toelichting": note,
            }
        )

    for focuswijk in programme.focuswijken:
        code = focuswijk_code(focuswijk.id)
        add(code, focuswijk.naam, Level.FOCUSWIJK, focuswijk.aansluiting.value, focuswijk.toelichting)
    if programme.focuswijken:
        add(FOCUSWIJKEN_CODE, "Focuswijken samen", Level.FOCUSWIJKEN)
        if any(f.aansluiting is Aansluiting.DEEL for f in programme.focuswijken):
            add(FOCUSWIJKEN_EXACT_CODE, "Focuswijken samen, zonder delen van buurten", Level.FOCUSWIJKEN)
        add(REST_CODE, "Rest van de stad" if only else "Rest van de gemeenten", Level.REST)
    return pd.concat([official, pd.DataFrame(groups, columns=official.columns)], ignore_index=True)


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    areas: pd.DataFrame,
    programme: Programme,
    indicators: Iterable[Indicator],
    borders: Borders | None = None,
    on_other_borders: bool = True,
) -> None:
    """Write ``area``, ``member`` and the figures from the temp tables ``computed``, ``area_year`` and ``direct``.

    ``borders``: the series of the areas; without it they are linked by flag and name, as where no map is at hand.
    ``on_other_borders``: also estimates on the borders of every year with a map.
    """
    indicators = list(indicators)
    borders = borders or trace(areas, None, programme)
    _register(connection, "area_incoming", area_table(areas, programme))
    connection.execute("CREATE TABLE area AS SELECT * FROM area_incoming ORDER BY level, code")
    connection.execute("CREATE TABLE member_of AS SELECT area, code, boundary_year FROM member ORDER BY ALL")
    series_tables.write_series(connection, borders, areas, programme)
    connection.execute("CREATE TABLE dispersion (indicator VARCHAR, phi DOUBLE)")
    baselines.stage(connection, programme, indicators)
    _write_figures(connection)
    series.write_trends(connection)
    series.write_kloof(connection, programme)
    fan.write_kloof_fan(connection, programme)
    composites.write_composites(connection, programme, indicators)
    converted.write_converted(connection, borders, borders.map_years if on_other_borders else [])
    # ``chance`` stays for what snapshot.analyses adds.
    for table in ("figure", "computed"):
        connection.execute(f"DROP TABLE {table}")


def _write_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Tables ``figure_map`` and ``figure_area``; temp tables ``figure`` and ``chance`` of the programme's own areas.

    Some indicators at a time, in the order of their names, and then some areas: a country is not in memory at once.
    """
    for key, words in _KEYS.items():
        connection.execute(
            f"CREATE TYPE {key}_key AS ENUM "
            f"(SELECT DISTINCT k::VARCHAR FROM ({words}) AS listed(k) WHERE k IS NOT NULL ORDER BY ALL)"
        )
    casts = ", ".join(f"{key}::{key}_key AS {key}" for key in _KEYS)
    told = f"""
        SELECT * REPLACE ({casts}) FROM (SELECT {FIGURE_COLUMNS} FROM figure_now LEFT JOIN judged_now USING (row))
        ORDER BY indicator, level, period, area"""
    own = "SELECT c.* FROM chance_now c SEMI JOIN (FROM figure_now WHERE own) f USING (indicator, area, period)"
    counts = connection.execute("SELECT indicator, count(*) FROM computed GROUP BY ALL ORDER BY indicator").fetchall()
    for number, names in enumerate(_parts(counts)):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE computed_now AS FROM computed WHERE indicator IN (SELECT unnest(?))", [names]
        )
        connection.execute(baselines.FIGURE)
        assess.judge(connection)
        for table, temporary, rows in (
            ("figure_map", "", told),
            ("figure", "TEMP", "SELECT * FROM figure_now WHERE own"),
            ("chance", "TEMP", own),
        ):
            connection.execute(
                f"INSERT INTO {table} {rows}" if number else f"CREATE {temporary} TABLE {table} AS {rows}"
            )
        for table in ("computed_now", "figure_now", "judged_now", "chance_now"):
            connection.execute(f"DROP TABLE {table}")
    connection.execute("CREATE TABLE figure_area AS FROM figure_map WHERE false")
    counts = connection.execute("SELECT area, count(*) FROM figure_map GROUP BY ALL ORDER BY area").fetchall()
    for codes in filter(None, _parts(counts)):
        connection.execute(
            "INSERT INTO figure_area SELECT * FROM figure_map WHERE area BETWEEN ?::area_key AND ?::area_key "
            "ORDER BY area, indicator, period",
            [codes[0], codes[-1]],
        )


def _parts(counts: list[tuple[str, int]]) -> list[list[str]]:
    """Names with their number of rows, put together in order up to the size of a part; at least one part."""
    parts: list[list[str]] = [[]]
    size = 0
    for name, rows in counts:
        if parts[-1] and size + rows > _PART_ROWS:
            parts.append([])
            size = 0
        parts[-1].append(name)
        size += rows
    return parts


@dataclass(frozen=True)
class Provenance:
    """The tables ``delivery`` (what was read) and ``report`` (the loaders' notes)."""

    delivery: pd.DataFrame
    report: pd.DataFrame

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {"delivery": self.delivery, "report": self.report}


def provenance(reads: Iterable[Read], public_without: Collection[str] | None = None) -> Provenance:
    """What was read, and what the loaders noted.

    For the public (``public_without``: sources that are protected) no names of files, which may hold a person's, and of
    protected sources and surveys only how much was read: other notes may quote the file or tell who answered.
    """
    deliveries, notes = [], []
    for read in reads:
        d, public = read.delivery, public_without is not None
        file = "" if public else d.main_file
        deliveries.append((d.source, d.edition, d.number, file, d.what, d.fetched_at, d.modified or "", d.edition_from))
        notes += [
            (
                note.kind,
                d.source,
                d.edition,
                file,
                without_names(note.text, d.files) if public else without_file(note.text, d.main_file),
            )
            for note in read.reading.notes
            if public_without is None or _tells_nothing(note.kind, d.source in public_without or read.wave is not None)
        ]
    columns = ["source", "edition", "delivery", "file", "what", "fetched_at", "modified", "edition_from"]
    return Provenance(
        pd.DataFrame(deliveries, columns=columns),
        pd.DataFrame(notes, columns=["kind", "source", "edition", "file", "text"]),
    )


def write_frames(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write frames as tables of these names, each in the order of its columns."""
    for table, frame in frames.items():
        connection.register("incoming", frame)
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming ORDER BY ALL")
        connection.unregister("incoming")


def _tells_nothing(kind: str, protected: bool) -> bool:
    """Whether a note may be read by anybody: how much was read; of open data also what is odd or missing in it."""
    return kind == "gelezen" or (kind in _PUBLIC_NOTES and not protected)


def canonical_hash(connection: duckdb.DuckDBPyConnection, scratch: Path) -> str:
    """Hex sha256 of all figures as ordered text: equal for equal figures, whatever the machine or number of threads.

    ``figure_area``, and after it what was estimated on other borders, in the order of their keys, which COPY keeps.
    """
    target = str(scratch).replace("'", "''")
    hashes = []
    try:
        for table in ("figure_area", "figure_converted"):
            connection.execute(f"COPY (SELECT * FROM {table}) TO '{target}' (FORMAT csv)")
            hashes.append(sha256_of(scratch))
    finally:
        scratch.unlink(missing_ok=True)
    return sha256(" ".join(hashes).encode()).hexdigest()


def _register(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    connection.register(name, frame)
