"""A build in a process of its own, begun and stopped from a page: ``python -m snapshot.separate PROGRAMME NAME``.

It goes on when the page is closed or the app restarts, and is told of in ``underway``. Killing it is always safe.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

from model.errors import WijkpeilError
from snapshot import acts, audit, files, underway
from snapshot.build import HALF_MADE
from snapshot.settings import CHECKOUT, settings

LOG = ".opbouw.log"
_BEGIN_SECONDS = 60.0


def begin(programme: str, who: str) -> None:
    """Start building a proposal; returns when the build is under way.

    Raises WijkpeilError when it cannot begin, with the reason: another build is busy, or a mistake in the programme.
    """
    now = underway.last()
    if now is not None and now.state is underway.State.RUNNING:
        raise WijkpeilError(
            f"Er loopt al een opbouw van '{now.programme}', begonnen door {now.who}. Wacht tot die klaar is."
        )
    settings().snapshots.mkdir(parents=True, exist_ok=True)
    log = settings().snapshots / LOG
    environment = {**os.environ, "WIJKPEIL_DATA": str(settings().data)}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "snapshot.separate", programme, who],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    # Somebody must ask how it ended, or it stays in the list of processes.
    threading.Thread(target=process.wait, daemon=True).start()
    limit = time.monotonic() + _BEGIN_SECONDS
    while time.monotonic() < limit:
        now = underway.last()
        if now is not None and now.pid == process.pid:
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise WijkpeilError(said[-1] if said else "De opbouw is niet begonnen. Probeer het opnieuw.")


def stop(who: str) -> None:
    """End the build that a page began, and clean up. Raises WijkpeilError when there is none that may be stopped."""
    now = underway.last()
    if now is None or now.state is not underway.State.RUNNING or not now.apart:
        raise WijkpeilError("Er loopt geen opbouw die hier kan worden gestopt.")
    audit.record(who, "opbouw gestopt", programma=now.programme)
    with suppress(ProcessLookupError):
        os.kill(now.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    with files.only_one(settings().snapshots, "een opbouw", wait=10):
        files.remove_leftovers(settings().snapshots, HALF_MADE)


def main() -> None:
    """Build what ``begin`` asked for; the last line on standard error is the reason when that is not possible."""
    _, programme, who = sys.argv
    try:
        acts.build(who, programme, hold=True, apart=True)
    except WijkpeilError as error:
        sys.exit(" ".join(str(error).splitlines()))


if __name__ == "__main__":
    main()
