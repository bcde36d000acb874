"""Who and what changed beside a figure: inhabitants, dwellings and borders of a group since the nulmeting.

A falling share can mean that people moved in or out. Thresholds stand here and nowhere else; a fact below them is kept
as a number and not said. No source at hand counts people who moved house.
"""

from typing import Any

import duckdb
import pandas as pd

from snapshot.figures import plain_records

PEOPLE_PCT = 5.0
DWELLINGS_PCT = 3.0

# The moments that the newest figures of the groups are compared between.
_ROWS = """
WITH moment AS (
    SELECT area::VARCHAR AS area, left(nulmeting_period::VARCHAR, 4)::INTEGER AS start_year,
        left(period::VARCHAR, 4)::INTEGER AS year
    FROM figure_map WHERE level::VARCHAR IN ('focuswijk', 'focuswijken', 'rest') AND value IS NOT NULL
        AND nulmeting_period IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY indicator, area ORDER BY period::VARCHAR DESC) = 1),
amount AS (
    SELECT area::VARCHAR AS area, left(period::VARCHAR, 4)::INTEGER AS year, indicator::VARCHAR AS indicator, value
    FROM figure_map WHERE value IS NOT NULL AND level::VARCHAR IN ('focuswijk', 'focuswijken', 'rest')
        AND indicator::VARCHAR IN ('inwoners', 'woningvoorraad', 'nieuwbouw_woningen'))
SELECT m.area, m.start_year, m.year, p0.value AS people_start, p.value AS people, d0.value AS dwellings_start,
    d.value AS dwellings,
    (SELECT sum(n.value) FROM amount n WHERE n.indicator = 'nieuwbouw_woningen' AND n.area = m.area
        AND n.year > m.start_year AND n.year <= m.year) AS new_dwellings,
    (SELECT list(DISTINCT x.code ORDER BY x.code) FROM border_change x
        JOIN member_of g ON g.code = x.code AND g.area = m.area
        WHERE x.boundary_year > m.start_year AND x.boundary_year <= m.year) AS moved
FROM (SELECT DISTINCT * FROM moment WHERE year > start_year) m
    LEFT JOIN amount p0 ON p0.indicator = 'inwoners' AND p0.area = m.area AND p0.year = m.start_year
    LEFT JOIN amount p ON p.indicator = 'inwoners' AND p.area = m.area AND p.year = m.year
    LEFT JOIN amount d0 ON d0.indicator = 'woningvoorraad' AND d0.area = m.area AND d0.year = m.start_year
    LEFT JOIN amount d ON d.indicator = 'woningvoorraad' AND d.area = m.area AND d.year = m.year
ORDER BY ALL
"""


def write_composition(connection: duckdb.DuckDBPyConnection) -> None:
    """Table ``samenstelling``: per group (focuswijk, focuswijken, rest), start_year and year what changed beside it.

    people_start, people, people_pct, dwellings_start, dwellings, dwellings_pct (change in per cent), new_dwellings
    (counted in the years between, where the source has them), moved (buurten whose borders changed), and ``facts``:
    Dutch sentences for what passes PEOPLE_PCT or DWELLINGS_PCT, and for every change of borders. Unknown stays NaN.
    """
    rows = connection.execute(_ROWS).df()
    names = dict(connection.execute("SELECT code, name FROM area").fetchall())
    rows["people_pct"] = 100 * (rows["people"] / rows["people_start"].where(rows["people_start"] > 0) - 1)
    rows["dwellings_pct"] = 100 * (rows["dwellings"] / rows["dwellings_start"].where(rows["dwellings_start"] > 0) - 1)
    said: list[Any] = [facts(row, names) for row in plain_records(rows)]
    rows["facts"] = pd.Series(said, index=rows.index, dtype=object)
    connection.register("incoming", rows)
    connection.execute(
        "CREATE TABLE samenstelling AS SELECT * REPLACE (facts::VARCHAR[] AS facts, moved::VARCHAR[] AS moved) "
        "FROM incoming ORDER BY area, start_year, year"
    )
    connection.unregister("incoming")


def facts(row: dict[str, Any], names: dict[str, str]) -> list[str]:
    """What stands beside "Let op bij dit verschil", in the order people, dwellings, borders."""
    said, since = [], row["start_year"]
    for name, what, least in (("people", "inwoners", PEOPLE_PCT), ("dwellings", "woningen", DWELLINGS_PCT)):
        pct = row[f"{name}_pct"]
        if pct is not None and abs(pct) >= least:
            way = "toe" if pct > 0 else "af"
            said.append(f"Het aantal {what} nam sinds {since} met {_number(abs(pct))} % {way}.")
    new, stock = row["new_dwellings"], row["dwellings_start"]
    if new and stock and new >= stock * DWELLINGS_PCT / 100:
        said.append(f"Sinds {since} kwamen er {new:.0f} nieuwe woningen bij.")
    if row["moved"] is not None and len(row["moved"]):
        listed = ", ".join(names.get(code, code) for code in row["moved"])
        said.append(f"De grens van {listed} is sinds {since} gewijzigd.")
    return said


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
