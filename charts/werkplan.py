"""The werkplan of one bouwsteen on a sheet: where we stand, what was planned and done, what to talk about. HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from charts import kloof_words as words
from charts.frames import Row, as_float
from charts.judged import shape
from charts.numbers import day_label, period_label
from charts.paper_table import Cell, paper_table
from charts.report_figures import capital
from charts.report_work import count
from model.indicator import Indicator
from model.programme import Bouwsteen, Doel
from model.uitvoering import Interventie, Prestatie, Status

# What fits on a sheet beside the rest, in lines of about so many letters; the report has all of them.
_COUNTED, _NAMED, _KERNSET, _FOUND = 6, 5, 18, 7
_SHEET_LINES, _LINE, _LEAST_FOUND, _MOST_ROOM = 45, 108, 3, 8
_STATUS = {status: (status.value, status.value) for status in Status}
_STATUS |= {Status.LOOPT: ("loopt", "lopen"), Status.ONBEKEND: ("met onbekende status", "met onbekende status")}


@dataclass(frozen=True)
class Room:
    """How many generated questions a sheet has, and how many lines to write on."""

    questions: int
    lines: int


def room(texts: Sequence[str], rows: int, found: Sequence[str]) -> Room:
    """What is left on one page of A4: ``texts`` and ``rows`` of tables come first, then questions, then empty lines.

    Counted by letters, a little too wide: a page that is a line short is better than one that runs over.
    """
    left = _SHEET_LINES - rows - sum(map(_lines, texts))
    fits = 0
    for question in found[:_FOUND]:
        left -= _lines(question)
        if left < 0 and fits >= _LEAST_FOUND:
            break
        fits += 1
    return Room(fits, max(0, min(_MOST_ROOM, int(left / 1.6))))


def _lines(text: str) -> int:
    return -(-len(text) // _LINE)


def sheet(parts: Sequence[tuple[str, str]], lines_to_write: int = 0) -> str:
    """``parts``: a head and ready HTML each; the last one has so many lines to write on."""
    lines = '<div class="wp-write" aria-hidden="true"></div>' * lines_to_write
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
    heads = ("kerncijfer", "verschil nu", "sinds de nulmeting")
    return paper_table(caption, heads, rows[:_KERNSET], (44, 30, 26)) + _left(len(rows) - _KERNSET)


def _left(more: int) -> str:
    return f'<p class="wp-source">En nog {more}; het rapport noemt ze allemaal.</p>' if more > 0 else ""


def rows_of(n_kernset: int, n_counted: int) -> int:
    """Lines that both tables take, with their heads."""
    return min(n_kernset, _KERNSET) + min(n_counted, _COUNTED) + 4


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
    items = "".join(
        f"<li><strong>{escape(count)}:</strong> {escape(names)}</li>" for count, names in statuses(interventies)
    )
    return f'<ul class="wp-bullets">{items}</ul>'


def statuses(interventies: Sequence[Interventie]) -> list[tuple[str, str]]:
    """Per status how many there are, and their names."""
    found = []
    for status in Status:
        own = [one for one in interventies if one.status is status]
        if own:
            more = len(own) - _NAMED
            names = "; ".join(one.naam for one in own[:_NAMED]) + (f" en nog {more}" if more > 0 else "")
            found.append((f"{len(own)} {_STATUS[status][len(own) > 1]}", names))
    return found


def counted(prestaties: Sequence[Prestatie], caption: str) -> str:
    """What was planned beside what was done; empty without any."""
    if not prestaties:
        return "<p>Er is nog niets afgesproken dat wordt geteld.</p>"
    rows = [
        [
            Cell(f"{one.naam} ({one.eenheid})"),
            Cell(count(one.gepland), number=True),
            Cell(count(one.gerealiseerd), number=True),
            Cell(day_label(one.uiterlijk) if one.uiterlijk else "–"),
        ]
        for one in prestaties[:_COUNTED]
    ]
    heads = ("wat", "gepland", "gedaan", "uiterlijk")
    return paper_table(caption, heads, rows, (56, 14, 14, 16)) + _left(len(prestaties) - _COUNTED)


def questions(own: Sequence[str], found: Sequence[str]) -> str:
    """Questions that people wrote first, then those that follow from figures and planning."""
    items = "".join(f"<li><strong>{escape(question)}</strong></li>" for question in own)
    items += "".join(f"<li>{escape(question)}</li>" for question in found)
    return f'<ul class="wp-bullets wp-questions">{items}</ul>' if items else "<p>Er staan geen vragen open.</p>"


def title(bouwsteen: Bouwsteen, name: str) -> str:
    """Head of a sheet; ``name``: what the programme calls a bouwsteen."""
    return f"{name}: {bouwsteen.naam}"
