"""The public half of a snapshot: ``openbaar.duckdb``, the same tables, made from protected figures alone.

It is a database of its own, into which nothing else was ever written: what is not in it cannot leak. Only public
indicators and areas of the programme (with Nederland and gemeente as baselines) go in, and all that is worked out
(baselines, intervals, verdicts, trends, kloof, composites) is worked out again from the figures as protected.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from model.indicator import Indicator
from model.programme import Programme
from model.source import Source
from snapshot import finish, staging
from snapshot.add_up import name_status
from snapshot.analyses import write_analyses
from snapshot.borders import Borders
from snapshot.counts import Rules, rules
from snapshot.earlier import Earlier
from snapshot.protect import Protected, protect
from snapshot.protect_means import protect_means

# Tables whose rows the manifest counts.
TABLES = ("figure_map", "figure_area", "area", "member_of", "delivery", "report", "public_count")
_COLUMNS = """indicator::VARCHAR AS indicator, recipe, area::VARCHAR AS area, period::VARCHAR AS period, boundary_year,
    source::VARCHAR AS source, edition::VARCHAR AS edition, value,
    -- of a survey the weighted sums stay inside: with them a hidden buurt could be taken from its wijk
    CASE WHEN respondents IS NULL THEN numerator END AS numerator,
    CASE WHEN respondents IS NULL THEN denominator END AS denominator, coverage, whole,
    weight_period::VARCHAR AS weight_period, weight, n_buurten, computed, error,
    -- how few answered is told to nobody
    CASE WHEN value IS NOT NULL THEN respondents END AS respondents,
    CASE WHEN value IS NOT NULL THEN effective_n END AS effective_n, shown_at, status::VARCHAR AS status,
    reason::VARCHAR AS reason"""
_OWN = "(SELECT code FROM own_area UNION SELECT area::VARCHAR FROM member)"


@dataclass(frozen=True)
class Material:
    """What the public half is made from, taken out of the build before its tables are written."""

    computed: pd.DataFrame
    weights: pd.DataFrame
    counts: pd.DataFrame
    members: pd.DataFrame
    people: pd.DataFrame
    sizes: dict[str, pd.DataFrame]


def public_indicators(declared: Iterable[Indicator]) -> list[Indicator]:
    """Those that anybody may see."""
    return [indicator for indicator in declared if indicator.public]


def public_programme(programme: Programme, indicators: Collection[str]) -> Programme:
    """The programme as the public may read it: without a word of indicators that are not public."""
    content = programme.model_dump(mode="json")
    for bouwsteen in content["bouwstenen"]:
        for doel in bouwsteen["doelen"]:
            for field in ("kernset", "overig"):
                doel[field] = [i for i in doel[field] if i in indicators]
    chosen = content["nulmeting"]["per_indicator"]
    content["nulmeting"]["per_indicator"] = {i: year for i, year in chosen.items() if i in indicators}
    content["bewoners"]["cijfers"] = [i for i in content["bewoners"]["cijfers"] if i in indicators]
    return Programme.model_validate(content)


def take(
    connection: duckdb.DuckDBPyConnection,
    counts: pd.DataFrame,
    declared: Iterable[Indicator],
    sizes: dict[str, pd.DataFrame],
) -> Material:
    """Figures of own areas and public indicators, and what they rest on, from the tables of ``snapshot.compute``."""
    names = [indicator.id for indicator in public_indicators(declared)]
    mine = f"indicator::VARCHAR IN (SELECT unnest(?)) AND area::VARCHAR IN {_OWN}"
    computed = connection.execute(f"SELECT {_COLUMNS} FROM computed WHERE {mine} ORDER BY ALL", [names]).df()
    weights = connection.execute(
        f"""SELECT indicator::VARCHAR AS indicator, recipe, area::VARCHAR AS area, period::VARCHAR AS period,
            weight_period::VARCHAR AS weight_period, amount FROM weight WHERE {mine} ORDER BY ALL""",
        [names],
    ).df()
    members = connection.execute(
        "SELECT area::VARCHAR AS area, level, code::VARCHAR AS code, boundary_year FROM member ORDER BY ALL"
    ).df()
    people = connection.execute(
        "SELECT code::VARCHAR AS code, boundary_year, inhabitants FROM people ORDER BY ALL"
    ).df()
    return Material(computed, weights, counts, members, people, sizes)


def protected_rules(programme: Programme, sources: Iterable[Source]) -> Rules:
    """The limits that hold for this programme."""
    return rules(sources, programme.afscherming)


def write_public(
    connection: duckdb.DuckDBPyConnection,
    material: Material,
    areas: pd.DataFrame,
    programme: Programme,
    declared: Iterable[Indicator],
    told: Rules,
    earlier: Earlier,
    read: finish.Provenance,
    traced: Borders,
) -> Protected:
    """Write all tables of the public half through a connection to its own, empty database; returns what was hidden.

    ``areas``: those of the programme's gemeenten and Nederland. Raises WijkpeilError.
    """
    chosen = public_indicators(declared)
    members = material.members[["area", "code", "boundary_year"]]
    public = protect(material.computed, material.counts, members, chosen, told, earlier)
    bases = material.weights.drop(columns="weight_period")
    computed = protect_means(public.computed, bases, members, chosen, told)
    name_status(connection)
    staging.stage_recipes(connection, chosen)
    staging.stage_areas(connection, areas)
    staging.stage_groups(connection, material.members)
    for table, frame in (("computed", computed), ("weight", material.weights), ("people", material.people)):
        connection.register("incoming", frame)
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    shown = public_programme(programme, {i.id for i in chosen})
    # Bases of a register weigh its figures on other borders: they would come through as they are.
    finish.write_tables(connection, areas, shown, chosen, traced, on_other_borders=False)
    finish.write_frames(connection, {**material.sizes, **read.tables, "public_count": public.told})
    write_analyses(connection, shown)
    return public


def manifest_part(
    connection: duckdb.DuckDBPyConnection, programme: Programme, declared: Iterable[Indicator], told: Rules
) -> dict[str, Any]:
    """What the manifest says of the public half; nothing in it is internal, so that it can go along."""
    names = [indicator.id for indicator in public_indicators(declared)]
    return {
        "programma": public_programme(programme, names).model_dump(mode="json"),
        "indicatoren": names,
        "grenzen": {source: limits.model_dump(mode="json") for source, limits in sorted(told.limits.items())},
        "rijen": {table: connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in TABLES},
    }
