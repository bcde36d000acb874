"""Small files for tests of tables, and the whole message of a refusal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loaders._frame import Table
from loaders._table import read_table
from model.errors import LoadRefused


def write(folder: Path, content: str | bytes, name: str = "cijfers.csv") -> Path:
    """A file with exactly these bytes, or this text as UTF-8."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(folder: Path, content: str | bytes, **options: Any) -> Table:
    return read_table(write(folder, content), **options)


def refusal(action: Callable[[], object]) -> str:
    """The message with which ``action`` is refused."""
    with pytest.raises(LoadRefused) as caught:
        action()
    return str(caught.value)


def texts(table: Table) -> list[str]:
    """Texts of a table's notes."""
    return [note.text for note in table.notes]
