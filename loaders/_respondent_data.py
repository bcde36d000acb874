"""Keeps out of a file of respondents what tells who they are: names, contact details, birth dates, open text.

Stricter than for a register, where a row is an area: here a row is a person. Values are never repeated in a message.
"""

import re
from collections.abc import Collection

import pandas as pd

from loaders._area_names import folded
from loaders._frame import Table
from loaders._personal_data import refuse_personal_data

# Words in the name or the SPSS label of a column, without spaces and punctuation.
_WORDS = (
    "burgerservice", "geboortedat", "geboortedag", "dateofbirth", "birthdate", "emailadres", "mailadres", "telefoon",
    "mobielnummer", "achternaam", "voornaam", "voorletters", "volledigenaam", "straatnaam", "huisnummer", "woonadres",
    "ipadres", "ipaddress", "rekeningnummer", "postcode", "postalcode", "zipcode",
)  # fmt: skip
_OPEN_WORDS = ("toelichting", "opmerking", "namelijk", "opentekst", "openvraag", "openantwoord")
_DATE = r"(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})(?:[ T].*)?"
_SHAPES = {
    "datums": _DATE,
    "postcodes": r"[1-9]\d{3}\s?[A-Za-z]{2}",
    "telefoonnummers": r"(?:\+31|0031|0)[\s-]?\d{1,3}[\s-]?\d{6,8}",
    "rekeningnummers": r"[A-Z]{2}\d{2}[A-Z]{4}\d{10}",
    "IP-adressen": r"\d{1,3}(?:\.\d{1,3}){3}",
}
_ENOUGH_SHARE = 0.5
_LONG, _MANY_WORDS = 25, 4


def refuse_respondent_data(table: Table, used: Collection[str], left_out: Collection[str], area: str) -> None:
    """Raise LoadRefused for the first column that tells who a respondent is, or that the codebook does not know."""
    refuse_personal_data(table, {area})
    for column in table.frame.columns:
        if column != area and _named(column, table.labels.get(column, ""), _WORDS):
            _refuse(table, column, "deze kolom lijkt persoonsgegevens te bevatten")
        # Thousands of answers are a handful of different ones.
        times = table.frame[column].value_counts()
        times = times[times.index != ""]
        filled = pd.Series(times.index, dtype="str")
        for what, pattern in _SHAPES.items():
            if len(filled) and times[filled.str.fullmatch(pattern).to_numpy()].sum() >= _ENOUGH_SHARE * times.sum():
                _refuse(table, column, f"deze kolom lijkt {what} te bevatten")
        if column not in used and (
            _named(column, table.labels.get(column, ""), _OPEN_WORDS) or (column != area and _is_open_text(filled))
        ):
            _refuse(table, column, "deze kolom lijkt open antwoorden te bevatten")
    unknown = [c for c in table.frame.columns if c not in used and c not in left_out]
    if unknown:
        table.refuse(
            "deze kolom staat niet in het codeboek, en van een enquête wordt niet meer bewaard dan nodig is.",
            "Haal haar uit het bestand, of noem haar bij 'overgeslagen' als er niets persoonlijks in staat.",
            column=unknown[0],
        )


def refuse_odd_area(table: Table, column: str) -> None:
    """Raise LoadRefused where codes of areas are due and something else is there; it might be an address."""
    odd = ~table.frame[column].str.fullmatch(r"(?:BU|WK|GM)?[0-9A-Za-z]{0,8}", flags=re.IGNORECASE)
    if odd.any():
        table.refuse(
            "dit is geen code van een buurt; de waarde wordt hier niet herhaald.",
            "Vul de code van de buurt in, of zet bij 'gebied' in het codeboek 'inhoud: naam'.",
            index=int(odd.to_numpy().argmax()),
            column=column,
        )


def _named(column: str, label: str, words: Collection[str]) -> bool:
    return any(word in name for name in (folded(column), folded(label)) for word in words)


def _is_open_text(filled: pd.Series) -> bool:
    """Whether some cell is a sentence."""
    long = filled[filled.str.len() >= _LONG]
    return bool((long.str.count(r"\s+") + 1 >= _MANY_WORDS).any())


def _refuse(table: Table, column: str, problem: str) -> None:
    table.refuse(
        f"{problem}; de waarden worden hier niet herhaald.",
        "Haal de kolom uit het bestand voordat het wordt aangeboden, en verwijder dit bestand van plekken waar het "
        "niet hoort.",
        column=column,
    )
