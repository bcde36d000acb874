"""Editions: what was told at a bijeenkomst, whole and on its own, so that next year it is the same to the last digit.

``edities/<programme>/<id>/`` holds the snapshot (``peil/<identifier>/``), the tables of the programme, what was said,
and the stories. ``SHA256SUMS`` names every file; the stamp is the sha256 of that list after what the edition says of
itself. A story may go when its consent is withdrawn, and corrections come later: neither breaks the stamp.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from model.editie import MOST_REASON, Correctie, Editie, Gezegd
from model.errors import WijkpeilError
from model.inhoud import Inhoud
from model.table import MAY_BE_ID
from model.verhaal import Verhaal
from snapshot import files, publish
from snapshot.edition_corrections import CORRECTIONS, Suspect, add, corrections, now
from snapshot.material import Material
from snapshot.naming import nearest_names
from snapshot.publish import CHECKSUMS
from snapshot.settings import settings
from snapshot.store import open_kept
from snapshot.stories import story_photo
from snapshot.story_files import parsed

EDITION, INHOUD, SAID = "editie.json", "inhoud.json", "gezegd.json"
SNAPSHOT, STORIES = "peil", "verhalen"
# A folder that is being made.
MAKING = ".nieuw-"
_APART = (EDITION, CHECKSUMS, CORRECTIONS)
_GEZEGD = TypeAdapter(tuple[Gezegd, ...])


class EditionDamagedError(WijkpeilError):
    """An edition that is no longer what was frozen, and so is not shown."""


@dataclass(frozen=True)
class Found:
    """An edition in the data folder. ``editie`` None: it cannot be opened, and ``wrong`` says why."""

    id: str
    editie: Editie | None
    wrong: str = ""


def place(programme: str, identifier: str) -> Path:
    """Where an edition of this name stands, if there is one."""
    return settings().edities / programme / identifier


def identifiers(programme: str) -> list[str]:
    """All editions of a programme by id; none of what is no name, such as a path, and none in a public process."""
    if settings().public or not publish.is_name(programme):
        return []
    folder = settings().edities / programme
    return sorted(p.name for p in folder.glob("*") if p.is_dir() and re.fullmatch(MAY_BE_ID, p.name))


def found(programme: str) -> list[Found]:
    """Every edition of a programme, newest first; those that cannot be opened last."""
    known, broken = [], []
    for identifier in identifiers(programme):
        try:
            known.append(Found(identifier, open_edition(programme, identifier)))
        except WijkpeilError as error:
            broken.append(Found(identifier, None, str(error)))
    return [*sorted(known, key=lambda one: one.editie.gemaakt if one.editie else "", reverse=True), *broken]


def open_edition(programme: str, identifier: str) -> Editie:
    """What is known of an edition, after checking all of it. Raises EditionDamagedError, and WijkpeilError without it.

    A check is kept as long as no file changed.
    """
    present = identifiers(programme)
    if identifier not in present:
        names = f" Er zijn: {', '.join(present)}." if present else " Er is nog geen editie."
        hint = nearest_names(identifier, present)
        raise WijkpeilError(f"Deze editie van '{programme}' bestaat niet.{hint}{names}")
    directory = place(programme, identifier)
    stats = ((p, p.stat()) for p in sorted(directory.rglob("*")) if p.is_file() and p.name != CORRECTIONS)
    return _checked(directory, tuple((str(p), s.st_ino, s.st_size, s.st_mtime_ns) for p, s in stats))


@lru_cache(maxsize=32)
def _checked(directory: Path, _files: tuple[tuple[str, int, int, int], ...]) -> Editie:
    return check(directory)


def check(directory: Path) -> Editie:
    """Hold every file of an edition against its stamp. Raises EditionDamagedError."""
    try:
        editie = Editie.model_validate_json((directory / EDITION).read_bytes())
        listed = (directory / CHECKSUMS).read_text(encoding="utf-8")
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in listed.splitlines())}
    except (OSError, ValueError) as error:
        raise _damaged(directory, directory.name, f"{EDITION} of {CHECKSUMS} is niet te lezen") from error
    if stamp(editie, listed) != editie.stempel:
        raise _damaged(directory, editie.naam, "het stempel klopt niet meer met wat erin staat")
    for name, digest in sums.items():
        path = directory / name
        if not path.is_file():
            if name.startswith(f"{STORIES}/"):
                continue
            what = f"het peil {editie.peil} erin is niet compleet ({path.name} ontbreekt)"
            raise _damaged(directory, editie.naam, what if name.startswith(f"{SNAPSHOT}/") else f"{name} ontbreekt")
        if files.sha256_of(path) != digest:
            whose = f" van het peil {editie.peil}" if name.startswith(f"{SNAPSHOT}/") else ""
            raise _damaged(directory, editie.naam, f"{name}{whose} is niet meer het bestand dat is bevroren")
    return editie


def stamp(editie: Editie, listed: str) -> str:
    """Hex sha256 over what an edition says of itself (but the stamp) and the list of its files with their hashes."""
    about = editie.model_dump(mode="json", exclude={"stempel"})
    told = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{told}\n{listed}".encode()).hexdigest()


def summed(directory: Path) -> str:
    """The list of all files of an edition that is being made, in the form that ``sha256sum -c`` reads."""
    paths = {p.relative_to(directory).as_posix(): p for p in directory.rglob("*") if p.is_file()}
    return "".join(f"{files.sha256_of(paths[n])}  {n}\n" for n in sorted(paths) if n not in _APART)


def editie_material(programme: str, identifier: str) -> Material:
    """The figures, programme and stories of an edition, with its corrections. Raises WijkpeilError."""
    editie = open_edition(programme, identifier)
    directory = place(programme, identifier)
    s = open_kept(directory / SNAPSHOT / editie.peil)
    inhoud = _read(directory, editie, INHOUD, Inhoud.model_validate_json)
    return Material(s, inhoud, _stories(directory), editie, corrections(directory))


def _stories(directory: Path) -> tuple[Verhaal, ...]:
    """The stories that an edition still has, in order of their ids."""
    found = []
    for path in sorted((directory / STORIES).glob("*.md")):
        story, _, _ = parsed(path.read_text(encoding="utf-8"), path.name, path.stem)
        if story is not None:
            found.append(story)
    return tuple(found)


def edition_photo(programme: str, identifier: str, story: str) -> bytes | None:
    """The photo of a story in an edition; None without one."""
    path = place(programme, identifier) / STORIES / f"{story}.jpg"
    return path.read_bytes() if re.fullmatch(MAY_BE_ID, story) and path.is_file() else None


def photo_of(material: Material, story: Verhaal) -> bytes | None:
    """The photo of a story, of the edition that the material is of, else of now; None without one."""
    if story.foto is None:
        return None
    if material.editie is None:
        return story_photo(material.s.programme.id, story)
    return edition_photo(material.editie.programma, material.editie.id, story.id)


def said(programme: str, identifier: str) -> tuple[Gezegd, ...]:
    """What an edition said of each figure of the kernset, in its order. Raises WijkpeilError."""
    editie = open_edition(programme, identifier)
    found: tuple[Gezegd, ...] = _read(place(programme, identifier), editie, SAID, _GEZEGD.validate_json)
    return found


def said_file(rows: tuple[Gezegd, ...]) -> Mapping[str, bytes]:
    """The file that ``said`` reads."""
    return {SAID: _GEZEGD.dump_json(rows, indent=1)}


def correct(programme: str, identifier: str, who: str, about: Suspect | None, reason: str) -> Correctie:
    """Add a correction, of one figure or of all.

    Raises WijkpeilError without a reason, and what ``open_edition`` does.
    """
    open_edition(programme, identifier)
    reason = " ".join(reason.split())
    if not reason or len(reason) > MOST_REASON:
        raise WijkpeilError(f"Schrijf in hoogstens {MOST_REASON} tekens waarom het cijfer anders is; dat staat erbij.")
    what = {} if about is None else asdict(about)
    what.pop("gezegd", None)
    made = Correctie(moment=now(), door=who, reden=reason, **what)
    add(place(programme, identifier), made)
    return made


def tell_withdrawn(programme: str, peil: str, who: str, reason: str) -> list[str]:
    """A correction in every edition that keeps this snapshot, also in a damaged one; gives their names."""
    told = []
    for directory in (place(programme, one) for one in identifiers(programme)):
        if (directory / SNAPSHOT / peil).is_dir():
            add(directory, Correctie(moment=now(), door=who, reden=reason[:MOST_REASON]))
            told.append(directory.name)
    return told


def _read(directory: Path, editie: Editie, name: str, parse: Any) -> Any:
    try:
        return parse((directory / name).read_bytes())
    except (OSError, ValidationError) as error:
        raise EditionDamagedError(
            f"Editie '{editie.naam}' is heel, maar deze versie van Wijkpeil kan {name} niet lezen. Open haar met de "
            "versie waarmee zij is gemaakt, of meld dit aan de makers."
        ) from error


def _damaged(directory: Path, name: str, what: str) -> EditionDamagedError:
    return EditionDamagedError(
        f"Editie '{name}' is beschadigd: {what}. Zij wordt niet getoond. Zet de map "
        f"edities/{directory.parent.name}/{directory.name}/ terug uit een reservekopie."
    )
