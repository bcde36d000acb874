"""The map on which an own group of buurten is put together: several chosen, and a pen to draw a shape with."""

from collections.abc import Mapping, Sequence
from typing import Any

from charts.city_map import Ground
from charts.place import place


def own_map(ground: Ground, people: Mapping[str, float | None], chosen: Sequence[str], name: str) -> dict[str, Any]:
    """What the browser draws. ``people``: inhabitants of each buurt; ``chosen``: codes that the group holds."""
    known = {code: None if n is None or n != n else n for code, n in people.items()}
    count = "nog geen buurt gekozen" if not chosen else f"{len(chosen)} gekozen"
    label = (
        f"Kaart van de stad, {count}. Met de pijltoetsen gaat u van buurt naar buurt; met Enter neemt u er een op of "
        "haalt u hem weg."
    )
    drawing = place(ground, known, chosen, name)
    # Not the accent: that is the outline of focuswijken, which must stay visible within the group.
    classes = [kind | {"fill": "seq-4"} if kind["fill"] == "accent" else kind for kind in drawing["classes"]]
    files = [ground.areas, ground.focuswijken, ground.water, ground.outline]
    return drawing | {
        "classes": classes,
        "label": label,
        "chosen": list(chosen),
        "selected": "",
        "files": files,
        "focusLabel": "focuswijk",
    }
