"""Publishing: verify a snapshot, move one small pointer, roll back. Readers keep what they opened."""

import json
import re
from pathlib import Path
from typing import Any

import duckdb

from model.errors import WijkpeilError
from snapshot import files, marks
from snapshot.logo import FOLDER
from snapshot.settings import settings

MANIFEST = "manifest.json"
INTERN, OPENBAAR = "intern.duckdb", "openbaar.duckdb"
POINTER = "wijzer.json"
CHECKSUMS = "SHA256SUMS"
# A folder that is being removed goes out of sight under this name first.
GONE = ".weg-"
# Seconds that a short act (a backup, moving the pointer) waits for a build to end.
PATIENCE = 1800.0
# What anybody may know of a delivery.
_SHOWN = ("bron", "editie", "levering", "uitgever", "licentie")
_PROGRAMME = re.compile(r"[a-z0-9-]+")
_IDENTIFIER = re.compile(r"\d{4}-[0-9a-f]{8}")


class SnapshotDamagedError(WijkpeilError):
    """A snapshot that must not be served."""


def read_manifest(directory: Path) -> dict[str, Any]:
    """The manifest of a snapshot directory. Raises SnapshotDamagedError."""
    try:
        manifest: dict[str, Any] = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest, dict):
            raise ValueError
    except (OSError, ValueError, RecursionError) as error:
        raise SnapshotDamagedError(
            f"Peil {directory.name} heeft geen leesbaar manifest. Zet een ander peil terug met: wijkpeil rollback."
        ) from error
    return manifest


def connect(directory: Path, database: str = INTERN) -> duckdb.DuckDBPyConnection:
    """A reader's connection: read-only, no files or network, settings locked. DuckDB wants all configured alike."""
    return duckdb.connect(
        str(directory / database),
        read_only=True,
        config={"enable_external_access": False, "lock_configuration": True, "threads": 2, "memory_limit": "512MB"},
    )


def verify(directory: Path, public: bool = False) -> dict[str, Any]:
    """Check engine version, hashes, leftovers and row counts. Returns the manifest; raises SnapshotDamagedError.

    ``public``: only the public half, with its own manifest; the other half is not opened.
    """
    manifest = read_manifest(directory)
    try:
        return _verified(directory, manifest, public)
    except (LookupError, TypeError, AttributeError, ValueError, duckdb.Error) as error:
        raise unsound(directory) from error


def unsound(directory: Path) -> SnapshotDamagedError:
    """The refusal of a snapshot whose manifest is JSON, but not as a build writes it."""
    return SnapshotDamagedError(
        f"Peil {directory.name} is beschadigd: {MANIFEST} is niet zoals een opbouw het schrijft. Bouw opnieuw op of "
        "zet een ander peil terug."
    )


def _verified(directory: Path, manifest: dict[str, Any], public: bool) -> dict[str, Any]:
    _check_shipped(directory)
    if public and manifest.get("openbaar"):
        manifest = public_manifest(manifest)
    made, here = manifest["versies"]["duckdb"], duckdb.__version__
    if _number(made) > _number(here):
        raise SnapshotDamagedError(
            f"Peil {directory.name} is gemaakt met DuckDB {made}; hier staat {here}. Werk Wijkpeil bij met: make setup."
        )
    for name, expected in manifest["bestanden"].items():
        path = directory / name
        if not path.is_file() or files.sha256_of(path) != expected:
            raise SnapshotDamagedError(
                f"Peil {directory.name} is beschadigd: {name} is niet meer het bestand dat is opgebouwd. "
                "Bouw opnieuw op of zet een ander peil terug."
            )
    if list(directory.glob("*.wal")):
        raise SnapshotDamagedError(
            f"Peil {directory.name} heeft een los .wal-bestand: iets heeft erin geschreven. Bouw opnieuw op."
        )
    for database, tables in halves(manifest).items():
        with connect(directory, database) as connection:
            for table, expected in tables.items():
                (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
                if count != expected:
                    raise SnapshotDamagedError(
                        f"Peil {directory.name} is beschadigd: {table} heeft {count} rijen, niet {expected}."
                    )
    if not any(tables["figure_map"] for tables in halves(manifest).values()):
        raise SnapshotDamagedError("De opbouw heeft geen enkel cijfer opgeleverd. Controleer de bronbestanden.")
    return manifest


def checksums(directory: Path, manifest: dict[str, Any]) -> str:
    """The manifest and all files that it names, in the form that ``sha256sum -c`` reads."""
    hashes = {MANIFEST: files.sha256_of(directory / MANIFEST), **manifest["bestanden"]}
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items()))


def _check_shipped(directory: Path) -> None:
    """Of a half that was shipped the manifest itself has a checksum too. Raises SnapshotDamagedError."""
    path = directory / CHECKSUMS
    if path.is_file() and f"{files.sha256_of(directory / MANIFEST)}  {MANIFEST}" not in path.read_text("utf-8").split(
        "\n"
    ):
        raise SnapshotDamagedError(
            f"Peil {directory.name} is beschadigd: {MANIFEST} is niet meer het bestand dat is verzonden. Verzend de "
            "openbare helft opnieuw met: wijkpeil ship --to MAP."
        )


