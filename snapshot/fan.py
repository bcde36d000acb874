"""Where the kloof would go if it went on as it did: a fan to the horizon, for gaps with enough years and no model."""

import duckdb
import numpy as np
import pandas as pd

from indicators.methods.projection import drift_fan
from model.programme import Programme

_COLUMNS = ["indicator", "area", "year", "middle", "low50", "high50", "low90", "high90", "points"]
# One point a year, from the last break on and on the same borders.
_SERIES = """
SELECT k.indicator, k.area, left(k.period, 4)::INTEGER AS year, arg_max(k.gap, k.period) AS gap
FROM kloof k LEFT JOIN (SELECT indicator, max(period) AS period FROM break_incoming GROUP BY ALL) b USING (indicator)
    JOIN (SELECT indicator, area, arg_max(line, period) AS line FROM kloof WHERE gap IS NOT NULL GROUP BY ALL) l
        USING (indicator, area, line)
WHERE k.test <> 'model' AND k.gap IS NOT NULL AND (b.period IS NULL OR k.period >= b.period)
GROUP BY ALL ORDER BY ALL
"""


def write_kloof_fan(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``kloof_fan``: per indicator and group, every year after the last gap up to the horizon.

    Columns in the indicator's unit: middle, low50 to high50 and low90 to high90 (random walk with drift, see
    indicators.methods.projection), and points, the number of years it was fitted on. No rows below eight.
    """
    series = connection.execute(_SERIES).df()
    frame = pd.DataFrame(columns=_COLUMNS)
    if len(series):
        wide = series.pivot_table(index=["indicator", "area"], columns="year", values="gap", observed=True)
        years = wide.columns.to_numpy(dtype=float)
        ahead = np.arange(years.min() + 1, programme.horizon + 1)
        fan = drift_fan(wide.to_numpy(), years, ahead)
        limits = {
            f"{side}{level * 100:.0f}": getattr(interval, side).ravel()
            for level, interval in fan.intervals.items()
            for side in ("low", "high")
        }
        keys = wide.index.repeat(len(ahead)).to_frame(index=False)
        points = np.repeat(wide.notna().sum(axis=1).to_numpy(), len(ahead))
        year = np.tile(ahead.astype(int), len(wide))
        frame = keys.assign(year=year, middle=fan.middle.ravel(), **limits, points=points).dropna()
    connection.register("incoming", frame)
    connection.execute("CREATE TABLE kloof_fan AS SELECT * FROM incoming ORDER BY indicator, area, year")
    connection.unregister("incoming")
