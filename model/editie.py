"""An edition: a snapshot frozen with the texts and choices of one bijeenkomst, under a name and a stamp."""

from pydantic import Field

from model.base import Model
from model.moment import Moment
from model.role import Role
from model.table import MAY_BE_ID, Tekst

# Who freezes an edition and writes its corrections.
MAKES_EDITIONS = frozenset({Role.BEHEERDER, Role.COORDINATOR})
MOST_STEPS, MOST_REASON = 6, 400


class Keuzes(Model):
    """What the coördinator wrote and chose for one bijeenkomst; every part may be empty.

    ``vervolg``: what happens next, a sentence each. ``bouwstenen`` and ``verhalen``: ids; empty for all.
    """

    datum: Moment = ""
    plaats: Tekst = Field(default="", max_length=120)
    opening: Tekst = Field(default="", max_length=600)
    vervolg: tuple[Tekst, ...] = Field(default=(), max_length=MOST_STEPS)
    bouwstenen: tuple[str, ...] = ()
    verhalen: tuple[str, ...] = ()


class Editie(Model):
    """What is known of an edition. ``stempel``: sha256 over everything in it; ``gemaakt``: UTC, ISO 8601."""

    id: str = Field(pattern=MAY_BE_ID)
    naam: Tekst = Field(min_length=1, max_length=80)
    programma: str
    peil: str
    gemaakt: str
    door: str
    stempel: str = Field(pattern=r"^[0-9a-f]{64}$")
    keuzes: Keuzes = Keuzes()


class Gezegd(Model):
    """What an edition says of one figure of the kernset: the value to the last digit, and its words as they were made.

    ``kloof``: the gap of the focuswijken together with the rest; ``afgesproken``: the streefwaarde in words.
    """

    indicator: str
    naam: str
    bouwsteen: str
    gebied: str
    gebied_naam: str
    periode: str
    waarde: float | None
    getoond: str
    zin: str
    afgesproken: str = ""
    kloof: float | None = None
    kloof_periode: str = ""
    kloof_getoond: str = ""
    kloof_zin: str = ""


class Correctie(Model):
    """What somebody said of an edition afterwards: about one figure, or without ``indicator`` about all of its figures.

    ``toen`` and ``nu``: the value in the edition and in the snapshot that was served at ``moment`` (UTC, ISO 8601).
    """

    moment: str
    door: str
    reden: Tekst = Field(min_length=1, max_length=MOST_REASON)
    indicator: str = ""
    gebied: str = ""
    gebied_naam: str = ""
    periode: str = ""
    toen: float | None = None
    nu: float | None = None
