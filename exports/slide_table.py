"""Tables on slides: native, with a header row, over as many slides as they need, each row whole."""

from collections.abc import Sequence
from typing import Any

from pptx.util import Emu, Inches

from charts.style import Theme
from exports.dia import Tabel
from exports.slide_chart import rgb
from exports.slide_text import EMU_PT, LINE, Box, Paragraph, describe, lines_of, width_pt, write

_SIZES = (16.0, 15.0, 14.0, 13.0, 12.0)
_PAD = Inches(0.08)
_LEAST_SHARE = 0.08
_MOST_CHARS = 60
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def split(tabel: Tabel, box: Box) -> tuple[float, list[tuple[tuple[str, ...], ...]]]:
    """Size of type, and the rows of each slide: the largest size at which all fit on one, else the smallest."""
    for size in _SIZES:
        if sum(heights(tabel, tabel.rijen, size, box)) <= box.height:
            return size, [tabel.rijen]
    size, parts = 14.0, list[tuple[tuple[str, ...], ...]]()
    head, *rows = heights(tabel, tabel.rijen, size, box)
    part: list[tuple[str, ...]] = []
    used = head
    for row, high in zip(tabel.rijen, rows, strict=True):
        if part and used + high > box.height:
            parts.append(tuple(part))
            part, used = [], head
        part.append(row)
        used += high
    return size, [*parts, tuple(part)]


def heights(tabel: Tabel, rows: Sequence[tuple[str, ...]], size: float, box: Box) -> list[int]:
    """Height in EMU of the header and of each row."""
    widths = columns(tabel, box)
    return [_high(row, widths, size, bold=number == 0) for number, row in enumerate([tabel.koppen, *rows])]


def _high(row: Sequence[str], widths: Sequence[int], size: float, bold: bool) -> int:
    lines = max(
        lines_of(cell, size, (width - 2 * _PAD) / EMU_PT, bold) for cell, width in zip(row, widths, strict=True)
    )
    return int(lines * size * LINE * EMU_PT) + int(_PAD)


def columns(tabel: Tabel, box: Box) -> list[int]:
    """Widths in EMU by how long the cells are, none too narrow for its longest word."""
    cells = list(zip(*[tabel.koppen, *tabel.rijen], strict=True))
    long = [min(_MOST_CHARS, max(len(cell) for cell in column)) for column in cells]
    words = [
        max(width_pt(word, _SIZES[0], True) for cell in column for word in cell.split() or [""]) for column in cells
    ]
    least = [max(_LEAST_SHARE * box.width, word * EMU_PT + 2 * _PAD) for word in words]
    room = max(0.0, box.width - sum(least))
    if not room:
        return [round(one * box.width / sum(least)) for one in least]
    return [round(one + room * share / sum(long)) for one, share in zip(least, long, strict=True)]


def add_table(
    slide: Any, box: Box, tabel: Tabel, rows: Sequence[tuple[str, ...]], size: float, tokens: Theme, name: str
) -> None:
    """One table with its header row."""
    high = heights(tabel, rows, size, box)
    place = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(sum(high)))
    frame = slide.shapes.add_table(len(rows) + 1, len(tabel.koppen), *place)
    describe(frame, name, f"Tabel met {len(rows)} rijen: {', '.join(tabel.koppen)}.")
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, width in zip(table.columns, columns(tabel, box), strict=True):
        column.width = Emu(width)
    for number, cells in enumerate([tabel.koppen, *rows]):
        table.rows[number].height = Emu(high[number])
        for place_, text in enumerate(cells):
            _cell(table.cell(number, place_), text, size, number == 0, place_ in tabel.rechts, tokens)


def _cell(cell: Any, text: str, size: float, head: bool, right: bool, tokens: Theme) -> None:
    cell.margin_left = cell.margin_right = _PAD
    cell.margin_top = cell.margin_bottom = _PAD // 2
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(tokens.surface if head else tokens.background)
    shown = text[:1].upper() + text[1:] if head else text
    told = [Paragraph(shown, size, tokens.brand if head else tokens.ink, bold=head, after=0)]
    write(cell.text_frame, told, size, align="right" if right else "left")
    _rule(cell, tokens.muted if head else tokens.rule)


def _rule(cell: Any, colour: str) -> None:
    """A line below the cell and none around it."""
    properties = cell._tc.get_or_add_tcPr()
    for side in ("lnL", "lnR", "lnT"):
        properties.append(_line(properties, side, None))
    properties.append(_line(properties, "lnB", colour))
    # Fills come after lines.
    for fill in properties.findall(f"{{{_A}}}solidFill"):
        properties.remove(fill)
        properties.append(fill)


def _line(properties: Any, side: str, colour: str | None) -> Any:
    line = properties.makeelement(f"{{{_A}}}{side}", {"w": "9525" if colour else "0"})
    if colour is None:
        line.append(line.makeelement(f"{{{_A}}}noFill", {}))
        return line
    fill = line.makeelement(f"{{{_A}}}solidFill", {})
    fill.append(fill.makeelement(f"{{{_A}}}srgbClr", {"val": colour.removeprefix("#")}))
    line.append(fill)
    return line
