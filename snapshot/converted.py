"""Figures of other years on the borders of a presentation year: estimates, marked, and never instead of a figure.

An area of the presentation year whose series does not run to the borders of a figure gets an estimate: counts split by
share, means and percentages by their base. Shares come from addresses where tables of both borders are at hand, else
from maps that were drawn alike, weighed by inhabitants where those are known. All own areas go in one matrix at a time.
"""

from dataclasses import dataclass
from itertools import product

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Floats
from indicators.methods.crosswalk import MINIMUM_COVERAGE, Shares, convert_counts, convert_means, coverage
from model.areas import Level
from model.status import Reason, Status
from snapshot.border_shares import shares_between
from snapshot.borders import Borders

LEVELS = (Level.BUURT, Level.WIJK)
_KNOWN_SHARE = 0.9

_CELLS = """
SELECT c.indicator, c.area, c.period, c.boundary_year, c.value, c.numerator, c.denominator, c.reason, c.source,
    c.edition, a.level, r.aggregation, r.factor, w.amount AS weight, r.recipe
FROM computed c JOIN area a ON a.code = c.area JOIN recipe r USING (indicator, recipe)
    LEFT JOIN weight w ON w.indicator = c.indicator AND w.recipe = c.recipe AND w.area = c.area AND w.period = c.period
WHERE a.own AND a.level IN ('buurt', 'wijk') AND c.boundary_year IS NOT NULL
ORDER BY c.indicator, c.period, c.area
"""

# One estimate per figure. A register may have its figures on several borders (a code that is gone in its year counts on
# the last borders that had it), and each of those gives one: first those with a value, then of which most is known,
# then from the nearest borders. A figure that lies on the borders of the presentation year gets none.
_CHOSEN = """
FROM incoming ANTI JOIN (
    SELECT o.presentation_year, c.indicator::VARCHAR AS indicator, c.area::VARCHAR AS area, c.period::VARCHAR AS period
    FROM computed c JOIN on_borders o ON o.code = c.area::VARCHAR AND o.boundary_year = c.boundary_year
    ) USING (presentation_year, indicator, area, period)
QUALIFY row_number() OVER (
    PARTITION BY presentation_year, indicator, area, period
    ORDER BY status <> 'estimated', round(coverage, 6) DESC, abs(boundary_year - presentation_year),
        boundary_year DESC) = 1
"""
# All other columns of a figure are empty: a converted value is not tested, and has no change or interval. Baselines
# belong to an indicator and period, whatever the borders.
_WRITE = f"""
CREATE TABLE figure_converted AS
FROM (SELECT * FROM figure_map WHERE false)
UNION ALL BY NAME
SELECT i.presentation_year::SMALLINT AS presentation_year, i.indicator, i.area, i.level, true AS own, i.period, i.value,
    i.status, i.reason, i.numerator, i.denominator, false AS computed, i.coverage, i.n_areas::INTEGER AS n_buurten,
    i.source, i.edition, i.boundary_year::SMALLINT AS boundary_year, false AS border_change, b.rest, b.gemeente,
    b.nederland, i.method
FROM ({_CHOSEN}) i LEFT JOIN (
    SELECT indicator, period, left(area, 6) AS place, max(rest) AS rest, max(gemeente) AS gemeente,
        max(nederland) AS nederland
    FROM figure WHERE own AND level IN ('buurt', 'wijk') GROUP BY ALL) b
    ON b.indicator = i.indicator AND b.period = i.period AND b.place = left(i.area, 6)
ORDER BY presentation_year, indicator, area, period
"""
_ON_BORDERS = """
CREATE TABLE on_borders AS
SELECT presentation_year::SMALLINT AS presentation_year, code::VARCHAR AS code, boundary_year::SMALLINT AS boundary_year
FROM incoming ORDER BY ALL
"""
_COLUMNS = [
    *("presentation_year", "indicator", "area", "level", "period", "value", "status", "reason", "numerator"),
    *("denominator", "coverage", "n_areas", "source", "edition", "boundary_year", "method"),
]


@dataclass(frozen=True)
class _Step:
    """From the borders of one year to those of another: areas by code (rows), which of the new ones to fill."""

    old: pd.Index
    new: pd.Index
    wanted: np.ndarray
    shares: Shares
    covered: Floats
    inhabitants: Floats


