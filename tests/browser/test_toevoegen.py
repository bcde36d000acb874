"""Gegevens toevoegen in a real browser: a register is dropped, described in the form and let in; another is refused."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser._server import serious_findings
from tests.browser.conftest import Open, need_chromium
from tests.loaders.registers import descriptor, write_descriptor
from tests.serving import serving

pytestmark = pytest.mark.browser
ENGLISH = re.compile(r"\b(Drag|drop|Browse|files?|Upload|per|Limit|Delete|Remove|Select|Choose|None|Yes)\b")
TREES = "buurt;jaar;bomen\nMerelveld;2024;70\nOeverlanden;2024;80\nWervelaar;2024;90\n"


@pytest.fixture(scope="session")
def app(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the app on a copy of the example, to which files may be added."""
    need_chromium()
    data = tmp_path_factory.mktemp("toevoegen") / "data"
    shutil.copytree(voorbeeld, data)
    with serving(data) as address:
        yield address


def _offer(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(path) for path in paths])
    page.get_by_role("button", name="Bekijk wat dit is").click()
    expect(page.locator(".wp-check-head").first).to_be_visible(timeout=60_000)


def test_a_register_is_described_in_the_form_and_added(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "bomen.csv").write_text(TREES, encoding="utf-8")
    page = visit("/toevoegen", width=360, height=740)
    assert ENGLISH.findall(page.locator("[data-testid=stFileUploader]").inner_text()) == []
    _offer(page, tmp_path / "bomen.csv")
    expect(page.locator(".wp-status")).to_have_text("beschrijving nodig")
    for label, words in (("Uitgever", "Gemeente Elzenvoorde"), ("Licentie", "CC0")):
        page.get_by_label(label, exact=True).fill(words)
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Controleer opnieuw").click(timeout=20_000)
    expect(page.locator(".wp-status")).to_have_text("kan worden toegevoegd", timeout=60_000)
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert serious_findings(page) == []
    add = page.get_by_role("button", name="Voeg bestand toe aan het archief")
    add.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 bestand is toegevoegd")).to_be_visible(timeout=60_000)
    expect(page.locator(".stMainBlockContainer").get_by_role("link", name="nieuwe opbouw")).to_have_attribute(
        "href", "/opbouw"
    )
    assert visit.complaints == []  # type: ignore[attr-defined]


def test_a_refused_file_shows_its_row_and_column(visit: Open, tmp_path: Path) -> None:
    (tmp_path / "inwoners.csv").write_text("buurt;jaar;inwoners\nMerelveld;2024;120\nOeverlanden;2024;veel\n")
    write_descriptor(tmp_path, descriptor(gemeente="GM9901"), "inwoners.yaml")
    page = visit("/toevoegen")
    _offer(page, tmp_path / "inwoners.csv", tmp_path / "inwoners.yaml")
    card = page.locator(".wp-check").first
    expect(card.locator(".wp-status")).to_have_text("geweigerd")
    place = card.locator("tbody tr").first.inner_text().split("	")
    assert place[:3] == ["3", "inwoners", "veel"]
    assert place[3].startswith("Dit is geen getal. Herstel de waarde.")
    expect(page.get_by_role("button", name="archief")).to_have_count(0)
    assert visit.complaints == []  # type: ignore[attr-defined]
