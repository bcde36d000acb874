"""A proposal (voorstel): a snapshot that is finished and verified, and waits for somebody to publish or discard it.

It stands in ``snapshots/.voorstel-NAME/``, out of sight of readers, one per programme. It was made with what was public
when its build began; once that is no longer so, its disclosure control is out of date and it cannot be published.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from model.errors import WijkpeilError
from snapshot import files, marks, publish
from snapshot.archive import Archive
from snapshot.publish import SnapshotDamagedError
from snapshot.settings import settings

_PREFIX = ".voorstel-"
_GONE = f"{publish.GONE}voorstel-"


class ProposalRefusedError(WijkpeilError):
    """A proposal that may not be published."""


def place(programme: str) -> Path:
    """Where the proposal of a programme stands, if there is one."""
    return settings().snapshots / f"{_PREFIX}{programme}"


def waiting() -> list[str]:
    """Programmes with a proposal."""
    found = settings().snapshots.glob(f"{_PREFIX}*")
    return sorted(path.name.removeprefix(_PREFIX) for path in found if path.is_dir())


def basis(programme: str) -> dict[str, Any]:
    """What a build rests on beside its input, for the manifest: the newest snapshot and those that are withdrawn."""
    present = publish.identifiers(programme)
    return {"volgt_op": present[-1] if present else None, "ingetrokken": _withdrawn(programme)}


def keep(programme: str, made: Path) -> Path:
    """Verify a finished folder and make it the proposal, in place of an earlier one. The caller holds the build lock.

    Raises SnapshotDamagedError, and OSError when it cannot be moved.
    """
    publish.verify(made)
    _remove(programme)
    files.move_into_place(made, place(programme))
    return place(programme)


def manifest_of(programme: str) -> dict[str, Any] | None:
    """The manifest of the proposal; None when there is no proposal. Raises SnapshotDamagedError."""
    return publish.read_manifest(place(programme)) if place(programme).is_dir() else None


def why_not(programme: str) -> list[str]:
    """In Dutch, why the proposal may not be published any more; empty when it may.

    Damage shows when it is published. Raises WijkpeilError when there is none, or the archive cannot be read.
    """
    try:
        manifest = manifest_of(programme)
    except SnapshotDamagedError:
        return ["het is beschadigd"]
    if manifest is None:
        raise WijkpeilError(f"Er is geen voorstel voor '{programme}'. {_remedy(programme)}")
    found = []
    newest = basis(programme)["volgt_op"]
    if newest != manifest.get("volgt_op"):
        found.append(
            f"na de opbouw is een ander peil gepubliceerd ({newest or 'geen'}), en de afscherming rekent daar niet mee"
        )
    if late := [one for one in _withdrawn(programme) if one not in manifest.get("ingetrokken", [])]:
        found.append(f"na de opbouw is peil {', '.join(late)} ingetrokken, en dit voorstel kan dezelfde fout hebben")
    held = {(d.source, d.edition, d.number) for d, _ in Archive(settings().raw).deliveries()}
    used = [(entry["bron"], entry["editie"], entry["levering"]) for entry in manifest["invoer"]]
    if gone := [f"{source} {edition}" for source, edition, number in used if (source, edition, number) not in held]:
        found.append(f"na de opbouw is gewist: {', '.join(gone)}")
    return found


def publish_proposal(programme: str) -> Path:
    """Verify the proposal, give it its name and serve it, under the build lock; returns its place.

    Raises ProposalRefusedError when it rests on what is no longer so or is damaged, and WijkpeilError when there is
    none or a build is busy. What is served is then as it was.
    """
    with files.only_one(settings().snapshots, "een publicatie"):
        if reasons := why_not(programme):
            raise _refused(programme, "; ".join(reasons))
        try:
            return publish.publish(programme, place(programme))
        except SnapshotDamagedError as damage:
            raise _refused(programme, "het is beschadigd") from damage


def discard_proposal(programme: str) -> None:
    """Remove the proposal: out of sight by one rename. Raises WijkpeilError when there is none, or a build is busy."""
    with files.only_one(settings().snapshots, "een verwerping"):
        if not place(programme).is_dir():
            raise WijkpeilError(f"Er is geen voorstel voor '{programme}'. {_remedy(programme)}")
        _remove(programme)


def _remove(programme: str) -> None:
    gone = settings().snapshots / f"{_GONE}{programme}"
    shutil.rmtree(gone, ignore_errors=True)
    if place(programme).is_dir():
        os.rename(place(programme), gone)
        files.sync_directory(gone.parent)
        shutil.rmtree(gone, ignore_errors=True)


def _withdrawn(programme: str) -> list[str]:
    folder = settings().snapshots / programme
    return [one for one in publish.identifiers(programme) if marks.withdrawal(folder / one) is not None]


def _refused(programme: str, why: str) -> ProposalRefusedError:
    return ProposalRefusedError(
        f"Het voorstel voor '{programme}' kan niet worden gepubliceerd: {why}. {_remedy(programme)}"
    )


def _remedy(programme: str) -> str:
    return f"Bouw opnieuw op met: wijkpeil build --programme {programme} --hold."
