"""The last chapters of a report: how it was calculated, from which sources, and what was corrected since."""

from html import escape

from charts import kloof_words
from charts.figure import editions
from charts.paper import Chapter
from charts.paper_table import Cell, paper_table
from exports.report_asked import Asked
from exports.report_parts import corrected
from snapshot import figures, methods
from snapshot.store import notices

# What a reader of the figures of a report must know; the page Verantwoording has every method.
_TOLD = ("groups", "coverage", "untested", "gap")


def chapters(asked: Asked) -> list[Chapter]:
    """Method, sources and corrections."""
    return [
        Chapter("methode", "Hoe wij rekenen", _method(asked)),
        Chapter("bronnen", "Bronnen", _sources(asked), follows=True),
        Chapter("correcties", "Correcties en kanttekeningen", _corrections(asked), follows=True),
    ]


def _method(asked: Asked) -> str:
    notes = "".join(f"<p>{escape(note)}</p>" for note in kloof_words.notes(asked.programme))
    told = [methods.dutch(one) for one in methods.methods() if one.in_use and one.id in _TOLD]
    parts = "".join(
        f"<h3>{escape(one['naam'])}</h3><p>{escape(one['uitleg'])}</p><p>{escape(one['let_op'])}</p>" for one in told
    )
    more = "Alle methoden, met hun bronnen, staan in Wijkpeil op de pagina Verantwoording."
    return f'{notes}{parts}<p class="wp-source">{more}</p>'


def _sources(asked: Asked) -> str:
    s, rows = asked.s, figures.sources(asked.s)
    shown = []
    for source in dict.fromkeys(rows["source"]):
        own = rows[rows["source"] == source]
        named = editions({source: s.sources[source].name}, list(zip(own["source"], own["edition"], strict=True)))
        licences = ", ".join(dict.fromkeys(str(text) for text in own["licence"] if text))
        shown.append([Cell(named[0]), Cell(", ".join(dict.fromkeys(own["publisher"]))), Cell(licences)])
    return paper_table(
        "Bronnen waaruit dit peil is gemaakt", ("bron en edities", "uitgever", "licentie"), shown, (50, 28, 22)
    )


def _corrections(asked: Asked) -> str:
    said = [*corrected(asked), *notices(asked.programme.id)]
    told = "".join(f"<p>{escape(notice)}</p>" for notice in said)
    told = told or "<p>Er zijn het afgelopen jaar geen cijfers van dit programma ingetrokken.</p>"
    items = "".join(f"<li>{escape(one)}</li>" for one in asked.programme.kanttekeningen)
    return told + (f'<h3>Kanttekeningen van het programma</h3><ul class="wp-bullets">{items}</ul>' if items else "")
