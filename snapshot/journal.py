"""The load log: every attempt to bring a file in, with its outcome, one JSON line each; never a value of the file."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snapshot.intake import Examined

JOURNAL = "laadlog.jsonl"


def write_entry(root: Path, examined: "Examined") -> None:
    """Append one attempt. Values stay out: an objection's place and problem tell enough, and a log must not leak."""
    entry = {
        "tijd": datetime.now(UTC).isoformat(timespec="seconds"),
        "bestand": examined.file.name,
        "uitkomst": examined.outcome.value if examined.outcome else "",
        "bron": examined.loader.source.id if examined.loader else "",
        "editie": examined.edition or "",
        "bezwaren": [
            {"rij": o.row, "kolom": o.column, "probleem": o.problem if o.value is None else "waarde niet bruikbaar"}
            for o in examined.objections
        ],
    }
    with (root / JOURNAL).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(entry, ensure_ascii=False) + "\n")
