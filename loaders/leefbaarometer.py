"""Leefbaarometer 3.0: modelled liveability scores of buurten, wijken and gemeenten, as CSV, XLSX or the zip around it.

Every meting recomputes all its history on the borders of its own year, so one file is one edition on one division.
Two identities hold in every row of 3.0 and are checked: the score less its deviation is the national mean, one number
per meting, and the five dimensions add up to the deviation. 2.0 is another model and never goes into the same series.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
import pandas as pd

from loaders._container import Container, container_of
from loaders._table import (
    Table,
    check_duplicates,
    check_range,
    parse_codes,
    parse_numbers,
    peek_header,
    read_table,
    refuse,
    require_columns,
)
from loaders._unzip import members, open_zip, read_member
from model.areas import Level, level_of
from model.errors import LoadRefused, Objection
from model.loading import OBSERVATION_COLUMNS, Context, Note, RawFile, Reading, Recognition
from model.remote import Files, Server
from model.source import Source
from model.status import Reason, Status
from model.variable import Variable

VARIABLES: dict[str, Variable] = {
    variable.id: variable
    for variable in (
        Variable(id="lbm", title="Leefbaarheid, totaalscore", unit="score", kind="score"),
        Variable(id="afw", title="Leefbaarheid, afwijking van het landelijk gemiddelde", unit="score", kind="score"),
        Variable(id="fys", title="Fysieke omgeving", unit="score", kind="score"),
        Variable(id="onv", title="Overlast en onveiligheid", unit="score", kind="score"),
        Variable(id="soc", title="Sociale samenhang", unit="score", kind="score"),
        Variable(id="vrz", title="Voorzieningen", unit="score", kind="score"),
        Variable(id="won", title="Woningvoorraad", unit="score", kind="score"),
    )
}
SCORES = tuple(VARIABLES)
DIMENSIONS = ("fys", "onv", "soc", "vrz", "won")
CODE_COLUMNS = {"bu_code": Level.BUURT, "wk_code": Level.WIJK, "gm_code": Level.GEMEENTE}
SUFFIXES = (".csv", ".xlsx")
_TABLES = (Container.TEXT, Container.WORKBOOK, Container.ZIP)
# The national mean of a meting is its fingerprint: it tells the edition of a file that was cut to fewer years.
NATIONAL_MEANS = {"2024": 4.102264851}
TOLERANCE = 1e-6
# Scores of 3.0 lie near 4; a class of 1-9 or a percentage in these columns falls outside.
SCORE_RANGE = (1.0, 7.0)
DEVIATION_RANGE = (-3.0, 3.0)
_CLASSES = re.compile(r"v?kl\d{2,4}|k(score|afw|fys|onv|soc|vrz|won)")


@dataclass
class Part:
    """The scores of one level: a checked table and one row per area and year."""

    table: Table
    level: Level
    scores: pd.DataFrame


class Leefbaarometer:
    source = Source(
        id="leefbaarometer",
        name="Leefbaarometer 3.0",
        publisher="Ministerie van Volkshuisvesting en Ruimtelijke Ordening",
        licence="CC0 1.0",
        url="https://www.leefbaarometer.nl",
        rank=30,
        every_years=2,
        modelled=True,
        note="Scores uit een model, niet uit een enquête. Elke meting berekent alle jaren opnieuw.",
    )
    needs_areas = False
    remote = Files(
        paths={"2024": "resources/open-data-leefbaarometer-meting-2024.zip"},
        pattern="resources/open-data-leefbaarometer-meting-{edition}.zip",
        step=2,
        server=Server.LEEFBAAROMETER,
    )

    def recognise(self, file: RawFile) -> Recognition | None:
        container = container_of(file.path)
        if container is Container.JSON:
            _refuse_classes(file.path)
        if container not in _TABLES or not _parts_named(file.path)[0]:
            return None
        parts, _ = _read_parts(file.path)
        levels = ", ".join(part.level for part in parts)
        return Recognition(self.source.id, f"Leefbaarometer 3.0, scores per {levels}", _edition(parts))

    def read(self, file: RawFile, edition: str, context: Context) -> Reading:
        parts, notes = _read_parts(file.path)
        newest = max(part.scores["period"].max() for part in parts)
        if not re.fullmatch(r"20\d\d", edition) or edition < newest:
            refuse(
                file.name,
                f"de opgegeven editie is geen meting die dit bestand kan zijn: de nieuwste jaargang is {newest}.",
                f"Geef als editie het jaar van de meting, bijvoorbeeld {newest}.",
                value=edition,
            )
        observations, absent = _observations(parts, int(edition))
        return Reading(observations=observations, notes=[*notes, *absent])


LOADER = Leefbaarometer()


def _parts_named(path: Path) -> tuple[list[str], list[str]]:
    """Names of the files of 3.0 scores in ``path`` (a zip, or the file itself), and of the files left aside."""
    if container_of(path) is not Container.ZIP:
        return ([path.name], []) if _level_by_header(_header(path), path.name) else ([], [])
    wanted: list[str] = []
    others: list[str] = []
    with open_zip(path) as archive, tempfile.TemporaryDirectory() as folder:
        for entry in members(archive, suffixes=SUFFIXES):
            copy = Path(folder) / Path(entry.filename).name
            whole = copy.suffix.lower() != ".csv"
            copy.write_bytes(read_member(archive, entry, path.name, limit=None if whole else 10_000))
            level = _level_by_header(_header(copy), f"{path.name} ({entry.filename})")
            (wanted if level else others).append(entry.filename)
    return wanted, others


def _header(path: Path) -> list[str]:
    """Column names in lower case; empty when the file is not a table."""
    try:
        return [name.lower() for name in peek_header(path)]
    except (LoadRefused, OSError):
        return []


def _level_by_header(header: list[str], file: str) -> Level | None:
    """Level of a table of 3.0 scores, or None for another table. Raises LoadRefused for classes instead of scores."""
    codes = [name for name in CODE_COLUMNS if name in header]
    if len(codes) == 1 and sum(bool(_CLASSES.fullmatch(name)) for name in header) >= 2:
        _refuse_2_0(file)
    is_scores = {"jaar", "lbm"} <= set(header)
    return CODE_COLUMNS[codes[0]] if len(codes) == 1 and is_scores else None


def _refuse_classes(path: Path) -> None:
    """Raise LoadRefused for the JSON of classes in which 2.0 goes round."""
    with path.open("rb") as file:
        head = file.read(2_000)
    if re.search(rb'"(WK|GM|BU)\w{4,8}"\s*:\s*\{\s*"V?KL\d{2}', head):
        _refuse_2_0(path.name)


def _refuse_2_0(file: str) -> NoReturn:
    refuse(
        file,
        "dit zijn klassen (waarschijnlijk Leefbaarometer 2.0), geen scores van Leefbaarometer 3.0; "
        "die twee zijn niet te vergelijken.",
        "Gebruik de scores van Leefbaarometer 3.0: daarin zijn ook de oude jaren opnieuw berekend.",
    )


def _read_parts(path: Path) -> tuple[list[Part], list[Note]]:
    """All tables of scores in ``path``, checked one by one and against each other."""
    wanted, others = _parts_named(path)
    notes = [Note("overgeslagen", f"{path.name}: '{name}' hoort niet bij buurt, wijk of gemeente.") for name in others]
    if container_of(path) is not Container.ZIP:
        parts = [_read_part(path)]
    else:
        with open_zip(path) as archive, tempfile.TemporaryDirectory() as folder:
            parts = []
            for name in wanted:
                copy = Path(folder) / Path(name).name
                copy.write_bytes(read_member(archive, archive.getinfo(name), path.name))
                try:
                    parts.append(_read_part(copy))
                except LoadRefused as error:
                    where = f"{path.name} ({copy.name})"
                    raise LoadRefused(*(o.model_copy(update={"file": where}) for o in error.objections)) from None
    for level in Level:
        same = [part.table.file for part in parts if part.level is level]
        if len(same) > 1:
            refuse(
                path.name,
                f"het zip-bestand bevat meer dan één bestand per {level}: {', '.join(same)}.",
                "Houd één bestand per niveau over.",
            )
    parts.sort(key=lambda part: list(CODE_COLUMNS.values()).index(part.level))
    _check_national_mean(path.name, parts)
    for part in parts:
        notes += part.table.notes
    return parts, notes


def _read_part(path: Path) -> Part:
    table = read_table(path)
    table.frame.columns = [name.lower() for name in table.frame.columns]
    require_columns(table, ("afw",))
    code_column = next(name for name in CODE_COLUMNS if name in table.frame.columns)
    level = CODE_COLUMNS[code_column]
    codes = parse_codes(table, code_column, known=None)
    for code in codes.unique():
        if level_of(code) is not level:
            index = int((codes == code).to_numpy().argmax())
            table.refuse(f"deze code is geen {level}.", "Herstel de code.", index=index, column=code_column, value=code)
    columns = {"area_code": codes, "period": _years(table)}
    for name in SCORES:
        if name in table.frame.columns:
            values, _ = parse_numbers(table, name)
            low, high = SCORE_RANGE if name == "lbm" else DEVIATION_RANGE
            check_range(table, name, values, low=low, high=high, what=f"de score '{name}'")
            columns[name] = pd.Series(values)
    scores = check_duplicates(table, pd.DataFrame(columns), ["area_code", "period"])
    _check_sum(table, scores)
    return Part(table, level, scores)


def _years(table: Table) -> pd.Series:
    years = table.frame["jaar"]
    wrong = ~years.str.fullmatch(r"(19|20)\d\d")
    if wrong.any():
        index = int(wrong.to_numpy().argmax())
        table.refuse("dit is geen jaartal.", "Herstel het jaar.", index=index, column="jaar", value=years.iloc[index])
    return years


def _check_sum(table: Table, scores: pd.DataFrame) -> None:
    """The five dimensions add up to the deviation, in every row that gives them all."""
    if not set(DIMENSIONS) <= set(scores.columns):
        return
    off = (scores[list(DIMENSIONS)].sum(axis=1, skipna=False) - scores["afw"]).abs() > TOLERANCE
    if off.any():
        index = _first_row(off)
        table.refuse(
            "de vijf dimensies tellen niet op tot de afwijking van het landelijk gemiddelde.",
            "Haal het bestand opnieuw op bij de bron; het is gewijzigd of afgerond.",
            index=index,
            column="afw",
            value=table.frame["afw"].iloc[index],
        )


def _check_national_mean(file: str, parts: list[Part]) -> None:
    """Score less deviation is one number in the whole delivery."""
    means = pd.concat([part.scores["lbm"] - part.scores["afw"] for part in parts]).dropna()
    if means.empty:
        refuse(file, "geen enkele rij heeft een score.", "Haal het bestand opnieuw op bij de bron.")
    usual = float(means.median())
    for part in parts:
        off = (part.scores["lbm"] - part.scores["afw"] - usual).abs() > TOLERANCE
        if off.any():
            index = _first_row(off)
            objection = Objection(
                file=file if part.table.file == file else f"{file} ({part.table.file})",
                row=part.table.row(index),
                column="lbm",
                value=part.table.frame["lbm"].iloc[index],
                problem="score min afwijking geeft in deze rij een ander landelijk gemiddelde dan in de andere rijen.",
                remedy="Haal het bestand opnieuw op bij de bron; voeg metingen niet samen.",
            )
            raise LoadRefused(objection)


def _first_row(wrong: pd.Series) -> int:
    """Row of the table (its index) that is the first to be wrong."""
    return int(wrong.index.to_numpy()[wrong.to_numpy().argmax()])


def _edition(parts: list[Part]) -> str:
    """The meting: known by its national mean, else the newest year in the file."""
    mean = float(pd.concat([part.scores["lbm"] - part.scores["afw"] for part in parts]).median())
    known = [edition for edition, value in NATIONAL_MEANS.items() if abs(value - mean) < TOLERANCE]
    newest = str(max(part.scores["period"].max() for part in parts))
    return known[0] if known and known[0] >= newest else newest


def _read_note(part: Part) -> Note:
    areas, years = part.scores["area_code"].nunique(), sorted(part.scores["period"].unique())
    span = years[0] if len(years) == 1 else f"{years[0]} tot en met {years[-1]}"
    return Note("gelezen", f"Scores van {span}, per {part.level}: {areas} {'gebied' if areas == 1 else 'gebieden'}.")


def _observations(parts: list[Part], boundary_year: int) -> tuple[pd.DataFrame, list[Note]]:
    """Long frame; a dimension that the meting gives for no area at all in some year makes no rows, and is noted."""
    scores = pd.concat([part.scores for part in parts], ignore_index=True)
    present = [name for name in SCORES if name in scores.columns]
    long = scores.melt(["area_code", "period"], present, var_name="variable", value_name="value")
    given = long.groupby(["period", "variable"])["value"].transform("count") > 0
    absent = long[~given]
    notes = [_read_note(part) for part in parts]
    if len(absent):
        periods = ", ".join(sorted(absent["period"].unique()))
        names = "; ".join(VARIABLES[name].title.lower() for name in present if name in set(absent["variable"]))
        notes.append(Note("ontbreekt", f"Voor {periods} geeft de bron geen scores voor: {names}."))
    long = long[given].reset_index(drop=True)
    missing = long["value"].isna()
    long["boundary_year"] = boundary_year
    long["n"] = np.nan
    long["status"] = np.where(missing, Status.MISSING.value, Status.MODELLED.value)
    long["reason"] = np.where(missing, Reason.UNKNOWN.value, "")
    texts = ["area_code", "period", "variable", "status", "reason"]
    return long.astype(dict.fromkeys(texts, "category"))[list(OBSERVATION_COLUMNS)], notes
