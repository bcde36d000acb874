"""Offer files as the page does, and wait for what the process with limits makes of them."""

import io
import time
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from snapshot import uploads
from snapshot.uploads import Upload

ANALIST = "analist@waterstad.nl"


def offer(*paths: Path, who: str = ANALIST) -> str:
    """Token of an upload of these files."""
    return uploads.begin(who, [(path.name, io.BytesIO(path.read_bytes())) for path in paths])


def offer_streams(streams: Mapping[str, BinaryIO], who: str = ANALIST) -> str:
    return uploads.begin(who, list(streams.items()))


def done(token: str, who: str = ANALIST, within: float = 60) -> Upload:
    """The upload once its process has ended."""
    end = time.monotonic() + within
    while (upload := uploads.state(token, who)).busy:
        assert time.monotonic() < end, "het lezen houdt niet op"
        time.sleep(0.05)
    return upload


def checked(*paths: Path) -> Upload:
    return done(offer(*paths))
