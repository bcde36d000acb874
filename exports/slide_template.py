"""The template of slides: Wijkpeil's own in the colours of the programme, or that of a gemeente, checked for its boxes.

Three kinds of slide are needed. A layout is found by its boxes and not by its name, so that nearly every template of an
office serves: one with a title and a subtitle, one with a title and a text, one with a title and two boxes.
"""

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from charts.style import Theme
from exports.slide_text import LANGUAGE, Box, Paragraph, fitted
from model.errors import WijkpeilError

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FONT = "Arial"
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_SUBTITLES = {PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_TEXTS = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_PICTURES = {PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.BODY}
_FOOT = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# Smaller boxes (in EMU) are for a caption or a date, not for the text or the picture of a slide.
_LEAST = Inches(1.2)
_FOOT_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)


class Kind(StrEnum):
    """What a slide needs of its layout; the value is what a message calls it."""

    OPENING = "openingsdia"
    TEXT = "tekstdia"
    PICTURE = "beelddia"


@dataclass(frozen=True)
class Layout:
    """A layout with its boxes. ``text`` and ``picture`` are None where the kind has none.

    ``indices``: of the placeholders of title, text and picture, by which a slide finds them.
    """

    layout: Any
    title: Box
    text: Box | None
    picture: Box | None
    indices: tuple[int, ...]

    @property
    def room(self) -> Box:
        """The box around text and picture."""
        boxes = [box for box in (self.text, self.picture) if box is not None]
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Template:
    """An empty presentation and the layout of each kind; ``own``: Wijkpeil's, not that of a gemeente."""

    presentation: Any
    layouts: dict[Kind, Layout]
    own: bool


def of_gemeente(content: bytes, name: str) -> Template:
    """The template of a gemeente, without the slides in it. Raises WijkpeilError with what it lacks, per kind."""
    try:
        presentation = Presentation(io.BytesIO(content))
        layouts = list(presentation.slide_layouts)
    except Exception as error:  # a damaged file fails in whatever library meets the damage
        raise WijkpeilError(
            f"{name} is geen PowerPoint-bestand dat te lezen is. Sla het sjabloon opnieuw op als .pptx, zonder "
            "wachtwoord."
        ) from error
    _without_slides(presentation)
    found = {kind: _find(layouts, kind) for kind in Kind}
    lacking = [_lacks(layouts, kind) for kind, layout in found.items() if layout is None]
    if lacking:
        raise WijkpeilError("\n".join([f"{name} mist vakken die dia's nodig hebben.", *lacking]))
    return Template(presentation, {kind: layout for kind, layout in found.items() if layout is not None}, own=False)


