"""Who may enter the intern part and as what: ``toegang.yaml`` in the data folder, read anew when it changes.

So a person who is taken out of it is refused at the next click, whatever the provider still says.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from model.base import Model
from model.errors import WijkpeilError
from model.role import Role
from snapshot.settings import settings
from snapshot.yaml_file import read_yaml
from snapshot.yaml_words import objections

FILE = "toegang.yaml"
_RANK = list(Role)


class Access(Model):
    """``personen``: role by address or subject; ``groepen``: by a value of the claim; ``geweigerd``: never."""

    personen: dict[str, Role] = Field(default_factory=dict)
    groepen: dict[str, Role] = Field(default_factory=dict)
    geweigerd: list[str] = Field(default_factory=list)


def access() -> Access:
    """What the file says now. Raises WijkpeilError when it is not there or holds a mistake: then nobody may enter."""
    path = settings().data / FILE
    try:
        status = path.stat()
    except OSError:
        raise WijkpeilError(
            f"{FILE} ontbreekt in de datamap, dus niemand heeft toegang. Maak het bestand; docs/beheer.md zegt hoe."
        ) from None
    return _read(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, _modified: int, _size: int) -> Access:
    file = read_yaml(path, path.name)
    try:
        return Access.model_validate(file.content or {})
    except ValidationError as error:
        raise WijkpeilError(" ".join(objections(error, file, {(): Access}))) from None


def role_of(claims: Mapping[str, Any], claim: str | None) -> Role | None:
    """The role of an identity, the highest where several fit; None for who may not enter.

    ``claims``: of an identity that was verified; ``claim``: the name of the claim that holds groups or roles. An
    address that the provider did not verify gives nothing. Raises WijkpeilError, see ``access``.
    """
    known, names = access(), _names(claims)
    refused = {name.strip().casefold() for name in known.geweigerd}
    if names & refused or str(claims.get("email", "")).strip().casefold() in refused:
        return None
    held = claims.get(claim) if claim else None
    groups = {held} if isinstance(held, str) else {one for one in held or [] if isinstance(one, str)}
    found = [role for name, role in known.personen.items() if name.strip().casefold() in names]
    found += [role for group, role in known.groepen.items() if group in groups]
    return min(found, key=_RANK.index, default=None)


def _names(claims: Mapping[str, Any]) -> set[str]:
    """How the file may call this person: by subject, and by an address that is not known to be unverified."""
    names = {str(claims["sub"]).casefold()} if claims.get("sub") else set()
    if claims.get("email") and claims.get("email_verified", True) in (True, "true"):
        names.add(str(claims["email"]).strip().casefold())
    return names
