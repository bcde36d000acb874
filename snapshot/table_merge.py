"""Two people who changed one table from the same version: what goes together, and what somebody must decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.tabelversie import Conflict, Place, Row
from model.table import TableRow, columns_of
from snapshot.table_rows import label_of, placed

REMOVED = "weggehaald"
KEPT = "blijft staan"


@dataclass(frozen=True)
class Merge:
    """``rows``: both changes together, with mine where they conflict."""

    row_type: type[TableRow]
    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...]
    theirs: Mapping[Place, Row]

    def decided(self, for_theirs: Sequence[bool]) -> tuple[Row, ...]:
        """The rows, with theirs in the conflicts where that is chosen."""
        found = placed(self.row_type, self.rows)
        for conflict, chosen in zip(self.conflicts, for_theirs, strict=True):
            if not chosen:
                continue
            if conflict.column and conflict.place in found:
                found[conflict.place] = found[conflict.place] | {conflict.column: conflict.theirs}
            elif conflict.place in self.theirs:
                found[conflict.place] = self.theirs[conflict.place]
            else:
                found.pop(conflict.place, None)
        return tuple(found.values())


def merge(row_type: type[TableRow], base: Sequence[Row], mine: Sequence[Row], theirs: Sequence[Row]) -> Merge:
    """Mine and theirs, both made from ``base``. The order is theirs, with what I added behind what it stood behind."""
    old, ours, others = (placed(row_type, rows) for rows in (base, mine, theirs))
    together: dict[Place, Row] = {}
    conflicts: list[Conflict] = []
    for place in _order(old, ours, others):
        row, found = _together(row_type, place, (old.get(place), ours.get(place), others.get(place)))
        conflicts += found
        if row is not None:
            together[place] = row
    return Merge(row_type, tuple(together.values()), tuple(conflicts), others)


def _order(old: Mapping[Place, Row], mine: Mapping[Place, Row], theirs: Mapping[Place, Row]) -> list[Place]:
    if list(old) == list(theirs):
        return [*mine, *(place for place in theirs if place not in mine)]
    behind: dict[Place | None, list[Place]] = {}
    last: Place | None = None
    for place in mine:
        if place in theirs:
            last = place
        else:
            behind.setdefault(last, []).append(place)
    order = behind.get(None, [])
    for place in theirs:
        order += [place, *behind.get(place, ())]
    return order


def _together(
    row_type: type[TableRow], place: Place, rows: tuple[Row | None, Row | None, Row | None]
) -> tuple[Row | None, list[Conflict]]:
    base, mine, theirs = rows
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    label = label_of(row_type, mine or theirs or {})
    if mine is None or theirs is None:
        words = [REMOVED if row is None else KEPT for row in (mine, theirs)]
        one = Conflict(place=place, label=label, column="", base="", mine=words[0], theirs=words[1])
        return mine, [one]
    merged, conflicts = dict(mine), []
    for name in (column.name for column in columns_of(row_type)):
        before = (base or {}).get(name, "")
        if mine[name] == before:
            merged[name] = theirs[name]
        elif theirs[name] not in (before, mine[name]):
            conflicts.append(
                Conflict(place=place, label=label, column=name, base=before, mine=mine[name], theirs=theirs[name])
            )
    return merged, conflicts
