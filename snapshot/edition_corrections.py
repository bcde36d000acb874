"""What was said of an edition afterwards: corrections that somebody wrote, and figures that somebody should look at.

A figure that differs today is only a suspicion: a source may have a newer edition. A correction is a person's act,
with a reason. It stands in ``correcties.jsonl`` beside the edition, to which nothing changes. A withdrawal of the
snapshot is such an act too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock
from pydantic import ValidationError

from model.editie import Correctie, Gezegd
from snapshot.compare_cells import beside, rows
from snapshot.store import Snapshot

CORRECTIONS = "correcties.jsonl"
# Sums of another order differ in the last digits; that is not another value.
_NOISE = 1e-9


@dataclass(frozen=True)
class Suspect:
    """A figure that the edition shows and that is another today. ``nu`` None: there is none any more.

    ``gezegd``: the words of the edition rest on it.
    """

    indicator: str
    gebied: str
    gebied_naam: str
    periode: str
    toen: float
    nu: float | None
    gezegd: bool


def corrections(directory: Path) -> tuple[Correctie, ...]:
    """The corrections of an edition, oldest first; a line cut off by a power failure is left out."""
    path = directory / CORRECTIONS
    found = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []:
        try:
            found.append(Correctie.model_validate_json(line))
        except ValidationError:
            continue
    return tuple(found)


def add(directory: Path, correction: Correctie) -> None:
    """Add one correction; it is never changed or taken away. Raises OSError."""
    path = directory / CORRECTIONS
    with FileLock(path.with_name(f".{CORRECTIONS}.slot")), path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(correction.model_dump_json() + "\n")


def now() -> str:
    """The moment of an act, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def suspects(
    then: Snapshot, today: Snapshot, said: Sequence[Gezegd], told: Collection[Correctie], most: int = 200
) -> list[Suspect]:
    """Figures of the kernset that ``then`` has and that differ or are gone ``today``; those that were said come first.

    Only differences that a reader would see: of a step of the last shown decimal. Not those whose correction says what
    the figure is now.
    """
    if then.manifest["canoniek_sha256"] == today.manifest["canoniek_sha256"]:
        return []
    spoken = {(one.indicator, one.gebied, one.periode) for one in said if one.waarde is not None}
    known = {(one.indicator, one.gebied, one.periode, one.nu) for one in told}
    found = []
    for indicator in then.programme.kernset:
        if indicator not in then.indicators:
            continue
        with then.connection.cursor() as old, today.connection.cursor() as new:
            both = beside(rows(old, indicator), rows(new, indicator))
        was, is_now = both["value"].to_numpy(float), both["value_new"].to_numpy(float)
        step = 10.0 ** -then.indicators[indicator].decimals * (1 - _NOISE)
        gone, other = np.isnan(is_now), np.abs(is_now - was) >= step / 2
        for row in both[np.isfinite(was) & (gone | other)].to_dict("records"):
            value = None if row["value_new"] != row["value_new"] else float(row["value_new"])
            key = (indicator, str(row["area"]), str(row["period"]))
            name = then.area_names.get(key[1])
            if name is not None and (*key, value) not in known:
                found.append(Suspect(indicator, key[1], name, key[2], float(row["value"]), value, key in spoken))
    return sorted(found, key=lambda one: not one.gezegd)[:most]
