"""Two hundred times kill -9 at a random moment of a fetch, a build and publishing: nothing may be lost or mixed."""

import random
import tempfile
from pathlib import Path

from tests.faults.kills import Town, kill_again_and_again, make

COUNT = 200


def run() -> dict[str, float]:
    """Kills by act; runs that left something half-made, which the next run removed; runs done before the kill."""
    seed = random.SystemRandom().randrange(10_000)
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "bronnen"
        sources.mkdir()
        town = Town(Path(folder) / "data", sources)
        town.run(make)
        kills = kill_again_and_again(town, COUNT, seed)
    return {
        "seed": float(seed),
        **{f"killed during {act}": float(times) for act, times in kills.killed.items()},
        "left something half-made": float(kills.half_made),
        "done before the kill": float(kills.done),
        "in all s": kills.seconds,
    }
