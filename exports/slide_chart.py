"""Native charts on slides: PowerPoint draws them from a small workbook inside, so that they can be edited.

A line is broken where its series is: each stretch is a series of its own, and places on the axis are honest in time.
"""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Emu, Pt
from xlsxwriter import Workbook

from charts.style import Theme, colour_of
from exports.dia import Balken
from exports.slide_text import EMU_PT, LANGUAGE, LINE, Box, clean, describe, width_pt
from model.huisstijl import ink_on

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TYPE = 12
_MOST_LABELS = 12
_BAR_NAME = 32
_DASHES = {
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
    "longdash": MSO_LINE.LONG_DASH,
}
_BAR = {True: XL_CHART_TYPE.BAR_STACKED, False: XL_CHART_TYPE.BAR_CLUSTERED}


@dataclass(frozen=True)
class Stretch:
    """One unbroken part of a line: places in years, values, and per point its margin below and above (or nothing).

    ``open``: places that are drawn as open points; ``label``: the name at its end, empty for none.
    """

    name: str
    colour: str
    dash: str
    points: tuple[tuple[float, float], ...]
    margins: tuple[tuple[float, float] | None, ...] = ()
    open: frozenset[float] = frozenset()
    label: str = ""
    thin: bool = True
    rule: bool = False


@dataclass(frozen=True)
class Lines:
    """A chart of lines: limits of both axes, decimals and unit of the values."""

    stretches: tuple[Stretch, ...]
    limits: tuple[float, float]
    span: tuple[float, float]
    decimals: int
    unit: str


