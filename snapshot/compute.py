"""The one place where declarations become figures: recipes as set-based SQL, no loops; then those of groups.

Works on the temp tables of ``snapshot.staging`` and leaves the temp table ``computed``. Counts add up exactly in
doubles; weighted sums use ``fsum`` in a fixed order, so that the result does not depend on the number of threads.
"""

from collections.abc import Iterator

import duckdb

from snapshot.add_up import REASONS, SURENESS, add_up, name_status
from snapshot.staging import LATEST

# Inhabitants weigh the coverage of a group: the first of these variables that a buurt has.
INHABITANTS = ("aantal_inwoners", "inwoners_gemeente")
# A weight's year is used when at least this share of the programme's buurten have it.
_WEIGHT_SHARE = 0.5


def compute(connection: duckdb.DuckDBPyConnection) -> None:
    """Run all steps in order; a table that no later step reads is dropped, so that memory stays small.

    Of the programme's own areas the temp table ``direct_own`` keeps what they have by themselves, per recipe: the
    figures of groups that somebody draws later are made of it (see ``snapshot.ingredients``). ``other_direct`` keeps
    the same of the buurten in ``other_member``, where there is such a table (``snapshot.focusgebieden``); the choice of
    weights does not heed these.
    """
    steps = (_LATEST, _MAIN, _DENOMINATOR, _SUMMED, _DIRECT, _DIRECT_OWN, _DIRECT_OTHER, _PEOPLE, _WEIGHT)
    done_with = {
        _LATEST: ("observation",),
        _DIRECT: ("main", "denominator", "summed"),
        _WEIGHT: ("latest",),
    }
    name_status(connection)
    connection.execute(_NO_OTHERS)
    for step in (*_names_as_numbers(), *steps):
        connection.execute(step)
        for table in done_with.get(step, ()):
            connection.execute(f"DROP TABLE {table}")
    add_up(connection)
    connection.execute("DROP TABLE direct")


# Which columns of the staged tables hold which names.
_NAMES = {
    "indicator": (("recipe", "indicator"), ("part", "indicator")),
    "source": (("recipe", "source"), ("part", "source"), ("source_rank", "source"), ("observation", "source")),
    "variable": (("part", "variable"), ("observation", "variable")),
    "edition": (("observation", "edition"),),
    "period": (("observation", "period"),),
    "area": (
        ("observation", "area"),
        ("member", "area"),
        ("member", "code"),
        ("other_member", "area"),
        ("other_member", "code"),
    ),
}


def _names_as_numbers() -> Iterator[str]:
    """Statements that turn names into ENUMs, in the order of the alphabet: few words stand in millions of rows."""
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
    max(list_position({SURENESS}, l.status)) AS sureness,
    min(list_position({REASONS}, l.reason)) FILTER (l.value IS NULL) AS why
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
    min(list_position({REASONS}, reason)) FILTER (value IS NULL) AS why
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
        CASE WHEN d.why = list_position({REASONS}, 'secret') THEN NULL ELSE coalesce(d.amount, s.amount) END AS base,
        CASE WHEN d.amount IS NULL THEN s.n_buurten END AS n_buurten
    FROM main m JOIN recipe r USING (indicator, recipe) LEFT JOIN denominator d USING (indicator, recipe, area, period)
        LEFT JOIN summed s USING (indicator, recipe, area, period, boundary_year))
SELECT indicator, recipe, area, period, boundary_year, source, edition,
    CASE WHEN n_denominator = 0 THEN factor * amount WHEN base > 0 THEN factor * amount / base END AS value,
    CASE WHEN n_denominator > 0 THEN amount END AS numerator,
    CASE WHEN n_denominator > 0 THEN base END AS denominator,
    ({SURENESS})[coalesce(sureness, 1)] AS sure,
    CASE WHEN amount IS NULL THEN coalesce(({REASONS})[why], 'unknown')
         WHEN n_denominator > 0 AND base IS NULL THEN coalesce(({REASONS})[why_no_base], 'unknown')
         WHEN n_denominator > 0 AND base <= 0 THEN 'zero_denominator' ELSE '' END AS reason,
    coalesce(n_buurten, 1) AS n_buurten
FROM based
"""

_DIRECT_OWN = "CREATE TEMP TABLE direct_own AS FROM direct WHERE area::VARCHAR IN (SELECT code FROM own_area)"

_NO_OTHERS = """
CREATE TEMP TABLE IF NOT EXISTS other_member (area VARCHAR, level VARCHAR, code VARCHAR, boundary_year SMALLINT)
"""
_DIRECT_OTHER = "CREATE TEMP TABLE other_direct AS FROM direct WHERE area IN (SELECT code FROM other_member)"

# Inhabitants per buurt, of the year nearest to the borders' year: they say how much of a group a source covers, and how
# much of it lies in buurten whose border moved. Both go to the public, so that only what is public already counts.
_PEOPLE = f"""
CREATE TEMP TABLE people AS
SELECT k.code, k.boundary_year, l.value AS inhabitants
FROM (SELECT code, boundary_year FROM member UNION SELECT code, boundary_year FROM other_member) k
    JOIN latest l ON l.area = k.code AND l.variable IN {INHABITANTS} AND l.value IS NOT NULL
    JOIN source_rank s ON s.source = l.source AND NOT s.protected
QUALIFY row_number() OVER (PARTITION BY k.code, k.boundary_year
    ORDER BY abs(left(l.period, 4)::INTEGER - k.boundary_year), s.rank, l.period) = 1
"""

# Weights: per recipe and period one year for all buurten, the nearest that most of them have.
_WEIGHT = f"""
CREATE TEMP TABLE weight AS
WITH buurt AS (SELECT DISTINCT code FROM member),
own AS (SELECT code FROM buurt UNION SELECT code FROM own_area UNION SELECT code FROM other_member UNION SELECT 'NL00'),
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
