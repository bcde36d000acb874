"""The build that is busy, told in a file: every page and visitor sees how far it is, also after a page is reloaded.

The sign of life is a lock that only the build holds: it is let go when the process ends, however that happens. Lines
of JSON in ``snapshots/.voortgang.jsonl``, of the last build only.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from model.errors import WijkpeilError
from snapshot.settings import settings

FILE, _SLOT = ".voortgang.jsonl", ".voortgang.slot"
_UNEXPECTED = "Er ging iets mis in Wijkpeil zelf. De beheerder vindt de fout in snapshots/.opbouw.log of op het scherm."
Progress = Callable[[str, int], None]


class State(StrEnum):
    """How a build stands."""

    RUNNING = "bezig"
    DONE = "klaar"
    FAILED = "mislukt"
    BROKEN = "afgebroken"


@dataclass(frozen=True)
class Underway:
    """The last build. ``step`` of ``steps``; ``text``: what it does now; ``why``: the whole error, in Dutch.

    ``apart``: it was begun from a page, which may stop it. ``seconds``: how long it takes or took.
    """

    programme: str
    who: str
    hold: bool
    apart: bool
    pid: int
    started: datetime
    step: int
    steps: int
    text: str
    state: State
    why: str
    seconds: float


@contextmanager
def told(programme: str, who: str, hold: bool, apart: bool, steps: int, progress: Progress) -> Iterator[Progress]:
    """Tell of a build while this context lasts; gives a ``progress`` that also writes every step to the file."""
    path = settings().snapshots / FILE
    with FileLock(path.with_name(_SLOT), timeout=10):
        path.write_text("", encoding="utf-8")
        _add(
            path,
            {
                "programma": programme,
                "wie": who,
                "voorstel": hold,
                "apart": apart,
                "pid": os.getpid(),
                "stappen": steps,
            },
        )

        def tell(text: str, step: int) -> None:
            _add(path, {"stap": step, "tekst": text})
            progress(text, step)

        try:
            yield tell
        except WijkpeilError as error:
            _add(path, {"fout": str(error)})
            raise
        except BaseException as error:
            _add(path, {"fout": _UNEXPECTED if isinstance(error, Exception) else "De opbouw is gestopt."})
            raise
        _add(path, {"klaar": True})


def last() -> Underway | None:
    """The build that is busy, else the one before; None when there was none."""
    path = settings().snapshots / FILE
    lines = _lines(path)
    if not lines or "programma" not in lines[0]:
        return None
    running = _is_held(path.with_name(_SLOT))
    if not running:
        lines = _lines(path)  # it may have ended between the first look and the second
    first, end = lines[0], lines[-1]
    steps = [line for line in lines if "stap" in line]
    if "klaar" in end:
        state = State.DONE
    elif "fout" in end:
        state = State.FAILED
    else:
        state = State.RUNNING if running else State.BROKEN
    moment = time.time() if state is State.RUNNING else end["tijd"]
    return Underway(
        programme=first["programma"],
        who=first["wie"],
        hold=first["voorstel"],
        apart=first["apart"],
        pid=first["pid"],
        started=datetime.fromtimestamp(first["tijd"], UTC),
        step=steps[-1]["stap"] if steps else 0,
        steps=first["stappen"],
        text=steps[-1]["tekst"] if steps else "beginnen",
        state=state,
        why=end.get("fout", ""),
        seconds=max(0.0, moment - first["tijd"]),
    )


def _add(path: Path, line: dict[str, Any]) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(json.dumps({"tijd": time.time(), **line}, ensure_ascii=False) + "\n")


def _lines(path: Path) -> list[dict[str, Any]]:
    """Every whole line; the last one may be half written."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return []
    found = []
    for line in text.splitlines():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return found


def _is_held(slot: Path) -> bool:
    try:
        with FileLock(slot, timeout=0.05):
            return False
    except Timeout:
        return True
