"""Mijn buurt as a resident meets it: from cold browser to first card (limit 2 s), and from a name to the choice."""

import tempfile
import time
from pathlib import Path

import numpy as np

from tests.browser._server import browser, example
from tests.postcodes import add_postcodes
from tests.serving import serving

RUNS = 5
_PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "nl-NL"}


def run() -> dict[str, float]:
    """Milliseconds in headless chromium, each time in a browser context without anything kept."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        example(data)
        add_postcodes(data)
        with serving(data, "--public") as address, browser() as one:
            cold, searched = [], []
            for _ in range(RUNS):
                context = one.new_context(**_PHONE)
                page = context.new_page()
                start = time.perf_counter()
                page.goto(f"{address}/?gebied=BU99010100")
                page.wait_for_selector(".wp-own-cards .wp-plain")
                cold.append(1000 * (time.perf_counter() - start))
                page.get_by_label("Uw postcode, of de naam van uw buurt").fill("dalwijk")
                page.keyboard.press("Enter")
                start = time.perf_counter()
                page.wait_for_selector(".wp-choice")
                searched.append(1000 * (time.perf_counter() - start))
                context.close()
    return {
        "first visitor, cold browser, to first card ms": cold[0],
        "p50 cold browser to first card ms": float(np.percentile(cold, 50)),
        "p50 search to choice ms": float(np.percentile(searched, 50)),
    }
