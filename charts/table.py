"""The table twin of a figure: HTML for everyone who cannot or will not read a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

import pandas as pd

from charts.euros import exact
from charts.numbers import is_number, number


@dataclass(frozen=True)
class Column:
    """One column: ``decimals`` None means text; ``header`` names the unit, once. ``euro``: an exact amount of money
    (a Decimal), which is unknown where there is none."""

    key: str
    header: str
    decimals: int | None = None
    euro: bool = False


def to_html(frame: pd.DataFrame, columns: Sequence[Column], caption: str) -> str:
    """An accessible table: caption, header cells with scope, the first column heads its row, numbers to the right."""
    heads = "".join(f'<th scope="col"{_right(c)}>{escape(c.header)}</th>' for c in columns)
    series = [frame[c.key].tolist() for c in columns]
    rows = "".join(f"<tr>{_html_row(row, columns)}</tr>" for row in zip(*series, strict=True))
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _html_row(row: Sequence[object], columns: Sequence[Column]) -> str:
    cells = [escape(_shown(cell, c)) for cell, c in zip(row, columns, strict=True)]
    rest = "".join(f"<td{_right(c)}>{cell}</td>" for cell, c in zip(cells[1:], columns[1:], strict=True))
    return f'<th scope="row">{cells[0]}</th>{rest}'


def _right(column: Column) -> str:
    return ' class="wp-number"' if column.decimals is not None else ""


def _shown(cell: object, column: Column) -> str:
    if column.euro:
        return exact(cell if isinstance(cell, Decimal) else None)
    if column.decimals is not None:
        return number(float(cell) if is_number(cell) else None, column.decimals)  # type: ignore[arg-type]
    return "" if cell is None or cell != cell else str(cell)
