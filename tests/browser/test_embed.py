"""A map on somebody else's site: shown where WIJKPEIL_EMBED_HOSTS says so, refused by the browser elsewhere."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser._server import serious_findings
from tests.browser.conftest import need_chromium
from tests.serving import free_port, serving

pytestmark = pytest.mark.browser
ALLOWED = free_port()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def elsewhere(folder: Path, port: int, html: str) -> Iterator[str]:
    """Another site, with one page."""
    folder.mkdir()
    (folder / "index.html").write_text(f"<!DOCTYPE html><html lang=nl><title>Site</title><h1>Site</h1>{html}</html>")
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def public(voorbeeld: Path) -> Iterator[str]:
    """The public app, which one other site may show."""
    need_chromium()
    here = f"http://127.0.0.1:{free_port()}"
    more = {"WIJKPEIL_EMBED_HOSTS": f"http://127.0.0.1:{ALLOWED}", "WIJKPEIL_SITE": here}
    with serving(voorbeeld, "--public", port=int(here.rpartition(":")[2]), **more) as address:
        yield address


def _page(one_browser: Browser, width: int = 1000) -> Page:
    context = one_browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL")
    return context.new_page()


def test_the_snippet_shows_the_map_alone_on_a_site_that_may(public: str, one_browser: Browser, tmp_path: Path) -> None:
    page = _page(one_browser)
    page.goto(f"{public}/kaart?periode=2024&indicator=inwoners")
    page.get_by_text("Zet dit op uw eigen site").click()
    snippet = page.locator("[data-testid='stCode'] code").inner_text()
    assert snippet.startswith(f'<iframe src="{public}/kaart?toon=figuur&amp;')
    assert 'title="Hoe verschillen de buurten' in snippet
    for width in (1000, 320):
        with elsewhere(tmp_path / str(width), ALLOWED, snippet) as site:
            page = _page(one_browser, width)
            page.goto(site)
            frame = page.frame_locator("iframe")
            frame.locator(".wp-area").first.wait_for(timeout=30_000)
            words = frame.locator("body").inner_text()
            assert "Bekijk in de monitor van Samen Vooruit" in words
            assert "Bron" in words
            assert "verzonnen" in words
            assert (
                frame.locator(".wp-head, .wp-band, [data-testid='stSelectbox'], [data-testid='stExpander']").count()
                == 0
            )
            assert not frame.locator("[data-testid='stHeader']").first.is_visible()
            inside = page.frames[1]
            assert inside.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert serious_findings(page) == []


def test_the_browser_refuses_it_elsewhere_and_every_other_page(
    public: str, one_browser: Browser, tmp_path: Path
) -> None:
    frames = {"stranger": f"{public}/kaart?toon=figuur", "allowed": f"{public}/kaart"}
    for name, address in frames.items():
        port = ALLOWED if name == "allowed" else free_port()
        with elsewhere(tmp_path / name, port, f'<iframe src="{address}" title="x"></iframe>') as site:
            page = _page(one_browser)
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.goto(site)
            page.wait_for_timeout(1500)
            assert any("frame-ancestors" in text for text in said), name
            assert page.frame_locator("iframe").locator(".wp-area").count() == 0
