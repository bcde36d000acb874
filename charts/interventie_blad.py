"""All that is known of one interventie: its terms, what is counted, its money, its effects and its documents. HTML."""

from collections.abc import Iterable
from html import escape

import pandas as pd

from charts.interventies import Work, status_word, tag
from charts.looptijd import span_words
from charts.numbers import day_label, number
from charts.table import Column
from model.middelen import Bedragkolom
from model.table import Sourced
from model.uitvoering import Effect, Interventie, Prestatie

_COUNTED = (
    Column("naam", "wat wordt geteld"),
    Column("eenheid", "in"),
    Column("gepland", "gepland"),
    Column("uiterlijk", "uiterlijk"),
    Column("gerealiseerd", "gerealiseerd"),
    Column("peildatum", "geteld op"),
    Column("noot", "noot"),
)
_PLACES = 6  # of a number that is counted, as its table allows


def head(work: Work, one: Interventie) -> str:
    """Name, status and all that the programme says about it."""
    said = [
        ("Wat er gebeurt", one.omschrijving),
        ("Looptijd", span_words(one.begin, one.eind).capitalize()),
        ("Planning volgens de bron", one.planning),
        ("Strategie", work.strategie(one)),
        (f"{work.programme.doel_naam}en", "; ".join(work.doelen(one))),
        ("Waar", work.where(one).capitalize() if not one.focuswijken else work.where(one)),
        ("Partners", ", ".join(work.partners(one))),
        ("Op korte termijn", one.resultaat_kort),
        ("Op lange termijn", one.resultaat_lang),
        ("Noot", one.noot),
    ]
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in said if text)
    return f'<h2 class="wp-area-name">{escape(one.naam)} {tag(status_word(one))}</h2><dl class="wp-terms">{rows}</dl>'


def prestaties(work: Work, one: Interventie) -> list[Prestatie]:
    """What is counted of it: activiteiten first, then resultaten."""
    counted: list[Prestatie] = [*work.inhoud.activiteiten, *work.inhoud.resultaten]
    return [row for row in counted if row.interventie == one.id]


def counted(rows: Iterable[Prestatie]) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Planned beside done as text, an en dash where nothing is known; with the columns that hold something."""
    told = [
        {
            "naam": row.naam,
            "eenheid": row.eenheid,
            "gepland": _amount(row.gepland),
            "uiterlijk": day_label(row.uiterlijk),
            "gerealiseerd": _amount(row.gerealiseerd),
            "peildatum": day_label(row.peildatum),
            "noot": row.noot,
        }
        for row in rows
    ]
    shown = tuple(column for column in _COUNTED if any(row[column.key] for row in told))
    return pd.DataFrame(told, columns=[column.key for column in shown], dtype="str"), shown


def _amount(value: object) -> str:
    """A counted number with the decimals that it has."""
    if value is None:
        return "–"
    told = number(float(str(value)), _PLACES)
    return told.rstrip("0").rstrip(",")


def money(work: Work, one: Interventie) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Every amount of it as printed, with the columns that occur; nothing is added up."""
    rows = work.middelen(one)
    known = [column for column in Bedragkolom if any(row.amount(column) is not None for row in rows)]
    cents = any((row.amount(column) or 0) % 1 for row in rows for column in known)
    regelingen = {regeling.id: regeling.naam for regeling in work.inhoud.regelingen}
    told = [
        {
            "overzicht": work.overzicht(row),
            "post": row.post,
            "jaar": "" if row.jaar is None else str(row.jaar),
            "dekking": "" if row.dekking is None else row.dekking.value,
            "regeling": regelingen.get(row.regeling, ""),
            **{str(column): row.amount(column) for column in known},
            "gedrukt": row.gedrukt,
            "controleren": "te controleren" if row.te_controleren else "",
            "noot": row.noot,
        }
        for row in rows
    ]
    columns = [
        Column("overzicht", "overzicht"),
        Column("post", "post"),
        Column("jaar", "jaar"),
        Column("dekking", "wie betaalt"),
        Column("regeling", "regeling"),
        *(Column(str(column), f"{column} (€)", 2 if cents else 0) for column in known),
        Column("gedrukt", "zoals gedrukt"),
        Column("controleren", "controle"),
        Column("noot", "noot"),
    ]
    fixed = {"overzicht", "post", "jaar", *map(str, known)}
    shown = [c for c in columns if c.key in fixed or any(row[c.key] for row in told)]
    frame = pd.DataFrame(told, columns=[column.key for column in shown])
    return frame.astype({str(column): "float64" for column in known}), tuple(shown)


def effects(found: Iterable[Effect]) -> str:
    """What should change for residents, and within which time."""
    items = "".join(f"<li>{escape(one.omschrijving)} {tag(f'{one.termijn.value}e termijn')}</li>" for one in found)
    return f'<ul class="wp-list wp-work-list">{items}</ul>'


def documents(work: Work, rows: Iterable[Sourced]) -> str:
    """The documents that rows come from, with the pages."""
    rows = list(rows)
    items = []
    for document in work.inhoud.sources(rows):
        pages = sorted({row.pagina for row in rows if row.bron == document.id and row.pagina is not None})
        where = f", bladzijde {', '.join(map(str, pages))}" if pages else ""
        whose = ", ".join(text for text in (document.uitgever, day_label(document.datum)) if text)
        items.append(f"<li>{escape(document.titel)}{where}<small>{escape(whose)}</small></li>")
    return f'<ul class="wp-list wp-work-list">{"".join(items)}</ul>' if items else "<p>Geen stuk genoemd.</p>"
