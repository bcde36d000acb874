"""What every paper of a programme needs: which focuswijk or bouwsteen is meant, whose it is, and of which peil."""

from charts.editions import correction
from charts.numbers import day_label
from exports.report_asked import Asked
from model.errors import WijkpeilError
from model.programme import Bouwsteen, Focuswijk
from snapshot.naming import nearest_names


def focuswijk_of(asked: Asked, name: str) -> Focuswijk:
    """The focuswijk with this id or name. Raises WijkpeilError with the nearest one there is."""
    known = asked.programme.focuswijken
    found = next((one for one in known if name in (one.id, one.naam)), None)
    if found is None:
        raise _unknown("De focuswijk", name, [one.id for one in known])
    return found


def bouwsteen_of(asked: Asked, name: str) -> Bouwsteen:
    """The bouwsteen with this id or name. Raises WijkpeilError with the nearest one there is."""
    known = asked.programme.bouwstenen
    found = next((one for one in known if name in (one.id, one.naam)), None)
    if found is None:
        raise _unknown(asked.programme.bouwsteen_naam, name, [one.id for one in known])
    return found


def _unknown(what: str, name: str, known: list[str]) -> WijkpeilError:
    there = f" Er zijn: {', '.join(known)}." if known else " Dit programma heeft er nog geen."
    return WijkpeilError(f"{what} '{name}' bestaat niet in dit programma.{nearest_names(name, known)}{there}")


def owner(asked: Asked) -> str:
    """Whose paper it is: the gemeente, or the programme where it has no look of its own."""
    look = asked.programme.huisstijl
    return look.naam if look else asked.programme.naam


def corrected(asked: Asked) -> tuple[str, ...]:
    """What was corrected since the edition was made, a sentence each."""
    indicators = asked.s.indicators
    return tuple(correction(one, indicators.get(one.indicator)) for one in asked.material.correcties)


def stamped(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Peil or edition, when it was made, and the stamp by which it can be known again."""
    s, editie = asked.s, asked.material.editie
    peil = ("Peil", f"{s.id}, gemaakt op {day_label(str(s.manifest['gemaakt']))}")
    if editie is None:
        texts = ("Teksten", "zoals de programmamap ze had toen dit werd gemaakt")
        return peil, texts, ("Stempel", str(s.manifest["canoniek_sha256"]))
    made = ("Editie", f"{editie.naam}, vastgelegd op {day_label(editie.gemaakt)}")
    return made, peil, ("Stempel", editie.stempel)
