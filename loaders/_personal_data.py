"""Keeps personal data out: a register file has figures per area, so a column about persons means the wrong file.

Values are never repeated in a message. The 11-proef is the check that every burgerservicenummer passes.
"""

import re
from collections.abc import Collection

import pandas as pd

from loaders._area_names import folded
from loaders._frame import Table

_COLUMNS = {
    "bsn", "burgerservicenummer", "sofinummer", "geboortedatum", "gebdatum", "email", "emailadres", "mailadres",
    "adres", "huisnummer",
    "telefoon", "telefoonnummer", "telnr", "mobiel", "mobielnummer", "naam", "achternaam", "voornaam",
    "voornamen", "voorletters", "volledigenaam", "iban", "rekeningnummer", "name", "firstname", "lastname", "surname",
    "address", "phone", "birthdate", "dateofbirth",
}  # fmt: skip
_EMAIL = r"[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}"
_MOBILE = r"(?:\+31|0031|0)[\s-]?6(?:[\s-]?\d){8}"
_ENOUGH = 3
_SHARE = 0.9


def refuse_personal_data(table: Table, area_columns: Collection[str]) -> None:
    """Raise LoadRefused when a column looks personal by name or values; ``area_columns`` may be called 'naam'."""
    for column in table.frame.columns:
        if folded(column) in _COLUMNS and column not in area_columns:
            _refuse(table, column)
        texts = table.frame[column].drop_duplicates()
        if texts.str.contains(_EMAIL, regex=True).any() or texts.str.fullmatch(_MOBILE).any() or _looks_like_bsn(texts):
            _refuse(table, column)


def _refuse(table: Table, column: str) -> None:
    table.refuse(
        "deze kolom lijkt persoonsgegevens te bevatten; de waarden worden hier niet herhaald.",
        "Lever alleen aantallen per gebied, en verwijder dit bestand van plekken waar het niet hoort.",
        column=column,
    )


def _looks_like_bsn(texts: pd.Series) -> bool:
    """Several numbers of eight or nine digits that pass the 11-proef: by chance only one in eleven does.

    A spreadsheet drops a leading zero, and a list of persons may hold a typing error.
    """
    plain = texts.str.replace(r"[.\s-]", "", regex=True)
    numbers = plain[plain.str.fullmatch(r"\d{8,9}")].str.zfill(9).unique()
    return len(numbers) >= _ENOUGH and sum(map(_passes_eleven, numbers)) >= _SHARE * len(numbers)


def _passes_eleven(number: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


_ANYWHERE = re.compile(rf"{_EMAIL}|(?<!\d){_MOBILE}(?!\d)|\bNL\d\d\s?[A-Z]{{4}}(?:\s?\d){{10}}\b")
_NINE = re.compile(r"(?<![\d.,-])\d{9}(?![\d.,-])")


def mentions_person(text: str) -> bool:
    """Whether a text holds what belongs to one person: an e-mail address, mobile or account number, or a BSN."""
    return bool(_ANYWHERE.search(text)) or any(_passes_eleven(number) for number in _NINE.findall(text))
