"""A story that is taken away, everywhere and for good; and the public folder, made anew without it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from model.errors import WijkpeilError
from model.verhaal import Grafsteen
from snapshot import audit, files, public_stories
from snapshot.programmes import folder_files, overlay_of
from snapshot.settings import settings
from snapshot.stories import alone, stories
from snapshot.story_files import FOLDER, STONE


def publish_stories(programme: str, root: Path | None = None) -> list[str]:
    """Make the public folder of stories what may be public now; gives the ids in it. ``root``: see ``refresh``.

    Raises WijkpeilError when others keep changing programmes, and OSError.
    """
    if not public_stories.has_work(programme, root):
        return []
    with alone():
        finish_withdrawals(programme)
        return public_stories.refresh(programme, root)


def withdraw_story(who: str, programme: str, story: str) -> bool:
    """Take a story off everywhere, for good; gives whether it also stands in the folder that was shipped.

    The stone comes first: from then on no reader shows the story, whatever is still there. Then what the public copy,
    the editions and the overlay have of it goes; a process that is killed underway is finished by the next one. Raises
    WijkpeilError when there is no such story.
    """
    name = f"{FOLDER}/{story}.md"
    present = folder_files(programme)
    if name not in present or f"{FOLDER}/{story}{STONE}" in present:
        raise WijkpeilError("Dit verhaal is er niet meer.")
    folder = overlay_of(programme) / FOLDER
    with alone():
        audit.record(who, "toestemming ingetrokken", programma=programme, verhaal=story)
        folder.mkdir(parents=True, exist_ok=True)
        stone = Grafsteen(id=story, ingetrokken=f"{datetime.now(UTC):%Y-%m-%d}", door=who)
        files.write_json(folder / f"{story}{STONE}", stone.model_dump(mode="json"))
        finish_withdrawals(programme)
    return name in folder_files(programme)


def withdrawn(programme: str) -> tuple[Grafsteen, ...]:
    """What is left of stories that were taken away, the last one first."""
    found = []
    for path in (overlay_of(programme) / FOLDER).glob(f"*{STONE}"):
        try:
            found.append(Grafsteen.model_validate(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError):  # the file's being there is what counts
            found.append(Grafsteen(id=path.name.removesuffix(STONE), ingetrokken="", door=""))
    return tuple(sorted(found, key=lambda stone: stone.ingetrokken, reverse=True))


def finish_withdrawals(programme: str) -> None:
    """Remove whatever is left of stories with a stone: first what is public, then editions, then the overlay."""
    folder = overlay_of(programme) / FOLDER
    for stone in sorted(folder.glob(f"*{STONE}")):
        own_id = stone.name.removesuffix(STONE)
        public_stories.remove(programme, own_id)
        for path in sorted((settings().edities / programme).glob(f"*/{FOLDER}/{own_id}.*")):
            _erase(path)
        for path in _of_overlay(programme, folder, own_id):
            _erase(path)


def _of_overlay(programme: str, folder: Path, own_id: str) -> Iterator[Path]:
    """Photo and half-written files of a story, and last its text, which names the photo."""
    text = folder / f"{own_id}.md"
    if text.is_file():
        named = re.search(r"^\s+bestand:\s*['\"]?([\w.-]+)", text.read_text(encoding="utf-8", errors="replace"), re.M)
        others = {story.foto.bestand for story in stories(programme) if story.foto and story.id != own_id}
        if named and named[1] not in others:
            yield folder / named[1]
    for path in sorted({*folder.glob(f".{own_id}.*"), *folder.glob(f"{own_id}.*")}):
        if path.name != f"{own_id}{STONE}" and path != text:
            yield path
    yield text


def _erase(path: Path) -> None:
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        files.sync_directory(path.parent)
