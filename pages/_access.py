"""Who looks at a page, and whether that person may: asked by every page, on every run, and by every route.

An identity comes from the provider's signed token by way of Streamlit's signed cookie, and from nowhere else: a header
with a name in it means nothing here. The cookie lives for 30 days; here it counts for ``login_minutes``, after which
the provider is asked again.
"""

import getpass
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from model.role import Role
from snapshot.access import role_of
from snapshot.login import Login, login
from snapshot.settings import settings

# A clock may differ this much from the provider's.
_CLOCK_SECONDS = 120


@dataclass(frozen=True)
class Visitor:
    """A person at a page: the name that the audit log gets, and the role."""

    name: str
    role: Role


class NotRecognised(Exception):
    """Nobody is logged in, or the identity is not of the provider that we ask."""


class Expired(NotRecognised):
    """Who it was is known, but the provider must say again that it still holds."""


class NotAllowed(Exception):
    """Somebody is logged in who has no role here; the text is the name by which the provider knows them."""


def visitor() -> Visitor:
    """The person of this session. Without login the app is open on this computer only, to whoever works at it.

    Raises NotRecognised, Expired or NotAllowed, and WijkpeilError when toegang.yaml cannot be read.
    """
    known = login()
    if known is None:
        return Visitor(f"{getpass.getuser()} (zonder login)", Role.BEHEERDER)
    return recognised(known, st.user.to_dict())


def recognised(known: Login, claims: Mapping[str, Any]) -> Visitor:
    """The person that these claims of an identity cookie are about. Raises as ``visitor`` does."""
    check_identity(known, claims)
    made = claims.get("iat")
    if not isinstance(made, int | float) or isinstance(made, bool):
        raise NotRecognised
    age = time.time() - made
    if not -_CLOCK_SECONDS <= age < settings().login_minutes * 60:
        raise Expired
    name = str(claims.get("email") or claims.get("preferred_username") or claims["sub"])
    role = role_of(claims, known.claim)
    if role is None:
        raise NotAllowed(name)
    return Visitor(name, role)


def check_identity(known: Login, claims: Mapping[str, Any]) -> None:
    """Whether the claims are of a person, made for this app by our provider (not by another tenant of it).

    Raises NotRecognised.
    """
    audience = claims.get("aud")
    meant = known.client_id in (audience if isinstance(audience, list) else [audience])
    if not (claims.get("is_logged_in") and claims.get("sub") and claims.get("iss") == known.uitgever and meant):
        raise NotRecognised
