"""A backup and the way back: equal to the last byte, and never half, whatever happens on the way."""

import os
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from snapshot import files, store
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran, run_process
from tests.snapshot.broken import KILLED, full_disk, killed_at, run_broken

Command = Callable[..., Ran]
NAME = "voorbeeldstad"
NOTHING_RESTORED = (
    "is beschadigd of is geen reservekopie van Wijkpeil. Gebruik een andere kopie; er is niets teruggezet."
)


@pytest.fixture(scope="module")
def kept(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the example."""
    target = tmp_path_factory.mktemp("kopie") / "wijkpeil.tar.gz"
    ran = run_process(voorbeeld, "backup", "--to", str(target))
    assert ran.code == 0, ran.err
    assert ran.out.startswith("wijkpeil.tar.gz heeft ")
    return target


def _content(data: Path) -> dict[str, str]:
    found = {p.relative_to(data).as_posix(): p for p in data.rglob("*") if p.is_file()}
    return {name: files.sha256_of(path) for name, path in found.items() if "/." not in f"/{name}"}


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_comes_back_is_what_was_kept_and_is_served(
    voorbeeld: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "terug"
    ran = run_process(data, "restore", "--from", str(kept))
    assert ran.code == 0, ran.err
    assert "Wis het opnieuw, zie: wijkpeil wis." in ran.out
    expected = {
        name: sha256 for name, sha256 in _content(voorbeeld).items() if name.split("/")[0] in ("raw", "snapshots")
    }
    assert _content(data) == expected
    assert _left(tmp_path) == ["terug"]
    monkeypatch.setenv("WIJKPEIL_DATA", str(data))
    settings.cache_clear()
    assert store.open_snapshot(NAME).banners == []
    settings.cache_clear()


def test_it_is_for_the_eyes_of_its_maker_and_sha256sum_reads_it(kept: Path, tmp_path: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    subprocess.run(["tar", "-xzf", str(kept), "-C", str(tmp_path)], check=True)
    subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_the_overlay_of_a_programme_goes_along(voorbeeld_copy: Path, tmp_path: Path, wijkpeil: Command) -> None:
    overlay = voorbeeld_copy / "programmes" / NAME / "verhaal.md"
    overlay.parent.mkdir(parents=True)
    overlay.write_text("Een verhaal.", encoding="utf-8")
    assert wijkpeil("backup", "--to", tmp_path / "k.tar.gz").code == 0
    assert run_process(tmp_path / "terug", "restore", "--from", str(tmp_path / "k.tar.gz")).code == 0
    assert (tmp_path / "terug" / "programmes" / NAME / "verhaal.md").read_text() == "Een verhaal."


def test_a_backup_does_not_overwrite_and_does_not_lie_in_what_it_keeps(
    voorbeeld: Path, kept: Path, data_folder: Path, wijkpeil: Command
) -> None:
    ran = run_process(voorbeeld, "backup", "--to", str(kept))
    assert ran.err.startswith("Fout: wijkpeil.tar.gz bestaat al.")
    ran = run_process(voorbeeld, "backup", "--to", str(voorbeeld / "raw" / "k.tar.gz"))
    assert ran.err.startswith("Fout: Een reservekopie hoort niet in de datamap zelf.")
    ran = wijkpeil("backup", "--to", data_folder.parent / "k.tar.gz")
    assert ran.err == "Fout: In de datamap data/ staat nog niets om te bewaren.\n"


def test_a_backup_waits_for_a_build_and_holds_the_next(kort_copy: Path, tmp_path: Path) -> None:
    build = subprocess.Popen(
        [sys.executable, "-c", "import cli; cli.main()", "build", "-p", NAME],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_DATA": str(kort_copy)},
    )
    while not list((kort_copy / "snapshots").glob(".opbouw-*")):
        time.sleep(0.05)
    ran = run_process(kort_copy, "backup", "--to", str(tmp_path / "k.tar.gz"))
    assert (build.wait(), ran.code) == (0, 0)
    with tarfile.open(tmp_path / "k.tar.gz") as archive:
        names = archive.getnames()
    assert len({name.split("/")[2] for name in names if name.startswith(f"snapshots/{NAME}/")}) == 2
    with files.only_one(kort_copy / "snapshots", "een reservekopie"):
        ran = run_process(kort_copy, "build", "-p", NAME)
    assert ran.err.splitlines()[-1] == (
        "Fout: Er loopt al een reservekopie in snapshots/. Wacht tot die klaar is en probeer het dan opnieuw."
    )


@pytest.mark.parametrize("size", [1_000, 3_000_000])
def test_a_full_disk_leaves_no_backup(voorbeeld: Path, tmp_path: Path, size: int) -> None:
    ran = run_broken(voorbeeld, full_disk(size), "backup", "--to", str(tmp_path / "k.tar.gz"))
    assert ran.code == 1
    assert ran.err.startswith("Fout: schrijven of lezen is niet gelukt (File too large).")
    assert _left(tmp_path) == []


def test_a_killed_backup_is_no_backup_and_the_next_one_cleans_up(voorbeeld: Path, tmp_path: Path) -> None:
    target = tmp_path / "k.tar.gz"
    assert run_broken(voorbeeld, killed_at("os.rename", "k.tar.gz"), "backup", "--to", str(target)).code == KILLED
    assert not target.exists()
    assert run_process(voorbeeld, "backup", "--to", str(target)).code == 0
    assert _left(tmp_path) == ["k.tar.gz"]


def test_only_an_empty_folder_is_filled(kept: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "notitie.txt").write_text("van mij")
    ran = run_process(data, "restore", "--from", str(kept))
    assert (ran.code, ran.err) == (
        1,
        "Fout: De datamap data/ is niet leeg. Terugzetten kan alleen in een lege map: stel WIJKPEIL_DATA op een nieuwe "
        "map in, of zet deze map eerst apart.\n",
    )
    assert _left(data) == ["notitie.txt"]
    assert run_process(data, "restore", "--from", str(tmp_path / "niets")).err.startswith("Fout: niets bestaat niet.")


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _packed(**members: bytes) -> bytes:
    """A tar in which names have __ for / and dots for nothing."""
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name.replace("__", "/").replace("UP", ".."))
            info.size = len(content)
            archive.addfile(info, BytesIO(content))
    return packed.getvalue()


_EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    "broken",
    [
        _cut,
        _flipped,
        lambda _: b"",
        lambda _: b"geen archief",
        lambda _: _packed(raw__x=b"zonder controlegetallen"),
        lambda _: _packed(SHA256SUMS=f"{_EMPTY}  raw/x\n".encode()),
        lambda _: _packed(SHA256SUMS=f"{_EMPTY}  raw/x\n".encode(), raw__x=b"anders"),
        lambda _: _packed(SHA256SUMS=f"{_EMPTY}  raw/../../weg\n".encode(), raw__UP__UP__weg=b""),
        lambda _: _packed(SHA256SUMS=f"{_EMPTY}  /tmp/weg\n".encode(), __tmp__weg=b""),
    ],
)
def test_a_damaged_archive_restores_nothing(kept: Path, tmp_path: Path, broken: Callable[[bytes], bytes]) -> None:
    (tmp_path / "k.tar.gz").write_bytes(broken(kept.read_bytes()))
    data = tmp_path / "map" / "data"
    data.mkdir(parents=True)
    ran = run_process(data, "restore", "--from", str(tmp_path / "k.tar.gz"))
    assert (ran.code, ran.err) == (1, f"Fout: k.tar.gz {NOTHING_RESTORED}\n")
    assert _left(tmp_path) == ["k.tar.gz", "map"]
    assert _left(data.parent) == ["data"]
    assert _left(data) == []


@pytest.mark.parametrize("moment", [killed_at("open", "openbaar.duckdb"), killed_at("os.rename", "terug-data")])
def test_killed_halfway_nothing_is_restored_and_the_next_time_all_is(kept: Path, tmp_path: Path, moment: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    assert run_broken(data, moment, "restore", "--from", str(kept)).code == KILLED
    assert not data.exists() or _left(data) == []
    assert run_process(data, "restore", "--from", str(kept)).code == 0
    assert _left(data) == ["raw", "snapshots"]
    assert _left(tmp_path) == ["data"]


def test_a_full_disk_restores_nothing(kept: Path, tmp_path: Path) -> None:
    ran = run_broken(tmp_path / "data", full_disk(1_000_000), "restore", "--from", str(kept))
    assert ran.code == 1
    assert ran.err.startswith("Fout: schrijven of lezen is niet gelukt (File too large).")
    assert _left(tmp_path) == []
