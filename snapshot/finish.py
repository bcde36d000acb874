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
from snapshot import assess, composites, converted, fan, series, series_tables
from snapshot.borders import Borders, trace
from snapshot.files import sha256_of
from snapshot.notes import without_file, without_names
from snapshot.reading import Read

_FIGURE_COLUMNS = """indicator, area, level, own, period, value, status, reason, numerator, denominator,
    computed, coverage, n_buurten, weight, weight_period, source, edition, boundary_year, border_change, rest, gemeente,
    nederland, nulmeting, nulmeting_period, change_withheld, base, ci_low, ci_high, ci998_low, ci998_high, verdict_rest,
    verdict_gemeente, verdict_nederland, verdict_overview, change_low, change_high, change_code,
    change_detectable, respondents, effective_n, shown_at"""
_GROUPS = "('focuswijk', 'focuswijken', 'rest')"
# What was skipped or set apart may name columns and files of whoever delivered it.
_PUBLIC_NOTES = ("ontbreekt", "opvallend", "waarschijnlijk")
# Columns that are ENUMs in the snapshot, and where their words come from.
_KEYS = {
    "indicator": "SELECT indicator FROM computed",
    "area": f"SELECT area::VARCHAR FROM computed UNION SELECT code FROM area WHERE level IN {_GROUPS}",
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
    breaks = [(i.id, b.period) for i in indicators for b in i.breaks]
    _register(connection, "break_incoming", pd.DataFrame(breaks, columns=["indicator", "period"]))
    wanted = [(i.id, str(programme.nulmeting.per_indicator.get(i.id, programme.nulmeting.jaar))) for i in indicators]
    _register(connection, "nulmeting_incoming", pd.DataFrame(wanted, columns=["indicator", "wanted"]))
    unlinked = [focuswijk_code(f.id) for f in programme.focuswijken if not f.buurten]
    _register(connection, "unlinked_incoming", pd.DataFrame({"area": unlinked}, dtype="str"))
    series_tables.write_series(connection, borders, areas, programme)
    for step in (_FLAG, _NULMETING):
        connection.execute(step)
    assess.stage_kinds(connection, indicators)
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
        SELECT * REPLACE ({casts}) FROM (SELECT {_FIGURE_COLUMNS} FROM figure_now LEFT JOIN judged_now USING (row))
        ORDER BY indicator, level, period, area"""
    own = "SELECT c.* FROM chance_now c SEMI JOIN (FROM figure_now WHERE own) f USING (indicator, area, period)"
    counts = connection.execute("SELECT indicator, count(*) FROM computed GROUP BY ALL ORDER BY indicator").fetchall()
    for number, names in enumerate(_parts(counts)):
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE computed_now AS FROM computed WHERE indicator IN (SELECT unnest(?))", [names]
        )
        connection.execute(_FIGURE)
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


# Years in which the border of an area moved: as linked for the programme's own areas, by CBS's flag for all others.
_FLAG = """
CREATE TEMP TABLE border_change AS
SELECT DISTINCT label AS code, boundary_year FROM area_series WHERE link IN ('grens gewijzigd', 'breuk')
UNION
SELECT DISTINCT code, boundary_year FROM area_year ANTI JOIN series_at USING (code) WHERE change_flag::INTEGER = 3
"""

# The nulmeting of an indicator: the year asked for, else the nearest year before it that the programme's areas have.
_NULMETING = """
CREATE TEMP TABLE nulmeting AS
SELECT c.indicator, max(c.period) AS period
FROM computed c JOIN nulmeting_incoming n USING (indicator) JOIN area a ON a.code = c.area
WHERE a.own AND a.level <> 'land' AND c.value IS NOT NULL AND c.period <= n.wanted
GROUP BY c.indicator
"""

# A group that has no row where others have one says why: no buurten yet, or none of its buurten is in the source.
_FIGURE = f"""
CREATE TEMP TABLE figure_now AS
WITH named AS (
    SELECT c.*, a.level, a.own, a.gemeente AS gemeente_code
    FROM computed_now c JOIN area a ON a.code = c.area
    WHERE a.own OR c.reason <> 'not_published'),
own_row AS (
    SELECT c.indicator, c.area, c.period, c.source, c.edition
    FROM computed_now c JOIN area a ON a.code = c.area WHERE a.own AND a.level <> 'land'),
told AS (SELECT indicator, period, max(source) AS source, max(edition) AS edition FROM own_row GROUP BY ALL),
untold AS (
    SELECT t.*, a.code AS area, a.level, u.area IS NOT NULL AS unlinked
    FROM told t CROSS JOIN area a LEFT JOIN unlinked_incoming u ON u.area = a.code
        ANTI JOIN own_row c ON c.indicator = t.indicator AND c.period = t.period AND c.area = a.code
    WHERE a.level IN {_GROUPS}),
filled AS (
    SELECT * FROM named
    UNION ALL BY NAME
    SELECT indicator, area, period, source, edition, level, true AS own, 'missing'::status_name AS status,
        false AS computed,
        CASE WHEN unlinked THEN 'no_buurten' ELSE 'low_coverage' END::reason_name AS reason,
        CASE WHEN NOT unlinked THEN 0.0 END AS coverage, 0 AS n_buurten
    FROM untold),
baseline AS (SELECT indicator, period, area, value FROM computed_now WHERE value IS NOT NULL),
start AS (SELECT n.indicator, n.period, c.area, c.boundary_year, c.value
    FROM nulmeting n JOIN computed_now c USING (indicator, period)
    WHERE c.value IS NOT NULL)
SELECT row_number() OVER () AS row, f.gemeente_code,
    f.indicator, f.area, f.level, f.own, f.period, f.value, f.status, f.reason, f.numerator, f.denominator,
    f.computed, f.coverage, f.n_buurten::INTEGER AS n_buurten, f.weight, f.weight_period, f.source, f.edition,
    f.boundary_year, f.respondents, f.effective_n, f.shown_at,
    own_change.code IS NOT NULL AS border_change,
    CASE WHEN f.own AND f.level NOT IN ('rest', 'land') THEN rest.value END AS rest,
    CASE WHEN f.level <> 'gemeente' THEN gemeente.value END AS gemeente,
    CASE WHEN f.level <> 'land' THEN land.value END AS nederland,
    CASE WHEN f.value IS NOT NULL AND withheld.why IS NULL THEN start.value END AS nulmeting,
    CASE WHEN f.value IS NOT NULL THEN start.period END AS nulmeting_period,
    CASE WHEN f.value IS NOT NULL AND start.value IS NOT NULL THEN withheld.why END AS change_withheld
FROM filled f
    LEFT JOIN baseline rest ON rest.area = '{REST_CODE}' AND rest.indicator = f.indicator AND rest.period = f.period
    LEFT JOIN baseline gemeente
        ON gemeente.area = f.gemeente_code AND gemeente.indicator = f.indicator AND gemeente.period = f.period
    LEFT JOIN baseline land ON land.area = '{LAND_CODE}' AND land.indicator = f.indicator AND land.period = f.period
    LEFT JOIN start ON start.indicator = f.indicator AND start.area = f.area AND start.period < f.period
    LEFT JOIN border_change own_change ON own_change.code = f.area AND own_change.boundary_year = f.boundary_year
    LEFT JOIN (
        SELECT indicator, area, period, min(why) AS why FROM (
            SELECT c.indicator, c.area, c.period, 'breuk' AS why
            FROM computed_now c JOIN nulmeting n USING (indicator) JOIN break_incoming b USING (indicator)
            WHERE n.period < b.period AND b.period <= c.period
            UNION ALL
            SELECT c.indicator, c.area, c.period, 'grens gewijzigd'
            FROM computed_now c JOIN start s USING (indicator, area) LEFT JOIN series_at now
                    ON now.code = c.area AND now.boundary_year = c.boundary_year
                LEFT JOIN series_at was ON was.code = c.area AND was.boundary_year = s.boundary_year
                LEFT JOIN (SELECT code, max(boundary_year) AS boundary_year FROM border_change GROUP BY code) x
                    ON x.code = c.area
            WHERE s.period < c.period AND CASE WHEN now.series IS NULL
                THEN x.boundary_year > s.boundary_year AND x.boundary_year <= c.boundary_year
                ELSE now.series <> was.series END)
        GROUP BY ALL) withheld
        ON withheld.indicator = f.indicator AND withheld.area = f.area AND withheld.period = f.period
"""


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
