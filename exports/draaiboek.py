"""The draaiboek of a bijeenkomst: every screen in order, made of the figures and the words that the app shows.

A stage, slides and a report all lay out these same dias, so that what is said is the same everywhere.
"""

from collections.abc import Iterator

from exports.dia import Dia
from exports.dia_bouwsteen import bouwsteen_dias, stand
from exports.dia_cijfers import Cijfers
from exports.dia_focuswijk import focuswijk_dia
from exports.dia_gedaan import ahead, done
from exports.dia_programma import closing, opening, overview
from exports.dia_vorig import earlier
from model.editie import Keuzes
from snapshot.material import Material


def draaiboek(material: Material, vorige: Material | None = None) -> tuple[Dia, ...]:
    """All dias, each with an id of its own. ``vorige``: what was presented before, to set beside it."""
    return tuple(_dias(material, vorige))


def _dias(material: Material, vorige: Material | None) -> Iterator[Dia]:
    cijfers = Cijfers(material.s)
    programme = material.s.programme
    yield opening(material, cijfers)
    yield overview(cijfers)
    if cijfers.measured:
        if together := stand(cijfers):
            yield together
        if vorige is not None:
            yield from earlier(cijfers, vorige)
        keuzes = material.editie.keuzes if material.editie else Keuzes()
        for bouwsteen in programme.bouwstenen:
            if keuzes.bouwstenen and bouwsteen.id not in keuzes.bouwstenen:
                continue
            told = next((v for v in material.verhalen if v.bouwsteen == bouwsteen.id and v.may_be_shown), None)
            yield from bouwsteen_dias(cijfers, bouwsteen, told)
        for wijk in programme.focuswijken:
            yield focuswijk_dia(cijfers, wijk)
    yield from done(material.inhoud)
    yield from ahead(material, cijfers)
    yield from closing(material, cijfers)
