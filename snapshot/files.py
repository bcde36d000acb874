"""Files that are whole or not there: hashing, atomic writes, and one lock per folder."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from model.errors import WijkpeilError


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def megabytes(size: int) -> str:
    """A number of bytes for a reader: in MB with one decimal."""
    return f"{size / 1_000_000:,.1f} MB".translate(str.maketrans(",.", ".,"))


def sync_directory(path: Path) -> None:
    """Make a rename in ``path`` durable; a no-op where the system cannot open folders (Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(path: Path, content: Any) -> None:
    """Write JSON so that a reader sees the old file or the new one, never a part. Raises OSError."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8 so that a reader sees the old file or the new one, never a part. Raises OSError."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never a part. Raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_directory(path.parent)


def copy_durably(source: Path, target: Path) -> None:
    """Copy a file's bytes to disk before anything may count on them. Raises OSError."""
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())


def shared(source: Path, target: Path) -> None:
    """The same file under a second name, for what nobody writes in; a copy where that cannot be. Raises OSError."""
    try:
        os.link(source, target)
    except OSError:
        copy_durably(source, target)


def move_into_place(temporary: Path, final: Path) -> None:
    """Rename a finished folder to its final name, durably. Raises OSError when the name is taken."""
    final.parent.mkdir(parents=True, exist_ok=True)
    os.rename(temporary, final)
    sync_directory(final.parent)


def remove_leftovers(folder: Path, prefix: str) -> None:
    """Remove half-made folders of a run that was killed. Call only under the folder's lock."""
    for leftover in folder.glob(f"{prefix}*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def only_one(folder: Path, what: str, wait: float = 0) -> Iterator[None]:
    """Hold the folder's lock; raises WijkpeilError naming what its holder does when it is held (fault 49).

    ``what``: what this process does under the lock. ``wait``: seconds to wait for another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(folder / ".slot", timeout=wait), folder / ".slot-van"
    try:
        with lock:
            holder.write_text(what, encoding="utf-8")
            try:
                yield
            finally:
                holder.unlink(missing_ok=True)
    except Timeout as error:
        held = holder.read_text(encoding="utf-8") if holder.is_file() else what
        raise WijkpeilError(
            f"Er loopt al {held} in {folder.name}/. Wacht tot die klaar is en probeer het dan opnieuw."
        ) from error
    except PermissionError as error:
        raise WijkpeilError(
            f"De map {folder.name}/ kan niet worden beschreven. Geef schrijfrechten of stel WIJKPEIL_DATA anders in."
        ) from error
