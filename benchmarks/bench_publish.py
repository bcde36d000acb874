"""Publishing a snapshot of the example and of Breda while 20 sessions read: how long it takes, and what they feel."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.bench_build import ROOT
from benchmarks.towns import on_both
from snapshot import figures, store

SESSIONS = 20
TIMES = 5
# A visitor changes something every two seconds: twenty of them read ten times a second.
THINKS_S = 2.0
# In a process of its own, as a build does it; the sessions are in that of the app.
_PUBLISH = """
import sys, time
from pathlib import Path
from snapshot import files, publish
for made in sys.argv[2:]:
    start = time.time()
    with files.only_one(Path(made).parent, "een opbouw"):
        publish.publish(sys.argv[1], Path(made))
    print(start, time.time())
"""


def run() -> dict[str, float]:
    """Seconds of publishing (verify, move, pointer), and milliseconds of one read before and during it."""
    return on_both(_published)


def _published(name: str, data: str) -> dict[str, float]:
    root = Path(data) / "snapshots"
    stop, reads, wrong = threading.Event(), list[tuple[float, float]](), list[str]()

    def session(number: int) -> None:
        own = store.open_snapshot(name)
        first = figures.figure_table(own, "inwoners")
        stop.wait(THINKS_S * number / SESSIONS)
        while not stop.is_set():
            start = time.time()
            if not figures.figure_table(own, "inwoners").equals(first):
                wrong.append(own.id)
            reads.append((start, time.time() - start))
            stop.wait(THINKS_S)

    served = store.open_snapshot(name).directory
    made = [str(root / f".opbouw-{number}") for number in range(TIMES)]
    for folder in made:
        shutil.copytree(served, folder)
    threads = [threading.Thread(target=session, args=(number,)) for number in range(SESSIONS)]
    for thread in threads:
        thread.start()
    time.sleep(3 * THINKS_S)
    ran = subprocess.run(
        [sys.executable, "-c", _PUBLISH, name, *made], cwd=ROOT, check=True, capture_output=True, text=True
    )
    stop.set()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{len(wrong)} reads saw another snapshot than their session opened")
    published = [tuple(map(float, line.split())) for line in ran.stdout.splitlines()]
    during = [took for start, took in reads if any(a <= start + took and start <= b for a, b in published)]
    quiet = [took for start, took in reads if start < published[0][0]]
    return {
        f"{name} publish worst of {TIMES} s": max(end - start for start, end in published),
        f"{name} one read before, p95 ms": 1000 * float(np.percentile(quiet, 95)),
        f"{name} one read meanwhile, p95 ms": 1000 * float(np.percentile(during or quiet, 95)),
        f"{name} reads meanwhile": float(len(during)),
    }
