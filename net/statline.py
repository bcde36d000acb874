"""What StatLine's two protocols share: which question is asked, and which table answers it (fault 27)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from net.errors import LATER, REPORT, Declined, Missing, Strayed, TooMany, refuse

_T = TypeVar("_T")
Row = dict[str, Any]
REGION = "WijkenEnBuurten"


@dataclass(frozen=True)
class Question:
    """One edition of one table. ``prefixes``: beginnings of area codes, none at all is every area.

    ``title``: pattern of the table's title; ``edition`` must be its first group, when it has one. ``only``: keys per
    other dimension.
    """

    table: str
    edition: str
    title: str
    prefixes: tuple[str, ...] = ()
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def regions(self, column: str) -> str:
        """The filter on area codes: by beginning, since codes are padded in one version and not in the other."""
        return " or ".join(f"startswith({column},'{prefix}')" for prefix in self.prefixes)

    @property
    def filter(self) -> str:
        """The whole filter on rows, or "" for all of them."""
        parts = [f"({regions})"] if (regions := self.regions(REGION)) else []
        for dimension, keys in self.only.items():
            parts.append("(" + " or ".join(f"{dimension} eq '{key}'" for key in keys) + ")")
        return " and ".join(parts)

    def wants(self, code: str) -> bool:
        """Whether an area was asked for."""
        return not self.prefixes or code.startswith(self.prefixes)

    def wants_row(self, row: Mapping[str, Any]) -> bool:
        """Whether a row was asked for. Raises KeyError for a row without one of the dimensions."""
        others = all(str(row[name]).strip() in {key.strip() for key in keys} for name, keys in self.only.items())
        return self.wants(str(row[REGION]).strip()) and others


@dataclass(frozen=True)
class State:
    """What the server says without giving the data. ``version`` changes when the data do; "" when it does not say.

    ``amount`` and ``unit``: how much there is, None where the server does not say.
    """

    url: str
    version: str
    amount: int | None = None
    unit: str = ""


@dataclass(frozen=True)
class Fetched:
    """Data files of one edition, whose descriptions lie beside them, with what the server said of them.

    ``remarks``: how it was asked, where the usual way did not work.
    """

    url: str
    version: str
    files: tuple[Path, ...]
    remarks: tuple[str, ...] = ()


def check_table(url: str, question: Question, about: Mapping[str, Any]) -> str:
    """The moment at which the table was changed. Raises LoadRefused when this is not the table that was asked for."""
    identifier = str(about.get("Identifier", question.table)).strip()
    title = str(about.get("Title", "")).strip()
    if identifier.upper() != question.table.upper():
        refuse(url, f"gevraagd is tabel {question.table}, maar de server geeft tabel {identifier}.", REPORT)
    found = re.search(question.title, title)
    if found is None:
        refuse(url, f"tabel {question.table} heet '{title}'; dat is niet de tabel die bij deze bron hoort.", REPORT)
    period = re.fullmatch(r"(20\d\d)(JJ00)?", str(about.get("TemporalCoverage") or about.get("Period") or "").strip())
    years = {found.group(1)} if found.groups() else set()
    if found.groups() and period:
        years.add(period.group(1))
    wrong = years - {question.edition}
    if wrong:
        problem = (
            f"tabel {question.table} heet '{title}' en gaat over {wrong.pop()}, maar gevraagd is {question.edition}."
        )
        refuse(url, problem, REPORT)
    modified = str(about.get("Modified") or "").strip()
    observed = str(about.get("ObservationsModified") or "").strip()
    return " ".join(filter(None, (modified, observed if observed != modified else "")))


def regions_of(question: Question, column: str, get: Callable[[str], list[Row]]) -> list[Row]:
    """The table's list of areas, those that were asked for: filtered by the server, or here where it does not do so.

    ``get`` asks the list with a filter, "" for none.
    """
    try:
        rows = get(question.regions(column))
    except (Declined, Missing, TooMany):
        if not question.prefixes:
            raise
        rows = []
    if question.prefixes and not rows:
        rows = get("")
    return [row for row in rows if question.wants(str(row.get(column, "")).strip())]


def strayed(url: str, code: object) -> NoReturn:
    """Raise a refusal that names an area that was not asked for."""
    refuse(url, f"er is gevraagd om enkele gemeenten, maar de server geeft ook '{code}'.", REPORT, Strayed)


def undisturbed(url: str, version: Callable[[], str], get: Callable[[str], _T]) -> tuple[str, _T]:
    """What ``get`` gives of a version of the table that stayed: tried twice, then refused (fault 45)."""
    before = version()
    for _ in range(2):
        got = get(before)
        after = version()
        if after == before:
            return before, got
        before = after
    refuse(url, "de tabel veranderde tijdens het ophalen, ook bij de tweede poging.", LATER)
