"""Which column is which variable: the one mapping list of the kerncijfers, and the rules for reading names and units.

CBS renumbers its columns between editions and even between deliveries, reuses one name for several topics, and let a
name mean a percentage until 2014 and a count from 2015 on. So a column is matched on its name without number plus its
unit, then its parent group, then its order, and never on a number. The list is ``kwb_variabelen.csv``: one row per
variable and name form, with the evidence for that row (gezien, gedocumenteerd, waarschijnlijk).
"""

import csv
import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from model.errors import Objection
from model.variable import Variable

STEM, CODE, SHORT = "stam", "code", "kort"
LIKELY = "waarschijnlijk"
FIRST_EDITION, LAST_EDITION = 2013, 2025


@dataclass(frozen=True)
class Line:
    """One row of the list. ``nth`` of ``of``: which of the columns with this name it is; 0 when names are unique."""

    variable: str
    title: str
    unit: str
    kind: str
    minimum: float | None
    maximum: float | None
    form: str
    name: str
    nth: int
    of: int
    group: str
    first: int
    last: int
    evidence: str


@dataclass(frozen=True)
class Column:
    """A column as a file names it. ``names`` are normal names to try, in order; ``unit`` None: the file gives none."""

    label: str
    form: str
    names: tuple[str, ...]
    unit: str | None = None
    group: str = ""
    title: str | None = None


@dataclass
class Match:
    """Per column label its line; and, in Dutch, why others have none and what was decided without a unit.

    ``renamed``: measure codes whose title is not one that the list knows; CBS can give a code another meaning.
    """

    lines: dict[str, Line] = field(default_factory=dict)
    unmatched: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    by_edition: list[str] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)


def normal_name(text: str) -> str:
    """Name without case, accents, spaces, punctuation and CBS's ``k_`` before a digit: equal for key and title."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(c for c in plain.lower() if c.isascii() and c.isalnum())
    return re.sub(r"^k(?=\d)", "", letters)


def stem(key: str) -> str:
    """Normal name of an OData v3 key: ``AantalInwoners_5`` gives ``aantalinwoners``."""
    return normal_name(re.sub(r"_\d+$", "", key.strip()))


def normal_unit(text: str) -> str:
    """One spelling per unit: spaces, superscripts and the multiplication sign are spelled in several ways."""
    unit = unicodedata.normalize("NFKC", text).lower().replace("×", "x").replace("€", "euro")
    unit = re.sub(r"\s", "", unit)
    unit = re.sub(r"^(aantal)?(inwoners)?(per|/)km2$", "perkm2", unit)
    return {"procent": "%", "1000euro": "x1000euro", "wh": "wh"}.get(unit, unit)


@cache
def lines() -> tuple[Line, ...]:
    """The whole mapping list."""
    with Path(__file__).with_name("kwb_variabelen.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file))


def _line(row: dict[str, str]) -> Line:
    nth, _, of = row["voorkomen"].partition("/")
    return Line(
        variable=row["variabele"],
        title=row["titel"],
        unit=row["eenheid"],
        kind=row["soort"],
        minimum=float(row["minimum"]) if row["minimum"] else None,
        maximum=float(row["maximum"]) if row["maximum"] else None,
        form=row["vorm"],
        name=row["naam"],
        nth=int(nth or 0),
        of=int(of or 0),
        group=row["groep"],
        first=int(row["van"]),
        last=int(row["tot"]),
        evidence=row["bewijs"],
    )


@cache
def _index() -> dict[tuple[str, str], tuple[Line, ...]]:
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines():
        found[line.form, line_name(line.form, line.name)].append(line)
    return {key: tuple(value) for key, value in found.items()}


@cache
def _titles() -> dict[str, frozenset[str]]:
    """Normal titles by which a variable is known."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines():
        found[line.variable] |= {normal_name(line.title), normal_name(line.name)}
    return {variable: frozenset(names) for variable, names in found.items()}


def line_name(form: str, name: str) -> str:
    """The spelling under which a name of this form is looked up."""
    return normal_name(name) if form == STEM else name.strip().lower()


