"""Names of uploaded files: they come from somebody's browser, and become names on our disk."""

import re
import unicodedata
from collections.abc import Iterable

from model.errors import WijkpeilError

_LONGEST = 120
# Windows keeps these for devices, with any ending and in any case.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = set('<>:"|?*')
_REMEDY = "Geef het bestand een gewone naam, met letters, cijfers, spaties, streepjes en punten."


def safe_name(name: str) -> str:
    """The name as it may be written in a folder. Raises WijkpeilError for one that may not; nothing is guessed."""
    plain = unicodedata.normalize("NFC", name).strip()
    if "/" in plain or "\\" in plain or re.match(r"[A-Za-z]:", plain) or plain in ("", ".", ".."):
        raise WijkpeilError(f"De naam van een bestand wijst naar een map of is leeg. {_REMEDY}")
    if not plain.isprintable():
        raise WijkpeilError(f"De naam van een bestand bevat onzichtbare tekens. {_REMEDY}")
    if len(plain.encode()) > _LONGEST:
        raise WijkpeilError(f"De naam van een bestand is langer dan {_LONGEST} tekens. {_REMEDY}")
    if plain.startswith(".") or plain.endswith(".") or _FORBIDDEN & set(plain) or _RESERVED.fullmatch(plain):
        raise WijkpeilError(f"'{plain}' kan geen naam van een bestand zijn. {_REMEDY}")
    return plain


def safe_names(names: Iterable[str]) -> list[str]:
    """Safe names in the same order; two that differ in capitals only would be one file on some machines."""
    found = [safe_name(name) for name in names]
    folded = [name.casefold() for name in found]
    doubled = next((name for name in found if folded.count(name.casefold()) > 1), None)
    if doubled is not None:
        raise WijkpeilError(f"Er zijn twee bestanden met de naam '{doubled}'. Geef elk bestand een eigen naam.")
    return found
