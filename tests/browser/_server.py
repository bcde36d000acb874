"""Start the real app on a free port, and a browser to look at it: shared by the browser tests and the screenshots."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[2]
NO_BROWSER = "Er is geen chromium. Installeer het met: sudo apt-get install chromium"
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Path of the browser, or None."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def example(data: Path) -> None:
    """Fetch and build the example municipality into an empty data folder."""
    environment = os.environ | {"WIJKPEIL_DATA": str(data)}
    for words in (("fetch", "--from", "data/voorbeeld/bronbestanden"), ("build", "--programme", "voorbeeldstad")):
        command = [sys.executable, "-c", "import cli; cli.main()", *words]
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(data: Path) -> Iterator[str]:
    """The app on a free port, reading snapshots under ``data``; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = os.environ | {"WIJKPEIL_DATA": str(data)}
    log = (data / "app.log").open("wb")
    process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"de app is niet gestart op {address}; zie app.log in de datamap")


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless chromium of the machine."""
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium(), args=list(_ARGUMENTS))
        try:
            yield one
        finally:
            one.close()
