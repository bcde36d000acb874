"""A map on paper: the picture with its text alternative, and its legend in words beside the colours. HTML."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple


class Key(NamedTuple):
    """One line of a legend: its words, what stands before them (a number on the map, or a colour or pattern), and how
    many areas it has."""

    label: str
    number: int | None = None
    colour: str = ""
    pattern: str = ""
    areas: int | None = None


def paper_map(address: str, said: str, head: str, keys: Sequence[Key], size: str = "") -> str:
    """``address``: the picture as data:; ``said``: what it shows; ``head``: unit of the legend; ``size``: a class."""
    items = "".join(_line(key) for key in keys)
    title = f'<p class="wp-small">{escape(head)}</p>' if head else ""
    legend = f'<figcaption>{title}<ul class="wp-keys">{items}</ul></figcaption>' if items else ""
    return f'<figure class="wp-map {size}"><img src="{escape(address)}" alt="{escape(said)}">{legend}</figure>'


def _line(key: Key) -> str:
    before = "" if key.number is None else f"{key.number}. "
    if key.pattern:
        before = f'<i class="wp-swatch wp-none-{key.pattern}"></i>'
    elif key.colour:
        before = f'<i class="wp-swatch" style="background:{escape(key.colour)}"></i>'
    count = "" if key.areas is None else f" ({key.areas})"
    return f"<li>{before}{escape(key.label)}{count}</li>"
