"""From an empty data folder to a served snapshot of Breda: on a good day, on a bad one, and without internet."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from pages._pages import ALL_PAGES
from snapshot import store
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran, run_process, served_hash
from tests.net.breda import GEMEENTE, NAME, breda
from tests.net.server import Fault, Unsteady, World, running, settings_for
from tests.serving import serving

EDITIONS = {
    "cbs_kwb": [str(year) for year in range(2013, 2026)],
    "cbs_grenzen": ["2022", "2023", "2024", "2025"],
    "cbs_ses_woa": ["2025"],
    "leefbaarometer": ["2024"],
    "politie_misdrijven": ["2025"],
    "rivm_gezondheid": ["2020", "2022"],
}
Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def played() -> Iterator[tuple[World, dict[str, str]]]:
    """The server with Breda, the same for every run, and the settings that make a run ask it."""
    world = breda()
    with running(world) as root:
        # Two tasks may ask the same at once, and then one of them can meet several failures in a row.
        yield world, {**settings_for(root), "WIJKPEIL_NET_WAIT_SECONDS": "0", "WIJKPEIL_NET_ATTEMPTS": "8"}


@pytest.fixture(scope="module")
def good(played: tuple[World, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder made on a good day."""
    data = tmp_path_factory.mktemp("breda")
    _fetched_and_built(data, played[1])
    return data


def _fetched_and_built(data: Path, environment: dict[str, str]) -> None:
    fetched = run_process(data, "fetch", "--programme", NAME, **environment)
    assert fetched.code == 0, fetched.out + fetched.err
    assert fetched.out.splitlines()[-1].startswith("Samen: 22 nieuw; "), fetched.out
    built = run_process(data, "build", "--programme", NAME, **environment)
    assert built.code == 0, built.err


def _archive(data: Path) -> dict[str, str]:
    """Hash per file in the archive; without what holds the time."""
    return {
        path.relative_to(data / "raw").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((data / "raw").rglob("*"))
        if path.is_file() and path.name not in ("herkomst.json", "laadlog.jsonl") and not path.name.endswith(".lock")
    }


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Path]]:
    """Makes this process read a data folder."""

    def using(data: Path) -> Path:
        monkeypatch.setenv("WIJKPEIL_DATA", str(data))
        settings.cache_clear()
        return data

    yield using
    store.forget()
    settings.cache_clear()


def test_from_an_empty_folder_to_a_served_snapshot(good: Path, use: Callable[[Path], Path], wijkpeil: Run) -> None:
    use(good)
    there: dict[str, list[str]] = {}
    for edition in sorted((good / "raw").glob("*/*/")):
        there.setdefault(edition.parent.name, []).append(edition.name)
    assert there == EDITIONS
    rows = json.loads(wijkpeil("figures", "-p", NAME, "-i", "inwoners", "-a", GEMEENTE, "--json").out)
    # What the server gives for the second area of the list: a fifth to seven tenths of 4.000, growing slowly.
    assert [row["period"] for row in rows] == [str(year) for year in range(2013, 2026)]
    assert all(row["value"] > 0 for row in rows)
    with serving(good) as address:
        for page in ("", "kaart", "trend?indicator=inwoners"):
            with urlopen(f"{address}/{page}", timeout=10) as answer:
                assert answer.status == 200
    doctor = wijkpeil("doctor")
    assert doctor.code == 0, doctor.out


def test_the_same_when_every_second_answer_fails(
    played: tuple[World, dict[str, str]], good: Path, tmp_path: Path, use: Callable[[Path], Path]
) -> None:
    world, environment = played
    unsteady, asked = Unsteady(), len(world.asked)
    world.faults.append(Fault("", unsteady))
    start = time.monotonic()
    try:
        _fetched_and_built(tmp_path, environment)
    finally:
        world.faults.clear()
    assert time.monotonic() - start < 60
    assert unsteady.failed >= (len(world.asked) - asked) / 2
    assert _archive(tmp_path) == _archive(good)
    use(good)
    expected = served_hash(NAME)
    use(tmp_path)
    assert served_hash(NAME) == expected


def test_without_internet_nothing_changes_and_all_pages_work(
    good: Path, tmp_path: Path, use: Callable[[Path], Path]
) -> None:
    """Fault 68. Every address leads to a port where nobody answers; the pages run where no other machine is reached."""
    data = use(shutil.copytree(good, tmp_path / "data"))
    before, archive = served_hash(NAME), _archive(data)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        environment = {**settings_for(nowhere), "WIJKPEIL_NET_WAIT_SECONDS": "0"}
        fetched = run_process(data, "fetch", "--programme", NAME, "--source", "leefbaarometer", **environment)
        whole = run_process(data, "fetch", "--programme", NAME, **environment)
    why = "er is geen verbinding met de server (geen internet, of de server is uit); na 3 pogingen gestopt. "
    later = "Probeer het later opnieuw; wat al is opgehaald, blijft staan.\n"
    assert (fetched.code, fetched.err) == (1, "")
    assert fetched.out == (
        "Leefbaarometer 3.0\n  niet gelukt: 2024\n"
        f"    {nowhere}/lbm/resources/open-data-leefbaarometer-meting-2024.zip: {why}{later}"
        "Samen: 1 niet gelukt.\n"
    )
    assert (whole.code, whole.err) == (1, "")
    addresses = re.findall(r"https?://[^/\s]+", whole.out)
    assert set(addresses) == {nowhere}
    assert len(addresses) == whole.out.count(why)
    assert whole.out.splitlines()[-1] == "Samen: 21 niet gelukt."
    assert (served_hash(NAME), _archive(data)) == (before, archive)
    shown = subprocess.run(
        [sys.executable, "-m", "tests.pages.without_internet"],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_PROGRAMME": NAME},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines() == [*(page.path for page in ALL_PAGES), "kaartbestand"]
