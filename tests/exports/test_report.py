"""A report: what it says equals the app to the digit, and its PDF is one that a screen reader can follow."""

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from importlib.abc import MetaPathFinder
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from exports.pdf import pdf_of
from exports.report import report_html
from exports.werkplan import werkplan_html
from model.areas import focuswijk_code
from model.editie import Correctie, Editie, Keuzes
from model.errors import WijkpeilError
from snapshot import figures
from snapshot.material import Material, current_material
from snapshot.settings import settings
from tests.conftest import Ran
from tests.exports.asking import NAME
from tests.pages.conftest import script, text_of

WIJK = "merelveld"


@pytest.fixture(scope="module")
def material(voorbeeld: Path) -> Iterator[Material]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(voorbeeld))
        settings.cache_clear()
        yield current_material(NAME)
    settings.cache_clear()


@pytest.fixture(scope="module")
def whole(material: Material) -> str:
    return report_html(material)


@pytest.fixture(scope="module")
def pdf(material: Material) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(report_html(material, bouwsteen="kansen"))))


class _Tables(HTMLParser):
    """Per table caption its rows, each a list of the texts in its cells; what a picture says is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[list[str]]]] = {}
        self.caption, self.inside = "", [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        elif tag in ("td", "th"):
            self.tables[self.caption][-1].append([])
        if tag in ("caption", "td", "th", "title"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside[-1] == "caption":
            self.caption += data
        elif self.inside[-1] in ("td", "th") and data.strip():
            self.tables[self.caption][-1][-1].append(data.strip())


def tables(html: str) -> dict[str, list[list[list[str]]]]:
    reader = _Tables()
    reader.feed(html)
    return reader.tables


def plain(html: str) -> str:
    """Text with one space between words; a hard space stays."""
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html)).replace("&#x27;", "'").strip()


def page(name: str, **address: str) -> str:
    at = AppTest.from_string(script(name), default_timeout=60)
    for key, value in address.items():
        at.query_params[key] = value
    return text_of(at.run())


def test_the_kloof_in_a_report_equals_the_page_to_the_digit(material: Material, whole: str) -> None:
    shown = page("kloof")
    rows = re.findall(
        r'wp-gap-name"><a[^>]*>(.*?)</a>.*?wp-gap-value"><span>(.*?)</span> <strong>(.*?)</strong>'
        r'.*?wp-gap-said">(.*?)</div>',
        shown,
        re.DOTALL,
    )
    assert len(rows) == 35
    found = {row[0][0]: row for rows_ in tables(whole).values() for row in rows_ if len(row) == 6}
    for name, number, side, said in rows:
        _, _, _, gap, verdict, became = found[plain(name)]
        assert gap[0].startswith(plain(number))
        assert gap[0].endswith(side)
        first, _, rest = plain(said).partition(" ")
        assert verdict[0] in f"{first} {rest}" or verdict[0].startswith("Niet te toetsen")
        assert became[1] in plain(said), name


def test_the_profile_in_a_report_equals_the_page_and_the_snapshot(material: Material) -> None:
    html = report_html(material, focuswijk=WIJK)
    found = {row[0][0]: row for rows in tables(html).values() for row in rows if len(row) == 5}
    shown = page("focuswijk", focuswijk=WIJK)
    rows = re.findall(
        r'wp-spine-name\'><span>(.*?)</span>.*?wp-spine-value">(.*?)</div>.*?wp-spine-said">(.*?)</div>',
        shown,
        re.DOTALL,
    )
    assert len(rows) == 35
    for name, value, said in rows:
        _, figure, _, beside, since = found[plain(name)]
        assert figure[0] == plain(value.split("<small>")[0])
        assert all(part in plain(value) or part in plain(said) for part in figure[1:])
        for part in (*beside, *since[:1]):
            assert part == "–" or part.lower() in plain(said).lower(), (name, part)
    known = figures.profile(material.s, focuswijk_code(WIJK), ["kinderen_in_armoede"]).iloc[0]
    shown_value = found["Kinderen in armoede"][1][0]
    assert shown_value == f"{known['value']:.1f}".replace(".", ",") + "\u00a0%"


def test_a_report_holds_all_it_needs(whole: str) -> None:
    assert whole.startswith('<!DOCTYPE html>\n<html lang="nl">')
    assert "default-src 'none'" in whole
    addresses = re.findall(r'(?:src|href)="([^"]*)"|url\(([^)]*)\)', whole)
    kinds = {re.split("[,#]", a or b)[0].split(";")[0] or "#" for a, b in addresses}
    assert kinds <= {"#", *(f"data:image/{form}" for form in ("svg+xml", "png", "jpeg")), "data:font/woff2"}
    anchors = {a[1:] for a, _ in addresses if a.startswith("#")}
    assert anchors == set(re.findall(r'<section class="wp-chapter[^"]*" id="([^"]+)"', whole))
    assert "<script" not in whole


def test_a_picture_says_what_it_shows(whole: str) -> None:
    pictures = re.findall(r"<svg[^>]*>(<title>.*?</title>)?", whole)
    assert len(pictures) > 100
    assert all(pictures)
    assert "Lijngrafiek van Kinderen in armoede. de focuswijken samen:" in whole


def _elements(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for kid in node:
            yield from _elements(kid, path)
    elif isinstance(node, dict) and "/S" in node:
        here = (*path, str(node["/S"]))
        yield here, node
        yield from _elements(node.get("/K", []), here)


def test_a_pdf_is_tagged_and_says_what_it_is(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert (
        pdf.metadata.title == "Rapport: Samen Vooruit Elzenvoorde (fictief voorbeeld): Bouwsteen Kansen voor kinderen"
    )
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    chapters = [entry["/Title"] for entry in pdf.outline[1] if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert chapters == [
        *("Inhoud", "Bouwsteen: Kansen voor kinderen", "Hoe wij rekenen", "Bronnen"),
        "Correcties en kanttekeningen",
    ]


def test_the_tags_of_a_pdf_lead_a_reader_through_it(pdf: PdfReader) -> None:
    found = list(_elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    levels = [int(path[-1][2:]) for path, _ in found if re.fullmatch(r"/H\d", path[-1])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    figures_ = [element for path, element in found if path[-1] == "/Figure"]
    assert len(figures_) > 5
    assert all(element.get("/Alt") for element in figures_)
    tables_ = [element for path, element in found if path[-1] == "/Table"]
    for table in tables_:
        cells = [element for path, element in _elements(table)]
        heads = {str(cell.get("/ID")) for cell in cells if cell["/S"] == "/TH"}
        assert heads
        for cell in (cell for cell in cells if cell["/S"] == "/TD"):
            named = {str(head) for head in cell["/A"]["/Headers"]}
            assert len(named) >= 2, "een cel noemt de kop van haar rij en die van haar kolom"
            assert named <= heads
    assert len(tables_) > 5


def test_a_pdf_has_real_text_and_numbered_pages(pdf: PdfReader) -> None:
    said = "\n".join(one.extract_text() for one in pdf.pages)
    assert "Voortijdig schoolverlaten" in said or "schoolverlaters" in said.lower()
    assert f"Bladzijde 2 van {len(pdf.pages)}" in said
    assert "\ufffd" not in said


def test_what_does_not_exist_is_named_with_what_is_near(material: Material) -> None:
    with pytest.raises(WijkpeilError, match=r"'merelvelt' bestaat niet in dit programma\. Bedoelt u 'merelveld'"):
        report_html(material, focuswijk="merelvelt")
    with pytest.raises(WijkpeilError, match=r"Bouwsteen 'x' bestaat niet.* Er zijn: prettig-wonen, rondkomen, kansen"):
        report_html(material, bouwsteen="x")
    with pytest.raises(WijkpeilError, match="Kies een van beide"):
        report_html(material, focuswijk=WIJK, bouwsteen="kansen")


def test_names_are_text_and_never_markup(material: Material) -> None:
    evil = "<script>alert(1)</script>\"'&"
    programme, inhoud = material.s.programme, material.inhoud
    wijk = programme.focuswijken[0].model_copy(update={"naam": evil, "toelichting": evil})
    bouwsteen = programme.bouwstenen[0].model_copy(update={"naam": evil})
    named = programme.model_copy(
        update={"naam": evil, "focuswijken": (wijk,), "bouwstenen": (bouwsteen,), "kanttekeningen": (evil,)}
    )
    interventies = tuple(
        one.model_copy(update={"naam": evil, "omschrijving": evil, "planning": evil, "focuswijken": (wijk.id,)})
        for one in inhoud.interventies
    )
    html = report_html(
        Material(replace(material.s, programme=named), inhoud.model_copy(update={"interventies": interventies}))
    )
    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 10


def test_an_edition_is_on_the_cover_with_its_stamp_and_what_was_corrected(material: Material) -> None:
    editie = Editie(
        id="bijeenkomst-2026",
        naam="Bijeenkomst 2026",
        programma=NAME,
        peil=material.s.id,
        gemaakt="2026-05-20T09:00:00+00:00",
        door="",
        stempel="ab" * 32,
        keuzes=Keuzes(opening="Welkom in het Huis van de buurt."),
    )
    wrong = Correctie(
        moment="2026-06-01T09:00:00+00:00", door="", indicator="kinderen_in_armoede", reden="Telfout in het register."
    )
    html = report_html(replace(material, editie=editie, correcties=(wrong,)))
    cover = plain(html.split("<nav")[0])
    assert "Bijeenkomst 2026, vastgelegd op 20 mei 2026" in cover
    assert "ab" * 32 in cover
    assert "Telfout in het register." in cover
    assert "Welkom in het Huis van de buurt." in plain(html)


def test_a_programme_without_focuswijken_has_a_report_of_its_words(material: Material) -> None:
    region = material.s.programme.model_copy(update={"focuswijken": (), "paren": ()})
    html = report_html(Material(replace(material.s, programme=region), material.inhoud))
    assert "Voor deze kerncijfers is nog geen verschil te berekenen." in html
    assert "Huis van de buurt" in html


def test_a_werkplan_is_a_page_per_bouwsteen_with_questions_that_are_open(material: Material) -> None:
    html = werkplan_html(material)
    assert "Aan welk cijfer zien we of de verlengde schooldag kinderen helpt?" in html
    assert "avond open" not in html, "die vraag is besproken"
    pages = PdfReader(io.BytesIO(pdf_of(html))).pages
    assert len(pages) == len(material.s.programme.bouwstenen)
    assert "Bouwsteen: Kansen voor kinderen" in pages[2].extract_text()
    with pytest.raises(WijkpeilError, match="Bedoelt u 'kansen'"):
        werkplan_html(material, "kanse")


class _WithoutPango(MetaPathFinder):
    def find_spec(self, name: str, *_: object) -> None:
        if name.split(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


def test_without_pango_the_message_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_WithoutPango(), *sys.meta_path])
    with pytest.raises(WijkpeilError, match=r"Pango ontbreekt.*apt-get install libpango-1.0-0.*als HTML"):
        pdf_of("<p>x</p>")


def test_the_command_writes_a_file(voorbeeld_open: object, tmp_path: Path, wijkpeil: Any) -> None:
    target = tmp_path / "rapport.html"
    done: Ran = wijkpeil("report", "--programme", NAME, "--focuswijk", WIJK, "--output", target)
    assert done.code == 0, done.err
    assert "Focuswijk Merelveld" in target.read_text(encoding="utf-8")
    wrong: Ran = wijkpeil("report", "--output", tmp_path / "rapport.docx")
    assert (wrong.code, "eindigt niet op .pdf of .html" in wrong.err) == (1, True)
