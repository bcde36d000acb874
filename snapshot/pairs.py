"""Pairs of experience and record (``paren`` in programme.yaml): did both move the same way, in every area?

Reports depend on how willing people are to report, and experience on more than what is recorded. Only where both
changes were tested is there a verdict; a figure of a model is described and no more.
"""

from typing import Any

import duckdb
import pandas as pd

from indicators.methods.change import CHANGES, FALLEN, RISEN, UNCHANGED, change_code
from model.programme import Programme
from snapshot.tested import kinds, set_against, why_untested

# A figure of experience and one of record belong together when they lie at most this many years apart.
YEARS_APART = 1
SIDES = ("beleving", "registratie")
UNTESTED, TOGETHER_UP, TOGETHER_DOWN = "niet te toetsen", "samen op", "samen neer"
NEITHER = "beide niet aantoonbaar veranderd"

_POINTS = """
CREATE TEMP TABLE pair_point AS
SELECT p.paar, p.side, f.area::VARCHAR AS area, f.period::VARCHAR AS period,
    left(f.period::VARCHAR, 4)::INTEGER AS year, f.value, c.events, c.base
FROM pair_incoming p JOIN figure_map f ON f.indicator::VARCHAR = p.indicator
    LEFT JOIN chance c ON c.indicator::VARCHAR = p.indicator AND c.area::VARCHAR = f.area::VARCHAR
        AND c.period::VARCHAR = f.period::VARCHAR
    LEFT JOIN (SELECT indicator, max(period) AS period FROM break_incoming GROUP BY ALL) b ON b.indicator = p.indicator
    LEFT JOIN (SELECT code, max(boundary_year) AS year FROM border_change GROUP BY ALL) x ON x.code = f.area::VARCHAR
WHERE f.own AND f.value IS NOT NULL AND f.level::VARCHAR <> 'land'
    AND (b.period IS NULL OR f.period::VARCHAR >= b.period) AND (x.year IS NULL OR f.boundary_year >= x.year)
"""
# Moments at which both were measured; of them the newest, and of the earlier ones the nearest to the nulmeting.
_ROWS = f"""
WITH moment AS (
    SELECT b.paar, b.area, b.year, b AS beleving, r AS registratie
    FROM pair_point b JOIN pair_point r ON r.paar = b.paar AND r.area = b.area AND abs(r.year - b.year) <= {YEARS_APART}
    WHERE b.side = 'beleving' AND r.side = 'registratie'
    QUALIFY row_number() OVER (PARTITION BY b.paar, b.area, b.period ORDER BY abs(r.year - b.year), r.period) = 1),
newest AS (
    SELECT * FROM moment
    QUALIFY row_number() OVER (PARTITION BY paar, area ORDER BY year DESC, beleving.period DESC) = 1),
earlier AS (
    SELECT m.* FROM moment m JOIN newest n USING (paar, area)
    WHERE m.beleving.period < n.beleving.period AND m.registratie.period < n.registratie.period
    QUALIFY row_number() OVER (
        PARTITION BY paar, area ORDER BY abs(m.year - ?), m.year) = 1),
told AS (SELECT paar, area, count(*) FILTER (side = 'beleving') AS n_beleving,
    count(*) FILTER (side = 'registratie') AS n_registratie FROM pair_point GROUP BY ALL)
SELECT p.paar, a.code AS area, a.level, coalesce(t.n_beleving, 0) AS n_beleving,
    coalesce(t.n_registratie, 0) AS n_registratie, n.paar IS NOT NULL AS met,
    n.beleving AS beleving_now, n.registratie AS registratie_now, e.beleving AS beleving_start,
    e.registratie AS registratie_start
FROM (SELECT DISTINCT paar, place FROM pair_incoming) p CROSS JOIN area a
    LEFT JOIN told t ON t.paar = p.paar AND t.area = a.code LEFT JOIN newest n ON n.paar = p.paar AND n.area = a.code
    LEFT JOIN earlier e ON e.paar = p.paar AND e.area = a.code
WHERE a.own AND a.level <> 'land'
"""
_SIDE = ", ".join(
    f"{side}_{moment}.{name} AS {side}_{moment}_{name}"
    for side in SIDES
    for moment in ("start", "now")
    for name in ("period", "value", "events", "base")
)


