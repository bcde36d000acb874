"""Accountability for one regeling as a file, XLSX or CSV: from the page and from the command the same bytes.

The file names the day it was made on and the version of the tables it was made of.
"""

import pandas as pd

from charts.table import Column
from exports.about import plain
from exports.asked import Form
from exports.csv_file import csv_bytes
from exports.verantwoording_rows import AMOUNTS, Account, rows, version
from exports.workbook import Sheet, book_bytes
from model.errors import WijkpeilError

FORMS = (Form.XLSX, Form.CSV)
_POST = (
    Column("overzicht", "overzicht"),
    Column("naam", "post"),
    Column("interventie", "interventie"),
    Column("strategie", "strategie"),
    Column("bouwsteen", "bouwsteen"),
    Column("jaar", "jaar"),
    Column("dekking", "dekking"),
)
_PRINTED = (
    Column("gedrukt_bedrag", "gedrukt (€)", 2, euro=True),
    Column("opgeteld", "opgeteld (€)", 2, euro=True),
    Column("verschil", "verschil (€)", 2, euro=True),
)
_WORK = (
    Column("eenheid", "eenheid"),
    Column("aantal_gepland", "aantal gepland", 6),
    Column("uiterlijk", "uiterlijk"),
    Column("aantal_gerealiseerd", "aantal gerealiseerd", 6),
    Column("peildatum", "peildatum"),
)
_ORIGIN = (Column("bron", "bron"), Column("pagina", "bladzijde"), Column("noot", "opmerking"))
_CHECK = (Column("gedrukt", "letterlijk gedrukt"), Column("te_controleren", "te controleren"))
_KIND = Column("soort", "soort")
_FILE = (
    Column("programma", "programma"),
    Column("regeling", "regeling"),
    Column("gemaakt", "gemaakt op"),
    Column("tabellen", "versie van de tabellen"),
)
_WHAT, _OVERZICHT, _COLUMN = Column("naam", "wat"), _POST[0], Column("kolom", "opgeteld wordt")
_ALL = (_KIND, *_POST, *AMOUNTS, _COLUMN, *_PRINTED, *_WORK, *_CHECK, *_ORIGIN, *_FILE)
_SHEETS: tuple[tuple[str, tuple[str, ...], tuple[Column, ...]], ...] = (
    ("posten", ("post",), (*_POST, *AMOUNTS, *_CHECK, *_ORIGIN)),
    ("sommen", ("som per jaar", "som"), (_KIND, _OVERZICHT, _POST[5], *AMOUNTS, _ORIGIN[-1])),
    ("gedrukte totalen", ("gedrukt totaal",), (_OVERZICHT, _WHAT, _COLUMN, *_PRINTED, *_ORIGIN)),
    ("prestaties", ("activiteit", "resultaat"), (_KIND, _WHAT, *_POST[2:4], *_WORK, *_ORIGIN)),
    ("opmerkingen", ("opmerking",), (_WHAT, _POST[5], _ORIGIN[-1])),
)


def file_name(of: Account, form: Form) -> str:
    """A name that tells what is inside: ``wijkpeil-npr-roosendaal-verantwoording-spuk-…-2026-11-27.xlsx``."""
    parts = ("wijkpeil", of.programme.id, "verantwoording", plain(of.regeling.naam), of.made.isoformat())
    return f"{'-'.join(parts)}.{form}"


def content(of: Account, form: Form) -> bytes:
    """The file. Raises WijkpeilError for a form that it does not have."""
    if form not in FORMS:
        raise WijkpeilError("Een verantwoording is er als xlsx en als csv. Kies een van beide met --format.")
    frame = pd.DataFrame(rows(of), columns=[column.key for column in _ALL], dtype=object)
    if form is Form.CSV:
        return csv_bytes(frame, _ALL)
    sheets = [Sheet(name, frame[frame["soort"].isin(kinds)], columns) for name, kinds, columns in _SHEETS]
    return book_bytes(sheets, _readme(of), of.made)


def _readme(of: Account) -> list[tuple[str, str]]:
    regeling = of.regeling
    sources = of.inhoud.sources([*of.amounts, regeling])
    lines = [
        ("Verantwoording van", regeling.naam),
        ("Programma", of.programme.naam),
        ("Verstrekker", regeling.verstrekker),
        ("Begin", regeling.begin),
        ("Eind", regeling.eind),
        ("Looptijd volgens de bron", regeling.doorlooptijd),
        ("Waarvoor", regeling.omschrijving),
        ("Opmerking", regeling.noot),
        ("Gemaakt op", of.made.isoformat()),
        ("Versie van de tabellen", version(of.inhoud)),
        ("Geen bedrag", "Een lege cel is geen nul: het bedrag is niet bekend."),
        ("Over", "Toegekend min besteed, alleen waar van elk bedrag allebei bekend is."),
        ("Sommen", "Per overzicht; bedragen uit verschillende overzichten worden nooit opgeteld."),
    ]
    if of.programme.fictief:
        lines.append(("Let op", "Deze gemeente is verzonnen; de bedragen betekenen niets."))
    lines = [(label, text) for label, text in lines if text]
    return [*lines, *(("Bron", document.titel) for document in sources)]
