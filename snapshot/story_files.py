"""The stories of a programme folder: ``verhalen/<id>.md``, each with a head in YAML and a text in Markdown, its photo
beside it. Read and checked, with file and line of every mistake.

A story with a mistake is left out everywhere, and stops nothing else: not the figures, and not the other stories.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from loaders._personal_data import mentions_person
from model.areas import AreaCodeError, gemeente_code, level_of
from model.errors import WijkpeilError
from model.programme import Programme
from model.table import MAY_BE_ID
from model.verhaal import INGETROKKEN, ZONDER, Beoordeling, Foto, Toestemming, Verhaal
from snapshot.photo import photo_of
from snapshot.yaml_file import Place, YamlFile, read_yaml_text
from snapshot.yaml_words import nearest, objections

FOLDER = "verhalen"
STONE = ".ingetrokken.json"
MOST_TEXT = 20_000
_FILE = re.compile(rf"{FOLDER}/(.+)\.md")
_ID = re.compile(MAY_BE_ID)
_PHOTO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_HTML = re.compile(r"<[a-zA-Z/!?]")
_FIELDS: dict[tuple[str, ...], type[BaseModel]] = {(): Verhaal, ("toestemming",): Toestemming, ("foto",): Foto}
_FORM = "Begin met een regel ---, dan de velden, dan weer een regel ---, en dan de tekst."
_PERSONAL = "hier lijken persoonsgegevens te staan; de waarde wordt niet herhaald."
_NO_PERSONS = "Haal ze weg: noem geen adres, telefoonnummer, rekening of burgerservicenummer."


@dataclass
class ReadStories:
    """``verhalen``: those without a mistake, newest first; what is wrong with the others, and what is odd."""

    verhalen: list[Verhaal] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a story may point at. ``programme`` None, as its file has a mistake: nothing is checked against it."""

    programme: Programme | None
    indicators: Collection[str]
    areas: Collection[str] | None = None


def read_stories(files: Mapping[str, Path], folder: str, known: Known) -> ReadStories:
    """All stories among the files of a folder, but those whose consent was withdrawn (of which a stone is left)."""
    read, used = ReadStories(), set[str]()
    for relative, path in files.items():
        found = _FILE.fullmatch(relative)
        if found is None or f"{FOLDER}/{found[1]}{STONE}" in files:
            continue
        if not _ID.fullmatch(found[1]):
            remedy = "Gebruik kleine letters, cijfers en streepjes, met een letter vooraan."
            read.mistakes.append(f"{folder}/{relative}: deze naam kan niet. {remedy}")
            continue
        story = _one(path, f"{folder}/{relative}", found[1], files, known, read)
        if story is not None:
            read.verhalen.append(story)
            used |= {f"{FOLDER}/{story.foto.bestand}"} if story.foto else set()
    if not read.mistakes:
        stray = [one for one in files if one.startswith(f"{FOLDER}/") and not one.endswith((".md", STONE))]
        said = "deze foto hoort bij geen verhaal. Verwijder haar."
        read.warnings += [f"{folder}/{one}: {said}" for one in stray if one not in used and "/." not in one]
    read.verhalen.sort(key=lambda one: one.id)
    read.verhalen.sort(key=lambda one: one.datum, reverse=True)
    return read


def parsed(text: str, name: str, own_id: str) -> tuple[Verhaal | None, YamlFile, list[str]]:
    """A story, its head with lines, and what is wrong with its form. Raises WijkpeilError when there is no head."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head, mark, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not mark:
        raise WijkpeilError(f"{name}, regel 1: de kop met velden ontbreekt. {_FORM}")
    file = read_yaml_text(f"---\n{head}\n", name)
    if not isinstance(file.content, dict):
        raise WijkpeilError(f"{name}, regel 2: de kop bestaat uit velden met een dubbele punt. {_FORM}")
    stray = [
        file.objection((key,), f"onbekend veld '{key}'.", "De naam van het bestand en de tekst eronder zeggen dit al.")
        for key in ("id", "tekst")
        if key in file.content
    ]
    if stray:
        return None, file, stray
    content = {key: _plain(value) for key, value in file.content.items()}
    try:
        return Verhaal.model_validate({**content, "id": own_id, "tekst": body.strip()}), file, []
    except ValidationError as error:
        return None, file, objections(error, file, _FIELDS)


def _plain(value: Any) -> Any:
    """YAML makes a date of 2026-03-31 and a number of 2026; both are moments here."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def written(story: Verhaal) -> str:
    """The whole file of a story, which ``parsed`` reads back as the same."""
    content = story.model_dump(mode="json", exclude={"id", "tekst"}, exclude_defaults=True)
    head = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)
    return f"---\n{head}---\n\n{story.tekst.strip()}\n"


