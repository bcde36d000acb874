"""One file that is offered to the archive: which loader knows it, of which edition it is, and what became of it."""

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from loaders import discover
from loaders._unrecognised import what_was_seen
from model.errors import LoadRefused, Objection
from model.loading import Loader, Note, RawFile, Reading, Recognition
from snapshot.files import sha256_of

_T = TypeVar("_T")
_EDITION = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*")


class Outcome(StrEnum):
    """What became of one offered file."""

    ADDED = "toegevoegd"
    PRESENT = "stond er al"
    COMPANION = "hoort bij een ander bestand"
    UNRECOGNISED = "niet herkend"
    REFUSED = "geweigerd"
    HELD = "vastgehouden"


@dataclass
class Examined:
    """One file after recognition and reading; ``reading`` is None when it was refused or not recognised.

    ``notes`` stay when the frames of ``reading`` are let go. ``delivery``: its number, once it was added.
    """

    file: RawFile
    outcome: Outcome | None = None
    loader: Loader | None = None
    recognition: Recognition | None = None
    edition: str | None = None
    edition_from: str = ""
    reading: Reading | None = None
    notes: list[Note] = field(default_factory=list)
    objections: list[Objection] = field(default_factory=list)
    text: str = ""
    delivery: int | None = None

    def refuse(self, refusal: LoadRefused) -> None:
        self.outcome = Outcome.REFUSED
        self.objections = list(refusal.objections)
        self.text = str(refusal)


def guarded(file: str, action: Callable[[], _T]) -> _T:
    """What ``action`` on an offered file gives. Whatever goes wrong becomes a refusal: other files must go on.

    Of a mistake in a loader the message names the place in the code, and never the error's own text, which may hold a
    value of the file.
    """
    try:
        return action()
    except LoadRefused:
        raise
    except OSError as error:
        problem = f"het bestand kan niet worden gelezen ({error.strerror})."
        remedy = "Controleer de rechten op het bestand en de ruimte voor tijdelijke bestanden."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from error
    except MemoryError as error:
        problem = "het bestand vraagt meer geheugen dan er voor het lezen is."
        remedy = "Splits het bestand of kies een kleinere selectie."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from error
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        problem = (
            "het lezen ging mis door een fout in Wijkpeil zelf "
            f"({type(error).__name__} in {Path(place.filename).name}, regel {place.lineno})."
        )
        remedy = "Meld dit bij de beheerder van Wijkpeil; de andere bestanden gaan gewoon door."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from error


def recognise(examined: Examined, stated: str | None, fallback: str | None, editions: Mapping[str, str]) -> None:
    """Fill in loader, recognition and edition, or the reason why the file is not recognised. Raises LoadRefused.

    ``stated``: the edition that was given for this file, which must agree with its content; ``fallback``: the one given
    for a whole folder, which may differ. ``editions``: editions of public files by sha256.
    """
    file = examined.file
    if file.path.stat().st_size == 0:
        problem = "het bestand is leeg (0 bytes)."
        remedy = "Haal het bestand opnieuw op of exporteer het opnieuw."
        raise LoadRefused(Objection(file=file.name, problem=problem, remedy=remedy))
    found: list[tuple[Loader, Recognition]] = []
    for loader in discover().values():
        recognition = loader.recognise(file)
        if recognition is not None:
            found.append((loader, recognition))
    if not found:
        examined.outcome, examined.text = Outcome.UNRECOGNISED, what_was_seen(file.path)
        return
    if len(found) > 1:
        names = " en ".join(loader.source.name for loader, _ in found)
        problem = f"dit bestand past bij twee bronnen: {names}."
        remedy = "Maak de descriptor preciezer, zodat maar één bron past."
        raise LoadRefused(Objection(file=file.name, problem=problem, remedy=remedy))
    examined.loader, examined.recognition = found[0]
    edition, edition_from = _edition(file, examined.recognition, stated, fallback, editions)
    if not _EDITION.fullmatch(edition):
        problem = f"'{edition}' kan geen editie zijn: een editie wordt de naam van een map in het archief."
        remedy = "Gebruik alleen letters, cijfers en streepjes, bijvoorbeeld 2024."
        raise LoadRefused(Objection(file=file.name, problem=problem, remedy=remedy))
    examined.edition, examined.edition_from = edition, edition_from


def _edition(
    file: RawFile, recognition: Recognition, stated: str | None, fallback: str | None, editions: Mapping[str, str]
) -> tuple[str, str]:
    """The edition and what gave it. Raises LoadRefused when nothing does, or when it contradicts the content."""
    inside = recognition.edition
    if inside is not None:
        if stated is not None and stated != inside:
            problem = f"het bestand zelf zegt editie {inside}, niet {stated}."
            remedy = "Geef de editie die bij het bestand hoort, of laat haar weg."
            raise LoadRefused(Objection(file=file.name, problem=problem, remedy=remedy))
        return inside, "inhoud"
    if stated is not None:
        return stated, "opgegeven"
    if (by_hash := editions.get(sha256_of(file.path))) is not None:
        return by_hash, "edities.yaml van een programma"
    if fallback is not None:
        return fallback, "opgegeven"
    problem = f"dit bestand is herkend als {recognition.what}, maar de editie staat er niet in."
    remedy = "Geef haar met --edition, of met een regel in bronnen.yaml naast het bestand."
    raise LoadRefused(Objection(file=file.name, problem=problem, remedy=remedy))
