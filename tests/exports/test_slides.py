"""Slides: native charts with the snapshot's own figures, everything described, nothing that overflows, any template."""

import io
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.util import Inches

from charts.frames import records
from charts.style import LIGHT
from exports.dia import Balken, Beeldsoort, Dia, Reeks, Soort
from exports.draaiboek import draaiboek
from exports.slide_chart import bar_chart, rounded_out, step
from exports.slide_template import of_gemeente, wijkpeil
from exports.slide_text import EMU_PT, Box, Paragraph, clean, fitted, height_pt, sentences
from model.errors import WijkpeilError
from snapshot import figures
from snapshot.material import current_material
from snapshot.store import Snapshot
from tests.conftest import Ran

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MADE: dict[str, bytes] = {}


@pytest.fixture
def made(voorbeeld_open: Snapshot, wijkpeil: Callable[..., Ran], tmp_path: Path) -> bytes:
    """The slides of the example, as the command writes them; made once."""
    if not _MADE:
        ran = wijkpeil("slides", "--programme", "voorbeeldstad", "--output", tmp_path / "dias.pptx")
        assert ran.code == 0, ran.err
        _MADE["pptx"] = (tmp_path / "dias.pptx").read_bytes()
    return _MADE["pptx"]


@pytest.fixture
def dias(voorbeeld_open: Snapshot) -> tuple[Dia, ...]:
    return draaiboek(current_material("voorbeeldstad"))


@cache
def _opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def _by_title(content: bytes) -> dict[str, list[Any]]:
    """Slides by the title without what a second one adds."""
    found: dict[str, list[Any]] = {}
    for slide in _opened(content).slides:
        found.setdefault(slide.shapes.title.text_frame.text.split(" (vervolg)")[0], []).append(slide)
    return found


def _charts(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_chart]


