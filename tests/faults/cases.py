"""One fault as a case: what is wrong, the file that has it, and all that the user then reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

Build = Callable[[Path], Path]


@dataclass(frozen=True)
class Refused:
    """A file that stays out. ``fault``: its number in docs/faults.md; ``message``: whole, as fetch prints it."""

    fault: int
    what: str
    build: Build
    message: str
    options: tuple[str, ...] = ()
    outcome: str = "geweigerd"


@dataclass(frozen=True)
class Accepted:
    """A file that goes in. ``told``: lines that ``wijkpeil check`` prints; ``logged``: remarks in the load log."""

    fault: int
    what: str
    build: Build
    delivery: str
    told: tuple[str, ...] = ()
    logged: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


def each(cases: Sequence[Refused] | Sequence[Accepted]) -> pytest.MarkDecorator:
    """The test runs once per case, under the number of its fault."""
    return pytest.mark.parametrize("case", cases, ids=[f"{case.fault} {case.what}" for case in cases])


def spoil(path: Path, old: str, new: str, encoding: str = "utf-8-sig") -> Path:
    """The file with all of ``old``, which must be in it, replaced."""
    text = path.read_bytes().decode(encoding)
    assert old in text
    path.write_bytes(text.replace(old, new).encode(encoding))
    return path
