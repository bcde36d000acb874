"""A strategie as a whole: what it is for, its interventies by status and place, and its canvas in short. HTML."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from charts.canvas import Canvas, fill
from charts.interventies import Link, name_link, status_word
from charts.prestaties import counted
from model.programme import Programme
from model.uitvoering import Interventie, Status, Strategie

_WHOLE = "Bekijk het hele canvas"
_NO_WIJK = "niet aan een focuswijk gebonden"


def ways(strategieen: Sequence[Strategie], chosen: str, addresses: Mapping[str, str]) -> str:
    """A link to each strategie; ``addresses`` by id."""
    links = "".join(
        f'<a href="{escape(addresses[one.id])}" target="_self"{_here(one.id == chosen)}>{escape(one.naam)}</a>'
        for one in strategieen
    )
    return f'<nav class="wp-strategies" aria-label="Strategieën">{links}</nav>'


def _here(current: bool) -> str:
    return ' aria-current="page"' if current else ""


def purpose(one: Strategie, partners: Mapping[str, str]) -> str:
    """What it is for, who leads it, and what is to come of it; what is not entered is left out."""
    told = [
        ("Trekkers", ", ".join(partners.get(trekker, trekker) for trekker in one.trekkers) or "niet bekend"),
        ("Doel op korte termijn", one.doel_kort),
        ("Resultaat op korte termijn", one.resultaat_kort),
        ("Doel op lange termijn", one.doel_lang),
        ("Let op", one.noot),
    ]
    return f'<dl class="wp-terms">{"".join(f"<dt>{a}</dt><dd>{escape(b)}</dd>" for a, b in told if b)}</dl>'


def interventies(ones: Sequence[Interventie], programme: Programme, link: Link) -> str:
    """A card per status, each interventie with its focuswijken and planning; ``link``: to an interventie."""
    names = {wijk.id: wijk.naam for wijk in programme.focuswijken}
    cards = []
    for status in Status:
        own = [one for one in ones if one.status is status]
        if own:
            word = status_word(own[0]).capitalize()
            items = "".join(_item(one, names, link) for one in own)
            cards.append(f'<section class="wp-card"><h3>{word} ({len(own)})</h3><ul>{items}</ul></section>')
    if not cards:
        none = f"Nog geen interventies bij deze strategie. {fill('interventies')}"
        return f'<p class="wp-small">{none}</p>'
    return f'<div class="wp-cards wp-by-status">{"".join(cards)}</div>'


def _item(one: Interventie, names: Mapping[str, str], link: Link) -> str:
    places = ", ".join(names.get(wijk, wijk) for wijk in one.focuswijken) or _NO_WIJK
    lines = "".join(f"<small>{escape(text)}</small>" for text in (places, one.planning) if text)
    return f"<li><span>{name_link(one, link)}</span>{lines}</li>"


def per_wijk(ones: Sequence[Interventie], programme: Programme) -> str:
    """In one sentence how many interventies each focuswijk has."""
    counts = [(wijk.naam, sum(wijk.id in one.focuswijken for one in ones)) for wijk in programme.focuswijken]
    parts = [f"{name} {count}" for name, count in counts if count]
    bound = sum(bool(one.focuswijken) for one in ones)
    loose = f"{len(ones) - bound} {_NO_WIJK}" if len(ones) > bound else ""
    said = "; ".join(text for text in (", ".join(parts), loose) if text)
    return f"Per focuswijk: {said}." if said else ""


def in_short(of: Canvas, address: str, today: date) -> str:
    """The canvas in three lines, and the way to all of it."""
    told = [
        ("Activiteiten", counted(of.activiteiten, today)),
        ("Resultaten", counted(of.resultaten, today)),
        ("Effecten", str(len(of.effecten))),
    ]
    terms = "".join(f"<dt>{term}</dt><dd>{escape(text)}</dd>" for term, text in told)
    link = f'<p><a href="{escape(address)}" target="_self">{_WHOLE}</a></p>'
    return f'<dl class="wp-terms">{terms}</dl>{link}'
