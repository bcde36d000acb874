"""What a file is by its first bytes. A name proves nothing: exports are renamed, and Excel files are called .csv."""

import gzip
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from loaders._unzip import ZIP_ERRORS

GZIP = b"\x1f\x8b"
_HEAD = 4_096
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"
_SPSS = (b"$FL2", b"$FL3")
_WORKBOOK_PARTS = ("[Content_Types].xml", "_rels/", "docProps/", "xl/")
# Kinds that hold no table; the word is for the person who offered the file.
_OTHERS = {
    b"%PDF": "een PDF",
    b"\x89PNG": "een afbeelding (PNG)",
    b"\xff\xd8\xff": "een afbeelding (JPEG)",
    b"GIF8": "een afbeelding (GIF)",
    b"SQLite format 3\x00": "een database (SQLite of GeoPackage)",
    b"\x00\x00\x27\x0a": "een Shapefile",
    b"Rar!": "een RAR-archief",
    b"7z\xbc\xaf": "een 7z-archief",
}


class Container(StrEnum):
    """How the content of a file is packed; OTHER is everything that holds no table."""

    WORKBOOK = "werkmap"
    SPSS = "SPSS"
    ZIP = "zip"
    PARQUET = "Parquet"
    JSON = "JSON"
    TEXT = "tekst"
    OTHER = "iets anders"


def is_packed(path: Path) -> bool:
    """Whether the file is gzipped."""
    with path.open("rb") as stream:
        return stream.read(2) == GZIP


def head_of(path: Path, size: int) -> bytes:
    """First bytes of the file, unpacked when it is gzipped, as far as they can be read."""
    head = b""
    try:
        with gzip.open(path) if is_packed(path) else path.open("rb") as stream:
            while len(head) < size and (part := stream.read1(size - len(head))):
                head += part
    except (OSError, EOFError, zlib.error):
        pass  # what came before the damage is enough to tell what the file was
    return head


def container_of(path: Path) -> Container:
    """What kind of file this is, by its first bytes only. Of what is gzipped, only text and JSON can be read."""
    head = head_of(path, _HEAD)
    if head.startswith((_OLD_WORKBOOK, _ZIP, _PARQUET)) and is_packed(path):
        return Container.OTHER
    if head.startswith(_OLD_WORKBOOK):
        return Container.WORKBOOK
    if head.startswith(_ZIP):
        return Container.WORKBOOK if _holds_workbook(path, head) else Container.ZIP
    if head.startswith(_SPSS):
        return Container.OTHER if is_packed(path) else Container.SPSS
    if head.startswith(_PARQUET):
        return Container.PARQUET
    if kind_of_other(head) is not None:
        return Container.OTHER
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return Container.JSON if start in (b"{", b"[") else Container.TEXT


def kind_of_other(head: bytes) -> str | None:
    """In Dutch, what a file is that holds no table; None for all that may."""
    if any(head.startswith(start) for start in _OTHERS):
        return next(word for start, word in _OTHERS.items() if head.startswith(start))
    # Text has hardly any control characters, except UTF-16, where every second byte is 0.
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head) - max(head[0::2].count(0), head[1::2].count(0))
    return "een binair bestand van een onbekende soort" if odd > 0.05 * len(head) else None


def _holds_workbook(path: Path, head: bytes) -> bool:
    """By the list of contents; of a package that was cut off, by the name of its first part."""
    try:
        with zipfile.ZipFile(path) as package:
            return any(name.startswith("xl/") for name in package.namelist())
    except ZIP_ERRORS:
        length = int.from_bytes(head[26:28], "little")
        return head[30 : 30 + length].decode("utf-8", errors="replace").startswith(_WORKBOOK_PARTS)
