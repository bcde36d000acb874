"""Builds and fetches that are killed, run out of disk, may not write, or meet each other (faults 47–50)."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from snapshot import figures, files, store, underway
from snapshot.settings import CHECKOUT
from tests.conftest import EXAMPLE_FILES, Ran, run_process, served_hash
from tests.snapshot.broken import KILLED, killed_at, run_broken

Command = Callable[..., Ran]
NAME = "voorbeeldstad"


def _start(data: Path, *arguments: str, limit: str = "") -> subprocess.Popen[bytes]:
    code = f"{limit}import cli; cli.main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_killed_build_leaves_the_served_snapshot_and_the_next_build_cleans_up(kort_copy: Path) -> None:
    """With the process beside it that a large build has; tests/faults/test_kills.py tries many moments."""
    before = served_hash()
    # While files are read, and while both halves are made. The second finds what the first left.
    for step in (0, 3):
        process = _start(kort_copy, "build", "-p", NAME, limit="import snapshot.beside as b; b.WORTH_IT = 0; ")
        while (seen := underway.last()) is None or seen.pid != process.pid or seen.step < step:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert served_hash() == before
        assert store.open_snapshot(NAME).banners == []
    assert run_process(kort_copy, "build", "-p", NAME).code == 0
    assert list((kort_copy / "snapshots").glob(".opbouw-*")) == []


def test_a_killed_fetch_leaves_whole_deliveries_only(tmp_path: Path) -> None:
    fresh = tmp_path / "vers"
    # Before the first is whole, and when there are some.
    for edition in ("2013", "2018"):
        about_to = killed_at("os.rename", f"cbs_kwb/{edition}")
        assert run_broken(fresh, about_to, "fetch", "--from", str(EXAMPLE_FILES / "cbs_kwb")).code == KILLED
        assert list((fresh / "raw").glob(".half-*")) != []
    again = run_process(fresh, "fetch", "--from", str(EXAMPLE_FILES / "cbs_kwb"))
    assert again.code == 0
    assert list((fresh / "raw").glob(".half-*")) == []
    for delivery in (fresh / "raw").glob("*/*/*/"):
        assert (delivery / "herkomst.json").is_file()


def test_a_full_disk_stops_a_build_with_a_message_and_nothing_half_made(kort_copy: Path) -> None:
    before = served_hash()
    # A limit on the size of any file stands in for a full disk: the write itself fails, in the middle of a file.
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)); "
    process = _start(kort_copy, "build", "-p", NAME, limit=limit)
    _, err = process.communicate()
    assert process.returncode == 1
    assert err.decode().splitlines()[-1] == (
        f"Fout: De opbouw van '{NAME}' is niet gelukt: de schijf is vol, niet beschrijfbaar, of het geheugen is op. "
        "Maak ruimte en begin opnieuw; het vorige peil blijft staan."
    )
    assert served_hash() == before
    assert list((kort_copy / "snapshots").glob(".opbouw-*")) == []


def test_a_full_disk_stops_a_fetch_with_a_message_and_nothing_half_added(data_folder: Path) -> None:
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000)); "
    process = _start(data_folder, "fetch", "--from", str(EXAMPLE_FILES / "cbs_kwb"), limit=limit)
    _, err = process.communicate()
    assert process.returncode == 1
    assert err.decode().splitlines()[-1] == (
        "Fout: schrijven of lezen is niet gelukt (File too large). Controleer de schijfruimte en de rechten op de "
        "datamap en probeer het opnieuw. Er is niets half toegevoegd."
    )
    assert list((data_folder / "raw").glob(".half-*")) == []


def test_a_data_folder_that_may_not_be_written_is_named(data_folder: Path, wijkpeil: Command) -> None:
    (data_folder / "raw").write_text("dit is een bestand, geen map")
    ran = wijkpeil("fetch", "--from", EXAMPLE_FILES)
    assert ran.code == 1
    assert ran.err == (
        "Fout: schrijven of lezen is niet gelukt (File exists). Controleer de schijfruimte en de rechten op de "
        "datamap en probeer het opnieuw. Er is niets half toegevoegd.\n"
    )


def test_a_second_build_at_the_same_time_is_refused_by_name(kort_copy: Path, wijkpeil: Command) -> None:
    with files.only_one(kort_copy / "snapshots", "een opbouw"):
        process = run_process(kort_copy, "build", "-p", NAME)
    assert process.code == 1
    assert process.err.splitlines()[-1] == (
        "Fout: Er loopt al een opbouw in snapshots/. Wacht tot die klaar is en probeer het dan opnieuw."
    )


def test_twenty_sessions_read_while_a_build_publishes_and_see_one_snapshot_each(kort_copy: Path) -> None:
    errors: list[str] = []
    stop = threading.Event()

    def session() -> None:
        try:
            own = store.open_snapshot(NAME)
            first = figures.figure_table(own, "inwoners")
            while not stop.is_set():
                if not figures.figure_table(own, "inwoners").equals(first):
                    errors.append("een sessie zag twee peilen door elkaar")
        except Exception as error:  # whatever a reader meets is what this test is about
            errors.append(repr(error))

    threads = [threading.Thread(target=session) for _ in range(20)]
    for thread in threads:
        thread.start()
    built = run_process(kort_copy, "build", "-p", NAME)
    stop.set()
    for thread in threads:
        thread.join()
    assert built.code == 0
    assert errors == []
