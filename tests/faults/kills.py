"""Kill -9 at random moments of fetch, build and publish, and what must hold after each: a tiny town, again and again.

Each act runs in a process of its own, forked from one that has everything imported, so that a kill costs no start-up.
"""

import os
import random
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from snapshot import clean, doctor, files, publish
from snapshot.archive import Archive
from snapshot.build import HALF_MADE, build
from snapshot.clean import LEFTOVERS
from snapshot.intake import Outcome, fetch_files
from snapshot.settings import settings
from tests.faults.town import NAME, REGISTER, make_town, register

_PRELOADED = [__name__, "snapshot.build", "snapshot.intake", "snapshot.doctor", "duckdb", "pyarrow.parquet", "pyogrio"]
# More snapshots than this make the tail of a long run slow, and cleaning up is worth a kill too.
_KEEP = 3


def fetch(sources: Path) -> None:
    """Bring in the file that lies there."""
    (one,) = fetch_files(sources / "register.csv", None, accept=True)
    assert one.outcome in (Outcome.ADDED, Outcome.PRESENT), one.text


def build_anew(sources: Path) -> None:
    """Build a snapshot of all that is there, and serve it."""
    build(NAME)


def publish_again(sources: Path) -> None:
    """Verify a copy of what is served, give it the next number and serve it: the last step of a build, alone."""
    root = settings().snapshots
    with files.only_one(root, "een opbouw"):
        files.remove_leftovers(root, HALF_MADE)
        made = root / f"{HALF_MADE}{NAME}"
        shutil.copytree(root / NAME / publish.read_pointer()["peilen"][NAME], made)
        publish.publish(NAME, made)


def tidy(sources: Path) -> None:
    """Remove old snapshots and what is left half-made."""
    clean.clean(_KEEP)


def make(sources: Path) -> None:
    """The town, in an empty data folder."""
    make_town(settings().data, sources)


ACTS: tuple[Callable[[Path], None], ...] = (fetch, build_anew, publish_again)


@dataclass
class Seen:
    """The data folder as another process finds it."""

    served: str
    canonical: str
    inputs: set[tuple[str, str, int]]
    arrived: set[tuple[str, str, int]]
    faults: list[str]
    half_made: list[str]


def look(sources: Path) -> Seen:
    """Everything whole? Reads every file of the archive and of all snapshots."""
    raw, root = settings().raw, settings().snapshots
    for folder in raw.glob("*/*/*/"):
        assert (folder / "herkomst.json").is_file(), f"{folder} heeft geen herkomst"
    deliveries = Archive(raw).deliveries()
    for delivery, folder in deliveries:
        for name, sha256 in delivery.files.items():
            assert files.sha256_of(folder / name) == sha256, f"{folder / name} is niet heel"
    served = publish.read_pointer()["peilen"][NAME]
    manifest = publish.verify(root / NAME / served)
    return Seen(
        served,
        manifest["canoniek_sha256"],
        {(entry["bron"], entry["editie"], entry["levering"]) for entry in manifest["invoer"]},
        {(d.source, d.edition, d.number) for d, _ in deliveries},
        [finding.text for finding in doctor.examine() if finding.state is doctor.State.FAULT],
        [path.name for folder in (raw, root) for prefix in LEFTOVERS for path in folder.glob(f"{prefix}*")],
    )


def _child(act: Callable[[Path], Any], data: str, sources: Path, pipe: Connection) -> None:
    os.environ |= {"WIJKPEIL_DATA": data, "WIJKPEIL_THREADS": "1"}
    settings.cache_clear()
    pipe.send("begonnen")
    pipe.send(act(sources))


@dataclass
class Town:
    """The data folder that is worked on, and where its next files come from."""

    data: Path
    sources: Path
    context: Any = field(default_factory=lambda: get_context("forkserver"))

    def __post_init__(self) -> None:
        self.context.set_forkserver_preload(_PRELOADED)

    def run(self, act: Callable[[Path], Any], kill_after: float | None = None) -> Any:
        """What ``act`` gives; None when it was killed after so many seconds."""
        ours, theirs = self.context.Pipe(duplex=False)
        process = self.context.Process(target=_child, args=(act, str(self.data), self.sources, theirs))
        process.start()
        theirs.close()
        try:
            assert ours.recv() == "begonnen"
            if kill_after is not None and not ours.poll(kill_after):
                process.kill()
                return None
            return ours.recv()
        finally:
            process.join()
            ours.close()
            if kill_after is None:
                assert process.exitcode == 0, f"{act.__name__} eindigde met {process.exitcode}"

    def offer(self, number: int) -> None:
        """Another content of the register, so that a fetch adds a delivery and a build other figures."""
        register(self.sources, REGISTER.replace(";120\n", f";{120 + number}\n"))


@dataclass
class Kills:
    """How many were killed before they were done, by act, and how many were done before the kill came."""

    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys((act.__name__ for act in ACTS), 0))
    done: int = 0
    half_made: int = 0
    seconds: float = 0.0


def kill_again_and_again(town: Town, count: int, seed: int) -> Kills:
    """Kill ``count`` acts at random moments; raises AssertionError when something is lost, half or mixed."""
    chance, kills, start = random.Random(seed), Kills(), time.monotonic()
    takes: dict[str, float] = {}
    number = 0
    town.offer(number)

    def whole(act: Callable[[Path], None]) -> None:
        begin = time.monotonic()
        town.run(act)
        takes[act.__name__] = time.monotonic() - begin

    for act in ACTS:
        whole(act)
    before = town.run(look)
    while sum(kills.killed.values()) < count:
        number += 1
        act = ACTS[number % len(ACTS)]
        if act is fetch:
            town.offer(number)
        town.run(act, kill_after=chance.uniform(0, takes[act.__name__]))
        after = town.run(look)
        kills.half_made += bool(after.half_made)
        interrupted = _whole(act, before, after)
        kills.killed[act.__name__] += interrupted
        kills.done += not interrupted
        whole(act)
        if number % 9 == 0:
            town.run(tidy)
        mended = town.run(look)
        assert not mended.faults, mended.faults
        assert not [name for name in mended.half_made if name.startswith(HALF_MADE) == (act is not fetch)]
        assert mended.arrived >= after.arrived
        if act is build_anew:
            assert mended.inputs == mended.arrived
        before = mended
    kills.seconds = time.monotonic() - start
    return kills


def _whole(act: Callable[[Path], None], before: Seen, after: Seen) -> bool:
    """Whether the act was stopped halfway; raises AssertionError when what is there is not the old or the new."""
    assert not after.faults, after.faults
    assert after.arrived >= before.arrived, "een levering is weg"
    if after.served == before.served:
        assert after.canonical == before.canonical
    else:
        assert act is not fetch
        assert after.inputs == (before.arrived if act is build_anew else before.inputs)
        assert act is build_anew or after.canonical == before.canonical
    return (after.served, after.arrived) == (before.served, before.arrived)
