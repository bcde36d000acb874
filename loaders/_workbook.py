"""Workbooks to a table of text: values only, one visible sheet, never a hidden one in silence (fault 35)."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from loaders._frame import refuse
from loaders._workbook_cells import refuse_unseen_cells
from model.loading import Note


def read_workbook(
    path: Path, sheet: str | None, *, head: bool = False
) -> tuple[list[str], pa.Table, int, str, list[Note]]:
    """Header cells, cells below it (columns named 0, 1, …), row number of the first of them, sheet name and notes.

    ``head`` stops after the first rows, to see what a workbook is. Raises LoadRefused when the workbook is damaged or
    locked, or when it is not plain which sheet is meant.
    """
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError:
        refuse(path.name, "de werkmap is met een wachtwoord beveiligd.", "Sla hem op zonder wachtwoord.")
    except (CalamineError, OSError):
        refuse(path.name, "de werkmap is beschadigd of geen Excel-bestand.", "Open hem in Excel en sla hem opnieuw op.")
    with workbook:
        name, notes = _choose_sheet(workbook, sheet, path.name)
        content = workbook.get_sheet_by_name(name)
        rows = content.to_python(skip_empty_area=True, nrows=5 if head else None)
        first = content.start[0] if content.start else 0
    if not head:
        refuse_unseen_cells(path, name)
    texts = [[_as_text(cell) for cell in row] for row in rows]
    if len(texts) < 2:
        refuse(path.name, f"het werkblad '{name}' bevat geen gegevens onder de kolomkoppen.", "Exporteer het opnieuw.")
    notes.append(Note("gelezen", f"{path.name}: werkblad '{name}' gelezen, alleen waarden."))
    columns = zip(*texts[1:], strict=True)
    cells = pa.table({str(i): pa.array(column, pa.string()) for i, column in enumerate(columns)})
    return texts[0], cells, first + 2, name, notes


def _choose_sheet(workbook: CalamineWorkbook, sheet: str | None, file: str) -> tuple[str, list[Note]]:
    visible = {m.name: m.visible == SheetVisibleEnum.Visible for m in workbook.sheets_metadata}
    if sheet is not None:
        if sheet not in visible:
            names = ", ".join(f"'{name}'" for name in visible)
            refuse(file, f"er is geen werkblad '{sheet}'.", f"Kies een van de werkbladen {names}.")
        hidden = Note("opvallend", f"{file}: het gekozen werkblad '{sheet}' is verborgen.")
        return sheet, [] if visible[sheet] else [hidden]
    full = [n for n in visible if visible[n] and workbook.get_sheet_by_name(n).height > 0]
    hidden_names = ", ".join(f"'{name}'" for name, seen in visible.items() if not seen)
    if not full:
        also = f" Verborgen werkbladen zijn niet gelezen: {hidden_names}." if hidden_names else ""
        refuse(file, f"er is geen zichtbaar werkblad met gegevens.{also}", "Maak het bedoelde werkblad zichtbaar.")
    if len(full) > 1:
        names = ", ".join(f"'{name}'" for name in full)
        refuse(file, f"er zijn meer werkbladen met gegevens: {names}.", "Geef aan welk werkblad is bedoeld.")
    notes = (
        [Note("overgeslagen", f"{file}: verborgen werkbladen niet gelezen: {hidden_names}.")] if hidden_names else []
    )
    return full[0], notes


def _as_text(cell: Any) -> str:
    """A cell as a person would type it: whole numbers without a fraction, dates as year-month-day."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "WAAR" if cell else "ONWAAR"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date | time | timedelta):
        return str(cell).removesuffix(" 00:00:00")
    return str(cell)
