"""The one place where declarations become figures: recipes, groups and baselines as set-based SQL, no loops.

Works on the temp tables of ``snapshot.staging`` and leaves the temp table ``computed``. Counts add up exactly in
doubles; weighted sums use ``fsum`` in a fixed order, so that the result does not depend on the number of threads.
"""

from collections.abc import Iterator

import duckdb

from model.status import Reason, Status
from snapshot.staging import LATEST

# Inhabitants weigh the coverage of a group: the first of these variables that a buurt has.
INHABITANTS = ("aantal_inwoners", "inwoners_gemeente")
MINIMUM_COVERAGE = 0.9
# A weight's year is used when at least this share of the programme's buurten have it.
_WEIGHT_SHARE = 0.5

# How sure a value is: the least sure part decides. Missing values keep the reason that tells most.
_SURENESS = "['measured', 'provisional', 'estimated', 'modelled']"
_REASONS = "['secret', 'not_published', 'not_applicable', 'unknown']"


def compute(connection: duckdb.DuckDBPyConnection) -> None:
    """Run all steps in order; a table that no later step reads is dropped, so that memory stays small."""
    steps = (_LATEST, _MAIN, _DENOMINATOR, _SUMMED, _DIRECT, _PEOPLE, _WEIGHT, _GROUP_ROWS, _GROUP, _COMPUTED)
    done_with = {
        _LATEST: ("observation",),
        _DIRECT: ("main", "denominator", "summed"),
        _WEIGHT: ("latest",),
        _GROUP: ("group_row",),
        _COMPUTED: ("direct", "grouped"),
    }
    for step in (*_names_as_numbers(), *steps):
        connection.execute(step)
        for table in done_with.get(step, ()):
            connection.execute(f"DROP TABLE {table}")


# Which columns of the staged tables hold which names.
_NAMES = {
    "indicator": (("recipe", "indicator"), ("part", "indicator")),
    "source": (("recipe", "source"), ("part", "source"), ("source_rank", "source"), ("observation", "source")),
    "variable": (("part", "variable"), ("observation", "variable")),
    "edition": (("observation", "edition"),),
    "period": (("observation", "period"),),
    "area": (("observation", "area"), ("member", "area"), ("member", "code")),
}


def _names_as_numbers() -> Iterator[str]:
    """Statements that turn names into ENUMs, in the order of the alphabet: few words stand in millions of rows."""
    for name, words in (("status", [*Status]), ("reason", ["", *Reason])):
        yield "CREATE TEMP TYPE {}_name AS ENUM ({})".format(name, ", ".join(f"'{word}'" for word in sorted(words)))
    for name, columns in _NAMES.items():
        words_of = " UNION ALL ".join(f"SELECT {column} AS n FROM {table}" for table, column in columns)
        listed = f"SELECT DISTINCT n FROM ({words_of}) WHERE n IS NOT NULL ORDER BY n"
        yield f"CREATE TEMP TYPE {name}_name AS ENUM ({listed})"
        for table, column in columns:
            yield f"ALTER TABLE {table} ALTER {column} TYPE {name}_name"


_LATEST = f"CREATE TEMP TABLE latest AS SELECT * FROM observation {LATEST}"

_MAIN = f"""
CREATE TEMP TABLE main AS
SELECT p.indicator, p.recipe, l.area, l.period, l.source,
    max(l.boundary_year) AS boundary_year, max(l.edition) AS edition,
    CASE WHEN count(l.value) = max(r.n_main) THEN sum(l.value) END AS amount,
    max(list_position({_SURENESS}, l.status)) AS sureness,
    min(list_position({_REASONS}, l.reason)) FILTER (l.value IS NULL) AS why
FROM part p JOIN recipe r USING (indicator, recipe) JOIN latest l ON l.source = p.source AND l.variable = p.variable
WHERE p.role = 'main'
GROUP BY p.indicator, p.recipe, l.area, l.period, l.source
"""

