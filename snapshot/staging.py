"""Staging of a build: observations, recipes, areas and groups as DuckDB temp tables, before anything is computed."""

from collections.abc import Collection, Iterable

import duckdb
import pandas as pd

from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE, Level, focuswijk_code
from model.indicator import Indicator
from model.programme import Aansluiting, Programme
from model.source import Source
from snapshot.reading import Read

# Of several deliveries of a cell the newest edition, then the latest delivery wins, unless not published there.
LATEST = """QUALIFY row_number() OVER (
    PARTITION BY source, variable, area, period
    ORDER BY reason = 'not_published', edition DESC, sequence DESC, boundary_year DESC) = 1"""
_OBSERVATIONS = """
CREATE TEMP TABLE observation (
    source VARCHAR, edition VARCHAR, sequence INTEGER, area VARCHAR, boundary_year SMALLINT, period VARCHAR,
    variable VARCHAR, value DOUBLE, n DOUBLE, status VARCHAR, reason VARCHAR)
"""


def stage_recipes(connection: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    """Tables ``recipe`` (one row per indicator and recipe) and ``part`` (one row per variable in it, with its role)."""
    recipes, parts = [], []
    for indicator in indicators:
        for number, recipe in enumerate(indicator.recipes):
            main = (recipe.value,) if recipe.value else recipe.numerator
            recipes.append(
                (
                    indicator.id,
                    number,
                    recipe.source,
                    recipe.factor,
                    len(main),
                    len(recipe.denominator),
                    len(recipe.weight),
                    recipe.weight_is_base,
                    indicator.aggregation.name,
                )
            )
            for role, variables in (("main", main), ("denominator", recipe.denominator), ("weight", recipe.weight)):
                parts += [(indicator.id, number, recipe.source, role, variable) for variable in variables]
    columns = [
        "indicator",
        "recipe",
        "source",
        "factor",
        "n_main",
        "n_denominator",
        "n_weight",
        "weight_is_base",
        "aggregation",
    ]
    stage_frame(connection, "recipe", pd.DataFrame(recipes, columns=columns))
    stage_frame(connection, "part", pd.DataFrame(parts, columns=["indicator", "recipe", "source", "role", "variable"]))


def stage_sources(connection: duckdb.DuckDBPyConnection, sources: Iterable[Source]) -> None:
    """Table ``source_rank``: which source goes first where several give a denominator or weight, and which count people
    who must be protected."""
    rows = [(s.id, s.rank, s.protection is not None) for s in sources]
    stage_frame(connection, "source_rank", pd.DataFrame(rows, columns=["source", "rank", "protected"]))


def stage_observations(
    connection: duckdb.DuckDBPyConnection, reads: Iterable[Read], inhabitants: Collection[str], own: pd.DataFrame
) -> None:
    """Table ``observation``: what some recipe uses, or counts inhabitants, from all deliveries.

    That a whole column is not published yet is kept only for the programme's own areas (column ``code`` of ``own``):
    for the rest of the country it would be most of the table. Readings give up their observations, to save memory.
    """
    connection.execute(_OBSERVATIONS)
    connection.execute("CREATE TEMP TABLE wanted AS SELECT DISTINCT variable FROM part")
    connection.executemany("INSERT INTO wanted VALUES (?)", [[variable] for variable in inhabitants])
    stage_frame(connection, "own_area", own[["code"]].drop_duplicates())
    for read in reads:
        frame, read.reading.observations = read.reading.observations, None
        if frame is None or not len(frame):
            continue
        connection.register("incoming", frame)
        connection.execute(
            """
            INSERT INTO observation
            SELECT ?, ?, ?, area_code::VARCHAR, boundary_year, period::VARCHAR, variable::VARCHAR, value, n,
                   CASE WHEN reason::VARCHAR = 'secret' THEN 'suppressed' ELSE status::VARCHAR END, reason::VARCHAR
            FROM incoming
            WHERE variable::VARCHAR IN (SELECT variable FROM wanted)
                AND (reason::VARCHAR <> 'not_published' OR area_code::VARCHAR IN (SELECT code FROM own_area))
            """,
            [read.delivery.source, read.delivery.edition, read.delivery.sequence],
        )
        connection.unregister("incoming")


def relabel_observations(connection: duckdb.DuckDBPyConnection, recode: pd.DataFrame) -> None:
    """Bring observations of a recoded area under the code that its series goes by: old, boundary_year, new."""
    if len(recode):
        connection.register("incoming", recode)
        connection.execute(
            "UPDATE observation SET area = r.new FROM incoming r "
            "WHERE observation.area = r.old AND observation.boundary_year = r.boundary_year"
        )
        connection.unregister("incoming")


def protected_counts(
    connection: duckdb.DuckDBPyConnection,
    reads: Iterable[Read],
    sources: Collection[str],
    indicators: Iterable[Indicator],
) -> pd.DataFrame:
    """Counts that protected sources give of own areas, of several deliveries the one that ``snapshot.compute`` takes.

    Columns source, variable, area, period, value, reason, already_public (its owner published it). Call before compute.
    """
    counted = {v for i in indicators for recipe in i.recipes for v in (*recipe.numerator, *recipe.denominator)}
    public = [read.delivery.sequence for read in reads if read.reading.already_public]
    return connection.execute(
        f"""
        SELECT source, variable, area, period, value, reason, sequence IN (SELECT unnest(?)) AS already_public
        FROM observation
        WHERE source IN (SELECT unnest(?)) AND variable IN (SELECT unnest(?)) AND area IN (SELECT code FROM own_area)
        {LATEST} ORDER BY ALL
        """,
        [public, sorted(sources), sorted(counted)],
    ).df()


def buurten_of(areas: pd.DataFrame, gemeenten: Collection[str]) -> pd.DataFrame:
    """Buurten of the gemeenten: code and boundary_year, for each year that some source lists."""
    own = areas[(areas["level"] == Level.BUURT) & areas["gemeente"].isin(list(gemeenten))]
    return own[["code", "boundary_year", "parent", "gemeente"]].drop_duplicates(["code", "boundary_year"])


def group_members(programme: Programme, areas: pd.DataFrame, years: Collection[int]) -> pd.DataFrame:
    """Members of every group in every boundary year that figures follow: group, level, code, boundary_year, listed.

    Groups: each focuswijk, all focuswijken (also without those that are only part of a buurt), rest van de stad, and
    the gemeenten and wijken, for which figures are added up where none is published. The buurten of a year come from
    the nearest year that some source lists.
    """
    buurten = buurten_of(areas, programme.gemeenten)
    if not len(buurten):
        return pd.DataFrame(columns=["area", "level", "code", "boundary_year"])
    listed = sorted(int(year) for year in buurten["boundary_year"].unique())
    focus = {f.id: set(f.buurten) for f in programme.focuswijken}
    together = set().union(*focus.values()) if focus else set()
    partial = {code for f in programme.focuswijken if f.aansluiting is Aansluiting.DEEL for code in f.buurten}
    rows: list[tuple[str, str, str, int]] = []
    for year in sorted({int(y) for y in years}):
        nearest = min(listed, key=lambda y: (abs(y - year), y))
        present = buurten[buurten["boundary_year"] == nearest]
        codes = set(present["code"])
        for identifier, members in focus.items():
            rows += [(focuswijk_code(identifier), Level.FOCUSWIJK.value, code, year) for code in members]
        if together:
            rows += [(FOCUSWIJKEN_CODE, Level.FOCUSWIJKEN.value, code, year) for code in together]
            if partial:
                exact = together - partial
                rows += [(FOCUSWIJKEN_EXACT_CODE, Level.FOCUSWIJKEN.value, code, year) for code in exact]
            rows += [(REST_CODE, Level.REST.value, code, year) for code in codes - together]
        rows += [(g, Level.GEMEENTE.value, c, year) for c, g in zip(present["code"], present["gemeente"], strict=True)]
        rows += [(w, Level.WIJK.value, c, year) for c, w in zip(present["code"], present["parent"], strict=True)]
    frame = pd.DataFrame(rows, columns=["area", "level", "code", "boundary_year"])
    return frame.drop_duplicates(ignore_index=True).sort_values(["area", "boundary_year", "code"], ignore_index=True)


def stage_groups(connection: duckdb.DuckDBPyConnection, members: pd.DataFrame) -> None:
    """Table ``member``."""
    stage_frame(connection, "member", members.astype({"boundary_year": "int16"}))


def stage_areas(connection: duckdb.DuckDBPyConnection, areas: pd.DataFrame) -> None:
    """Table ``area_year``: every area in every year that a source lists it, with the change flag of that year."""
    stage_frame(connection, "area_year", areas)


def stage_frame(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """A frame as the temp table ``name``."""
    connection.register("incoming", frame)
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM incoming")
    connection.unregister("incoming")