def wijkpeil(tokens: Theme) -> Template:
    """Wijkpeil's own neutral template, 16:9, in the colours of the programme."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    master = presentation.slide_master
    _theme(master, tokens)
    _master(master, tokens)
    kept = {"Title Slide": Kind.OPENING, "Title and Content": Kind.TEXT, "Two Content": Kind.PICTURE}
    for layout in list(presentation.slide_layouts):
        if layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    for layout in presentation.slide_layouts:
        _place(layout, kept[layout.name], tokens)
    layouts = list(presentation.slide_layouts)
    found = {kind: _find([one for one in layouts if one.name.endswith(kind)], kind) for kind in Kind}
    return Template(presentation, {kind: layout for kind, layout in found.items() if layout is not None}, own=True)


def add_slide(template: Template, kind: Kind, footer: str) -> tuple[Any, dict[str, Any]]:
    """A new slide with its placeholders: "title", and "text" and "picture" where its layout has them."""
    layout = template.layouts[kind]
    slide = template.presentation.slides.add_slide(layout.layout)
    found = {one.placeholder_format.idx: one for one in slide.placeholders}
    names = dict(zip(("title", "text", "picture"), layout.indices, strict=False))
    boxes = {name: found.pop(index) for name, index in names.items()}
    for other in found.values():
        other._element.getparent().remove(other._element)
    _foot(slide, layout.layout, footer)
    return slide, boxes


def _foot(slide: Any, layout: Any, footer: str) -> None:
    """Footer and slide number of the layout, which a new slide does not get by itself."""
    for one in layout.placeholders:
        kind = one.placeholder_format.type
        if kind not in _FOOT:
            continue
        element = deepcopy(one._element)
        element.xpath(".//p:cNvPr")[0].set("id", str(slide.shapes._next_shape_id))
        slide.shapes._spTree.append(element)
        if kind is PP_PLACEHOLDER.FOOTER:
            body = element.find(f".//{{{_A}}}p")
            for child in list(body):
                body.remove(child)
            run = etree.SubElement(body, f"{{{_A}}}r")
            size, _ = fitted([Paragraph(footer, after=0)], _box(one), _FOOT_SIZES)
            etree.SubElement(run, f"{{{_A}}}rPr", lang=LANGUAGE, sz=str(round(size * 100)))
            etree.SubElement(run, f"{{{_A}}}t").text = footer


def _box(shape: Any) -> Box:
    return Box(shape.left, shape.top, shape.width, shape.height)


def _boxes(layout: Any, kinds: set[Any]) -> list[Any]:
    """Placeholders of these kinds that are large enough to hold a text or a picture, from left to right."""
    fits = [
        one
        for one in layout.placeholders
        if one.placeholder_format.type in kinds and one.width >= _LEAST and one.height >= _LEAST
    ]
    return sorted(fits, key=lambda one: (one.left, one.top))


def _title(layout: Any) -> Any | None:
    return next((one for one in layout.placeholders if one.placeholder_format.type in _TITLES), None)


def _find(layouts: Sequence[Any], kind: Kind) -> Layout | None:
    """The first layout that has what a kind needs: exactly that many boxes before more."""
    made = [found for layout in layouts if (found := _as(layout, kind)) is not None]
    return min(made, key=lambda one: one[0])[1] if made else None


def _as(layout: Any, kind: Kind) -> tuple[int, Layout] | None:
    """The layout as this kind, and how much more it has than is needed; None where it lacks something."""
    title = _title(layout)
    if title is None or (kind is not Kind.OPENING and _without_foot(layout)):
        return None
    if kind is Kind.OPENING:
        under = [one for one in layout.placeholders if one.placeholder_format.type in _SUBTITLES]
        if not under:
            return None
        central = any(one.placeholder_format.type is PP_PLACEHOLDER.SUBTITLE for one in under)
        indices = (title.placeholder_format.idx, under[0].placeholder_format.idx)
        return (0 if central else len(under)), Layout(layout, _box(title), _box(under[0]), None, indices)
    texts = _boxes(layout, _TEXTS)
    if not texts:
        return None
    if kind is Kind.TEXT:
        widest = max(texts, key=lambda one: one.width * one.height)
        indices = (title.placeholder_format.idx, widest.placeholder_format.idx)
        return len(_boxes(layout, _PICTURES)), Layout(layout, _box(title), _box(widest), None, indices)
    others = [one for one in _boxes(layout, _PICTURES) if one.placeholder_format.idx != texts[0].placeholder_format.idx]
    if not others:
        return None
    beside = max(others, key=lambda one: one.width * one.height)
    indices = tuple(one.placeholder_format.idx for one in (title, texts[0], beside))
    return len(others), Layout(layout, _box(title), _box(texts[0]), _box(beside), indices)


def _without_foot(layout: Any) -> list[str]:
    """Which of footer and slide number a layout lacks."""
    present = {one.placeholder_format.type for one in layout.placeholders}
    names = {PP_PLACEHOLDER.FOOTER: "een voettekst", PP_PLACEHOLDER.SLIDE_NUMBER: "een dianummer"}
    return [name for kind, name in names.items() if kind not in present]


def _lacks(layouts: Sequence[Any], kind: Kind) -> str:
    """Which layout comes nearest to a kind, and what it lacks."""
    if not layouts:
        return f"Voor een {kind}: het sjabloon heeft geen enkele indeling. Voeg er een toe in het diamodel."
    lists = [(_missing(layout, kind), str(layout.name)) for layout in layouts]
    missing, name = min(lists, key=lambda one: len(one[0]))
    return f"Voor een {kind}: indeling '{name}' mist {', '.join(missing)}. Voeg dat toe in het diamodel."


def _missing(layout: Any, kind: Kind) -> list[str]:
    lacking = [] if _title(layout) is not None else ["een titel"]
    if kind is Kind.OPENING:
        under = any(one.placeholder_format.type in _SUBTITLES for one in layout.placeholders)
        return lacking + ([] if under else ["een ondertitel"])
    texts = _boxes(layout, _TEXTS)
    lacking += [] if texts else ["een vak voor tekst"]
    if kind is Kind.PICTURE and len(_boxes(layout, _PICTURES)) < 2:
        lacking.append("een vak voor een grafiek of kaart")
    return lacking + _without_foot(layout)


def _without_slides(presentation: Any) -> None:
    """Example slides of a template do not belong in what is made with it."""
    listed = presentation.slides._sldIdLst
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)


def _theme(master: Any, tokens: Theme) -> None:
    """The colours and type of the theme, so that what somebody adds later looks alike."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    colours = {"dk1": tokens.ink, "lt1": tokens.background, "dk2": tokens.brand, "lt2": tokens.surface}
    accents = (tokens.accent, tokens.brand, tokens.lines[2], tokens.lines[3], tokens.lines[4], tokens.diverging[0])
    colours |= {f"accent{number}": colour for number, colour in enumerate(accents, 1)}
    colours |= {"hlink": tokens.brand, "folHlink": tokens.muted}
    for name, colour in colours.items():
        place = root.find(f".//{{{_A}}}clrScheme/{{{_A}}}{name}")
        place.clear()
        etree.SubElement(place, f"{{{_A}}}srgbClr", val=colour.removeprefix("#"))
    for which in ("majorFont", "minorFont"):
        root.find(f".//{{{_A}}}{which}/{{{_A}}}latin").set("typeface", _FONT)
    root.set("name", "Wijkpeil")
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    """Place a shape, in inches."""
    shape.left, shape.top, shape.width, shape.height = (Inches(side) for side in (left, top, width, height))


