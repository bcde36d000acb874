"""What is wrong with a hand-written YAML file, in Dutch, for people who edit a programme and do not know Python."""

import difflib
from collections.abc import Collection, Iterable, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from snapshot.yaml_file import Place, YamlFile

# Models by the names of the fields that lead to them, for suggesting the field that was meant.
Fields = Mapping[tuple[str, ...], type[BaseModel]]


def nearest(word: str, known: Collection[str]) -> str:
    """ "Bedoelt u 'x'?" with the known word most like ``word``, or an empty text."""
    found = difflib.get_close_matches(word, sorted(known), n=1)
    return f"Bedoelt u '{found[0]}'?" if found else ""


def objections(error: ValidationError, file: YamlFile, fields: Fields) -> list[str]:
    """All mistakes that a model found in a file, each with its line."""
    return [_objection(details, file, fields) for details in error.errors()]


def listing(words: Iterable[str]) -> str:
    """Dutch enumeration: "a, b en c"."""
    *first, last = words
    return f"{', '.join(first)} en {last}" if first else last


def _objection(error: ErrorDetails, file: YamlFile, fields: Fields) -> str:
    place: Place = error["loc"]
    problem, remedy = _in_dutch(error, place, fields)
    return file.objection(place, problem, remedy)


def _in_dutch(error: ErrorDetails, place: Place, fields: Fields) -> tuple[str, str]:
    names = [part for part in place if isinstance(part, str)]
    field = names[-1] if names else "het bestand"
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "extra_forbidden":
        model = fields.get(tuple(names[:-1]))
        return f"onbekend veld '{field}'.", nearest(field, model.model_fields if model else ()) or "Verwijder het veld."
    if kind == "missing":
        return f"het veld '{field}' ontbreekt.", "Vul het in."
    if kind == "enum":
        expected = str(context["expected"]).replace(" or ", " of ")
        return f"'{error['input']}' kan niet bij '{field}'.", f"Kies uit {expected}."
    if kind == "string_pattern_mismatch":
        return f"'{error['input']}' kan niet bij '{field}'.", _PATTERNS.get(
            field, f"Het patroon is {context['pattern']}."
        )
    if kind == "too_long":
        return (
            f"bij '{field}' staan {context['actual_length']} waarden; het zijn er hoogstens {context['max_length']}.",
            "Zet wat er te veel is bij 'overig'." if field == "kernset" else "Haal weg wat er te veel is.",
        )
    if kind == "too_short":
        return f"'{field}' is leeg.", "Vul ten minste één waarde in."
    if kind == "greater_than_equal":
        return f"bij '{field}' past {error['input']} niet.", f"Neem {context['ge']} of meer."
    if kind == "value_error":
        return f"{context['error']}.", "Pas dit aan."
    return f"bij '{field}' hoort {_expected(kind)}.", "Pas de waarde aan."


_PATTERNS = {
    "id": "Gebruik kleine letters, cijfers en streepjes.",
    "sha256": "Een sha256 heeft 64 tekens: cijfers en de letters a tot en met f.",
}


def _expected(kind: str) -> str:
    if kind.startswith("int"):
        return "een geheel getal"
    if kind.startswith(("float", "finite")):
        return "een getal, met een punt voor de decimalen"
    if kind.startswith("bool"):
        return "true of false"
    if kind.startswith("string"):
        return "tekst, zo nodig tussen aanhalingstekens"
    if kind.startswith(("tuple", "list")):
        return "een lijst, met elke waarde op een eigen regel achter een streepje"
    return "een rij velden met een dubbele punt"
