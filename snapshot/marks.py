"""What people decided about a snapshot after it was built: withdrawn, or frozen. Each is a file beside its manifest.

The file itself is the decision: one whose text cannot be read still counts.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from snapshot import files

WITHDRAWN, FROZEN = "ingetrokken.json", "bevroren.json"
# How long pages tell of a withdrawal: until well after the next yearly meeting about the figures.
NOTICE_DAYS = 365


@dataclass(frozen=True)
class Mark:
    """One decision: about which snapshot, on which day, and the words that were given (a reason, a name)."""

    identifier: str
    day: date
    words: str

    @property
    def notice(self) -> str:
        """What a page says of a withdrawal, where the figures were."""
        return (
            f"Op {self.day:%d-%m-%Y} zijn cijfers ingetrokken die hier stonden. Reden: {self.words.rstrip('.')}. "
            "Gebruik die cijfers niet meer."
        )

    @property
    def recent(self) -> bool:
        """Whether pages still tell of it."""
        return (datetime.now(UTC).date() - self.day).days < NOTICE_DAYS


def withdrawal(directory: Path) -> Mark | None:
    """The withdrawal of a snapshot, if any."""
    return _read(directory / WITHDRAWN)


def frozen(directory: Path) -> Mark | None:
    """The edition that this snapshot is kept as, if any."""
    return _read(directory / FROZEN)


def put(path: Path, words: str) -> Mark:
    """Write a mark of today. Raises OSError."""
    files.write_json(path, {"datum": datetime.now(UTC).date().isoformat(), "tekst": words})
    return Mark(path.parent.name, datetime.now(UTC).date(), words)


def _read(path: Path) -> Mark | None:
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Mark(path.parent.name, date.fromisoformat(content["datum"]), str(content["tekst"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        return Mark(path.parent.name, day, "niet meer bekend")
