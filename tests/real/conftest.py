"""Real Breda and Roosendaal, fetched and built once for all tests in this folder."""

import shutil
from pathlib import Path

import pytest

from snapshot.settings import settings
from snapshot.store import Snapshot, open_snapshot
from tests.conftest import made_once
from tests.real.files import FETCHED

PROGRAMMES = ("verbeter-breda", "npr-roosendaal")


def offered(real: Path, factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that hold figures; not the national maps."""
    folder = factory.mktemp("aangeboden")
    for name in FETCHED:
        shutil.copy(real / name, folder)
    for path in sorted((real / "breda_local").iterdir()):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="package")
def data(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with both programmes built from these files."""
    return made_once(tmp_path_factory, "echt", offered(real, tmp_path_factory), PROGRAMMES)


@pytest.fixture(scope="package")
def opened(data: Path) -> dict[str, Snapshot]:
    """Both snapshots; a snapshot needs no setting once it is open."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        snapshots = {name: open_snapshot(name) for name in PROGRAMMES}
    settings.cache_clear()
    return snapshots


@pytest.fixture(scope="package")
def breda(opened: dict[str, Snapshot]) -> Snapshot:
    return opened["verbeter-breda"]


@pytest.fixture(scope="package")
def roosendaal(opened: dict[str, Snapshot]) -> Snapshot:
    return opened["npr-roosendaal"]


@pytest.fixture(scope="package", params=PROGRAMMES)
def s(request: pytest.FixtureRequest, opened: dict[str, Snapshot]) -> Snapshot:
    """Each of the two."""
    return opened[request.param]
