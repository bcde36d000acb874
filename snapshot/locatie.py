"""The buurt of one address: from the peil itself, and where that does not know it, from PDOK if that is switched on.

Asking PDOK tells a third party which address somebody is interested in. So it is off unless a setting names the server,
never done in a process for the public, and nothing of the question is kept or logged.
"""

from dataclasses import dataclass

import pandas as pd

from model.errors import LoadRefused
from model.remote import Server
from net.locatieserver import find
from snapshot.net_plan import Web
from snapshot.postcodes import BY_LOCATIESERVER, PostcodeUnknownError, buurten_of, number_of, postcode_of
from snapshot.settings import settings
from snapshot.store import Snapshot

_NOT_FOUND = "Dit huisnummer is niet gevonden; dit zijn alle buurten van de postcode."


@dataclass(frozen=True)
class Located:
    """``buurten`` as ``postcodes.buurten_of`` gives them; ``remark``: what a reader must know of them, or ""."""

    buurten: pd.DataFrame
    remark: str = ""


def locate(s: Snapshot, postcode: str, huisnummer: str | None = None) -> Located:
    """The buurt of an address, or the buurten of a postcode. Raises WijkpeilError as ``buurten_of`` does."""
    try:
        buurten = buurten_of(s, postcode, huisnummer)
    except PostcodeUnknownError:
        if huisnummer is None or not _is_on():
            raise
        found, said = _ask(s, postcode, huisnummer)
        if found is None:
            raise
        return Located(found, said)
    if huisnummer is None or len(buurten) == 1:
        return Located(buurten)
    if not _is_on():
        return Located(buurten, _NOT_FOUND)
    found, said = _ask(s, postcode, huisnummer)
    return Located(buurten, f"{_NOT_FOUND} {said}") if found is None else Located(found, said)


def _is_on() -> bool:
    return settings().locatieserver_url is not None and not settings().public


def _ask(s: Snapshot, postcode: str, huisnummer: str) -> tuple[pd.DataFrame | None, str]:
    """The one buurt, with a remark; or None with the reason why there is none."""
    asked, number = postcode_of(postcode), number_of(huisnummer)
    web = Web()
    try:
        code = find(web.visit(Server.LOCATIESERVER), asked, number)
    except LoadRefused as refusal:
        return None, f"De Locatieserver is niet te gebruiken: {refusal}"
    finally:
        web.close()
    if code is None:
        return None, "Ook de Locatieserver kent dit adres niet."
    area = s.ask("SELECT code, name FROM area WHERE code = ? AND level = 'buurt'", [code])
    if not len(area):
        return None, f"De Locatieserver noemt buurt {code}; die is er in dit peil niet."
    row = area.assign(postcode=asked, share=1.0, boundary_year=None, found_by=BY_LOCATIESERVER)
    columns = ["postcode", "code", "name", "share", "boundary_year", "found_by"]
    return row[columns], "Gevonden door de Locatieserver van PDOK, op de grenzen van nu."
