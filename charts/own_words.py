"""What is said of an own group of buurten: its size, how it lies towards focuswijken, its borders, its composition."""

from collections.abc import Collection, Mapping, Sequence
from html import escape

import pandas as pd

from charts.border_words import told
from charts.explained import SEVERAL
from charts.frames import Row, as_float, records
from charts.numbers import number, with_short_unit
from charts.table import Column
from model.indicator import Indicator
from model.programme import Focuswijk

MOST_NAMES = 12
NOTED = ("breuk", "loopt door met aantekening")
COLUMNS = [
    *SEVERAL[:10],
    Column("diff_gemeente", "verschil met de gemeente", 2),
    Column("verdict_gemeente", "toets tegen de gemeente"),
    Column("diff_nederland", "verschil met Nederland", 2),
    Column("verdict_nederland", "toets tegen Nederland"),
    *SEVERAL[10:],
]


def about(
    name: str, chosen: Sequence[str], everyone: int, inhabitants: float | None, when: str, told: Sequence[str]
) -> str:
    """Name, number of buurten with their names (``chosen``), inhabitants, and sentences that are ``told``; as HTML."""
    of = "1 buurt" if len(chosen) == 1 else f"{len(chosen)} buurten"
    people = "" if inhabitants is None else f" · {number(inhabitants)} inwoners ({when})"
    more = f" en nog {len(chosen) - MOST_NAMES}" if len(chosen) > MOST_NAMES else ""
    listed = f"{', '.join(chosen[:MOST_NAMES])}{more}"
    said = "".join(f'<p class="wp-small">{escape(text)}</p>' for text in (f"{listed}.", *told))
    return f'<p class="wp-area-name">{escape(name)}</p><p>{of} van de {everyone}{escape(people)}</p>{said}'


def overlap(codes: Collection[str], wijken: Sequence[Focuswijk]) -> list[str]:
    """Sentences about the focuswijken that share buurten with the group."""
    shared = {wijk.naam: set(wijk.buurten) & set(codes) for wijk in wijken}
    whole = [wijk for wijk in wijken if wijk.buurten and shared[wijk.naam] == set(wijk.buurten)]
    if len(whole) == 1 and set(whole[0].buurten) == set(codes):
        return [f"Dezelfde buurten als focuswijk {whole[0].naam}: de cijfers zijn gelijk."]
    part = [wijk.naam for wijk in wijken if shared[wijk.naam] and wijk not in whole]
    said = [f"Focuswijken die er heel in liggen: {', '.join(wijk.naam for wijk in whole)}."] if whole else []
    return [*said, *([f"Focuswijken die er voor een deel in liggen: {', '.join(part)}."] if part else [])]


def against(rest: int, everyone_else: bool, of_city: str) -> str:
    """What the group is compared with; that there is nothing left, where that is so."""
    if not rest:
        left = "Het gebied is de hele stad" if everyone_else else "Buiten dit gebied en de focuswijken is er geen buurt"
        return f"{left}: er is geen rest om mee te vergelijken. Gemeente en Nederland blijven over."
    which = "alle andere buurten" if everyone_else else "de buurten die in geen focuswijk en niet in dit gebied liggen"
    return f"De rest van {of_city} is hier: {which} ({rest})."


def summed(official: str) -> list[str]:
    """That the group is a wijk or gemeente (its name) whose own figures may differ; nothing for any other group."""
    if not official:
        return []
    return [
        f"Dezelfde buurten als {official}: hier staat wat de buurten samen zijn, en wat de bron van {official} zelf "
        "geeft, staat erbij waar het anders is."
    ]


def beside(row: Row, indicator: Indicator, city: str, published: float | None, official: str) -> list[str]:
    """Lines with the same figure elsewhere: the ``published`` one of the ``official`` area with the same buurten, where
    it reads otherwise, and those of the gemeente and Nederland."""

    def shown(value: float) -> str:
        return with_short_unit(value, indicator.unit, indicator.decimals)

    named = {city: as_float(row["gemeente_value"]), "Nederland": as_float(row["nederland_value"])}
    around = " · ".join(f"{name} {shown(value)}" for name, value in named.items() if value is not None)
    own, lines = as_float(row["value"]), [around] if around else []
    if published is not None and own is not None and shown(published) != shown(own):
        lines.insert(0, f"gepubliceerd voor {official}: {shown(published)}")
    return lines


def borders(links: pd.DataFrame) -> list[str]:
    """A sentence per year in which borders of a part of the group moved; ``links`` of own_group.OwnGroup."""
    rows = records(links.assign(earlier_year=links["boundary_year"].shift(), kind=links["link"]))
    return [f"{int(row['boundary_year'])}: {told(row)}" for row in rows if row["kind"] in NOTED]


def changes(links: pd.DataFrame, code: str) -> pd.DataFrame:
    """The same as rows of border_figures.border_changes, for the breaks in a trend."""
    moved = links[links["link"].isin(NOTED)]
    return moved.assign(code=code, kind=moved["link"])[["code", "boundary_year", "kind", "flagged_share"]]


def composed(name: str, codes: Sequence[str], names: Mapping[str, str]) -> str:
    """The composition, for a citation: ``Eigen gebied "X": Merelveld (BU99010100), …``."""
    return f'Eigen gebied "{name}": {", ".join(f"{names[code]} ({code})" for code in codes)}.'


def shared_with(codes: Collection[str], wijken: Sequence[Focuswijk]) -> str:
    """What stands in the way of pasting the entry: buurten that belong to a focuswijk already; else empty."""
    owners = [wijk.naam for wijk in wijken if set(wijk.buurten) & set(codes)]
    if not owners:
        return ""
    return (
        f"Let op: buurten van dit gebied staan al bij {', '.join(owners)}. Een buurt hoort bij één focuswijk; haal ze "
        "daar eerst weg."
    )
