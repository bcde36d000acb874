"""Reports of the example and of Breda: one focuswijk, the whole programme and the werkplan, as HTML and as PDF."""

import os
import tempfile
import time

from benchmarks.bench_build import REAL, ROOT, _timed
from exports.pdf import pdf_of
from exports.report import report_html
from exports.werkplan import werkplan_html
from snapshot import store
from snapshot.material import current_material
from snapshot.settings import settings


def run() -> dict[str, float]:
    """CPU seconds per paper (another process may be at work), and its size; ≤ 10 s for one focuswijk is the aim."""
    measured: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        measured |= _measured("voorbeeldstad", data)
    if REAL.is_dir():
        with tempfile.TemporaryDirectory() as data:
            _timed(data, "fetch", "--from", str(REAL))
            _timed(data, "build", "--programme", "verbeter-breda")
            measured |= _measured("verbeter-breda", data)
    return measured


def _measured(name: str, data: str) -> dict[str, float]:
    os.environ["WIJKPEIL_DATA"] = data
    settings.cache_clear()
    found = {}
    material = current_material(name)
    wijk = next(wijk.id for wijk in material.s.programme.focuswijken if wijk.buurten)
    papers = {
        "focuswijk": lambda: report_html(material, focuswijk=wijk),
        "programma": lambda: report_html(material),
        "werkplan": lambda: werkplan_html(material),
    }
    for what, make in papers.items():
        start = time.process_time()
        html = make()
        found[f"{name} {what} html s"] = time.process_time() - start
        start = time.process_time()
        pdf = pdf_of(html)
        found[f"{name} {what} pdf s"] = time.process_time() - start
        found[f"{name} {what} html MB"], found[f"{name} {what} pdf MB"] = len(html) / 1e6, len(pdf) / 1e6
    store.forget()
    return found
