"""What is done, for a report: interventies, what is counted of them, and money. HTML, all text escaped."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

from charts import middelen as of_money
from charts.interventies import status_word
from charts.numbers import day_label
from charts.paper_table import Cell, paper_table
from charts.prestaties import quantity
from model.besteding import Per
from model.inhoud import Inhoud
from model.middelen import Middel
from model.programme import Bouwsteen, Programme
from model.table import Sourced
from model.uitvoering import Effect, Interventie, Prestatie

_NONE = "–"


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
    return paper_table(caption, heads, [row(one) for one in found], (36, 13, 14, 15, 22))


def counted(caption: str, activiteiten: Sequence[Prestatie], resultaten: Sequence[Prestatie]) -> str:
    """What was agreed to do and to deliver, and what came of it."""
    rows = [
        [
            Cell(one.naam, (one.eenheid, one.noot)),
            Cell(what),
            Cell(count(one.gepland), (f"uiterlijk {day_label(one.uiterlijk)}",) if one.uiterlijk else (), number=True),
            Cell(
                count(one.gerealiseerd), (f"geteld {day_label(one.peildatum)}",) if one.peildatum else (), number=True
            ),
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


def money(rows: Sequence[Middel], per: Per, programme: Programme, inhoud: Inhoud, about: str = "") -> str:
    """Amounts per overzicht as on the page Middelen, with what stands beside them; overzichten are never added.

    ``about``: whose part of an overzicht it is; empty for all of it.
    """
    parts = []
    for overzicht in inhoud.overzichten:
        own = [row for row in rows if row.overzicht == overzicht.id]
        if not own:
            continue
        named = overzicht.model_copy(update={"naam": f"{overzicht.naam}: {about}"}) if about else overzicht
        names, none = of_money.names_of(per, programme, inhoud), of_money.none_of(per, programme)
        shown = of_money.money(named, own, per, names, none)
        all_of = f"Samen voor {about}" if about else "Samen in dit overzicht"
        notes = "".join(f"<li>{of_money.remark(row)}</li>" for row in of_money.remarkable(own)) if about else ""
        parts.append(of_money.table(shown, per.value, all_of))
        parts.append(f'<ul class="wp-bullets wp-small">{notes}</ul>' if notes else "")
        lacking = of_money.lacking_words(shown)
        parts.append(f'<p class="wp-source">{escape(lacking)}</p>' if lacking else "")
    return "".join(parts)


def count(amount: Decimal | None) -> str:
    """Planned or counted; "nog niet bekend" without a number."""
    return "nog niet bekend" if amount is None else quantity(amount)


def documents(inhoud: Inhoud, rows: Sequence[Sourced]) -> str:
    """The source line of what was entered from documents."""
    titles = "; ".join(document.titel for document in inhoud.sources(rows))
    return f'<p class="wp-source">Bron: {escape(titles)}</p>' if titles else ""
