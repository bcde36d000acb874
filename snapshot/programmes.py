"""Programme folders: what a programme says about itself, read and checked before anything is computed with it.

A folder is shipped with the checkout (``data/programmes/<name>/``) and may have an overlay of the same name under
WIJKPEIL_DATA, whose files replace shipped files of the same name. That is where a coördinator's edits go.
"""

import os
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

import indicators
from model.base import Model
from model.errors import WijkpeilError
from model.inhoud import Inhoud
from model.programme import Programme
from snapshot import logo
from snapshot.programme_folder import PROGRAMME_FILE, CheckedProgramme, check_files
from snapshot.settings import CHECKOUT, settings
from snapshot.yaml_file import YamlFile, read_yaml
from snapshot.yaml_words import listing, nearest, objections

EDITIONS_FILE = "bronnen/edities.yaml"
TEMPLATE = "sjabloon.pptx"
# What earlier versions of an overlay's tables are kept in; no part of the programme itself.
HISTORY = "geschiedenis"
SHIPPED = CHECKOUT / "data" / "programmes"


class Edition(Model):
    """One line of ``edities.yaml``: which edition a public file is whose content does not say, and on what ground."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    editie: str
    bestand: str
    grond: str


def list_programmes() -> tuple[str, ...]:
    """Names of all programmes, shipped or overlay, in order."""
    return tuple(
        sorted({path.parent.name for root in _roots() if root.is_dir() for path in root.glob(f"*/{PROGRAMME_FILE}")})
    )


def current_programme(name: str) -> Programme:
    """The programme as its folder says it now, checked against the indicators that there are. Raises WijkpeilError."""
    return _sound(check_programme(name))


def load_programme(
    name: str,
    known_indicators: Collection[str],
    known_areas: Collection[str] | None = None,
    units: Mapping[str, str] | None = None,
) -> Programme:
    """The checked programme. ``known_areas``: codes of all areas at hand; None leaves the existence of codes unchecked.

    ``units``: the unit of each indicator, to check streefwaarden and norms against; None leaves units unchecked.
    Raises WijkpeilError with one line per mistake, each with file, line and remedy.
    """
    return _sound(check_files(folder_files(name), name, known_indicators, known_areas, units))


def _sound(checked: CheckedProgramme) -> Programme:
    if checked.programme is None or checked.mistakes:
        raise WijkpeilError("\n".join(checked.mistakes))
    return checked.programme


def programme_content(name: str) -> Inhoud:
    """All tables of a programme as its folder says them now: texts and amounts need no build. Raises WijkpeilError."""
    checked = check_programme(name)
    _sound(checked)
    return checked.inhoud


def check_programme(name: str) -> CheckedProgramme:
    """Everything that is wrong or odd in the folder of a programme. Raises WijkpeilError when there is none."""
    return _checked(name, as_they_are(name))


def as_they_are(name: str) -> tuple[tuple[str, Path, int, int, int], ...]:
    """The files of a folder with what changes when one is written. Raises WijkpeilError."""
    stats = {relative: (path, path.stat()) for relative, path in folder_files(name).items()}
    return tuple(
        (relative, path, stat.st_ino, stat.st_size, stat.st_mtime_ns) for relative, (path, stat) in stats.items()
    )


@lru_cache(maxsize=32)
def _checked(name: str, files: tuple[tuple[str, Path, int, int, int], ...]) -> CheckedProgramme:
    """Kept as long as no file changed: pages ask at every click."""
    return check_these({relative: path for relative, path, *_ in files}, name)


def check_these(files: Mapping[str, Path], name: str) -> CheckedProgramme:
    """The same of other files than those that are there."""
    return check_files(files, name, *_declared())


def check_folder(folder: Path) -> CheckedProgramme:
    """The same of a folder anywhere. Raises WijkpeilError when it holds no programme."""
    return check_these(files_in(folder), folder.resolve().name)


def files_in(folder: Path) -> dict[str, Path]:
    """Files of a programme folder anywhere. Raises WijkpeilError when it holds no programme."""
    files = _visible(folder)
    if PROGRAMME_FILE not in files:
        problem = f"{folder.name}/ is geen programmamap: er staat geen {PROGRAMME_FILE} in."
        raise WijkpeilError(f"{problem} Geef een map waar dat in staat, of het pad van één bestand.")
    return files


def _declared() -> tuple[Collection[str], None, Mapping[str, str]]:
    declared = indicators.discover()
    return declared.keys(), None, {one.id: one.unit for one in declared.values()}


def keep_logo(programme: Programme, directory: Path) -> None:
    """Copy the programme's logo into a snapshot. Raises WijkpeilError when the folder is gone."""
    logo.keep(programme, folder_files(programme.id), directory)


