"""A report in a real browser: downloaded from its page, opened without any request, and sound for a screen reader."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.browser._server import serious_findings
from tests.browser.shots import settle as drawn
from tests.serving import serving

pytestmark = pytest.mark.browser


def test_a_report_is_made_when_asked_and_asks_for_nothing(
    one_browser: Browser, voorbeeld: Path, tmp_path: Path
) -> None:
    with serving(voorbeeld) as address:
        context = one_browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="nl-NL", accept_downloads=True
        )
        page = context.new_page()
        page.goto(f"{address}/uitdraai?rapport=focuswijk:merelveld")
        drawn(page)
        assert serious_findings(page) == []
        with page.expect_download(timeout=60_000) as found:
            page.get_by_role("button", name="Rapport als HTML").click()
        target = tmp_path / found.value.suggested_filename
        found.value.save_as(target)
        assert target.name == "rapport-voorbeeldstad-merelveld.html"
        page.goto(f"{address}/werkplan?bouwsteen=rondkomen")
        drawn(page)
        assert serious_findings(page) == []
        context.close()
    asked: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:")):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    # The policy of the file refuses axe too, so that is lifted for this look only.
    context = one_browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL", bypass_csp=True)
    page = context.new_page()
    page.route("**/*", refuse)
    page.goto(target.as_uri())
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")
    assert asked == []
    context.close()
