"""A neighbourhood programme: whom it is for, what it wants, and what tells whether it gets there.

Field names are the YAML keys that a coördinator edits, hence Dutch.
"""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from model.afspraken import Paar, Referentienorm, Streefwaarde
from model.base import Model
from model.bewoners import Bewoners
from model.huisstijl import Huisstijl
from model.source import Protection


class Aansluiting(StrEnum):
    """How a focuswijk fits the CBS buurten that stand for it; always shown."""

    EXACT = "exact"
    GOED = "goed"
    GEDEELD = "gedeeld"
    DEEL = "deel van"
    TE_BEVESTIGEN = "te bevestigen"


class Focuswijk(Model):
    """A named group of buurt codes. Empty ``buurten`` only with fit 'te bevestigen': then there are no figures."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    buurten: tuple[str, ...]
    aansluiting: Aansluiting
    toelichting: str = ""

    @model_validator(mode="after")
    def _buurten_or_reason(self) -> Self:
        if not self.buurten and self.aansluiting is not Aansluiting.TE_BEVESTIGEN:
            raise ValueError("een focuswijk zonder buurten heeft aansluiting 'te bevestigen'")
        return self


class Doel(Model):
    """A goal with its kernset: at most five indicators that Overzicht, kloof and composite use."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    kernset: tuple[str, ...] = Field(max_length=5)
    overig: tuple[str, ...] = ()
    toelichting: str = ""


class Bouwsteen(Model):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    doelen: tuple[Doel, ...]


class Nulmeting(Model):
    """Year against which change is shown; ``per_indicator`` overrides it where a source has no such year."""

    jaar: int
    grond: str
    bevestigd: bool = False
    per_indicator: dict[str, int] = Field(default_factory=dict)


class Programme(Model):
    """The whole of ``programme.yaml``. ``grenzenjaar`` is the year whose borders the buurt codes follow.

    ``afscherming``: per source the limits for the public half, where they differ from those of the source itself.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    gemeenten: tuple[str, ...] = Field(min_length=1)
    begin: int
    horizon: int
    horizon_toelichting: str = ""
    bouwsteen_naam: str = "Bouwsteen"
    doel_naam: str = "Doel"
    grenzenjaar: int
    nulmeting: Nulmeting
    focuswijken: tuple[Focuswijk, ...] = ()
    selectie: str = ""
    vergelijking: tuple[str, ...] = ()
    bouwstenen: tuple[Bouwsteen, ...]
    streefwaarden: tuple[Streefwaarde, ...] = ()
    referentienormen: tuple[Referentienorm, ...] = ()
    paren: tuple[Paar, ...] = ()
    kanttekeningen: tuple[str, ...] = ()
    fictief: bool = False
    afscherming: dict[str, Protection] = Field(default_factory=dict)
    bewoners: Bewoners = Bewoners()
    huisstijl: Huisstijl | None = None

    @property
    def kernset(self) -> tuple[str, ...]:
        """Indicator ids of all doelen, in order, each once."""
        ids = (i for bouwsteen in self.bouwstenen for doel in bouwsteen.doelen for i in doel.kernset)
        return tuple(dict.fromkeys(ids))
