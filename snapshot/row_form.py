"""One row as it was typed in a form: read as a cell of a file is, with every mistake named by its column."""

from collections.abc import Collection, Mapping

from pydantic import ValidationError

from loaders._personal_data import mentions_person
from model.spreadsheet import as_written, harmless
from model.tabelversie import Row
from model.table import Column, Kind, TableRow, columns_of
from snapshot.table_cells import CellMistake, read_cell, write_cell
from snapshot.table_names import propose_id
from snapshot.table_repair import repaired

_PERSONAL = "hier lijken persoonsgegevens te staan. Haal ze weg; noem een organisatie en geen persoon."


def read_row(
    row_type: type[TableRow], typed: Mapping[str, str], known: Mapping[str, Collection[str]], ids: Collection[str]
) -> tuple[Row, list[str]]:
    """The row, and what is wrong with it. ``ids``: those that other rows have; an empty one is proposed."""
    row: Row = {}
    values, wrong = {}, []
    for column in columns_of(row_type):
        text = typed.get(column.name, "")
        if column.kind is Kind.ID and not text.strip():
            text = _proposed(row_type, typed, ids)
        if mentions_person(text):
            wrong.append(f"{column.title}: {_PERSONAL}")
            continue
        meant = repaired(column, text, known.get(column.to))
        try:
            values[column.name] = read_cell(column, harmless(meant), known.get(column.to))
            row[column.name] = as_written(write_cell(column, values[column.name])) if meant else ""
        except CellMistake as mistake:
            wrong.append(f"{column.title}: {_said(column, mistake)}")
    if not wrong:
        wrong += _of_the_row(row_type, values)
    return row, wrong


def _proposed(row_type: type[TableRow], typed: Mapping[str, str], ids: Collection[str]) -> str:
    texts = [column.name for column in columns_of(row_type) if column.kind is Kind.TEXT and column.required]
    name = next((typed[one] for one in texts if typed.get(one, "").strip()), "")
    return propose_id(name, ids) if name and not mentions_person(name) else ""


def _said(column: Column, mistake: CellMistake) -> str:
    """What is wrong, without the words that are for files."""
    if mistake.problem == "deze cel is leeg.":
        return "vul dit in."
    return f"{mistake.problem} {mistake.remedy}"


def _of_the_row(row_type: type[TableRow], values: Mapping[str, object]) -> list[str]:
    titles = {column.name: column.title for column in columns_of(row_type)}
    try:
        row = row_type.model_validate(values)
    except ValidationError as error:
        return [f"{titles.get(str(one['loc'][0]), 'De regel')}: deze waarde kan hier niet." for one in error.errors()]
    return [f"{titles[one.column]}: {one.problem} {one.remedy}" for one in row.remarks() if not one.mild]
