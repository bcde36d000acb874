"""What a spreadsheet did to cells, undone where only one thing can have been meant; the rest stays and is a mistake.

``before``: the cell as it was in the version that the file was made from. It settles what the text alone leaves open:
a spreadsheet makes 1-3-2026 of both 2026-03 and 2026-03-01.
"""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from model.moment import first_day
from model.spreadsheet import harmless
from model.table import Column, Kind
from snapshot.table_cells import CellMistake, meant_moment, read_cell

_YES_NO = {"waar": "ja", "true": "ja", "onwaar": "nee", "false": "nee"}
_NUMBERS = (Kind.AMOUNT, Kind.NUMBER, Kind.COUNT)
_DECIMALS = {Kind.AMOUNT: 2, Kind.COUNT: 0}
_SIGNS = re.compile(r"^(€|EUR|euro)\s*|\s*(€|EUR|euro|,-|,--|%)$", re.I)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class _Reading(NamedTuple):
    """One way to write a number: its form, and what takes it to ours."""

    pattern: re.Pattern[str]
    away: str
    decimal: str

    def replace(self, text: str) -> str:
        """The number with a decimal comma and nothing between thousands."""
        return text.replace(self.away, "").replace(self.decimal, ",") if self.away else text.replace(self.decimal, ",")


_READINGS = (
    _Reading(re.compile(r"-?\d+(,\d+)?"), "", ","),
    _Reading(re.compile(r"-?\d+\.\d+"), "", "."),
    _Reading(re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?"), ".", ","),
    _Reading(re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?"), ",", "."),
)


def repaired(column: Column, text: str, known: Collection[str] | None, before: str = "") -> str:
    """The text that was meant, or ``text`` itself when it is right or cannot be told for sure."""
    bare = text.replace("\u00a0", " ").strip()
    if not bare or _reads(column, bare, known):
        return bare
    return next(
        (found for found in _candidates(column, bare, known, before) if found and _reads(column, found, known)), bare
    )


def _reads(column: Column, text: str, known: Collection[str] | None) -> bool:
    try:
        read_cell(column, harmless(text), known)
    except CellMistake:
        return False
    return True


def _candidates(column: Column, text: str, known: Collection[str] | None, before: str) -> list[str]:
    found = [_letters(text)]
    if column.kind is Kind.MOMENT:
        found.append(_moment(text, before))
    elif column.kind is Kind.YEAR:
        found.append(re.sub(r"[.,]0$", "", text) if not re.fullmatch(r"[12]\.\d{3}", text) else text.replace(".", ""))
    elif column.kind in _NUMBERS:
        found.append(_number(column, text, before))
    elif column.kind is Kind.YES_NO:
        found.append(_YES_NO.get(text.casefold(), ""))
    elif column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        found.append(_references(text, known))
    elif column.kind is Kind.CHOICE:
        found.append(" ".join(text.casefold().split()))
    return found


def _letters(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read again as what it is."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _moment(text: str, before: str) -> str:
    slashed = _SLASHED.fullmatch(text)
    if slashed is not None:
        first, second = int(slashed[1]), int(slashed[2])
        if first != second and first <= 12 and second <= 12:
            # Day and month, or month and day: only what stood there can tell.
            readings = [_day(slashed[3], second, first), _day(slashed[3], first, second)]
            return next((before for one in readings if one and _begins(before, one)), "")
        text = f"{slashed[1]}-{slashed[2]}-{slashed[3]}" if second <= 12 else f"{second}-{first}-{slashed[3]}"
    meant = meant_moment(text)
    return before if meant and _begins(before, meant) else meant


def _day(year: str, month: int, day: int) -> str:
    try:
        return date(int(year), month, day).isoformat()
    except ValueError:
        return ""


def _begins(before: str, day: str) -> bool:
    """Whether a moment that stood there begins on this day: a spreadsheet knows only days."""
    try:
        return bool(before) and len(day) == 10 and first_day(before).isoformat() == day
    except ValueError:
        return False


def _number(column: Column, text: str, before: str) -> str:
    """The one number that a text can be. Euros have two decimals and counts none, which settles most of it."""
    bare = _SIGNS.sub("", text).strip().replace(" ", "")
    most = _DECIMALS.get(column.kind, 6)
    found = [reading.replace(bare) for reading in _READINGS if reading.pattern.fullmatch(bare)]
    fitting = [one for one in dict.fromkeys(found) if len(one.partition(",")[2]) <= most]
    if len(fitting) > 1:
        fitting = [one for one in fitting if before and _value(one) == _value(before)]
    return fitting[0] if len(fitting) == 1 else ""


def _value(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"-?\d+(,\d+)?", text) else None


def _references(text: str, known: Collection[str] | None) -> str:
    """Codes that lost zeros: GM758 and 758 for GM0758, where no other code can be meant."""
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    found = [one if one in (known or ()) else _code(one, known or ()) for one in parts]
    return ", ".join(found) if all(found) else ""


def _code(text: str, known: Collection[str]) -> str:
    bare = re.fullmatch(r"([A-Z]{2})?0*(\d+)", text)
    if bare is None:
        return ""
    same = [code for code in known if re.fullmatch(rf"{bare[1] or '[A-Z]{2}'}0*{bare[2]}", code)]
    return same[0] if len(same) == 1 else ""
