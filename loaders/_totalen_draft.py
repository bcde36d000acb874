"""A first codebook from a file with outcomes of a bewonersenquête per area; what was guessed says 'controleren'.

A column of numbers is a number of answers, a margin, the people that a row stands for, or else a value, by the words in
its name; a number and a margin belong to the value that shares the other words, or else to the value to their left.
"""

import re
from dataclasses import dataclass

import pandas as pd

from loaders._codeboek_draft import first_lines, likely, respondent_number
from loaders._descriptor_draft import (
    CHECK,
    area_column,
    area_lines,
    mostly_numbers,
    number_lines,
    quoted,
    soort_column,
    year_column,
)
from loaders._enquete_variabelen import FIGURES, GRADE, SUFFICIENT
from loaders._frame import Table
from loaders._personal_data import refuse_personal_data

_MARGIN = {"marge", "foutmarge", "betrouwbaarheidsmarge", "nauwkeurigheidsmarge", "onnauwkeurigheidsmarge", "margin"}
_ANSWERS = {"n", "respondenten", "antwoorden", "deelnemers", "respons"}
# Of anything may there be a number, so this word alone does not make a survey.
_NUMBER = {"aantal"}
_PEOPLE = {"inwoners", "personen", "bevolking", "populatie", "volwassenen"}
_FILLING = {"van", "de", "het", "in", "per", "procent", "percentage", "pct", "aandeel", "waarde", "gemiddelde"}
_SUFFICIENT = ("voldoende", "6ofhoger")


@dataclass(frozen=True)
class _Outcome:
    """One figure: its columns, and the variable that it seems to be."""

    value: str
    answers: str
    margin: str | None
    variable: str | None


@dataclass(frozen=True)
class _Seen:
    """What each column of a file seems to be."""

    area: str
    by_code: bool
    soort: str | None
    year: str | None
    people: str | None
    outcomes: tuple[_Outcome, ...]

    @property
    def used(self) -> list[str]:
        of_outcomes = [c for o in self.outcomes for c in (o.value, o.answers, o.margin)]
        return list(dict.fromkeys(c for c in (self.area, self.soort, self.people, *of_outcomes) if c))


def is_about_outcomes(table: Table) -> bool:
    """Whether rows look like areas, each once, with a number of answers beside a margin or a known question.

    Not so with a column that numbers respondents: then rows are persons.
    """
    seen = _seen(table)
    keys = [seen.area, *([seen.soort] if seen.soort else [])]
    if respondent_number(table) is not None or table.frame[keys].duplicated().any():
        return False
    return any(o.margin or (o.variable and _ANSWERS & set(_words(o.answers))) for o in seen.outcomes)


def draft_outcomes(table: Table) -> str:
    """YAML for the file; a person checks the marked lines. Raises LoadRefused when there is personal data in it."""
    seen = _seen(table)
    refuse_personal_data(table, {seen.area})
    frame = table.frame
    year = frame[seen.year].iloc[0] if seen.year else None
    people = quoted(seen.people) if seen.people else "inwoners"
    left = [c for c in frame.columns if c not in (*seen.used, seen.year)]
    lines = [
        *first_lines(table, "totalen", frame[seen.area] if seen.by_code else None, year),
        *([f"werkblad: {quoted(table.sheet)}"] if table.sheet else []),
        "herkenning:",
        f"  kolommen: [{', '.join(quoted(c) for c in seen.used)}]",
        *area_lines(frame, seen.area, seen.by_code, seen.soort, left),
        f"{'' if seen.people else '# '}personen: {people}  {CHECK}: hoeveel mensen een rij vertegenwoordigt; zonder "
        "dat zijn gebieden niet op te tellen",
        *_design_effect(seen),
        "uitkomsten:",
    ]
    for outcome in seen.outcomes:
        lines += _lines(outcome, frame)
    if left:
        lines.append(f"overgeslagen: [{', '.join(quoted(c) for c in left)}]  {CHECK}")
    counts = [c for c in (seen.people, *(o.answers for o in seen.outcomes)) if c]
    return "\n".join([*lines, *number_lines(frame[list(dict.fromkeys(counts))])]) + "\n"


