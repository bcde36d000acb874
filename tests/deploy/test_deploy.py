"""What is in deploy/, run as far as it goes without a container engine and without systemd as the first process."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest

from snapshot import publish
from snapshot.settings import CHECKOUT, Settings
from tests.deploy import units
from tests.serving import free_port, waited_for
from tests.snapshot.proposed import NAME as TOWN
from tests.snapshot.proposed import deliver, settle

DEPLOY = CHECKOUT / "deploy"
NAME = "voorbeeldstad"


def _folders(root: Path, data: Path) -> dict[str, Path]:
    paths = {
        "/var/lib/wijkpeil-openbaar": root / "openbaar",
        "/var/lib/wijkpeil": data,
        "/var/backups/wijkpeil": root / "kopie",
    }
    for path in paths.values():
        path.mkdir(exist_ok=True)
    return paths


def test_systemd_has_nothing_against_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("Er is geen systemd-analyze. Installeer het met: sudo apt-get install systemd")
    for name in ("opt/wijkpeil/.venv/bin/wijkpeil", "bin/sh", "usr/bin/find"):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    folder = tmp_path / "etc/systemd/system"
    shutil.copytree(units.FOLDER, folder)
    for target in ("sysinit", "basic", "shutdown", "network-online", "multi-user", "timers"):
        (folder / f"{target}.target").write_text("[Unit]\n")
    for slice_ in ("system", "-"):
        (folder / f"{slice_}.slice").write_text("[Unit]\n")
    shutil.copy(folder / "wijkpeil-bijwerken@.timer", folder / f"wijkpeil-bijwerken@{NAME}.timer")
    names = [path.name.replace("@.", f"@{NAME}.") for path in units.FOLDER.glob("wijkpeil*")]
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--generators=no", f"--root={tmp_path}", *sorted(names)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_ours = [line for line in (checked.stdout + checked.stderr).splitlines() if "wijkpeil" in line]
    assert (checked.returncode, about_ours) == (0, [])


def test_the_nightly_backup_can_be_put_back(voorbeeld_copy: Path, tmp_path: Path) -> None:
    paths = _folders(tmp_path, voorbeeld_copy)
    old = paths["/var/backups/wijkpeil"] / "wijkpeil-2020-01-01.tar.gz"
    old.write_text("oud")
    os.utime(old, (0, 0))
    for done in units.run("wijkpeil-reservekopie.service", "", paths):
        assert done.returncode == 0, done.stderr
    (kept,) = paths["/var/backups/wijkpeil"].iterdir()
    assert re.fullmatch(r"wijkpeil-\d{4}-\d\d-\d\d-\d{6}\.tar\.gz", kept.name)
    command = [sys.executable, "-c", "import cli; cli.main()", "restore", "--from", str(kept)]
    restored = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, "WIJKPEIL_DATA": str(tmp_path / "terug")}, check=False
    )
    assert restored.returncode == 0
    assert publish.read_pointer(tmp_path / "terug" / "snapshots") == publish.read_pointer(voorbeeld_copy / "snapshots")


def test_the_weekly_update_publishes_what_it_has_and_ships_it(data_folder: Path, tmp_path: Path) -> None:
    """Without internet, so that the update ends with 2 and goes on with what is in the archive."""
    settle(data_folder)
    deliver(tmp_path / "bestanden")
    paths = _folders(tmp_path, data_folder)
    servers = [name for name in Settings.model_fields if name.endswith("_url") and name != "locatieserver_url"]
    nowhere = {f"WIJKPEIL_{name.upper()}": "http://127.0.0.1:9" for name in servers}
    updated, shipped = units.run("wijkpeil-bijwerken@.service", TOWN, paths, WIJKPEIL_NET_ATTEMPTS="1", **nowhere)
    assert (updated.returncode, shipped.returncode) == (2, 0), updated.stderr + shipped.stderr
    (served,) = publish.read_pointer(paths["/var/lib/wijkpeil-openbaar"] / "snapshots")["peilen"].items()
    assert served == (TOWN, publish.read_pointer()["peilen"][TOWN])
    assert not list(paths["/var/lib/wijkpeil-openbaar"].rglob(publish.INTERN))


def test_an_image_has_all_that_the_public_app_needs(voorbeeld: Path, tmp_path: Path) -> None:
    """The files that the Containerfile copies, alone in a folder, and its command with its settings."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    root, ignored = tmp_path / "opt", (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").split()
    for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        *sources, target = line.split()
        for source in sources:
            assert not any(source == name or source.startswith(f"{name}/") for name in ignored), source
            place = root / target / source if target.endswith("/") else root / target
            place.parent.mkdir(parents=True, exist_ok=True)
            if (CHECKOUT / source).is_dir():
                shutil.copytree(CHECKOUT / source, place, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(CHECKOUT / source, place)
    packages = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    for name in [*packages["packages"], *(f"{module}.py" for module in packages["py-modules"])]:
        assert (root / name.replace(".", "/").removesuffix("/py")).exists() or (root / name).exists(), name
    settings = dict(re.findall(r"(WIJKPEIL_\w+)=(\S+)", re.search(r"^ENV (.+)$", text, re.MULTILINE)[1]))  # type: ignore[index]
    assert settings == {"WIJKPEIL_DATA": "/data", "WIJKPEIL_HOST": "0.0.0.0", "WIJKPEIL_PORT": "8501"}
    arguments = re.findall(r'"([^"]+)"', re.search(r"^CMD (.+)$", text, re.MULTILINE)[1])  # type: ignore[index]
    assert arguments == ["serve", "--public"]
    port = free_port()
    values = {**os.environ, **settings, "WIJKPEIL_DATA": str(voorbeeld), "WIJKPEIL_PORT": str(port), "HOME": "/tmp"}
    code = f"import sys; sys.path.insert(0, {str(root)!r}); import cli; cli.main()"
    command = [sys.executable, "-P", "-c", code, *arguments]
    with waited_for(command, root, {**values, "PYTHONPATH": str(root)}, tmp_path / "app.log", port) as address:
        health = re.search(r"HEALTHCHECK.*?CMD \[.*?\"-c\", \"(.+?)\"\]", text)
        assert health is not None
        subprocess.run([sys.executable, "-c", health[1].replace("8501", str(port))], check=True)
        with urlopen(f"{address}/trend", timeout=10) as answer:
            assert "Trend · Wijkpeil" in answer.read().decode()
        with urlopen(f"{address}/assets/tokens.css", timeout=10) as answer:
            assert answer.status == 200
