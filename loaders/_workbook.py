"""Workbooks to a table of text: values only, one visible sheet, never a hidden one in silence (fault 35)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from loaders._frame import refuse
from loaders._limited import ENDED, ask, forget
from loaders._workbook_cells import refuse_unseen_cells
from model.loading import Note

_CHILD = Path(__file__).with_name("_workbook_child.py")


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet as it is; ``above``: blank rows above the first cell. ``rows`` is empty for an empty sheet."""

    name: str
    visible: bool
    above: int
    rows: list[list[Any]]


def sheets_of(path: Path) -> tuple[Sheet, ...]:
    """All sheets of a workbook, whatever the file is called. Raises LoadRefused when it is damaged or locked."""
    answer = ask(_CHILD, path)
    if answer == "locked":
        refuse(path.name, "de werkmap is met een wachtwoord beveiligd.", "Sla hem op zonder wachtwoord.")
    if answer == "damaged":
        refuse(path.name, "de werkmap is beschadigd of geen Excel-bestand.", "Open hem in Excel en sla hem opnieuw op.")
    if answer == ENDED:
        refuse(
            path.name,
            "de werkmap is beschadigd, of zo groot dat hij niet in het geheugen past.",
            "Open hem in Excel, verwijder lege rijen en kolommen achteraan, en sla hem opnieuw op.",
        )
    return tuple(Sheet(*sheet) for sheet in answer)


def read_workbook(
    path: Path, sheet: str | None, *, head: bool = False
) -> tuple[list[str], pa.Table, int, str, list[Note]]:
    """Header cells, cells below it (columns named 0, 1, …), row number of the first of them, sheet name and notes.

    ``head`` stops after the first rows, to see what a workbook is. Raises LoadRefused when the workbook is damaged or
    locked, or when it is not plain which sheet is meant.
    """
    chosen, notes = _choose_sheet(sheets_of(path), sheet, path.name)
    rows = chosen.rows[:5] if head else chosen.rows
    if not head:
        forget()
        refuse_unseen_cells(path, chosen.name)
    texts = [[cell if type(cell) is str else _as_text(cell) for cell in row] for row in rows]
    if len(texts) < 2:
        refuse(
            path.name,
            f"het werkblad '{chosen.name}' bevat geen gegevens onder de kolomkoppen.",
            "Exporteer het opnieuw.",
        )
    notes.append(Note("gelezen", f"{path.name}: werkblad '{chosen.name}' gelezen, alleen waarden."))
    columns = zip(*texts[1:], strict=True)
    arrays = [pc.utf8_trim_whitespace(pa.array(column, pa.string())) for column in columns]
    cells = pa.table({str(i): array for i, array in enumerate(arrays)})
    return [name.strip() for name in texts[0]], cells, chosen.above + 2, chosen.name, notes


def _choose_sheet(sheets: tuple[Sheet, ...], wanted: str | None, file: str) -> tuple[Sheet, list[Note]]:
    hidden = ", ".join(f"'{sheet.name}'" for sheet in sheets if not sheet.visible and sheet.name != wanted)
    left = [Note("overgeslagen", f"{file}: verborgen werkbladen niet gelezen: {hidden}.")] if hidden else []
    if wanted is not None:
        found = next((sheet for sheet in sheets if sheet.name == wanted), None)
        if found is None:
            names = ", ".join(f"'{sheet.name}'" for sheet in sheets)
            refuse(file, f"er is geen werkblad '{wanted}'.", f"Kies een van de werkbladen {names}.")
        odd = Note("opvallend", f"{file}: het gekozen werkblad '{wanted}' is verborgen.")
        return found, left if found.visible else [odd, *left]
    full = [sheet for sheet in sheets if sheet.visible and sheet.rows]
    if not full:
        also = f" Verborgen werkbladen zijn niet gelezen: {hidden}." if hidden else ""
        refuse(file, f"er is geen zichtbaar werkblad met gegevens.{also}", "Maak het bedoelde werkblad zichtbaar.")
    if len(full) > 1:
        names = ", ".join(f"'{sheet.name}'" for sheet in full)
        refuse(
            file,
            f"er zijn meer werkbladen met gegevens: {names}.",
            "Houd er één over, of noem het bij 'werkblad' in de beschrijving.",
        )
    return full[0], left


def _as_text(cell: Any) -> str:
    """A cell that is no text as a person would type it: whole numbers without a fraction, dates as year-month-day."""
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell).removesuffix(" 00:00:00")
    return str(cell)
