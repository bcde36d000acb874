"""The map of the city in a browser: from another choice to the map in other colours (limit 300 ms), all on the way."""

import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

from tests.browser._server import browser, example
from tests.browser.shots import settle
from tests.serving import serving

VIEWS = ("Verschil", "Waarde") * 5
_COLOURS = (
    "[...document.querySelectorAll('.wp-area')].map((area) => area.getAttribute('style') + area.className.baseVal)"
)
# Measured in the page itself: from the press until a frame in which an area has another colour.
_PRESS = f"""(label) => new Promise((told) => {{
  const colours = () => {_COLOURS}.join();
  const before = colours(), start = performance.now();
  const look = () => colours() === before ? requestAnimationFrame(look) : told(performance.now() - start);
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === label).click();
  requestAnimationFrame(look);
}})"""


def run() -> dict[str, float]:
    """Milliseconds in headless chromium on the example, on both pages with a map and views of it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        example(data)
        with serving(data) as address, browser() as one:
            page = one.new_context(viewport={"width": 1366, "height": 768}, locale="nl-NL").new_page()
            found = {path: _measured(page, f"{address}/{path}") for path in ("kaart", "verkennen")}
    return {f"{path} recoloured p{p} ms": float(np.percentile(found[path], p)) for path in found for p in (50, 95)}


def _measured(page: Page, address: str) -> list[float]:
    page.goto(address)
    settle(page)
    took = []
    for view in VIEWS:
        took.append(float(page.evaluate(_PRESS, view)))
        settle(page)
    return took
