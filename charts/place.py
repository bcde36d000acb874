"""The city map for residents: where the own buurt lies, and a map of values without judgements of buurten."""

from collections.abc import Collection, Mapping
from typing import Any

from charts.city_map import Ground
from charts.numbers import NONE, number


def place(ground: Ground, people: Mapping[str, float | None], own: Collection[str], name: str) -> dict[str, Any]:
    """What the browser draws. ``people``: inhabitants of each buurt on the map; ``own``: codes of the chosen ones."""
    classes = [{"label": "andere buurten" if own else "buurten", "n": len(people) - len(own), "fill": "seq-0"}]
    if own:
        classes.append({"label": name, "n": len(own), "fill": "accent"})
    where = f"Kaart van de stad, met {name} gekleurd." if own else "Kaart van de stad met alle buurten."
    return {
        "files": [ground.areas, None, ground.water, ground.outline],
        "bounds": list(ground.bounds),
        "label": f"{where} Met de pijltoetsen gaat u van buurt naar buurt, met Enter kiest u er een.",
        "period": "inwoners",
        "outside": "geen cijfers over deze buurt",
        "legend": "",
        "selected": next(iter(own)) if len(own) == 1 else "",
        "classes": classes,
        "none": [],
        "areas": {code: [int(code in own), NONE if n is None else number(n), ""] for code, n in people.items()},
    }


def without_comparison(shown: dict[str, Any]) -> dict[str, Any]:
    """A picture of city_map in which each area has its value alone: no differences, verdicts and margins."""
    return shown | {"areas": {code: [*facts[:2], ""] for code, facts in shown["areas"].items()}}
