"""What is done, for a report: interventies, what is counted of them, and money. HTML, all text escaped."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from charts.interventies import status_word
from charts.numbers import number
from charts.paper_table import Cell, paper_table
from model.inhoud import Inhoud
from model.middelen import Bedragkolom, Middel
from model.programme import Bouwsteen, Programme
from model.table import Sourced
from model.uitvoering import Effect, Interventie, Prestatie

TIMING = "Dat een interventie bij een doel staat, zegt niet dat zij een cijfer heeft veranderd."
_NONE = "–"
_AMOUNTS = (Bedragkolom.GEPLAND, Bedragkolom.TOEGEKEND, Bedragkolom.BESTEED)


def interventies_of(inhoud: Inhoud, bouwsteen: Bouwsteen) -> list[Interventie]:
    """Interventies of any doel of this bouwsteen, each once."""
    found = (one for doel in bouwsteen.doelen for one in inhoud.interventies_of(doel.id))
    return list({one.id: one for one in found}.values())


def strategieen_of(inhoud: Inhoud, bouwsteen: Bouwsteen) -> set[str]:
    """Strategieën that serve some doel of this bouwsteen."""
    doelen = {doel.id for doel in bouwsteen.doelen}
    return {pair.strategie for pair in inhoud.strategie_doelen if pair.doel in doelen}


def prestaties_of(rows: Sequence[Prestatie], inhoud: Inhoud, bouwsteen: Bouwsteen) -> list[Prestatie]:
    """Activiteiten or resultaten of this bouwsteen: by their interventie, else by their strategie."""
    own = {one.id for one in interventies_of(inhoud, bouwsteen)}
    serving = strategieen_of(inhoud, bouwsteen)
    return [row for row in rows if (row.interventie in own if row.interventie else row.strategie in serving)]


def effects_of(inhoud: Inhoud, bouwsteen: Bouwsteen) -> list[Effect]:
    """Effects of this bouwsteen: by their doel, else by their strategie."""
    doelen, serving = {doel.id for doel in bouwsteen.doelen}, strategieen_of(inhoud, bouwsteen)
    return [one for one in inhoud.effecten if (one.doel in doelen if one.doel else one.strategie in serving)]


def interventies(caption: str, found: Sequence[Interventie], programme: Programme, inhoud: Inhoud) -> str:
    """A table of interventies with what they are, where, with whom, status and planning."""
    places = {wijk.id: wijk.naam for wijk in programme.focuswijken}
    partners = {one.id: one.naam for one in inhoud.partners}

    def row(one: Interventie) -> list[Cell]:
        when = one.planning or " tot ".join(moment for moment in (one.begin, one.eind) if moment)
        where = ", ".join(places.get(i, i) for i in one.focuswijken) or "niet aan een focuswijk gebonden"
        return [
            Cell(one.naam, (one.omschrijving, one.resultaat_kort and f"Moet opleveren: {one.resultaat_kort}")),
            Cell(status_word(one)),
            Cell(when or _NONE),
            Cell(where),
            Cell(", ".join(partners.get(i, i) for i in one.partners) or _NONE),
        ]

    heads = ("interventie", "status", "planning", "waar", "met wie")
    return paper_table(caption, heads, [row(one) for one in found], (40, 13, 15, 17, 15))


def counted(caption: str, activiteiten: Sequence[Prestatie], resultaten: Sequence[Prestatie]) -> str:
    """What was agreed to do and to deliver, and what came of it."""
    rows = [
        [
            Cell(one.naam, (one.eenheid, one.noot)),
            Cell(what),
            Cell(count(one.gepland), (f"uiterlijk {one.uiterlijk}",) if one.uiterlijk else (), number=True),
            Cell(count(one.gerealiseerd), (f"geteld {one.peildatum}",) if one.peildatum else (), number=True),
        ]
        for what, found in (("activiteit", activiteiten), ("resultaat", resultaten))
        for one in found
    ]
    return paper_table(caption, ("wat", "soort", "gepland", "gerealiseerd"), rows, (46, 14, 20, 20))


def effects(found: Sequence[Effect], names: Mapping[str, str]) -> str:
    """What should change for residents, and the indicators that show it; ``names``: of indicators by id."""
    items = "".join(
        f"<li>{escape(one.omschrijving)} <small>({one.termijn.value}e termijn"
        f"{escape(': ' + ', '.join(names.get(i, i) for i in one.indicatoren)) if one.indicatoren else ''})</small></li>"
        for one in found
    )
    return f'<ul class="wp-bullets">{items}</ul>' if items else ""


def middelen(rows: Sequence[Middel], inhoud: Inhoud) -> str:
    """Amounts per overzicht, a row per post and year, with their sums; overzichten may overlap and are never added."""
    parts = []
    for overzicht in inhoud.overzichten:
        own = [row for row in rows if row.overzicht == overzicht.id]
        if own:
            parts.append(_overzicht(f"Middelen in euro: {overzicht.naam}", own, inhoud))
    return "".join(parts)


def _overzicht(caption: str, rows: Sequence[Middel], inhoud: Inhoud) -> str:
    regelingen = {one.id: one.naam for one in inhoud.regelingen}
    shown = []
    for row in rows:
        about = [row.dekking.value if row.dekking else "", regelingen.get(row.regeling, "")]
        small = (", ".join(part for part in about if part), row.gedrukt and f"gedrukt: {row.gedrukt}", row.noot)
        amounts = [Cell(_euro(row.amount(column)), number=True) for column in _AMOUNTS]
        shown.append([Cell(row.post, small), Cell("hele looptijd" if row.jaar is None else str(row.jaar)), *amounts])
    if len(rows) > 1:
        sums = [Cell(_euro(_sum(rows, column)), number=True) for column in _AMOUNTS]
        shown.append([Cell("Samen"), Cell(""), *sums])
    return paper_table(caption, ("post", "jaar", *(column.value for column in _AMOUNTS)), shown, (46, 12, 14, 14, 14))


def _sum(rows: Sequence[Middel], column: Bedragkolom) -> Decimal | None:
    known = [amount for row in rows if (amount := row.amount(column)) is not None]
    return sum(known, Decimal(0)) if known else None


def _euro(amount: Decimal | None) -> str:
    if amount is None:
        return _NONE
    return number(float(amount), 0 if amount == amount.to_integral_value() else 2)


def count(amount: Decimal | None) -> str:
    """Planned or counted, with the decimals that it was entered with."""
    if amount is None:
        return "nog niet bekend"
    return number(float(amount), max(0, -int(amount.normalize().as_tuple().exponent)))


def documents(inhoud: Inhoud, rows: Sequence[Sourced]) -> str:
    """The source line of what was entered from documents."""
    titles = "; ".join(document.titel for document in inhoud.sources(rows))
    return f'<p class="wp-source">Bron: {escape(titles)}</p>' if titles else ""
