"""One cell of a programme's table: text to value and back without loss, and what a spreadsheet does to cells."""

import re
from collections.abc import Callable, Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from model.moment import EXAMPLES, first_day
from model.spreadsheet import as_written, harmless
from model.table import MAY_BE_ID, Column, Kind, clean_text
from snapshot.yaml_words import listing, nearest

_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    rf"\d{{1,2}}[-/ ]{_MONTH}([-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{2,4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}", re.I
)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_QUARTER = re.compile(r"(?:Q|K|kwartaal )\s?([1-4])[\s-]*(\d{4})|(\d{4})[\s-]*(?:Q|K|kwartaal )\s?([1-4])", re.I)
_ERROR_VALUE = re.compile(r"#(N/A|N/B|REF!|VERW!|NAME\?|NAAM\?|VALUE!|WAARDE!|DIV/0!|DEEL/0!|NUM!|GETAL!|#+)", re.I)
# UTF-8 that was read as Windows-1252, and the mark that stands for a letter that is gone.
_LOST_LETTERS = re.compile(
    "Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€|\ufffd"
)
_FIRST_SERIAL, _LAST_SERIAL = 32874, 73415  # 1990-01-01 and 2100-12-31 as days since 1899-12-30
_LONG = 60
# What a spreadsheet makes of dates; it does so to all of them.
REWRITTEN = ("een spreadsheet heeft van de datum een getal gemaakt.", "deze datum staat niet als jaar-maand-dag.")


class CellMistake(Exception):
    """What is wrong with a cell, and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def read_cell(column: Column, text: str, known: Collection[str] | None) -> Any:
    """The value of a cell; what the column has for empty when it is. ``known``: what a reference may point at.

    Raises CellMistake.
    """
    try:
        text = as_written(clean_text(text))
    except ValueError:
        raise CellMistake("hier staat een onzichtbaar teken.", "Typ de tekst opnieuw in.") from None
    if not text:
        if column.required:
            raise CellMistake("deze cel is leeg.", "Vul haar in.")
        return column.empty
    if _ERROR_VALUE.fullmatch(text):
        raise CellMistake("hier staat een foutmelding van de spreadsheet.", "Vul de waarde zelf in.")
    if _LOST_LETTERS.search(text):
        problem = "letters met een accent zijn verloren gegaan."
        raise CellMistake(problem, "Typ ze opnieuw, en sla het bestand op als CSV UTF-8.")
    if column.kind in (Kind.REFERENCE, Kind.REFERENCES):
        return _references(column, text, known)
    return _READERS[column.kind](column, text)


def write_cell(column: Column, value: Any) -> str:
    """The text of a value: what ``read_cell`` reads back as the same."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if column.kind is Kind.AMOUNT and value != value.to_integral_value():
        return f"{value:.2f}".replace(".", ",")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, tuple):
        return harmless(", ".join(str(item) for item in value))
    return harmless(str(value))


