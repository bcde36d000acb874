"""The werkplan of one bouwsteen on a sheet: where we stand, what was planned and done, what to talk about. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from charts import kloof_words as words
from charts.frames import Row, as_float
from charts.judged import shape
from charts.numbers import period_label
from charts.paper_table import Cell, paper_table
from charts.report_figures import capital
from charts.report_work import count
from model.indicator import Indicator
from model.programme import Bouwsteen, Doel
from model.uitvoering import Interventie, Prestatie, Status

# What fits on a sheet beside the rest; the report has all of them.
_COUNTED, _NAMED = 6, 5
_ROOM = 3
_STATUS = {status: (status.value, status.value) for status in Status}
_STATUS |= {Status.LOOPT: ("loopt", "lopen"), Status.ONBEKEND: ("met onbekende status", "met onbekende status")}


def sheet(parts: Sequence[tuple[str, str]]) -> str:
    """``parts``: a head and ready HTML each; the last one has room to write in."""
    lines = '<div class="wp-write" aria-hidden="true"></div>' * _ROOM
    shown = [f'<section class="wp-part"><h3>{escape(head)}</h3>{body}' for head, body in parts]
    return f'<div class="wp-sheet-body">{"</section>".join(shown)}{lines}</section></div>'


def stand(lines: Sequence[str], matter: Sequence[str]) -> str:
    """Where the bouwsteen stands, and the figures that matter, in sentences."""
    said = f"<p>{escape(' '.join(lines) or 'Er is nog geen verschil te berekenen.')}</p>"
    items = "".join(f"<li>{escape(line)}</li>" for line in matter)
    return said + (f'<ul class="wp-bullets">{items}</ul>' if items else "")


def kernset(doelen: Sequence[Doel], gaps: Mapping[str, Row], indicators: Mapping[str, Indicator], caption: str) -> str:
    """Per kerncijfer its gap now and what became of it; ``gaps``: the newest row of figures.kloof, by indicator."""
    ids = dict.fromkeys(i for doel in doelen for i in doel.kernset)
    rows = [_gap(gaps[i], indicators[i]) for i in ids if i in gaps]
    if not rows:
        return "<p>Voor deze kerncijfers is nog geen verschil te berekenen.</p>"
    return paper_table(caption, ("kerncijfer", "verschil nu", "sinds de nulmeting"), rows, (44, 30, 26))


def _gap(row: Row, indicator: Indicator) -> list[Cell]:
    now = f"{words.with_side(as_float(row['gap']), indicator)} ({period_label(str(row['period']))})"
    return [
        Cell(indicator.name),
        Cell(now, mark=shape(words.verdict_side(row, indicator))),
        Cell(capital(words.state(row))),
    ]


def by_status(interventies: Sequence[Interventie]) -> str:
    """Interventies per status, by name."""
    if not interventies:
        return "<p>Er zijn nog geen interventies ingevoerd.</p>"
    parts = []
    for status in Status:
        own = [one for one in interventies if one.status is status]
        if own:
            more = len(own) - _NAMED
            names = "; ".join(one.naam for one in own[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
            word = _STATUS[status][len(own) > 1]
            parts.append(f"<li><strong>{len(own)} {escape(word)}:</strong> {escape(names)}</li>")
    return f'<ul class="wp-bullets">{"".join(parts)}</ul>'


def counted(prestaties: Sequence[Prestatie], caption: str) -> str:
    """What was planned beside what was done; empty without any."""
    if not prestaties:
        return "<p>Er is nog niets afgesproken dat wordt geteld.</p>"
    rows = [
        [
            Cell(f"{one.naam} ({one.eenheid})"),
            Cell(count(one.gepland), number=True),
            Cell(count(one.gerealiseerd), number=True),
            Cell(period_label(one.uiterlijk) if one.uiterlijk else "–"),
        ]
        for one in prestaties[:_COUNTED]
    ]
    more = len(prestaties) - _COUNTED
    left = f'<p class="wp-source">En nog {more}; het rapport noemt ze allemaal.</p>' if more > 0 else ""
    return paper_table(caption, ("wat", "gepland", "gedaan", "uiterlijk"), rows, (56, 14, 14, 16)) + left


def questions(own: Sequence[str], found: Sequence[str]) -> str:
    """Questions that people wrote first, then those that follow from figures and planning."""
    items = "".join(f"<li><strong>{escape(question)}</strong></li>" for question in own)
    items += "".join(f"<li>{escape(question)}</li>" for question in found)
    return f'<ul class="wp-bullets wp-questions">{items}</ul>' if items else "<p>Er staan geen vragen open.</p>"


def title(bouwsteen: Bouwsteen, name: str) -> str:
    """Head of a sheet; ``name``: what the programme calls a bouwsteen."""
    return f"{name}: {bouwsteen.naam}"
