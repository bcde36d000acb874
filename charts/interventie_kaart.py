"""Where interventies run: how many per focuswijk on the city map, and the list beside it. HTML."""

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from charts.city_map import Ground
from charts.interventies import Link, brief, how_many
from charts.style import sequential_steps
from charts.table import Column
from model.areas import focuswijk_code
from model.programme import Programme
from model.uitvoering import Interventie

COLUMNS = (Column("focuswijk", "focuswijk"), Column("aantal", "interventies", 0), Column("namen", "welke"))
_MOST_CLASSES = 5
SEEN = "Een interventie telt mee in elke focuswijk waar zij loopt. Een groter aantal is niet beter of slechter."


def per_focuswijk(programme: Programme, shown: Sequence[Interventie]) -> dict[str, list[Interventie]]:
    """Interventies of each focuswijk by its id, all focuswijken of the programme in its order."""
    return {wijk.id: [one for one in shown if wijk.id in one.focuswijken] for wijk in programme.focuswijken}


def picture(programme: Programme, counts: dict[str, int], ground: Ground, selected: str) -> dict[str, Any]:
    """What the browser draws. ``counts``: interventies per focuswijk id; ``selected``: the chosen id or empty."""
    drawn = [wijk for wijk in programme.focuswijken if wijk.buurten]
    own = [counts[wijk.id] for wijk in drawn]
    classes = _classes(own)
    fills = [f"seq-{step}" for step in sequential_steps(len(classes))] if classes else []
    told = [how_many(counts[wijk.id]) for wijk in drawn]
    spoken = "; ".join(f"{wijk.naam} {counts[wijk.id]}" for wijk in drawn)
    return {
        "files": [ground.areas, ground.focuswijken, ground.water, ground.outline],
        "bounds": list(ground.bounds),
        "focusLabel": "focuswijk",
        "label": f"Kaart: aantal interventies per focuswijk: {spoken}. "
        "Met de pijltoetsen gaat u van focuswijk naar focuswijk, met Enter kiest u er een.",
        "period": "hier",
        "outside": "geen focuswijk",
        "legend": "interventies (aantal focuswijken)",
        "selected": focuswijk_code(selected) if selected else "",
        "classes": [
            {"label": _label(one), "n": sum(count in one for count in own), "fill": fill}
            for one, fill in zip(classes, fills, strict=True)
        ],
        "none": [],
        "areas": {
            focuswijk_code(wijk.id): [next(n for n, one in enumerate(classes) if counts[wijk.id] in one), words, ""]
            for wijk, words in zip(drawn, told, strict=True)
        },
    }


def _classes(counts: Sequence[int]) -> list[list[int]]:
    """The counts that occur, from low to high, in classes of about as many different ones."""
    different = sorted(set(counts))
    size = -(-len(different) // _MOST_CLASSES)
    return [different[at : at + size] for at in range(0, len(different), size)] if different else []


def _label(counts: Sequence[int]) -> str:
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} tot en met {counts[-1]}"


def beside(name: str, ones: Sequence[Interventie], link: Link) -> str:
    """The interventies of one place."""
    shown = brief(ones, link) if ones else "<p>Geen bij deze keuze.</p>"
    return f'<h3 class="wp-group-title">{escape(name)} <small>{how_many(len(ones))}</small></h3>{shown}'


def table(programme: Programme, shown: Sequence[Interventie]) -> pd.DataFrame:
    """A row per focuswijk with ``COLUMNS``, and one for what is not bound to a focuswijk."""
    rows = [
        (wijk.naam, len(ones), "; ".join(one.naam for one in ones))
        for wijk, ones in zip(programme.focuswijken, per_focuswijk(programme, shown).values(), strict=True)
    ]
    free = [one for one in shown if not one.focuswijken]
    rows.append(("Niet aan een focuswijk gebonden", len(free), "; ".join(one.naam for one in free)))
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS])
