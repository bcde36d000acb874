"""What servers said at the last check: so that only what changed is fetched, and ``wijkpeil sources`` knows the newest.

It may be thrown away: then everything is fetched once more, and what is the same does not go into the archive again.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field, ValidationError

from model.base import Model
from snapshot.files import write_json

FILE = "nagekeken.json"


class Seen(Model):
    """One edition as it was fetched: from which server, its version there, and the deliveries that it became."""

    server: str
    version: str
    deliveries: tuple[int, ...]


class Offered(Model):
    """What a source had on the internet at the last check, oldest first."""

    checked_at: datetime
    editions: tuple[str, ...]


class Memory(Model):
    """``seen`` by source, edition and areas; ``offered`` by source."""

    seen: dict[str, Seen] = Field(default_factory=dict)
    offered: dict[str, Offered] = Field(default_factory=dict)

    def remember(self, source: str, editions: tuple[str, ...]) -> None:
        self.offered[source] = Offered(checked_at=datetime.now(UTC).replace(microsecond=0), editions=editions)


def read_memory(data: Path) -> Memory:
    """The memory of a data folder; empty when there is none, or when it cannot be read."""
    try:
        return Memory.model_validate(json.loads((data / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError, RecursionError):
        return Memory()


def write_memory(data: Path, memory: Memory) -> None:
    """Replace the memory, whole. Raises OSError."""
    write_json(data / FILE, memory.model_dump(mode="json"))
