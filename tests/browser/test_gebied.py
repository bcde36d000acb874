"""Gebied samenstellen as an analyst uses it: click two buurten, draw a shape, copy the entry; and by keyboard."""

import pytest

from loaders._yaml import load_yaml
from tests.browser._server import serious_findings
from tests.browser.conftest import Open
from tests.browser.shots import settle

pytestmark = pytest.mark.browser
_CHOSEN = ".wp-area[aria-pressed='true']"


def test_click_draw_and_copy(visit: Open) -> None:
    page = visit("/gebied")
    for code in ("BU99010300", "BU99010302"):
        page.locator(f".wp-area[data-code='{code}']").click()
        page.wait_for_selector(f".wp-area[data-code='{code}'][aria-pressed='true']")
    page.wait_for_url("**buurten=GM9901.0300.0302**")
    page.wait_for_selector("text=2 buurten van de 53")
    page.locator(".wp-area[tabindex='0']").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=3 buurten van de 53")
    page.get_by_role("button", name="Teken een vorm om buurten").click()
    box = page.locator(".wp-map-svg").bounding_box()
    assert box is not None
    left, top, right, bottom = (
        box["x"] + 20, box["y"] + 20, box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.5
    )  # fmt: skip
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top)):
        page.mouse.move(x, y, steps=6)
    page.mouse.up()
    settle(page)
    page.wait_for_selector(f"{_CHOSEN} >> nth=8")
    settle(page)
    page.get_by_text("Maak er een focuswijk van").click()
    page.wait_for_selector("text=aansluiting: te bevestigen")
    settle(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer deze regels").click()
    page.get_by_role("button", name="De regels zijn gekopieerd").wait_for()
    copied = load_yaml("focuswijken:\n" + page.evaluate("() => navigator.clipboard.readText()"))["focuswijken"][0]
    assert {"BU99010300", "BU99010302"} < set(copied["buurten"])
    assert len(copied["buurten"]) == page.locator(_CHOSEN).count()
    assert serious_findings(page) == []
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_on_a_phone_in_the_dark(visit: Open) -> None:
    page = visit("/gebied?buurten=GM9901.0101.0400&naam=Rond%20het%20spoor", width=360, height=740, scheme="dark")
    assert serious_findings(page) == []
    for selector in ("html", "[data-testid=stMain]"):
        assert page.locator(selector).evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert visit.complaints == []  # type: ignore[attr-defined]
