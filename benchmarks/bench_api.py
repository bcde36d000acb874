"""The API on the example, in a warm process: how long the routes take to answer (limit 20 ms), without network."""

import os
import tempfile
import time

import numpy as np

from benchmarks.bench_build import ROOT, _timed
from snapshot.settings import settings
from tests.exports.asking import FIGURES, ask

RUNS = 60
QUESTIONS = {
    "one figure": "indicator=inwoners&area=GM9901&period=2024",
    "a map of buurten": "indicator=bijstand_per_1000&level=buurt&period=2024",
    "a trend of four areas": "indicator=bijstand_per_1000&area=focuswijken&area=rest&area=GM9901&area=NL00",
    "five hundred rows": "indicator=bijstand_per_1000&limit=500",
    "a map of buurten as csv": "indicator=bijstand_per_1000&level=buurt&period=2024&format=csv",
}


def run() -> dict[str, float]:
    """Milliseconds per question (median and 95th percentile), and of an answer that the reader has already."""
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        before = {name: os.environ.get(name) for name in ("WIJKPEIL_DATA", "WIJKPEIL_PUBLIC")}
        os.environ.update(WIJKPEIL_DATA=data, WIJKPEIL_PUBLIC="true")
        settings.cache_clear()
        try:
            return _measured()
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
            settings.cache_clear()


def _measured() -> dict[str, float]:
    measured: dict[str, float] = {}
    for name, query in QUESTIONS.items():
        tag = ask(FIGURES, query).headers["etag"]
        times = [_ms(query) for _ in range(RUNS)]
        measured[f"{name} p50 ms"] = float(np.percentile(times, 50))
        measured[f"{name} p95 ms"] = float(np.percentile(times, 95))
    measured["not changed (304) p50 ms"] = float(
        np.percentile([_ms(query, if_none_match=tag) for _ in range(RUNS)], 50)
    )
    return measured


def _ms(query: str, **headers: str) -> float:
    start = time.perf_counter()
    ask(FIGURES, query, **headers)
    return 1000 * (time.perf_counter() - start)
