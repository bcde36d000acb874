"""What is drawn on a slide: trends, gaps and bars as native charts, maps as pictures with a legend beside them."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu, Inches, Pt

from charts.frames import Row, as_float, as_text
from charts.kloof_line import spans
from charts.numbers import period_label, scale, unit_label
from charts.style import DASHES, Theme
from charts.trend import Line, digits, lines_of, position, values_of, y_range
from charts.trend_band import limits_of
from exports.dia import Beeld, Beeldsoort
from exports.dia_cijfers import Cijfers
from exports.slide_chart import Lines, Stretch, bar_chart, column_chart, line_chart, rgb, rounded_out
from exports.slide_text import EMU_PT, LINE, Box, Paragraph, describe, fitted, height_pt, text_box, write
from exports.still_map import Entry, StillMap, place_map, still_map
from model.areas import Level
from model.indicator import Indicator
from model.status import Status

_CHOSEN = (0, 4)
_NOTE = 11.0
# Share of the width that a legend takes beside a map, its least width, and the sizes of its type.
_LEGEND, _LEGEND_LEAST = 0.34, Inches(1.8)
_PATTERNS = {
    "m": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "s": MSO_PATTERN.DARK_UPWARD_DIAGONAL,
    "n": MSO_PATTERN.DOTTED_GRID,
}
_LEGEND_SIZES = (13.0, 12.0, 11.0, 10.0)


def draw(slide: Any, box: Box, beeld: Beeld, cijfers: Cijfers, tokens: Theme) -> None:
    """Put a picture in a box with what is measured above it and what must be said below it."""
    inner = _captioned(slide, box, beeld, cijfers, tokens)
    if beeld.soort is Beeldsoort.BALKEN and beeld.balken is not None:
        _bars(slide, inner, beeld, tokens)
    elif beeld.soort is Beeldsoort.TREND:
        _trend(slide, inner, beeld, cijfers, tokens)
    elif beeld.soort is Beeldsoort.KLOOF:
        _kloof(slide, inner, beeld, cijfers, tokens)
    else:
        _map(slide, inner, beeld, cijfers, tokens)


def _captioned(slide: Any, box: Box, beeld: Beeld, cijfers: Cijfers, tokens: Theme) -> Box:
    """Words above and below; what is left of the box is for the picture."""
    top, bottom, width = box.top, box.bottom, box.width / EMU_PT
    if beeld.onderschrift:
        above = [Paragraph(beeld.onderschrift, 13, tokens.muted, after=0)]
        high = round(height_pt(above, 13, width) * EMU_PT)
        text_box(slide, Box(box.left, top, box.width, high), above, 13)
        top += high + Inches(0.06)
    said = [*_bar_of_nulmeting(beeld, cijfers), *(_on_a_slide(note) for note in beeld.noten)]
    notes = [Paragraph(note, _NOTE, tokens.muted, after=0.15) for note in said]
    if notes:
        room = Box(box.left, top, box.width, round(box.height * 0.24))
        _, fits = fitted(notes, room, (_NOTE,))
        high = round(height_pt(notes[:fits], _NOTE, width) * EMU_PT)
        bottom -= high
        text_box(slide, Box(box.left, bottom, box.width, high), notes[:fits], _NOTE)
        bottom -= Inches(0.04)
    return Box(box.left, top, box.width, bottom - top)


def _bar_of_nulmeting(beeld: Beeld, cijfers: Cijfers) -> list[str]:
    """What the grey bar of a gap is, where there is one."""
    if beeld.soort is not Beeldsoort.KLOOF:
        return []
    rows = cijfers.kloof[beeld.indicator]
    zero = as_text(rows[-1]["nulmeting_period"])
    return [f"Grijs: de nulmeting, {period_label(zero)}."] if zero in {str(row["period"]) for row in rows} else []


def _on_a_slide(note: str) -> str:
    """A note under a chart of the app, whose bands are error bars here."""
    return note.replace("De band is de marge", "Een streepje door een punt of staaf is de marge")


def _bars(slide: Any, box: Box, beeld: Beeld, tokens: Theme) -> None:
    bars = beeld.balken
    if bars is None:
        return
    name = beeld.onderschrift or "Staafgrafiek"
    bar_chart(slide, box, bars, tokens, name, beeld.alternatief)


def _trend(slide: Any, box: Box, beeld: Beeld, cijfers: Cijfers, tokens: Theme) -> None:
    indicator = cijfers.s.indicators[beeld.indicator]
    frame = cijfers.trend_frame(indicator, beeld.gebieden)
    lines, moves = lines_of(frame, list(beeld.gebieden)), cijfers.moves(frame)
    chart = trend_lines(lines, indicator, cijfers.nulmeting(indicator.id), moves, tokens)
    line_chart(slide, box, chart, tokens, f"Lijngrafiek: {indicator.name}", beeld.alternatief)


def trend_lines(
    lines: Sequence[Line],
    indicator: Indicator,
    nulmeting: int | None,
    moves: Mapping[str, Sequence[float]],
    tokens: Theme,
) -> Lines:
    """The lines of a trend in stretches, as charts.trend breaks them, with rules at the nulmeting and at breaks."""
    values = [y for line in lines for y in values_of(line, indicator)]
    limits = y_range(values, indicator)
    breaks = [position(one.period) for one in indicator.breaks]
    stretches = [
        part for line in lines for part in _stretches(line, [*breaks, *moves.get(line.area, ())], indicator, tokens)
    ]
    places = sorted({at for part in stretches for at, _ in part.points})
    rules = [(float(nulmeting), "nulmeting", "solid")] if nulmeting is not None else []
    own = {at for line in lines if line.role in _CHOSEN for at in moves.get(line.area, ())} - set(breaks)
    cuts = [(at, "breuk") for at in breaks] + [(at, "grens gewijzigd") for at in sorted(own)]
    rules += [(_between(places, at), word, "dot") for at, word in cuts if places and places[0] < at <= places[-1]]
    low, high = rounded_out(limits)
    drawn = [
        Stretch(word, tokens.muted, dash, ((at, low), (at, high)), label=word, rule=True)
        for at, word, dash in rules
        if places and places[0] <= at <= places[-1]
    ]
    span = (places[0], places[-1]) if places else (0.0, 1.0)
    unit = unit_label(indicator.unit)
    return Lines((*stretches, *drawn), limits, (float(int(span[0])), span[1]), digits(limits, indicator), unit)


def _between(places: Sequence[float], at: float) -> float:
    """Halfway the last place before a break and the first one from it on."""
    return (max(x for x in places if x < at) + min(x for x in places if x >= at)) / 2


def _stretches(line: Line, breaks: Sequence[float], indicator: Indicator, tokens: Theme) -> list[Stretch]:
    """A line cut at breaks and wherever a figure lacks; its name stands at the end of the last part."""
    parts: list[list[Row]] = [[]]
    previous = float("-inf")
    for row in line.rows:
        at = position(row["period"])
        cut = any(previous < one <= at for one in breaks)
        if as_float(row["value"]) is None or cut:
            parts.append([])
        if as_float(row["value"]) is not None:
            parts[-1].append(row)
        previous = at
    known = [part for part in parts if part]
    times = scale(indicator.unit)
    found = []
    for number, part in enumerate(known):
        last = number == len(known) - 1
        name = line.name if len(known) == 1 else f"{line.name} ({_years(part)})"
        limits = [limits_of(row, indicator) if line.role in _CHOSEN else None for row in part]
        values = [float(row["value"]) * times for row in part]
        found.append(
            Stretch(
                name=name,
                colour=tokens.lines[line.role],
                dash=DASHES[line.role],
                points=tuple((position(row["period"]), value) for row, value in zip(part, values, strict=True)),
                margins=tuple(
                    None if limit is None else (value - limit[0], limit[1] - value)
                    for value, limit in zip(values, limits, strict=True)
                ),
                open=frozenset(
                    position(row["period"])
                    for row in part
                    if row["status"] == Status.PROVISIONAL or as_text(row.get("method"))
                ),
                label=line.name if last else "",
                thin=line.role not in _CHOSEN,
            )
        )
    return found


def _years(part: Sequence[Row]) -> str:
    first, last = (period_label(str(part[n]["period"])) for n in (0, -1))
    return first if first == last else f"{first}–{last}"


def _kloof(slide: Any, box: Box, beeld: Beeld, cijfers: Cijfers, tokens: Theme) -> None:
    """Bars of the gap per period, with an empty place where the series breaks; the nulmeting in its own colour."""
    indicator, rows = cijfers.s.indicators[beeld.indicator], cijfers.kloof[beeld.indicator]
    times = scale(indicator.unit)
    names: list[str] = []
    values: list[float | None] = []
    margins: list[tuple[float, float] | None] = []
    colours: list[str] = []
    zero = as_text(rows[-1]["nulmeting_period"])
    for number, (begin, end) in enumerate(spans(rows, indicator)):
        if number and begin < end:
            names, values = [*names, "breuk"], [*values, None]
            margins, colours = [*margins, None], [*colours, tokens.rule]
        for row in rows[begin:end]:
            period = str(row["period"])
            gap, low, high = (as_float(row[name]) for name in ("gap", "gap_low", "gap_high"))
            names.append(period_label(period))
            values.append(None if gap is None else gap * times)
            known = gap is not None and low is not None and high is not None
            margins.append(((gap - low) * times, (high - gap) * times) if known else None)  # type: ignore[operator]
            colours.append(tokens.lines[3] if period == zero else tokens.brand)
    if str(rows[-1]["period"]) != zero:
        colours[-1] = tokens.accent
    column_chart(
        slide, box, names, values, margins, colours, _decimals(indicator), tokens,
        f"Staafgrafiek van het verschil: {indicator.name}", beeld.alternatief, "verschil",
    )  # fmt: skip


def _decimals(indicator: Indicator) -> int:
    """As charts.kloof_words shows a gap: whole percentages get a decimal."""
    if scale(indicator.unit) != 1:
        return 0
    return max(indicator.decimals, 1) if indicator.unit == "%" else indicator.decimals


def _map(slide: Any, box: Box, beeld: Beeld, cijfers: Cijfers, tokens: Theme) -> None:
    """A crisp picture (twice the pixels of the screen) at the left, its legend at the right."""
    alone = beeld.soort is Beeldsoort.LIGGING and len(beeld.gebieden) == 1
    legend_width = 0 if alone else round(max(box.width * _LEGEND, min(_LEGEND_LEAST, box.width / 2)))
    most = tuple(round(side / EMU_PT / 72 * 192) for side in (box.width - legend_width, box.height))
    still = _still(beeld, cijfers, (most[0], most[1]))
    if still is None:
        return
    width, height = (round(side / 192 * 72 * EMU_PT) for side in still.size)
    picture = slide.shapes.add_picture(io.BytesIO(still.png), Emu(box.left), Emu(box.top), Emu(width), Emu(height))
    describe(picture, beeld.onderschrift or "Kaart", beeld.alternatief)
    left = box.left + width + Inches(0.25)
    if len(still.legend) > 1 or still.head:
        _legend(slide, Box(left, box.top, box.right - left, box.height), still, tokens)


def _still(beeld: Beeld, cijfers: Cijfers, most: tuple[int, int]) -> StillMap | None:
    s = cijfers.s
    if beeld.soort is Beeldsoort.LIGGING:
        return place_map(s, beeld.gebieden, most)
    values = cijfers.map_frame(beeld.indicator, beeld.periode, beeld.niveau)
    indicator = s.indicators[beeld.indicator]
    return still_map(
        s, values, indicator, Level(beeld.niveau), beeld.periode, chosen=beeld.gebieden, most=most
    )  # fmt: skip


def _legend(slide: Any, box: Box, still: StillMap, tokens: Theme) -> None:
    """Colours or numbers with their words, as shapes and text that can be read and edited."""
    numbered = not still.head
    lines = [f"{one.label}" if numbered else f"{one.label} ({one.n})" for one in still.legend]
    if not numbered:
        lines.append("focuswijk")
    swatch = Inches(0.24)
    words = Box(box.left + swatch + Inches(0.1), box.top, box.width - swatch - Inches(0.1), box.height)
    size = next(
        (one for one in _LEGEND_SIZES if _legend_height(lines, one, words, still.head) <= box.height / EMU_PT),
        _LEGEND_SIZES[-1],
    )
    top = box.top
    if still.head:
        head = [Paragraph(still.head, size, tokens.muted, after=0.3)]
        high = round(height_pt(head, size, box.width / EMU_PT) * EMU_PT)
        text_box(slide, Box(box.left, top, box.width, high), head, size)
        top += high + round(size * 0.4 * EMU_PT)
    for number, text in enumerate(lines):
        entry = still.legend[number] if number < len(still.legend) else None
        told = [Paragraph(text, size, after=0)]
        high = round(height_pt(told, size, words.width / EMU_PT) * EMU_PT)
        middle = top + round(size * LINE * EMU_PT / 2)
        _swatch(slide, Box(box.left, middle - swatch // 2, swatch, swatch), entry, numbered, tokens)
        text_box(slide, Box(words.left, top, words.width, high), told, size)
        top += high + round(size * 0.35 * EMU_PT)


def _legend_height(lines: Sequence[str], size: float, words: Box, head: str) -> float:
    width = words.width / EMU_PT
    rows = sum(height_pt([Paragraph(one, after=0)], size, width) + size * 0.35 for one in lines)
    return rows + (height_pt([Paragraph(head)], size, width) + size * 0.4 if head else 0)


def _swatch(slide: Any, box: Box, entry: Entry | None, numbered: bool, tokens: Theme) -> None:
    """The colour of a class, the hatch of no figure, the outline of a focuswijk, or a number."""
    kind = MSO_SHAPE.OVAL if numbered else MSO_SHAPE.RECTANGLE
    shape = slide.shapes.add_shape(kind, *(Emu(side) for side in (box.left, box.top, box.width, box.height)))
    shape.shadow.inherit = False
    shape.line.width = Pt(2.25 if entry is None else 1)
    shape.line.color.rgb = rgb(tokens.accent if entry is None or numbered else tokens.rule)
    if entry is None or numbered:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(tokens.background)
    elif entry.pattern:
        shape.fill.patterned()
        shape.fill.pattern = _PATTERNS[entry.pattern]
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = rgb(tokens.no_data_mark), rgb(tokens.no_data)
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(entry.colour)
    describe(shape, "Legenda", "")
    if numbered and entry is not None:
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, [Paragraph(str(entry.n), 10, tokens.ink, bold=True, after=0)], 10, align="center", middle=True)
