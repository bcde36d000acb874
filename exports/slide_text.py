"""Text on slides: what fits, measured with the metrics of the app's own type, and runs that know their language.

A gemeente's template may have another type, and a presentation program may substitute one, so every measure has room.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from exports.map_drawing import font_of

LANGUAGE = "nl-NL"
# Points per line of text of one point, and how much wider another type may be than the one that is measured with.
LINE = 1.2
_ROOM = 1.06
_MEASURED = 100
EMU_PT = 12700
# XML 1.0 has no place for these, also not escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z])")


@dataclass(frozen=True)
class Box:
    """A place on a slide in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def part(self, left: float, top: float, width: float, height: float) -> "Box":
        """A part of it, in shares of its width and height."""
        return Box(
            self.left + round(left * self.width),
            self.top + round(top * self.height),
            round(width * self.width),
            round(height * self.height),
        )


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: ``size`` in points (None: what fits), ``colour`` as #RRGGBB (empty: that of the template).

    ``after``: room below it in lines of its own size.
    """

    text: str
    size: float | None = None
    colour: str = ""
    bold: bool = False
    after: float = 0.3


def clean(text: str) -> str:
    """Text without characters that XML does not allow."""
    return _NOT_XML.sub("", text)


def sentences(text: str) -> list[str]:
    """The sentences of a generated text, each to stand alone."""
    return _SENTENCE.split(text)


def width_pt(text: str, size: float, bold: bool = False) -> float:
    """Width in points, with room for another type."""
    return float(font_of(_MEASURED, 700 if bold else 400).getlength(text)) * size / _MEASURED * _ROOM


def lines_of(text: str, size: float, width: float, bold: bool = False) -> int:
    """Number of lines at a width in points; a word that is too long alone is broken."""
    count = 0
    for line in text.split("\n"):
        used, count = 0.0, count + 1
        for word in line.split(" "):
            wide = width_pt(f"{word} ", size, bold)
            if used and used + wide > width:
                count, used = count + 1, 0.0
            count += int(wide // width) if wide > width and not used else 0
            used = used + wide if wide <= width else wide % width
    return count


def height_pt(paragraphs: Iterable[Paragraph], size: float, width: float) -> float:
    """Height in points of paragraphs without the room below the last; ``size``: of those without one of their own."""
    total = after = 0.0
    for one in paragraphs:
        own = one.size or size
        total += after + own * LINE * lines_of(one.text, own, width, one.bold)
        after = own * LINE * one.after
    return total


def fitted(paragraphs: Sequence[Paragraph], box: Box, sizes: Sequence[float]) -> tuple[float, int]:
    """The largest of ``sizes`` (from large to small) at which all fit, and how many fit: fewer at the smallest only."""
    width, height = box.width / EMU_PT, box.height / EMU_PT
    for size in sizes:
        if height_pt(paragraphs, size, width) <= height:
            return size, len(paragraphs)
    last = sizes[-1]
    fits = sum(height_pt(paragraphs[:n], last, width) <= height for n in range(1, len(paragraphs) + 1))
    return last, max(1, fits)


def write(
    frame: Any,
    paragraphs: Sequence[Paragraph],
    size: float,
    align: str = "left",
    middle: bool = False,
    bullets: bool | None = None,
) -> None:
    """Put paragraphs in a text frame. ``bullets`` False takes those of the template away; None leaves the template."""
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    if middle:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for number, one in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = {"right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER, "left": PP_ALIGN.LEFT}[align]
        own = one.size or size
        paragraph.space_before, paragraph.space_after = Pt(0), Pt(round(own * one.after * LINE, 1))
        run = paragraph.add_run()
        run.text = clean(one.text)
        run.font.size = Pt(own)
        run.font.bold = one.bold or None
        if one.colour:
            run.font.color.rgb = RGBColor.from_string(one.colour.removeprefix("#"))
        run._r.get_or_add_rPr().set("lang", LANGUAGE)
        if not one.text:
            paragraph.font.size = Pt(own)
            end = paragraph._p.get_or_add_endParaRPr()
            end.set("sz", str(round(own * 100)))
        if bullets is False:
            _without_bullet(paragraph)


def _without_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    if properties.find(f"{{{_A}}}buNone") is None:
        properties.append(properties.makeelement(f"{{{_A}}}buNone", {}))


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def text_box(slide: Any, box: Box, paragraphs: Sequence[Paragraph], size: float, **ways: Any) -> Any:
    """A text box without margins of its own."""
    shape = slide.shapes.add_textbox(*(Emu(side) for side in (box.left, box.top, box.width, box.height)))
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    write(frame, paragraphs, size, **ways)
    return shape


def describe(shape: Any, name: str, alternative: str) -> None:
    """The name of a picture or chart, and its text alternative."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", clean(name))
    properties.set("descr", clean(alternative))