class _TextOnly:
    """The workbook behind a chart takes text as text: a name that begins with '=' is no formula."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        ways = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, ways)
        yield workbook, workbook.add_worksheet("Sheet1")
        workbook.close()


class _XyWriter(_TextOnly, XyWorkbookWriter):  # type: ignore[misc]
    pass


class _CategoryWriter(_TextOnly, CategoryWorkbookWriter):  # type: ignore[misc]
    pass


class _XyData(XyChartData):  # type: ignore[misc]
    @property
    def _workbook_writer(self) -> Any:
        return _XyWriter(self)


class _CategoryData(CategoryChartData):  # type: ignore[misc]
    @property
    def _workbook_writer(self) -> Any:
        return _CategoryWriter(self)


def line_chart(slide: Any, box: Box, lines: Lines, tokens: Theme, name: str, alternative: str) -> Any:
    """A native chart of lines over the years, with names at their ends and margins as error bars."""
    data = _XyData(number_format=_format(lines.decimals))
    for stretch in lines.stretches:
        series = data.add_series(clean(stretch.name))
        for x, y in stretch.points:
            series.add_data_point(x, y)
    chart = _add(slide, box, XL_CHART_TYPE.XY_SCATTER_LINES, data, name, alternative)
    labels = [(n, one) for n, one in enumerate(lines.stretches) if one.label]
    widest = max((max(width_pt(part, _TYPE, True) for part in wrapped(one.label)) for _, one in labels), default=0)
    plot = _plot(chart, box, left=44, top=26, right=widest + 22, bottom=30)
    _value_axis(chart.value_axis, lines.limits, lines.decimals, tokens)
    _year_axis(chart.category_axis, lines.span, tokens)
    limits = rounded_out(lines.limits)
    moved = _apart([(one.points[-1][1], len(wrapped(one.label))) for _, one in labels], limits, plot)
    shifts = dict(zip((n for n, _ in labels), moved, strict=True))
    for number, (series, stretch) in enumerate(zip(chart.plots[0].series, lines.stretches, strict=True)):
        _dress(series, stretch, tokens)
        if stretch.label:
            _end_label(series, stretch, shifts[number] / (box.height / EMU_PT), tokens)
        if any(stretch.margins):
            _error_bars(series, stretch.margins, stretch.colour)
    return chart


def bar_chart(slide: Any, box: Box, bars: Balken, tokens: Theme, name: str, alternative: str) -> Any:
    """A native chart of lying bars, the first name on top; with a legend only where there are several series."""
    data = _CategoryData(number_format=_format(bars.decimalen))
    data.categories = [clean(one) for one in bars.namen]
    for series in bars.reeksen:
        data.add_series(clean(series.naam), series.waarden)
    chart = _add(slide, box, _BAR[bars.gestapeld], data, name, alternative)
    chart.plots[0].gap_width = 45
    chart.plots[0].overlap = 100 if bars.gestapeld else -5
    values = [value for series in bars.reeksen for value in series.waarden if value is not None]
    _dress_bars(chart, bars, tokens)
    axis = chart.category_axis
    widest = max(width_pt(part, _TYPE) for one in bars.namen for part in textwrap.wrap(one, _BAR_NAME) or [one])
    keys = sum(width_pt(series.naam, _TYPE) + 28 for series in bars.reeksen)
    legend = 16 + 20 * ceil(keys / (0.9 * box.width / EMU_PT)) if len(bars.reeksen) > 1 else 8
    _plot(chart, box, left=widest + 14, top=legend, right=16, bottom=8)
    axis.reverse_order = True
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _type(axis.tick_labels.font, tokens.ink)
    axis.format.line.color.rgb = rgb(tokens.muted)
    axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    low, high = min(0.0, *values), max(0.0, *values)
    if bars.gestapeld:
        high = max(sum(series.waarden[n] or 0 for series in bars.reeksen) for n in range(len(bars.namen)))
    room = (high - low or 1.0) * (0 if bars.gestapeld else 0.14)
    chart.value_axis.minimum_scale = low - room if low < 0 else 0
    chart.value_axis.maximum_scale = high + room if high > 0 else 0
    if len(bars.reeksen) > 1:
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        _type(chart.legend.font, tokens.ink)
    return chart


def column_chart(
    slide: Any,
    box: Box,
    names: Sequence[str],
    values: Sequence[float | None],
    margins: Sequence[tuple[float, float] | None],
    colours: Sequence[str],
    decimals: int,
    tokens: Theme,
    name: str,
    alternative: str,
    series_name: str,
) -> Any:
    """A native chart of standing bars from zero, each with its margin; ``colours``: one per bar."""
    data = _CategoryData(number_format=_format(decimals))
    data.categories = [clean(one) for one in names]
    data.add_series(clean(series_name), values)
    chart = _add(slide, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, name, alternative)
    plot = chart.plots[0]
    plot.gap_width = 60
    series = plot.series[0]
    series.invert_if_negative = False
    for number, colour in enumerate(colours):
        fill = series.points[number].format.fill
        fill.solid()
        fill.fore_color.rgb = rgb(colour)
    if any(margins):
        _error_bars(series, margins, tokens.ink)
    few = len(values) <= _MOST_LABELS and not any(margins)
    if few:
        _labels(plot, decimals, tokens)
    _type(chart.category_axis.tick_labels.font, tokens.ink)
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = rgb(tokens.ink)
    known = [value for value in values if value is not None]
    known += [value - below for value, (below, _) in _bounded(values, margins)]
    known += [value + above for value, (_, above) in _bounded(values, margins)]
    low, high = min(0.0, *known), max(0.0, *known)
    room = (high - low or 1.0) * (0.07 if few else 0)
    _value_axis(chart.value_axis, (low - room if low < 0 else 0.0, high + room if high > 0 else 0.0), decimals, tokens)
    return chart


def _bounded(
    values: Sequence[float | None], margins: Sequence[tuple[float, float] | None]
) -> list[tuple[float, tuple[float, float]]]:
    pairs = zip(values, margins, strict=False)
    return [(value, margin) for value, margin in pairs if value is not None and margin is not None]


def _add(slide: Any, box: Box, kind: Any, data: Any, name: str, alternative: str) -> Any:
    place = (Emu(side) for side in (box.left, box.top, box.width, box.height))
    frame = slide.shapes.add_chart(kind, *place, data)
    describe(frame, name, alternative)
    chart = frame.chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(_TYPE)
    space = chart._chartSpace
    for old in space.findall(f"{{{_C}}}lang"):
        space.remove(old)
    language = etree.Element(f"{{{_C}}}lang", val=LANGUAGE)
    after = [child for child in space if child.tag in (f"{{{_C}}}date1904",)]
    space.insert(len(after), language)
    return chart


def _format(decimals: int) -> str:
    """Number formats in files are written as in English; 413 is the number of Dutch."""
    return "[$-413]#,##0" + (f".{'0' * decimals}" if decimals else "")


def rgb(colour: str) -> Any:
    """A colour as #RRGGBB for python-pptx."""
    return RGBColor.from_string(colour.removeprefix("#"))


