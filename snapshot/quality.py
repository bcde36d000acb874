"""Questions about the data themselves beside ``figures``: what covers which year, what lacks and why, how old it is."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from model.status import Standing
from snapshot.figures import plain_records
from snapshot.store import Snapshot

# A month more than the rhythm of a source: then somebody should have fetched anew, as ``snapshot.doctor`` has it.
_GRACE_DAYS = 30
_YEAR_DAYS = 365
_LEVELS = ("buurt", "wijk", "gemeente")

_PEOPLE = """
people AS (
    SELECT area::VARCHAR AS code, arg_max(value, period::VARCHAR) AS inhabitants FROM figure_map
    WHERE indicator::VARCHAR IN ('inwoners', 'inwoners_gemeente') AND own AND level = 'buurt' AND value IS NOT NULL
    GROUP BY ALL),
buurt AS (
    SELECT DISTINCT m.code, m.boundary_year, p.inhabitants FROM member_of m LEFT JOIN people p USING (code)),
town AS (SELECT boundary_year, count(*) AS n, sum(inhabitants) AS inhabitants FROM buurt GROUP BY ALL)"""

_COVERAGE = f"""
WITH {_PEOPLE},
inside AS (
    SELECT code AS area, boundary_year, 1 AS n, inhabitants FROM buurt UNION ALL
    SELECT m.area, m.boundary_year, count(*) AS n, sum(b.inhabitants) FROM member_of m
        JOIN buurt b USING (code, boundary_year) GROUP BY ALL),
cell AS (
    SELECT indicator::VARCHAR AS indicator, source::VARCHAR AS source, edition::VARCHAR AS edition, level::VARCHAR AS
        level, area::VARCHAR AS area, TRY_CAST(left(period::VARCHAR, 4) AS INTEGER) AS year, value, status::VARCHAR AS
        status, reason::VARCHAR AS reason, coalesce(boundary_year, ?) AS boundary_year
    FROM figure_map WHERE own AND level IN ('buurt', 'wijk', 'gemeente') AND source IS NOT NULL
        AND (level <> 'wijk' OR NOT computed) AND (level <> 'gemeente' OR NOT computed)),
-- Of a year with several periods an area counts once.
once AS (
    SELECT indicator, source, level, area, year, max(boundary_year) AS boundary_year, bool_or(value IS NOT NULL) AS has,
        bool_or(status = 'provisional') AS provisional, bool_and(reason = 'not_published') AS not_published
    FROM cell GROUP BY ALL),
editions AS (SELECT indicator, source, year, list_sort(list(DISTINCT edition)) AS editions FROM cell GROUP BY ALL)
SELECT o.indicator, o.source, o.level, o.year, any_value(e.editions) AS editions, count(*) FILTER (has) AS n_values,
    count(*) FILTER (has AND provisional) AS n_provisional, bool_and(o.not_published) AS not_published,
    coalesce(sum(i.n) FILTER (has), 0) AS n_buurten, max(t.n) AS n_town,
    coalesce(sum(i.inhabitants) FILTER (has), 0) / nullif(max(t.inhabitants), 0) AS share
FROM once o JOIN editions e USING (indicator, source, year)
    LEFT JOIN inside i ON i.area = o.area AND i.boundary_year = o.boundary_year
    LEFT JOIN town t ON t.boundary_year = o.boundary_year
GROUP BY o.indicator, o.source, o.level, o.year
"""

_GAPS = f"""
WITH {_PEOPLE}
SELECT f.indicator::VARCHAR AS indicator, f.source::VARCHAR AS source, f.period::VARCHAR AS period,
    f.reason::VARCHAR AS reason, count(*) AS n_buurten, sum(p.inhabitants) AS inhabitants
