"""Reports of the example and of Breda: one focuswijk, the whole programme and the werkplan, as HTML and as PDF."""

import time

from benchmarks.towns import on_both
from exports.pdf import pdf_of
from exports.report import report_html
from exports.werkplan import werkplan_html
from snapshot.material import current_material


def run() -> dict[str, float]:
    """CPU seconds per paper (another process may be at work), and its size; ≤ 10 s for one focuswijk is the aim."""
    return on_both(_measured)


def _measured(name: str, data: str) -> dict[str, float]:
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
    return found
