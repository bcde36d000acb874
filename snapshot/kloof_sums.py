"""The kloof of a doel and of a bouwsteen: how many gaps became smaller, and the gap of the composite with its parts."""

import duckdb
import pandas as pd

from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE
from model.programme import Programme

# What became of a gap, as the columns count it; a gap that changed sides is neither smaller nor larger.
_STATES = {
    "smaller": "kleiner geworden",
    "larger": "groter geworden",
    "unchanged": "niet aantoonbaar veranderd",
    "turned": "omgeslagen",
    "untested": "niet te toetsen",
    "without": "geen kloof",
}
_COUNTS = ", ".join(f"count(*) FILTER (state = '{word}')::INTEGER AS n_{name}" for name, word in _STATES.items())
_DOEL = f"""
CREATE TABLE kloof_doel AS
WITH newest AS (
    SELECT indicator, area, period, gap, direction,
        CASE WHEN change_result IN ('kleiner geworden', 'groter geworden') AND start_gap * gap < 0 THEN 'omgeslagen'
             ELSE change_result END AS state
    FROM kloof QUALIFY row_number() OVER (PARTITION BY indicator, area ORDER BY period DESC) = 1),
side AS (SELECT DISTINCT area FROM newest),
kernset AS (
    SELECT bouwsteen, doel, indicator, place FROM doel_incoming
    UNION ALL
    SELECT bouwsteen, '' AS doel, indicator, min(place) AS place FROM doel_incoming GROUP BY bouwsteen, indicator),
judged AS (
    SELECT k.*, s.area, coalesce(n.state, '{_STATES["without"]}') AS state, n.period,
        coalesce(n.gap * n.direction > 0, false) AS ahead
    FROM kernset k CROSS JOIN side s LEFT JOIN newest n ON n.indicator = k.indicator AND n.area = s.area)
SELECT bouwsteen, doel, area, count(*)::INTEGER AS n, {_COUNTS},
    count(*) FILTER (ahead AND state = '{_STATES["smaller"]}')::INTEGER AS n_smaller_ahead,
    list(indicator ORDER BY place) AS indicators, list(state ORDER BY place) AS states, max(period) AS newest
FROM judged GROUP BY ALL ORDER BY ALL
"""
_COMPOSITE = f"""
CREATE TABLE kloof_composite AS
WITH gap AS (
    SELECT f.bouwsteen, f.area, f.period, f.value AS focus, r.value AS rest, f.value - r.value AS gap, f.parts,
        list_transform(list_zip(f.scores, r.scores), lambda x: x[1] - x[2]) AS part_gaps,
        coalesce(f.change_withheld, r.change_withheld) AS change_withheld
    FROM composite f JOIN composite r ON r.area = '{REST_CODE}' AND r.bouwsteen = f.bouwsteen AND r.period = f.period
    WHERE f.area IN ('{FOCUSWIJKEN_CODE}', '{FOCUSWIJKEN_EXACT_CODE}') AND isfinite(f.value) AND isfinite(r.value))
SELECT g.*, s.period AS start_period, CASE WHEN g.change_withheld IS NULL THEN s.gap END AS start_gap,
    CASE WHEN g.change_withheld IS NULL THEN s.part_gaps END AS start_part_gaps,
    CASE WHEN g.period > s.period AND g.change_withheld IS NULL THEN abs(g.gap) - abs(s.gap) END AS change
FROM gap g LEFT JOIN gap s ON s.bouwsteen = g.bouwsteen AND s.area = g.area AND s.period = ?
ORDER BY ALL
"""


def write_kloof_sums(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Tables ``kloof_doel`` and ``kloof_composite``, from the tables ``kloof`` and ``composite``.

    ``kloof_doel``: per bouwsteen (``doel`` empty) and doel, and per group of focuswijken, how many of its ``n`` kernset
    indicators have at their newest period a gap that became demonstrably smaller (n_smaller; n_smaller_ahead of these
    where the focuswijken stand better than the rest), larger, not demonstrably changed, changed sides, cannot be
    tested, or have none; ``states`` follow ``indicators``. No rows without any gap.
    ``kloof_composite``: per bouwsteen, group and year the composite of the focuswijken minus that of the rest, in
    standard deviations of the buurten at the nulmeting; below 0 the focuswijken are behind; ``part_gaps`` follow
    ``parts``; ``change`` is of the size of the gap. Where the border of either side moved since the nulmeting
    ``change_withheld`` says so, and there is no gap to compare with. Described, never tested.
    """
    rows = [
        (bouwsteen.id, doel.id, indicator, 100 * number + place)
        for bouwsteen in programme.bouwstenen
        for number, doel in enumerate(bouwsteen.doelen)
        for place, indicator in enumerate(dict.fromkeys(doel.kernset))
    ]
    frame = pd.DataFrame(rows, columns=["bouwsteen", "doel", "indicator", "place"]).astype({"indicator": "str"})
    connection.register("doel_incoming", frame)
    connection.execute(_DOEL)
    connection.unregister("doel_incoming")
    connection.execute(_COMPOSITE, [str(programme.nulmeting.jaar)])
