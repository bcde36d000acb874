"""Remove old snapshots by a rule, and what killed processes left half-made. Never a served or frozen snapshot.

What an old public half told stays known to whoever saw it. The newest snapshot keeps account of it (``earlier``); while
that account cannot be read, the older ones are the only record, and nothing is removed.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from snapshot import earlier, edities, files, marks, publish, uploads
from snapshot.archive import Archive
from snapshot.settings import settings

KEEP = 5
LEFTOVERS = (".opbouw-", ".half-", publish.GONE)


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
    uploads.remove_old()
    if settings().raw.is_dir():
        with files.only_one(settings().raw, "een ophaalactie"):
            Archive(settings().raw).clean_up()
    if settings().edities.is_dir():
        with files.only_one(settings().edities, "een bevriezing"):
            files.remove_leftovers(settings().edities, edities.MAKING)
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
    if not _accounted(folder, present[-1]):
        done.left.append(
            f"{folder.name}: het nieuwste peil houdt bij wat ooit openbaar was, en dat is niet te lezen. Zet dat peil "
            "terug uit een reservekopie, of bouw opnieuw op."
        )
        return
    for identifier in present[:-keep]:
        directory = folder / identifier
        if identifier == served or marks.frozen(directory) or _still_told(directory):
            continue
        size = sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
        gone = folder.parent / f"{publish.GONE}{folder.name}-{identifier}"
        os.rename(directory, gone)
        shutil.rmtree(gone)
        done.removed.append((folder.name, identifier, size))


def _accounted(folder: Path, newest: str) -> bool:
    """Whether the newest snapshot says what was ever public; where only public halves are, no build asks for it."""
    return not (folder / newest / publish.INTERN).is_file() or earlier.read_earlier(folder, [newest]).number > 0


def _still_told(directory: Path) -> bool:
    withdrawal = marks.withdrawal(directory)
    return withdrawal is not None and withdrawal.recent
