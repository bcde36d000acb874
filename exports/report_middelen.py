"""The chapter of a report about the money of the whole programme, and whether it adds up to what was printed."""

from html import escape

from charts import gedrukte_totalen, report_work
from charts.paper import Chapter
from exports.report_asked import Asked
from model.besteding import Per, reconciled_money

_APART = (
    "Bedragen staan er zoals de bron ze drukt. Elk overzicht wordt apart opgeteld: bedragen uit twee overzichten "
    "kunnen hetzelfde geld zijn."
)


def chapter(asked: Asked) -> Chapter | None:
    """Per overzicht the amounts per bouwsteen, and the printed totals; None for a programme without amounts."""
    inhoud = asked.inhoud
    if not inhoud.middelen:
        return None
    body = f"<p>{escape(_APART)}</p>"
    body += report_work.money(inhoud.middelen, Per.BOUWSTEEN, asked.programme, inhoud)
    totals = reconciled_money(inhoud)
    if totals:
        title = gedrukte_totalen.title(totals)
        said = gedrukte_totalen.seen(totals)
        body += f"<h3>{escape(title)}</h3>{gedrukte_totalen.table(totals, 'Gedrukte totalen naast de som')}"
        body += f"<p>{escape(said)}</p>" if said else ""
    return Chapter("middelen", "Middelen", body + report_work.documents(inhoud, inhoud.middelen))
