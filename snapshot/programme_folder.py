"""One programme folder as a whole: ``programme.yaml`` and its tables, checked together, with all mistakes at once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from model.afspraken import Paar
from model.bewoners import Bewoners
from model.errors import Objection, WijkpeilError
from model.huisstijl import Huisstijl, Kleuren
from model.inhoud import Inhoud
from model.programme import Bouwsteen, Doel, Focuswijk, Nulmeting, Programme
from model.source import Protection
from model.verhaal import Verhaal
from snapshot import logo, programme_agreed, programme_check
from snapshot.programme_tables import ReadTables, read_tables
from snapshot.story_files import Known, read_stories
from snapshot.yaml_file import Place, YamlFile, read_yaml
from snapshot.yaml_words import objections

PROGRAMME_FILE = "programme.yaml"
# Parts of a programme that are tables, because a coördinator edits them: what is counted with them needs a build.
IN_BUILD = ("streefwaarden", "referentienormen")

_FIELDS: dict[tuple[str, ...], type[BaseModel]] = {
    (): Programme,
    ("nulmeting",): Nulmeting,
    ("focuswijken",): Focuswijk,
    ("bouwstenen",): Bouwsteen,
    ("bouwstenen", "doelen"): Doel,
    ("paren",): Paar,
    ("bewoners",): Bewoners,
    ("huisstijl",): Huisstijl,
    ("huisstijl", "kleuren"): Kleuren,
    ("huisstijl", "donker"): Kleuren,
    **{("afscherming", source): Protection for source in programme_check.protected_sources()},
}


@dataclass(frozen=True)
class CheckedProgramme:
    """A folder as it was read. ``mistakes`` stop a build; ``warnings`` are told. Programme None: no valid YAML.

    ``verhalen``: all that have no mistake, whoever may see them; ``of_stories``: the mistakes in the others, which stop
    no build, as a story with a mistake is shown nowhere.
    """

    programme: Programme | None
    inhoud: Inhoud
    mistakes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    verhalen: tuple[Verhaal, ...] = ()
    of_stories: tuple[str, ...] = ()


def check_files(
    files: Mapping[str, Path],
    name: str,
    known_indicators: Collection[str],
    known_areas: Collection[str] | None = None,
    units: Mapping[str, str] | None = None,
) -> CheckedProgramme:
    """The files of a folder by their name within it, checked as ``load_programme`` says."""
    file, wrong = None, []
    try:
        file = read_yaml(files[PROGRAMME_FILE], f"{name}/{PROGRAMME_FILE}")
        wrong = _misplaced(file)
        content = file.content
        if isinstance(content, dict):
            content = {key: value for key, value in content.items() if key not in IN_BUILD}
        programme = Programme.model_validate(content)
    except ValidationError as error:
        assert file is not None
        programme, wrong = None, [*wrong, *objections(error, file, _FIELDS)]
    except WijkpeilError as error:
        programme, wrong = None, [str(error)]
    read = read_tables(files, name, programme, known_indicators)
    if programme is not None and file is not None:
        programme = _with_tables(programme, read.inhoud)
        wrong += programme_check.mistakes(programme, file, name, known_indicators, known_areas)
        wrong += [file.objection(("huisstijl", "logo"), *said) for said in logo.mistakes(programme, files)]
        place = _placed(file, name, read)
        wrong += programme_agreed.mistakes(programme, place, known_indicators, known_areas, units or {})
    wrong += [str(objection) for objection in read.mistakes]
    stories = read_stories(files, name, Known(programme, known_indicators, known_areas))
    warnings = (*(str(objection) for objection in read.warnings), *stories.warnings)
    of_stories = tuple(stories.mistakes)
    return CheckedProgramme(programme, read.inhoud, tuple(wrong), warnings, tuple(stories.verhalen), of_stories)


def _misplaced(file: YamlFile) -> list[str]:
    if not isinstance(file.content, dict):
        return []
    return [
        file.objection((key,), f"'{key}' staan in een eigen tabel.", f"Zet ze in {key}.csv.")
        for key in IN_BUILD
        if key in file.content
    ]


def _with_tables(programme: Programme, inhoud: Inhoud) -> Programme:
    targets = [row.agreed() for row in inhoud.streefwaarden]
    return programme.model_copy(
        update={
            "streefwaarden": tuple(target for target in targets if target is not None),
            "referentienormen": tuple(row.agreed() for row in inhoud.referentienormen),
        }
    )


def _placed(file: YamlFile, name: str, read: ReadTables) -> Callable[[Place, str, str], str]:
    """What makes a sentence of a mistake: with the row for what stands in a table, else with the line of the YAML."""
    numbers = dict(read.rows)
    pairs = zip(read.rows.get("streefwaarden", []), read.inhoud.streefwaarden, strict=True)
    numbers["streefwaarden"] = [number for number, row in pairs if row.agreed() is not None]

    def objection(place: Place, problem: str, remedy: str) -> str:
        table, index, column = (*place, "", "", "")[:3]
        if table not in IN_BUILD or not isinstance(index, int):
            return file.objection(place, problem, remedy)
        row = numbers[str(table)][index]
        return str(Objection(file=f"{name}/{table}.csv", row=row, column=str(column), problem=problem, remedy=remedy))

    return objection
