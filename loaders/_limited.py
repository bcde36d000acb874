"""Asks a small process with limits to take one file apart: what a hostile file does to a reader stays in there."""

import pickle
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

# What the answer is when the process was ended by its limits, or by what the file did to it.
ENDED = "ended"


def ask(program: Path, path: Path) -> Any:
    """What ``program`` (a file beside this one, which pickles its answer to standard output) says of a file."""
    status = path.stat()
    return _answer(program, path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=1)
def _answer(program: Path, path: Path, _size: int, _modified: int) -> Any:
    """Every loader looks at a file before one reads it, so the last answer is kept."""
    command = [sys.executable, "-I", str(program), str(path)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=600, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return ENDED
    return pickle.loads(done.stdout)


def forget() -> None:
    """Let go of the last answer, once the file has been read."""
    _answer.cache_clear()
