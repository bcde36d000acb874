"""Pages of one table that came whole, kept beside its edition, so that a fetch that was stopped goes on with the next.

They are of one version of the table and thrown away as soon as the server calls it otherwise. What is taken from
here goes through the same checks as what comes from the server.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from model.errors import LoadRefused
from net.errors import Absent, Unreachable

_CODEC = "zstd"
_MOST_BYTES = 1_000_000_000
_SIZE = 8


class Kept:
    """Pages in ``folder``, by their address. Without a ``version`` none are kept: nothing tells whether they hold."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder, self._version = folder, version
        said = folder / "versie"
        if version and (not said.exists() or said.read_text(encoding="utf-8") != version):
            self.discard()
            folder.mkdir(parents=True)
            said.write_text(version, encoding="utf-8")

    def find(self, url: str) -> dict[str, Any] | None:
        """The page at this address; None when it is not here, or not whole."""
        try:
            stored = self._page(url).read_bytes() if self._version else b""
            size = int.from_bytes(stored[:_SIZE], "little")
            if not 0 < size <= _MOST_BYTES:
                return None
            content = json.loads(pa.decompress(stored[_SIZE:], size, _CODEC, asbytes=True))
        except (OSError, ValueError):
            return None
        return content if isinstance(content, dict) else None

    def keep(self, url: str, body: bytes) -> None:
        """Whole or not at all. Raises OSError."""
        if not self._version:
            return
        page = self._page(url)
        half = page.with_suffix(".half")
        half.write_bytes(len(body).to_bytes(_SIZE, "little") + pa.compress(body, _CODEC, asbytes=True))
        half.replace(page)

    def discard(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _page(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.bladzijde"


@contextmanager
def kept_pages(folder: Path, version: str) -> Iterator[Kept]:
    """Pages that stay when the server falls silent or the process ends, and go when what came of them is refused."""
    kept = Kept(folder, version)
    try:
        yield kept
    except Unreachable:
        raise
    except (LoadRefused, Absent):
        kept.discard()
        raise
