"""Focusgebieden of other programmes: read and checked, and computed in a build as the programme's own groups are.

A build keeps the kernset of those whose buurten it read; what it could not compute, a page can say.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
from pydantic import ValidationError

from model.areas import AreaCodeError, Level, gemeente_code, level_of
from model.errors import WijkpeilError
from model.focusgebied import Focusgebied, Focusgebieden, focusgebied_code
from model.programme import Programme
from snapshot.add_up import add_up
from snapshot.programme_check import twice
from snapshot.programmes import check_programme, list_programmes
from snapshot.settings import CHECKOUT, settings
from snapshot.staging import stage_frame
from snapshot.yaml_file import Place, read_yaml
from snapshot.yaml_words import Fields, nearest, objections

FILE = "focusgebieden.yaml"
TABLE = "focusgebied_figure"
_NONE = pd.DataFrame({"area": [], "level": [], "code": [], "boundary_year": []})
_COLUMNS = {"area": "str", "level": "str", "code": "str", "boundary_year": "int16"}
# A share that was published has its base in the weight that buurten were added up with.
_WRITE = f"""
CREATE TABLE {TABLE} AS
SELECT c.indicator::VARCHAR AS indicator, c.area::VARCHAR AS area, c.period::VARCHAR AS period, c.value,
    c.status::VARCHAR AS status, c.reason::VARCHAR AS reason, c.numerator, c.denominator,
    coalesce(c.denominator, CASE WHEN r.weight_is_base THEN c.weight END) AS base, c.effective_n, c.computed,
    c.coverage, c.n_buurten, c.source::VARCHAR AS source, c.edition::VARCHAR AS edition, c.boundary_year
FROM computed c JOIN recipe r USING (indicator, recipe) WHERE c.area::VARCHAR IN (SELECT DISTINCT area FROM other_plain)
ORDER BY indicator, area, period
"""


def path() -> Path:
    """The file of the data folder, else the shipped one."""
    own = settings().data / FILE
    return own if own.is_file() else CHECKOUT / "data" / FILE


def load() -> Focusgebieden:
    """Every focusgebied in the file, checked. Raises WijkpeilError with a line per mistake."""
    where = path()
    return _loaded(where, where.stat().st_mtime_ns, tuple(list_programmes()))


@lru_cache(maxsize=8)
def _loaded(where: Path, _changed: int, programmes: tuple[str, ...]) -> Focusgebieden:
    file = read_yaml(where, FILE)
    try:
        found = Focusgebieden.model_validate(file.content)
    except ValidationError as error:
        models: Fields = {(): Focusgebieden, ("focusgebieden",): Focusgebied}
        raise WijkpeilError("\n".join(objections(error, file, models))) from None
    wrong = [file.objection(*mistake) for mistake in _mistakes(found, programmes)]
    if wrong:
        raise WijkpeilError("\n".join(wrong))
    return found


def _mistakes(found: Focusgebieden, programmes: Collection[str]) -> Iterator[tuple[Place, str, str]]:
    areas = found.focusgebieden
    yield from twice("focusgebied", [(("focusgebieden", i, "id"), one.id) for i, one in enumerate(areas)])
    for i, one in enumerate(areas):
        if one.programma and one.programma not in programmes:
            remedy = nearest(one.programma, programmes) or "Alle programma's: wijkpeil programme list."
            yield ("focusgebieden", i, "programma"), f"programma '{one.programma}' is er niet.", remedy
        yield from twice("buurt", [(("focusgebieden", i, "buurten", j), code) for j, code in enumerate(one.buurten)])
        for j, code in enumerate(one.buurten):
            place: Place = ("focusgebieden", i, "buurten", j)
            if not _is_buurt(code):
                yield place, f"'{code}' is geen geldige buurtcode.", "Een buurtcode ziet eruit als BU07580106."
            elif gemeente_code(code) != one.gemeente:
                yield place, f"buurt {code} ligt niet in {one.gemeente}.", "Pas de code of de gemeente aan."


def _is_buurt(code: str) -> bool:
    try:
        return level_of(code) is Level.BUURT
    except AreaCodeError:
        return False


def others(programme: Programme) -> list[Focusgebied]:
    """Those that are not of this programme, in the order of the file, with the buurten of their programme filled in."""
    return [
        _filled(one)
        for one in load().focusgebieden
        if one.programma != programme.id and one.fictief is programme.fictief
    ]


def _filled(one: Focusgebied) -> Focusgebied:
    """With the buurten of its programme as its folder says them now; without, when that cannot be read."""
    other = check_programme(one.programma).programme if one.programma else None
    codes = sorted({code for wijk in other.focuswijken for code in wijk.buurten}) if other else []
    if other is None or not codes:
        return one
    return one.model_copy(update={"programma": "", "buurten": tuple(codes), "grenzenjaar": other.grenzenjaar})


def stage(
    connection: duckdb.DuckDBPyConnection, areas: pd.DataFrame, found: Collection[Focusgebied], years: Collection[int]
) -> None:
    """Table ``other_member``: buurten of other focusgebieden in every year that figures follow, as far as listed.

    A buurt that the year nearest to it does not list is left out there, and its focusgebied is not whole.
    """
    rows = [
        (focusgebied_code(one.id), Level.FOCUSWIJK.value, code, int(year))
        for one in found
        for year in sorted(years)
        for code in one.buurten
    ]
    frame = pd.DataFrame(rows, columns=list(_NONE.columns)) if rows else _NONE
    known = set(areas.loc[areas["level"] == Level.BUURT, "code"])
    at_hand = frame["area"].isin(frame.loc[frame["code"].isin(known), "area"])
    stage_frame(connection, "other_member", frame[at_hand].astype(_COLUMNS))
    stage_frame(connection, "other_plain", frame.loc[at_hand, ["area"]].drop_duplicates().astype("str"))


def write(connection: duckdb.DuckDBPyConnection, kernset: Collection[str]) -> None:
    """Table ``focusgebied_figure`` of the kernset, from what ``compute`` kept; the last that needs its temp tables."""
    for step in (
        "DROP TABLE member",
        "ALTER TABLE other_member RENAME TO member",
        "CREATE TEMP TABLE direct AS FROM other_direct WHERE indicator::VARCHAR IN (SELECT unnest($kernset))",
    ):
        connection.execute(step, {"kernset": sorted(kernset)} if "$kernset" in step else None)
    add_up(connection)
    connection.execute(_WRITE)
    for table in ("computed", "direct", "other_direct"):
        connection.execute(f"DROP TABLE {table}")
