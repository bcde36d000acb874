"""The API of a warm app on the example, over HTTP: how long an answer takes (limit 20 ms), and its processor time."""

import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

import numpy as np

from benchmarks.bench_build import ROOT, _timed
from tests.serving import serving
from tests.sessions import processor_s

WARM, RUNS = 5, 100
FIGURES = "/api/v1/voorbeeldstad/figures"
QUESTIONS = {
    "one figure": "indicator=inwoners&area=GM9901&period=2024",
    "a map of buurten": "indicator=bijstand_per_1000&level=buurt&period=2024",
    "a trend of four areas": "indicator=bijstand_per_1000&area=focuswijken&area=rest&area=GM9901&area=NL00",
    "five hundred rows": "indicator=bijstand_per_1000&limit=500",
    "a map of buurten as csv": "indicator=bijstand_per_1000&level=buurt&period=2024&format=csv",
}


def run() -> dict[str, float]:
    """Milliseconds per question, and of an answer that the reader has already: median, 95th percentile, processor."""
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        with serving(Path(data), "--public") as address:
            return _measured(address)


def _measured(address: str) -> dict[str, float]:
    connection = HTTPConnection(address.removeprefix("http://"))
    measured, tag = dict[str, float](), ""
    for name, query in QUESTIONS.items():
        tag = _asked(connection, query)
        measured |= _many(address, connection, name, query)
    return measured | _many(address, connection, "not changed (304)", query, tag)


def _many(address: str, connection: HTTPConnection, name: str, query: str, tag: str = "") -> dict[str, float]:
    for _ in range(WARM):
        _asked(connection, query, tag)
    times, used = [], processor_s(address)
    for _ in range(RUNS):
        start = time.perf_counter()
        _asked(connection, query, tag)
        times.append(1000 * (time.perf_counter() - start))
    used = processor_s(address) - used
    return {
        f"{name} p50 ms": float(np.percentile(times, 50)),
        f"{name} p95 ms": float(np.percentile(times, 95)),
        f"{name} processor ms": 1000 * used / RUNS,
    }


def _asked(connection: HTTPConnection, query: str, tag: str = "") -> str:
    """Ask and read the whole answer; returns its ETag. Raises RuntimeError for a refusal."""
    connection.request("GET", f"{FIGURES}?{query}", headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status != (304 if tag else 200):
        raise RuntimeError(f"{answer.status} op {query}")
    return str(answer.headers["ETag"])