def shown(text: str) -> str:
    """A value as a message repeats it: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG]}…"


def _references(column: Column, text: str, known: Collection[str] | None) -> Any:
    many = column.kind is Kind.REFERENCES
    found = tuple(dict.fromkeys(re.split(r"[,\s]+", text.strip(", ")))) if many else (text,)
    wrong = [one for one in found if known is not None and one not in known]
    if wrong:
        where = _where(column.to)
        remedy = f"Gebruik een id uit {where}." if known else f"Zet hem eerst in {where}."
        raise CellMistake(f"'{shown(wrong[0])}' bestaat niet.", nearest(wrong[0], known or ()) or remedy)
    if not many and re.search(r"[\s,;]", text):
        raise CellMistake("hier past één verwijzing.", "Gebruik één id, zonder spaties.")
    return found if many else text


def _where(to: str) -> str:
    if to == "indicatoren":
        return "de lijst van: wijkpeil indicators"
    return "programme.yaml" if to in ("bouwstenen", "doelen", "focuswijken", "gemeenten", "") else f"{to}.csv"


def _text(column: Column, text: str) -> str:
    return text


def _id(column: Column, text: str) -> str:
    if re.fullmatch(MAY_BE_ID, text):
        return text
    if _DATE.fullmatch(text) or text[:1].isdigit():
        remedy = "Begin met een letter; zo maakt een spreadsheet er geen datum of getal van."
        raise CellMistake("dit kan geen id zijn.", remedy)
    raise CellMistake("dit kan geen id zijn.", "Gebruik kleine letters, cijfers en streepjes, en begin met een letter.")


def _choice(column: Column, text: str) -> str:
    if text.casefold() in column.choices:
        return text.casefold()
    remedy = nearest(text.casefold(), column.choices) or f"Kies uit: {listing(column.choices)}."
    raise CellMistake("dit is geen keuze die hier kan.", remedy)


def _choices(column: Column, text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(column, part.strip()) for part in text.split(",") if part.strip()))


def _yes_no(column: Column, text: str) -> bool:
    if text.casefold() not in ("ja", "nee"):
        raise CellMistake("hier hoort ja of nee.", "Schrijf ja of nee.")
    return text.casefold() == "ja"


def _moment(column: Column, text: str) -> str:
    try:
        first_day(text)
    except ValueError:
        meant = meant_moment(text)
        remedy = f"Schrijf {meant}." if meant else f"Schrijf {EXAMPLES}."
        if re.fullmatch(r"\d{5}", text):
            problem = REWRITTEN[0]
        elif _DATE.fullmatch(text):
            problem = REWRITTEN[1]
        else:
            problem = "dit is geen moment."
        raise CellMistake(problem, remedy) from None
    return text


def meant_moment(text: str) -> str:
    """What a text that is no moment was before a spreadsheet wrote it anew; empty when that cannot be told."""
    if (day := _DAY_FIRST.fullmatch(text)) is not None:
        meant = f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    elif (quarter := _QUARTER.fullmatch(text)) is not None:
        meant = f"{quarter[2] or quarter[3]}-Q{quarter[1] or quarter[4]}"
    elif re.fullmatch(r"\d{5}", text) and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        meant = (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    elif re.fullmatch(r"[12]\.\d{3}", text):
        meant = text.replace(".", "")
    elif (month := re.fullmatch(rf"{_MONTH}[-/ ](\d{{2}}|\d{{4}})", text, re.I)) is not None:
        meant = f"20{month[2][-2:]}-{_MONTHS.index(month[1].casefold()) + 1:02d}"
    else:
        return ""
    try:
        first_day(meant)
    except ValueError:
        return ""
    return meant


def _year(column: Column, text: str) -> int:
    if re.fullmatch(r"(19|20)\d\d|2100", text):
        return int(text)
    meant = text.replace(".", "") if re.fullmatch(r"[12]\.\d{3}", text) else ""
    raise CellMistake("dit is geen jaar.", f"Schrijf {meant}." if meant else "Schrijf een jaar met vier cijfers.")


def _count(column: Column, text: str) -> int:
    value = _number(column, text)
    if value != int(value) or not 0 <= value < 10**9:
        raise CellMistake("hier hoort een heel getal van 0 of meer.", "Herstel het aantal.")
    return int(value)


def _amount(column: Column, text: str) -> Decimal:
    value = _number(column, text)
    if value < 0:
        raise CellMistake("een bedrag is 0 of meer.", "Zet een correctie in het bedrag zelf, met een noot.")
    if value >= 10**12 or re.search(r",\d{3}", text):
        # Also 1,500: in a spreadsheet that is set to English that is fifteen hundred.
        raise CellMistake("een bedrag heeft hoogstens twee decimalen.", "Rond af op centen.")
    return value


def _number(column: Column, text: str) -> Decimal:
    if re.fullmatch(r"-?\d{1,15}(,\d{1,6})?", text):
        return Decimal(text.replace(",", "."))
    bare = re.sub(r"^(€|EUR|euro)\s*|\s*(€|EUR|euro|,-|,--|%)$", "", text, flags=re.I).strip()
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", bare):
        plain = bare.replace(".", "")
        raise CellMistake("er staan punten in het getal.", f"Schrijf {plain}, zonder punten voor duizendtallen.")
    if re.fullmatch(r"-?\d+\.\d+", bare):
        meant = bare.replace(".", ",")
        raise CellMistake("er staat een punt in het getal.", f"Schrijf {meant} als dat is bedoeld, met een komma.")
    if re.fullmatch(r"-?\d+([.,]\d+)?e[+-]?\d+", bare, re.I):
        raise CellMistake("een spreadsheet heeft cijfers van het getal weggelaten.", "Vul alle cijfers opnieuw in.")
    if _DATE.fullmatch(bare):
        raise CellMistake("een spreadsheet heeft van het getal een datum gemaakt.", "Vul het getal opnieuw in.")
    if bare != text and re.fullmatch(r"-?\d+(,\d+)?", bare):
        raise CellMistake("hier hoort alleen een getal.", f"Schrijf {bare}.")
    extra = " Zet wat er letterlijk staat bij 'gedrukt'." if column.kind is Kind.AMOUNT else ""
    raise CellMistake("dit is geen getal.", f"Schrijf cijfers, met een komma voor decimalen.{extra}")


_READERS: dict[Kind, Callable[[Column, str], Any]] = {
    Kind.TEXT: _text,
    Kind.ID: _id,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.MOMENT: _moment,
    Kind.YEAR: _year,
    Kind.COUNT: _count,
    Kind.AMOUNT: _amount,
    Kind.NUMBER: _number,
    Kind.YES_NO: _yes_no,
}
