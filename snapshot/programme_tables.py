"""Tables of a programme folder: read, checked against each other and the programme, and all mistakes told at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from loaders._personal_data import mentions_person
from model.errors import Objection
from model.inhoud import TABLES, Inhoud
from model.programme import Programme
from model.table import TableRow, columns_of
from snapshot import programme_totals
from snapshot.table_cells import REWRITTEN, CellMistake, read_cell, shown
from snapshot.table_file import RawTable, read_raw
from snapshot.yaml_words import listing, nearest

_PERSONAL = "hier lijken persoonsgegevens te staan; de waarde wordt niet herhaald."
_BY_UPLOAD = "Of bied het bestand aan op de pagina Invoer, bij Spreadsheet: die herstelt ze alle."
_MOST_ROWS = 10
_NO_PERSONS = "Haal ze weg. Noem een organisatie en geen persoon."


@dataclass
class ReadTables:
    """What a folder's tables say, the row of each, and what is wrong (stops) or odd (told)."""

    inhoud: Inhoud = field(default_factory=Inhoud)
    rows: dict[str, list[int]] = field(default_factory=dict)
    mistakes: list[Objection] = field(default_factory=list)
    warnings: list[Objection] = field(default_factory=list)


def read_tables(
    files: Mapping[str, Path], folder: str, programme: Programme | None, known_indicators: Collection[str]
) -> ReadTables:
    """All tables among the files of a folder. ``programme`` None, as its file has a mistake: what points at it is not
    checked. ``inhoud`` holds the rows that are right."""
    read = ReadTables()
    raws: dict[str, RawTable] = {}
    for relative, path in files.items():
        if not relative.endswith(".csv") or "/" in relative:
            continue
        name = relative.removesuffix(".csv")
        if name in TABLES:
            raws[name] = read_raw(path, f"{folder}/{relative}", TABLES[name])
        else:
            remedy = nearest(relative, [f"{table}.csv" for table in TABLES]) or "Zet het bestand ergens anders."
            read.mistakes.append(
                Objection(file=f"{folder}/{relative}", problem="deze tabel is onbekend.", remedy=remedy)
            )
    known: dict[str, Collection[str] | None] = {**_known(raws), **_of_programme(programme, known_indicators)}
    found: dict[str, list[TableRow]] = {}
    for name, raw in raws.items():
        read.mistakes += raw.mistakes
        pairs = list(_rows(raw, TABLES[name], known, read))
        found[name], read.rows[name] = [row for _, row in pairs], [number for number, _ in pairs]
        _unique(raw.file, pairs, TABLES[name], read)
    read.mistakes = _dates_together(read.mistakes)
    read.inhoud = Inhoud.model_validate({name: tuple(rows) for name, rows in found.items()})
    _costs_once(read, folder)
    if any(objection.file == f"{folder}/middelen.csv" for objection in read.mistakes):
        return read  # a sum without the amounts that are wrong would say nothing
    for name, number, remark in programme_totals.remarks(read.inhoud, read.rows):
        _tell(read, f"{folder}/{name}.csv", number, remark.column, remark.problem, remark.remedy, remark.mild)
    return read


def content_frame(inhoud: Inhoud) -> pd.DataFrame:
    """One row per row of all tables, for a snapshot to keep: tabel, nummer (from 1, in order), inhoud (JSON)."""
    rows = [
        (table, number, row.model_dump_json())
        for table in TABLES
        for number, row in enumerate(getattr(inhoud, table), start=1)
    ]
    return pd.DataFrame(rows, columns=["tabel", "nummer", "inhoud"]).astype({"tabel": "str", "inhoud": "str"})


def _known(raws: Mapping[str, RawTable]) -> dict[str, Collection[str] | None]:
    """Ids that a reference may point at, per table; of a table without a file there are none.

    None for a file with rows that could not be read: what points at one of those is no mistake of its own.
    """
    known: dict[str, Collection[str] | None] = dict.fromkeys(TABLES, ())
    for name, raw in raws.items():
        known[name] = None if raw.mistakes else {cells.get("id", "").strip() for _, cells in raw.rows}
    return known


def _of_programme(programme: Programme | None, known_indicators: Collection[str]) -> dict[str, Collection[str]]:
    known: dict[str, Collection[str]] = {"indicatoren": known_indicators}
    if programme is not None:
        known |= {
            "bouwstenen": [bouwsteen.id for bouwsteen in programme.bouwstenen],
            "doelen": [doel.id for bouwsteen in programme.bouwstenen for doel in bouwsteen.doelen],
            "focuswijken": [focuswijk.id for focuswijk in programme.focuswijken],
            "gemeenten": programme.gemeenten,
        }
    return known


