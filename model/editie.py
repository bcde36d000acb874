"""An edition: a snapshot frozen with the texts and choices of one bijeenkomst, under a name and a stamp."""

from pydantic import Field

from model.base import Model
from model.table import MAY_BE_ID


class Editie(Model):
    """What is known of an edition. ``stempel``: sha256 over everything in it; ``gemaakt``: UTC, ISO 8601."""

    id: str = Field(pattern=MAY_BE_ID)
    naam: str
    programma: str
    peil: str
    gemaakt: str
    door: str
    stempel: str = Field(pattern=r"^[0-9a-f]{64}$")