def write_converted(connection: duckdb.DuckDBPyConnection, borders: Borders, presentation_years: list[int]) -> None:
    """Tables ``figure_converted`` (columns of figure_map, presentation_year and method) and ``on_borders``.

    ``on_borders``: presentation_year, code and boundary_year: the borders of which years are those of the presentation
    year, per own buurt and wijk that exists in it (its own year is always there). Of ``figure_converted`` one row per
    presentation year, indicator, area and period, and none where ``computed`` has a figure on the borders of the
    presentation year; where no table or map tells, nothing is converted either. Needs the tables computed, recipe,
    weight, area, figure and figure_map.
    """
    cells = connection.execute(_CELLS).df()
    parts: list[pd.DataFrame] = []
    there: list[pd.DataFrame] = []
    for level in LEVELS:
        own = cells[cells["level"] == level.value]
        years = sorted(int(year) for year in own["boundary_year"].unique())
        areas = borders.areas_at(level, sorted({*years, *presentation_years}))
        there.append(_on_borders(areas, presentation_years))
        for presentation in presentation_years:
            for year in years:
                step = _step(borders, level, areas, own, year, presentation)
                if step is not None:
                    found = _converted(own[own["boundary_year"] == year], step)
                    parts.append(found.assign(presentation_year=presentation, boundary_year=year, level=level.value))
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)
    _write(connection, _ON_BORDERS, pd.concat(there, ignore_index=True))
    _write(connection, _WRITE, frame.reindex(columns=_COLUMNS))


def _on_borders(areas: pd.DataFrame, presentation_years: list[int]) -> pd.DataFrame:
    shown = areas[areas["boundary_year"].isin(presentation_years)].rename(
        columns={"boundary_year": "presentation_year"}
    )
    return shown.merge(areas, on=["code", "series"])[["presentation_year", "code", "boundary_year"]]


def _step(
    borders: Borders, level: Level, areas: pd.DataFrame, cells: pd.DataFrame, year: int, presentation: int
) -> _Step | None:
    """How to get from ``year`` to ``presentation``; None where all areas are the same, or nothing tells the shares."""
    old, new = (areas[areas["boundary_year"] == at].sort_values("code") for at in (year, presentation))
    wanted = ~new["series"].isin(old["series"]).to_numpy()
    if year == presentation or not wanted.any():
        return None
    counts = _inhabitants(cells)
    found = shares_between(
        borders, level, old, new, lambda: _people(_by_period(counts, areas, old), _by_period(counts, areas, new), year)
    )
    if found is None:
        return None
    people = _by_period(counts, areas, old)
    nearest = min(people.columns, key=lambda period: (abs(int(period[:4]) - year), period), default=None)
    known = np.ones(len(old)) if nearest is None else people[nearest].to_numpy(dtype=np.float64)
    return _Step(pd.Index(old["code"]), pd.Index(new["code"]), wanted, found.shares, found.covered, known)


def _inhabitants(cells: pd.DataFrame) -> pd.DataFrame:
    """Known inhabitants of CBS, else of the gemeente: one of both, for a register may date its borders loosely."""
    known = cells[cells["value"].notna()]
    found = (known[known["indicator"] == indicator] for indicator in ("inwoners", "inwoners_gemeente"))
    return next((rows for rows in found if len(rows)), known.iloc[:0])


def _by_period(counts: pd.DataFrame, areas: pd.DataFrame, side: pd.DataFrame) -> pd.DataFrame:
    """Inhabitants of the areas of one side (rows) per period (columns) in which most are known on their borders."""
    sets = areas.groupby("boundary_year")["series"].agg(frozenset)
    on_these = counts[counts["boundary_year"].isin(sets.index[sets == frozenset(side["series"])])]
    here = on_these.pivot_table(index="area", columns="period", values="value", aggfunc="first")
    wide = here.reindex(side["code"])
    return wide.loc[:, wide.notna().mean() >= _KNOWN_SHARE]


def _people(old: pd.DataFrame, new: pd.DataFrame, year: int) -> tuple[Floats, Floats]:
    """Inhabitants of both sides in the two periods that lie nearest to each other, then nearest to ``year``."""
    if old.columns.empty or new.columns.empty:
        unknown = [np.full(len(side), np.nan) for side in (old, new)]
        known = [side.to_numpy(dtype=np.float64)[:, -1] if len(side.columns) else None for side in (old, new)]
        return unknown[0] if known[0] is None else known[0], unknown[1] if known[1] is None else known[1]
    then, now = min(
        product(old.columns, new.columns),
        key=lambda pair: (abs(int(pair[0][:4]) - int(pair[1][:4])), abs(int(pair[0][:4]) - year), pair),
    )
    return old[then].to_numpy(dtype=np.float64), new[now].to_numpy(dtype=np.float64)


