"""What a snapshot keeps so that any group of buurten can be computed later, by the rules of the build itself.

Tables ``part_figure`` (figures that own areas have by themselves, per recipe), ``part_weight``, ``part_people`` and
``part_border`` (maps of buurten of years that follow each other, laid over one another). They hold true counts, and go
into the internal database alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import duckdb
import pandas as pd

from model.areas import Level
from snapshot.borders import Borders

INGREDIENTS = ("part_figure", "part_weight", "part_people", "part_border")
_PIECES = ["earlier_year", "boundary_year", "earlier_code", "code", "area"]
_TEXT = "indicator::VARCHAR AS indicator, recipe, area::VARCHAR AS area, period::VARCHAR AS period"
_TABLES = (
    f"""CREATE TABLE part_figure AS SELECT {_TEXT}, boundary_year, source::VARCHAR AS source,
        edition::VARCHAR AS edition, value, numerator, denominator, sure, reason, n_buurten
        FROM direct_own ORDER BY ALL""",
    f"""CREATE TABLE part_weight AS SELECT {_TEXT}, weight_period::VARCHAR AS weight_period, amount
        FROM weight ORDER BY ALL""",
    "CREATE TABLE part_people AS SELECT code::VARCHAR AS code, boundary_year, inhabitants FROM people ORDER BY ALL",
)


def write(connection: duckdb.DuckDBPyConnection, borders: Borders) -> None:
    """Write the tables, from the temp tables of ``snapshot.compute``."""
    for step in _TABLES:
        connection.execute(step)
    connection.execute("DROP TABLE direct_own")
    connection.register("incoming", pieces_of(borders))
    connection.execute("CREATE TABLE part_border AS FROM incoming")
    connection.unregister("incoming")


def pieces_of(borders: Borders) -> pd.DataFrame:
    """The maps of buurten of years that follow each other, as far as they were drawn alike: columns of ``_PIECES``."""
    buurten = borders.series[borders.series["level"] == Level.BUURT.value]
    years = sorted(int(year) for year in buurten["boundary_year"].unique())
    found = [(old, new, borders.pieces(old, new)) for old, new in pairwise(years)]
    parts = [pieces.assign(earlier_year=old, boundary_year=new) for old, new, pieces in found if pieces is not None]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_PIECES)
    types = {"earlier_year": "int16", "boundary_year": "int16", "earlier_code": "str", "code": "str", "area": "float64"}
    return frame[_PIECES].astype(types)


@dataclass(frozen=True)
class KeptBorders:
    """Borders as a snapshot has them, for group_borders: ``area_series``, and ``part_border`` by both its years."""

    series: pd.DataFrame
    borders: Mapping[tuple[int, int], pd.DataFrame]

    def pieces(self, old: int, new: int) -> pd.DataFrame | None:
        """See group_borders.Known."""
        return self.borders.get((old, new))


def by_years(pieces: pd.DataFrame) -> dict[tuple[int, int], pd.DataFrame]:
    """Rows of ``part_border`` by earlier_year and boundary_year."""
    years = pieces[["earlier_year", "boundary_year"]].drop_duplicates().itertuples(index=False, name=None)
    return {
        (int(old), int(new)): pieces[(pieces["earlier_year"] == old) & (pieces["boundary_year"] == new)]
        for old, new in years
    }
