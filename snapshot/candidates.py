"""Candidate focuswijken of a gemeente, by a declared rule on the newest figures in the raw archive.

The rule: for each indicator of SELECTION the robust z of every buurt with enough inhabitants, turned so that higher is
less favourable; a buurt's score is the mean over at least half of the indicators at hand. Candidates are the buurten
with the highest scores above LEAST, until they hold SHARE of the inhabitants; adjoining ones are one candidate.
It is a proposal to talk about: what a programme chooses, and why, is for the gemeente and its residents.
"""

from dataclasses import dataclass, field

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd

import indicators
from indicators.methods.similarity import robust_z
from loaders import discover
from model.areas import Level
from model.errors import WijkpeilError
from model.indicator import Direction
from model.programme import Nulmeting, Programme
from snapshot import geo, staging
from snapshot.archive import Archive
from snapshot.beside import Beside
from snapshot.compute import INHABITANTS, compute
from snapshot.naming import nearest_names
from snapshot.programmes import load_all_descriptors
from snapshot.reading import Read, known_areas, read_archive
from snapshot.settings import settings
from snapshot.yaml_words import listing

# Figures that there are for every gemeente, from different sources and sides of life.
SELECTION = (
    "huishoudens_laagste_40",
    "bijstand_per_1000",
    "netto_arbeidsparticipatie",
    "leefbaarometer",
    "ervaren_gezondheid_goed",
    "opleidingsniveau_laag",
)
INHABITED = "inwoners"
LEAST, SHARE, FEWEST = 0.5, 0.2, 200
# Newest editions of a source that are read: figures on income come later than those on people.
_EDITIONS = 3
# With more buurten a candidate is called after one of them.
_NAMED = 3
_BUURTEN = """
SELECT indicator::VARCHAR AS indicator, area::VARCHAR AS area, period::VARCHAR AS period, value FROM computed
WHERE value IS NOT NULL AND starts_with(area::VARCHAR, 'BU') ORDER BY ALL
"""


@dataclass(frozen=True)
class Candidate:
    """One proposed focuswijk: its buurten with the score of each, and their z per indicator."""

    name: str
    buurten: tuple[str, ...]
    score: float
    z: dict[str, float]


@dataclass(frozen=True)
class Town:
    """A gemeente as the archive knows it. ``periods``: of each indicator that was used, the period."""

    code: str
    name: str
    boundary_year: int
    buurten: pd.DataFrame
    candidates: tuple[Candidate, ...] = ()
    periods: dict[str, str] = field(default_factory=dict)


def examine(gemeente: str) -> Town:
    """The gemeente with its buurten and candidates. Raises WijkpeilError when the archive holds no buurten of it."""
    reads = _read(gemeente)
    areas = known_areas(read.reading.areas for read in reads if read.reading.areas is not None)
    buurten = areas[(areas["level"] == Level.BUURT.value) & (areas["gemeente"] == gemeente)]
    if buurten.empty:
        known = sorted(areas.loc[areas["level"] == Level.GEMEENTE.value, "code"].unique())
        raise WijkpeilError(
            f"In het archief staan geen buurten van {gemeente}.{nearest_names(gemeente, known)} Voeg eerst de "
            "kerncijfers of grenzen van deze gemeente toe met: wijkpeil fetch --from MAP."
        )
    year = int(buurten["boundary_year"].max())
    now = buurten[buurten["boundary_year"] == year].sort_values("code", ignore_index=True)
    own = areas[(areas["code"] == gemeente)].sort_values("boundary_year")
    name = str(own["name"].iloc[-1]) if len(own) else gemeente
    figures = _figures(reads, areas, gemeente, year)
    scores, z, periods = _scores(figures, now["code"])
    chosen = _chosen(scores, figures)
    names = now.set_index("code")["name"]
    groups = _together(chosen, reads, gemeente)
    candidates = tuple(_candidate(group, scores, z, names) for group in groups)
    ordered = tuple(sorted(candidates, key=lambda one: -one.score))
    return Town(gemeente, name, year, now, ordered, periods)


def _read(gemeente: str) -> list[Read]:
    declared = indicators.discover()
    sources = {recipe.source for name in (*SELECTION, INHABITED) for recipe in declared[name].recipes}
    sources |= {identifier for identifier, loader in discover().items() if not loader.needs_areas}
    deliveries = [pair for pair in Archive(settings().raw).deliveries() if pair[0].source in sources]
    newest = {s: sorted({d.edition for d, _ in deliveries if d.source == s})[-_EDITIONS:] for s in sources}
    deliveries = [pair for pair in deliveries if pair[0].edition in newest[pair[0].source]]
    with Beside(0) as beside:
        return read_archive(deliveries, load_all_descriptors(), frozenset([gemeente]), beside)