def write_pairs(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``paar``: per pair and own area what experience and record did between the two common moments.

    Per side (prefix ``beleving_`` and ``registratie_``): start_period, period, start_value, value, change, change_low,
    change_high, result (a word of methods.change) and moved (beter, slechter, hoger, lager, gelijk, or empty when not
    tested). ``verdict`` and, where it is "niet te toetsen", ``why``. The moments lie at most YEARS_APART years apart;
    the first is the one nearest to the nulmeting, both after the last break and on the same borders.
    """
    rows = [
        (paar.id, number, side, getattr(paar, side)) for number, paar in enumerate(programme.paren) for side in SIDES
    ]
    frame = pd.DataFrame(rows, columns=["paar", "place", "side", "indicator"])
    connection.register("pair_incoming", frame.astype({"paar": "str", "side": "str", "indicator": "str"}))
    connection.execute(_POINTS)
    found = connection.execute(
        f"SELECT * EXCLUDE (beleving_now, registratie_now, beleving_start, registratie_start), {_SIDE} "
        f"FROM ({_ROWS}) ORDER BY paar, level, area",
        [programme.nulmeting.jaar],
    ).df()
    connection.execute("DROP TABLE pair_point")
    connection.unregister("pair_incoming")
    names = {(paar, side): indicator for paar, _, side, indicator in rows}
    judged = _judged(found, names, kinds(connection).set_index("indicator"))
    connection.register("incoming", judged)
    connection.execute("CREATE TABLE paar AS SELECT * FROM incoming ORDER BY paar, level, area")
    connection.unregister("incoming")


def _judged(found: pd.DataFrame, names: dict[tuple[str, str], str], declared: pd.DataFrame) -> pd.DataFrame:
    """The table, from one row per pair and area."""
    columns: dict[str, Any] = {name: found[name] for name in ("paar", "area", "level")}
    moved, why = dict[str, list[str]](), dict[str, list[str]]()
    for side in SIDES:
        indicator = found["paar"].map({paar: i for (paar, which), i in names.items() if which == side}).astype("str")
        kind = declared.reindex(indicator).reset_index(drop=True)
        rows = pd.concat([found, kind], axis=1)
        tested = set_against(rows, f"{side}_now_", f"{side}_start_")
        code = change_code(tested)
        columns |= {
            f"{side}_indicator": indicator,
            f"{side}_start_period": found[f"{side}_start_period"],
            f"{side}_period": found[f"{side}_now_period"],
            f"{side}_start_value": found[f"{side}_start_value"],
            f"{side}_value": found[f"{side}_now_value"],
            f"{side}_change": found[f"{side}_now_value"] - found[f"{side}_start_value"],
            f"{side}_change_low": tested.low,
            f"{side}_change_high": tested.high,
            f"{side}_result": [CHANGES[c] for c in code],
        }
        moved[side] = [_moved(c, d) for c, d in zip(code, kind["direction"], strict=True)]
        why[side] = why_untested(rows, tested)
        columns[f"{side}_moved"] = moved[side]
    whys = [
        _why(row, beleving, registratie)
        for row, beleving, registratie in zip(found.to_dict("records"), *why.values(), strict=True)
    ]
    verdicts = [
        UNTESTED if reason else pair_verdict(one, other)
        for reason, one, other in zip(whys, *moved.values(), strict=True)
    ]
    return pd.DataFrame(columns | {"verdict": verdicts, "why": whys})


def pair_verdict(beleving: str, registratie: str) -> str:
    """One word for two tested changes: beter, slechter, hoger, lager (a neutral indicator) or gelijk."""
    if beleving == registratie:
        alike = {"gelijk": NEITHER, "beter": TOGETHER_UP, "slechter": TOGETHER_DOWN}
        return alike.get(beleving, f"beide {beleving}")
    if "gelijk" in (beleving, registratie):
        return f"alleen beleving {beleving}" if registratie == "gelijk" else f"alleen registratie {registratie}"
    apart = {beleving, registratie} == {"beter", "slechter"}
    said = f"beleving {beleving}, registratie {registratie}"
    return f"uiteen: {said}" if apart else said


def _moved(code: int, direction: float) -> str:
    """What a tested change means: better or worse, for a neutral indicator higher or lower; empty when untested."""
    if code == UNCHANGED:
        return "gelijk"
    if code not in (RISEN, FALLEN):
        return ""
    if direction == 0:
        return "hoger" if code == RISEN else "lager"
    return "beter" if (code == RISEN) == (direction > 0) else "slechter"


def _why(row: dict[str, object], beleving: str, registratie: str) -> str:
    """Why a pair has no verdict in an area, in Dutch; empty where both changes were tested."""
    lacking = [side for side in SIDES if not row[f"n_{side}"]]
    if len(lacking) == len(SIDES):
        return "er zijn nog geen cijfers over beleving en registratie"
    if lacking:
        return f"er zijn nog geen cijfers over de {lacking[0]}"
    if not row["met"]:
        return f"beleving en registratie zijn nooit binnen {YEARS_APART} jaar van elkaar gemeten"
    if pd.isna(row["beleving_start_period"]):  # type: ignore[call-overload]
        return "er is nog maar één moment waarop beide zijn gemeten"
    said = [f"{side}: {why}" for side, why in zip(SIDES, (beleving, registratie), strict=True) if why]
    return "; ".join(said)
