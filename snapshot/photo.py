"""A photo that somebody gives: looked at within bounds, and never passed on as it came.

What leaves is a new JPEG of at most ``MOST_SIDE`` pixels, drawn from the pixels alone: no place, time, device or
anything else that a telephone writes into its files.
"""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from model.errors import WijkpeilError

MOST_BYTES, MOST_PIXELS, MOST_SIDE = 12_000_000, 60_000_000, 1600
FORMATS = ("JPEG", "PNG")
_QUALITY = 82


def reencoded(content: bytes) -> bytes:
    """The same picture as a small JPEG. Raises WijkpeilError, which says what is wrong and what to do."""
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1e6:.0f} MB"
        raise WijkpeilError(f"de foto is {size}; hoogstens {MOST_BYTES // 1_000_000} MB kan. Maak haar kleiner.")
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        width, height = image.size
        if width * height > MOST_PIXELS:
            said = f"de foto is {width} bij {height} pixels; hoogstens {MOST_PIXELS // 1_000_000} miljoen samen kan."
            raise WijkpeilError(f"{said} Maak haar kleiner.")
        image.draft("RGB", (MOST_SIDE, MOST_SIDE))  # a JPEG is read small at once
        image.load()
        return _drawn(image)
    except WijkpeilError:
        raise
    except Exception as error:  # whatever a decoder makes of a file that is none
        remedy = "Sla haar opnieuw op als JPEG of PNG."
        raise WijkpeilError(f"dit bestand is geen hele foto (JPEG of PNG). {remedy}") from error


def _drawn(image: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    transparent = upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info
    plain = upright.convert("RGBA" if transparent else "RGB")
    # A picture of its own: what came along in the file stays behind.
    clean = Image.new("RGB", plain.size, "white")
    clean.paste(plain, mask=plain.getchannel("A") if transparent else None)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def photo_of(path: Path) -> bytes:
    """The photo in a file, as ``reencoded`` gives it; made once as long as the file stays. Raises WijkpeilError."""
    try:
        status = path.stat()
    except OSError as error:
        raise WijkpeilError("de foto is er niet meer. Zet het bestand terug of haal haar uit het verhaal.") from error
    return _made(path, status.st_ino, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=24)
def _made(path: Path, _inode: int, _modified: int, size: int) -> bytes:
    if size > MOST_BYTES:  # not even read
        raise WijkpeilError(f"de foto is {size / 1e6:.0f} MB; hoogstens {MOST_BYTES // 1_000_000} MB kan.")
    return reencoded(path.read_bytes())
