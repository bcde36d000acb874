"""The load log: every attempt to bring a file in, with its outcome, one JSON line each; never a value of the file."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from model.errors import Objection
from snapshot.notes import without_file
from snapshot.offered import Examined, Outcome

JOURNAL = "laadlog.jsonl"
_KINDS = ("opvallend", "apart_gezet")
# A line holds names and counts, no values; most are far shorter. The log itself may grow for years.
_LINE_BYTES = 4_000


def write_entry(root: Path, examined: Examined) -> None:
    """Append one attempt. Values stay out, since a log must not leak: what loaders quote, and what they list."""
    notes = [
        _without_list(_unquoted(without_file(note.text, examined.file.name)))
        for note in examined.notes
        if note.kind in _KINDS
    ]
    source = examined.loader.source.id if examined.loader else ""
    _write(root, examined.file.name, examined.outcome, source, examined.edition, examined.objections, notes)


def write_refusal(root: Path, source: str, edition: str, objections: Sequence[Objection]) -> None:
    """Append an attempt to fetch that came to nothing before there was a file; ``root`` need not exist yet."""
    root.mkdir(parents=True, exist_ok=True)
    for objection in objections:
        _write(root, objection.file, Outcome.REFUSED, source, edition, [objection], [])


def last_entries(root: Path, most: int) -> list[dict[str, Any]]:
    """The last attempts, newest first, at most so many; a line that was cut off is left out."""
    path = root / JOURNAL
    if not path.is_file():
        return []
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - most * _LINE_BYTES))
        lines = stream.read().decode("utf-8", errors="replace").splitlines()
    found: list[dict[str, Any]] = []
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict):
            found.append(entry)
    return found[:most]


def _write(
    root: Path,
    file: str,
    outcome: Outcome | None,
    source: str,
    edition: str | None,
    objections: Sequence[Objection],
    notes: Sequence[str],
) -> None:
    entry = {
        "tijd": datetime.now(UTC).isoformat(timespec="seconds"),
        "bestand": file,
        "uitkomst": outcome.value if outcome else "",
        "bron": source,
        "editie": edition or "",
        "bezwaren": [{"rij": o.row, "kolom": o.column, "probleem": _unquoted(o.problem)} for o in objections],
        "meldingen": notes,
    }
    with (root / JOURNAL).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _unquoted(text: str) -> str:
    """The text without all that stands between its first and last quotation mark: a value may hold one itself."""
    return re.sub(r"'.*'", "'…'", text, flags=re.DOTALL)


def _without_list(text: str) -> str:
    """What a note counts, without the names or codes that it lists after a colon."""
    return re.sub(r":\s.*", ".", text, flags=re.DOTALL)