def _figures(reads: list[Read], areas: pd.DataFrame, gemeente: str, year: int) -> pd.DataFrame:
    """indicator, area, period and value of the buurten, for the indicators of the rule and the inhabitants."""
    declared = indicators.discover()
    plan = Programme(
        id="nieuw",
        naam=gemeente,
        gemeenten=(gemeente,),
        begin=year,
        horizon=year + 1,
        grenzenjaar=year,
        nulmeting=Nulmeting(jaar=year, grond="geen"),
        bouwstenen=(),
    )
    own = areas[areas["gemeente"] == gemeente]
    with duckdb.connect() as connection:
        connection.execute(f"SET threads = {settings().threads}")
        connection.execute("SET enable_progress_bar = false")
        staging.stage_recipes(connection, [declared[name] for name in (*SELECTION, INHABITED)])
        staging.stage_sources(connection, [loader.source for loader in discover().values()])
        staging.stage_observations(connection, reads, INHABITANTS, own)
        staging.stage_areas(connection, own)
        years = {y for (y,) in connection.execute("SELECT DISTINCT boundary_year FROM observation").fetchall()}
        staging.stage_groups(connection, staging.group_members(plan, own, years | {year}))
        compute(connection)
        return connection.execute(_BUURTEN).df()


def _scores(figures: pd.DataFrame, codes: pd.Series) -> tuple[pd.Series, pd.DataFrame, dict[str, str]]:
    """Score per buurt, its z per indicator, and the period of each indicator that was used."""
    declared = indicators.discover()
    wide = {
        str(name): rows.pivot_table(index="area", columns="period", values="value", aggfunc="first")
        for name, rows in figures.groupby("indicator")
    }
    people = _newest(wide.get(INHABITED), codes)
    enough = people.isna() | (people >= FEWEST)
    z, periods = pd.DataFrame(index=pd.Index(codes)), {}
    for name in SELECTION:
        series = _newest(wide.get(name), codes)
        if series.notna().sum() * 2 < enough.sum():
            continue
        sign = -1.0 if declared[name].direction is Direction.HIGHER_IS_BETTER else 1.0
        z[name] = sign * robust_z(series.where(enough))
        periods[name] = str(series.name)
    used = z.notna().sum(axis=1)
    scores = z.mean(axis=1).where(used * 2 >= max(len(periods), 1))
    return scores.where(enough), z, periods


def _newest(wide: pd.DataFrame | None, codes: pd.Series) -> pd.Series:
    """Values of the newest period that at least half of the buurten have; its name is the period."""
    if wide is None:
        return pd.Series(np.nan, index=pd.Index(codes), name="")
    present = wide.reindex(pd.Index(codes))
    full = [period for period in present.columns if present[period].notna().sum() * 2 >= len(present)]
    return present[max(full)] if full else pd.Series(np.nan, index=present.index, name="")


def _chosen(scores: pd.Series, figures: pd.DataFrame) -> list[str]:
    people = figures[figures["indicator"] == INHABITED].sort_values("period").drop_duplicates("area", keep="last")
    inhabitants = people.set_index("area")["value"].reindex(scores.index).fillna(0.0)
    room = SHARE * float(inhabitants.sum())
    chosen: list[str] = []
    for code in scores[scores >= LEAST].sort_values(ascending=False, kind="stable").index:
        if chosen and room <= 0:
            break
        chosen.append(str(code))
        room -= float(inhabitants[code])
    return chosen


def _together(chosen: list[str], reads: list[Read], gemeente: str) -> list[list[str]]:
    """The chosen buurten, those that adjoin on the newest map together; without a map each by itself."""
    frames = [read.reading.geometry for read in reads if read.reading.geometry is not None]
    pairs: set[tuple[str, str]] = set()
    if frames:
        shapes = geo.of_programme(gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=frames[0].crs), [gemeente])
        beside = geo.neighbours(shapes)
        newest = beside[beside["boundary_year"] == beside["boundary_year"].max()]
        pairs = set(zip(newest["code"], newest["neighbour"], strict=True))
    groups: list[list[str]] = []
    for code in chosen:
        touching = [group for group in groups if any((code, other) in pairs for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([other for group in touching for other in group] + [code])
    return groups


def _candidate(group: list[str], scores: pd.Series, z: pd.DataFrame, names: pd.Series) -> Candidate:
    codes = sorted(group)
    if len(codes) > _NAMED:
        name = f"{names[str(scores[codes].idxmax())]} en omgeving"
    else:
        name = listing(str(names[code]) for code in codes)
    means = {str(column): float(value) for column, value in z.loc[codes].mean().dropna().items()}
    return Candidate(name, tuple(codes), float(scores[codes].mean()), means)
