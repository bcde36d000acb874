"""Regelingen as cards: whose money it is, for how long, what became of it and whether that keeps pace. HTML."""

from collections.abc import Sequence
from datetime import date
from html import escape

from charts.euros import UNKNOWN, euros, percent
from charts.looptijd import span_words
from charts.middelen import REST
from charts.numbers import day_label
from model.besteding import added, pace
from model.inhoud import Inhoud
from model.middelen import Middel, Regeling

NOT_ADDED = "Bedragen uit verschillende overzichten kunnen hetzelfde geld zijn. Zij worden nooit bij elkaar opgeteld."


def card(regeling: Regeling, inhoud: Inhoud, today: date) -> str:
    """One regeling."""
    names = {one.id: one.naam for one in inhoud.strategieen}
    term = span_words(regeling.begin, regeling.eind).capitalize() if regeling.begin or regeling.eind else ""
    told = [
        ("Verstrekker", regeling.verstrekker or UNKNOWN),
        ("Looptijd", ". ".join(text for text in (term, regeling.doorlooptijd) if text) or UNKNOWN),
        ("Betaalt", "; ".join(names.get(one, one) for one in regeling.strategieen)),
        ("Waarvoor", regeling.omschrijving),
        ("Let op", regeling.noot),
    ]
    terms = "".join(f"<dt>{term}</dt><dd>{escape(text)}</dd>" for term, text in told if text)
    name = f'<h3 class="wp-group-title">{escape(regeling.naam)}</h3>'
    return f'{name}<dl class="wp-terms">{terms}</dl>{_money(regeling, inhoud, today)}'


def _money(regeling: Regeling, inhoud: Inhoud, today: date) -> str:
    lines = []
    for overzicht in inhoud.overzichten:
        rows = [row for row in inhoud.middelen if (row.overzicht, row.regeling) == (overzicht.id, regeling.id)]
        if rows:
            said = " ".join(text for text in (_sums(rows), pace_words(regeling, rows, today)) if text)
            lines.append(f"<li><strong>{escape(overzicht.naam)}</strong>: {escape(said)}</li>")
    if not lines:
        return '<p class="wp-small">Er staan nog geen bedragen bij deze regeling.</p>'
    return f'<ul class="wp-bullets">{"".join(lines)}</ul>'


def _sums(rows: Sequence[Middel]) -> str:
    sums = added(rows)
    parts = []
    for name in ("gepland", "toegekend", "besteed"):
        amount = sums.of(name)
        part = f" (bij {amount.known} van {amount.asked} bekend)" if 0 < amount.known < amount.asked else ""
        parts.append(f"{name} {euros(amount.value)}{part}")
    return f"{', '.join(parts)}, {REST} {euros(sums.rest.value)}."


def pace_words(regeling: Regeling, rows: Sequence[Middel], today: date) -> str:
    """Share of the term that had passed against share spent; empty where one of both is not known."""
    found = pace(regeling, rows, today)
    if found is None:
        return ""
    when = day_label(found.day.isoformat())
    passed, spent = percent(found.passed), percent(found.spent)
    return f"Op {when} was {passed} van de looptijd voorbij en {spent} van het toegekende bedrag besteed."
