"""Names of areas to codes: exact where the file decides, and never a guess where a name is both wijk and buurt.

Municipal files name areas as people do: without code, with or without accents and hyphens, and with one name for a
wijk and its largest buurt (Bavel, Ulvenhout, Prinsenbeek and Teteringen in Breda).
"""

import re
import unicodedata
from collections.abc import Iterable

import pandas as pd

from loaders._frame import refuse
from model.areas import parent_code

_OLD_PREFIX = re.compile(r"^wijk\s+\d{2}\s+", re.IGNORECASE)


def folded(name: str) -> str:
    """A name without case, accents, spaces and punctuation: 'Geeren-Noord' and 'geeren noord' are one name."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain.casefold() if letter.isalnum())


class AreaNames:
    """Areas of one gemeente by all names that they had in any boundary year."""

    def __init__(self, areas: pd.DataFrame, gemeente: str) -> None:
        """``areas`` has AREA_COLUMNS."""
        own = areas[areas["code"].str[2:6].eq(gemeente[2:]) & areas["code"].str[:2].isin(["GM", "WK", "BU"])]
        own = own.sort_values("boundary_year", kind="stable")
        self._codes: dict[str, set[str]] = {}
        self._years: dict[str, list[int]] = {}
        self._names: dict[str, str] = {}
        self._levels: dict[str, str] = {}
        self._level_years: dict[str, set[int]] = {}
        for code, year, name, level in own[["code", "boundary_year", "name", "level"]].itertuples(index=False):
            for spelling in {str(name), _OLD_PREFIX.sub("", str(name))}:
                self._codes.setdefault(folded(spelling), set()).add(code)
            self._years.setdefault(code, []).append(int(year))
            self._level_years.setdefault(str(level), set()).add(int(year))
            self._names[code], self._levels[code] = str(name), str(level)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self._years)

    def candidates(self, name: str, year: int) -> list[str]:
        """Codes that a name or code may stand for, wijk before buurt.

        Codes of the borders nearest to ``year`` go before others with the name (City in Breda was 00, is 06).
        """
        if name in self._years:
            return [name]
        found = sorted(self._codes.get(folded(name), ()), key=lambda code: (len(code), code))
        return [code for code in found if self._in_force(code, year)] or found

    def _in_force(self, code: str, year: int) -> bool:
        """Whether the code is in the list of its level that is nearest to ``year``."""
        return _nearest(self._level_years[self._levels[code]], year) in self._years[code]

    def level(self, code: str) -> str:
        return self._levels[code]

    def describe(self, codes: Iterable[str]) -> str:
        """Codes as a reader knows them: 'wijk Bavel (WK075807) en buurt Bavel (BU07580700)'."""
        return " en ".join(f"{self._levels[c]} {self._names[c]} ({c})" for c in codes)

    def lies_in(self, code: str, parents: Iterable[str]) -> bool:
        return parent_code(code) in set(parents)

    def boundary_year(self, code: str, wanted: int) -> int:
        """The year nearest to ``wanted`` in which the code exists; the later of two that are as near."""
        return _nearest(self._years[code], wanted)


def known_names(areas: pd.DataFrame, gemeente: str, file: str) -> AreaNames:
    """Names of the gemeente's areas, for a file that needs them. Raises LoadRefused when none is known yet."""
    names = AreaNames(areas, gemeente)
    if not names.codes:
        refuse(
            file,
            f"Wijkpeil kent nog geen gebieden van gemeente {gemeente}.",
            "Haal eerst een bestand met kerncijfers of grenzen van deze gemeente op.",
        )
    return names


def _nearest(years: Iterable[int], wanted: int) -> int:
    return min(years, key=lambda year: (abs(year - wanted), -year))
