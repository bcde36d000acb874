"""Nieuwe opbouw in a real browser: build, watch, look at the differences, publish, and see the new figures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from snapshot.build import build
from tests.browser._server import serious_findings
from tests.browser.shots import settle as drawn
from tests.faults.town import CODES
from tests.serving import serving
from tests.snapshot.proposed import NAME, deliver, served, settle

pytestmark = pytest.mark.browser


@pytest.fixture
def address(data_folder: Path) -> Iterator[str]:
    """The app on a town with a snapshot, and a later delivery in which much is different."""
    settle(data_folder)
    deliver(data_folder.parent / "eerst")
    build(NAME)
    koop = [60] * (len(CODES) - 1)
    deliver(data_folder.parent / "later", koop=[*koop, "."], BU000101AD=300, BU00010001=150)
    with serving(data_folder) as found:
        yield found


def test_a_proposal_is_built_looked_at_and_published(one_browser: Browser, address: str) -> None:
    context = one_browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/opbouw?programma={NAME}")
    drawn(page)
    page.get_by_role("button", name="Bouw een voorstel op").click()
    page.get_by_text("Dit voorstel voegt 0 cijfers toe, 1 vervalt, 3 veranderen meer dan 5 %.").wait_for(timeout=60_000)
    drawn(page)
    assert serious_findings(page) == []
    publish = page.get_by_role("button", name="Publiceer")
    assert publish.is_disabled()
    page.get_by_text("Ik heb de verschillen bekeken en wil toch publiceren.").click()
    page.wait_for_selector("button:enabled:has-text('Publiceer')")
    publish.click()
    page.get_by_text(re.compile(r"Peil 0002-[0-9a-f]{8} geldt nu")).wait_for()
    assert str(served()).startswith("0002-")
    page.get_by_role("link", name="Bekijk de nieuwe cijfers").click()
    page.wait_for_url(f"**/?programma={NAME}")
    drawn(page)
    assert page.locator(".wp-head h1").inner_text() == "Overzicht"
    page.goto(f"{address}/verantwoording?programma={NAME}&deel=programma")
    drawn(page)
    assert str(served()) in page.inner_text("body")
    assert errors == []
    context.close()
