"""The one place where figures of buurten become those of groups, set-based: in a build, and for a group drawn later.

Needs the temp tables ``direct`` (figures that areas have by themselves, per recipe), ``weight``, ``people``, ``member``
and ``recipe``; leaves ``computed``. Counts add up exactly in doubles; weighted sums use ``fsum`` in a fixed order.
"""

from collections.abc import Collection

import duckdb

from model.status import Reason, Status

MINIMUM_COVERAGE = 0.9

# How sure a value is: the least sure part decides. Missing values keep the reason that tells most.
SURENESS = "['measured', 'provisional', 'estimated', 'modelled']"
REASONS = "['secret', 'not_published', 'not_applicable', 'unknown']"


def name_status(connection: duckdb.DuckDBPyConnection) -> None:
    """Types ``status_name`` and ``reason_name``, which ``computed`` has."""
    for name, words in (("status", [*Status]), ("reason", ["", *Reason])):
        listed = ", ".join(f"'{word}'" for word in sorted(words))
        connection.execute(f"CREATE TEMP TYPE {name}_name AS ENUM ({listed})")


def add_up(connection: duckdb.DuckDBPyConnection, only: Collection[str] | None = None) -> None:
    """Temp table ``computed``: every area's own figure, and that of every group in ``member``; or of these areas only,
    which then are all that is left in ``direct``."""
    for step in (_GROUP_ROWS, _GROUP, "DROP TABLE group_row"):
        connection.execute(step)
    if only is not None:
        connection.execute("DELETE FROM direct WHERE area NOT IN (SELECT unnest(?))", [list(only)])
    for step in (_COMPUTED, "DROP TABLE grouped"):
        connection.execute(step)


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
        ({SURENESS})[max(list_position({SURENESS}, g.sure))] AS sure,
        ({REASONS})[min(list_position({REASONS}, g.reason)) FILTER (g.value IS NULL)] AS why,
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