def _workbook(shape: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active


def _text(slide: Any) -> str:
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    tables = [
        cell.text_frame for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells
    ]
    return "\n".join(frame.text for frame in [*frames, *tables])


def test_charts_are_native_and_hold_the_figures_of_the_snapshot(
    made: bytes, dias: tuple[Dia, ...], voorbeeld_open: Snapshot
) -> None:
    slides, s = _by_title(made), voorbeeld_open
    drawn = [dia for dia in dias if dia.beeld and dia.beeld.soort in ("trend", "kloof", "balken")]
    assert len(drawn) >= 20
    for dia in drawn:
        (shape,) = _charts(slides[dia.titel][0])
        beeld, sheet = dia.beeld, _workbook(shape)
        assert beeld is not None
        cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
        if beeld.soort is Beeldsoort.BALKEN and beeld.balken is not None:
            assert cells[0] is None
            assert [row[0] for row in sheet.iter_rows(2, values_only=True)] == list(beeld.balken.namen)
            columns = list(zip(*sheet.iter_rows(2, values_only=True), strict=True))[1:]
            # A workbook keeps sixteen digits.
            assert columns == [pytest.approx(one.waarden, rel=1e-14) for one in beeld.balken.reeksen]
        elif beeld.soort is Beeldsoort.KLOOF:
            gaps = figures.kloof(s, [beeld.indicator])
            wanted = [row["gap"] for row in records(gaps) if row["area"] == "focuswijken"]
            assert [cell for cell in cells if isinstance(cell, float)] == pytest.approx(wanted, rel=1e-14)
        else:
            frame = figures.trend(s, beeld.indicator, ["focuswijken"])
            wanted = list(frame.loc[frame["value"].notna(), "value"])
            found = [p for plot in shape.chart.plots for one in plot.series if "samen" in one.name for p in one.values]
            assert found == wanted


def test_margins_are_error_bars_of_the_interval(made: bytes, dias: tuple[Dia, ...], voorbeeld_open: Snapshot) -> None:
    dia = next(dia for dia in dias if dia.id == "kloof-rondkomen-bijstand_per_1000")
    (shape,) = _charts(_by_title(made)[dia.titel][0])
    bars = shape.chart._chartSpace.find(".//{*}errBars")
    gaps = figures.kloof(voorbeeld_open, ["bijstand_per_1000"])
    rows = [row for row in records(gaps) if row["area"] == "focuswijken"]
    for side, low, high in (("plus", "gap", "gap_high"), ("minus", "gap_low", "gap")):
        found = [float(one.text) for one in bars.find(f"{{*}}{side}").iter("{*}v")]
        assert found == pytest.approx([row[high] - row[low] for row in rows])


def test_everything_can_be_read_aloud(made: bytes, dias: tuple[Dia, ...]) -> None:
    titles = []
    for slide in _opened(made).slides:
        titles.append(slide.shapes.title.text_frame.text)
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id  # read first
        kinds = {one.placeholder_format.type for one in slide.placeholders}
        assert {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
        assert slide.notes_slide.notes_text_frame.text
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
        for shape in slide.shapes:
            described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE or shape.has_chart or shape.has_table:
                assert len(described or "") > 20, shape.name
        runs = [one for one in slide._element.iter(f"{_A}r") if one.find(f"{_A}t").text]
        assert {one.find(f"{_A}rPr").get("lang") for one in runs} == {"nl-NL"}
    assert len(set(titles)) == len(titles)
    about = _opened(made).core_properties
    assert (about.language, about.title) == ("nl-NL", "Samen Vooruit Elzenvoorde (fictief voorbeeld)")


def test_every_sentence_and_figure_of_the_dias_is_there(made: bytes, dias: tuple[Dia, ...]) -> None:
    slides = _by_title(made)
    for dia in dias:
        shown = [one for title, found in slides.items() if title.startswith(dia.titel) for one in found]
        text = "\n".join(_text(slide) for slide in shown)
        notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in shown)
        for sentence in dia.zinnen:
            assert clean(sentence) in notes
            if dia.soort not in (Soort.BOUWSTEEN, Soort.FOCUSWIJK):
                assert all(part in text for part in sentences(sentence)), dia.id
        for one in dia.cijfers:
            parts = [one.waarde, one.oordeel[1:]]
            parts += [one.vergelijking[1:], one.verandering[1:]] if dia.soort is Soort.BOUWSTEEN else []
            assert all(part in text for part in parts), dia.id
        assert all(note in notes for note in (*dia.notities, dia.bron))
        assert not dia.tabel or all(cell in text for row in dia.tabel.rijen for cell in row)


def _frames(slide: Any) -> Iterator[tuple[Any, Box]]:
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            frame = shape.text_frame
            own = not shape.is_placeholder  # those of our layouts have no margins
            wide = shape.width - own * (frame.margin_left + frame.margin_right)
            high = shape.height - own * (frame.margin_top + frame.margin_bottom)
            yield shape, Box(shape.left, shape.top, wide, high)


def test_text_fits_its_box_and_nothing_overlaps(made: bytes) -> None:
    presentation = _opened(made)
    for number, slide in enumerate(presentation.slides, 1):
        for shape, box in _frames(slide):
            if shape.is_placeholder and shape.placeholder_format.type in (
                PP_PLACEHOLDER.FOOTER,
                PP_PLACEHOLDER.SLIDE_NUMBER,
            ):
                continue
            told = [
                Paragraph(p.text, p.runs[0].font.size.pt, bold=bool(p.runs[0].font.bold), after=0)
                for p in shape.text_frame.paragraphs
            ]
            assert height_pt(told, 10, box.width / EMU_PT) <= box.height / EMU_PT + 1, (number, shape.text_frame.text)
        boxes = [Box(one.left, one.top, one.width, one.height) for one in slide.shapes if one.name not in ("Streep",)]
        for place, a in enumerate(boxes):
            assert a.left >= 0
            assert a.right <= presentation.slide_width
            assert a.bottom <= presentation.slide_height
            for b in boxes[place + 1 :]:
                across = min(a.right, b.right) - max(a.left, b.left)
                down = min(a.bottom, b.bottom) - max(a.top, b.top)
                assert min(across, down) <= Inches(0.06), (number, a, b)


def test_hostile_names_stay_text(voorbeeld_open: Snapshot) -> None:
    template = wijkpeil(LIGHT)
    slide = template.presentation.slides.add_slide(template.presentation.slide_layouts[1])
    names = ("=1+1", "<b>&\x07", "@SUM(A1)", "https://voorbeeld.nl")
    bars = Balken(names, (Reeks("=HYPERLINK()", (1.0, None, 3.0, 4.0), "brand"),), "aantal")
    bar_chart(slide, Box(0, 0, Inches(6), Inches(4)), bars, LIGHT, "naam \x00", 'zegt "<&>"')
    out = io.BytesIO()
    template.presentation.save(out)
    (shape,) = _charts(Presentation(io.BytesIO(out.getvalue())).slides[0])
    cells = [cell for row in _workbook(shape).iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells if cell.column == 1] == ["=1+1", "<b>&", "@SUM(A1)", "https://voorbeeld.nl"]
    assert all(cell.hyperlink is None for cell in cells)


def _saved(presentation: Any) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def test_a_template_of_an_office_serves_and_its_own_slides_go(voorbeeld_open: Snapshot) -> None:
    presentation = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0])
    template = of_gemeente(_saved(presentation), "gemeente.pptx")
    assert [one.layout.name for one in template.layouts.values()] == ["Title Slide", "Title and Content", "Two Content"]
    assert len(template.presentation.slides) == 0


