"""Run commands in a process whose clock is wrong: ``python -m tests.faults.shifted_clock MOMENT COMMAND … -- …``.

The clock starts at MOMENT (ISO, UTC) and runs on, so that a day or year can end while a command is busy.
"""

import itertools
import sys
import time
from datetime import datetime, timedelta, tzinfo

import cli
from snapshot.settings import CHECKOUT


class Shifted(datetime):
    """What our modules take for the clock."""

    start, began = datetime.fromisoformat(sys.argv[1]), time.monotonic()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return (cls.start + timedelta(seconds=time.monotonic() - cls.began)).astimezone(tz)


def shift() -> int:
    """Give every module of ours that looks at a clock this one; how many there were."""
    ours = [m for m in sys.modules.values() if str(getattr(m, "__file__", "")).startswith(f"{CHECKOUT}/")]
    looking = [m for m in ours if vars(m).get("datetime") is datetime and m.__name__ != "__main__"]
    for module in looking:
        vars(module)["datetime"] = Shifted
    return len(looking)


if __name__ == "__main__":
    cli.load()
    assert shift() > 5
    for is_break, command in itertools.groupby(sys.argv[2:], lambda argument: argument == "--"):
        if not is_break:
            sys.argv = ["wijkpeil", *command]
            try:
                cli.main()
            except SystemExit as stop:
                if stop.code:
                    raise
