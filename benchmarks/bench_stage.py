"""The stage in a browser: from a key to the next dia on the screen (limit 150 ms), and making the file."""

import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

import numpy as np

from tests.browser._server import browser, example
from tests.serving import serving

# Measured in the page itself: from the key until the frame after the one in which the next dia shows.
_NEXT = """() => new Promise((told) => {
  const start = performance.now();
  dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown' }));
  requestAnimationFrame(() => requestAnimationFrame(() => told(performance.now() - start)));
})"""


def run() -> dict[str, float]:
    """Milliseconds per change over all dias of the example in headless chromium, and seconds to make the file."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        example(data)
        with serving(data) as address, browser() as one:
            start = time.perf_counter()
            with urlopen(f"{address}/podium/voorbeeldstad/nu", timeout=120) as answer:
                size = len(answer.read())
            made = time.perf_counter() - start
            page = one.new_context(viewport={"width": 1920, "height": 1080}, locale="nl-NL").new_page()
            page.goto(f"{address}/podium/voorbeeldstad/nu")
            page.wait_for_selector(".dia:not([hidden])")
            n = page.locator(".dia").count()
            took = [float(page.evaluate(_NEXT)) for _ in range(n - 1)]
    found = {f"next dia p{p} ms": float(np.percentile(took, p)) for p in (50, 95, 100)}
    return {"dias count": float(n), **found, "file made s": made, "file MB": size / 1e6}
