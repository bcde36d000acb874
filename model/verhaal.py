"""A story of a resident or professional that colours the figures: its text, its photo, and whether it may be shown.

Field names are those of the head of ``verhalen/<id>.md``, which a coördinator edits, hence Dutch.
"""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from model.base import Model
from model.moment import Moment, first_day, last_day
from model.table import MAY_BE_ID


class Beoordeling(StrEnum):
    """What the moderation said."""

    NIEUW = "nieuw"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"


class Toestemming(Model):
    """Consent of who tells the story. ``openbaar``: also outside the municipality; ``ingetrokken`` ends all of it."""

    gegeven: Moment = Field(min_length=1)
    openbaar: bool = False
    ingetrokken: Moment = ""

    @model_validator(mode="after")
    def _given_before_withdrawn(self) -> Self:
        if self.ingetrokken and last_day(self.ingetrokken) < first_day(self.gegeven):
            raise ValueError(f"de toestemming is ingetrokken voordat zij werd gegeven ({self.gegeven})")
        return self


class Foto(Model):
    """A photo beside the text, with what it shows for who cannot see it; ``toestemming``: of who is on it."""

    bestand: str
    beschrijving: str
    maker: str = ""
    toestemming: bool = False


class Verhaal(Model):
    """One story. ``gebied``: the code of an area or the id of a focuswijk, empty for the whole programme; ``tekst`` is
    Markdown; ``reden``: why it was not approved."""

    id: str = Field(pattern=MAY_BE_ID)
    titel: str
    tekst: str
    datum: Moment
    gebied: str = ""
    bouwsteen: str = ""
    indicatoren: tuple[str, ...] = ()
    verteller: str = ""
    foto: Foto | None = None
    toestemming: Toestemming | None = None
    beoordeling: Beoordeling = Beoordeling.NIEUW
    reden: str = ""

    @property
    def may_be_shown(self) -> bool:
        """Whether it may be shown within the municipality: approved, with consent that still holds."""
        given = self.toestemming
        return self.beoordeling is Beoordeling.GOEDGEKEURD and given is not None and not given.ingetrokken

    @property
    def may_be_public(self) -> bool:
        """Whether everybody may see it."""
        return self.may_be_shown and self.toestemming is not None and self.toestemming.openbaar

    @property
    def state(self) -> str:
        """Where it stands, in a word for people who moderate."""
        if self.toestemming is None:
            return ZONDER
        if self.toestemming.ingetrokken:
            return INGETROKKEN
        return _STATES[self.beoordeling]


ZONDER, INGETROKKEN = "zonder toestemming", "ingetrokken"
_STATES = {
    Beoordeling.NIEUW: "wacht op beoordeling",
    Beoordeling.GOEDGEKEURD: "goedgekeurd",
    Beoordeling.AFGEWEZEN: "afgewezen",
}
STATES = (*_STATES.values(), ZONDER, INGETROKKEN)


class Grafsteen(Model):
    """What is left of a story whose consent was withdrawn: nothing of what it told."""

    id: str = Field(pattern=MAY_BE_ID)
    ingetrokken: Moment
    door: str
