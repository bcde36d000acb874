"""What a later delivery of one edition changed in the earlier one: worked out while both are at hand, during a build.

A snapshot keeps of every cell only the figure that counts, so the difference can be told at no later moment. Only
variables that some recipe uses, of the programme's own areas, are compared.
"""

from collections.abc import Iterable

import duckdb
import pandas as pd

from snapshot.reading import Read

# Sums of another order differ in the last digits; that is not another value.
_NOISE = 1e-9
_REVISED = f"""
WITH several AS (
    SELECT source, edition FROM observation GROUP BY ALL HAVING count(DISTINCT sequence) > 1),
cell AS (
    SELECT source, edition, sequence, variable, area, period, value AS after, lag(value) OVER before AS before,
        lag(sequence) OVER before AS earlier_sequence
    FROM observation JOIN several USING (source, edition) WHERE area IN (SELECT code FROM own_area)
    WINDOW before AS (PARTITION BY source, edition, variable, area, boundary_year, period ORDER BY sequence)),
marked AS (
    SELECT *, abs(after - before) > {_NOISE} * greatest(abs(after), abs(before)) AS changed,
        CASE WHEN before = 0 THEN 'Infinity'::DOUBLE ELSE abs(after - before) / abs(before) END AS part
    FROM cell WHERE earlier_sequence IS NOT NULL)
SELECT source, edition, earlier_sequence, sequence, count(*) AS n_both, count(*) FILTER (changed) AS n_changed,
    count(*) FILTER (before IS NULL AND after IS NOT NULL) AS n_appeared,
    count(*) FILTER (before IS NOT NULL AND after IS NULL) AS n_vanished,
    first({{'variable': variable, 'area': area, 'period': period, 'before': before, 'after': after}}
        ORDER BY part DESC, variable, area, period) FILTER (changed) AS largest
FROM marked GROUP BY ALL ORDER BY ALL
"""
_PARTS = ("variable", "area", "period", "before", "after")
COLUMNS = (
    *("source", "edition", "earlier_delivery", "delivery", "n_both", "n_changed", "n_appeared", "n_vanished"),
    *(f"largest_{part}" for part in _PARTS),
)


def revisions(connection: duckdb.DuckDBPyConnection, reads: Iterable[Read]) -> pd.DataFrame:
    """Per two deliveries of one edition that share cells how many of these changed; columns COLUMNS.

    Reads the temp table ``observation``. A delivery is compared cell by cell with the one before it that has the cell;
    files of one edition that stand beside each other (one per level) share none and give no row. ``largest``: the cell
    that changed most as a part of what it was, one that was 0 first; text and NaN where nothing changed.
    """
    number = {read.delivery.sequence: read.delivery.number for read in reads}
    rows = connection.execute(_REVISED).fetchall()
    found = [
        (source, edition, number[earlier], number[later], *counts, *((largest or {}).get(part) for part in _PARTS))
        for source, edition, earlier, later, *counts, largest in rows
    ]
    frame = pd.DataFrame(found, columns=list(COLUMNS))
    numbers = dict.fromkeys(("largest_before", "largest_after"), "float64")
    texts = dict.fromkeys(("source", "edition", "largest_variable", "largest_area", "largest_period"), "str")
    counts = dict.fromkeys(COLUMNS[2:8], "int32")
    return frame.astype({**numbers, **counts}).fillna(dict.fromkeys(texts, "")).astype(texts)
