"""The words of an edition: made once, kept, and read back, so that no later version of the code says it otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from charts.editions import correction
from exports.dia import Dia, Soort
from exports.draaiboek import draaiboek
from exports.gezegd import gezegd
from model.errors import WijkpeilError
from model.verhaal import Verhaal
from snapshot import edities
from snapshot.edities import EditionDamagedError
from snapshot.material import Material

DIAS = "draaiboek.json"
_DIAS = TypeAdapter(tuple[Dia, ...])
_GONE = "Dit verhaal is ingetrokken"


def words(material: Material) -> Mapping[str, bytes]:
    """What an edition keeps in words, by name of file: see ``snapshot.edition_freeze``.

    A story is not among them: it lies apart, so that it can go when its consent is withdrawn.
    """
    dias = (
        replace(dia, titel="", zinnen=(), verhaal=None) if dia.verhaal else dia
        for dia in draaiboek(material, previous(material))
    )
    return {**edities.said_file(gezegd(material.s)), DIAS: _DIAS.dump_json(tuple(dias), indent=1)}


def previous(material: Material) -> Material | None:
    """The edition before this one, or before now; None without one that can be opened."""
    until = material.editie.gemaakt if material.editie else "9"
    own = material.editie.id if material.editie else ""
    for one in edities.found(material.s.programme.id):
        if one.editie is not None and one.id != own and one.editie.gemaakt <= until:
            try:
                return edities.editie_material(one.editie.programma, one.id)
            except WijkpeilError:
                continue
    return None


def dias_of(material: Material) -> tuple[Dia, ...]:
    """The dias of an edition as they were frozen, with its stories and corrections; without edition, of now.

    Raises EditionDamagedError when this version cannot read them.
    """
    if material.editie is None:
        return draaiboek(material, previous(material))
    path = edities.place(material.editie.programma, material.editie.id) / DIAS
    try:
        kept = _DIAS.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EditionDamagedError(
            f"De dia's van editie '{material.editie.naam}' kan deze versie van Wijkpeil niet lezen. Open haar met de "
            "versie waarmee zij is gemaakt."
        ) from error
    stories = {f"verhaal-{story.id}": story for story in material.verhalen}
    shown = [_with_story(dia, stories) if dia.soort is Soort.VERHAAL else dia for dia in kept]
    return (shown[0], *_corrections(material), *shown[1:])


def _with_story(dia: Dia, stories: Mapping[str, Verhaal]) -> Dia:
    story = stories.get(dia.id)
    return replace(dia, titel=_GONE) if story is None else replace(dia, titel=story.titel, verhaal=story)


def _corrections(material: Material) -> list[Dia]:
    if not material.correcties:
        return []
    told = tuple(correction(one, material.s.indicators.get(one.indicator)) for one in material.correcties)
    title = "Er is een cijfer gecorrigeerd" if len(told) == 1 else f"Er zijn {len(told)} correcties"
    return [Dia(id="correctie", soort=Soort.CORRECTIE, kop="Correctie", titel=title, zinnen=told)]
