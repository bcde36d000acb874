"""Woonplekken of a region: agreed and realised per gemeente and kern, against inhabitants and lettings, as tables."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from charts.numbers import NONE, number
from charts.table import Column
from model.woonplekken import Change, Herkomst, Homes

UNKNOWN = "Een streepje: nog niet bekend. Wat niet bekend is, telt in geen som mee."
PLACES = (
    Column("waar", "gemeente"),
    Column("streefcijfer", "streefcijfer", 0),
    Column("gerealiseerd", "gerealiseerd", 0),
    Column("aandeel", "aandeel inwoners (%)", 1),
    Column("naar_rato", "naar inwoners", 0),
    Column("verschil", "verschil", 0),
    Column("mutaties", "vrijgekomen woningen", 0),
    Column("van_mutaties", "opgave (% daarvan)", 0),
)
KERNEN = (Column("waar", "wijk of kern"), *PLACES[1:])
CHANGED = (
    Column("jaar", "jaar"),
    Column("waar", "gemeente"),
    Column("kern", "wijk of kern"),
    Column("eerder", "eerdere raming", 0),
    Column("nu", "deze raming", 0),
    Column("verschil", "verschil", 0),
    Column("wat", "wat veranderde"),
)
ORIGIN = (
    Column("jaar", "jaar"),
    Column("waar", "herkomst"),
    Column("aandeel", "aandeel cliënten (%)", 1),
    Column("inwoners", "aandeel inwoners (%)", 1),
    Column("noot", "toelichting"),
)
_REGION = "Hele regio"
_Name = Callable[[str], str]


def place_name(gemeente: str, name_of: _Name) -> str:
    """A gemeente's name; the whole region for none."""
    return name_of(gemeente) if gemeente else _REGION


def places(rows: Sequence[Homes], name_of: _Name) -> pd.DataFrame:
    """Rows with the columns of PLACES (or KERNEN): counts, percentages 0–100, None for unknown."""
    table = [
        (
            one.kern or place_name(one.gemeente, name_of),
            one.target,
            one.realised,
            None if one.share is None else 100 * one.share,
            one.fair,
            None if one.fair is None or one.target is None else one.target - one.fair,
            one.lettings,
            one.of_lettings,
        )
        for one in rows
    ]
    return pd.DataFrame(table, columns=[column.key for column in PLACES])


def seen(rows: Sequence[Homes], year: int, name_of: _Name) -> str:
    """The region in a sentence, and the gemeenten whose task takes most of the lettings."""
    region, *gemeenten = rows
    if region.target is None:
        told = f"Voor {year} is voor de regio nog geen streefcijfer bekend."
    elif region.realised is None:
        told = (
            f"Voor {year} zijn {number(region.target)} woonplekken afgesproken. Hoeveel er kwamen, is nog niet bekend."
        )
    else:
        told = f"In {year} kwamen er {number(region.realised)} van de {number(region.target)} afgesproken woonplekken."
    known = [one for one in gemeenten if one.of_lettings is not None]
    most = max(known, key=lambda one: one.of_lettings or 0.0, default=None)
    if most is not None:
        share = number(most.of_lettings, 0)
        told += f" De opgave vraagt het meest in {name_of(most.gemeente)}: {share} % van de woningen die vrijkomen."
    return told


def missing(rows: Sequence[Homes], name_of: _Name) -> tuple[str, ...]:
    """What is not known of which gemeenten, a line each."""
    _, *gemeenten = rows
    asked: Mapping[str, list[str]] = {
        "geen streefcijfer": [name_of(one.gemeente) for one in gemeenten if one.target is None],
        "geen aantal gerealiseerde woonplekken": [name_of(one.gemeente) for one in gemeenten if one.realised is None],
        "geen aantal vrijgekomen huurwoningen": [name_of(one.gemeente) for one in gemeenten if one.lettings is None],
        "geen aandeel inwoners": [name_of(one.gemeente) for one in gemeenten if one.share is None],
    }
    return tuple(
        f"Nog {what}: {'alle gemeenten' if len(names) == len(gemeenten) else ', '.join(names)}."
        for what, names in asked.items()
        if names
    )


def changed(rows: Sequence[Change], name_of: _Name) -> pd.DataFrame:
    """Rows with the columns of CHANGED."""
    table = [
        (
            str(one.year),
            place_name(one.gemeente, name_of),
            one.kern,
            one.before,
            one.now,
            None if one.before is None or one.now is None else one.now - one.before,
            _what(one),
        )
        for one in rows
    ]
    return pd.DataFrame(table, columns=[column.key for column in CHANGED])


def _what(one: Change) -> str:
    if one.before is None:
        return "nieuw in deze raming"
    if one.now is None:
        return "staat niet meer in deze raming"
    return "hoger" if one.now > one.before else "lager"


def origin(rows: Sequence[Herkomst], shares: Mapping[str, float], name_of: _Name) -> pd.DataFrame:
    """Rows with the columns of ORIGIN. ``shares``: of the inhabitants, 0–1 by gemeente; the rest of the region is
    what the named gemeenten leave, where all of these are known."""
    table = []
    for one in rows:
        named = [row.gemeente for row in rows if row.jaar == one.jaar and row.gemeente]
        known = all(code in shares for code in named) and len(named) < len(shares)
        rest = 1 - sum(shares[code] for code in named) if known else None
        share = shares.get(one.gemeente) if one.gemeente else rest
        where = name_of(one.gemeente) if one.gemeente else "rest van de regio"
        table.append((str(one.jaar), where, float(one.aandeel_pct), None if share is None else 100 * share, one.noot))
    return pd.DataFrame(table, columns=[column.key for column in ORIGIN])


def origin_seen(table: pd.DataFrame) -> str:
    """The newest year of ``origin`` in a sentence."""
    newest = table[table["jaar"] == table["jaar"].max()]
    said = [
        f"{row.waar} {number(row.aandeel)} % van de cliënten"
        + (
            ""
            if row.inwoners != row.inwoners or row.inwoners is None
            else f" en {number(row.inwoners)} % van de inwoners"
        )
        for row in newest.itertuples(index=False)
    ]
    return f"In {newest['jaar'].iloc[0]}: {'; '.join(said)}." if said else NONE
