"""Tables of StatLine with years, and perhaps kinds, beside areas: read by one declaration per table.

Rows come from OData 3 as Parquet, JSON or CSV, with the table's description (TableInfos, DataProperties and a list of
keys per dimension) beside them. A column is matched on its name without number, its group and its unit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._codes import parse_codes
from loaders._kwb_companions import METADATA, PROPERTIES, Companion, find_companions
from loaders._kwb_mapping import normal_name, normal_unit, stem
from loaders._kwb_open import Raw, load, peek
from loaders._kwb_values import REASONS, column_values, texts
from loaders._table import check_duplicates, check_range, refuse
from model.areas import LAND_CODE, level_of
from model.loading import OBSERVATION_COLUMNS, Context, Note, RawFile, Reading, Recognition
from model.remote import Editions, Server, StatLine
from model.source import Source
from model.status import Reason, Status
from model.variable import Variable

REGION, PERIOD = "WijkenEnBuurten", "Perioden"
_SHOWN = 10
_PROVISIONAL = "Voorlopig"


@dataclass(frozen=True)
class Line:
    """Where one variable stands: a topic by its name without number and a word of its group, and perhaps one kind.

    ``kind``: key of the table's own dimension, with a ``word`` that its title must hold: keys can be given away again.
    """

    variable: Variable
    topic: str
    group: str = ""
    kind: str = ""
    word: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class StatLineTable:
    """One table. ``dimension``: the one besides areas and periods, or "".

    ``tables``, ``server`` and ``editions``: where it is on the internet, see ``model.remote.StatLine``.
    ``title``: pattern of the title whose first group is the year of the borders, which then is the edition; without a
    group the edition is the newest period, and the year of the borders is the one whose areas the table has.
    """

    what: str
    title: str
    lines: tuple[Line, ...]
    tables: Mapping[str, str]
    server: Server
    editions: Editions
    dimension: str = ""

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(line.topic for line in self.lines)

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(filter(None, (REGION, PERIOD, self.dimension)))

    @property
    def edition_in_title(self) -> bool:
        return re.compile(self.title).groups > 0


@dataclass(frozen=True)
class Place:
    """Where a line is in a file: its column, and True for its rows."""

    column: str
    line: Line
    rows: NDArray[np.bool_]


class StatLineLoader:
    """Loader of one such table; the contract is ``model.loading.Loader``."""

    source: Source
    table: StatLineTable

    @property
    def remote(self) -> StatLine:
        """What is on offer; the title that a fetch checks is the one that a file is recognised by."""
        table = self.table
        return StatLine(table.tables, (table.server,), table.title, table.editions)

    @property
    def needs_areas(self) -> bool:
        """Without a year in its title, the table's borders follow from the areas that are known."""
        return not self.table.edition_in_title

    def recognise(self, file: RawFile) -> Recognition | None:
        """See model.loading.Loader."""
        seen = peek(file.path)
        if seen is None or seen.single or not self.table.columns <= set(seen.names):
            return None
        if not {stem(name) for name in seen.names} & self.table.topics:
            return None
        about = _About(self.table, file, seen.names)
        edition = about.title_year if self.table.edition_in_title else _newest_period(load(file.path, only=[PERIOD]))
        return Recognition(self.source.id, self.table.what, edition, about.paths, about.modified)

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        """See model.loading.Loader."""
        raw = load(file.path)
        about = _About(self.table, file, raw.names)
        _check_edition(self.table, raw, about, edition)
        codes = _codes(raw)
        notes: list[Note] = []
        places = _places(self.table, raw, about, notes)
        if not places:
            refuse(file.name, f"geen enkele kolom is er een van {self.table.what}.", "Haal het bestand opnieuw op.")
        parsed = _parsed(raw, places)
        keys = pd.DataFrame({"area_code": codes, "period": texts(raw.frame[PERIOD])})
        frames = [_observations(raw, keys, place, *parsed[place.column], about) for place in places]
        year = int(edition) if self.table.edition_in_title else _border_year(codes, context.areas, int(edition))
        together = pd.concat(frames, ignore_index=True).assign(boundary_year=year, n=np.nan)
        words = ["area_code", "period", "variable", "status", "reason"]
        observations = together.astype(dict.fromkeys(words, "category"))[list(OBSERVATION_COLUMNS)]
        return Reading(observations=observations, notes=[_summary(file.name, self.table, observations, year), *notes])


