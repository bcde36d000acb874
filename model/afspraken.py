"""What a programme agrees on beside its doelen: streefwaarden, referentienormen, and pairs of experience and record.

Field names are the YAML keys that a coördinator edits, hence Dutch.
"""

from pydantic import Field

from model.base import Model

KLOOF = "kloof"


class Streefwaarde(Model):
    """A value to reach. ``gebied``: ``kloof`` (the size of the gap), or an area code or the id of a focuswijk.

    ``eenheid`` repeats the unit of the indicator, so that a value in another unit is seen when the file is read.
    """

    indicator: str
    gebied: str
    jaar: int
    waarde: float = Field(allow_inf_nan=False)
    eenheid: str
    bron: str


class Referentienorm(Model):
    """A norm of the gemeente for every buurt. ``waarde`` is empty as long as the norm is announced but not set."""

    indicator: str
    waarde: float | None = Field(default=None, allow_inf_nan=False)
    eenheid: str
    bron: str


class Paar(Model):
    """How people experience something (``beleving``) beside what is recorded of it (``registratie``)."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    beleving: str
    registratie: str
    toelichting: str = ""