def _type(font: Any, colour: str, size: float = _TYPE) -> None:
    font.size = Pt(size)
    font.color.rgb = rgb(colour)


def _value_axis(axis: Any, limits: tuple[float, float], decimals: int, tokens: Theme) -> None:
    axis.minimum_scale, axis.maximum_scale = rounded_out(limits)
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(tokens.rule)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = _format(decimals)
    axis.tick_labels.number_format_is_linked = False
    _type(axis.tick_labels.font, tokens.muted)
    axis.major_unit = step(limits)


def rounded_out(limits: tuple[float, float]) -> tuple[float, float]:
    """Limits moved outward to a grid line, so that the axis counts in round numbers."""
    by = step(limits)
    return floor(limits[0] / by + 1e-9) * by, ceil(limits[1] / by - 1e-9) * by


def step(limits: tuple[float, float]) -> float:
    """A round distance between grid lines: four to eight of them."""
    wide = (limits[1] - limits[0]) or 1.0
    power = 10.0 ** (len(str(int(wide))) - 1) if wide >= 1 else 10.0 ** -_zeros(wide)
    return next(power * part for part in (0.1, 0.2, 0.25, 0.5, 1, 2) if wide / (power * part) <= 8)


def _zeros(wide: float) -> int:
    """Places of the first digit that counts behind the comma."""
    return int(f"{wide:e}".split("e-")[1])


def _year_axis(axis: Any, span: tuple[float, float], tokens: Theme) -> None:
    axis.minimum_scale, axis.maximum_scale = span
    axis.has_major_gridlines = False
    years = span[1] - span[0]
    axis.major_unit = next(unit for unit in (1, 2, 5, 10, 20, 50) if years / unit <= 8)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _type(axis.tick_labels.font, tokens.ink)
    axis.format.line.color.rgb = rgb(tokens.muted)


def _dress(series: Any, stretch: Stretch, tokens: Theme) -> None:
    """Colour, dash and points of a stretch; a rule has no points."""
    line = series.format.line
    line.color.rgb = rgb(stretch.colour)
    line.width = Pt(1.25 if stretch.rule else 1.75 if stretch.thin else 3)
    if stretch.dash in _DASHES:
        line.dash_style = _DASHES[stretch.dash]
    series.smooth = False
    marker = series.marker
    if stretch.rule:
        marker.style = XL_MARKER_STYLE.NONE
        return
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 5 if stretch.thin else 7
    _marker(marker, stretch.colour, stretch.colour)
    for number, (at, _) in enumerate(stretch.points):
        if at in stretch.open:
            point = series.points[number].marker
            point.style, point.size = XL_MARKER_STYLE.CIRCLE, marker.size
            _marker(point, tokens.background, stretch.colour)


def _marker(marker: Any, fill: str, line: str) -> None:
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(fill)
    marker.format.line.color.rgb = rgb(line)


def wrapped(name: str) -> list[str]:
    """A name in lines so short that no program wraps them itself at the edge of a chart."""
    return textwrap.wrap(name, 14) or [name]


