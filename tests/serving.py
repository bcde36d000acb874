"""The app as ``wijkpeil serve`` opens it: a process of its own on a free port."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from snapshot.settings import CHECKOUT

_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")
_DRAW = random.SystemRandom()
_given: set[int] = set()


def free_port() -> int:
    """A port that nobody listens on now, and that no outgoing connection of another process is given meanwhile."""
    lowest = int(_RANGE.read_text().split()[0]) if _RANGE.is_file() else 32768
    while True:
        port = _DRAW.randrange(10_000, max(lowest, 20_000))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


@contextmanager
def serving(
    data: Path, *arguments: str, host: str = "127.0.0.1", port: int | None = None, **more: str
) -> Iterator[str]:
    """``wijkpeil serve`` with these arguments, reading ``data``; gives its address. ``more``: of the environment."""
    port = port or free_port()
    settings = {"WIJKPEIL_DATA": str(data), "WIJKPEIL_PORT": str(port), "WIJKPEIL_HOST": host, "CI": "true", **more}
    command = [sys.executable, "-c", "import cli; cli.main()", "serve", *arguments]
    with waited_for(command, CHECKOUT, {**os.environ, **settings}, data / "app.log", port) as address:
        yield address


@contextmanager
def waited_for(command: list[str], folder: Path, environment: dict[str, str], log: Path, port: int) -> Iterator[str]:
    """A command that opens the app on this port, from the moment that it answers; gives its address."""
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=stream, stderr=subprocess.STDOUT, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, log)
        yield address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)
        with suppress(ProcessLookupError):  # what did not want to stop
            os.killpg(process.pid, signal.SIGKILL)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"de app is niet gestart op {address}: {log.read_text()}")
