"""Processes of the command line that meet a full disk or are killed at a chosen moment, for real."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from snapshot.settings import CHECKOUT
from tests.conftest import Ran

KILLED = -signal.SIGKILL


def full_disk(bytes_per_file: int) -> str:
    """A limit on the size of any file stands in for a full disk: the write itself fails, in the middle of a file."""
    return (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_per_file}, {bytes_per_file}))"
    )


def killed_at(event: str, word: str) -> str:
    """kill -9 at the moment that Python is about to do ``event`` (an audit event) with ``word`` among its arguments."""
    return (
        "import os, sys; sys.addaudithook(lambda event, arguments: os.kill(os.getpid(), 9) "
        f"if event == {event!r} and {word!r} in str(arguments) else None)"
    )


def run_broken(data: Path, fault: str, *arguments: str) -> Ran:
    """Run the command line in a process of its own, with a fault put in before it starts."""
    done = subprocess.run(
        [sys.executable, "-c", f"{fault}\nimport cli; cli.main()", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_DATA": str(data)},
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