def test_a_template_without_boxes_says_what_it_lacks_on_which_layout() -> None:
    presentation = Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name not in ("Title Only", "Title Slide"):
            presentation.slide_layouts.remove(layout)
    with pytest.raises(WijkpeilError) as refused:
        of_gemeente(_saved(presentation), "gemeente.pptx")
    assert str(refused.value).splitlines() == [
        "gemeente.pptx mist vakken die dia's nodig hebben.",
        "Voor een tekstdia: indeling 'Title Slide' mist een vak voor tekst. Voeg dat toe in het diamodel.",
        "Voor een beelddia: indeling 'Title Slide' mist een vak voor tekst, een vak voor een grafiek of kaart. "
        "Voeg dat toe in het diamodel.",
    ]
    with pytest.raises(WijkpeilError, match="geen PowerPoint-bestand dat te lezen is"):
        of_gemeente(b"PK\x03\x04 kapot", "gemeente.pptx")


def test_the_command_says_what_is_wrong(voorbeeld_open: Snapshot, wijkpeil: Callable[..., Ran], tmp_path: Path) -> None:
    to = tmp_path / "dias.pptx"
    (tmp_path / "kapot.pptx").write_bytes(b"geen zip")
    for arguments, said in (
        (("-o", tmp_path / "dias.ppt"), "eindigt niet op .pptx"),
        (("-o", tmp_path / "weg" / "dias.pptx"), "bestaat niet"),
        (("-o", to, "-p", "onbekend"), "Er is nog geen peil van 'onbekend'"),
        (("-o", to, "--editie", "bijeenkomst-1900"), "Deze editie van 'voorbeeldstad' bestaat niet"),
        (("-o", to, "--sjabloon", tmp_path / "kapot.pptx"), "kapot.pptx is geen PowerPoint-bestand"),
        (("-o", to, "--sjabloon", tmp_path / "weg.pptx"), "weg.pptx is niet te lezen"),
    ):
        ran = wijkpeil("slides", *arguments)
        assert ran.code != 0
        assert said in ran.err
        assert not to.exists()


@pytest.mark.parametrize(
    ("limits", "by", "out"),
    [
        ((0, 58.1), 10, (0, 60)),
        ((-14.2, 5.7), 2.5, (-15, 7.5)),
        ((0, 0.031), 0.005, (0, 0.035)),
        ((3.8, 4.1), 0.05, (3.8, 4.1)),
    ],
)
def test_axes_count_in_round_numbers(limits: tuple[float, float], by: float, out: tuple[float, float]) -> None:
    assert step(limits) == pytest.approx(by)
    assert rounded_out(limits) == pytest.approx(out)


def test_what_does_not_fit_at_the_smallest_size_is_counted() -> None:
    box = Box(0, 0, 100 * EMU_PT, 60 * EMU_PT)
    one = Paragraph("kort", after=0)
    assert fitted([one], box, (40.0, 12.0)) == (40.0, 1)
    assert fitted([one] * 3, box, (40.0, 12.0)) == (12.0, 3)
    assert fitted([one] * 9, box, (40.0, 12.0)) == (12.0, 4)  # 12 points with 1.2 between lines: 14.4 each
