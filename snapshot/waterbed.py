"""Did things only move next door? The buurten around the focuswijken beside the focuswijken and the rest beyond.

The ring is every buurt outside all focuswijken that adjoins one. What is found here is never a cause: it says whether
the ring did demonstrably worse than the rest of the city while the focuswijken improved, and no more.
"""

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Bools, Difference, Floats
from indicators.methods.gap import change_of_gap
from model.areas import FOCUSWIJKEN_CODE, REST_CODE
from model.programme import Programme
from snapshot.tested import kinds, set_against, why_untested

MINIMUM_COVERAGE = 0.9
_ALPHA = 0.05
UNTESTED, NO_JUDGEMENT, NOT_ASKED, NO_SIGN, SIGN = (
    "niet te toetsen",
    "geen oordeel: hoger of lager is hier niet beter",
    "niet aan de orde: de focuswijken zijn niet aantoonbaar verbeterd",
    "geen aanwijzing voor een waterbedeffect",
    "mogelijk een waterbedeffect",
)
SIDES = ("focus", "ring", "beyond")

_SIDE = f"""
CREATE TEMP TABLE side AS
WITH borders AS (SELECT boundary_year FROM neighbour ORDER BY abs(boundary_year - $year), boundary_year LIMIT 1),
focus AS (SELECT DISTINCT code FROM member_of WHERE area = '{FOCUSWIJKEN_CODE}' AND boundary_year = $year),
rest AS (SELECT DISTINCT code FROM member_of WHERE area = '{REST_CODE}' AND boundary_year = $year),
ring AS (SELECT DISTINCT n.neighbour AS code FROM neighbour n JOIN borders USING (boundary_year)
    WHERE n.code IN (SELECT code FROM focus) AND n.neighbour IN (SELECT code FROM rest))
SELECT code, 'focus' AS side FROM focus
UNION ALL SELECT code, CASE WHEN code IN (SELECT code FROM ring) THEN 'ring' ELSE 'beyond' END FROM rest
"""
# One row per indicator and buurt: counts and inhabitants at the nulmeting and at the newest gap. Who moved a border
# carries the flag of that year on both sides of it: a year in which all flagged buurten lie on one side moved nothing
# between the sides. A buurt that is flagged alone may have.
_ROWS = f"""
WITH newest AS (
    SELECT indicator, period, nulmeting_period, change_why, left(period, 4)::INTEGER AS year,
        left(nulmeting_period, 4)::INTEGER AS start_year
    FROM kloof WHERE area = '{FOCUSWIJKEN_CODE}'
    QUALIFY row_number() OVER (PARTITION BY indicator ORDER BY period DESC) = 1),
people AS (
    SELECT area::VARCHAR AS code, left(period::VARCHAR, 4)::INTEGER AS year, value FROM figure_map
    WHERE own AND level::VARCHAR = 'buurt' AND indicator::VARCHAR IN ('inwoners', 'inwoners_gemeente')
        AND value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY area, year ORDER BY indicator::VARCHAR, period::VARCHAR) = 1),
asked AS (SELECT DISTINCT unnest([year, start_year]) AS year FROM newest),
nearest AS (
    SELECT a.year, p.year AS people_year FROM asked a CROSS JOIN (SELECT DISTINCT year FROM people) p
    QUALIFY row_number() OVER (PARTITION BY a.year ORDER BY abs(a.year - p.year), p.year) = 1),
crossing AS (
    SELECT x.boundary_year FROM border_change x JOIN side s USING (code) GROUP BY ALL
    HAVING count(DISTINCT s.side) > 1 OR count(*) = 1),
moved AS (SELECT code, boundary_year AS year FROM border_change SEMI JOIN crossing USING (boundary_year))
SELECT n.indicator, n.nulmeting_period AS start_period, n.period, n.change_why, s.side, s.code,
    coalesce(p0.value, 0) AS people_start, coalesce(p.value, 0) AS people_now,
    a.events AS start_events, a.base AS start_base, b.events, b.base,
    EXISTS (SELECT 1 FROM moved m WHERE m.code = s.code AND m.year > n.start_year AND m.year <= n.year) AS moved
FROM newest n CROSS JOIN side s
    LEFT JOIN nearest y0 ON y0.year = n.start_year LEFT JOIN nearest y ON y.year = n.year
    LEFT JOIN people p0 ON p0.code = s.code AND p0.year = y0.people_year
    LEFT JOIN people p ON p.code = s.code AND p.year = y.people_year
    LEFT JOIN chance a ON a.indicator::VARCHAR = n.indicator AND a.area::VARCHAR = s.code
        AND a.period::VARCHAR = n.nulmeting_period
    LEFT JOIN chance b ON b.indicator::VARCHAR = n.indicator AND b.area::VARCHAR = s.code
        AND b.period::VARCHAR = n.period
ORDER BY n.indicator, s.side, s.code
"""


