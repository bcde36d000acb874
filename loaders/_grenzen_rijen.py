"""From the attributes of a boundary layer to one tidy row per feature: code, name, level, water, year and parents."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

import pandas as pd

from loaders._grenzen_kolommen import CODES, NAMES, STATCODE, WATER, YEAR, YEAR_AND_CODE, Table
from model.areas import AreaCodeError, Level, clean_code, level_of, parent_code
from model.errors import LoadRefused, Objection

MAP_LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
_PREFIX = {Level.BUURT: "BU", Level.WIJK: "WK", Level.GEMEENTE: "GM"}
_WIDTH = {Level.BUURT: 8, Level.WIJK: 6, Level.GEMEENTE: 4}
# CBS gives what lies abroad or nowhere a gemeente of its own; H2O = B is its older mark for abroad.
_NO_GEMEENTE = ("0998", "0999", "9999")
# The same codes come back in the files of every year.
_level, _parent, _clean = cache(level_of), cache(parent_code), cache(clean_code)
_WATER_MARKS = {"JA": True, "NEE": False, "B": False, "": False}


@dataclass(frozen=True)
class Tidied:
    """``rows``, one per feature in file order: code, name, level (None for the land), water, pseudo, year, parent,
    gemeente, change_flag, object (number in the file, from 1). ``mended``: codes freed of padding or lower case;
    ``odd_parents``: parents in the file that differ from what the code says.
    """

    rows: pd.DataFrame
    mended: int
    odd_parents: int


def tidy(table: Table, file: str, metadata_year: int | None) -> Tidied:
    """Tidy rows of one layer. Raises LoadRefused for a code or water mark that cannot be right (faults 8, 12, 13)."""
    counts: Counter[str] = Counter()
    level = table.level
    code_names = STATCODE if table.column(STATCODE) or level is None else CODES[level]
    code_column = table.column(code_names)
    names = {map_level: table.texts(NAMES[map_level]) for map_level in MAP_LEVELS}
    wijken = table.texts(CODES[Level.WIJK])
    gemeenten = table.texts(CODES[Level.GEMEENTE])
    years = table.texts(YEAR_AND_CODE) if table.column(YEAR_AND_CODE) else table.texts(YEAR)
    water, flags = table.texts(WATER), table.texts(table.flag_column)
    rows = []
    for place, written in enumerate(table.texts(code_names)):
        mark = (water[place] or "").strip().upper()
        if mark not in _WATER_MARKS:
            problem = f"Object {place + 1} zegt niet duidelijk of het water is."
            remedy = "Gebruik JA voor water en NEE voor land."
            raise LoadRefused(
                Objection(file=file, column=table.column(WATER), value=water[place], problem=problem, remedy=remedy)
            )
        gemeente = _full_code(gemeenten[place], Level.GEMEENTE, None)
        code = _full_code(written, level if code_names != STATCODE else None, gemeente)
        try:
            area_level = _level(code)
        except AreaCodeError as error:
            remedy = _code_remedy(code, error.suggestion, level, gemeente)
            raise _bad_code(file, code_column, written, place + 1, remedy) from error
        counts["mended"] += written != _clean(written or "")
        parents = _parents(code, area_level, _full_code(wijken[place], Level.WIJK, gemeente), gemeente, counts)
        name = (names[area_level][place] or "").replace("\u00a0", " ").strip() if area_level in MAP_LEVELS else ""
        rows.append(
            {
                "code": code,
                "name": name or code,
                "level": area_level if area_level in MAP_LEVELS else None,
                "water": _WATER_MARKS[mark],
                "pseudo": mark == "B" or code[2:6] in _NO_GEMEENTE or name == "Buitenland",
                "year": _year(years[place]) or metadata_year,
                **parents,
                "change_flag": int(flag) if (flag := (flags[place] or "").strip()) in ("1", "2", "3") else None,
                "object": place + 1,
            }
        )
    columns = ("code", "name", "level", "water", "pseudo", "year", "parent", "gemeente", "change_flag", "object")
    frame = pd.DataFrame(rows, columns=list(columns))
    frame = frame.astype({"water": bool, "pseudo": bool, "year": "Int64", "change_flag": "Int64"})
    return Tidied(frame, counts["mended"], counts["odd_parents"])


def _full_code(written: str | None, level: Level | None, gemeente: str | None) -> str:
    """A clean code with its prefix; a municipal code of one buurt or wijk gets its gemeente in front. "" without code.

    What cannot be completed with certainty comes back as it was, and is no valid code.
    """
    code = _clean(written or "")
    if level is None or not code:
        return code
    if gemeente and len(code) == _WIDTH[level] - 4:
        return _PREFIX[level] + gemeente.removeprefix("GM") + code
    if len(code) == _WIDTH[level] and code[:2] not in _PREFIX.values():
        return _PREFIX[level] + code
    return code


def _bad_code(file: str, column: str | None, written: str | None, number: int, remedy: str) -> LoadRefused:
    problem = f"De code van object {number} is geen geldige gebiedscode."
    if not (written or "").strip():
        problem, remedy = f"Object {number} heeft geen code.", "Vul de code in of haal het object uit het bestand."
    return LoadRefused(Objection(file=file, column=column, value=written or None, problem=problem, remedy=remedy))


def _code_remedy(code: str, suggestion: str | None, level: Level | None, gemeente: str) -> str:
    own_width = _WIDTH[level] - 4 if level else 0
    if level and code.isdigit() and own_width < len(code) < _WIDTH[level]:
        suggestion = _PREFIX[level] + code.zfill(_WIDTH[level])
    elif level and code.isdigit() and len(code) <= own_width:
        if not gemeente:
            return "Voeg een kolom met de gemeentecode toe, of schrijf de hele code, bijvoorbeeld BU07580102."
        suggestion = _PREFIX[level] + gemeente.removeprefix("GM").zfill(4) + code.zfill(own_width)
    if suggestion:
        return f"Bedoeld is waarschijnlijk {suggestion}; bewaar codes als tekst, dan blijven de nullen vooraan staan."
    return "Een code bestaat uit BU, WK of GM met daarachter 8, 6 of 4 tekens."


def _parents(code: str, level: Level, wijk: str, gemeente: str, counts: Counter[str]) -> dict[str, str | None]:
    """Parent and gemeente as the file gives them, else by the form of the code."""
    by_code = _parent(code)
    if by_code is None:
        return {"parent": None, "gemeente": None}
    told = {Level.BUURT: wijk, Level.WIJK: gemeente}.get(level, "")
    counts["odd_parents"] += bool(told) and told != by_code
    use_told = level is not Level.GEMEENTE and _is_level(gemeente, Level.GEMEENTE)
    return {
        "parent": told if _is_level(told, _level(by_code)) else by_code,
        "gemeente": gemeente if use_told else "GM" + code[2:6],
    }


def _is_level(code: str, level: Level) -> bool:
    try:
        return bool(code) and _level(code) is level
    except AreaCodeError:
        return False


def _year(text: str | None) -> int | None:
    digits = (text or "").strip()[:4]
    return int(digits) if digits.isdigit() and 1990 <= int(digits) <= 2100 else None
