"""What was agreed of the work beside what there is: a bar with words, and whether its day has passed. HTML.

What should have been there is said as a fact with its date; nobody is blamed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from html import escape

from charts.euros import percent
from charts.numbers import day_label, number
from model.moment import last_day
from model.uitvoering import Prestatie


class State(StrEnum):
    """Where something that is counted stands on a day."""

    REACHED = "gehaald"
    ON_THE_WAY = "op weg"
    DUE = "datum voorbij"
    UNCOUNTED = "nog niet geteld"
    OPEN = "geen aantal afgesproken"


def state(one: Prestatie, today: date) -> State:
    """The state of one of them."""
    if one.gepland is None:
        return State.OPEN
    if one.gerealiseerd is not None and one.gerealiseerd >= one.gepland:
        return State.REACHED
    if one.uiterlijk and last_day(one.uiterlijk) < today:
        return State.DUE
    return State.UNCOUNTED if one.gerealiseerd is None else State.ON_THE_WAY


def counted(ones: Sequence[Prestatie], today: date) -> str:
    """``3, waarvan 1 gehaald en 2 op weg``; ``2, alle gehaald``; ``0`` without any."""
    counts = Counter(state(one, today) for one in ones)
    parts = [f"{counts[one]} {one.value}" for one in State if counts[one]]
    if len(parts) < 2:
        same = next((one.value for one in counts), "")
        return f"{len(ones)}, {'alle ' if len(ones) > 1 else ''}{same}" if ones else "0"
    return f"{len(ones)}, waarvan {', '.join(parts[:-1])} en {parts[-1]}"


def quantity(value: Decimal) -> str:
    """A count with the decimals that it has."""
    exponent = value.normalize().as_tuple().exponent
    return number(float(value), max(0, -exponent) if isinstance(exponent, int) else 0)


def items(ones: Sequence[Prestatie], interventie: Callable[[str], str], today: date) -> str:
    """A list item for each; ``interventie``: the linked name of one by its id, as HTML."""
    return "".join(_item(one, interventie(one.interventie) if one.interventie else "", today) for one in ones)


def _item(one: Prestatie, interventie: str, today: date) -> str:
    said = "".join(f"<p>{escape(text)}</p>" for text in (how_much(one), *_when(one, today)) if text)
    about = f"<small>bij {interventie}</small>" if interventie else ""
    note = f"<small>{escape(one.noot)}</small>" if one.noot else ""
    tag = f'<span class="wp-tag wp-stand">{escape(state(one, today).value)}</span>'
    return f"<li><strong>{escape(one.naam)}</strong>{about}{_bar(one)}{said}{tag}{note}</li>"


def _bar(one: Prestatie) -> str:
    """The share that there is; the words below it say the same."""
    if one.gerealiseerd is None or not one.gepland:
        return ""
    share = min(max(one.gerealiseerd / one.gepland, Decimal(0)), Decimal(1))
    return f'<span class="wp-progress" aria-hidden="true"><i style="--wp-share:{share:.3f}"></i></span>'


def how_much(one: Prestatie) -> str:
    """``148 van de 240 woningen, 62 %``; what is not known is said."""
    if one.gepland is None:
        if one.gerealiseerd is None:
            return f"Aantal {one.eenheid}: niet bekend."
        return f"{quantity(one.gerealiseerd)} {one.eenheid}; er is geen aantal afgesproken."
    planned = f"{quantity(one.gepland)} {one.eenheid}"
    if one.gerealiseerd is None:
        return f"Afgesproken: {planned}. Hoeveel er zijn, is niet bekend."
    share = f", {percent(one.gerealiseerd / one.gepland)}" if one.gepland else ""
    return f"{quantity(one.gerealiseerd)} van de {planned}{share}."


def _when(one: Prestatie, today: date) -> list[str]:
    said = [f"Geteld op {day_label(one.peildatum)}."] if one.peildatum else []
    if not one.uiterlijk:
        return [*said, "Wanneer het er moet zijn, is niet bekend."]
    if state(one, today) is State.DUE:
        return [*said, f"Had er moeten zijn op {day_label(last_day(one.uiterlijk).isoformat())}."]
    return [*said, f"Uiterlijk: {day_label(one.uiterlijk)}."]
