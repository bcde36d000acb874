"""Kill -9 at random moments: nothing lost, half or mixed (fault 47); two hundred by ``python -m benchmarks kills``."""

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import run_process
from tests.faults.kills import Town, kill_again_and_again, look
from tests.faults.town import NAME

COUNT = 4


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft geen kill -9 en geen forkserver")
def test_acts_that_are_killed_leave_the_old_or_the_new(town_built: Path, tmp_path: Path) -> None:
    shutil.copytree(town_built, tmp_path / "data")
    (tmp_path / "bronnen").mkdir()
    town = Town(tmp_path / "data", tmp_path / "bronnen")
    seed = random.randrange(10_000)
    print(f"{COUNT} keer, begonnen met {seed}")  # shown by pytest when it fails
    kills = kill_again_and_again(town, COUNT, seed)
    assert sum(kills.killed.values()) == COUNT
    # After all that, the same figures as of a folder in which nothing was ever killed.
    fresh = tmp_path / "vers"
    for part in ("raw", "programmes"):
        shutil.copytree(town.data / part, fresh / part)
    assert run_process(town.data, "build", "-p", NAME).code == 0
    assert run_process(fresh, "build", "-p", NAME).code == 0
    assert Town(fresh, town.sources).run(look).canonical == town.run(look).canonical
