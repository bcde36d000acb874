"""From nothing to a served snapshot: the example, and Breda and Roosendaal where the real files are at hand."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "real"


def _timed(data: str, *arguments: str, code: str = "import cli; cli.main()") -> float:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={**os.environ, "WIJKPEIL_DATA": data},
        capture_output=True,
        check=False,
    )
    if done.returncode == 1:
        raise RuntimeError(done.stderr.decode())
    return time.perf_counter() - start


def run() -> dict[str, float]:
    """Seconds of each command in a process of its own, and the largest resident size of any process in MB."""
    measured = {}
    with tempfile.TemporaryDirectory() as data:
        # As ``make run`` does it, all but opening the app.
        code = "from snapshot.example import make_example; make_example()"
        measured["voorbeeld from nothing s"] = _timed(data, code=code)
    if REAL.is_dir():
        with tempfile.TemporaryDirectory() as data:
            measured["real fetch s"] = _timed(data, "fetch", "--from", str(REAL))
            for programme in ("verbeter-breda", "npr-roosendaal"):
                measured[f"{programme} build s"] = _timed(data, "build", "--programme", programme)
    measured["largest process MB"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return measured
