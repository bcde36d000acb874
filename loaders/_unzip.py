"""Files out of a zip archive without trusting it: names, number, and both declared and real size (faults 32-34)."""

import re
import stat
import zipfile
import zlib
from pathlib import Path

from loaders._frame import refuse

# All that reading a damaged or unusual zip archive raises.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
MAX_ENTRIES = 1_000
MAX_BYTES = 500_000_000
_DAMAGED = "het zip-bestand is beschadigd of niet volledig."
_FETCH_AGAIN = "Haal het bestand opnieuw op."


def open_zip(path: Path) -> zipfile.ZipFile:
    """A zip archive whose list of contents is safe to use. Raises LoadRefused for one that is not."""
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_ERRORS:
        refuse(path.name, _DAMAGED, _FETCH_AGAIN)
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        refuse(
            path.name,
            f"het zip-bestand bevat {len(entries)} bestanden; ten hoogste {MAX_ENTRIES} mag.",
            "Pak het zelf uit.",
        )
    for entry in entries:
        if _is_unsafe(entry):
            refuse(
                path.name,
                "het zip-bestand bevat een naam die buiten de map wijst, of een koppeling.",
                "Gebruik dit bestand niet; haal het opnieuw op bij de bron.",
                value=entry.orig_filename,
            )
        if entry.flag_bits & 0x1:
            refuse(path.name, "het zip-bestand is met een wachtwoord versleuteld.", "Pak het zelf uit.")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        refuse(path.name, "het zip-bestand is uitgepakt groter dan 500 MB.", "Pak het zelf uit en kies een bestand.")
    return archive


def members(archive: zipfile.ZipFile, *, suffixes: tuple[str, ...]) -> list[zipfile.ZipInfo]:
    """Files with one of ``suffixes`` (lower case), at most one folder deep, without what macOS adds."""
    found = []
    for entry in archive.infolist():
        parts = entry.filename.split("/")
        if entry.is_dir() or len(parts) > 2 or parts[0] == "__MACOSX" or parts[-1].startswith("."):
            continue
        if Path(parts[-1]).suffix.lower() in suffixes:
            found.append(entry)
    return sorted(found, key=lambda entry: entry.filename)


def read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, limit: int | None = None) -> bytes:
    """Content of ``entry``, or its first ``limit`` bytes. Raises LoadRefused when damaged.

    Never more than the size it declares, which ``open_zip`` has limited: zipfile stops there and finds a wrong CRC.
    """
    try:
        with archive.open(entry) as packed:
            if limit is not None:
                return packed.read(limit)
            return packed.read()
    except ZIP_ERRORS:
        refuse(file, _DAMAGED, _FETCH_AGAIN, value=entry.filename)


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return is_link or name.startswith("/") or bool(re.match(r"[A-Za-z]:", name)) or ".." in name.split("/")
