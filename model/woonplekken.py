"""Homes for people who leave a protected form of living, per gemeente of a region: agreed, realised, and from where."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

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
