"""Which strategie serves which doel: a table with a dot for every pair, rows grouped by bouwsteen. HTML."""

from collections import Counter
from html import escape

from charts.numbers import number
from model.inhoud import Inhoud
from model.programme import Bouwsteen, Doel, Programme

_DOT = '<td class="wp-cell wp-base wp-dot">●<span class="wp-hidden"> werkt eraan</span></td>'
_NONE = '<td class="wp-cell"><span class="wp-hidden">werkt er niet aan</span></td>'


def matrix(programme: Programme, inhoud: Inhoud) -> str:
    """Columns are the strategieën with their number of interventies, rows the doelen of the programme."""
    counts = Counter(one.strategie for one in inhoud.interventies)
    heads = "".join(
        f'<th scope="col">{escape(one.naam)}<small>{_how_many(counts[one.id])}</small></th>'
        for one in inhoud.strategieen
    )
    pairs = {(pair.strategie, pair.doel) for pair in inhoud.strategie_doelen}
    body = "".join(_group(bouwsteen, inhoud, pairs) for bouwsteen in programme.bouwstenen)
    caption = f"Welke strategie werkt aan welk {programme.doel_naam.lower()}"
    return (
        f'<div class="wp-scroll wp-mosaic-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-mosaic wp-matrix"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(programme.doel_naam)}</th>{heads}</tr></thead>{body}</table></div>'
    )


def _group(bouwsteen: Bouwsteen, inhoud: Inhoud, pairs: set[tuple[str, str]]) -> str:
    wide = len(inhoud.strategieen) + 1
    head = f'<th colspan="{wide}" scope="rowgroup"><span>{escape(bouwsteen.naam)}</span></th>'
    rows = "".join(_row(doel, inhoud, pairs) for doel in bouwsteen.doelen)
    return f'<tbody><tr class="wp-group">{head}</tr>{rows}</tbody>'


def _row(doel: Doel, inhoud: Inhoud, pairs: set[tuple[str, str]]) -> str:
    cells = "".join(_DOT if (one.id, doel.id) in pairs else _NONE for one in inhoud.strategieen)
    return f'<tr><th scope="row">{escape(doel.naam)}</th>{cells}</tr>'


def _how_many(count: int) -> str:
    return f"{number(count)} interventie{'' if count == 1 else 's'}"