class _About:
    """The table's description beside a file, as far as it fits."""

    def __init__(self, table: StatLineTable, file: RawFile, names: Sequence[str]) -> None:
        self._table, self._siblings = table, file.siblings
        found = find_companions(file.siblings)
        titled = [c for c in found if c.kind == METADATA and re.search(table.title, c.first("Title"))]
        described = [c for c in found if c.kind == PROPERTIES and set(names) - {"ID"} <= c.keys]
        self._title: Companion | None = titled[0] if len(titled) == 1 else None
        self._properties: Companion | None = described[0] if described else None
        self._lists = {name: _list_of(file.siblings, name) for name in table.columns}

    @property
    def paths(self) -> tuple[Path, ...]:
        companions = [c.path for c in (self._title, self._properties) if c is not None]
        return tuple(dict.fromkeys([*companions, *(path for path, _ in self._lists.values() if path is not None)]))

    @property
    def modified(self) -> str | None:
        return self._title.first("Modified") or None if self._title is not None else None

    @property
    def title_year(self) -> str | None:
        found = re.search(self._table.title, self._title.first("Title")) if self._title is not None else None
        return found.group(1) if found else None

    @cached_property
    def topics(self) -> dict[str, tuple[str, str]]:
        """Per column its unit and the normal names of the groups above it."""
        if self._properties is None:
            return {}
        rows = self._properties.frame.to_dict("records")
        by_id = {str(row["ID"]): row for row in rows}
        return {str(row["Key"]).strip(): (str(row["Unit"]).strip(), _path(row, by_id)) for row in rows}

    def title_of(self, name: str, key: str) -> str | None:
        """Title of a key of a dimension; None when it is not listed."""
        return self._lists[name][1].get(key, (None, ""))[0]

    def is_provisional(self, period: str) -> bool:
        title, status = self._lists[PERIOD][1].get(period, ("", ""))
        return title.endswith("*") or status == _PROVISIONAL


def _list_of(siblings: Sequence[Path], name: str) -> tuple[Path | None, dict[str, tuple[str, str]]]:
    """The file beside it that lists the keys of a dimension, by CBS's own name for it; each with title and status."""
    for path in siblings:
        if path.suffix == ".json" and path.stem.endswith(f"_{name}"):
            rows: list[dict[Any, Any]] = load(path).frame.to_dict("records")
            if rows and {"Key", "Title"} <= set(rows[0]):
                words = {
                    str(row["Key"]).strip(): (str(row["Title"]).strip(), str(row.get("Status", ""))) for row in rows
                }
                return path, words
    return None, {}


def _path(row: dict[Any, Any], by_id: dict[str, dict[Any, Any]]) -> str:
    above, seen = "", set()
    while (parent := re.sub(r"\.0$", "", str(row.get("ParentID", "")))) in by_id and parent not in seen:
        seen.add(parent)
        row = by_id[parent]
        above = normal_name(str(row["Title"])) + "/" + above
    return above


def _newest_period(raw: Raw) -> str:
    years = [text[:4] for text in raw.distinct(PERIOD) if re.fullmatch(r"20\d\dJJ00", text)]
    if not years:
        refuse(raw.table.file, "er staat geen enkel heel jaar in deze tabel.", "Haal de jaarcijfers op.", column=PERIOD)
    return max(years)


def _check_edition(table: StatLineTable, raw: Raw, about: _About, edition: str) -> None:
    if not re.fullmatch(r"20\d\d", edition):
        refuse(raw.table.file, f"editie '{edition}' is geen jaar.", "Geef een jaar op, bijvoorbeeld 2024.")
    inside = about.title_year if table.edition_in_title else _newest_period(raw)
    if inside is not None and inside != edition:
        problem = f"volgens het bestand zelf is dit editie {inside}, maar de opgegeven editie is {edition}."
        refuse(raw.table.file, problem, f"Geef editie {inside} op, of kies het bestand van {edition}.")


def _codes(raw: Raw) -> pd.Series:
    text = texts(raw.frame[REGION])
    raw.table.frame[REGION] = text
    codes = parse_codes(raw.table, REGION, known=None)
    return codes.where(~codes.str.startswith("NL"), LAND_CODE)