def _one(
    path: Path, name: str, own_id: str, files: Mapping[str, Path], known: Known, read: ReadStories
) -> Verhaal | None:
    """One story; None when something is wrong, which ``read`` then tells."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        read.mistakes.append(f"{name}: het bestand is geen UTF-8. Sla het opnieuw op als UTF-8.")
        return None
    if line := personal_line(text):  # before any message that shows a value
        read.mistakes.append(f"{name}, regel {line}: {_PERSONAL} {_NO_PERSONS}")
        return None
    try:
        story, file, wrong = parsed(text, name, own_id)
    except WijkpeilError as error:
        read.mistakes.append(str(error))
        return None
    if story is not None:
        photo = files.get(f"{FOLDER}/{story.foto.bestand}") if story.foto else None
        wrong = [file.objection(*said) for said in mistakes(story, photo, known)]
        read.warnings += [file.objection((), *said) for said in _oddities(story)] if not wrong else []
        read.warnings += _html(text, name) if not wrong else []
    read.mistakes += wrong
    return None if wrong else story


def personal_line(text: str) -> int:
    """Number of the first line that looks as if it holds what belongs to one person; 0 without any."""
    if not mentions_person(text):
        return 0
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, start=1) if mentions_person(line)), 1)


def mistakes(story: Verhaal, photo: Path | None, known: Known) -> Iterator[tuple[Place, str, str]]:
    """What is wrong with a story: the place in its head, the problem, and what to do."""
    if not story.titel.strip():
        yield ("titel",), "de titel is leeg.", "Geef het verhaal een titel."
    if not story.datum:
        yield ("datum",), "de datum is leeg.", "Vul een jaar, maand of dag in."
    if not story.tekst:
        yield (), "er staat geen tekst onder de kop.", "Zet het verhaal eronder."
    if len(story.tekst) > MOST_TEXT:
        yield (), f"de tekst is langer dan {MOST_TEXT} tekens.", "Maak hem korter."
    if story.gebied and (remedy := _unknown_area(story.gebied, known)):
        yield ("gebied",), f"het gebied '{story.gebied}' is onbekend.", remedy
    if known.programme is not None and story.bouwsteen:
        ids = [one.id for one in known.programme.bouwstenen]
        if story.bouwsteen not in ids:
            yield ("bouwsteen",), f"de bouwsteen '{story.bouwsteen}' is onbekend.", _choose(story.bouwsteen, ids)
    for number, indicator in enumerate(story.indicatoren):
        if indicator not in known.indicators:
            remedy = nearest(indicator, known.indicators) or "Zie: wijkpeil indicators."
            yield ("indicatoren", number), f"de indicator '{indicator}' is onbekend.", remedy
    if story.foto is not None:
        yield from _photo(story.foto, photo)


def _unknown_area(area: str, known: Known) -> str:
    """What to do about an area that there is not; empty when it is there."""
    programme = known.programme
    if programme is None:
        return ""
    wijken = [one.id for one in programme.focuswijken]
    if area in wijken:
        return ""
    try:
        level_of(area)
    except AreaCodeError as error:
        return f"Bedoelt u '{error.suggestion}'?" if error.suggestion else _choose(area, wijken)
    if known.areas is not None:
        return "" if area in known.areas else nearest(area, known.areas) or "Kies een code die er is."
    own = area in programme.gemeenten or gemeente_code(area) in programme.gemeenten
    return "" if own else "Neem een buurt, wijk of focuswijk van dit programma."


def _choose(word: str, ids: Collection[str]) -> str:
    return nearest(word, ids) or (f"Kies uit: {', '.join(ids)}." if ids else "Laat het veld leeg.")


def _photo(foto: Foto, path: Path | None) -> Iterator[tuple[Place, str, str]]:
    if not _PHOTO.fullmatch(foto.bestand):
        yield ("foto", "bestand"), "deze naam van een foto kan niet.", "Gebruik letters, cijfers, punten en streepjes."
    elif path is None:
        problem = f"de foto '{foto.bestand}' staat niet in de map {FOLDER}/."
        yield ("foto", "bestand"), problem, "Zet haar naast het verhaal."
    else:
        try:
            photo_of(path)
        except WijkpeilError as error:
            yield ("foto", "bestand"), str(error), ""
    if not foto.beschrijving.strip():
        remedy = "Zeg wat erop te zien is, voor wie de foto niet ziet."
        yield ("foto", "beschrijving"), "de foto heeft geen beschrijving.", remedy
    if not foto.toestemming:
        remedy = "Zet 'toestemming: true' als die er is of als er niemand herkenbaar op staat. Haal haar anders weg."
        yield ("foto", "toestemming"), "er is geen toestemming van wie op de foto staat.", remedy


def _oddities(story: Verhaal) -> Iterator[tuple[str, str]]:
    if story.state == ZONDER:
        yield "er is nog geen toestemming van wie het vertelt; het verhaal is nergens te zien.", "Leg haar vast."
    if story.state == INGETROKKEN:
        yield "de toestemming is ingetrokken.", "Verwijder tekst en foto; de pagina Verhalen doet dat overal."
    if story.beoordeling is Beoordeling.AFGEWEZEN and not story.reden:
        yield "het verhaal is afgewezen zonder reden.", "Zet de reden erbij."


def _html(text: str, name: str) -> list[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if _HTML.search(line):
            return [
                f"{name}, regel {number}: hier lijkt HTML te staan; lezers zien dat als gewone tekst. Haal het weg."
            ]
    return []