def template_of(name: str) -> Path | None:
    """The gemeente's own template for slides in the folder of a programme; None without one. Raises WijkpeilError."""
    return folder_files(name).get(TEMPLATE)


def load_descriptors(name: str) -> tuple[dict[str, Any], ...]:
    """Descriptors of local files, each with the name of its file as ``_bestand``. Raises WijkpeilError."""
    found = []
    for relative, path in folder_files(name).items():
        if relative.startswith("bronnen/") and relative.endswith(".yaml") and relative != EDITIONS_FILE:
            file = read_yaml(path, f"{name}/{relative}")
            if not isinstance(file.content, dict):
                raise WijkpeilError(
                    file.objection((), "een beschrijving bestaat uit velden met een dubbele punt.", "Begin met 'id:'.")
                )
            lines = {".".join(str(part) for part in place): line for place, line in file.lines.items()}
            found.append({**file.content, "_bestand": path.name, "_regels": lines})
    return tuple(found)


def load_all_descriptors() -> tuple[dict[str, Any], ...]:
    """Descriptors of all programmes: the archive is shared, so a build meets the files of every gemeente."""
    return tuple(descriptor for name in list_programmes() for descriptor in load_descriptors(name))


def load_editions() -> dict[str, str]:
    """Edition by sha256 of the file, from the ``edities.yaml`` of all programmes. Raises WijkpeilError."""
    found: dict[str, str] = {}
    for name in list_programmes():
        path = folder_files(name).get(EDITIONS_FILE)
        if path is None:
            continue
        file = read_yaml(path, f"{name}/{EDITIONS_FILE}")
        for number, line in enumerate(edition_lines(file)):
            if found.setdefault(line.sha256, line.editie) != line.editie:
                problem = f"'{line.bestand}' heeft elders editie '{found[line.sha256]}', hier '{line.editie}'."
                raise WijkpeilError(file.objection((number,), problem, "Laat één van beide staan."))
    return found


def edition_lines(file: YamlFile) -> list[Edition]:
    """The lines of an ``edities.yaml``. Raises WijkpeilError."""
    if not isinstance(file.content, list):
        remedy = "Zet elk bestand achter een streepje, met sha256, editie, bestand en grond."
        raise WijkpeilError(file.objection((), "dit hoort een lijst te zijn.", remedy))
    lines = []
    for number, content in enumerate(file.content):
        try:
            lines.append(Edition.model_validate(content))
        except ValidationError as error:
            shifted = YamlFile(
                file.name, content, {place[1:]: n for place, n in file.lines.items() if place[0] == number}
            )
            raise WijkpeilError("\n".join(objections(error, shifted, {(): Edition}))) from None
    return lines


def _roots() -> tuple[Path, ...]:
    """Shipped folders first, then the overlay that wins."""
    return (SHIPPED, settings().data / "programmes")


def overlay_of(name: str) -> Path:
    """Where edits of a programme go; the folder need not be there."""
    return settings().data / "programmes" / name


def require(name: str) -> None:
    """Raises WijkpeilError when there is no programme of this name: names become folders, so a path is no name."""
    known = list_programmes()
    if name not in known:
        names = f"Er zijn: {listing(known)}." if known else "Er is nog geen programma."
        raise WijkpeilError(
            " ".join(filter(None, (f"Het programma '{name}' bestaat niet.", nearest(name, known), names)))
        )


def folder_files(name: str) -> dict[str, Path]:
    """Files of a programme by their name within its folder, overlay before shipped; no hidden ones, and no history.

    Raises WijkpeilError.
    """
    require(name)
    found = {relative: path for root in _roots() for relative, path in _visible(root / name).items()}
    return dict(sorted(found.items()))


def _visible(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for root, below, names in os.walk(folder):
        below[:] = [name for name in below if name != HISTORY and not name.startswith(".")]
        paths = (Path(root, name) for name in names if not name.startswith("."))
        found |= {path.relative_to(folder).as_posix(): path for path in paths}
    return dict(sorted(found.items()))
