"""The manual as somebody reads it: from a page to its chapter, pictures that come into view, anchors, and back."""

import pytest

from tests.browser._server import serious_findings
from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser


def test_from_a_page_to_its_chapter_its_picture_and_back(visit: Open) -> None:
    page = visit("/kaart?niveau=wijk")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Uitleg over Kaart").click()
    manual = opened.value
    settle(manual)
    assert manual.locator(".wp-manual h2").inner_text() == "Kaart"
    picture = manual.locator(".wp-manual img").first
    picture.scroll_into_view_if_needed()
    manual.wait_for_selector(".wp-manual img")
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth === Number(e.getAttribute('width')))")
    manual.get_by_role("link", name="Open de pagina Kaart").click()
    manual.wait_for_url("**/kaart**")
    assert "niveau=wijk" in page.url  # the page that one came from is as it was
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_a_part_of_a_chapter_is_a_click_away_and_a_phone_has_room(visit: Open) -> None:
    page = visit("/handleiding?deel=het-beeld-van-wijkpeil", width=360, height=740, scheme="dark")
    assert serious_findings(page) == []
    page.get_by_role("link", name="Soorten cijfers").click()
    page.wait_for_timeout(500)
    top = page.locator("#soorten-cijfers").evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= top < 740
    assert "deel=het-beeld-van-wijkpeil" in page.url
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert visit.complaints == []  # type: ignore[attr-defined]
