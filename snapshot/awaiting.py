"""Which tables of a programme were edited since the build whose figures are shown."""

from model.errors import WijkpeilError
from model.programme import Programme
from snapshot.programme_folder import IN_BUILD
from snapshot.store import open_snapshot


def awaiting_build(programme: str, now: Programme | None) -> list[str]:
    """Tables that the figures shown were not yet counted with; none before there are figures."""
    try:
        built = open_snapshot(programme).programme
    except WijkpeilError:
        return []
    return [table for table in IN_BUILD if now is not None and getattr(now, table) != getattr(built, table)]