def _seen(table: Table) -> _Seen:
    frame = table.frame
    area, by_code = area_column(frame)
    soort, year = soort_column(frame, area), year_column(frame, area)
    numbers = [str(c) for c in frame.columns if c not in (area, soort, year) and mostly_numbers(frame[c])]
    margins = [c for c in numbers if _MARGIN & set(_words(c))]
    whole = [c for c in numbers if c not in margins and _are_whole(frame[c])]
    answers = [c for c in whole if _ANSWERS & set(_words(c))]
    people = next((c for c in whole if c not in answers and _PEOPLE & set(_words(c))), None)
    answers += [c for c in whole if c not in (*answers, people) and _NUMBER & set(_words(c))]
    values = [c for c in numbers if c not in (*margins, *answers, people) and _may_be_value(frame[c])]
    order = {column: place for place, column in enumerate(numbers)}
    n_of, margin_of = _belonging(answers, values, order), _belonging(margins, values, order)
    shared = [c for c in answers if c not in n_of.values()]
    if shared or (len(answers) == 1 and not _words_of_question(answers[0])):
        n_of = {v: n_of.get(v, shared[0] if shared else answers[0]) for v in values}
    taken: set[str] = set()
    outcomes = []
    for value in values:
        if value not in n_of:
            continue
        variable = _variable(value, table.labels.get(value, ""), taken)
        taken |= {variable} if variable else set()
        outcomes.append(_Outcome(value, n_of[value], margin_of.get(value), variable))
    return _Seen(area, by_code, soort, year, people, tuple(outcomes))


def _belonging(columns: list[str], values: list[str], order: dict[str, int]) -> dict[str, str]:
    """Value to the column that belongs to it: by the same words, else to the nearest value on its left."""
    found: dict[str, str] = {}
    for column in columns:
        same = [v for v in values if _words_of_question(v) == _words_of_question(column)]
        before = [v for v in values if order[v] < order[column]]
        owner = same[0] if same else before[-1] if before else None
        if owner is not None:
            found.setdefault(owner, column)
    return found


def _words(column: str) -> list[str]:
    return re.findall(r"[^\W_]+", column.casefold())


def _words_of_question(column: str) -> list[str]:
    """The words of a column name that say what was asked."""
    return [w for w in _words(column) if w not in _MARGIN | _ANSWERS | _NUMBER | _FILLING]


def _variable(column: str, label: str, taken: set[str]) -> str | None:
    """The figure that a column most likely is; of a grade also the share that is sufficient."""
    known = likely(column, label, set())
    name = "".join(_words(f"{column} {label}"))
    if known is not None and FIGURES[known].kind == GRADE and any(word in name for word in _SUFFICIENT):
        known += SUFFICIENT
    return None if known in taken else known


def _amounts(texts: pd.Series) -> pd.Series:
    return pd.to_numeric(texts.str.replace(",", "."), errors="coerce").dropna()


def _are_whole(texts: pd.Series) -> bool:
    filled = texts[texts.str.contains(r"\d")]
    return bool(filled.str.fullmatch(r"\d+|\d{1,3}([.,]\d{3})+").all())


def _may_be_value(texts: pd.Series) -> bool:
    """A percentage or a grade."""
    return bool(_amounts(texts).between(0.0, 100.0).all())


def _design_effect(seen: _Seen) -> list[str]:
    if all(o.margin for o in seen.outcomes):
        return []
    return [f"# ontwerpeffect: 1.0  {CHECK}: voor aandelen zonder marge; hoger dan 1 als de steekproef gewogen is"]


def _lines(outcome: _Outcome, frame: pd.DataFrame) -> list[str]:
    grade = outcome.variable is not None and FIGURES[outcome.variable].kind == GRADE
    parts = not grade and bool(_amounts(frame[outcome.value]).max() <= 1.0)
    unknown = ": kies, of haal deze uitkomst weg"
    lines = [
        f"  - variabele: {outcome.variable or 'ONBEKEND'}  {CHECK}{'' if outcome.variable else unknown}",
        f"    kolom: {quoted(outcome.value)}"
        + (f"  {CHECK}: dit lijken delen van 1; lever percentages van 0 tot 100" if parts else ""),
        f"    aantal: {quoted(outcome.answers)}  {CHECK}: het aantal antwoorden",
    ]
    if outcome.margin:
        lines.append(f"    marge: {quoted(outcome.margin)}  {CHECK}: de halve breedte van het 95 %-interval")
    elif grade:
        lines.append(f"    marge: ONBEKEND  {CHECK}: een gemiddelde heeft een kolom met de marge nodig")
    return lines
