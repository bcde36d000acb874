"""A description of a file as a form: which questions it asks, and what the answers make of a first draft.

Nothing here draws: a page shows the questions and keeps the answers by key. What is not answered, is as drafted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from loaders._codeboek import Codeboek, Totalenboek
from loaders._descriptor import Beschrijving, Descriptor
from loaders._descriptor_file import FILE_KEY, validate_descriptor
from model.checked import Draft, DraftKind
from model.errors import LoadRefused, Objection

Answers = Mapping[str, Any]
Options = tuple[tuple[str, str], ...]

NONE: Options = (("", "niet"),)
_MODELS: dict[DraftKind, type[Beschrijving]] = {
    "register": Descriptor,
    "respondenten": Codeboek,
    "totalen": Totalenboek,
}
MARKS: Options = (("", "geen"), (".", "punt (1.234)"), (",", "komma (1,234)"), (" ", "spatie"), ("'", "apostrof"))
DECIMALS: Options = (("", "herken het zelf"), (",", "komma (1,5)"), (".", "punt (1.5)"))
SOORTEN: Options = (
    ("", "wijken en buurten door elkaar"),
    ("buurt", "buurten"),
    ("wijk", "wijken"),
    ("gemeente", "gemeenten"),
)
CONTENTS: Options = (("naam", "namen"), ("code", "codes (BU…, WK…, GM…)"))


@dataclass(frozen=True)
class Field:
    """One question: ``value`` is the answer now; of ``keuze`` and ``meer`` the ``options`` as value and words."""

    key: str
    label: str
    value: Any
    kind: Literal["tekst", "lang", "keuze", "meer", "ja"] = "tekst"
    options: Options = ()
    help: str = ""


@dataclass(frozen=True)
class Section:
    """Questions that belong together: about the file, or about one column (``column``)."""

    title: str
    fields: tuple[Field, ...]
    column: bool = False


def answer(answers: Answers, key: str, drafted: Any) -> Any:
    """The answer to a question, else what the draft has, else nothing; text without blanks around it."""
    given = answers.get(key, drafted if drafted is not None else "")
    return given.strip() if isinstance(given, str) else given


def choice(answers: Answers, key: str, label: str, drafted: Any, options: Options, note: str = "") -> Field:
    """A question with options; an answer that is no option any more is as if it was not given."""
    values = [value for value, _ in options]
    given = answer(answers, key, drafted)
    value = given if given in values else drafted if drafted in values else values[0]
    return Field(key, label, value, "keuze", options, note)


def columns_of(draft: Draft, nothing: str = "") -> Options:
    """The columns of the file as options, with ``nothing`` (its words) before them where it may be none."""
    return (*((("", nothing),) if nothing else ()), *((column, column) for column in draft.columns))


def about(draft: Draft, answers: Answers) -> list[Field]:
    """What every description says of whose the file is. What a draft cannot know stays open."""
    fields = draft.fields
    open_words = {"onbekend", "GM0000"}

    def drafted(name: str) -> str:
        return "" if fields.get(name) in open_words else str(fields.get(name, ""))

    questions = (
        ("naam", "Naam", "Zo heet de bron op de pagina's."),
        ("id", "Kenmerk", "Kleine letters, cijfers en streepjes; blijft elk jaar gelijk."),
        ("uitgever", "Uitgever", "Van wie de cijfers komen, bijvoorbeeld: gemeente Breda."),
        ("licentie", "Licentie", "Bijvoorbeeld: CC BY 4.0, of: alleen intern. Leeg: niet opgegeven."),
        ("gemeente", "Gemeente", "GM en vier cijfers, bijvoorbeeld GM0758."),
    )
    return [Field(key, label, answer(answers, key, drafted(key)), help=note) for key, label, note in questions]


def described(fields: Iterable[Field]) -> dict[str, str]:
    """Answers that are given, by key: what is left open is left out, so that the model says that it is missing."""
    return {field.key: field.value for field in fields if field.value != ""}


def as_number(text: Any) -> Any:
    """A number as people type it, with a comma or a point; other text as it is, for the model to refuse."""
    plain = str(text).strip().replace(",", ".")
    if re.fullmatch(r"-?\d+", plain):
        return int(plain)
    return float(plain) if re.fullmatch(r"-?\d*\.\d+", plain) else text


def as_date(text: str) -> str:
    """A day as people write it in Dutch, 31-12-2030, in the order of YAML; other text as it is."""
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text


def to_yaml(description: Mapping[str, Any]) -> str:
    """The description as a file that can stand beside its data."""
    return yaml.safe_dump(dict(description), allow_unicode=True, sort_keys=False, width=110)


def mistakes(kind: DraftKind, description: Mapping[str, Any], asked: Iterable[Section]) -> list[str]:
    """What the model of descriptions has against it: the sentences that a file beside the data would get.

    A question of the form is named by its label and explained by what stands beside it; an entry by its column.
    """
    questions = {field.key: field for section in asked if not section.column for field in section.fields}
    try:
        validate_descriptor({**description, FILE_KEY: "beschrijving"}, _MODELS[kind])
    except LoadRefused as refusal:
        return [_sentence(objection, description, questions) for objection in refusal.objections]
    return []


def _sentence(objection: Objection, description: Mapping[str, Any], questions: Mapping[str, Field]) -> str:
    problem, remedy = objection.problem, objection.remedy
    for key, field in questions.items():
        if f"'{key}'" in problem:
            problem, remedy = problem.replace(f"'{key}'", f"'{field.label}'"), field.help or "Vul het in."
    said = f"{problem[:1].upper()}{problem[1:]} {remedy}"
    for listed in ("variabelen", "vragen", "uitkomsten"):
        for number, entry in enumerate(description.get(listed, ())):
            said = said.replace(f"'{listed}.{number}'", f"kolom '{entry['kolom']}'")
            said = said.replace(f"'{listed}.{number}.", f"van kolom '{entry['kolom']}' '")
    return said
