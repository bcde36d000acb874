"""Every figure beside its baselines, its nulmeting and the change since: set-based, in a build and for an own group.

Needs the temp tables ``computed``, ``area_series`` and ``series_at`` (``snapshot.series_tables``), ``area`` and
``area_year``; ``FIGURE`` makes ``figure_now`` of the part of ``computed`` that is in ``computed_now``.
"""

from collections.abc import Collection

import duckdb
import pandas as pd

from model.areas import LAND_CODE, REST_CODE, focuswijk_code
from model.indicator import Indicator
from model.programme import Programme
from snapshot import assess
from snapshot.staging import stage_frame

GROUPS = "('focuswijk', 'focuswijken', 'rest')"


def stage(
    connection: duckdb.DuckDBPyConnection,
    programme: Programme,
    indicators: Collection[Indicator],
    known: str | None = None,
) -> None:
    """Temp tables that ``FIGURE`` and ``assess.judge`` read: breaks, nulmeting, moved borders and kinds of tests.

    ``known``: a table with indicator and period of all figures with a value that the programme's areas have; by default
    those of ``computed``.
    """
    breaks = [(i.id, b.period) for i in indicators for b in i.breaks]
    stage_frame(connection, "break_incoming", pd.DataFrame(breaks, columns=["indicator", "period"], dtype="str"))
    wanted = [(i.id, str(programme.nulmeting.per_indicator.get(i.id, programme.nulmeting.jaar))) for i in indicators]
    stage_frame(connection, "nulmeting_incoming", pd.DataFrame(wanted, columns=["indicator", "wanted"]))
    unlinked = [focuswijk_code(f.id) for f in programme.focuswijken if not f.buurten]
    stage_frame(connection, "unlinked_incoming", pd.DataFrame({"area": unlinked}, dtype="str"))
    for step in (_FLAG, _NULMETING.format(known=known or f"({_KNOWN})")):
        connection.execute(step)
    assess.stage_kinds(connection, indicators)


# Years in which the border of an area moved: as linked for the programme's own areas, by CBS's flag for all others.
_FLAG = """
CREATE TEMP TABLE border_change AS
SELECT DISTINCT label AS code, boundary_year FROM area_series WHERE link IN ('grens gewijzigd', 'breuk')
UNION
SELECT DISTINCT code, boundary_year FROM area_year ANTI JOIN series_at USING (code) WHERE change_flag::INTEGER = 3
"""

# The nulmeting of an indicator: the year asked for, else the nearest year before it that the programme's areas have.
_KNOWN = """
SELECT DISTINCT c.indicator, c.period FROM computed c JOIN area a ON a.code = c.area
WHERE a.own AND a.level <> 'land' AND c.value IS NOT NULL
"""
_NULMETING = """
CREATE TEMP TABLE nulmeting AS
SELECT c.indicator, max(c.period) AS period FROM {known} c JOIN nulmeting_incoming n USING (indicator)
WHERE c.period <= n.wanted GROUP BY c.indicator
"""

