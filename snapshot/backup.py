"""One archive of everything that cannot be made again, and the way back: whole, checked, or not at all.

A gzipped tar whose first member is SHA256SUMS, which ``sha256sum -c`` reads after unpacking. In it: ``raw/``,
``snapshots/`` with the pointer, the editions in ``edities/``, and the overlays in ``programmes/``. A file that an
edition shares with a snapshot is in it once.
"""

import gzip
import os
import shutil
import tarfile
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from model.errors import WijkpeilError
from snapshot import files
from snapshot.publish import CHECKSUMS, PATIENCE
from snapshot.settings import settings

_LOCKED = ("raw", "snapshots", "edities")
_FOLDERS = (*_LOCKED, "programmes")
_BLOCK = 1 << 20
_DAMAGED = (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError, ValueError)


@dataclass(frozen=True)
class Contents:
    """What an archive holds: number of files, and their bytes."""

    files: int
    bytes: int


def backup(target: Path) -> Contents:
    """Write ``target`` and read it back. Waits for a fetch or build that is busy, and keeps others waiting or refused.

    Raises WijkpeilError when ``target`` is there already or lies in the data folder, or there is nothing to keep, and
    OSError when it cannot be written; then there is no ``target``.
    """
    data = settings().data.resolve()
    if target.exists():
        raise WijkpeilError(f"{target.name} bestaat al. Kies een andere naam, bijvoorbeeld met de datum erin.")
    if target.resolve().is_relative_to(data.resolve()):
        raise WijkpeilError("Een reservekopie hoort niet in de datamap zelf. Kies een map op een andere schijf.")
    half = target.with_name(f".half-{target.name}")
    with ExitStack() as locks:
        for folder in _LOCKED:
            if (data / folder).is_dir():
                locks.enter_context(files.only_one(data / folder, "een reservekopie", wait=PATIENCE))
        kept = {path.relative_to(data).as_posix(): path for folder in _FOLDERS for path in _files(data / folder)}
        if not kept:
            raise WijkpeilError(f"In de datamap {data.name}/ staat nog niets om te bewaren.")
        try:
            _write(kept, half)
            contents = _read(half, None)
            os.replace(half, target)
        finally:
            half.unlink(missing_ok=True)
    files.sync_directory(target.parent)
    return contents


def restore(source: Path) -> Contents:
    """Unpack an archive as the data folder, after checking every file of it.

    Raises WijkpeilError when the data folder is not empty or the archive is not what ``backup`` wrote, and OSError when
    it cannot be written; the data folder is then as it was.
    """
    data = settings().data.resolve()
    if not source.is_file():
        raise WijkpeilError(f"{source.name} bestaat niet. Geef een bestand dat wijkpeil backup heeft gemaakt.")
    if data.is_dir() and any(data.iterdir()):
        raise WijkpeilError(
            f"De datamap {data.name}/ is niet leeg. Terugzetten kan alleen in een lege map: stel WIJKPEIL_DATA op een "
            "nieuwe map in, of zet deze map eerst apart."
        )
    if data.is_mount():
        raise WijkpeilError(
            f"De datamap {data.name}/ is zelf een aangekoppelde schijf en kan niet in één keer worden vervangen. Stel "
            "WIJKPEIL_DATA in op een map op die schijf."
        )
    work = data.with_name(f".terug-{data.name}")
    with files.only_one(work, "een terugzetting"):
        try:
            shutil.rmtree(work / "data", ignore_errors=True)
            contents = _read(source, work / "data")
            if data.is_dir():
                data.rmdir()
            files.move_into_place(work / "data", data)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return contents


def _files(folder: Path) -> list[Path]:
    """All files, but hidden ones and what lies in hidden folders: locks, and what is being made."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _write(kept: dict[str, Path], half: Path) -> None:
    sums = "".join(f"{files.sha256_of(path)}  {name}\n" for name, path in kept.items()).encode()
    half.unlink(missing_ok=True)
    # It may hold answers of respondents: nobody else on this machine reads it.
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=1) as archive:
            header = tarfile.TarInfo(CHECKSUMS)
            header.size = len(sums)
            archive.addfile(header, BytesIO(sums))
            for name, path in kept.items():
                archive.add(path.resolve(), name, recursive=False)
        stream.flush()
        os.fsync(stream.fileno())


def _read(path: Path, folder: Path | None) -> Contents:
    """Read an archive whole, checking every file; with ``folder`` also write them there. Raises WijkpeilError."""
    count = size = 0
    try:
        with tarfile.open(path, "r|gz") as archive:
            first = archive.next()
            if first is None or first.name != CHECKSUMS:
                raise _damaged(path)
            expected = _sums(archive.extractfile(first))
            copied: dict[str, str] = {}
            while (member := archive.next()) is not None:
                wanted = expected.pop(member.name, None)
                if wanted is None or not _belongs(member.name):
                    raise _damaged(path)
                target = None if folder is None else folder / member.name
                if member.islnk() and copied.get(member.linkname) == wanted:
                    if folder is not None and target is not None:
                        target.parent.mkdir(parents=True, exist_ok=True)
                        files.shared(folder / member.linkname, target)
                elif not member.isreg() or _copied(archive.extractfile(member), target) != wanted:
                    raise _damaged(path)
                copied[member.name] = wanted
                count, size = count + 1, size + member.size
    except _DAMAGED as error:
        raise _damaged(path) from error
    if expected:
        raise _damaged(path)
    return Contents(count, size)


def _sums(stream: IO[bytes] | None) -> dict[str, str]:
    lines = stream.read().decode().splitlines() if stream else []
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[0] in _FOLDERS and ".." not in path.parts


def _copied(stream: IO[bytes] | None, target: Path | None) -> str:
    """Hex sha256 of a stream; written to ``target`` as it is read."""
    digest = sha256()
    with ExitStack() as opened:
        written: IO[bytes] | None = None
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            written = opened.enter_context(target.open("xb"))
        while stream and (block := stream.read(_BLOCK)):
            digest.update(block)
            if written:
                written.write(block)
        if written:
            written.flush()
            os.fsync(written.fileno())
    return digest.hexdigest()


def _damaged(path: Path) -> WijkpeilError:
    return WijkpeilError(
        f"{path.name} is beschadigd of is geen reservekopie van Wijkpeil. Gebruik een andere kopie; er is niets "
        "teruggezet."
    )