def write_waterbed(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``waterbed``: per indicator with a gap the change from the nulmeting to its newest period on three sides.

    ``focus_``, ``ring_`` and ``beyond_``: start, value, change, change_low, change_high and n_buurten; ``extra`` (with
    extra_low, extra_high): how much the ring's change differs from that of the rest beyond it; ``result``, one of the
    words above, and ``why`` where it is "niet te toetsen". A buurt whose border with another side moved is left out;
    below 90 % of the inhabitants of a side at either moment there is no result. No rows without neighbours.
    """
    connection.execute(_SIDE, {"year": programme.grenzenjaar})
    rows = connection.execute(_ROWS).df()
    connection.execute("DROP TABLE side")
    around = bool((rows["side"] == "ring").any())
    connection.register("incoming", _waterbed(rows if around else rows.iloc[:0], kinds(connection)))
    connection.execute("CREATE TABLE waterbed AS SELECT * FROM incoming ORDER BY indicator")
    connection.unregister("incoming")


def _waterbed(rows: pd.DataFrame, declared: pd.DataFrame) -> pd.DataFrame:
    """The table, from one row per indicator and buurt."""
    kept = ~rows["moved"].astype(bool)
    amounts = []
    for moment, people in (("", "people_now"), ("start_", "people_start")):
        counts = kept & rows[f"{moment}base"].notna()
        for name in (f"{moment}events", f"{moment}base"):
            rows[name] = rows[name].where(counts, 0.0)
        rows[f"{moment}counted"] = rows[people].where(counts, 0.0)
        amounts += [f"{moment}events", f"{moment}base", f"{moment}counted", people]
    rows["n"] = (kept & (rows["base"] > 0)).astype(int)
    amounts.append("n")
    summed = rows.groupby(["indicator", "side"], sort=True)[amounts].sum()
    about = rows.groupby("indicator", sort=True)[["start_period", "period", "change_why"]].first()
    # In a town that is small, or full of focuswijken, no buurt may lie beyond the ring.
    present = [side for side in SIDES if side in set(rows["side"])]
    parts = [summed.xs(side, level="side").add_prefix(f"{side}_") for side in present]
    columns = [f"{side}_{name}" for side in SIDES for name in amounts]
    wide = pd.concat(parts, axis=1) if parts else pd.DataFrame(columns=columns, index=about.index, dtype="float64")
    wide = wide.reindex(columns=columns)
    found = about.join(wide).reset_index().merge(declared, on="indicator", how="left", validate="1:1")
    thin = np.zeros(len(found), dtype=np.bool_)
    for side in SIDES:
        with np.errstate(invalid="ignore", divide="ignore"):
            for moment, people in (("", "people_now"), ("start_", "people_start")):
                share = found[f"{side}_{moment}counted"] / found[f"{side}_{people}"]
                thin |= ~(share >= MINIMUM_COVERAGE).to_numpy()
    table = found[["indicator", "start_period", "period"]].copy()
    tests = {}
    for side in SIDES:
        scale = found["scale"]
        table[f"{side}_start"] = scale * found[f"{side}_start_events"] / found[f"{side}_start_base"]
        table[f"{side}_value"] = scale * found[f"{side}_events"] / found[f"{side}_base"]
        tests[side] = set_against(found, f"{side}_", f"{side}_start_")
        table[f"{side}_change"] = table[f"{side}_value"] - table[f"{side}_start"]
        table[f"{side}_change_low"], table[f"{side}_change_high"] = tests[side].low, tests[side].high
        table[f"{side}_n_buurten"] = found[f"{side}_n"].fillna(0).astype(int)
    extra = change_of_gap(set_against(found, "ring_", "beyond_"), set_against(found, "ring_start_", "beyond_start_"))
    table["extra"], table["extra_low"], table["extra_high"] = extra.value, extra.low, extra.high
    # Across a break nothing is set beside each other.
    numbers = table.columns.difference(["indicator", "start_period", "period"])
    table[numbers] = table[numbers].mask(found["change_why"].isin(list(_WHY)))
    untested = _untested(found, [*tests.values(), extra])
    lacking = _THIN if len(present) == len(SIDES) else _NOBODY
    testable = found["test"].isin(["share", "rate"])
    table["why"] = [
        _WHY.get(str(change_why)) or (lacking if few and known else kind)
        for change_why, kind, few, known in zip(found["change_why"], untested, thin, testable, strict=True)
    ]
    table["result"] = _results(tests["focus"], extra, found["direction"].to_numpy(dtype=float), table["why"])
    return table


_THIN = "er zijn cijfers over minder dan 90 % van de inwoners van een van de drie delen"
_NOBODY = "er zijn geen buurten die verder weg liggen dan naast een focuswijk"
_WHY = {
    "start": "er is geen cijfer bij de nulmeting",
    "before": "dit was voor de nulmeting",
    "later": "er is nog geen meting na de nulmeting",
    "break": "de reeks heeft een breuk na de nulmeting",
}


def _untested(found: pd.DataFrame, tests: list[Difference]) -> list[str]:
    """Why one of the tests could not be done; the first reason, empty where all were done."""
    return [
        next((why for why in whys if why), "") for whys in zip(*(why_untested(found, t) for t in tests), strict=True)
    ]


def _results(focus: Difference, extra: Difference, direction: Floats, why: pd.Series) -> list[str]:
    with np.errstate(invalid="ignore"):
        improved = _sure(focus) & (focus.value * direction > 0)
        worse = _sure(extra) & (extra.value * direction < 0)
    conditions = [(why != "").to_numpy(), direction == 0, ~improved, worse]
    return list(np.select(conditions, [UNTESTED, NO_JUDGEMENT, NOT_ASKED, SIGN], NO_SIGN))


def _sure(tested: Difference) -> Bools:
    return np.asarray((tested.p < _ALPHA) & ((tested.low > 0) | (tested.high < 0)), dtype=np.bool_)
