"""A second process that works beside this one: half of the reading, and the public half of a snapshot.

A thread would wait for the interpreter's lock. The process ends with the one that started it, also when that is killed.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self, TypeVar

from model.errors import WijkpeilError
from snapshot.settings import settings

_T = TypeVar("_T")
# Below this many bytes of files a process costs more than it brings.
WORTH_IT = 1_000_000


class Beside:
    """Calls of module-level functions, one at a time, in a process that lives as long as this context.

    For little work (``size`` in bytes of files) and for settings with one thread, the same calls are made right here.
    """

    def __init__(self, size: int) -> None:
        self._process, self._ours = None, None
        self._waiting: tuple[Callable[..., Any], tuple[Any, ...]] | None = None
        if size >= WORTH_IT and settings().threads > 1:
            context = get_context("spawn")
            self._ours, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            # Only the child holds its end now: when it dies, waiting for it ends too.
            theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process is not None and self._ours is not None:
            self._ours.close()
            self._process.terminate()
            self._process.join()

    def start(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Begin on a call; ``result`` gives what it gave."""
        if self._ours is None:
            self._waiting = function, arguments
            return
        try:
            self._ours.send((function, arguments))
        except OSError as error:
            raise _stopped() from error

    def result(self) -> Any:
        """What the call that was started last gave, or the error that it raised."""
        if self._ours is None:
            assert self._waiting is not None
            function, arguments = self._waiting
            return function(*arguments)
        try:
            answer, error = self._ours.recv()
        except (EOFError, OSError) as broken:
            raise _stopped() from broken
        if error is not None:
            raise error
        return answer

    def share(
        self, function: Callable[..., _T], tasks: Iterable[tuple[Any, ...]], ahead: int | None = None
    ) -> Iterator[_T]:
        """``function`` of each task, in order, made here and beside; an error is raised when it is its task's turn.

        ``ahead``: how many results may wait for their turn, where they are too large to have all of them in memory.
        """
        waiting = deque(enumerate(tasks))
        done: dict[int, Callable[[], _T]] = {}
        beside: int | None = None
        most = len(waiting) if ahead is None else ahead
        for turn in range(len(waiting)):
            while turn not in done:
                if beside is not None and (self._answered() or not waiting or len(done) >= most):
                    done[beside], beside = _kept(self.result), None
                if beside is None and self._ours is not None and len(waiting) > 1:
                    beside, task = waiting[1]
                    del waiting[1]
                    self.start(function, *task)
                if turn not in done and waiting and (turn != beside or len(done) < most):
                    number, task = waiting.popleft()
                    done[number] = _kept(function, *task)
            yield done.pop(turn)()

    def _answered(self) -> bool:
        return self._ours is not None and self._ours.poll()


def _kept(function: Callable[..., _T], *arguments: Any) -> Callable[[], _T]:
    """The outcome of a call that is made now: a function that gives its result or raises its error."""
    try:
        answer = function(*arguments)
    except Exception as error:
        return _raising(error)
    return lambda: answer


def _raising(error: Exception) -> Callable[[], Any]:
    def raise_it() -> Any:
        raise error

    return raise_it


def _stopped() -> WijkpeilError:
    return WijkpeilError(
        "Een hulpproces van Wijkpeil is gestopt, als regel omdat het geheugen op is. Sluit andere programma's, of zet "
        "WIJKPEIL_THREADS op 1, en begin opnieuw; het vorige peil blijft staan."
    )


def _serve(theirs: Connection) -> None:
    """What the second process does: answer calls until nobody asks any more."""
    # Ctrl-C reaches both; the first process says what happens.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            function, arguments = theirs.recv()
        except EOFError:
            return
        try:
            theirs.send((function(*arguments), None))
        except Exception as error:
            theirs.send((None, error))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