@cache
def variables() -> dict[str, Variable]:
    """Every variable of the list with its canonical unit."""
    return {ln.variable: Variable(id=ln.variable, title=ln.title, unit=ln.unit, kind=ln.kind) for ln in lines()}


def known(column: Column) -> tuple[Line, ...]:
    """Lines whose name is the column's, whatever the unit."""
    for name in column.names:
        if hit := _index().get((column.form, name)):
            return hit
    return ()


def match(columns: Sequence[Column], edition: int, file: str) -> Match:
    """Match all columns of one file at once (repeated names need each other). Units that disagree become objections."""
    result = Match()
    places: dict[str, list[str]] = defaultdict(list)
    for column in columns:
        if hits := known(column):
            places[line_name(column.form, hits[0].name)].append(column.label)
    for column in columns:
        _match_one(column, edition, file, places, result)
    _refuse_doubles(result, file)
    return result


def _match_one(column: Column, edition: int, file: str, places: dict[str, list[str]], result: Match) -> None:
    hits = known(column)
    if not hits:
        result.unmatched[column.label] = "de naam is niet bekend" + _nearest(column)
        return
    left = hits
    if column.unit is not None:
        left = tuple(ln for ln in hits if normal_unit(ln.unit) == normal_unit(column.unit))
        if not left:
            _unit_disagrees(column, hits, file, result)
            return
    elif len({ln.unit for ln in hits}) > 1:
        left = tuple(ln for ln in hits if ln.first <= edition <= ln.last) or hits
        if len({ln.unit for ln in left}) == 1:
            result.by_edition.append(column.label)
    if len(left) > 1:
        left = _by_group(column, left)
    if len(left) > 1:
        same = places[line_name(column.form, hits[0].name)]
        nth = same.index(column.label) + 1
        left = tuple(ln for ln in left if (ln.nth, ln.of) == (nth, len(same)))
    if len(left) == 1:
        result.lines[column.label] = left[0]
        if column.title is not None and normal_name(column.title) not in _titles()[left[0].variable]:
            result.renamed[column.label] = column.title
    else:
        titles = " of ".join(f"'{ln.title}'" for ln in hits)
        result.unmatched[column.label] = f"zonder eenheid, groep en volgorde is niet te zien of dit {titles} is"


def _by_group(column: Column, left: tuple[Line, ...]) -> tuple[Line, ...]:
    fitting = [ln for ln in left if ln.group and ln.group in column.group]
    longest = max((len(ln.group) for ln in fitting), default=0)
    return tuple(ln for ln in fitting if len(ln.group) == longest) or left


def _unit_disagrees(column: Column, hits: tuple[Line, ...], file: str, result: Match) -> None:
    units = " of ".join(dict.fromkeys(f"'{ln.unit}'" for ln in hits))
    if all(ln.evidence == LIKELY for ln in hits):
        result.unmatched[column.label] = f"de eenheid is '{column.unit}' en wij verwachtten {units} (niet zeker)"
        return
    problem = f"de eenheid van deze kolom is '{column.unit}', maar hoort {units} te zijn."
    remedy = "Haal het bestand opnieuw op; klopt de eenheid echt, dan moet loaders/kwb_variabelen.csv worden aangepast."
    result.objections.append(Objection(file=file, column=column.label, problem=problem, remedy=remedy))


def _refuse_doubles(result: Match, file: str) -> None:
    counts = Counter(line.variable for line in result.lines.values())
    for variable, count in counts.items():
        if count > 1:
            labels = [label for label, line in result.lines.items() if line.variable == variable]
            names = " en ".join(f"'{label}'" for label in labels)
            problem = f"de kolommen {names} geven alle {count} '{variables()[variable].title}'."
            remedy = "Laat één van deze kolommen weg en bied het bestand opnieuw aan."
            result.objections.append(Objection(file=file, problem=problem, remedy=remedy))


def _nearest(column: Column) -> str:
    names = {name: ln[0].name for (form, name), ln in _index().items() if form == column.form}
    close = difflib.get_close_matches(column.names[0], names, n=1, cutoff=0.8) if column.names else []
    return f"; lijkt op '{names[close[0]]}'" if close else ""
