"""Fixtures that every part uses: real source files, the example as built once, and a data folder to break."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

import cli
from snapshot import publish, store
from snapshot.settings import CHECKOUT, settings

REAL = CHECKOUT.parent / "shared" / "real"
EXAMPLE_FILES = CHECKOUT / "data" / "voorbeeld" / "bronbestanden"


@pytest.fixture(scope="session")
def real() -> Path:
    """Folder of real source files beside the checkout; they are never part of the project."""
    if not REAL.is_dir():
        pytest.skip("de map ../shared/real met echte bronbestanden is er niet")
    return REAL


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, standard output and error."""

    code: int
    out: str
    err: str


def run_process(data: Path, *arguments: str, **environment: str) -> Ran:
    """Run the command line in a process of its own, on a data folder; the other cores are for other tests."""
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_THREADS": "1", "WIJKPEIL_DATA": str(data), **environment},
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def voorbeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example fetched and built. Read only: tests that change it use ``voorbeeld_copy``."""
    return made_once(tmp_path_factory, "voorbeeld", EXAMPLE_FILES, ["voorbeeldstad"])


@pytest.fixture(scope="session")
def kort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for the example's last years alone: half the time to build, for tests of builds whatever they say."""
    files = tmp_path_factory.mktemp("kort")
    for part in ("cbs_kwb/2024", "cbs_kwb/2025", "cbs_grenzen/2025"):
        shutil.copytree(EXAMPLE_FILES / part, files / part)
    (files / "gemeente").mkdir()
    for register in (EXAMPLE_FILES / "gemeente").iterdir():
        head, *rows = register.read_text(encoding="utf-8").splitlines(keepends=True)
        recent = [row for row in rows if row >= "2023"]
        (files / "gemeente" / register.name).write_text("".join([head, *recent]), encoding="utf-8")
    return made_once(tmp_path_factory, "kort", files, ["voorbeeldstad"])


def made_once(factory: pytest.TempPathFactory, name: str, files: Path, programmes: Sequence[str]) -> Path:
    """A data folder with these files fetched and these programmes built: one for the tests on all cores."""
    root = factory.getbasetemp()
    # Tests on another core have a folder of their own beside this one.
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    data = root / name
    with FileLock(root / f"{name}.slot"):
        if not data.is_dir():
            half = root / f"{name}-half"
            fetched = run_process(half, "fetch", "--from", str(files))
            assert fetched.code == 0, fetched.out + fetched.err
            for programme in programmes:
                built = run_process(half, "build", "--programme", programme)
                assert built.code == 0, built.err
            half.rename(data)
    return data


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that the process under test uses."""
    yield from _use(tmp_path / "data", monkeypatch)


@pytest.fixture
def voorbeeld_copy(voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the example's data folder, to change or break."""
    shutil.copytree(voorbeeld, tmp_path / "data")
    yield from _use(tmp_path / "data", monkeypatch)


@pytest.fixture
def kort_copy(kort: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the short example's data folder, to change or break."""
    shutil.copytree(kort, tmp_path / "data")
    yield from _use(tmp_path / "data", monkeypatch)


@pytest.fixture
def voorbeeld_open(voorbeeld: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Snapshot]:
    """The example's snapshot, opened."""
    for _ in _use(voorbeeld, monkeypatch):
        yield store.open_snapshot("voorbeeldstad")


def _use(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    data.mkdir(exist_ok=True)
    monkeypatch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    yield data
    settings.cache_clear()


@pytest.fixture
def wijkpeil(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in this process: ``wijkpeil("fetch", "--from", path)``."""

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["wijkpeil", *(str(argument) for argument in arguments)])
        capsys.readouterr()
        try:
            cli.main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


def pytest_sessionfinish() -> None:
    """Close what the process opened, so that DuckDB does not complain of leaks at the end."""
    store.forget()


def served_hash(programme: str = "voorbeeldstad") -> str:
    """The canonical hash of what is served now: a failed load or build must leave it as it was."""
    identifier = publish.read_pointer()["peilen"][programme]
    manifest = publish.verify(settings().snapshots / programme / identifier)
    return str(manifest["canoniek_sha256"])


# Files that take long: they come first, so that no core works on one of them alone at the end.
LONG = (
    "tests/snapshot/test_interrupted.py",
    "tests/snapshot/test_openbaar_attack.py",
    "tests/snapshot/test_publish.py",
    "tests/faults/test_kills.py",
    "tests/net/test_scripted_run.py",
    "tests/real/",
    "tests/net/",
    "tests/pages/",
    "tests/browser/test_browser.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order in which files are given to cores; without this, those with few tests come last."""
    items.sort(key=lambda item: next((n for n, path in enumerate(LONG) if item.nodeid.startswith(path)), len(LONG)))
