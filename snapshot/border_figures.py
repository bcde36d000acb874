"""Questions about borders beside ``figures``: which changed, by what codes areas went, and on which years to show."""

import pandas as pd

from snapshot.store import Snapshot


def border_years(s: Snapshot) -> list[int]:
    """Years on whose borders figures can be shown: those with a map of buurten, oldest first."""
    return list(s.ask("SELECT DISTINCT presentation_year AS year FROM on_borders ORDER BY 1")["year"].astype(int))


def border_changes(s: Snapshot) -> pd.DataFrame:
    """Every own area and group whose borders or code changed: code, name, level, boundary_year, kind, earlier_year,
    earlier_code, earlier_name, parts (code, name, of_new and of_old of the areas that it came from), flagged_share.

    ``kind``: a word of methods.series or, for groups, of methods.crosswalk.GROUP_FATES; "nieuw" for an area that had no
    code in the year before it.
    """
    return s.ask(
        """
        WITH years AS (SELECT DISTINCT level, boundary_year FROM area_series),
        before AS (SELECT a.level, a.boundary_year, max(b.boundary_year) AS earlier FROM years a
            JOIN years b ON b.level = a.level AND b.boundary_year < a.boundary_year GROUP BY ALL),
        parts AS (
            SELECT o.code, o.boundary_year, list({'code': o.earlier_code, 'name': e.name, 'of_new': o.of_new,
                'of_old': o.of_old} ORDER BY o.of_new DESC, o.earlier_code) AS parts
            FROM area_origin o JOIN area_series e ON e.code = o.earlier_code AND e.boundary_year = o.earlier_year
            GROUP BY ALL)
        SELECT x.code, coalesce(x.name, g.name) AS name, x.level, x.boundary_year, b.earlier AS earlier_year,
            CASE WHEN x.link = 'grens gewijzigd' AND same.code IS NULL THEN 'nieuw' ELSE x.link END AS kind,
            x.earlier_code, old.name AS earlier_name, p.parts, x.flagged_share
        FROM area_series x JOIN before b ON b.level = x.level AND b.boundary_year = x.boundary_year
            LEFT JOIN area_series same ON same.code = x.code AND same.boundary_year = b.earlier
            LEFT JOIN area_series old ON old.code = x.earlier_code AND old.boundary_year = x.earlier_year
            LEFT JOIN parts p ON p.code = x.code AND p.boundary_year = x.boundary_year
            LEFT JOIN area g ON g.code = x.label
        WHERE x.link NOT IN ('zelfde grenzen', 'grens niet gecontroleerd', 'loopt door')
        ORDER BY x.boundary_year DESC, list_position(['buurt', 'wijk', 'gemeente'], x.level) NULLS LAST, x.code
        """
    )


def unchecked_borders(s: Snapshot) -> pd.DataFrame:
    """Years for which nothing tells whether borders moved: level, earlier_year, boundary_year, n (areas)."""
    return s.ask(
        """
        SELECT level, earlier_year, boundary_year, count(*) AS n FROM area_series
        WHERE link = 'grens niet gecontroleerd' GROUP BY ALL ORDER BY level, boundary_year, earlier_year
        """
    )


def codes_of(s: Snapshot) -> pd.DataFrame:
    """Former codes of areas that go by another code now: code (now), former, name, first and last year at hand."""
    return s.ask(
        """
        SELECT label AS code, code AS former, any_value(name ORDER BY boundary_year DESC) AS name,
            min(boundary_year)::INTEGER AS first, max(boundary_year)::INTEGER AS last
        FROM area_series WHERE label <> code GROUP BY ALL ORDER BY ALL
        """
    )
