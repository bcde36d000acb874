"""Sessions that are opened and left: nothing of them stays (fault 67); two hundred by ``benchmarks sessions``."""

import shutil
import sys
import time
from pathlib import Path

import pytest

from tests.serving import serving
from tests.sessions import active, left_behind

# A session that may come back keeps its choices for two minutes: some kB. A snapshot or frame of its own would be more.
MOST_MB_PER_SESSION = 0.4


@pytest.mark.skipif(sys.platform != "linux", reason="het geheugen van een ander proces staat hier in /proc")
def test_sessions_that_leave_take_their_memory_along(town_built: Path, tmp_path: Path) -> None:
    shutil.copytree(town_built, tmp_path / "data")
    with serving(tmp_path / "data") as address:
        before, after = left_behind(address, warm=20, count=60)
        for _ in range(50):
            if active(address) == 0:
                break
            time.sleep(0.1)
        assert active(address) == 0
    assert (after - before) / 60 < MOST_MB_PER_SESSION
