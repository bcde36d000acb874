"""What a server can do wrong, as refusals with the address, in Dutch."""

import re
from typing import NoReturn

from model.errors import LoadRefused, Objection

LATER = "Probeer het later opnieuw; wat al is opgehaald, blijft staan."
REPORT = "Er is niets overgenomen; meld dit bij de beheerder van Wijkpeil."


class Unreachable(LoadRefused):
    """The server gave no usable answer within the limits; another server may."""


class Missing(LoadRefused):
    """The server says that it has no such thing (404, 410)."""


class TooMany(LoadRefused):
    """CBS refuses to give more than 10,000 records at once: ask less."""


class Declined(LoadRefused):
    """The server does not take this question; it may take another."""


class Strayed(LoadRefused):
    """The server did not heed the question: it gave other areas as well, or nothing at all."""


class Garbled(LoadRefused):
    """The answer is cut off, or of another kind than data: a disturbance, which may be over at the next attempt."""


class Absent(Exception):
    """The areas that were asked for do not exist in this edition: nothing is wrong, and nothing is fetched."""


def shown(url: str) -> str:
    """An address without its question, which can be long or tell what somebody asked, and without a password."""
    return re.sub(r"^(\w+://)[^/]*@", r"\1", url.split("?", 1)[0])


def refuse(url: str, problem: str, remedy: str = LATER, kind: type[LoadRefused] = LoadRefused) -> NoReturn:
    """Raise a refusal that names the address."""
    raise kind(Objection(file=shown(url), problem=problem, remedy=remedy))
