"""Descriptors from YAML: every mistake is told with file and line, since people write these by hand."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from loaders._descriptor import Beschrijving, Descriptor
from loaders._frame import refuse
from loaders._yaml import compose_yaml, load_yaml
from model.errors import LoadRefused, Objection

# Beside its fields a descriptor that was read from YAML carries the file name and the line of each field.
FILE_KEY, LINES_KEY = "_bestand", "_regels"

D = TypeVar("D", bound=Beschrijving)


def read_descriptor(path: Path) -> dict[str, Any]:
    """The YAML as a dict for RawFile.descriptors, with ``_bestand`` and ``_regels``. Raises LoadRefused."""
    lines = lines_of(path)
    try:
        content: dict[str, Any] = load_yaml(path.read_text("utf-8"))
    except yaml.YAMLError:
        refuse(path.name, "er staat een datum of getal in dat niet kan.", "Zet zo'n waarde tussen aanhalingstekens.")
    raw = {**content, FILE_KEY: path.name, LINES_KEY: lines}
    validate_descriptor(raw, Descriptor)
    return raw


def lines_of(path: Path) -> dict[str, int]:
    """Line of every field by its dotted place ("gebied.kolom"). Raises LoadRefused when it is no YAML with fields."""
    try:
        root = compose_yaml(path.read_text("utf-8"))
    except UnicodeDecodeError:
        refuse(path.name, "het bestand is geen UTF-8.", "Sla het opnieuw op als UTF-8.")
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        refuse(
            path.name,
            "dit is geen geldige YAML.",
            "Controleer inspringing, dubbele punten en aanhalingstekens.",
            row=row,
        )
    except yaml.YAMLError:
        refuse(path.name, "dit is geen geldige YAML.", "Controleer het bestand op vreemde tekens.")
    if not isinstance(root, yaml.MappingNode):
        refuse(
            path.name,
            "een beschrijving bestaat uit velden met een dubbele punt.",
            "Begin met 'id:', 'naam:' enzovoort.",
        )
    return dict(_lines(root, path.name, ()))


def validate_descriptor(raw: dict[str, Any], model: type[D]) -> D:
    """The descriptor that a dict from RawFile.descriptors holds. Raises LoadRefused with all its mistakes."""
    file = str(raw.get(FILE_KEY, "beschrijving"))
    lines: dict[str, int] = raw.get(LINES_KEY, {})
    fields = {key: value for key, value in raw.items() if not str(key).startswith("_")}
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        # A mistake inside a list also makes the list as a whole wrong; only the innermost helps.
        places = [e["loc"] for e in error.errors()]
        inner = [e for e in error.errors() if not any(e["loc"] == p[: len(e["loc"])] != p for p in places)]
        raise LoadRefused(*(_objection(e, file, lines, model) for e in inner)) from None


def _lines(node: yaml.Node, file: str, place: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Refuses a field that is there twice, of which YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                refuse(file, "de naam van een veld is hier een lijst of een blok.", "Begin met 'id:'.", row=line)
            if key.value in seen:
                refuse(
                    file,
                    f"'{key.value}' staat er twee keer, ook op rij {seen[key.value]}.",
                    "Laat één van beide staan.",
                    row=line,
                )
            seen[key.value] = line
            yield ".".join((*place, key.value)), line
            yield from _lines(value, file, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield ".".join((*place, str(number))), item.start_mark.line + 1
            yield from _lines(item, file, (*place, str(number)))


def _objection(error: ErrorDetails, file: str, lines: dict[str, int], model: type[Beschrijving]) -> Objection:
    parts = [str(part) for part in error["loc"] if part != "[key]"]
    line = next((lines[p] for n in range(len(parts), 0, -1) if (p := ".".join(parts[:n])) in lines), None)
    problem, remedy = _in_dutch(error, parts, model)
    return Objection(file=file, problem=problem, remedy=remedy, row=line)


def _in_dutch(error: ErrorDetails, parts: list[str], model: type[Beschrijving]) -> tuple[str, str]:
    field, context = ".".join(parts), error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        near = difflib.get_close_matches(parts[-1], _fields(parts[:-1], model), n=1)
        return f"onbekend veld '{field}'.", f"Bedoelt u '{near[0]}'?" if near else "Verwijder het veld."
    if error["type"] == "missing":
        return f"het veld '{field}' ontbreekt.", "Vul het in."
    if error["type"] == "literal_error":
        expected = str(context["expected"]).replace(" or ", " of ")
        return f"'{error['input']}' kan niet bij '{field}'.", f"Kies uit {expected}."
    if error["type"] == "string_pattern_mismatch":
        return (
            f"'{error['input']}' heeft niet de vorm die bij '{field}' hoort.",
            f"Het patroon is {context['pattern']}.",
        )
    if error["type"] == "value_error":
        return f"{context['error']}.", f"Pas '{field}' aan." if field else "Pas de beschrijving aan."
    return f"de waarde van '{field}' heeft niet de goede vorm.", "Vergelijk met de beschrijvingen van andere bronnen."


def _fields(parts: list[str], top: type[Beschrijving]) -> list[str]:
    """Names of the fields that are allowed at a place in the descriptor."""
    model: type[BaseModel] = top
    for part in parts:
        if part.isdigit():
            continue
        annotation = model.model_fields[part].annotation
        inner = [a for a in (annotation, *getattr(annotation, "__args__", ())) if isinstance(a, type)]
        model = next(a for a in inner if issubclass(a, BaseModel))
    return list(model.model_fields)
