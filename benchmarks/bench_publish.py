"""Publishing a snapshot of the example and of Breda while 20 sessions read: how long it takes, and what they feel."""

import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.bench_build import REAL, ROOT, _timed
from snapshot import figures, files, publish, store
from snapshot.settings import settings

SESSIONS = 20
TIMES = 5


def run() -> dict[str, float]:
    """Seconds of publishing (verify, move, pointer), and milliseconds of one read before and during it."""
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
    before = os.environ.get("WIJKPEIL_DATA")
    os.environ["WIJKPEIL_DATA"] = data
    settings.cache_clear()
    try:
        return _published(name, Path(data) / "snapshots")
    finally:
        store.forget()
        os.environ.pop("WIJKPEIL_DATA") if before is None else os.environ.update(WIJKPEIL_DATA=before)
        settings.cache_clear()


def _published(name: str, root: Path) -> dict[str, float]:
    stop, reads, wrong = threading.Event(), list[tuple[float, float]](), list[str]()

    def session() -> None:
        own = store.open_snapshot(name)
        first = figures.figure_table(own, "inwoners")
        while not stop.is_set():
            start = time.perf_counter()
            if not figures.figure_table(own, "inwoners").equals(first):
                wrong.append(own.id)
            reads.append((start, time.perf_counter() - start))
            stop.wait(0.5)  # a visitor who changes something twice a second

    threads = [threading.Thread(target=session) for _ in range(SESSIONS)]
    for thread in threads:
        thread.start()
    time.sleep(5)
    published, seconds = list[tuple[float, float]](), list[float]()
    served = store.open_snapshot(name).directory
    for number in range(TIMES):
        made = root / f".opbouw-{number}"
        shutil.copytree(served, made)
        start = time.perf_counter()
        with files.only_one(root, "een opbouw"):
            publish.publish(name, made)
        published.append((start, time.perf_counter()))
        seconds.append(published[-1][1] - start)
    stop.set()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{len(wrong)} sessions saw another snapshot than they opened")
    during = [took for start, took in reads if any(a <= start <= b for a, b in published)]
    quiet = [took for start, took in reads if start < published[0][0]]
    return {
        f"{name} publish worst of {TIMES} s": max(seconds),
        f"{name} one read before, p95 ms": 1000 * float(np.percentile(quiet, 95)),
        f"{name} one read meanwhile, p95 ms": 1000 * float(np.percentile(during or quiet, 95)),
        f"{name} reads of {SESSIONS} sessions": float(len(reads)),
    }