def _end_label(series: Any, stretch: Stretch, shift: float, tokens: Theme) -> None:
    """The name at the last point of a line, or above a rule; ``shift``: how much lower, in shares of the chart."""
    label = series.points[len(stretch.points) - 1].data_label
    frame = label.text_frame
    parts = [stretch.label] if stretch.rule else wrapped(stretch.label)
    for number, part in enumerate(parts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = clean(part)
        run.font.bold = not stretch.thin
        _type(run.font, tokens.muted if stretch.rule else stretch.colour, 11 if stretch.rule else _TYPE)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
    label.position = XL_LABEL_POSITION.ABOVE if stretch.rule else XL_LABEL_POSITION.RIGHT
    for leader in series._element.iter(f"{{{_C}}}showLeaderLines"):
        leader.set("val", "0")
    if abs(shift) > 0.001:
        element = label._dLbl
        layout = etree.fromstring(
            f'<c:layout xmlns:c="{_C}"><c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/></c:manualLayout>'
            "</c:layout>"
        )
        element.insert(1, layout)


def _apart(ends: Sequence[tuple[float, int]], limits: tuple[float, float], height: float) -> list[float]:
    """How many points lower each label must stand so that none covers another; ends: value and number of lines."""
    per = height / ((limits[1] - limits[0]) or 1.0)
    wanted = sorted((limits[1] - value) * per for value, _ in ends)
    order = sorted(range(len(ends)), key=lambda n: -ends[n][0])
    shifts, floor = [0.0] * len(ends), float("-inf")
    for number, at in zip(order, wanted, strict=True):
        half = ends[number][1] * _TYPE * LINE / 2
        placed = max(at, floor + half)
        shifts[number], floor = placed - at, placed + half
    # What was pushed below the axis goes back up, all of it together.
    over = floor - height - _TYPE
    return [shift - max(0.0, over) for shift in shifts] if over > 0 else shifts


def _plot(chart: Any, box: Box, left: float, top: float, right: float, bottom: float) -> float:
    """Give the plot its place, with so many points free around it for names; returns its height in points."""
    wide, high = box.width / EMU_PT, box.height / EMU_PT
    left, top = min(left, 0.45 * wide) / wide, top / high
    width, height = 1 - left - right / wide, 1 - top - bottom / high
    area = chart._chartSpace.find(f".//{{{_C}}}plotArea")
    for old in area.findall(f"{{{_C}}}layout"):
        area.remove(old)
    sides = "".join(
        f'<c:{name} val="{value:.4f}"/>' for name, value in (("x", left), ("y", top), ("w", width), ("h", height))
    )
    layout = (
        f'<c:layout xmlns:c="{_C}"><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{sides}</c:manualLayout></c:layout>'
    )
    area.insert(0, etree.fromstring(layout))
    return height * high


def _error_bars(series: Any, margins: Sequence[tuple[float, float] | None], colour: str) -> None:
    """Margins of each point as error bars: amounts below and above it."""

    def amounts(which: int) -> str:
        known = [(n, margin[which]) for n, margin in enumerate(margins) if margin is not None]
        points = "".join(f'<c:pt idx="{n}"><c:v>{amount!r}</c:v></c:pt>' for n, amount in known)
        return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(margins)}"/>{points}</c:numLit>'

    element = etree.fromstring(
        f'<c:errBars xmlns:c="{_C}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'<c:plus>{amounts(1)}</c:plus><c:minus>{amounts(0)}</c:minus><c:spPr><a:ln w="12700"><a:solidFill>'
        f'<a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    before = series._element.find(f"{{{_C}}}xVal")
    before = series._element.find(f"{{{_C}}}cat") if before is None else before
    if before is not None and before.tag.endswith("cat"):
        element.remove(element.find(f"{{{_C}}}errDir"))  # bars have one direction only
    before.addprevious(element)


def _labels(plot: Any, decimals: int, tokens: Theme) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = _format(decimals), False
    _type(labels.font, tokens.ink)


def _dress_bars(chart: Any, bars: Balken, tokens: Theme) -> None:
    plot = chart.plots[0]
    _labels(plot, bars.decimalen, tokens)
    for series, told in zip(plot.series, bars.reeksen, strict=True):
        colour = colour_of(told.kleur, tokens)
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(colour)
        series.invert_if_negative = False
        for place in bars.uitgelicht:
            fill = series.points[place].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(tokens.accent)
        if any(told.marges):
            labels = series.data_labels
            labels.show_value, labels.position = True, XL_LABEL_POSITION.INSIDE_BASE
            labels.number_format, labels.number_format_is_linked = _format(bars.decimalen), False
            _type(labels.font, ink_on(colour))
            amounts = [
                None if margin is None or value is None else (value - margin[0], margin[1] - value)
                for value, margin in zip(told.waarden, told.marges, strict=True)
            ]
            _error_bars(series, amounts, tokens.ink)
        if bars.gestapeld:
            labels = series.data_labels
            labels.show_value = True
            labels.number_format, labels.number_format_is_linked = '[$-413]#,##0;;""', False
            _type(labels.font, ink_on(colour))
