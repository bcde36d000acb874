"""The audit log: who did what and when. Only added to; it never holds a value of a file."""

import json
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock

from snapshot.settings import settings

FILE = "logboek.jsonl"


def record(who: str, what: str, **about: Any) -> None:
    """Add one line to the audit log of the data folder.

    ``who``: the visitor's name; ``what``: the act in Dutch ("peil gepubliceerd"); ``about``: names of programme,
    snapshot, file or source. Raises OSError when it cannot be written: then the act may not go on.
    """
    line = {"tijd": datetime.now(UTC).isoformat(timespec="seconds"), "wie": who, "wat": what, **about}
    settings().data.mkdir(parents=True, exist_ok=True)
    path = settings().data / FILE
    with FileLock(path.with_name(f".{FILE}.slot")), path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def entries() -> list[dict[str, Any]]:
    """Every line that can be read, oldest first; a line cut off by a power failure is left out."""
    path = settings().data / FILE
    found: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []:
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            found.append(entry)
    return found
