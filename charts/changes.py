"""What changed in a table, as HTML: per row the cells with what stood there and what stands there now."""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

from charts.numbers import day_label
from charts.table import Column as Shown
from charts.table import to_html
from model.tabelversie import Conflict, Row, RowChange
from model.table import Column, Kind

_WORDS = {"erbij": "nieuw", "weg": "weg", "anders": "gewijzigd"}
_MOST, _LONG, _LONG_CELL = 25, 300, 90
# A cell with names in place of ids.
Named = Callable[[Column, str], str]


def cell_text(column: Column, text: str, named: Named) -> str:
    """A cell as a Dutch reader writes it."""
    if column.kind is Kind.MOMENT:
        return day_label(text)
    return grouped(text) if column.kind is Kind.AMOUNT else named(column, text)


def grouped(text: str) -> str:
    """An amount with points for thousands; any other text as it is."""
    amount = re.fullmatch(r"(\d+)(,\d+)?", text)
    return f"{int(amount[1]):,}".replace(",", ".") + (amount[2] or "") if amount else text


def counted(changes: Sequence[RowChange]) -> str:
    """How many rows came, went and changed."""
    parts = []
    for kind, words in _WORDS.items():
        number = sum(change.kind == kind for change in changes)
        if number:
            parts.append(f"{number} {'regel' if number == 1 else 'regels'} {words}")
    return ", ".join(parts) or "geen andere regels"


def changes_html(changes: Sequence[RowChange], columns: Mapping[str, Column], named: Named) -> str:
    """A list of rows; of a long one the beginning."""
    items = "".join(_change(change, columns, named) for change in changes[:_MOST])
    left = len(changes) - _MOST
    more = f'<p class="wp-small">En nog {left} {"regel" if left == 1 else "regels"}.</p>' if left > 0 else ""
    return f'<ul class="wp-changes">{items}</ul>{more}' if changes else ""


def _change(change: RowChange, columns: Mapping[str, Column], named: Named) -> str:
    tag = f'<span class="wp-tag wp-change-{change.kind}">{_WORDS[change.kind]}</span>'
    head = f"<strong>{escape(change.label)}</strong> {tag}"
    if change.kind == "weg":
        return f"<li>{head}</li>"
    lines = "".join(
        f"<dt>{escape(column.title)}</dt><dd>{_cell(column, cell.old, cell.new, named)}</dd>"
        for cell in change.cells
        if (column := columns.get(cell.column)) is not None
    )
    return f"<li>{head}<dl>{lines}</dl></li>"


def _cell(column: Column, old: str, new: str, named: Named) -> str:
    before, after = (_short(cell_text(column, text, named), _LONG) for text in (old, new))
    if before == after:  # another way to write the same
        before, after = _short(old, _LONG), _short(new, _LONG)
    was = f"<del>{escape(before)}</del> " if old else ""
    return f"{was}<ins>{escape(after)}</ins>" if new else f"{was}<em>leeg</em>"


def _short(text: str, most: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def conflict_words(conflict: Conflict, columns: Mapping[str, Column], named: Named) -> tuple[str, str, str]:
    """What a conflict is about, what I made of it, and what the other did."""
    column = columns.get(conflict.column)
    if column is None:
        return conflict.label, conflict.mine, conflict.theirs
    texts = [_short(cell_text(column, text, named), _LONG_CELL) or "leeg" for text in (conflict.mine, conflict.theirs)]
    return f"{conflict.label}: {column.title.lower()}", texts[0], texts[1]


def rows_html(
    rows: Sequence[tuple[int, Row, str]], columns: Sequence[Column], named: Named, title: str, first: str
) -> str:
    """A table of rows: number, row and mark of each. Columns that are empty everywhere are left out.

    ``first``: the column that heads a row.
    """
    filled = [c for c in columns if c.name == first or any(row[c.name] for _, row, _ in rows)]
    filled.sort(key=lambda column: column.name != first)
    frame = pd.DataFrame(
        [
            {"#": str(number), "!": mark}
            | {c.name: _short(cell_text(c, row[c.name], named), _LONG_CELL) for c in filled}
            for number, row, mark in rows
        ]
    )
    marks = [Shown("!", "stand")] if any(mark for *_, mark in rows) else []
    heads = [Shown(c.name, c.title) for c in filled]
    return to_html(frame, [heads[0], *marks, *heads[1:], Shown("#", "rij")], title)
