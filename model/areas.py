"""Areas: what a code means, which codes are well-formed, and what a group of buurten is.

Source of the code forms: CBS Wijk- en Buurtkaart; buurt and wijk codes may hold letters (BU0363AD07).
"""

import re
from enum import StrEnum

from model.base import Model


class Level(StrEnum):
    """Levels of an area; the first four are official, the last three are groups of buurten made by a programme."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    FOCUSWIJK = "focuswijk"
    FOCUSWIJKEN = "focuswijken"
    REST = "rest"


OFFICIAL_LEVELS = (Level.LAND, Level.GEMEENTE, Level.WIJK, Level.BUURT)
GROUP_LEVELS = (Level.FOCUSWIJK, Level.FOCUSWIJKEN, Level.REST)

LAND_CODE = "NL00"
FOCUSWIJKEN_CODE = "focuswijken"
FOCUSWIJKEN_EXACT_CODE = "focuswijken-exact"
REST_CODE = "rest"


def focuswijk_code(focuswijk_id: str) -> str:
    """Area code of a programme's focuswijk, e.g. ``focuswijk:tuinzigt``."""
    return f"focuswijk:{focuswijk_id}"


_PATTERNS = {
    Level.LAND: re.compile(r"NL\d{2}"),
    Level.GEMEENTE: re.compile(r"GM\d{4}"),
    Level.WIJK: re.compile(r"WK\d{4}[0-9A-Z]{2}"),
    Level.BUURT: re.compile(r"BU\d{4}[0-9A-Z]{4}"),
}
# Lost leading zeros: BU7580106 for BU07580106. Only ever used to suggest, never to repair in silence (fault 8).
_SHORT = {"GM": (3, 6), "WK": (5, 8), "BU": (7, 10)}


class AreaCodeError(ValueError):
    """A text that is not an official area code; ``suggestion`` holds the code it probably was, if any."""

    def __init__(self, text: str, suggestion: str | None, problem: str) -> None:
        super().__init__(problem)
        self.text, self.suggestion, self.problem = text, suggestion, problem


def clean_code(text: str) -> str:
    """Strip padding, non-breaking spaces and case from a code; changes nothing else."""
    return text.replace("\u00a0", " ").strip().upper()


def level_of(code: str) -> Level:
    """Level of a clean official code. Raises AreaCodeError when the code is not well-formed."""
    for level, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return level
    raise AreaCodeError(code, suggest_code(code), f"'{code}' is geen geldige gebiedscode.")


def suggest_code(code: str) -> str | None:
    """The code that ``code`` probably was before a spreadsheet dropped its leading zeros, or None."""
    for prefix, (low, full) in _SHORT.items():
        digits = code.removeprefix(prefix)
        if code.startswith(prefix) and digits.isdigit() and low - 2 <= len(digits) < full - 2:
            return prefix + digits.zfill(full - 2)
    return None


def spoken_name(name: str) -> str:
    """A name as people say it: CBS puts a number before that of a wijk ("Wijk 03 Over de Elze")."""
    return re.sub(r"^Wijk \d\d (?=\S)", "", name)


def parent_code(code: str) -> str | None:
    """Parent by the form of the code (wijk of a buurt, gemeente of a wijk, land of a gemeente); None for the land.

    Raises AreaCodeError when the code is not well-formed.
    """
    level = level_of(code)
    if level is Level.BUURT:
        return "WK" + code[2:8]
    if level is Level.WIJK:
        return "GM" + code[2:6]
    return LAND_CODE if level is Level.GEMEENTE else None


def gemeente_code(code: str) -> str | None:
    """Gemeente that an official code belongs to by its form; None for the land. Raises AreaCodeError."""
    return None if level_of(code) is Level.LAND else "GM" + code[2:6]


class Area(Model):
    """One area as it was in one boundary year; (code, boundary_year) is the identity."""

    code: str
    boundary_year: int
    name: str
    level: Level
    parent: str | None = None
    gemeente: str | None = None