def halves(manifest: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Rows per table of every database that a snapshot has: intern, openbaar, or both."""
    public = manifest.get("openbaar")
    found = {INTERN: manifest.get("rijen"), OPENBAAR: public["rijen"] if public else None}
    return {database: rows for database, rows in found.items() if rows}


def public_manifest(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest as it goes with the public half alone: nothing internal, no names of files."""
    public = manifest["openbaar"]
    shown = set(public["indicatoren"])
    return {
        "programma": public["programma"],
        "indicatoren": [indicator for indicator in manifest["indicatoren"] if indicator["id"] in shown],
        "bronnen": manifest["bronnen"],
        "gemaakt": manifest["gemaakt"],
        "versies": manifest["versies"],
        "invoer": [{key: entry[key] for key in _SHOWN if key in entry} for entry in manifest["invoer"]],
        "kaarten": manifest["kaarten"],
        "openbaar": public,
        "bestanden": {
            name: sha256
            for name, sha256 in manifest["bestanden"].items()
            if name == OPENBAAR or name.startswith(("geo/", f"{FOLDER}/"))
        },
    }


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def is_name(programme: str) -> bool:
    """Whether this may be the name of a programme: names become folders, so a path is no name."""
    return _PROGRAMME.fullmatch(programme) is not None


def identifiers(programme: str) -> list[str]:
    """All snapshots of a programme, oldest first; none of what is no name, such as a path."""
    if not is_name(programme):
        return []
    folder = settings().snapshots / programme
    return sorted(p.name for p in folder.glob("*") if p.is_dir() and _IDENTIFIER.fullmatch(p.name))


def next_identifier(programme: str, canonical: str) -> str:
    """A number one higher than the last, and the first digits of the canonical hash."""
    present = identifiers(programme)
    return f"{(int(present[-1][:4]) if present else 0) + 1:04d}-{canonical[:8]}"


def read_pointer(root: Path | None = None) -> dict[str, Any]:
    """{"peilen": {programme: identifier}, "laatst": programme}; empty when there is no readable pointer (fault 53).

    ``root``: the folder of the snapshots, by default that of the settings.
    """
    try:
        pointer: dict[str, Any] = json.loads(((root or settings().snapshots) / POINTER).read_text(encoding="utf-8"))
        return {"peilen": dict(pointer["peilen"]), "laatst": pointer["laatst"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {"peilen": {}, "laatst": None}


def point_to(programme: str, identifier: str, root: Path | None = None) -> None:
    """Serve this snapshot from now on."""
    pointer = read_pointer(root)
    pointer["peilen"][programme] = identifier
    pointer["laatst"] = programme
    files.write_json((root or settings().snapshots) / POINTER, pointer)


def publish(programme: str, made: Path) -> Path:
    """Verify a finished folder, give it its name and serve it; returns its place. The caller holds the lock.

    Raises SnapshotDamagedError, and OSError when it cannot be moved.
    """
    manifest = verify(made)
    final = settings().snapshots / programme / next_identifier(programme, manifest["canoniek_sha256"])
    files.move_into_place(made, final)
    point_to(programme, final.name)
    return final


def rollback(programme: str, identifier: str) -> None:
    """Serve an earlier snapshot again, after verifying it. Raises WijkpeilError."""
    directory = _known(programme, identifier)
    if (withdrawn := marks.withdrawal(directory)) is not None:
        raise WijkpeilError(
            f"Peil {identifier} is ingetrokken op {withdrawn.day:%d-%m-%Y} ({withdrawn.words}) en kan niet meer "
            "gelden. Kies een ander peil of bouw een nieuw peil op."
        )
    with files.only_one(settings().snapshots, "een opbouw"):
        verify(directory)
        point_to(programme, identifier)


def withdraw(programme: str, identifier: str, reason: str) -> str | None:
    """Serve this snapshot no more, and say why; returns what is served now, None when nothing sound is left.

    The mark comes first and is enough: nobody opens a marked snapshot, also while a build is busy. Then, when it was
    served, the pointer goes to the newest sound one before it, else after it. Raises WijkpeilError.
    """
    directory = _known(programme, identifier)
    if (withdrawn := marks.withdrawal(directory)) is not None:
        raise WijkpeilError(f"Peil {identifier} is al ingetrokken op {withdrawn.day:%d-%m-%Y} ({withdrawn.words}).")
    marks.put(directory / marks.WITHDRAWN, reason)
    with files.only_one(settings().snapshots, "een opbouw", wait=PATIENCE):
        served: str | None = read_pointer()["peilen"].get(programme)
        if served != identifier:
            return served
        present = identifiers(programme)
        place = present.index(identifier)
        for other in (*present[:place][::-1], *present[place + 1 :][::-1]):
            if marks.withdrawal(directory.with_name(other)) is None and _is_sound(directory.with_name(other)):
                point_to(programme, other)
                return other
    return None


def freeze(programme: str, identifier: str, name: str) -> None:
    """Keep this snapshot for good, as the edition ``name``, after verifying it. Raises WijkpeilError."""
    directory = _known(programme, identifier)
    if (edition := marks.frozen(directory)) is not None:
        raise WijkpeilError(f"Peil {identifier} is al bevroren als '{edition.words}'.")
    verify(directory)
    marks.put(directory / marks.FROZEN, name)


def _known(programme: str, identifier: str) -> Path:
    if identifier not in identifiers(programme):
        known = ", ".join(identifiers(programme)) or "geen"
        raise WijkpeilError(f"Peil {identifier} van '{programme}' bestaat niet. Bekende peilen: {known}.")
    return settings().snapshots / programme / identifier


def _is_sound(directory: Path) -> bool:
    try:
        verify(directory)
    except SnapshotDamagedError:
        return False
    return True