def _places(table: StatLineTable, raw: Raw, about: _About, notes: list[Note]) -> list[Place]:
    """Per line its column and rows. What does not match is listed; a unit that disagrees is refused (fault 25)."""
    kinds = texts(raw.frame[table.dimension]) if table.dimension else None
    found: list[Place] = []
    used_kinds, renamed = set(), []
    for line in table.lines:
        columns = [name for name in raw.names if stem(name) == line.topic and _in_group(name, line, about)]
        if len(columns) != 1:
            continue
        unit = about.topics.get(columns[0], (line.variable.unit, ""))[0]
        if normal_unit(unit) != normal_unit(line.variable.unit):
            problem = f"de eenheid van deze kolom is '{unit}', maar hoort '{line.variable.unit}' te zijn."
            refuse(raw.table.file, problem, "Haal het bestand opnieuw op.", column=columns[0])
        rows = np.ones(len(raw.frame), dtype=bool)
        if kinds is not None:
            title = about.title_of(table.dimension, line.kind)
            if title is not None and normal_name(line.word) not in normal_name(title):
                renamed.append(f"{line.kind} '{title}'")
                continue
            rows = (kinds == line.kind).to_numpy()
            used_kinds.add(line.kind)
        if rows.any():
            found.append(Place(columns[0], line, rows))
    if kinds is not None:
        others = sorted(set(kinds.unique()) - used_kinds)
        named = [f"{key} {about.title_of(table.dimension, key) or ''}".strip() for key in others]
        _tell(notes, raw.table.file, "soorten die niet worden gebruikt", named)
    _tell(notes, raw.table.file, "soorten die anders heten dan de bron ze noemde en niet zijn gebruikt", renamed)
    unused = set(raw.names) - {place.column for place in found} - table.columns - {"ID"}
    _tell(notes, raw.table.file, "kolommen die niet worden gebruikt", sorted(unused))
    return found


def _in_group(name: str, line: Line, about: _About) -> bool:
    return not line.group or normal_name(line.group) in about.topics.get(name, ("", ""))[1]


def _tell(notes: list[Note], file: str, what: str, names: Sequence[str]) -> None:
    if names:
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        notes.append(Note("overgeslagen", f"{file}: {what} ({len(names)}): {shown}."))


def _parsed(raw: Raw, places: Sequence[Place]) -> dict[str, tuple[NDArray[np.float64], NDArray[np.int8]]]:
    """Values and reasons of each column, once: one column holds all kinds."""
    found = {}
    for place in places:
        if place.column in found:
            continue
        if not pd.api.types.is_numeric_dtype(raw.frame[place.column].dtype):
            raw.table.frame[place.column] = texts(raw.frame[place.column])
        count = place.line.variable.kind == "count"
        column = raw.frame[place.column]
        found[place.column] = column_values(raw.table, column, count=count, blank=Reason.NOT_APPLICABLE)
    return found


def _observations(
    raw: Raw, keys: pd.DataFrame, place: Place, values: NDArray[np.float64], reasons: NDArray[np.int8], about: _About
) -> pd.DataFrame:
    """Rows of one line. ``keys``: area_code and period of every row of the file."""
    line, own = place.line, np.where(place.rows, values, np.nan)
    check_range(raw.table, place.column, own, low=line.low, high=line.high, what=f"'{line.variable.title}'")
    frame = keys.assign(value=values, code=reasons)[place.rows]
    frame = frame[frame["period"].str.fullmatch(r"20\d\dJJ00").to_numpy()]
    frame = check_duplicates(raw.table, frame, ["area_code", "period"])
    provisional = {period for period in frame["period"].unique() if about.is_provisional(period)}
    reason = np.array([str(name) for name in REASONS])[frame["code"].to_numpy(dtype=np.int64)]
    known = np.where(frame["period"].isin(provisional), Status.PROVISIONAL.value, Status.MEASURED.value)
    status = np.where(frame["value"].isna(), Status.MISSING.value, known)
    return frame.assign(variable=line.variable.id, status=status, reason=reason, period=frame["period"].str[:4])


def _border_year(of_rows: pd.Series, areas: pd.DataFrame, edition: int) -> int:
    """The year whose wijken and buurten the table has most of; of equal ones the nearest to the edition, then later."""
    own = {code for code in of_rows.unique() if code[:2] in ("WK", "BU")}
    gemeenten = {code[2:6] for code in own}
    known = areas[areas["code"].str[:2].isin(["WK", "BU"]) & areas["code"].str[2:6].isin(gemeenten)]
    years: list[int] = known["boundary_year"].astype(int).unique().tolist()

    def fit(year: int) -> tuple[float, int, int]:
        there = set(known.loc[known["boundary_year"] == year, "code"])
        return round(len(own & there) / len(own | there), 6), -abs(year - edition), year

    return max(years, key=fit, default=edition)


def _summary(file: str, table: StatLineTable, observations: pd.DataFrame, year: int) -> Note:
    periods = sorted(observations["period"].astype(str).unique())
    span = periods[0] if len(periods) == 1 else f"{periods[0]} tot en met {periods[-1]}"
    areas = observations["area_code"].nunique()
    levels = {str(level_of(code)) for code in observations["area_code"].astype(str).unique()}
    variables = observations["variable"].nunique()
    counted = f"{areas:,}".replace(",", ".")
    text = f"{counted} gebieden ({', '.join(sorted(levels))}), {variables} variabelen, op de grenzen van {year}"
    return Note("gelezen", f"{file}: {table.what}, {span}: {text}.")
