"""YAML that people write by hand: content with the line of every field, so that an error can name its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders._yaml import compose_yaml, load_yaml
from model.errors import WijkpeilError

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlFile:
    """``name``: what the user calls the file; ``lines``: line of each field by place, as ("focuswijken", 2, "naam")."""

    name: str
    content: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Line of the field at a place, or of the nearest field that holds it."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.lines:
                return self.lines[place[:length]]
        return 1

    def objection(self, place: Place, problem: str, remedy: str) -> str:
        """One whole sentence about a place in this file, with what to do."""
        return f"{self.name}, regel {self.line(place)}: {problem} {remedy}"


def read_yaml(path: Path, name: str) -> YamlFile:
    """Read a YAML file. Raises WijkpeilError with file and line when it is no YAML, or when a field is there twice.

    Nobody may change the content: a file that says the same is understood once in a process.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise WijkpeilError(f"{name}: het bestand is geen UTF-8. Sla het opnieuw op als UTF-8.") from None
    return read_yaml_text(text, name)


def read_yaml_text(text: str, name: str) -> YamlFile:
    """The same of a text that stands in another file, from its first line on. Raises WijkpeilError."""
    return _understood(text, name)


# A page of work asks for the same few files on every click, and reading them is most of what it does.
@lru_cache(maxsize=64)
def _understood(text: str, name: str) -> YamlFile:
    try:
        node = compose_yaml(text)
        lines = dict(_lines(node, name, ())) if node else {}
        content = load_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", regel {mark.line + 1}" if mark else ""
        raise WijkpeilError(
            f"{name}{place}: dit is geen geldige YAML. Controleer inspringing, dubbele punten en aanhalingstekens."
        ) from None
    return YamlFile(name, content, lines)


def _lines(node: yaml.Node, name: str, place: Place) -> Iterator[tuple[Place, int]]:
    """Every field and list item with its line; of a field that is there twice YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="name", problem_mark=key.start_mark)
            if key.value in seen:
                raise WijkpeilError(
                    f"{name}, regel {line}: '{key.value}' staat er twee keer, ook op regel {seen[key.value]}. "
                    "Laat één van beide staan."
                )
            seen[key.value] = line
            yield (*place, key.value), line
            yield from _lines(value, name, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield (*place, number), item.start_mark.line + 1
            yield from _lines(item, name, (*place, number))
