"""Whatever stands in a file that Wijkpeil keeps or that people write: an answer or a message in Dutch, never a crash.

Files of sources have their own (``tests/loaders/test_hostile_files.py``), answers of servers too
(``tests/net/test_any_answer.py``), and addresses of pages (``tests/faults/test_addresses.py``).
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import indicators
from model.errors import WijkpeilError
from snapshot import audit, marks, programmes, publish, store
from snapshot.archive import SIDECAR, Archive
from snapshot.intake import stated_editions
from snapshot.net_memory import FILE, read_memory
from snapshot.reading import descriptors_beside
from snapshot.settings import settings
from tests.faults.conftest import town_built  # noqa: F401
from tests.faults.town import NAME, PROGRAMME
from tests.thorough import times

FUZZ = {"deadline": 10_000, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("../../x")
ANY = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3)
)
DEEP = b"[" * 100_000
LAUGHS = b"a: &a [x, x]\n" + b"".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n".encode() for n in range(24)
)
ODD_YAML = [
    b"? [a, b]\n: c\n",
    b"a: 2001-99-99\n",
    b"a: 0b2\n",
    b"a: " + b"9" * 5000,
    LAUGHS,
    DEEP,
    b"&a [*a]",
    b"\xff\xfe",
]


@pytest.fixture(scope="module")
def data(town_built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:  # noqa: F811
    """A copy of the town, which this process uses."""
    copy = tmp_path_factory.mktemp("inhoud") / "data"
    shutil.copytree(town_built, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(copy))
        settings.cache_clear()
        yield copy
    store.forget()
    settings.cache_clear()


def _snapshot(data: Path) -> Path:
    return next((data / "snapshots" / NAME).iterdir())


def _spoiled(content: Any, path: list[int], odd: Any) -> Any:
    """The content with ``odd`` at a place that ``path`` leads to."""
    if not path or not isinstance(content, dict | list) or not content:
        return odd
    step, *rest = path
    if isinstance(content, dict):
        key = sorted(content)[step % len(content)]
        return {**content, key: _spoiled(content[key], rest, odd)}
    place = step % len(content)
    return [*content[:place], _spoiled(content[place], rest, odd), *content[place + 1 :]]


def _open(data: Path) -> None:
    store.forget()
    store.open_snapshot(NAME)


# Per kind of file: where it is, and what reads it.
JSON_FILES: dict[str, tuple[Callable[[Path], Path], Callable[[Path], object]]] = {
    "manifest": (lambda data: _snapshot(data) / publish.MANIFEST, _open),
    "wijzer": (lambda data: data / "snapshots" / publish.POINTER, _open),
    "herkomst": (
        lambda data: sorted((data / "raw").rglob(SIDECAR))[0],
        lambda data: Archive(data / "raw").everything(),
    ),
    "nagekeken": (lambda data: data / FILE, read_memory),
    "ingetrokken": (lambda data: _snapshot(data) / marks.WITHDRAWN, lambda data: marks.withdrawal(_snapshot(data))),
    "logboek": (lambda data: data / audit.FILE, lambda data: [dict(line) for line in audit.entries()]),
}
FRESH: dict[str, Any] = {
    "nagekeken": {"seen": {"a": {"server": "x", "version": "y", "deliveries": [1]}}, "offered": {}},
    "ingetrokken": {"datum": "2026-01-01", "tekst": "x"},
    "logboek": {"tijd": "2026-01-01", "wie": "a", "wat": "b"},
}


def _offer(data: Path, kind: str, content: bytes) -> None:
    """Read a file with this content; afterwards it is as it was."""
    place, read = JSON_FILES[kind]
    path = place(data)
    before, told = path.read_bytes() if path.exists() else None, "."
    path.write_bytes(content)
    try:
        read(data)
    except WijkpeilError as error:
        told = str(error)
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert told.endswith(".")


@pytest.mark.parametrize("kind", JSON_FILES)
@examples(max_examples=times(20), **FUZZ)
@given(path=st.lists(st.integers(0, 60), max_size=4), odd=ANY)
def test_json_with_any_value_in_any_place(data: Path, kind: str, path: list[int], odd: Any) -> None:
    place = JSON_FILES[kind][0](data)
    content = FRESH.get(kind) or json.loads(place.read_bytes())
    _offer(data, kind, json.dumps(_spoiled(content, path, odd)).encode())


@pytest.mark.parametrize("kind", JSON_FILES)
@examples(max_examples=times(10), **FUZZ)
@given(content=st.binary(max_size=60))
@example(DEEP)
@example(b"9" * 5000)
@example(b"\xff\xfe{}")
def test_json_that_is_none(data: Path, kind: str, content: bytes) -> None:
    _offer(data, kind, content)


def _programme(data: Path, content: bytes) -> None:
    path = data / "programmes" / NAME / "programme.yaml"
    path.write_bytes(content)
    try:
        programmes.load_programme(NAME, indicators.discover().keys())
    finally:
        path.write_text(PROGRAMME, encoding="utf-8")


def _source(data: Path, name: str, content: bytes) -> None:
    folder = data / "programmes" / NAME / "bronnen"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    try:
        programmes.load_all_descriptors()
        programmes.load_editions()
    finally:
        shutil.rmtree(folder)


def _beside(data: Path, name: str, content: bytes) -> None:
    folder = data / "aangeboden"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    try:
        stated_editions(folder)
        descriptors_beside(folder)
    finally:
        shutil.rmtree(folder)


YAML_FILES: dict[str, Callable[[Path, bytes], None]] = {
    "programma": _programme,
    "descriptor": lambda data, content: _source(data, "x.yaml", content),
    "edities": lambda data, content: _source(data, "edities.yaml", content),
    "bronnen": lambda data, content: _beside(data, "bronnen.yaml", content),
    "ernaast": lambda data, content: _beside(data, "x.yaml", content),
}


def _read(data: Path, kind: str, content: bytes) -> None:
    told = "."
    try:
        YAML_FILES[kind](data, content)
    except WijkpeilError as error:
        told = str(error)
    assert told.endswith((".", "?"))


@pytest.mark.parametrize("kind", YAML_FILES)
@examples(max_examples=times(15), **FUZZ)
@given(content=st.binary(max_size=40) | st.text(alphabet="ab:-[]{}&*!?|>'\"%@#\n 1.0", max_size=60).map(str.encode))
def test_yaml_that_is_anything(data: Path, kind: str, content: bytes) -> None:
    _read(data, kind, content)


@pytest.mark.parametrize("content", ODD_YAML, ids=lambda content: repr(content[:16]))
@pytest.mark.parametrize("kind", YAML_FILES)
def test_odd_yaml(data: Path, kind: str, content: bytes) -> None:
    _read(data, kind, content)


@examples(max_examples=times(25), **FUZZ)
@given(line=st.integers(0, 16), odd=ANY, removed=st.booleans())
def test_a_programme_with_any_line_changed(data: Path, line: int, odd: Any, removed: bool) -> None:
    lines = PROGRAMME.splitlines()
    key, colon, _ = lines[line % len(lines)].partition(":")
    lines[line % len(lines) : line % len(lines) + 1] = [] if removed else [f"{key}{colon} {json.dumps(odd)}"]
    _read(data, "programma", "\n".join(lines).encode())
