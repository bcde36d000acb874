"""Descriptions of local files in a programme folder (``bronnen/*.yaml``): every mistake, before a file comes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from loaders._codeboek import Codeboek, Totalenboek
from loaders._descriptor import Beschrijving, Descriptor
from loaders._descriptor_file import FILE_KEY, LINES_KEY, lines_of, validate_descriptor
from model.errors import LoadRefused, WijkpeilError
from snapshot.programmes import EDITIONS_FILE, edition_lines
from snapshot.yaml_file import read_yaml

_KINDS: tuple[type[Beschrijving], ...] = (Codeboek, Totalenboek, Descriptor)


def mistakes(files: Mapping[str, Path], folder: str) -> list[str]:
    """What is wrong with the descriptions among the files of a folder, by their name within it."""
    found: list[str] = []
    for relative, path in files.items():
        if not (relative.startswith("bronnen/") and relative.endswith(".yaml")):
            continue
        try:
            if relative == EDITIONS_FILE:
                edition_lines(read_yaml(path, f"{folder}/{relative}"))
            else:
                found += _of_description(path, f"{folder}/{relative}")
        except WijkpeilError as error:
            found += str(error).splitlines()
    return found


def _of_description(path: Path, file: str) -> Iterator[str]:
    try:
        lines = lines_of(path)
        content = read_yaml(path, file).content
        model = next(kind for kind in _KINDS if kind.is_meant_by(content))
        validate_descriptor({**content, FILE_KEY: file, LINES_KEY: lines}, model)
    except LoadRefused as refusal:
        for objection in refusal.objections:
            yield str(objection.model_copy(update={"file": file}))
