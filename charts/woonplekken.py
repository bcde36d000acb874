"""Woonplekken of a region as a table: agreed and realised per gemeente and year, and where clients come from."""

from collections.abc import Callable

import pandas as pd

from charts.numbers import number
from charts.table import Column
from model.inhoud import Inhoud

COLUMNS = (
    Column("waar", "gemeente"),
    Column("kern", "wijk of kern"),
    Column("jaar", "jaar"),
    Column("versie", "raming van"),
    Column("streefcijfer", "streefcijfer", 0),
    Column("gerealiseerd", "gerealiseerd", 0),
    Column("mutaties", "vrijgekomen huurwoningen", 0),
)
UNKNOWN = "Een streepje: nog niet bekend."


def table(inhoud: Inhoud, name_of: Callable[[str], str]) -> pd.DataFrame:
    """Rows of woonplekken with ``COLUMNS``: the newest estimate first, the whole region before its gemeenten."""
    rows = [
        (
            name_of(one.gemeente) if one.gemeente else "Hele regio",
            one.kern,
            str(one.jaar),
            str(one.versie),
            one.streefcijfer,
            one.gerealiseerd,
            one.mutaties,
        )
        for one in sorted(inhoud.woonplekken, key=lambda one: (-one.versie, -one.jaar, bool(one.gemeente)))
    ]
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS])


def notes(inhoud: Inhoud, name_of: Callable[[str], str]) -> tuple[str, ...]:
    """Where clients came from in the newest year, what the figures of the region are, and what a dash means."""
    newest = max((one.jaar for one in inhoud.herkomst), default=None)
    shares = [
        f"{name_of(one.gemeente) if one.gemeente else 'rest van de regio'} {number(float(one.aandeel_pct))} %"
        for one in inhoud.herkomst
        if one.jaar == newest
    ]
    origin = f"Herkomst van cliënten in {newest}: {', '.join(shares)}." if shares else ""
    region = [one.noot for one in inhoud.woonplekken if not one.gemeente and one.noot]
    return tuple(note for note in (origin, *region, UNKNOWN) if note)
