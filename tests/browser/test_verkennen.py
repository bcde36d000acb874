"""Verkennen as an analyst uses it: pick in the ranking, see it in map and trend, walk by keyboard, play the periods."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser
_NOW = ".wp-period-now"


def test_an_area_picked_in_the_ranking_is_picked_in_map_and_trend(visit: Open) -> None:
    page = visit("/verkennen?indicator=corporatiewoningen")
    row = page.locator(".wp-rank").nth(6)
    code, name = row.get_attribute("data-code"), row.locator(".wp-rank-name").inner_text()
    row.click()
    page.wait_for_selector(f".wp-area[data-code='{code}'][aria-pressed='true']")
    page.wait_for_selector(f"h2:has-text('Hoe verandert het in {name}:')")
    assert f"gebied={code}" in page.url
    page.locator(".wp-area[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    other = page.evaluate("document.activeElement.dataset.code")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".wp-rank-chosen[data-code='{other}']")
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_the_ranking_is_one_stop_of_the_keyboard_and_arrows_walk_it(visit: Open) -> None:
    page = visit("/verkennen")
    assert page.locator(".wp-rank[tabindex='0']").count() == 1
    page.locator(".wp-rank[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    code = page.evaluate("document.activeElement.dataset.code")
    assert code == page.locator(".wp-rank").nth(1).get_attribute("data-code")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".wp-rank[data-code='{code}'][aria-pressed='true']")
    assert page.evaluate("document.activeElement.dataset.code") == code


def test_playing_goes_on_by_itself_and_stops_at_the_end(visit: Open) -> None:
    page = visit("/verkennen?indicator=corporatiewoningen&periode=2022")
    limits = _legend(page)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/geo/" in request.url else None)
    page.get_by_role("button", name="Speel de periodes af").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop met afspelen").wait_for()
    page.wait_for_selector(f"{_NOW}:text-is('2025')", timeout=20_000)
    page.get_by_role("button", name="Speel de periodes af").wait_for()
    assert "periode=2025" in page.url
    assert _legend(page) == limits
    assert fetched == []


def test_the_slider_moves_by_keyboard_and_a_press_stops_the_play(visit: Open) -> None:
    page = visit("/verkennen?indicator=corporatiewoningen&periode=2015")
    page.get_by_role("button", name="Speel de periodes af").click()
    page.wait_for_selector(f"{_NOW}:text-is('2016')")
    page.get_by_role("button", name="Stop met afspelen").click()
    settle(page)
    stopped = page.locator(_NOW).inner_text()
    page.wait_for_timeout(1500)
    assert page.locator(_NOW).inner_text() == stopped
    page.get_by_role("slider", name="Periode").focus()
    page.keyboard.press("End")
    page.wait_for_url(re.compile("periode=2025"))


def _legend(page: Page) -> list[str]:
    """Class limits without their numbers of areas."""
    entries = page.locator(".wp-legend li").all_inner_texts()
    return [re.sub(r"\(\d+\)", "", entry).strip() for entry in entries if re.search(r"\d.*\(\d+\)", entry)]
