"""The table that readers of text files and workbooks hand over: text only, so that nothing is interpreted unseen."""

from dataclasses import dataclass, field
from typing import NoReturn

import pandas as pd

from model.errors import LoadRefused, Objection
from model.loading import Note


@dataclass
class Table:
    """A table as text. ``frame``: every cell str, stripped, "" when blank, names stripped, RangeIndex.

    ``first_row`` is the spreadsheet row of frame row 0 (the header of a plain file is row 1). ``encoding`` and
    ``separator`` are None for a workbook, ``sheet`` is None for text. Checks add their counts to ``notes``.
    ``described``: its owner wrote a description of the file, where marks can be declared. ``labels`` (of columns) and
    ``value_labels`` (of codes, per column) come with an SPSS file.
    """

    frame: pd.DataFrame
    first_row: int
    file: str
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    notes: list[Note] = field(default_factory=list)
    described: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    value_labels: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def repair(self) -> str:
        """What to do about a value that cannot be right."""
        if self.described:
            return "Herstel de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving."
        return "Herstel de waarde of haal het bestand opnieuw op bij de bron."

    def row(self, index: int) -> int:
        """Row number as a spreadsheet shows it, for frame row ``index``."""
        return self.first_row + int(index)

    def refuse(
        self,
        problem: str,
        remedy: str,
        *,
        index: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> NoReturn:
        """Raise LoadRefused for this file; ``index`` is a frame row."""
        refuse(self.file, problem, remedy, row=None if index is None else self.row(index), column=column, value=value)


def refuse(
    file: str,
    problem: str,
    remedy: str,
    *,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
) -> NoReturn:
    """Raise LoadRefused with one objection; long values are cut, since a message is read by people."""
    if value is not None and len(value) > 60:
        value = value[:60] + "…"
    raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy, row=row, column=column, value=value))
