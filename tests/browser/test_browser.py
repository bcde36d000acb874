"""The real app in a real browser: keyboard, menu, links and the map; what holds for every page: test_every_page.py."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser._server import serious_findings
from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser


def test_an_analyst_gets_everywhere_with_a_keyboard(visit: Open) -> None:
    page = visit("/trend")
    _press(page, "Tab")
    assert _focused(page) == "Naar de inhoud"
    assert page.locator(".wp-skip").bounding_box()["y"] >= 0  # type: ignore[index]
    for _ in range(6):
        _press(page, "Tab")
        if _focused(page) == "Cijfers":
            break
    button = page.get_by_role("button", name="Cijfers")
    assert button.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    _press(page, "Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert serious_findings(page) == []
    _press(page, "Escape")
    assert (button.get_attribute("aria-expanded"), _focused(page)) == ("false", "Cijfers")
    _press(page, "Enter", "Tab", "Enter")
    page.wait_for_selector(".wp-head h1:text-is('Kaart')")
    settle(page)
    reached = []
    for _ in range(30):
        _press(page, "Tab")
        reached.append(_focused(page))
    words = " | ".join(reached)
    for choice in ("Indicator", "Niveau", "Periode", "Waarde", "Klassen", "Inzoomen", "Tabel en download"):
        assert choice in words
    assert re.search(r"2025: \d+", words), "geen enkel gebied op de kaart is met Tab te bereiken"
    page.get_by_role("combobox", name="Indicator").focus()
    page.keyboard.type("bijstand")
    page.wait_for_timeout(300)
    _press(page, "Enter")
    page.wait_for_url(re.compile("indicator=[a-z_]*bijstand"))
    settle(page)
    page.locator(".wp-area[tabindex='0']").focus()
    first = page.evaluate("document.activeElement.dataset.code")
    _press(page, "ArrowRight")
    second = page.evaluate("document.activeElement.dataset.code")
    assert second != first
    _press(page, "Enter")
    page.wait_for_url(re.compile(f"gebied={second}"))
    page.wait_for_selector(f".wp-area[data-code='{second}'][aria-pressed='true']")
    page.locator("summary:has-text('Tabel en download')").focus()
    _press(page, "Enter")
    page.wait_for_selector(".wp-table")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _focused(page: Page) -> str:
    """What somebody hears of where the keyboard is."""
    return str(page.evaluate("(e => e.getAttribute('aria-label') || e.textContent)(document.activeElement)"))


def test_the_menu_of_a_phone_opens_over_the_page_and_closes(visit: Open) -> None:
    page = visit("/kaart", width=360, height=740)
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Verkennen").is_visible()
    assert serious_findings(page) == []
    page.get_by_role("button", name="Gegevens").click()
    assert not page.get_by_role("link", name="Verkennen").is_visible()
    page.get_by_role("link", name="Verantwoording").click()
    page.wait_for_selector(".wp-head h1:text-is('Verantwoording')")
    assert not page.locator("#wp-menu").is_visible()


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


def test_a_chart_fits_on_paper_and_is_itself_again_afterwards(visit: Open) -> None:
    page = visit("/trend", width=1920)
    chart = page.locator(".js-plotly-plot .svg-container")
    before = chart.bounding_box()["width"]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert before > 1000
    assert 600 < chart.bounding_box()["width"] <= 700
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert chart.bounding_box()["width"] == before


def test_table_and_download(visit: Open) -> None:
    page = visit("/kaart")
    page.get_by_text("Tabel en download").click()
    page.wait_for_selector(".wp-table")
    told = page.locator(".wp-table").inner_text()
    assert "Kerncijfers wijken en buurten" in told
    assert "cbs_kwb" not in told
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    content = download.value.path().read_bytes()
    assert content.startswith("\ufeffindicator;".encode())
    assert re.fullmatch(r"wijkpeil-voorbeeldstad-[a-z0-9-]+-intern\.csv", download.value.suggested_filename)
