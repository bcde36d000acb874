"""Bytes of a text file to UTF-8: detects the encoding, and refuses what only looks readable (faults 1-4, 20, 29)."""

import gzip
import re
import zlib
from io import BufferedIOBase
from pathlib import Path

import numpy as np

from loaders._container import is_packed
from loaders._frame import refuse
from model.loading import Note

MAX_BYTES = 500_000_000
HEAD_BYTES = 65_536
MAX_LINE = 100_000
_BLOCK = 1 << 20
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_UTF8_BOM, _UTF16_BOMS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")


def read_bytes(path: Path, *, head: bool = False) -> bytes:
    """Content of a plain or gzipped file; with ``head`` only the whole lines in its first HEAD_BYTES.

    Raises LoadRefused when it is empty, damaged or larger than MAX_BYTES unpacked.
    """
    size = HEAD_BYTES if head else MAX_BYTES + 1
    try:
        with gzip.open(path) if is_packed(path) else path.open("rb") as stream:
            data = read_up_to(stream, size)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        refuse(path.name, "het gzip-bestand is beschadigd of niet volledig.", "Haal het bestand opnieuw op.")
    if len(data) > MAX_BYTES:
        refuse(
            path.name,
            "het bestand is uitgepakt groter dan 500 MB.",
            "Splits het bestand of kies een kleinere selectie.",
        )
    if not data:
        refuse(path.name, "het bestand is leeg (0 bytes).", "Haal het bestand opnieuw op of exporteer het opnieuw.")
    if head and len(data) == HEAD_BYTES:
        end = data.rfind(b"\n") + 1 or HEAD_BYTES
        data = data[: end + end % 2 if data.startswith(_UTF16_BOMS) else end]
    return data


def read_up_to(stream: BufferedIOBase, size: int) -> bytes:
    """At most ``size`` bytes. In blocks: asked for at once, Python sets that much memory apart for any small file."""
    found = bytearray()
    while len(found) < size and (block := stream.read(min(_BLOCK, size - len(found)))):
        found += block
    return bytes(found)


def to_utf8(data: bytes, file: str) -> tuple[bytes, str, list[Note]]:
    """UTF-8 without BOM and with ``\\n`` line ends, the name of the encoding found, and a note if it was not UTF-8."""
    data, encoding, notes = _decode(data, file)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if (at := data.find(b"\0")) >= 0:
        refuse(
            file,
            "deze rij bevat een NUL-teken (een byte 0).",
            "Het bestand is beschadigd of geen tekstbestand; exporteer het opnieuw.",
            row=data.count(b"\n", 0, at) + 1,
        )
    _refuse_endless_line(data, file)
    if not data.strip():
        refuse(file, "het bestand bevat geen tekst.", "Haal het bestand opnieuw op of exporteer het opnieuw.")
    return data, encoding, notes


def _refuse_endless_line(data: bytes, file: str) -> None:
    """A line beyond any table: a broken file, or one made to exhaust the reader."""
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == ord("\n"))
    lengths = np.diff(np.concatenate([[-1], ends, [len(data)]])) - 1
    if lengths.max() > MAX_LINE:
        refuse(
            file,
            "deze regel is langer dan 100.000 tekens.",
            "Het bestand is beschadigd of geen tabel; exporteer het opnieuw.",
            row=int(lengths.argmax()) + 1,
        )


def _decode(data: bytes, file: str) -> tuple[bytes, str, list[Note]]:
    if data.startswith(_UTF16_BOMS):
        return _decode_utf16(data, "utf-16", file)
    # Latin text in UTF-16 without BOM: nearly every second byte is 0.
    head = data[:1000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[start::2]
        if len(half) > 2 and half.count(0) > 0.9 * len(half):
            return _decode_utf16(data, encoding, file)
    has_bom = data.startswith(_UTF8_BOM)
    body = data[3:] if has_bom else data
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_cp1252(data, body, error.start + (3 if has_bom else 0), has_bom, file)
    return body, "utf-8-sig" if has_bom else "utf-8", []


def _decode_utf16(data: bytes, encoding: str, file: str) -> tuple[bytes, str, list[Note]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        refuse(
            file,
            f"het bestand is opgeslagen als UTF-16, maar is beschadigd bij byte {error.start + 1}.",
            "Sla het opnieuw op als 'CSV UTF-8'.",
        )
    note = Note("opvallend", f"{file}: tekenset UTF-16 herkend en omgezet.")
    return text.removeprefix("\ufeff").encode(), "utf-16", [note]


def _decode_cp1252(data: bytes, body: bytes, at: int, has_bom: bool, file: str) -> tuple[bytes, str, list[Note]]:
    row = data.count(b"\n", 0, at) + 1
    if has_bom or _MULTIBYTE.search(body):
        refuse(
            file,
            f"het bestand mengt twee tekensets: het is deels UTF-8, maar byte {at + 1} past daar niet in.",
            "Sla het hele bestand opnieuw op als 'CSV UTF-8'.",
            row=row,
        )
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError as error:
        refuse(
            file,
            f"de tekenset is geen UTF-8 en geen Windows-1252 (byte {error.start + 1} komt daar niet in voor).",
            "Sla het bestand opnieuw op als 'CSV UTF-8'.",
            row=data.count(b"\n", 0, error.start) + 1,
        )
    note = Note(
        "opvallend", f"{file}: tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten."
    )
    return text.encode(), "cp1252", [note]
