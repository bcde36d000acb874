"""Versions of a programme's tables: what changed in one, per row and cell, and where two people's changes meet."""

from typing import Literal

from model.base import Model

Change = Literal["erbij", "weg", "anders"]
Place = tuple[str, ...]
# A row as text per column; a column that the file lacks is empty.
Row = dict[str, str]


class CellChange(Model):
    """One cell: the text before and after."""

    column: str
    old: str
    new: str


class RowChange(Model):
    """One row that came, went or changed. ``place``: its key and, where a key stands twice, which of those."""

    kind: Change
    place: Place
    label: str
    cells: tuple[CellChange, ...]


class Version(Model):
    """One version of a table. ``after`` and ``sha256``: hash of the file before and now, "" for no file.

    ``shipped``: hash of the table of the checkout that was last looked at. ``who`` is "" for what was changed outside
    the app, or was there when its history began.
    """

    number: int
    moment: str
    who: str
    how: str
    after: str
    sha256: str
    shipped: str
    changes: tuple[RowChange, ...]
    reordered: bool = False


class Conflict(Model):
    """What two people changed differently: one cell, or with ``column`` "" a whole row that one of them removed."""

    place: Place
    label: str
    column: str
    base: str
    mine: str
    theirs: str
