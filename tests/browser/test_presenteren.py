"""The rehearsal of a bijeenkomst: freeze, present, drill down on a question, back; without network, by keys alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser._server import serious_findings
from tests.browser.conftest import Open, need_chromium
from tests.serving import serving

pytestmark = pytest.mark.browser
_LARGE = """Math.min(...[...document.querySelectorAll('.dia:not([hidden]) .waarde')].map((one) =>
  parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture
def app(voorbeeld: Path, tmp_path: Path) -> Iterator[str]:
    """The app on a data folder of its own, to freeze in."""
    need_chromium()
    data = tmp_path / "data"
    shutil.copytree(voorbeeld, data)
    with serving(data) as address:
        yield address


def test_a_bijeenkomst_from_freezing_to_a_question_from_the_hall(visit: Open, app: str) -> None:
    page = visit("/edities")
    page.get_by_label("Naam van de editie").fill("Bijeenkomst 2026")
    page.get_by_label("Naam van de editie").press("Tab")
    page.get_by_role("button", name="Bevries deze editie").click()
    page.locator(".wp-edition").wait_for(timeout=60_000)
    page.goto(f"{app}/presenteren")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Start de presentatie").click(timeout=60_000)
    stage = opened.value
    stage.wait_for_selector(".dia:not([hidden])", timeout=60_000)
    stage.set_viewport_size({"width": 1920, "height": 1080})
    assert "Bijeenkomst 2026" in stage.locator(".rand").inner_text()
    stage.context.set_offline(True)
    n = stage.locator(".dia").count()
    for key, shown in (("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("End", n), ("Home", 1)):
        stage.keyboard.press(key)
        assert stage.locator(".dia:not([hidden])").count() == 1
        assert stage.locator("#gezegd").inner_text().startswith(f"Dia {shown} van {n}: ")
    place = stage.evaluate("[...document.querySelectorAll('.dia')].findIndex((d) => d.matches('.dia-bouwsteen')) + 1")
    stage.keyboard.type(str(place))
    stage.keyboard.press("Enter")
    assert stage.evaluate(_LARGE) >= 96
    before = stage.url
    assert serious_findings(stage) == []
    stage.keyboard.press("d")
    stage.get_by_role("button", name="Kaart", exact=True).click()
    assert stage.locator(".detail:not([hidden]) .deel:not([hidden]) .wp-stage-map use").count() > 10
    stage.get_by_role("button", name="Verloop", exact=True).click()
    stage.get_by_role("button", name="Merelveld").click()
    assert "Merelveld" in stage.locator(".detail:not([hidden]) .gebied:not([hidden])").inner_text()
    assert serious_findings(stage) == []
    stage.keyboard.press("Escape")
    assert (stage.url, stage.locator("#details").is_visible()) == (before, False)
    with stage.expect_popup() as beside:
        stage.keyboard.press("n")
    notes = beside.value
    notes.locator(".straks").wait_for()
    assert "Bron" in notes.locator("body").inner_text()
    notes.keyboard.press("PageDown")
    assert stage.url != before
    stage.keyboard.press("b")
    assert stage.locator("#zwart").is_visible()
    stage.context.set_offline(False)
    assert visit.complaints == []  # type: ignore[attr-defined]
