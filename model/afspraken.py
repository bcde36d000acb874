"""What a programme agrees on beside its doelen: streefwaarden, referentienormen, and pairs of experience and record.

Field names are the YAML keys that a coördinator edits, hence Dutch.
"""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from model.base import Model
from model.table import Getal, Jaar, Remark, Sourced, Tekst, Verwijzing, may, needed

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


class StreefwaardeRegel(Sourced):
    """A row of streefwaarden.csv; it counts as a ``Streefwaarde`` once value and year are filled in."""

    ABOUT: ClassVar[str] = "Waarden die het programma wil bereiken. Zonder waarde is het: nog niet vastgesteld."
    KEY: ClassVar[tuple[str, ...]] = ("indicator", "gebied", "jaar")

    indicator: Verwijzing = needed("De indicator.", to="indicatoren")
    gebied: Verwijzing = needed("'kloof', 'focuswijken', 'rest', het id van een focuswijk of een gebiedscode.")
    jaar: Jaar | None = may("Jaar waarin het moet zijn bereikt.", None)
    waarde: Getal | None = may("De waarde; leeg: nog niet vastgesteld.", None)
    eenheid: Tekst = needed("De eenheid van de indicator, om vergissingen te zien.")
    besluit: Tekst = may("Wie het heeft vastgesteld, en wanneer.")

    def remarks(self) -> Iterator[Remark]:
        if self.waarde is not None:
            for column in ("jaar", "besluit"):
                if not getattr(self, column):
                    yield Remark(column, "er is een waarde, maar dit ontbreekt.", "Vul het in.")

    def agreed(self) -> Streefwaarde | None:
        """The streefwaarde, None as long as it is not set."""
        if self.waarde is None or self.jaar is None:
            return None
        return Streefwaarde(
            indicator=self.indicator,
            gebied=self.gebied,
            jaar=self.jaar,
            waarde=float(self.waarde),
            eenheid=self.eenheid,
            bron=self.besluit,
        )


class NormRegel(Sourced):
    """A row of referentienormen.csv."""

    ABOUT: ClassVar[str] = "Normen van de gemeente voor elke buurt. Zonder waarde is het: nog niet vastgesteld."
    KEY: ClassVar[tuple[str, ...]] = ("indicator",)

    indicator: Verwijzing = needed("De indicator.", to="indicatoren")
    waarde: Getal | None = may("De norm; leeg: nog niet vastgesteld.", None)
    eenheid: Tekst = needed("De eenheid van de indicator, om vergissingen te zien.")
    besluit: Tekst = needed("Wie de norm heeft aangekondigd of vastgesteld, en wanneer.")

    def agreed(self) -> Referentienorm:
        """The norm, with or without a value."""
        return Referentienorm(
            indicator=self.indicator,
            waarde=None if self.waarde is None else float(self.waarde),
            eenheid=self.eenheid,
            bron=self.besluit,
        )
