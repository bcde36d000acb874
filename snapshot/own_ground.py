"""What every own group of one snapshot is computed on, whichever buurten are in it: asked once and kept in memory."""

from dataclasses import dataclass

import pandas as pd

from model.areas import Level
from snapshot import figures, own_survey
from snapshot.borders import SERIES_COLUMNS, spread_years
from snapshot.ingredients import KeptBorders, by_years
from snapshot.store import Snapshot
from snapshot.survey_waves import kept_waves
from snapshot.surveys import Waves

_OFFICIAL = "('buurt', 'wijk', 'gemeente')"
_CITY = "SELECT area, code, boundary_year FROM member_of WHERE area IN (SELECT unnest(?)) ORDER BY ALL"
_KNOWN = """
SELECT DISTINCT indicator::VARCHAR AS indicator, period::VARCHAR AS period FROM figure_map
WHERE own AND level <> 'land' AND value IS NOT NULL ORDER BY ALL
"""


@dataclass(frozen=True)
class Ground:
    """``city``: area, level, code, boundary_year of the gemeenten in every year that figures follow. ``borders``: of
    official areas, in the ``listed`` years; ``people``: code, boundary_year, inhabitants then. ``buurten``: code,
    boundary_year in the years of both. ``known``: indicator and period of every figure of the programme's areas.
    ``waves``, ``told``: of surveys, see survey_waves and own_survey. ``dispersion``: see figures.dispersion."""

    city: pd.DataFrame
    buurten: pd.DataFrame
    borders: KeptBorders
    listed: frozenset[int]
    people: pd.DataFrame
    known: pd.DataFrame
    waves: Waves
    told: own_survey.Told
    dispersion: dict[str, float]


def ground(s: Snapshot) -> Ground:
    """Read it; most of a second for a large city."""
    official = s.ask(f"SELECT {', '.join(SERIES_COLUMNS)} FROM area_series WHERE level IN {_OFFICIAL} ORDER BY ALL")
    of_level = official[official["level"] == Level.BUURT.value]
    listed = of_level[["label", "boundary_year"]].set_axis(["code", "boundary_year"], axis=1)
    years = sorted(int(year) for year in listed["boundary_year"].unique())
    city = s.ask(_CITY, [list(s.programme.gemeenten)]).assign(level=Level.GEMEENTE.value)
    both = pd.concat([city[["code", "boundary_year"]], listed[~listed["boundary_year"].isin(city["boundary_year"])]])
    return Ground(
        city=city,
        buurten=both.drop_duplicates(ignore_index=True),
        borders=KeptBorders(official, by_years(s.ask("FROM part_border"))),
        listed=frozenset(years),
        people=spread_years(s.ask("FROM part_people"), years),
        known=s.ask(_KNOWN),
        waves=kept_waves(s),
        told=own_survey.told_by(s),
        dispersion=figures.dispersion(s),
    )
