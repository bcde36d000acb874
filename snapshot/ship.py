"""Take the public half of a snapshot out, to put on a public server that then has nothing else."""

import shutil
from pathlib import Path

from model.errors import WijkpeilError
from snapshot import files, marks, publish
from snapshot.publish import SnapshotDamagedError
from snapshot.settings import settings
from snapshot.store import Snapshot
from snapshot.story_withdrawal import publish_stories

_HALF_MADE = ".half-"


def ship(s: Snapshot, target: Path) -> Path:
    """Write the public half of ``s`` under ``target``, as a data folder that opens by itself; returns its folder.

    ``target`` becomes what WIJKPEIL_DATA points at: snapshots/<programme>/<peil>/ with openbaar.duckdb, geo/,
    manifest.json and SHA256SUMS, and the pointer. A sound peil that is there already stays; a damaged one is written
    anew. Raises WijkpeilError when ``target`` holds, or is, the municipality's own data folder, and OSError when it
    cannot be written; what ``target`` served before is then still served.
    """
    root = _public_root(target)
    final = root / s.programme.id / s.id
    with files.only_one(root, "een openbare helft"):
        files.remove_leftovers(root, _HALF_MADE)
        if not _sound(final):
            half = root / f"{_HALF_MADE}{s.programme.id}"
            try:
                _write(s, half)
                shutil.rmtree(final, ignore_errors=True)  # damaged, and it is written anew
                files.move_into_place(half, final)
            finally:
                shutil.rmtree(half, ignore_errors=True)
        publish.point_to(s.programme.id, s.id, root)
    return final


def carry_withdrawals(programme: str, target: Path) -> list[str]:
    """Mark under ``target`` the halves that were shipped and since withdrawn; returns those that were not marked yet.

    A step of its own: it is needed most when nothing is left to serve. Raises WijkpeilError as ``ship``.
    """
    folder, own = _public_root(target) / programme, settings().snapshots / programme
    carried = []
    for directory in sorted(folder.glob("*")):
        withdrawal = marks.withdrawal(own / directory.name)
        if withdrawal is not None and marks.withdrawal(directory) is None:
            files.copy_durably(own / directory.name / marks.WITHDRAWN, directory / marks.WITHDRAWN)
            carried.append(directory.name)
    return carried


def carry_stories(programme: str, target: Path) -> list[str]:
    """Make the stories under ``target`` those that may be public now; returns their ids.

    A step of its own, and the first: what may no longer be seen goes, whatever becomes of the rest. Raises
    WijkpeilError as ``ship``.
    """
    _public_root(target)
    return publish_stories(programme, target)


def _public_root(target: Path) -> Path:
    root = target / "snapshots"
    if (
        target.resolve() == settings().data.resolve()
        or list(root.glob(f"*/*/{publish.INTERN}"))
        or (target / "raw").exists()
    ):
        raise WijkpeilError(
            f"In {target.name}/ staan gegevens die niet openbaar zijn. Kies een lege map, of een map die alleen "
            "eerdere openbare helften heeft."
        )
    return root


def _sound(directory: Path) -> bool:
    """Whether a half is there as it was shipped; one of before there were checksums is written anew."""
    try:
        publish.verify(directory)
    except SnapshotDamagedError:
        return False
    return (directory / publish.CHECKSUMS).is_file()


def _write(s: Snapshot, half: Path) -> None:
    manifest = publish.public_manifest(publish.read_manifest(s.directory))
    for name in manifest["bestanden"]:
        (half / name).parent.mkdir(parents=True, exist_ok=True)
        files.copy_durably(s.directory / name, half / name)
    files.write_json(half / publish.MANIFEST, manifest)
    files.write_text(half / publish.CHECKSUMS, publish.checksums(half, manifest))
    publish.verify(half)
