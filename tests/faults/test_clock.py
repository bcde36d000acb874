"""A wrong clock, a leap day, a year that ends during a load: order is by number, and times are UTC (fault 69)."""

import json
import os
import subprocess
import sys
from pathlib import Path

from snapshot import figures, marks, publish, store
from snapshot.archive import Archive
from snapshot.settings import CHECKOUT
from tests.faults.conftest import Town
from tests.faults.town import NAME, REGISTER, register

# In the order of the runs: a leap day that ends during the load, then a clock nine years slow at a change of year.
CLOCKS = {
    "2028-02-29T23:59:58+00:00": "130",
    "2019-12-31T23:59:59.500000+00:00": "140",
    "2031-06-01T12:00:00+00:00": "150",
}


def _run(town: Town, folder: Path, clock: str) -> None:
    commands = ["fetch", "--from", str(folder / "register.csv"), "--", "build", "-p", NAME]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.shifted_clock", clock, *commands],
        cwd=CHECKOUT,
        env={**os.environ, "WIJKPEIL_THREADS": "1", "TZ": "Pacific/Kiritimati"},  # fourteen hours ahead of UTC
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_order_is_by_number_whatever_the_clock_says(town: Town, folder: Path) -> None:
    first = publish.identifiers(NAME)[0]
    for number, (clock, count) in enumerate(CLOCKS.items(), start=2):
        register(folder, REGISTER.replace(";120\n", f";{count}\n"))
        _run(town, folder, clock)
        served = publish.read_pointer()["peilen"][NAME]
        assert served == publish.identifiers(NAME)[-1]
        assert served.startswith(f"{number:04d}-")
        newest = Archive(town.data / "raw").deliveries()[-1][0]
        assert (newest.source, newest.number, newest.sequence) == ("lokaal_register", number, number + 2)
        made = publish.read_manifest(town.data / "snapshots" / NAME / served)
        read = [entry["levering"] for entry in made["invoer"] if entry["bron"] == "lokaal_register"]
        assert max(read) == number
        assert made["gemaakt"].endswith("+00:00")
        assert made["gemaakt"][:4] in (clock[:4], str(int(clock[:4]) + 1))
        assert newest.fetched_at.utcoffset() is not None
        assert abs((newest.fetched_at - type(newest.fetched_at).fromisoformat(clock)).total_seconds()) < 60
    assert len(publish.identifiers(NAME)) == 4
    assert publish.identifiers(NAME)[0] == first
    times = [entry["tijd"] for entry in town.log[-3:]]
    assert [time[:4] for time in times] == ["2028", "2020" if times[1].startswith("2020") else "2019", "2031"]
    store.forget()
    assert len(figures.figure_table(store.open_snapshot(NAME), "inwoners")) > 0


def test_a_mark_of_a_leap_day_is_read(town: Town) -> None:
    directory = town.data / "snapshots" / NAME / publish.identifiers(NAME)[0]
    (directory / marks.WITHDRAWN).write_text(json.dumps({"datum": "2024-02-29", "tekst": "fout in de bron"}))
    ran = town.wijkpeil("rollback", directory.name, "-p", NAME)
    assert ran.err == (
        f"Fout: Peil {directory.name} is ingetrokken op 29-02-2024 (fout in de bron) en kan niet meer gelden. Kies een "
        "ander peil of bouw een nieuw peil op.\n"
    )
