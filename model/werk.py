"""What residents may read of the work in their focuswijk: what a coördinator calls public, and nothing else of it."""

from model.base import Model
from model.inhoud import Inhoud
from model.uitvoering import Interventie, Status

NOW = (Status.LOOPT, Status.VOORBEREIDING, Status.AANGEKONDIGD)


class OpenbaarWerk(Model):
    """One public interventie: ``partners`` are names of organisations, ``focuswijken`` ids; moments as in its table."""

    naam: str
    tekst: str
    status: Status
    begin: str
    eind: str
    partners: tuple[str, ...]
    focuswijken: tuple[str, ...]


def public_work(inhoud: Inhoud) -> tuple[OpenbaarWerk, ...]:
    """Public interventies in a focuswijk that are going on or still to come, in the order of their table."""
    names = {partner.id: partner.naam for partner in inhoud.partners}
    return tuple(
        _told(one, names) for one in inhoud.interventies if one.openbaar and one.focuswijken and one.status in NOW
    )


def _told(one: Interventie, names: dict[str, str]) -> OpenbaarWerk:
    return OpenbaarWerk(
        naam=one.naam,
        tekst=one.gewone_taal or one.omschrijving,
        status=one.status,
        begin=one.begin,
        eind=one.eind,
        partners=tuple(names[partner] for partner in one.partners if partner in names),
        focuswijken=one.focuswijken,
    )