_TITLE = (0.6, 0.62, 12.13, 1.0)
_FOOTER = (0.6, 7.06, 10.0, 0.28)
_NUMBER = (11.73, 7.06, 1.0, 0.28)


def _master(master: Any, tokens: Theme) -> None:
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type
        if kind is PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        elif kind in _TITLES:
            _put(shape, *_TITLE)
            _no_inset(shape)
        elif kind is PP_PLACEHOLDER.BODY:
            _put(shape, 0.6, 1.8, 12.13, 4.95)
        elif kind is PP_PLACEHOLDER.FOOTER:
            _put(shape, *_FOOTER)
            _small(shape, "l")
        elif kind is PP_PLACEHOLDER.SLIDE_NUMBER:
            _put(shape, *_NUMBER)
            _small(shape, "r")
    _strip(master, tokens.band, 0.14)
    styles = master._element.find(".//{http://schemas.openxmlformats.org/presentationml/2006/main}txStyles")
    title = styles[0].find(f"{{{_A}}}lvl1pPr")
    title.set("algn", "l")
    run = title.find(f"{{{_A}}}defRPr")
    run.set("sz", "2800")
    run.set("b", "1")
    run.find(f".//{{{_A}}}schemeClr").set("val", "tx2")
    for run in styles.iter(f"{{{_A}}}defRPr"):
        run.set("lang", LANGUAGE)


def _place(layout: Any, kind: Kind, tokens: Theme) -> None:
    """The boxes of a layout of our own, and its Dutch name."""
    layout.name = f"Wijkpeil {kind}"
    texts = {
        Kind.TEXT: [(0.6, 1.8, 12.13, 4.95)],
        Kind.PICTURE: [(0.6, 1.8, 4.3, 4.95), (5.15, 1.8, 7.58, 4.95)],
        Kind.OPENING: [(0.6, 4.05, 6.6, 2.2)],
    }[kind]
    for shape in list(layout.placeholders):
        what = shape.placeholder_format.type
        if what is PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)
        elif what in _TITLES:
            _put(shape, *((0.6, 1.6, 6.6, 2.2) if kind is Kind.OPENING else _TITLE))
            _no_inset(shape)
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM if kind is Kind.OPENING else MSO_ANCHOR.TOP
        elif what is PP_PLACEHOLDER.FOOTER:
            _put(shape, *_FOOTER)
        elif what is PP_PLACEHOLDER.SLIDE_NUMBER:
            _put(shape, *_NUMBER)
        elif texts:
            _put(shape, *texts.pop(0))
            for level in shape._element.iter(f"{{{_A}}}lvl1pPr"):
                level.set("algn", "l")
    if kind is Kind.OPENING:
        _strip(layout, tokens.band, 0.75)


def _no_inset(shape: Any) -> None:
    """Text that begins where its box does, in line with what stands below it."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _small(shape: Any, side: str) -> None:
    """Footer and number: small, and at the edge where they stand."""
    _no_inset(shape)
    for properties in shape._element.iter(f"{{{_A}}}lvl1pPr"):
        properties.set("algn", side)
        for run in properties.iter(f"{{{_A}}}defRPr"):
            run.set("sz", "1100")
            run.set("lang", LANGUAGE)


def _strip(owner: Any, colour: str, height: float) -> None:
    """A band along the top, behind everything."""
    tree = owner.shapes._spTree
    element = etree.fromstring(
        f'<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{_A}"><p:nvSpPr>'
        '<p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{WIDTH}" cy="{Inches(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )
    tree.insert(2, element)