# A group that has no row where others have one says why: no buurten yet, or none of its buurten is in the source.
FIGURE = f"""
CREATE TEMP TABLE figure_now AS
WITH named AS (
    SELECT c.*, a.level, a.own, a.gemeente AS gemeente_code
    FROM computed_now c JOIN area a ON a.code = c.area
    WHERE a.own OR c.reason <> 'not_published'),
own_row AS (
    SELECT c.indicator, c.area, c.period, c.source, c.edition
    FROM computed_now c JOIN area a ON a.code = c.area WHERE a.own AND a.level <> 'land'),
told AS (SELECT indicator, period, max(source) AS source, max(edition) AS edition FROM own_row GROUP BY ALL),
untold AS (
    SELECT t.*, a.code AS area, a.level, u.area IS NOT NULL AS unlinked
    FROM told t CROSS JOIN area a LEFT JOIN unlinked_incoming u ON u.area = a.code
        ANTI JOIN own_row c ON c.indicator = t.indicator AND c.period = t.period AND c.area = a.code
    WHERE a.level IN {GROUPS}),
filled AS (
    SELECT * FROM named
    UNION ALL BY NAME
    SELECT indicator, area, period, source, edition, level, true AS own, 'missing'::status_name AS status,
        false AS computed,
        CASE WHEN unlinked THEN 'no_buurten' ELSE 'low_coverage' END::reason_name AS reason,
        CASE WHEN NOT unlinked THEN 0.0 END AS coverage, 0 AS n_buurten
    FROM untold),
baseline AS (SELECT indicator, period, area, value FROM computed_now WHERE value IS NOT NULL),
start AS (SELECT n.indicator, n.period, c.area, c.boundary_year, c.value
    FROM nulmeting n JOIN computed_now c USING (indicator, period)
    WHERE c.value IS NOT NULL)
SELECT row_number() OVER () AS row, f.gemeente_code,
    f.indicator, f.area, f.level, f.own, f.period, f.value, f.status, f.reason, f.numerator, f.denominator,
    f.computed, f.coverage, f.n_buurten::INTEGER AS n_buurten, f.weight, f.weight_period, f.source, f.edition,
    f.boundary_year, f.respondents, f.effective_n, f.shown_at,
    own_change.code IS NOT NULL AS border_change,
    CASE WHEN f.own AND f.level NOT IN ('rest', 'land') THEN rest.value END AS rest,
    CASE WHEN f.level <> 'gemeente' THEN gemeente.value END AS gemeente,
    CASE WHEN f.level <> 'land' THEN land.value END AS nederland,
    CASE WHEN f.value IS NOT NULL AND withheld.why IS NULL THEN start.value END AS nulmeting,
    CASE WHEN f.value IS NOT NULL THEN start.period END AS nulmeting_period,
    CASE WHEN f.value IS NOT NULL AND start.value IS NOT NULL THEN withheld.why END AS change_withheld
FROM filled f
    LEFT JOIN baseline rest ON rest.area = '{REST_CODE}' AND rest.indicator = f.indicator AND rest.period = f.period
    LEFT JOIN baseline gemeente
        ON gemeente.area = f.gemeente_code AND gemeente.indicator = f.indicator AND gemeente.period = f.period
    LEFT JOIN baseline land ON land.area = '{LAND_CODE}' AND land.indicator = f.indicator AND land.period = f.period
    LEFT JOIN start ON start.indicator = f.indicator AND start.area = f.area AND start.period < f.period
    LEFT JOIN border_change own_change ON own_change.code = f.area AND own_change.boundary_year = f.boundary_year
    LEFT JOIN (
        SELECT indicator, area, period, min(why) AS why FROM (
            SELECT c.indicator, c.area, c.period, 'breuk' AS why
            FROM computed_now c JOIN nulmeting n USING (indicator) JOIN break_incoming b USING (indicator)
            WHERE n.period < b.period AND b.period <= c.period
            UNION ALL
            SELECT c.indicator, c.area, c.period, 'grens gewijzigd'
            FROM computed_now c JOIN start s USING (indicator, area) LEFT JOIN series_at now
                    ON now.code = c.area AND now.boundary_year = c.boundary_year
                LEFT JOIN series_at was ON was.code = c.area AND was.boundary_year = s.boundary_year
                LEFT JOIN (SELECT code, max(boundary_year) AS boundary_year FROM border_change GROUP BY code) x
                    ON x.code = c.area
            WHERE s.period < c.period AND CASE WHEN now.series IS NULL
                THEN x.boundary_year > s.boundary_year AND x.boundary_year <= c.boundary_year
                ELSE now.series <> was.series END)
        GROUP BY ALL) withheld
        ON withheld.indicator = f.indicator AND withheld.area = f.area AND withheld.period = f.period
"""