FROM figure_map f LEFT JOIN people p ON p.code = f.area::VARCHAR
WHERE f.own AND f.level = 'buurt' AND f.value IS NULL GROUP BY ALL ORDER BY ALL
"""


def coverage(s: Snapshot) -> pd.DataFrame:
    """Per indicator, source and year, on the finest level with a figure: level, state, editions (tuple), n_buurten with
    a figure, n_town (buurten in all), share of the inhabitants (0–1, NaN where nobody was counted)."""
    frame = s.ask(_COVERAGE, [s.programme.grenzenjaar])
    frame = frame.assign(
        depth=frame["level"].map({level: place for place, level in enumerate(_LEVELS)}), none=frame["n_values"] == 0
    )
    frame = frame.sort_values(["none", "depth"]).drop_duplicates(["indicator", "source", "year"])
    rows = [
        {**row, "state": _state(row), "editions": tuple(row["editions"])}
        for row in plain_records(frame.astype({"editions": "object"}))
    ]
    frame = pd.DataFrame(rows, columns=[*frame.columns, "state"]).astype({"share": "float64"})
    columns = ["indicator", "source", "year", "level", "state", "editions", "n_buurten", "n_town", "share"]
    return frame[columns].sort_values(["source", "indicator", "year"], ignore_index=True)


def _state(row: dict[str, Any]) -> Standing:
    if row["n_values"]:
        return Standing.PROVISIONAL if row["n_provisional"] else Standing.FINAL
    return Standing.NOT_PUBLISHED if row["not_published"] else Standing.MISSING


def matrix(s: Snapshot, source: str = "") -> pd.DataFrame:
    """Rows × years: ``key``, ``name``, ``year``, state, level, share, n_buurten, n_town, with, of, editions, delivery.

    Rows are sources; with ``source`` its indicators. ``with`` of ``of`` indicators have a figure; share and buurten are
    those of the indicator in the middle of them. A year that a yearly source skips between others is there as
    ``Standing.MISSING``; other years without rows are not there. ``delivery``: newest per edition ("2024: 2");
    ``number``: the highest of these.
    """
    cells = coverage(s)
    if source:
        cells = cells[cells["source"] == source].assign(key=lambda frame: frame["indicator"])
    else:
        cells = cells.assign(key=cells["source"])
    numbers = _newest_delivery(s)
    groups: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for row in plain_records(cells):
        groups.setdefault((row["key"], row["year"]), []).append(row)
    rows = [_one(key, year, group, numbers) for (key, year), group in groups.items()]
    if not source:
        rows += _without_figures(s, set(cells["source"]))
    yearly = {one.id for one in s.sources.values() if one.every_years == 1}
    known: dict[str, list[int]] = {}
    for row in rows:
        known.setdefault(row["key"], []).append(row["year"])
    for key, years in known.items():
        if (source or key) in yearly:
            skipped = sorted(set(range(min(years), max(years))) - set(years))
            rows += [{"key": key, "year": year, "state": Standing.MISSING, "editions": ()} for year in skipped]
    names = {i.id: i.name for i in s.indicators.values()} if source else {x.id: x.name for x in s.sources.values()}
    about = ["level", "share", "n_buurten", "n_town", "with", "of", "editions", "delivery", "number"]
    columns = ["key", "year", "state", *about]
    frame = pd.DataFrame(rows, columns=columns)
    frame.insert(1, "name", [names.get(key, key) for key in frame["key"]])
    return frame.fillna({"level": "", "delivery": ""}).sort_values(["name", "key", "year"], ignore_index=True)


def _one(key: str, year: int, group: list[dict[str, Any]], numbers: dict[tuple[str, str], int]) -> dict[str, Any]:
    """One cell of the matrix from the indicators in it."""
    states = {row["state"] for row in group}
    order = (Standing.PROVISIONAL, Standing.FINAL, Standing.NOT_PUBLISHED)
    filled = [row for row in group if row["state"] in (Standing.FINAL, Standing.PROVISIONAL)]
    level, middle = "", {}
    if filled:
        level = min((row["level"] for row in filled), key=_LEVELS.index)
        finest = sorted((r for r in filled if r["level"] == level), key=lambda r: (r["share"] or 0.0, r["n_buurten"]))
        middle = {name: finest[(len(finest) - 1) // 2][name] for name in ("share", "n_buurten", "n_town")}
    editions = sorted({(row["source"], edition) for row in group for edition in row["editions"]})
    return {
        **{"key": key, "year": int(year), "level": level, **middle, "with": len(filled), "of": len(group)},
        "state": next((one for one in order if one in states), Standing.MISSING),
        "editions": tuple(edition for _, edition in editions),
        "delivery": ", ".join(f"{edition}: {numbers[source, edition]}" for source, edition in editions),
        "number": max((numbers[pair] for pair in editions), default=None),
    }


def _newest_delivery(s: Snapshot) -> dict[tuple[str, str], int]:
    frame = s.ask("SELECT source, edition, max(delivery) AS number FROM delivery GROUP BY ALL")
    return {(row["source"], row["edition"]): row["number"] for row in plain_records(frame)}


def _without_figures(s: Snapshot, known: set[str]) -> list[dict[str, Any]]:
    """Sources that give areas, shapes or addresses: present in the year that their edition begins with."""
    return [
        {
            "key": source,
            "year": int(edition[:4]),
            "state": Standing.PRESENT,
            "editions": (edition,),
            "delivery": f"{edition}: {number}",
            "number": number,
        }
        for (source, edition), number in _newest_delivery(s).items()
        if source not in known and edition[:4].isdigit()
    ]


def ages(s: Snapshot, today: date) -> pd.DataFrame:
    """Per source: key, name, newest (last year with a figure, or edition), arrived (date), days since, every_years (NaN
    where the source has no fixed rhythm), overdue (see ``overdue``), stale; the most overdue first."""
    arrived = s.ask(
        "SELECT source AS key, max(CAST(fetched_at AS TIMESTAMP))::DATE AS arrived FROM delivery GROUP BY 1"
    )
    cells = matrix(s)
    there = cells["state"].isin([Standing.FINAL, Standing.PROVISIONAL, Standing.PRESENT])
    newest = cells[there].groupby("key")["year"].max()
    rows = []
    for row in plain_records(arrived):
        source, day = s.sources[row["key"]], row["arrived"].date()
        year = float(newest[source.id]) if source.id in newest.index else float("nan")
        late = overdue(year, day, source.every_years, today)
        every = float("nan") if source.every_years is None else float(source.every_years)
        rows.append((source.id, source.name, year, day, (today - day).days, every, late, late > 0))
    columns = ["key", "name", "newest", "arrived", "days", "every_years", "overdue", "stale"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["overdue", "name"], ascending=[False, True], ignore_index=True)


def overdue(newest: float, arrived: date, every_years: int | None, today: date) -> float:
    """Days that a source is beyond its rhythm, negative while it is not; NaN where it has none.

    Either nothing came in for a month longer than the rhythm, or the year that should follow ``newest`` (NaN when there
    is none) has been over for more than a year, which every publisher needs less of.
    """
    if every_years is None:
        return float("nan")
    late = (today - arrived).days - (_YEAR_DAYS * every_years + _GRACE_DAYS)
    if newest == newest:
        late = max(late, (today - date(int(newest) + every_years + 2, 1, 1)).days)
    return float(late)


def gaps(s: Snapshot) -> pd.DataFrame:
    """Buurten without a figure: indicator, source, period, reason (model.status), n_buurten, inhabitants in them."""
    return s.ask(_GAPS)


def revisions(s: Snapshot) -> pd.DataFrame | None:
    """Two deliveries of one edition beside each other; columns of ``snapshot.revisions``, and area_name.

    None for a snapshot that was built before revisions were kept.
    """
    if s.ask("SELECT 1 FROM information_schema.tables WHERE table_name = 'revision'").empty:
        return None
    return s.ask(
        """
        SELECT r.*, coalesce(a.name, '') AS area_name FROM revision r LEFT JOIN area a ON a.code = r.largest_area
        ORDER BY source, edition, delivery
        """
    )


def breaks(s: Snapshot, indicators: Sequence[str]) -> pd.DataFrame:
    """Declared breaks of these indicators: indicator, name, period, why."""
    rows = [
        (i, s.indicators[i].name, one.period, one.why)
        for i in indicators
        if i in s.indicators
        for one in s.indicators[i].breaks
    ]
    return pd.DataFrame(rows, columns=["indicator", "name", "period", "why"])
