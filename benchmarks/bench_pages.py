"""Pages on the example: how long a page's script runs, and what a recoloured map sends to the browser.

Limits: p50 50 ms and p95 150 ms on every page, 10 KB per recolour.
"""

import os
import tempfile
import time

import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks.bench_build import ROOT, _timed
from pages._pages import PAGES
from snapshot.settings import settings

RUNS = 40
_SCRIPT = """
import time
import streamlit as st
from pages._pages import PAGES
page = next(entry for entry in PAGES if entry.path == "{page}")
start = time.perf_counter()
page.draw()
st.session_state["seconds"] = time.perf_counter() - start
"""


def run() -> dict[str, float]:
    """Milliseconds of a script run per page (after the first), of the first runs, and bytes of one map rerun."""
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        before = os.environ.get("WIJKPEIL_DATA")
        os.environ["WIJKPEIL_DATA"] = data
        settings.cache_clear()
        try:
            return _measured()
        finally:
            os.environ.pop("WIJKPEIL_DATA") if before is None else os.environ.update(WIJKPEIL_DATA=before)
            settings.cache_clear()


def _measured() -> dict[str, float]:
    measured: dict[str, float] = {}
    everything: list[float] = []
    for entry in PAGES:
        at = AppTest.from_string(_SCRIPT.format(page=entry.path), default_timeout=60)
        start = time.perf_counter()
        at.run()
        measured[f"{entry.path} first run ms"] = 1000 * (time.perf_counter() - start)
        if entry.path == "kaart":
            measured |= _sent(at)
        times = [1000 * at.run().session_state["seconds"] for _ in range(RUNS)]
        measured[f"{entry.path} p50 ms"] = float(np.percentile(times, 50))
        measured[f"{entry.path} p95 ms"] = float(np.percentile(times, 95))
        everything += times
    measured["all pages p50 ms"] = float(np.percentile(everything, 50))
    measured["all pages p95 ms"] = float(np.percentile(everything, 95))
    return measured


def _sent(at: AppTest) -> dict[str, float]:
    """Bytes of the map's own message, and of all elements that a rerun of the page sends."""
    protos = [element.proto for element in at.main if hasattr(element.proto, "ByteSize")]
    component = next(proto for proto in protos if proto.DESCRIPTOR.name == "BidiComponent")
    whole = sum(proto.ByteSize() for proto in protos)
    return {"map message bytes": float(component.ByteSize()), "map page elements bytes": float(whole)}
