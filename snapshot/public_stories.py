"""The stories that everybody may see, in a folder of their own beside the snapshots: ``verhalen/<programme>/``.

It is the only thing that a public process reads of stories, goes along with ``ship``, and is made anew each time: what
may no longer be seen is removed first, then comes what is new. A snapshot holds no story, as it never changes.
"""

import json
from pathlib import Path
from typing import Any

from model.errors import WijkpeilError
from model.verhaal import Verhaal
from snapshot import files
from snapshot.photo import photo_of
from snapshot.programmes import check_programme, folder_files, list_programmes, overlay_of
from snapshot.settings import settings
from snapshot.story_files import FOLDER, STONE

# What nobody outside needs to know.
_INTERN = {"reden", "id"}


def public_stories(programme: str) -> tuple[Verhaal, ...]:
    """The stories in the public folder, newest first; none of which consent was withdrawn."""
    found = []
    for path in sorted(_folder(programme, None).glob("*.json")):
        story = _read(path)
        if story is not None and story.may_be_public and not _withdrawn(programme, story.id):
            found.append(story)
    return tuple(sorted(found, key=lambda story: story.datum, reverse=True))


def public_photo(programme: str, story: str) -> bytes | None:
    """The photo of a story in the public folder; None when there is no such story."""
    if story not in {one.id for one in public_stories(programme)}:
        return None
    try:
        return (_folder(programme, None) / f"{story}.jpg").read_bytes()
    except OSError:
        return None


def has_work(programme: str, root: Path | None) -> bool:
    """Whether there is anything to publish or to take away."""
    stones = any((overlay_of(programme) / FOLDER).glob(f"*{STONE}"))
    return stones or _folder(programme, root).is_dir() or bool(_wanted(programme))


def refresh(programme: str, root: Path | None = None) -> list[str]:
    """Make the public folder of a programme what may be public now; gives the ids of the stories in it.

    The caller holds the lock of the programmes: an older answer must not come after a newer one.
    ``root``: the data folder to write in, by default our own. Raises OSError when it cannot be written; what may not be
    seen was removed before that.
    """
    folder, wanted = _folder(programme, root), _wanted(programme)
    if not wanted and not folder.is_dir():
        return []
    names = {name for own_id, (_, photo) in wanted.items() for name in _names(own_id, photo)}
    present = sorted(folder.glob("*")) + sorted(folder.glob(".*"))
    for path in present:
        if path.name not in names:
            path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    files.sync_directory(folder)
    for own_id, (text, photo) in wanted.items():
        if photo is not None:
            _write(folder / f"{own_id}.jpg", photo)
        _write(folder / f"{own_id}.json", text)
    return list(wanted)


def remove(programme: str, story: str) -> None:
    """Take one story out of our own public folder, durably."""
    folder = _folder(programme, None)
    if not folder.is_dir():
        return
    for path in (folder / f"{story}.json", folder / f"{story}.jpg", *folder.glob(f".{story}.*")):
        path.unlink(missing_ok=True)
    files.sync_directory(folder)


def _wanted(programme: str) -> dict[str, tuple[bytes, bytes | None]]:
    """Text and photo of each story that may be public, by id. A programme that is gone has none."""
    if programme not in list_programmes():
        return {}
    present, found = folder_files(programme), {}
    for story in check_programme(programme).verhalen:
        if not story.may_be_public:
            continue
        photo = None
        if story.foto is not None:
            try:
                photo = photo_of(present[f"{FOLDER}/{story.foto.bestand}"])
            except (WijkpeilError, KeyError):
                continue  # the folder changes right now; the next time it is whole
            story = story.model_copy(update={"foto": story.foto.model_copy(update={"bestand": f"{story.id}.jpg"})})
        content: dict[str, Any] = story.model_dump(mode="json", exclude=_INTERN, exclude_defaults=True)
        found[story.id] = (json.dumps(content, ensure_ascii=False, indent=1).encode(), photo)
    return found


def _names(own_id: str, photo: bytes | None) -> tuple[str, ...]:
    return (f"{own_id}.json", f"{own_id}.jpg") if photo is not None else (f"{own_id}.json",)


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        files.write_bytes(path, content)


def _read(path: Path) -> Verhaal | None:
    try:
        return Verhaal.model_validate({**json.loads(path.read_text(encoding="utf-8")), "id": path.stem})
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _folder(programme: str, root: Path | None) -> Path:
    return (root or settings().data) / FOLDER / programme


def _withdrawn(programme: str, story: str) -> bool:
    return (overlay_of(programme) / FOLDER / f"{story}{STONE}").exists()
