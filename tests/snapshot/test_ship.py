"""The public half on its way to another machine: checksums, damage, a full disk, and a process that is killed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from snapshot import publish, store
from snapshot.publish import SnapshotDamagedError
from snapshot.settings import settings
from tests.conftest import run_process
from tests.snapshot.broken import KILLED, full_disk, killed_at, run_broken

NAME = "voorbeeldstad"


@pytest.fixture
def shipped(voorbeeld: Path, tmp_path: Path) -> Path:
    """The folder of the peil in a folder that was shipped to."""
    ran = run_process(voorbeeld, "ship", "--to", str(tmp_path / "web"))
    assert ran.code == 0, ran.err
    (directory,) = (tmp_path / "web" / "snapshots" / NAME).iterdir()
    assert ran.out.splitlines()[-1] == (
        f"Nakijken na het verzenden: cd web/snapshots/{NAME}/{directory.name} && sha256sum -c SHA256SUMS"
    )
    return directory


def _checked(directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=directory, capture_output=True, text=True, check=False
    )


def test_the_checksums_are_those_of_every_file(shipped: Path) -> None:
    checked = _checked(shipped)
    assert checked.returncode == 0, checked.stdout
    named = {line.split(": ")[0] for line in checked.stdout.splitlines()}
    present = {p.relative_to(shipped).as_posix() for p in shipped.rglob("*") if p.is_file()}
    assert named == present - {"SHA256SUMS"}


@pytest.mark.parametrize("file", ["manifest.json", "openbaar.duckdb"])
def test_a_file_that_changed_underway_is_noticed_by_both_and_shipping_again_mends_it(
    shipped: Path, voorbeeld: Path, file: str
) -> None:
    content = (shipped / file).read_bytes()
    (shipped / file).write_bytes(content.replace(b"Merelveld", b"Merelvelt", 1))
    assert (shipped / file).read_bytes() != content
    assert _checked(shipped).returncode == 1
    with pytest.raises(SnapshotDamagedError, match="is beschadigd"):
        publish.verify(shipped)
    assert run_process(voorbeeld, "ship", "--to", str(shipped.parents[2])).code == 0
    assert (shipped / file).read_bytes() == content
    publish.verify(shipped)


def test_a_full_disk_leaves_what_was_served(shipped: Path, voorbeeld_copy: Path) -> None:
    newer = voorbeeld_copy / "snapshots" / NAME / f"0002-{shipped.name[5:]}"
    shutil.copytree(newer.with_name(shipped.name), newer)
    publish.point_to(NAME, newer.name, voorbeeld_copy / "snapshots")
    target = shipped.parents[2]
    ran = run_broken(voorbeeld_copy, full_disk(200_000), "ship", "--to", str(target))
    assert ran.code == 1
    assert ran.err == (
        "Fout: schrijven of lezen is niet gelukt (File too large). Controleer de schijfruimte en de rechten op de "
        "datamap en probeer het opnieuw. Er is niets half toegevoegd.\n"
    )
    assert [p.name for p in shipped.parent.iterdir()] == [shipped.name]
    assert publish.read_pointer(target / "snapshots")["peilen"] == {NAME: shipped.name}
    assert list((target / "snapshots").glob(".half-*")) == []


@pytest.mark.parametrize("moment", [killed_at("open", "SHA256SUMS"), killed_at("os.rename", f"{NAME}/0001")])
def test_killed_halfway_the_old_half_is_served_and_the_next_time_cleans_up(
    voorbeeld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    target = tmp_path / "web"
    assert run_broken(voorbeeld, moment, "ship", "--to", str(target)).code == KILLED
    assert list((target / "snapshots").glob("*/0001-*")) == []
    assert run_process(voorbeeld, "ship", "--to", str(target)).code == 0
    assert list((target / "snapshots").glob(".half-*")) == []
    monkeypatch.setenv("WIJKPEIL_DATA", str(target))
    settings.cache_clear()
    assert store.open_snapshot(NAME, store.Audience.OPENBAAR).banners == []
    settings.cache_clear()
