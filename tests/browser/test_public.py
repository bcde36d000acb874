"""The public app in a real browser, in a data folder that holds the other half too: pages, other hosts, errors."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pages._pages import ALL_PAGES
from snapshot import publish
from tests.browser.conftest import Open, need_chromium
from tests.serving import serving

pytestmark = pytest.mark.browser
# As a public process has them: pages for residents first.
PUBLIC = sorted((entry for entry in ALL_PAGES if entry.public), key=lambda entry: entry.group != "bewoner")


@pytest.fixture(scope="session")
def app(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the public app on a copy of the example."""
    need_chromium()
    data = tmp_path_factory.mktemp("openbaar") / "data"
    shutil.copytree(voorbeeld, data)
    with serving(data, "--public") as address:
        yield address


def _words(page: Page) -> str:
    return str(page.locator("body").inner_text())


def test_the_menu_has_public_pages_only_and_nothing_to_upload(visit: Open) -> None:
    page = visit("/kaart")
    shown = page.locator(".wp-top nav a").all_text_contents()
    assert shown == [entry.title for entry in PUBLIC]
    assert page.locator("input[type=file]").count() == 0


def test_a_link_to_an_internal_indicator_is_a_link_to_nothing(visit: Open) -> None:
    page = visit("/kaart?indicator=aandeel_herkomst_turkije")
    assert "De link vraagt om een indicator die hier niet bestaat." in _words(page)
    assert "aandeel_herkomst" not in page.content()


def test_a_damaged_peil_gives_an_apology_without_details(visit: Open, voorbeeld: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(voorbeeld, data)
    (database,) = data.glob(f"snapshots/*/*/{publish.OPENBAAR}")
    database.write_bytes(b"kapot")
    with serving(data, "--public") as address:
        page = visit("/trend")
        page.goto(f"{address}/trend")
        page.wait_for_selector(".wp-empty")
        words = _words(page)
        assert "Deze pagina kan nu niet worden getoond" in words
        for detail in ("Traceback", ".duckdb", "wijkpeil ", str(tmp_path), database.parent.name):
            assert detail not in words
    assert database.parent.name in (data / "app.log").read_text()
