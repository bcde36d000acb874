"""An analyst and a resident on real Breda, in a browser: what they read is what stands in the files of CBS and RIVM."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from charts.numbers import number
from tests.browser._server import serious_findings
from tests.browser.conftest import Open, need_chromium
from tests.browser.shots import settle
from tests.conftest import made_once
from tests.real import files
from tests.real.conftest import offered
from tests.serving import serving

pytestmark = pytest.mark.browser
BUURT = "BU07580103"


@pytest.fixture(scope="module")
def breda(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with Verbeter Breda, built from the real files."""
    return made_once(tmp_path_factory, "breda", offered(real, tmp_path_factory), ["verbeter-breda"])


@pytest.fixture
def app(breda: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of the app on real Breda; the parameter is how it is started."""
    need_chromium()
    with serving(breda, *request.param) as address:
        yield address


@pytest.fixture(scope="module")
def published(real: Path) -> float:
    """Bijstand per 1.000 of 15 to 65 in Geeren-zuid, worked out of the file of CBS."""
    value = files.worked_out(files.kwb_2020(real), files.KWB_2020["bijstand_per_1000"])
    return float(value[BUURT])


@pytest.mark.parametrize("app", [()], indirect=True, ids=["intern"])
def test_an_analyst_goes_from_the_kloof_to_one_buurt_and_takes_the_figures_along(visit: Open, published: float) -> None:
    page = visit("/kloof?programma=verbeter-breda")
    page.get_by_role("link", name="Personen met bijstand").first.click()
    page.wait_for_url(re.compile("bijstand_per_1000"))
    page = visit("/verkennen?" + page.url.split("?")[1])
    page.locator(f".wp-rank[data-code='{BUURT}']").click()
    page.wait_for_selector(f".wp-area[data-code='{BUURT}'][aria-pressed='true']")
    assert number(published, 1) in page.locator(f".wp-rank[data-code='{BUURT}']").inner_text()
    settle(page)
    page.get_by_text("Tabel en download").first.click()
    with page.expect_download() as coming:
        page.locator(".wp-files a:text-is('CSV')").click()
    assert coming.value.suggested_filename == "wijkpeil-verbeter-breda-bijstand-per-1000-buurt-2020-intern.csv"
    told = csv.DictReader(Path(coming.value.path()).read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    value = next(row["waarde"] for row in told if row["gebied"] == BUURT)
    assert float(value.replace(",", ".")) == pytest.approx(published)
    assert serious_findings(page) == []
    assert visit.complaints == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("app", [("--public",)], indirect=True, ids=["openbaar"])
def test_a_resident_misspells_the_buurt_and_reads_its_figures(visit: Open, published: float) -> None:
    page = visit("/?programma=verbeter-breda", width=360, height=740)
    page.locator("[data-testid='stTextInput'] input").fill("geren zuid")
    page.keyboard.press("Enter")
    page.wait_for_selector(".wp-area-name:text-is('Geeren-zuid')")
    settle(page)
    told = page.locator(".wp-own-cards").inner_text()
    assert number(published, 1) in told
    assert page.locator(".wp-own-cards .wp-card").count() <= 7
    assert serious_findings(page) == []
    assert visit.complaints == []  # type: ignore[attr-defined]
