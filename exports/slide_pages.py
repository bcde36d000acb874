"""Where everything of a dia stands on its slide, or on as many as it takes: nothing overflows, nothing overlaps."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches

from charts.prose import prose
from charts.stories import told_by
from charts.style import Theme
from charts.words import Side
from exports.dia import Cijfer, Dia, Soort, Tabel
from exports.dia_cijfers import Cijfers
from exports.report_stories import INSIDE
from exports.slide_chart import rgb
from exports.slide_pictures import draw
from exports.slide_table import add_table, split
from exports.slide_template import Kind, Template, add_slide
from exports.slide_text import (
    EMU_PT,
    LANGUAGE,
    Box,
    Paragraph,
    clean,
    describe,
    fitted,
    height_pt,
    sentences,
    text_box,
    width_pt,
    write,
)
from exports.still_map import place_map
from model.areas import focuswijk_code, spoken_name
from model.verhaal import Verhaal

_SHAPES = {Side.HIGHER: ("▲ ", "△ "), Side.LOWER: ("▼ ", "▽ "), Side.EQUAL: ("● ", "")}
_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_WIDE_SIZES = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_TEXT_SIZES = (20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
# Large value, small lines, and what the sentences of a card may be.
_CARD_SIZES = (
    (40.0, 14.0, 18.0, 16.0, 15.0, 14.0),
    (36.0, 13.0, 14.0, 13.0),
    (30.0, 12.0, 13.0, 12.0),
    (26.0, 11.0, 11.0),
)
_FEW_SIZES = ((20.0, 14.0), (18.0, 13.0), (17.0, 12.0), (15.0, 11.0))
_SMALL = 11.0
_GAP = Inches(0.25)
_ABOVE_SOURCE = Inches(0.1)
_LOGO = Inches(1.8), Inches(0.9)
_TINTS = {"gunstig": "diverging-0", "ongunstig": "diverging-4", "gelijkwaardig": "muted", "neutraal": "brand"}


@dataclass(frozen=True)
class Deck:
    """What every slide is made with. ``photo`` gives the photo of a story, where it may be shown."""

    template: Template
    cijfers: Cijfers
    tokens: Theme
    footer: str
    logo: Path | None
    photo: Callable[[Verhaal], bytes | None]


def add_pages(deck: Deck, dia: Dia) -> None:
    """Add the slides of a dia."""
    page = _Page(deck, dia)
    if dia.soort is Soort.OPENING:
        page.opening()
    elif dia.tabel is not None:
        page.table(dia.tabel)
    elif dia.soort is Soort.BOUWSTEEN and dia.cijfers:
        page.cards()
    elif dia.verhaal is not None:
        page.story(dia.verhaal)
    elif dia.beeld is not None:
        page.picture()
    else:
        page.text(dia.zinnen)


class _Page:
    """One dia being laid out."""

    def __init__(self, deck: Deck, dia: Dia) -> None:
        self._deck, self._dia = deck, dia
        self._template, self._cijfers, self._tokens = deck.template, deck.cijfers, deck.tokens

    def opening(self) -> None:
        """Title and subtitle; the logo where it is a picture that every program shows."""
        dia, layout = self._dia, self._template.layouts[Kind.OPENING]
        slide, boxes = self._slide(Kind.OPENING, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0))
        under = [Paragraph(text, after=0.4) for text in (dia.kop, *dia.zinnen, dia.bron) if text]
        if layout.text is not None:
            size, _ = fitted(under, layout.text, _TEXT_SIZES)
            if self._template.own:
                boxes["text"].text_frame.margin_left = 0
            write(boxes["text"].text_frame, under, size, bullets=False)
        if self._template.own:
            self._city(slide)
        if self._deck.logo is not None:
            picture = slide.shapes.add_picture(str(self._deck.logo), 0, 0)
            share = min(_LOGO[0] / picture.width, _LOGO[1] / picture.height)
            picture.width, picture.height = round(picture.width * share), round(picture.height * share)
            wide, high = self._template.presentation.slide_width, self._template.presentation.slide_height
            picture.left, picture.top = wide - picture.width - Inches(0.6), high - picture.height - Inches(0.8)
            describe(picture, "Logo", f"Logo van {dia.kop}")

    def _city(self, slide: Any) -> None:
        """The focuswijken on the map, as on the picture beside a shared link."""
        s, room = self._cijfers.s, Box(Inches(7.6), Inches(1.2), Inches(5.1), Inches(5.5))
        codes = [focuswijk_code(wijk.id) for wijk in s.programme.focuswijken if wijk.buurten]
        still = place_map(s, codes, (room.width * 192 // (72 * EMU_PT), room.height * 192 // (72 * EMU_PT)), False)
        if still is None:
            return
        width, height = (side * 72 * EMU_PT // 192 for side in still.size)
        left, top = room.left + (room.width - width) // 2, room.top + (room.height - height) // 2
        picture = slide.shapes.add_picture(io.BytesIO(still.png), Emu(left), Emu(top), Emu(width), Emu(height))
        describe(picture, "Kaart", f"Kaart van {self._cijfers.city} met de focuswijken.")

    def picture(self) -> None:
        """Words at the left, and what is drawn at the right. What does not fit goes on a slide of its own."""
        dia, layout = self._dia, self._template.layouts[Kind.PICTURE]
        if layout.text is None or layout.picture is None or dia.beeld is None:
            return
        slide, boxes = self._slide(Kind.PICTURE)
        boxes["picture"]._element.getparent().remove(boxes["picture"]._element)
        told = self._beside()
        text, shown = self._above_source(layout.text), self._above_source(layout.picture)
        if dia.soort is Soort.FOCUSWIJK:
            # The map is small here and the figures are many.
            room = self._above_source(layout.room)
            text, shown = room.part(0, 0, 0.57, 1), room.part(0.6, 0, 0.4, 1)
        size, fits = fitted(told, text, _TEXT_SIZES)
        if dia.soort is Soort.FOCUSWIJK and dia.cijfers:
            for sizes in _FEW_SIZES:
                told = self._beside(*sizes)
                size, fits = fitted(told, text, (_SMALL,))
                if fits == len(told):
                    break
        self._fill(boxes["text"], text, told[:fits], size)
        draw(slide, shown, dia.beeld, self._cijfers, self._tokens)
        self._source(slide, layout.room)
        if fits < len(told):
            self._more(told[fits:])

    def _beside(self, large: float = 20.0, small: float = 14.0) -> list[Paragraph]:
        """The words beside a picture: figures first, then sentences; of a focuswijk the figures say all."""
        dia, tokens = self._dia, self._tokens
        told = (
            [Paragraph(dia.kop, 14, tokens.muted, bold=True, after=0.5)] if dia.kop and not self._template.own else []
        )
        figures = [one for figure in dia.cijfers for one in self._figure(figure, large, small)]
        if dia.soort is Soort.FOCUSWIJK and figures:
            return [*told, *figures]
        shown = [Paragraph(part, after=0.45) for text in dia.zinnen for part in sentences(text)]
        return [*told, *figures[: 3 if dia.soort in (Soort.TREND, Soort.KLOOF) else None], *shown]

    def _figure(self, one: Cijfer, large: float, small: float) -> list[Paragraph]:
        """A figure in short: its value, what it is, its verdict and what it did."""
        tokens, dia = self._tokens, self._dia
        unit = "" if one.eenheid in one.wat else one.eenheid
        judged = _judged(one)
        if dia.soort is Soort.FOCUSWIJK:
            about = " · ".join(part for part in (one.waarde, unit, one.periode) if part)
            said = "; ".join(part for part in (one.vergelijking, one.verandering) if part)
            lines = [
                Paragraph(one.wat, small, tokens.ink, bold=True, after=0),
                Paragraph(about, large, tokens.brand, bold=True, after=0),
                Paragraph(judged, small, self._tint(one), bold=True, after=0.1),
                Paragraph(_capital(said), small, tokens.ink, after=1.1),
            ]
            return [line for line in lines if line.text]
        name = "verschil met de rest" if dia.soort is Soort.KLOOF else one.wat
        margin = one.marge if dia.soort is Soort.KLOOF else ""
        about = " · ".join(part for part in (name, unit, one.periode, margin) if part)
        room = (self._template.layouts[Kind.PICTURE].text or self._template.layouts[Kind.TEXT].room).width / EMU_PT
        size = next((size for size in (32.0, 28.0, 24.0) if width_pt(one.waarde, size, True) <= room), 20.0)
        return [
            Paragraph(one.waarde, size, tokens.brand, bold=True, after=0),
            Paragraph(about, 13, tokens.muted, after=0.15),
            *([Paragraph(judged, 15, self._tint(one), bold=True, after=0.6)] if judged else []),
        ]

    def cards(self) -> None:
        """The figures that matter beside each other, each with its sentence."""
        dia, layout, tokens = self._dia, self._template.layouts[Kind.TEXT], self._tokens
        slide, boxes = self._slide(Kind.TEXT)
        boxes["text"]._element.getparent().remove(boxes["text"]._element)
        room = self._above_source(layout.room)
        head = self._head_height(room)
        room = Box(room.left, room.top + head, room.width, room.height - head)
        self._head(slide, room, head)
        n = len(dia.cijfers)
        width = (room.width - (n - 1) * _GAP) // n
        inner = Inches(0.18)
        inside = Box(0, 0, width - 2 * inner, room.height - 2 * inner)
        for sizes in _CARD_SIZES:
            told = [self._card(one, said, *sizes[:2]) for one, said in zip(dia.cijfers, dia.zinnen, strict=True)]
            sized = [fitted(one, inside, sizes[2:]) for one in told]
            if all(fits == len(one) for (_, fits), one in zip(sized, told, strict=True)):
                break
        size = min(one for one, _ in sized)
        for number, (figure, paragraphs) in enumerate(zip(dia.cijfers, told, strict=True)):
            left = room.left + number * (width + _GAP)
            card = slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Emu(left), Emu(room.top), Emu(width), Emu(room.height)
            )  # fmt: skip
            card.shadow.inherit = False
            card.fill.solid()
            card.fill.fore_color.rgb = rgb(tokens.surface)
            card.line.fill.background()
            describe(card, f"Cijfer: {figure.wat}", "")
            frame = card.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = inner
            frame.vertical_anchor = MSO_ANCHOR.TOP
            write(frame, [_inked(one, tokens) for one in paragraphs[: sized[number][1]]], size)
            edge = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Emu(left), Emu(room.top), Emu(width), Inches(0.07))
            edge.shadow.inherit = False
            edge.fill.solid()
            edge.fill.fore_color.rgb = rgb(self._tint(figure))
            edge.line.fill.background()
            describe(edge, "Streep", "")
        self._source(slide, layout.room)

    def _card(self, one: Cijfer, sentence: str, large: float, small: float) -> list[Paragraph]:
        tokens = self._tokens
        judged = _judged(one)
        lines = [
            Paragraph(_capital(one.reden), small - 1, tokens.muted, after=0.2),
            Paragraph(one.waarde, large, tokens.brand, bold=True, after=0),
            Paragraph(" · ".join(part for part in (one.eenheid, one.periode) if part), small, tokens.muted, after=0.1),
            Paragraph(one.wat, small + 2, tokens.ink, bold=True, after=0.4),
            Paragraph(judged, small + 1, self._tint(one), bold=True, after=0.1),
            Paragraph(_capital(one.vergelijking), small, tokens.ink, after=0.2),
            Paragraph(_capital(one.verandering), small, tokens.ink, after=0.2),
            Paragraph(_capital(one.marge), small, tokens.muted, after=0.5),
            *(Paragraph(_capital(part), after=0.25) for part in sentences(sentence.split(": ", 1)[-1])),
        ]
        return [line for line in lines if line.text]

    def table(self, tabel: Tabel) -> None:
        """A table over as many slides as its rows need."""
        layout = self._template.layouts[Kind.TEXT]
        room = self._above_source(layout.room)
        head = self._head_height(room)
        room = Box(room.left, room.top + head, room.width, room.height - head)
        size, parts = split(tabel, room)
        for number, rows in enumerate(parts):
            more = f" ({number + 1} van {len(parts)})" if len(parts) > 1 else ""
            slide, boxes = self._slide(Kind.TEXT, more=more)
            boxes["text"]._element.getparent().remove(boxes["text"]._element)
            self._head(slide, room, head)
            add_table(slide, room, tabel, rows, size, self._tokens, self._dia.titel)
            self._source(slide, layout.room)

    def story(self, story: Verhaal) -> None:
        """A story beside its photo, or over the whole width without one."""
        about = told_by(story, self._place(story.gebied))
        told = [*prose(story.tekst), about if story.may_be_public else f"{about} ({INSIDE})"]
        content, layout = self._deck.photo(story), self._template.layouts[Kind.PICTURE]
        if content is None or story.foto is None or layout.text is None or layout.picture is None:
            self.text(told)
            return
        slide, boxes = self._slide(Kind.PICTURE)
        boxes["picture"]._element.getparent().remove(boxes["picture"]._element)
        paragraphs = [Paragraph(text, after=0.6) for text in told]
        size, fits = fitted(paragraphs, layout.text, _TEXT_SIZES[:5])
        self._fill(boxes["text"], layout.text, paragraphs[:fits], size)
        room = layout.picture
        picture = slide.shapes.add_picture(io.BytesIO(content), 0, 0)
        share = min(room.width / picture.width, room.height / picture.height)
        picture.width, picture.height = round(picture.width * share), round(picture.height * share)
        picture.left, picture.top = room.left + (room.width - picture.width) // 2, room.top
        describe(picture, "Foto", story.foto.beschrijving)
        if fits < len(paragraphs):
            self._more(paragraphs[fits:])

    def _place(self, area: str) -> str:
        """What the place of a story is called."""
        s = self._cijfers.s
        wijken = {one.id: one.naam for one in s.programme.focuswijken}
        return wijken.get(area) or spoken_name(s.area_names.get(area, "")) or self._cijfers.city

    def text(self, told: Sequence[str]) -> None:
        """Sentences over the whole width."""
        self._more([Paragraph(text, after=0.6) for text in told] or [Paragraph(self._dia.kop)], first=True)

    def _more(self, told: Sequence[Paragraph], first: bool = False) -> None:
        layout = self._template.layouts[Kind.TEXT]
        left = list(told)
        while left:
            slide, boxes = self._slide(Kind.TEXT, more="" if first else " (vervolg)")
            room = self._above_source(layout.room)
            size, fits = fitted(left, room, _WIDE_SIZES)
            self._fill(boxes["text"], room, left[:fits], size)
            self._source(slide, layout.room)
            left, first = left[fits:], False

    def _slide(self, kind: Kind, sizes: Sequence[float] = _TITLE_SIZES, more: str = "") -> tuple[Any, dict[str, Any]]:
        """A slide with its title, what it belongs to above that, and notes."""
        dia, layout = self._dia, self._template.layouts[kind]
        slide, boxes = add_slide(self._template, kind, self._deck.footer)
        title = [Paragraph(f"{dia.titel}{more}", bold=self._template.own, after=0)]
        inset = 0 if self._template.own else Inches(0.2)
        room = Box(0, 0, layout.title.width - inset, layout.title.height - inset // 2)
        size, _ = fitted(title, room, sizes)
        write(boxes["title"].text_frame, title, size)
        if self._template.own and dia.kop and kind is not Kind.OPENING:
            above = Box(layout.title.left, Inches(0.3), layout.title.width, Inches(0.3))
            text_box(slide, above, [Paragraph(dia.kop, 14, self._tokens.muted, bold=True, after=0)], 14)
        notes = "\n".join(clean(text) for text in (*dia.zinnen, *dia.notities, dia.bron) if text)
        frame = slide.notes_slide.notes_text_frame
        frame.text = notes or dia.titel
        for run in (run for paragraph in frame.paragraphs for run in paragraph.runs):
            run._r.get_or_add_rPr().set("lang", LANGUAGE)
        return slide, boxes

    def _head_height(self, room: Box) -> int:
        """Room for what a dia belongs to, on a template that has no place for it above the title."""
        if self._template.own or not self._dia.kop:
            return 0
        return int(height_pt([Paragraph(self._dia.kop, after=0)], 14, room.width / EMU_PT) * EMU_PT + _ABOVE_SOURCE)

    def _head(self, slide: Any, room: Box, head: int) -> None:
        if head:
            above = Box(room.left, room.top - head, room.width, head - _ABOVE_SOURCE)
            text_box(slide, above, [Paragraph(self._dia.kop, 14, self._tokens.muted, bold=True, after=0)], 14)

    def _above_source(self, box: Box) -> Box:
        """A box without the room for the source line below it."""
        high = self._source_height() if self._dia.bron else 0
        return Box(box.left, box.top, box.width, box.height - high)

    def _source_height(self) -> int:
        """Room for the source line, and a little above it."""
        room = self._template.layouts[Kind.PICTURE if self._dia.beeld else Kind.TEXT].room
        return int(height_pt([Paragraph(self._dia.bron)], _SMALL, room.width / EMU_PT) * EMU_PT + _ABOVE_SOURCE) + 1

    def _source(self, slide: Any, room: Box) -> None:
        if not self._dia.bron:
            return
        high = self._source_height() - _ABOVE_SOURCE
        below = Box(room.left, room.bottom - high, room.width, high)
        text_box(slide, below, [Paragraph(self._dia.bron, _SMALL, self._tokens.muted, after=0)], _SMALL)

    def _fill(self, shape: Any, box: Box, told: Sequence[Paragraph], size: float) -> None:
        """Put words in a text placeholder, in its place but as high as is free."""
        shape.left, shape.top, shape.width, shape.height = (
            Emu(side) for side in (box.left, box.top, box.width, box.height)
        )
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(frame, told, size, bullets=False)

    def _tint(self, one: Cijfer) -> str:
        name, _, place = _TINTS.get(one.tint, "muted").partition("-")
        found = getattr(self._tokens, name)
        return str(found[int(place)] if place else found)


def _inked(one: Paragraph, tokens: Theme) -> Paragraph:
    """Text on a shape is white unless it says otherwise."""
    return one if one.colour else Paragraph(one.text, one.size, tokens.ink, one.bold, one.after)


def _judged(one: Cijfer) -> str:
    """Shape and word; hollow where nothing was tested."""
    shape = _SHAPES.get(one.kant, ("", ""))[one.hol]
    return f"{shape}{_capital(one.oordeel)}" if one.oordeel else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
