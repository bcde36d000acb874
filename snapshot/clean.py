"""Remove old snapshots by a rule, and what killed processes left half-made. Never a served or frozen snapshot.

What an old public half told stays known to whoever saw it: its counts are kept, so that later builds reckon with them.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from snapshot import earlier, files, marks, publish
from snapshot.archive import Archive
from snapshot.settings import settings

KEEP = 5
LEFTOVERS = (".opbouw-", ".half-", ".weg-")
_GONE = ".weg-"


@dataclass
class Cleaned:
    """What was removed (programme and identifier, bytes), and in words what was left alone that the rule would take."""

    removed: list[tuple[str, str, int]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def clean(keep: int = KEEP) -> Cleaned:
    """Remove snapshots beyond the newest ``keep`` of each programme, under the locks of fetch and build.

    Stays: the served one, frozen ones, and withdrawn ones of which pages still tell. Raises WijkpeilError when a fetch
    or build is busy.
    """
    done = Cleaned()
    root = settings().snapshots
    if settings().raw.is_dir():
        with files.only_one(settings().raw, "een ophaalactie"):
            Archive(settings().raw).clean_up()
    with files.only_one(root, "een opbouw"):
        for prefix in LEFTOVERS:
            files.remove_leftovers(root, prefix)
        for folder in sorted(path for path in root.iterdir() if path.is_dir() and publish.identifiers(path.name)):
            _clean_programme(folder, keep, done)
    return done


def _clean_programme(folder: Path, keep: int, done: Cleaned) -> None:
    present = publish.identifiers(folder.name)
    served = publish.read_pointer()["peilen"].get(folder.name)
    if served not in present:
        done.left.append(
            f"{folder.name}: de wijzer noemt geen peil dat er is, dus niet bekend is wat geldt. Kies het met: wijkpeil "
            "rollback PEIL."
        )
        return
    for identifier in present[:-keep]:
        directory = folder / identifier
        if identifier == served or marks.frozen(directory) or _still_told(directory):
            continue
        try:
            earlier.keep_told(folder, identifier)
        except duckdb.Error:
            done.left.append(
                f"{folder.name} {identifier}: de openbare helft is niet te lezen, en wat zij vertelde moet bekend "
                "blijven. Zet het peil terug uit een reservekopie."
            )
            continue
        size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
        gone = folder.parent / f"{_GONE}{folder.name}-{identifier}"
        os.rename(directory, gone)
        shutil.rmtree(gone)
        done.removed.append((folder.name, identifier, size))


def _still_told(directory: Path) -> bool:
    withdrawal = marks.withdrawal(directory)
    return withdrawal is not None and withdrawal.recent
