"""Starts the process that reads uploaded files, waits for it, and ends it with all that it started when time is up."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from enum import Enum

from snapshot.settings import CHECKOUT

# What the process itself says with its exit code; what it writes to standard output or error goes nowhere, since a
# library may well quote a value of the file there.
EXIT_DISK = 74


class Ended(Enum):
    """How the process ended."""

    DONE = "done"
    TOO_LONG = "too long"
    DISK = "disk"
    STOPPED = "stopped"


def run_limited(arguments: Sequence[str], seconds: int) -> Ended:
    """Run ``snapshot.upload_work`` to its end, or until it has taken ``seconds``."""
    with tempfile.TemporaryDirectory(prefix="wijkpeil-") as scratch:
        process = subprocess.Popen(
            [sys.executable, "-m", "snapshot.upload_work", *arguments],
            cwd=CHECKOUT,
            env={**os.environ, **_SMALL, "TMPDIR": scratch, "TEMP": scratch},
            stdin=subprocess.PIPE,  # it ends by itself when this end is closed, also by our own end
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name != "nt",
        )
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            return Ended.TOO_LONG
        finally:
            _end(process)
    if os.name != "nt" and code == -signal.SIGXCPU:
        return Ended.TOO_LONG
    return {0: Ended.DONE, EXIT_DISK: Ended.DISK}.get(code, Ended.STOPPED)


# Libraries reserve memory per thread and per pool; one thread reads one upload.
_SMALL = {
    "WIJKPEIL_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "PYTHONPATH": str(CHECKOUT),
}


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and the small ones that it started; where it is gone already, what it left behind."""
    if os.name == "nt":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin is not None:
        process.stdin.close()
