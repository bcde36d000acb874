"""A table on paper: heads that come back on every page, rows that stay whole, cells that hold more than one line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True)
class Cell:
    """``text`` and smaller lines below it, all escaped when drawn; ``mark``: ready HTML before it (a shape, a picture).

    ``number``: to the right, with figures of one width.
    """

    text: str
    small: tuple[str, ...] = field(default=())
    mark: str = ""
    number: bool = False

    def html(self) -> str:
        """What stands in the cell."""
        text = f"{self.mark} {escape(self.text)}" if self.mark and self.text else self.mark or escape(self.text)
        return text + "".join(f"<small>{escape(line)}</small>" for line in self.small if line)


def paper_table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int] = ()) -> str:
    """``rows``: as many cells as ``heads``, the first of which heads its row. ``widths``: of each column, in %."""
    columns = "".join(f'<col style="width:{width}%">' for width in widths)
    numeric = [all(row[n].number for row in rows) for n in range(len(heads))]
    named = "".join(
        f'<th scope="col"{_right(right)}>{escape(head)}</th>' for head, right in zip(heads, numeric, strict=True)
    )
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table"><caption>{escape(caption)}</caption><colgroup>{columns}</colgroup>'
        f"<thead><tr>{named}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[Cell]) -> str:
    rest = "".join(f"<td{_right(cell.number)}>{cell.html()}</td>" for cell in row[1:])
    return f'<th scope="row">{row[0].html()}</th>{rest}'


def _right(number: bool) -> str:
    return ' class="wp-number"' if number else ""