# A denominator comes from the recipe's own source where it has one, else from the source that ranks first.
_DENOMINATOR = f"""
CREATE TEMP TABLE denominator AS
WITH asked AS (SELECT DISTINCT source, variable FROM part WHERE role = 'denominator'),
chosen AS (
    SELECT a.source AS asking, l.variable, l.area, l.period, l.value, l.reason
    FROM asked a JOIN latest l USING (variable) JOIN source_rank s ON s.source = l.source
    QUALIFY row_number() OVER (
        PARTITION BY a.source, l.variable, l.area, l.period
        ORDER BY l.value IS NULL, l.source <> a.source, s.rank) = 1)
SELECT indicator, recipe, area, period, CASE WHEN count(value) = max(n_denominator) THEN sum(value) END AS amount,
    min(list_position({_REASONS}, reason)) FILTER (value IS NULL) AS why
FROM part p JOIN recipe r USING (indicator, recipe) JOIN chosen c ON c.asking = p.source AND c.variable = p.variable
WHERE p.role = 'denominator'
GROUP BY indicator, recipe, area, period
"""

# A register often counts events of a wijk or the gemeente but inhabitants of buurten only: then those are added up.
_SUMMED = """
CREATE TEMP TABLE summed AS
WITH size AS (SELECT area, boundary_year, count(*) AS n FROM member WHERE level IN ('wijk', 'gemeente') GROUP BY ALL)
SELECT d.indicator, d.recipe, g.area, d.period, g.boundary_year, sum(d.amount) AS amount, count(*) AS n_buurten
FROM denominator d JOIN member g ON g.code = d.area
    JOIN size s ON s.area = g.area AND s.boundary_year = g.boundary_year
WHERE d.amount IS NOT NULL AND g.level IN ('wijk', 'gemeente')
GROUP BY ALL HAVING count(*) = any_value(s.n)
"""

_DIRECT = f"""
CREATE TEMP TABLE direct AS
WITH based AS (
    SELECT m.*, r.factor, r.n_denominator, d.why AS why_no_base,
        CASE WHEN d.why = list_position({_REASONS}, 'secret') THEN NULL ELSE coalesce(d.amount, s.amount) END AS base,
        CASE WHEN d.amount IS NULL THEN s.n_buurten END AS n_buurten
    FROM main m JOIN recipe r USING (indicator, recipe) LEFT JOIN denominator d USING (indicator, recipe, area, period)
        LEFT JOIN summed s USING (indicator, recipe, area, period, boundary_year))
SELECT indicator, recipe, area, period, boundary_year, source, edition,
    CASE WHEN n_denominator = 0 THEN factor * amount WHEN base > 0 THEN factor * amount / base END AS value,
    CASE WHEN n_denominator > 0 THEN amount END AS numerator,
    CASE WHEN n_denominator > 0 THEN base END AS denominator,
    ({_SURENESS})[coalesce(sureness, 1)] AS sure,
    CASE WHEN amount IS NULL THEN coalesce(({_REASONS})[why], 'unknown')
         WHEN n_denominator > 0 AND base IS NULL THEN coalesce(({_REASONS})[why_no_base], 'unknown')
         WHEN n_denominator > 0 AND base <= 0 THEN 'zero_denominator' ELSE '' END AS reason,
    coalesce(n_buurten, 1) AS n_buurten
FROM based
"""

# Inhabitants per buurt, of the year nearest to the borders' year: they say how much of a group a source covers, and how
# much of it lies in buurten whose border moved. Both go to the public, so that only what is public already counts.
_PEOPLE = f"""
CREATE TEMP TABLE people AS
SELECT k.code, k.boundary_year, l.value AS inhabitants
FROM (SELECT DISTINCT code, boundary_year FROM member) k
    JOIN latest l ON l.area = k.code AND l.variable IN {INHABITANTS} AND l.value IS NOT NULL
    JOIN source_rank s ON s.source = l.source AND NOT s.protected
QUALIFY row_number() OVER (PARTITION BY k.code, k.boundary_year
    ORDER BY abs(left(l.period, 4)::INTEGER - k.boundary_year), s.rank, l.period) = 1
"""