def _rows(
    raw: RawTable, row_type: type[TableRow], known: Mapping[str, Collection[str] | None], read: ReadTables
) -> Iterator[tuple[int, TableRow]]:
    columns = {column.name: column for column in columns_of(row_type)}
    for number, cells in raw.rows:
        values: dict[str, Any] = {}
        right = True
        for name, text in cells.items():
            if mentions_person(text):
                read.mistakes.append(
                    Objection(file=raw.file, row=number, column=name, problem=_PERSONAL, remedy=_NO_PERSONS)
                )
                right = False
            elif name in columns:
                try:
                    values[name] = read_cell(columns[name], text, known.get(columns[name].to))
                except CellMistake as mistake:
                    _tell(read, raw.file, number, name, mistake.problem, mistake.remedy, value=text)
                    right = False
        right = right and all(column.name in values or not column.required for column in columns.values())
        if not right:
            continue
        try:
            row = row_type.model_validate(values)
        except ValidationError as error:
            for details in error.errors():
                name = str(details["loc"][0])
                _tell(
                    read, raw.file, number, name, "deze waarde kan hier niet.", columns[name].about, value=cells[name]
                )
            continue
        for remark in row.remarks():
            value = cells.get(remark.column, "")
            _tell(read, raw.file, number, remark.column, remark.problem, remark.remedy, remark.mild, value)
        yield number, row


def _dates_together(mistakes: list[Objection]) -> list[Objection]:
    """Dates that a spreadsheet wrote anew as one mistake per table: nobody mends a hundred of them by hand."""
    found: dict[str, list[Objection]] = {}
    for one in mistakes:
        if one.problem in REWRITTEN:
            found.setdefault(one.file, []).append(one)
    several = {file: dates for file, dates in found.items() if len(dates) > 1}
    rest = [one for one in mistakes if one.problem not in REWRITTEN or one.file not in several]
    return [*(_rewritten(file, dates) for file, dates in several.items()), *rest]


def _rewritten(file: str, dates: list[Objection]) -> Objection:
    columns = dict.fromkeys(one.column or "" for one in dates)
    places = []
    for column in columns:
        rows = [str(one.row) for one in dates if one.column == column]
        more = [f"nog {len(rows) - _MOST_ROWS} rijen"] if len(rows) > _MOST_ROWS else []
        places.append(f"kolom '{column}' op rij {listing([*rows[:_MOST_ROWS], *more])}")
    problem = f"een spreadsheet heeft {len(dates)} datums anders opgeschreven, in {'; in '.join(places)}."
    meant = f"De eerste is '{dates[0].value}': {dates[0].remedy[:1].lower()}{dates[0].remedy[1:]}"
    return Objection(file=file, problem=f"{problem} {meant}", remedy=_BY_UPLOAD)


def _tell(
    read: ReadTables,
    file: str,
    row: int,
    column: str,
    problem: str,
    remedy: str,
    mild: bool = False,
    value: str = "",
) -> None:
    said = shown(value) or None
    objection = Objection(file=file, row=row, column=column, value=said, problem=problem, remedy=remedy)
    (read.warnings if mild else read.mistakes).append(objection)


def _unique(file: str, pairs: list[tuple[int, TableRow]], row_type: type[TableRow], read: ReadTables) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for number, row in pairs:
        key = tuple(getattr(row, name) for name in row_type.KEY)
        if key in seen:
            value = ", ".join(str(part) for part in key if part not in ("", None))
            problem = f"dit staat al op rij {seen[key]}."
            _tell(read, file, number, row_type.KEY[0], problem, "Elke regel heeft een eigen sleutel.", value=value)
        seen.setdefault(key, number)


def _costs_once(read: ReadTables, folder: str) -> None:
    """Costs stand once per post: one that is covered twice would else count double."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, middel in zip(read.rows.get("middelen", []), read.inhoud.middelen, strict=True):
        if middel.kosten is None:
            continue
        key = (middel.overzicht, middel.post, middel.jaar)
        if key in seen:
            problem = f"de kosten van deze post staan al op rij {seen[key]}."
            _tell(read, f"{folder}/middelen.csv", number, "kosten", problem, "Laat ze op één rij staan.")
        seen.setdefault(key, number)
