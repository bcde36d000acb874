"""Who looks at a page, and whether that person may: asked by every page, on every run."""

import getpass
from dataclasses import dataclass

from model.role import Role


@dataclass(frozen=True)
class Visitor:
    """A person at a page: the name that the audit log gets, and the role."""

    name: str
    role: Role


def visitor() -> Visitor:
    """The person of this session. Without login the app is open on this computer only, to whoever works at it."""
    return Visitor(f"{getpass.getuser()} (zonder login)", Role.BEHEERDER)
