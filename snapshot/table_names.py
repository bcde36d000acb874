"""What the ids are called that a programme's tables refer to, and which id fits a name."""

from collections.abc import Collection, Mapping

import indicators
from model.errors import WijkpeilError
from model.inhoud import TABLES
from model.programme import Programme
from model.tabelversie import Row
from snapshot import publish, table_history
from snapshot.programme_new import slug
from snapshot.settings import settings
from snapshot.table_rows import names_in

_LONGEST = 40
Names = Mapping[str, Mapping[str, str]]


def names_of(programme: str, about: Programme | None, edited: Mapping[str, tuple[Row, ...]]) -> Names:
    """Per table and per list of programme.yaml: what each id is called. ``edited``: tables as they were edited."""
    found: dict[str, Mapping[str, str]] = {"indicatoren": {i: one.name for i, one in indicators.discover().items()}}
    for table, row_type in TABLES.items():
        rows = edited[table] if table in edited else table_history.current(programme, table).rows
        found[table] = names_in(row_type, rows)
    if about is not None:
        found |= {
            "bouwstenen": {one.id: one.naam for one in about.bouwstenen},
            "doelen": {doel.id: doel.naam for one in about.bouwstenen for doel in one.doelen},
            "focuswijken": {one.id: one.naam for one in about.focuswijken},
            "gemeenten": {code: _gemeenten(programme).get(code, code) for code in about.gemeenten},
        }
    return found


def _gemeenten(programme: str) -> Mapping[str, str]:
    """Names of gemeenten as what is served has them; none before there is a snapshot."""
    try:
        identifier = publish.read_pointer()["peilen"][programme]
        manifest = publish.read_manifest(settings().snapshots / programme / identifier)
    except (WijkpeilError, KeyError, OSError):
        return {}
    names: Mapping[str, str] = manifest.get("gemeenten", {})
    return names


def propose_id(name: str, taken: Collection[str]) -> str:
    """An id for a name that no other row has."""
    base = slug(name)
    if not base[0].isalpha():
        base = f"r-{base}"
    if len(base) > _LONGEST:
        base = base[: _LONGEST + 1].rpartition("-")[0] or base[:_LONGEST]
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found
