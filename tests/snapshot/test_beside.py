"""The process that works beside: results in order, errors at their turn, and an end with the process that asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import LoadRefused, Objection, WijkpeilError
from snapshot.beside import WORTH_IT, Beside
from snapshot.settings import CHECKOUT, settings

REFUSAL = LoadRefused(Objection(file="a.csv", problem="dit is geen getal.", remedy="Herstel de waarde.", row=7))


@pytest.fixture(params=[0, WORTH_IT], ids=["here", "beside"])
def helper(request: pytest.FixtureRequest) -> Iterator[Beside]:
    with Beside(request.param) as one:
        yield one


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def slow_where(number: int) -> tuple[int, int]:
    time.sleep(0.05)
    return number, os.getpid()


def refuse_three(number: int) -> int:
    if number == 3:
        raise REFUSAL
    return number


def end_at_once() -> None:
    os._exit(9)


def test_results_come_in_the_order_of_the_tasks(helper: Beside) -> None:
    assert [number for number, _ in helper.share(where, [(n,) for n in range(40)])] == list(range(40))


@pytest.mark.parametrize("ahead", [None, 1, 3])
def test_both_processes_take_part(ahead: int | None) -> None:
    with Beside(WORTH_IT) as helper:
        list(helper.share(where, [(n,) for n in range(3)]))
        found = list(helper.share(slow_where, [(n,) for n in range(20)], ahead))
    assert [number for number, _ in found] == list(range(20))
    workers = [process for _, process in found]
    assert set(workers) > {os.getpid()}
    assert 5 <= workers.count(os.getpid()) <= 15


def test_an_error_is_raised_when_it_is_the_turn_of_its_task(helper: Beside) -> None:
    results = helper.share(refuse_three, [(n,) for n in range(6)])
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(LoadRefused, match=r"a\.csv, rij 7: dit is geen getal\. Herstel de waarde\.") as caught:
        next(results)
    assert caught.value.objections == REFUSAL.objections


def test_a_call_that_was_started_gives_its_result_or_its_error(helper: Beside) -> None:
    helper.start(where, 5)
    assert helper.result()[0] == 5
    helper.start(refuse_three, 3)
    with pytest.raises(LoadRefused):
        helper.result()
    helper.start(where, 6)
    assert helper.result()[0] == 6


def test_with_one_thread_everything_happens_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKPEIL_THREADS", "1")
    settings.cache_clear()
    with Beside(WORTH_IT) as helper:
        found = list(helper.share(where, [(n,) for n in range(4)]))
    settings.cache_clear()
    assert {process for _, process in found} == {os.getpid()}


def test_a_process_that_dies_gives_a_dutch_message() -> None:
    with Beside(WORTH_IT) as helper:
        helper.start(end_at_once)
        with pytest.raises(WijkpeilError, match="hulpproces van Wijkpeil is gestopt, als regel omdat het geheugen op"):
            helper.result()


def _alive(process: int) -> bool:
    """Whether a process runs; one that ended and that nobody asked after yet does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="leest /proc")
def test_it_ends_with_the_process_that_asked_even_when_that_is_killed() -> None:
    code = (
        "import os, time\n"
        "from snapshot.beside import WORTH_IT, Beside\n"
        "with Beside(WORTH_IT) as helper:\n"
        "    helper.start(os.getpid)\n"
        "    print(helper.result(), flush=True)\n"
        "    helper.start(time.sleep, 60)\n"
        "    time.sleep(60)\n"
    )
    asking = subprocess.Popen([sys.executable, "-c", code], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert asking.stdout is not None
    beside = int(asking.stdout.readline())
    assert _alive(beside)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    deadline = time.monotonic() + 10
    while _alive(beside) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _alive(beside)
