"""Streefwaarden of areas: how far an area's figure is on the way, beside those of the gap (``snapshot.series``)."""

import duckdb
import numpy as np
import pandas as pd

from indicators.methods.gap import pace
from model.afspraken import KLOOF
from model.areas import focuswijk_code
from model.programme import Programme

_COLUMNS = ["indicator", "gebied", "area", "jaar", "waarde", "eenheid", "bron"]
_NOW = """
SELECT t.*, f.period::VARCHAR AS period, f.value, f.nulmeting::DOUBLE AS start_value,
    f.nulmeting_period::VARCHAR AS start_period
FROM target_incoming t LEFT JOIN figure_map f ON f.indicator::VARCHAR = t.indicator AND f.area::VARCHAR = t.area
    AND f.value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY t.indicator, t.gebied, t.jaar ORDER BY f.period::VARCHAR DESC NULLS LAST) = 1
ORDER BY t.indicator, t.gebied, t.jaar
"""


def write_targets(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``streefwaarde``: every one that the programme sets, with the newest figure and the pace.

    indicator, gebied (as written), area (code; of the focuswijken for the gap), jaar, waarde, eenheid, bron; for an
    area period, value, start_value and start_period of the nulmeting, pace_so_far, pace_asked and pace_needed per
    year, share_done. For the gap these stand in the table ``kloof``.
    """
    codes = {f.id: focuswijk_code(f.id) for f in programme.focuswijken} | {KLOOF: ""}
    rows = [
        (t.indicator, t.gebied, codes.get(t.gebied, t.gebied), t.jaar, t.waarde, t.eenheid, t.bron)
        for t in programme.streefwaarden
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"indicator": "str", "area": "str", "waarde": "float64"})
    connection.register("target_incoming", frame)
    now = connection.execute(_NOW).df()
    connection.unregister("target_incoming")
    years = {name: pd.to_numeric(now[name].str[:4]).to_numpy(dtype=float) for name in ("period", "start_period")}
    walk = pace(now["start_value"], now["value"], years["start_period"], years["period"], now["jaar"], now["waarde"])
    done = np.asarray(walk.share_done)
    now = now.assign(pace_so_far=walk.so_far, pace_asked=walk.asked, pace_needed=walk.needed, share_done=done)
    connection.register("incoming", now)
    connection.execute("CREATE TABLE streefwaarde AS SELECT * FROM incoming ORDER BY indicator, gebied, jaar")
    connection.unregister("incoming")
