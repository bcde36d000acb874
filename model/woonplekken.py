"""Homes for people who leave a protected form of living, per gemeente of a region: agreed, realised, and from where."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from model.base import Model
from model.table import Aantal, Getal, Jaar, Remark, Sourced, Tekst, Verwijzing, may, needed


class Woonplek(Sourced):
    ABOUT: ClassVar[str] = (
        "Woonplekken per jaar: streefcijfer en wat er kwam. Elke herijking is een eigen versie; oude blijven staan."
    )
    KEY: ClassVar[tuple[str, ...]] = ("versie", "jaar", "gemeente", "kern")

    versie: Jaar = needed("Jaar waarin dit streefcijfer is geraamd.")
    jaar: Jaar = needed("Jaar waarvoor het geldt.")
    gemeente: Verwijzing = may("Code van de gemeente; leeg: de hele regio.", to="gemeenten")
    kern: Tekst = may("Wijk of kern binnen de gemeente; leeg: de hele gemeente.")
    streefcijfer: Aantal | None = may("Afgesproken aantal woonplekken; leeg: nog niet bekend.", None)
    gerealiseerd: Aantal | None = may("Aantal woonplekken dat er in dat jaar kwam.", None)
    mutaties: Aantal | None = may("Sociale huurwoningen die in dat jaar vrijkwamen.", None)

    def remarks(self) -> Iterator[Remark]:
        if self.kern and not self.gemeente:
            yield Remark("gemeente", f"bij '{self.kern}' staat geen gemeente.", "Vul de code van de gemeente in.")
        if self.gerealiseerd is not None and self.mutaties is not None and self.gerealiseerd > self.mutaties:
            problem = "er kwamen meer woonplekken dan er woningen vrijkwamen."
            yield Remark("gerealiseerd", problem, "Kijk beide aantallen na.", mild=True)


class Herkomst(Sourced):
    ABOUT: ClassVar[str] = "Waar cliënten vandaan komen: het aandeel per gemeente, of van de rest van de regio."
    KEY: ClassVar[tuple[str, ...]] = ("jaar", "gemeente")

    jaar: Jaar = needed("Jaar van de telling.")
    gemeente: Verwijzing = may("Code van de gemeente; leeg: de rest van de regio.", to="gemeenten")
    aandeel_pct: Getal = needed("Aandeel van de cliënten, in procenten.")

    def remarks(self) -> Iterator[Remark]:
        if not Decimal(0) <= self.aandeel_pct <= Decimal(100):
            yield Remark("aandeel_pct", "dit kan geen percentage zijn.", "Geef een getal van 0 tot en met 100.")


class Homes(Model):
    """One gemeente, kern or the region in one year of one estimate; ``share`` of the inhabitants 0–1.

    ``fair``: what the streefcijfer of the whole would be in proportion to inhabitants. ``summed``: the streefcijfer is
    the sum of the gemeenten, since the region has none of its own.
    """

    gemeente: str
    kern: str = ""
    target: int | None
    realised: int | None
    lettings: int | None
    share: float | None = None
    fair: float | None = None
    summed: bool = False

    @property
    def of_lettings(self) -> float | None:
        """The task as a percentage of the homes that were let anew; None where either is unknown."""
        return None if self.target is None or not self.lettings else 100 * self.target / self.lettings


class Step(Model):
    """One year of a growth path, with the estimate of its target. ``backlog``: see snapshot.woonplekken.path."""

    year: int
    version: int
    target: int | None
    realised: int | None
    backlog: int | None = None


class Change(Model):
    """A streefcijfer in two estimates; None: that estimate does not have it."""

    gemeente: str
    kern: str
    year: int
    before: int | None
    now: int | None
