"""A build that a page began: in a process of its own, told of while it runs, stopped or killed without harm."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import files, proposal, separate, underway
from snapshot.build import build
from snapshot.underway import State, Underway
from tests.snapshot.proposed import NAME, audited, deliver, left, served, settle


@pytest.fixture
def town(data_folder: Path) -> Path:
    """The town with one edition in the archive; nothing is built."""
    settle(data_folder)
    deliver(data_folder.parent / "eerst")
    return data_folder


def _until(told: Callable[[Underway], bool]) -> Underway:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        now = underway.last()
        if now is not None and told(now):
            return now
        time.sleep(0.01)
    raise AssertionError(underway.last())


def test_it_is_told_of_while_it_runs_and_makes_a_proposal(town: Path) -> None:
    assert underway.last() is None
    separate.begin(NAME, "A. Nalist")
    now = _until(lambda one: one.step > 0)
    assert (now.programme, now.who, now.hold, now.apart, now.steps) == (NAME, "A. Nalist", True, True, 7)
    done = _until(lambda one: one.state is not State.RUNNING)
    assert (done.state, done.step, done.text, done.why) == (State.DONE, 6, "controleren", "")
    assert 0 < done.seconds < 60
    assert (proposal.waiting(), served()) == ([NAME], None)
    assert audited(town, "wie") == [("voorstel opbouwen", "A. Nalist")]


def test_one_at_a_time_and_stopped_by_who_may(town: Path) -> None:
    # It waits at its first delivery, which is a pipe that nobody writes to.
    folder = town / "raw" / "cbs_kwb" / "2024" / "001"
    (folder / "kerncijfers.csv").unlink()
    os.mkfifo(folder / "kerncijfers.csv")
    separate.begin(NAME, "A. Nalist")
    running = _until(lambda one: one.state is State.RUNNING)
    with pytest.raises(WijkpeilError) as refused:
        separate.begin(NAME, "B. Nalist")
    assert str(refused.value) == (
        f"Er loopt al een opbouw van '{NAME}', begonnen door A. Nalist. Wacht tot die klaar is."
    )
    separate.stop("B. Nalist")
    stopped = _until(lambda one: one.state is not State.RUNNING)
    assert (stopped.state, stopped.pid) == (State.BROKEN, running.pid)
    assert left() == []
    assert audited(town, "wie") == [("voorstel opbouwen", "A. Nalist"), ("opbouw gestopt", "B. Nalist")]
    with pytest.raises(WijkpeilError) as nothing:
        separate.stop("B. Nalist")
    assert str(nothing.value) == "Er loopt geen opbouw die hier kan worden gestopt."


def test_killed_it_is_broken_off_and_the_next_one_begins(town: Path) -> None:
    separate.begin(NAME, "A. Nalist")
    os.kill(_until(lambda one: one.state is State.RUNNING).pid, signal.SIGKILL)
    assert _until(lambda one: one.state is not State.RUNNING).state is State.BROKEN
    separate.begin(NAME, "A. Nalist")
    assert _until(lambda one: one.state is not State.RUNNING).state is State.DONE
    assert left() == [f".voorstel-{NAME}"]


def test_a_mistake_is_told_whole(town: Path) -> None:
    path = town / "programmes" / NAME / "programme.yaml"
    path.write_text(path.read_text().replace("begin: 2020", "begin: nooit"))
    separate.begin(NAME, "A. Nalist")
    failed = _until(lambda one: one.state is not State.RUNNING)
    assert failed.state is State.FAILED
    assert "begin" in failed.why
    with pytest.raises(WijkpeilError) as same:
        build(NAME, hold=True)
    assert failed.why == str(same.value)
    assert [what for (what,) in audited(town)] == ["voorstel opbouwen", "voorstel opbouwen: niet gelukt"]


def test_another_process_under_the_lock_is_named(town: Path) -> None:
    with files.only_one(town / "snapshots", "een reservekopie"), pytest.raises(WijkpeilError) as refused:
        separate.begin(NAME, "A. Nalist")
    assert str(refused.value) == (
        "Er loopt al een reservekopie in snapshots/. Wacht tot die klaar is en probeer het dan opnieuw."
    )