# Weights: per recipe and period one year for all buurten, the nearest that most of them have.
_WEIGHT = f"""
CREATE TEMP TABLE weight AS
WITH buurt AS (SELECT DISTINCT code FROM member),
own AS (SELECT code FROM buurt UNION SELECT code FROM own_area UNION SELECT 'NL00'),
amount AS (
    SELECT indicator, recipe, area, period AS weight_period, sum(value) AS amount
    FROM (
        SELECT p.indicator, p.recipe, r.n_weight, l.*
        FROM part p JOIN recipe r USING (indicator, recipe) JOIN latest l USING (variable)
            JOIN own b ON b.code = l.area JOIN source_rank s ON s.source = l.source
        WHERE p.role = 'weight' AND l.value IS NOT NULL
        QUALIFY row_number() OVER (
            PARTITION BY p.indicator, p.recipe, p.variable, l.area, l.period
            ORDER BY l.source <> p.source, s.rank) = 1)
    GROUP BY indicator, recipe, area, period HAVING count(*) = max(n_weight)),
usable AS (
    SELECT indicator, recipe, weight_period FROM amount WHERE area IN (SELECT code FROM buurt) GROUP BY ALL
    HAVING count(*) >= {_WEIGHT_SHARE} * (SELECT max(n) FROM (
        SELECT count(DISTINCT code) AS n FROM member WHERE level = 'gemeente' GROUP BY boundary_year))),
choice AS (
    SELECT indicator, recipe, period, weight_period
    FROM (SELECT DISTINCT d.indicator, d.recipe, d.period FROM direct d JOIN buurt b ON b.code = d.area)
        JOIN usable USING (indicator, recipe)
    QUALIFY row_number() OVER (PARTITION BY indicator, recipe, period
        ORDER BY abs(left(period, 4)::INTEGER - left(weight_period, 4)::INTEGER), weight_period) = 1)
SELECT indicator, recipe, area, period, weight_period, amount
FROM choice JOIN amount USING (indicator, recipe, weight_period)
"""

# The borders that most buurten follow in a period decide who is in a group; a register may date some codes otherwise.
_GROUP_ROWS = """
CREATE TEMP TABLE group_row AS
WITH buurt AS (SELECT DISTINCT code FROM member),
borders AS (
    SELECT d.indicator, d.recipe, d.period, mode(d.boundary_year ORDER BY d.boundary_year) AS boundary_year
    FROM direct d JOIN buurt b ON b.code = d.area GROUP BY ALL)
SELECT g.area, g.level, g.code, d.indicator, d.recipe, d.period, g.boundary_year, d.source, d.edition, d.value,
    d.numerator, d.denominator, d.sure, d.reason, r.aggregation, r.factor, w.amount AS weight, w.weight_period,
    CASE r.aggregation WHEN 'NONE' THEN false WHEN 'WEIGHTED_MEAN' THEN d.value IS NOT NULL AND w.amount IS NOT NULL
        WHEN 'RATIO_OF_SUMS' THEN d.numerator IS NOT NULL AND d.denominator IS NOT NULL
        ELSE d.value IS NOT NULL END AS counts
FROM borders y JOIN member g USING (boundary_year)
    JOIN direct d ON d.area = g.code AND d.indicator = y.indicator AND d.recipe = y.recipe AND d.period = y.period
    JOIN recipe r ON r.indicator = d.indicator AND r.recipe = d.recipe
    LEFT JOIN weight w ON w.indicator = d.indicator AND w.recipe = d.recipe AND w.area = d.area AND w.period = d.period
"""

