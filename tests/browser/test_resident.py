"""A resident with a phone of 360 px, or with a keyboard only: postcode, choice, reading, details, sharing, printing."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Open, need_chromium
from tests.browser.shots import settle
from tests.postcodes import add_postcodes
from tests.serving import serving

pytestmark = pytest.mark.browser
FIELD = "Uw postcode, of de naam van uw buurt"


@pytest.fixture(scope="session")
def app(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the public app on a copy of the example that knows three postcodes."""
    need_chromium()
    data = tmp_path_factory.mktemp("bewoner") / "data"
    shutil.copytree(voorbeeld, data)
    add_postcodes(data)
    with serving(data, "--public") as address:
        yield address


def test_a_resident_finds_the_buurt_by_postcode_reads_opens_and_shares(visit: Open, app: str) -> None:
    page = visit("/", width=360, height=740)
    assert page.title() == "Mijn buurt · Wijkpeil"
    page.get_by_label(FIELD).fill("9901 aa")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Gasthuishof", exact=True).click()
    page.wait_for_selector(".wp-own-cards")
    settle(page)
    assert "gebied=BU99010003" in page.url
    assert "9901" not in page.url.split("?")[1].replace("BU99010003", "")
    assert page.locator(".wp-area-name").inner_text() == "Gasthuishof"
    first = page.locator(".wp-own-cards .wp-card").first
    assert first.locator(".wp-plain").inner_text().startswith("In Gasthuishof ")
    first.locator("summary").click()
    assert "Hoe zeker is het?" in first.inner_text()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") == 360
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=app)
    page.get_by_role("button", name="Kopieer de link").click()
    page.wait_for_selector("text=De link is gekopieerd")
    again = visit(page.url.removeprefix(app), width=360)
    assert again.locator(".wp-plain").all_inner_texts() == page.locator(".wp-plain").all_inner_texts()
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_with_a_keyboard_only(visit: Open) -> None:
    page = visit("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == FIELD:
            break
    page.keyboard.type("dalwijk")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Dalwijk", exact=True).wait_for()
    settle(page)
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Dalwijk":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("gebied=BU99010700"))
    page.wait_for_selector(".wp-own-cards")
    page.locator(".wp-own-cards summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".wp-own-cards details[open]").count() == 1


def test_the_map_leads_to_another_buurt(visit: Open) -> None:
    page = visit("/?gebied=BU99010100")
    page.locator(".wp-area[data-code='BU99010101']").click(force=True)
    page.wait_for_selector(".wp-area-name:text-is('Wielewaalhof')")
    assert "gebied=BU99010101" in page.url


def test_a_print_has_head_cards_and_source_and_no_menu(visit: Open) -> None:
    page = visit("/?gebied=BU99010100")
    page.emulate_media(media="print")
    for shown in (".wp-head h1", ".wp-area-name", ".wp-own-cards .wp-card >> nth=6", ".wp-source"):
        assert page.locator(shown).first.is_visible(), shown
    for hidden in (".stAppHeader", ".wp-share >> nth=0", "[data-testid='stTextInput']"):
        assert not page.locator(hidden).is_visible(), hidden
