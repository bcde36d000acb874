"""A real OpenID provider (the npm package oidc-provider) on loopback, with accounts that a test may change."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.serving import free_port

HERE = Path(__file__).parent
MISSING = "De inlogdienst voor de tests is er niet. Installeer hem met: npm ci --prefix tests/login"
SECRET = "geheim van de tests"


@dataclass
class Provider:
    """A provider that runs: its issuer, and the file with accounts ({login: claims}) that it reads at every login."""

    issuer: str
    file: Path

    def set_accounts(self, **accounts: dict[str, Any]) -> None:
        self.file.write_text(json.dumps(accounts), encoding="utf-8")


@contextmanager
def provider(folder: Path, app: str) -> Iterator[Provider]:
    """Start it for an app at this address; what it logs goes to the folder."""
    if shutil.which("node") is None or not (HERE / "node_modules").is_dir():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    port = free_port()
    one = Provider(f"http://127.0.0.1:{port}", folder / "accounts.json")
    one.set_accounts()
    command = ["node", str(HERE / "provider.mjs"), str(port), app, str(one.file), SECRET]
    with (folder / "inlogdienst.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(one.issuer, process, folder / "inlogdienst.log")
        yield one
    finally:
        process.terminate()
        process.wait(20)


def _wait(issuer: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        try:
            with urlopen(f"{issuer}/.well-known/openid-configuration", timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"de inlogdienst is niet gestart: {log.read_text()}")


def login_file(folder: Path, app: str, issuer: str, **changes: object) -> Path:
    """A file for WIJKPEIL_LOGIN; ``changes`` replace a field, None leaves it out."""
    fields: dict[str, object] = {
        "adres": app,
        "uitgever": issuer,
        "client_id": "wijkpeil",
        "client_secret": SECRET,
        "cookie_secret": "een lange tekst die alleen de tests kennen",
        "claim": "groups",
    }
    fields |= changes
    path = folder / "login.yaml"
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in fields.items() if value is not None]
    path.write_text("".join(lines), encoding="utf-8")
    path.chmod(0o600)
    return path