# A group of one buurt has that buurt's figure. Without inhabitants at hand the coverage counts buurten.
_GROUP = f"""
CREATE TEMP TABLE grouped AS
WITH size AS (
    SELECT g.area, g.boundary_year, count(*) AS n_buurten, sum(p.inhabitants) AS inhabitants
    FROM member g LEFT JOIN people p USING (code, boundary_year) GROUP BY ALL),
added AS (
    SELECT g.area, any_value(g.level) AS level, g.indicator, g.recipe, g.period, g.boundary_year,
        any_value(g.source) AS source,
        max(g.edition) AS edition, any_value(g.aggregation) AS aggregation, any_value(s.n_buurten) AS n_buurten,
        max(g.weight_period) AS weight_period,
        CASE WHEN any_value(s.inhabitants) > 0
             THEN coalesce(sum(p.inhabitants) FILTER (g.counts), 0) / any_value(s.inhabitants)
             ELSE count(*) FILTER (g.counts) / any_value(s.n_buurten) END AS coverage,
        sum(g.numerator) FILTER (g.counts) AS numerator, sum(g.denominator) FILTER (g.counts) AS denominator,
        any_value(g.factor) AS factor,
        fsum(g.value * g.weight ORDER BY g.code) FILTER (g.counts) AS weighted,
        fsum(g.weight ORDER BY g.code) FILTER (g.counts) AS weight,
        fsum(g.value ORDER BY g.code) FILTER (g.counts) AS total,
        any_value(g.value) AS single_value, any_value(g.numerator) AS single_numerator,
        any_value(g.denominator) AS single_denominator,
        ({_SURENESS})[max(list_position({_SURENESS}, g.sure))] AS sure,
        ({_REASONS})[min(list_position({_REASONS}, g.reason)) FILTER (g.value IS NULL)] AS why,
        count(*) FILTER (g.counts) = any_value(s.n_buurten) AS whole,
        bool_and(g.reason = 'not_published') AS none_published, bool_and(g.weight IS NULL) AS no_weight
    FROM group_row g JOIN size s USING (area, boundary_year) LEFT JOIN people p USING (code, boundary_year)
    GROUP BY g.area, g.indicator, g.recipe, g.period, g.boundary_year),
judged AS (
    SELECT *, CASE
        WHEN n_buurten = 1 THEN CASE WHEN single_value IS NULL THEN coalesce(why, 'unknown') ELSE '' END
        WHEN none_published THEN 'not_published'
        WHEN aggregation = 'NONE' THEN 'not_additive'
        WHEN aggregation = 'WEIGHTED_MEAN' AND no_weight THEN 'no_weight'
        WHEN coverage < {MINIMUM_COVERAGE} THEN 'low_coverage'
        WHEN aggregation = 'RATIO_OF_SUMS' AND denominator <= 0 THEN 'zero_denominator'
        WHEN aggregation = 'WEIGHTED_MEAN' AND weight <= 0 THEN 'zero_denominator'
        ELSE '' END AS reason
    FROM added)
SELECT area, level, indicator, recipe, period, boundary_year, source, edition, n_buurten, coverage, whole, sure, reason,
    CASE WHEN aggregation = 'WEIGHTED_MEAN' AND n_buurten > 1 THEN weight_period END AS weight_period,
    CASE WHEN reason <> '' THEN NULL WHEN n_buurten = 1 THEN single_value
         WHEN aggregation = 'RATIO_OF_SUMS' THEN factor * numerator / denominator
         WHEN aggregation = 'WEIGHTED_MEAN' THEN weighted / weight ELSE total END AS value,
    CASE WHEN reason = '' AND aggregation = 'RATIO_OF_SUMS' THEN
        CASE WHEN n_buurten = 1 THEN single_numerator ELSE numerator END END AS numerator,
    CASE WHEN reason = '' AND aggregation = 'RATIO_OF_SUMS' THEN
        CASE WHEN n_buurten = 1 THEN single_denominator ELSE denominator END END AS denominator,
    CASE WHEN reason = '' AND aggregation = 'WEIGHTED_MEAN' THEN weight END AS weight
FROM judged
"""

# error, respondents, effective_n and shown_at are filled in for surveys only, by ``snapshot.surveys``.
# ``whole``: every buurt of the area is in the figure; one without inhabitants may lack though the coverage is full.
# Published figures first; a group's figure where there is none, except where the source keeps it secret. Of several
# recipes the first that gives a figure: a series does not change its base from year to year without need.
_COMPUTED = """
CREATE TEMP TABLE computed AS
WITH candidate AS (
    SELECT indicator, recipe, area, period, boundary_year, source, edition, value, numerator, denominator, sure, reason,
        CASE WHEN n_buurten > 1 THEN 1.0::DOUBLE END AS coverage, NULL::VARCHAR AS weight_period,
        NULL::DOUBLE AS weight, n_buurten, true AS whole, 0 AS preference
    FROM direct
    UNION ALL BY NAME
    SELECT indicator, recipe, area, period, boundary_year, source, edition, value, numerator, denominator, sure, reason,
        CASE WHEN n_buurten > 1 THEN coverage END AS coverage, weight_period, weight, n_buurten, whole,
        1 AS preference
    FROM grouped ANTI JOIN (FROM direct WHERE reason = 'secret') USING (indicator, recipe, area, period))
SELECT * EXCLUDE (preference, sure, reason), n_buurten > 1 AND value IS NOT NULL AS computed,
    CASE WHEN value IS NOT NULL THEN sure WHEN reason = 'secret' THEN 'suppressed' ELSE 'missing' END::status_name
        AS status, reason::reason_name AS reason,
    NULL::DOUBLE AS error, NULL::DOUBLE AS respondents, NULL::DOUBLE AS effective_n, NULL::VARCHAR AS shown_at
FROM candidate
QUALIFY row_number() OVER (
    PARTITION BY indicator, area, period
    ORDER BY value IS NULL, reason <> 'secret', recipe, preference, coverage DESC NULLS LAST, boundary_year DESC) = 1
"""
