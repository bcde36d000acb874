"""The real app in a real browser: links, errors, other hosts, accessibility, small screens, keyboard, the map."""

import re

import pytest
from playwright.sync_api import Page

from pages._pages import PAGES
from tests.browser._server import serious_findings
from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser
PATHS = [f"/{entry.path}" for entry in PAGES]
MORE_PATHS = [
    *PATHS,
    "/kaart?niveau=wijk&beeld=verschil",
    "/trend?gebied=BU99010100&gebied=BU99010101&gebied=BU99010102",
    "/verantwoording?deel=bronnen",
    "/verantwoording?deel=programma",
]


@pytest.mark.parametrize("path", MORE_PATHS)
def test_cold_deep_link_opens_without_errors_or_other_hosts(visit: Open, path: str) -> None:
    page = visit(path)
    title = next(entry.title for entry in PAGES if path.startswith(f"/{entry.path}"))
    assert page.title() == f"{title} · Wijkpeil"
    assert page.locator(".wp-head h1").inner_text() == title
    assert "verzonnen gemeente" in page.locator(".wp-fictional").inner_text()
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert visit.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_no_serious_findings_of_axe(visit: Open, path: str, scheme: str) -> None:
    assert serious_findings(visit(path, scheme=scheme)) == []


@pytest.mark.parametrize("path", MORE_PATHS)
def test_a_phone_of_360_px_does_not_scroll_sideways(visit: Open, path: str) -> None:
    page = visit(path, width=360, height=740)
    for selector in ("html", "[data-testid=stMain]"):
        assert page.locator(selector).evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_main_choices_are_within_reach_of_the_keyboard(visit: Open) -> None:
    page = visit("/kaart")
    reached = []
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(e => e.getAttribute('aria-label') || e.textContent)(document.activeElement)"))
    words = " | ".join(str(text) for text in reached)
    for choice in ("Kaart", "Indicator", "Niveau", "Periode", "Waarde", "Klassen", "Inzoomen"):
        assert choice in words
    assert re.search(r"2025: \d+", words), "geen enkel gebied op de kaart is met Tab te bereiken"


def test_map_is_walked_with_arrow_keys_and_chosen_with_enter(visit: Open) -> None:
    page = visit("/kaart")
    page.locator(".wp-area[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.code")
    assert second != first
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"gebied={second}"))
    page.wait_for_selector(f".wp-area[data-code='{second}'][aria-pressed='true']")


def test_a_click_on_the_map_shows_the_area_and_the_link_shows_it_again(visit: Open) -> None:
    page = visit("/kaart")
    area = page.locator(".wp-area").nth(20)
    label = str(area.get_attribute("aria-label"))
    name, code = label.split(",")[0], area.get_attribute("data-code")
    area.click(force=True)
    page.wait_for_selector(f".wp-area-name:text-is('{name}')")
    assert f"gebied={code}" in page.url
    again = visit(page.url.removeprefix(page.url.split("/kaart")[0]))
    assert again.locator(".wp-area-name").inner_text() == name
    assert _facts(again) == _facts(page)


def _facts(page: Page) -> str:
    return str(page.locator(".wp-facts").inner_text())


def test_a_choice_goes_along_to_the_next_page(visit: Open) -> None:
    page = visit("/kaart?indicator=bijstand_per_1000")
    loads: list[str] = []
    page.on("request", lambda request: loads.append(request.url) if request.is_navigation_request() else None)
    page.get_by_role("button", name="Cijfers").click()
    page.get_by_role("link", name="Trend").click()
    page.wait_for_url("**/trend**")
    page.wait_for_selector(".wp-head h1:text-is('Trend')")
    settle(page)
    assert "indicator=bijstand_per_1000" in page.url
    assert page.locator(".wp-top [aria-current=page]").inner_text() == "Trend"
    page.go_back()
    page.wait_for_selector(".wp-head h1:text-is('Kaart')")
    assert page.locator(".wp-top [aria-current=page]").get_attribute("href") == "/kaart"
    assert loads == []


def test_recolouring_the_map_fetches_no_geometry_again(visit: Open) -> None:
    page = visit("/kaart")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/geo/" in request.url else None)
    page.get_by_text("Verschil", exact=True).click()
    page.wait_for_url("**beeld=verschil**")
    page.wait_for_selector(".wp-legend :text('gelijk')")
    assert fetched == []


def test_names_on_the_map_are_text(visit: Open) -> None:
    page = visit("/kaart")
    assert page.locator(".wp-map img, .wp-map script").count() == 0


def test_table_and_download(visit: Open) -> None:
    page = visit("/kaart")
    page.get_by_text("Tabel en download").click()
    page.wait_for_selector(".wp-table")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als CSV").click()
    content = download.value.path().read_bytes()
    assert content.startswith("\ufeffgebied;code;periode;".encode())
    assert download.value.suggested_filename.endswith(".csv")