def _converted(cells: pd.DataFrame, step: _Step) -> pd.DataFrame:
    """Estimates of the wanted new areas for every indicator and period of these cells."""
    series = cells[["indicator", "period"]].drop_duplicates(ignore_index=True)
    place = pd.MultiIndex.from_frame(series).get_indexer(pd.MultiIndex.from_frame(cells[["indicator", "period"]]))
    row = step.old.get_indexer(pd.Index(cells["area"]))
    here = row >= 0

    def wide(name: str) -> Floats:
        table = np.full((len(step.old), len(series)), np.nan)
        table[row[here], place[here]] = cells[name].to_numpy(dtype=np.float64)[here]
        return table

    value, weight, numerator, denominator = (wide(n) for n in ("value", "weight", "numerator", "denominator"))
    first = cells.drop_duplicates(["indicator", "period"]).reset_index(drop=True)
    aggregation, factor = first["aggregation"].to_numpy(), first["factor"].to_numpy(dtype=np.float64)
    is_sum, is_ratio, is_mean = (aggregation == name for name in ("SUM", "RATIO_OF_SUMS", "WEIGHTED_MEAN"))
    both = np.where(np.isnan(numerator) | np.isnan(denominator), np.nan, 1.0)
    upper = convert_counts(numerator * both, step.shares, step.inhabitants)
    lower = convert_counts(denominator * both, step.shares, step.inhabitants)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(lower > 0.0, factor * upper / lower, np.nan)
    found = np.select(
        [np.broadcast_to(kind, ratio.shape) for kind in (is_sum, is_ratio, is_mean)],
        [convert_counts(value, step.shares, step.inhabitants), ratio, convert_means(value, weight, step.shares)],
        np.nan,
    )
    known = np.where(is_ratio, ~np.isnan(both), ~np.isnan(value))
    share = np.minimum(np.nan_to_num(coverage(known, step.shares, step.inhabitants)), step.covered[:, None])
    found = np.where(share >= MINIMUM_COVERAGE, found, np.nan)
    rows, columns = np.nonzero(np.broadcast_to(step.wanted[:, None], found.shape))
    return pd.DataFrame(
        {
            **{name: first[name].to_numpy()[columns] for name in ("indicator", "period", "source", "edition")},
            "area": step.new.to_numpy()[rows],
            "value": found[rows, columns],
            "numerator": np.where(is_ratio & ~np.isnan(found), upper, np.nan)[rows, columns],
            "denominator": np.where(is_ratio & ~np.isnan(found), lower, np.nan)[rows, columns],
            "coverage": share[rows, columns],
            "n_areas": np.bincount(step.shares.new, minlength=len(step.new))[rows],
            "status": np.where(np.isnan(found), Status.MISSING.value, Status.ESTIMATED.value)[rows, columns],
            "reason": _reasons(cells, series, found, share)[rows, columns],
            "method": step.shares.method,
        }
    )


def _reasons(
    cells: pd.DataFrame,
    series: pd.DataFrame,
    found: Floats,
    share: Floats,
) -> np.ndarray:
    """Why there is no estimate: nothing was published yet, it cannot be added up, no base, or too little is covered."""
    names = cells.drop_duplicates(["indicator", "period"]).reset_index(drop=True)
    open_yet = (cells["reason"] == Reason.NOT_PUBLISHED).groupby([cells["indicator"], cells["period"]]).all()
    unpublished = open_yet.reindex(pd.MultiIndex.from_frame(series)).to_numpy(dtype=bool)
    rigid = (names["aggregation"] == "NONE").to_numpy()
    no_base = np.isnan(found) & (share >= MINIMUM_COVERAGE)
    return np.select(
        [
            ~np.isnan(found),
            np.broadcast_to(unpublished, found.shape),
            np.broadcast_to(rigid, found.shape),
            no_base,
        ],
        ["", Reason.NOT_PUBLISHED.value, Reason.NOT_ADDITIVE.value, Reason.NO_WEIGHT.value],
        Reason.BORDERS.value,
    )


def _write(connection: duckdb.DuckDBPyConnection, statement: str, frame: pd.DataFrame) -> None:
    texts = dict.fromkeys(
        ("indicator", "area", "level", "period", "status", "reason", "source", "edition", "method"), "str"
    )
    connection.register("incoming", frame.astype({name: kind for name, kind in texts.items() if name in frame}))
    connection.execute(statement)
    connection.unregister("incoming")
