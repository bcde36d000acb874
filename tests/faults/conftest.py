"""A small data folder with a served snapshot, and how a fault is offered to it and what must hold afterwards."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from snapshot import publish
from snapshot.settings import settings
from tests.conftest import Ran
from tests.faults.cases import Accepted, Refused
from tests.faults.town import NAME, make_town


@pytest.fixture(scope="session")
def town_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one edition of the kerncijfers, one of the borders, one register, and a snapshot of them."""
    data, files = tmp_path_factory.mktemp("stad"), tmp_path_factory.mktemp("bronnen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        make_town(data, files)
    settings.cache_clear()
    return data


@dataclass
class Town:
    """The data folder under test. Every fetch checks by itself that what is served stays as it was."""

    data: Path
    wijkpeil: Callable[..., Ran]

    def fetch(self, path: Path, *options: object) -> Ran:
        before = self._served()
        ran = self.wijkpeil("fetch", "--from", path, *options)
        assert self._served() == before
        return ran

    def _served(self) -> tuple[bytes, dict[Path, tuple[int, int]]]:
        """The pointer, and of every file of a snapshot when it was written and its size."""
        root = self.data / "snapshots"
        stats = {path: path.stat() for path in (root / NAME).rglob("*")}
        return (root / publish.POINTER).read_bytes(), {path: (s.st_mtime_ns, s.st_size) for path, s in stats.items()}

    def check(self, path: Path, *options: object) -> Ran:
        return self.wijkpeil("check", path, *options)

    @property
    def deliveries(self) -> list[str]:
        """Every delivery in the archive as source/edition/number."""
        sidecars = sorted((self.data / "raw").glob("*/*/*/herkomst.json"))
        return [sidecar.parent.relative_to(self.data / "raw").as_posix() for sidecar in sidecars]

    @property
    def log(self) -> list[dict[str, Any]]:
        lines = (self.data / "raw" / "laadlog.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def refuses(self, path: Path, case: Refused) -> None:
        """The file stays out with exactly this message, nothing changes, and the log has the attempt without values."""
        before = self.deliveries
        ran = self.fetch(path, *case.options)
        assert ran.out == f"{case.outcome.capitalize()}: 1\n  {case.message}\n"
        assert (ran.code, ran.err) == (1, "")
        assert self.deliveries == before
        entry = self.log[-1]
        assert (entry["bestand"], entry["uitkomst"]) == (path.name, case.outcome)
        told = json.dumps([o["probleem"] for o in entry["bezwaren"]], ensure_ascii=False)
        for quoted in re.findall(r"'([^']+)'", case.message):
            assert f"'{quoted}'" not in told

    def accepts(self, path: Path, case: Accepted) -> None:
        """The file goes in as this delivery, and what is odd about it is told and logged; nothing else changes."""
        before = self.deliveries
        checked = self.check(path, *case.options)
        assert checked.code == 0, checked.out
        assert [line for line in case.told if line not in checked.out.splitlines()] == [], checked.out
        ran = self.fetch(path, *case.options)
        assert (ran.code, ran.err) == (0, ""), ran.out
        assert ran.out.startswith("Toegevoegd: 1\n  ")
        assert [d for d in self.deliveries if d not in before] == [case.delivery]
        entry = self.log[-1]
        assert (entry["bestand"], entry["uitkomst"]) == (path.name, "toegevoegd")
        assert tuple(entry["meldingen"]) == case.logged


@pytest.fixture
def town(
    town_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wijkpeil: Callable[..., Ran]
) -> Iterator[Town]:
    """A copy of the built data folder, which the process under test uses."""
    data = tmp_path / "data"
    shutil.copytree(town_built, data)
    monkeypatch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    yield Town(data, wijkpeil)
    settings.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for the files of one fault."""
    path = tmp_path / "bestanden"
    path.mkdir()
    return path
