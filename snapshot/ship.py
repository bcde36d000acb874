"""Take the public half of a snapshot out, to put on a public server that then has nothing else."""

import shutil
from pathlib import Path

from model.errors import WijkpeilError
from snapshot import files, publish
from snapshot.settings import settings
from snapshot.store import Snapshot

_HALF_MADE = ".half-"


def ship(s: Snapshot, target: Path) -> Path:
    """Write the public half of ``s`` under ``target``, as a data folder that opens by itself; returns its folder.

    ``target`` becomes what WIJKPEIL_DATA points at: snapshots/<programme>/<peil>/ with openbaar.duckdb, geo/ and
    manifest.json, and the pointer. A peil that is there already stays. Raises WijkpeilError when ``target`` holds, or
    is, the municipality's own data folder.
    """
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
    final = root / s.programme.id / s.id
    with files.only_one(root, "een openbare helft"):
        files.remove_leftovers(root, _HALF_MADE)
        if not final.exists():
            half = root / f"{_HALF_MADE}{s.programme.id}"
            manifest = publish.public_manifest(publish.read_manifest(s.directory))
            for name in manifest["bestanden"]:
                (half / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(s.directory / name, half / name)
            files.write_json(half / publish.MANIFEST, manifest)
            publish.verify(half)
            files.move_into_place(half, final)
        publish.point_to(s.programme.id, s.id, root)
    return final
