"""Vergelijken as an analyst uses it: choose two areas, look at every view, choose a third by a click on its dot."""

import re

import pytest

from tests.browser._server import serious_findings
from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser
_TITLES = {
    "Verloop": "Hoe verandert het",
    "Beleving en registratie": "Beleving naast registratie",
    "Vergelijkbaar": "Welke buurten lijken het meest op",
    "Spreiding": "Gaan deze twee samen over de buurten?",
}


def test_two_areas_in_every_view_and_a_third_by_a_click(visit: Open) -> None:
    page = visit("/vergelijken?gebieden=BU99010100&cijfers=corporatiewoningen&cijfers=gemiddelde_woz_waarde")
    page.get_by_role("combobox", name=re.compile("^Gebieden|Merelveld")).first.click()
    page.keyboard.type("Wielewaalhof (buurt)")
    page.keyboard.press("Enter")
    page.wait_for_selector(".wp-letters li:nth-child(2):has-text('Wielewaalhof')")
    page.keyboard.press("Escape")
    for view, title in _TITLES.items():
        page.get_by_role("radio", name=view, exact=True).or_(page.get_by_role("button", name=view, exact=True)).click()
        page.wait_for_selector(f"h2:has-text('{title}')")
        settle(page)
        assert serious_findings(page) == []
    dot = page.locator(".stPlotlyChart .scatterlayer .trace .points path").first
    dot.scroll_into_view_if_needed()
    box = dot.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(lambda url: url.count("gebieden=") == 3)
    settle(page)
    assert page.locator("[data-testid=stMultiSelect] [data-tag]").count() == 3
    assert visit.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("view", ["profiel", "vergelijkbaar"])
def test_no_view_is_wider_than_a_phone(visit: Open, view: str) -> None:
    page = visit(f"/vergelijken?weergave={view}", width=360, height=740, scheme="dark")
    assert serious_findings(page) == []
    for selector in ("html", "[data-testid=stMain]"):
        assert page.locator(selector).evaluate("e => e.scrollWidth - e.clientWidth") <= 0
