"""Compare a proposal with what is served: one indicator at a time, so that a country fits in memory.

Both databases are opened apart and shut off, as readers open them; what comes out of them is put side by side here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from model.errors import WijkpeilError
from model.indicator import Indicator
from model.programme import Programme
from snapshot import marks, proposal, publish
from snapshot.archive import Archive
from snapshot.compare_cells import (
    Connection,
    beside,
    counted,
    largest_changes,
    marked_cells,
    public_change,
    rows,
    with_rows,
)
from snapshot.compare_verdicts import verdicts_of_figures, verdicts_of_kloof
from snapshot.comparison import Comparison, DeliveryChange, Limits, delivery_changes
from snapshot.publish import INTERN, OPENBAAR
from snapshot.settings import settings

# What two snapshots with the same figures share when there is nothing to publish.
_SAME = ("canoniek_sha256", "invoer", "programma", "indicatoren", "bronnen", "gewist", "kaarten")


@dataclass(frozen=True)
class _Side:
    """One of both snapshots: manifest and open halves; without ``manifest`` nothing is served."""

    manifest: dict[str, Any]
    intern: Connection
    openbaar: Connection


def _used(manifest: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    return [(entry["bron"], entry["editie"], entry["levering"]) for entry in manifest.get("invoer", [])]


def served(programme: str) -> Path | None:
    """The folder of the snapshot that the pointer serves; None where there is none, or it was withdrawn."""
    identifier = publish.read_pointer()["peilen"].get(programme)
    if identifier not in publish.identifiers(programme):
        return None
    directory = settings().snapshots / programme / identifier
    return None if marks.withdrawal(directory) is not None else directory


def fresh_deliveries(directory: Path | None) -> tuple[DeliveryChange, ...]:
    """Deliveries in the archive that a snapshot does not have, and those that it used and are gone; None: no snapshot.

    Raises WijkpeilError when archive or manifest cannot be read.
    """
    manifest = publish.read_manifest(directory) if directory else {}
    held = [(d.source, d.edition, d.number) for d, _ in Archive(settings().raw).deliveries()]
    return delivery_changes(_used(manifest), held)


def compare(programme: str, limits: Limits | None = None) -> Comparison:
    """The proposal of a programme beside what is served.

    Raises WijkpeilError when there is no proposal, or one of both cannot be read.
    """
    if proposal.manifest_of(programme) is None:
        raise WijkpeilError(
            f"Er is geen voorstel voor '{programme}'. Bouw het op met: wijkpeil build --programme {programme} --hold."
        )
    before = served(programme)
    opened: list[duckdb.DuckDBPyConnection] = []
    try:
        return _compared(programme, _open(before, opened), _open(proposal.place(programme), opened), before, limits)
    except duckdb.Error as error:
        raise WijkpeilError(
            f"Het voorstel voor '{programme}' en het geldende peil zijn niet te vergelijken: een van beide is "
            "beschadigd of door een andere versie van Wijkpeil gemaakt. Kijk ze na met: wijkpeil doctor, of bouw "
            "opnieuw op."
        ) from error
    finally:
        for connection in opened:
            connection.close()


def _open(directory: Path | None, opened: list[duckdb.DuckDBPyConnection]) -> _Side:
    if directory is None:
        return _Side({}, None, None)
    manifest = publish.read_manifest(directory)
    halves = publish.halves(manifest)
    found = {half: publish.connect(directory, half) for half in (INTERN, OPENBAAR) if half in halves}
    opened.extend(found.values())
    return _Side(manifest, found.get(INTERN), found.get(OPENBAAR))


def _compared(programme: str, old: _Side, new: _Side, before: Path | None, limits: Limits | None) -> Comparison:
    limits = limits or Limits()
    declared = {
        entry["id"]: Indicator.model_validate(entry)
        for side in (old, new)
        for entry in side.manifest.get("indicatoren", [])
    }
    plan = Programme.model_validate(new.manifest["programma"])
    changes = delivery_changes(_used(old.manifest), _used(new.manifest)) if before else ()
    moved = {(one.source, one.edition) for one in changes}
    elsewhere = bool(moved) or old.manifest.get("programma") != new.manifest["programma"]
    names = _area_names(old.intern) | _area_names(new.intern)
    indicators, largest, verdicts = [], [], []
    for indicator in with_rows(old.intern, new.intern):
        both = beside(rows(old.intern, indicator), rows(new.intern, indicator))
        one = declared[indicator]
        marked = marked_cells(both, one, limits.relative_change, moved, elsewhere)
        indicators.append(counted(one, marked))
        largest.append(marked[marked["changed"]].assign(indicator=indicator))
        if indicator in plan.kernset:
            verdicts += verdicts_of_figures(one, marked, names)
    present = publish.identifiers(programme)
    return Comparison(
        programme=programme,
        served=before.name if before else None,
        served_made=old.manifest.get("gemaakt"),
        made=new.manifest["gemaakt"],
        set_back=bool(present) and (before is None or before.name != present[-1]),
        same=before is not None and _are_same(old.manifest, new.manifest),
        indicators=tuple(indicators),
        largest=largest_changes(largest, declared, names),
        verdicts=(*verdicts, *verdicts_of_kloof(old.intern, new.intern, declared, names)),
        deliveries=changes,
        public=public_change(old.openbaar, new.openbaar),
        limits=limits,
    )


def _are_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    public = [(side.get("openbaar") or {}).get("canoniek_sha256") for side in (old, new)]
    return public[0] == public[1] and all(old.get(part) == new.get(part) for part in _SAME)


def _area_names(connection: Connection) -> dict[str, str]:
    """Names by code; a focuswijk says that it is one, since it may be called like its buurt."""
    told = "SELECT code, CASE WHEN level = 'focuswijk' THEN name || ' (focuswijk)' ELSE name END FROM area"
    return {} if connection is None else dict(connection.execute(told).fetchall())
