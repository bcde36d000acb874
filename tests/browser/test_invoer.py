"""Invoer in a real browser: two people change one row, by keyboard and on a phone, and a spreadsheet is shown first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from snapshot.programmes import SHIPPED
from tests.browser._server import serious_findings
from tests.browser.conftest import Open, need_chromium
from tests.browser.shots import settle
from tests.browser.test_every_page import ENGLISH, WORDS
from tests.serving import serving

pytestmark = pytest.mark.browser
_ROW = "/invoer?programma=voorbeeldstad&tabel=partners&regel=gemeente"
_SHEET = "/invoer?programma=voorbeeldstad&tabel=partners&deel=spreadsheet"


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app without figures: programmes are edited before there are any."""
    need_chromium()
    with serving(tmp_path_factory.mktemp("invoer")) as address:
        yield address


def _name(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Naam *").fill(text)
    page.get_by_role("button", name="Bewaar", exact=True).focus()
    page.keyboard.press("Enter")


def _sound(page: Page) -> None:
    settle(page)
    assert serious_findings(page) == []
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert [words for words in page.evaluate(WORDS) if ENGLISH.search(words)] == []


def test_the_second_of_two_on_one_row_decides(visit: Open) -> None:
    first, second = visit(_ROW), visit(_ROW, width=360, height=740, scheme="dark")
    _name(first, "Gemeente van de eerste")
    expect(first.get_by_text("Bewaard: Partners, versie 2.")).to_be_visible()
    _name(second, "Gemeente van de tweede")
    expect(second.get_by_text("Iemand anders heeft dit intussen veranderd")).to_be_visible()
    _sound(second)
    second.get_by_text("Die van de ander: Gemeente van de eerste").click()
    second.get_by_role("button", name="Bewaar met deze keuzes").click()
    expect(second.get_by_role("row", name="Gemeente van de eerste")).to_be_visible()
    expect(second.get_by_text("Nog niet bewaard")).to_have_count(0)
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_a_spreadsheet_says_what_it_would_change(visit: Open, tmp_path: Path) -> None:
    table = (SHIPPED / "voorbeeldstad" / "partners.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "partners.csv").write_text(table.replace("De Merel", "De Meeuw"), encoding="cp1252")
    page = visit(_SHEET)
    page.locator("input[type=file]").set_input_files(str(tmp_path / "partners.csv"))
    expect(page.get_by_text("Woonstichting De Meeuw (verzonnen)").last).to_be_visible()
    _sound(page)
    page.reload()
    settle(page)
    (tmp_path / "partners.csv").write_text(table.replace("naam;", "naem;"), encoding="utf-8")
    page.locator("input[type=file]").set_input_files(str(tmp_path / "partners.csv"))
    expect(page.get_by_text("kolom 'naem': deze kolom is onbekend. Bedoelt u 'naam'?")).to_be_visible()
    assert visit.complaints == []  # type: ignore[attr-defined]
