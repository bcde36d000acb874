"""Freeze an edition: everything that it needs, in a hidden folder that gets its name when it is complete."""

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from model.editie import Editie, Keuzes
from model.errors import WijkpeilError
from model.table import clean_text
from model.verhaal import Verhaal
from snapshot import edities, files, publish
from snapshot.edities import EDITION, INHOUD, MAKING, SNAPSHOT, STORIES
from snapshot.material import Material, current_material
from snapshot.programme_new import slug
from snapshot.publish import CHECKSUMS
from snapshot.settings import settings
from snapshot.stories import story_photo
from snapshot.story_files import written
from snapshot.story_withdrawal import finish_withdrawals

# What is made of the material in words: files by name.
Words = Callable[[Material], Mapping[str, bytes]]
_NO_STAMP = "0" * 64


def freeze(programme: str, naam: str, who: str, keuzes: Keuzes, words: Words) -> Editie:
    """Keep what is served now, with these choices and words, as an edition; nothing of it changes afterwards.

    Raises WijkpeilError for a name that is empty or taken and when nothing sound is served, and OSError; then there is
    no edition.
    """
    material = current_material(programme)
    if material.s.banners:
        raise WijkpeilError(f"Er kan nu niets worden bevroren. {' '.join(material.s.banners)}")
    editie = _named(programme, naam, who, keuzes, material.s.id)
    material = Material(material.s, material.inhoud, _chosen(material.verhalen, keuzes), editie)
    root = settings().edities
    with files.only_one(root, "een bevriezing"):
        files.remove_leftovers(root, MAKING)
        _refuse_taken(programme, editie)
        half = root / f"{MAKING}{programme}-{editie.id}"
        half.mkdir()
        try:
            _fill(half, material, words)
            listed = edities.summed(half)
            editie = editie.model_copy(update={"stempel": edities.stamp(editie, listed)})
            files.write_text(half / CHECKSUMS, listed)
            files.write_text(half / EDITION, editie.model_dump_json(indent=1) + "\n")
            edities.check(half)
            files.move_into_place(half, edities.place(programme, editie.id))
        finally:
            shutil.rmtree(half, ignore_errors=True)
    finish_withdrawals(programme)  # of a story that was taken away meanwhile
    return editie


def _chosen(verhalen: tuple[Verhaal, ...], keuzes: Keuzes) -> tuple[Verhaal, ...]:
    return tuple(story for story in verhalen if not keuzes.verhalen or story.id in keuzes.verhalen)


def _named(programme: str, naam: str, who: str, keuzes: Keuzes, peil: str) -> Editie:
    try:
        naam = " ".join(clean_text(naam).split())
        made = datetime.now(UTC).isoformat(timespec="seconds")
        identifier = slug(naam)
        identifier = identifier if identifier[0].isalpha() else f"editie-{identifier}"
        return Editie(
            id=identifier,
            naam=naam,
            programma=programme,
            peil=peil,
            gemaakt=made,
            door=who,
            stempel=_NO_STAMP,
            keuzes=keuzes,
        )
    except (ValueError, ValidationError) as error:
        raise WijkpeilError(
            "Geef de editie een naam van hoogstens 80 tekens, bijvoorbeeld 'Bijeenkomst 2026'."
        ) from error


def _refuse_taken(programme: str, editie: Editie) -> None:
    if editie.id in edities.identifiers(programme):
        raise WijkpeilError(
            f"Er is al een editie '{editie.naam}' (of een met bijna dezelfde naam). Een editie verandert niet meer: "
            "kies een andere naam, bijvoorbeeld met het jaar of 'tweede versie' erin."
        )


def _fill(folder: Path, material: Material, words: Words) -> None:
    kept = folder / SNAPSHOT / material.s.id
    for name in (publish.MANIFEST, *material.s.manifest["bestanden"]):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        files.shared(material.s.directory / name, kept / name)
    publish.verify(kept)  # what was opened long ago may have been damaged since
    programme = material.s.programme.id
    _write(folder / INHOUD, material.inhoud.model_dump_json(indent=1).encode())
    for story in material.verhalen:
        _write(folder / STORIES / f"{story.id}.md", written(story).encode())
        if (photo := story_photo(programme, story)) is not None:
            _write(folder / STORIES / f"{story.id}.jpg", photo)
    for name, content in words(material).items():
        _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    files.write_bytes(path, content)
