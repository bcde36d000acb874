"""The toetsingskader of an activity, the three questions of horizontale verantwoording, and the yearly research.

One row holds what is counted (bereik, tevredenheid, kosten) and told (zelfredzaamheid, vakmanschap, synergie). Nothing
here ranks: organisations are not steered by numbers.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import ClassVar

from model.table import (
    Aantal,
    Bedrag,
    Getal,
    Jaar,
    Remark,
    Sleutel,
    Sourced,
    Tekst,
    Verwijzing,
    Verwijzingen,
    may,
    needed,
)


class Antwoord(StrEnum):
    """Answer to one of the three questions."""

    JA = "ja"
    DEELS = "deels"
    NEE = "nee"
    ONBEKEND = "nog niet beantwoord"


class Onderwerp(StrEnum):
    """The five subjects of the yearly independent research."""

    TEVREDENHEID = "klanttevredenheid"
    ZELFREDZAAMHEID = "groei in zelfredzaamheid"
    HULPVRAAG = "hulpvraag beantwoord"
    VAKMANSCHAP = "lessen voor vakmanschap"
    KOSTEN_BATEN = "maatschappelijke kosten en baten"


class Toetsing(Sourced):
    ABOUT: ClassVar[str] = "Het toetsingskader per activiteit en jaar: wat is geteld en wat wordt verteld."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de activiteit.")
    inwonergroep: Verwijzing = needed("De groep inwoners voor wie zij is.", to="inwonergroepen")
    jaar: Jaar = needed("Het jaar waar de regel over gaat.")
    uitvoerders: Verwijzingen = may("Organisaties die haar uitvoeren.", (), to="partners")
    interventie: Verwijzing = may("De interventie waar zij bij hoort.", to="interventies")
    resultaat: Tekst = may("Hoe zij bijdraagt aan de waarde en de doelen, en wat er is als zij af is.")
    doelgroep: Aantal | None = may("Hoeveel inwoners de doelgroep telt.", None)
    bereik: Aantal | None = may("Hoeveel inwoners daarvan zijn bereikt.", None)
    tevredenheid: Getal | None = may("Hoe tevreden inwoners zijn.", None)
    tevredenheid_maat: Tekst = may("Waarin dat is gemeten, bijvoorbeeld: cijfer van 1 tot 10, of % tevreden.")
    gevraagd: Aantal | None = may("Hoeveel inwoners dat is gevraagd.", None)
    kosten: Bedrag | None = may("Wat de activiteit kostte.", None)
    kosten_jaar: Jaar | None = may("Het jaar van die kosten, als het een ander jaar is.", None)
    zelfredzaamheid: Tekst = may("Verteld: wat inwoners nu zelf of samen kunnen.")
    vakmanschap: Tekst = may("Verteld: wat opgeleide mensen hier beter of anders doen.")
    synergie: Tekst = may("Verteld: wat samenwerken opleverde.")

    @property
    def kostprijs(self) -> Decimal | None:
        """Euro per reached inhabitant, when both are known of the same year; else None."""
        if self.kosten is None or not self.bereik or self.kosten_jaar not in (None, self.jaar):
            return None
        return (self.kosten / self.bereik).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def remarks(self) -> Iterator[Remark]:
        if self.bereik is not None and self.doelgroep is not None and self.bereik > self.doelgroep:
            problem = f"er zijn meer inwoners bereikt dan de doelgroep telt ({self.doelgroep})."
            yield Remark("bereik", problem, "Kijk na of beide over dezelfde groep gaan.", mild=True)
        if self.tevredenheid is not None and not self.tevredenheid_maat:
            yield Remark("tevredenheid_maat", "er is tevredenheid, maar niet waarin.", "Vul de maat in.")
        if self.kosten_jaar not in (None, self.jaar):
            problem = f"de kosten zijn van een ander jaar dan het bereik ({self.jaar})."
            yield Remark("kosten_jaar", problem, "Er komt dan geen kostprijs.", mild=True)


class Verantwoording(Sourced):
    ABOUT: ClassVar[str] = "Horizontale verantwoording: de drie vragen, per waardenetwerk en jaar."
    KEY: ClassVar[tuple[str, ...]] = ("waarde", "jaar")

    waarde: Verwijzing = needed("De waarde van het netwerk.", to="waarden")
    jaar: Jaar = needed("Het jaar waar het gesprek over ging.")
    voornemen: Tekst = may("Vraag 1: wat wilden we bereiken?")
    bereikt: Antwoord = may("Vraag 1: is dat bereikt?", Antwoord.ONBEKEND)
    bereikt_toelichting: Tekst = may("Vraag 1: waaraan is dat te zien?")
    gedaan: Antwoord = may("Vraag 2, als niet alles is bereikt: is gedaan wat we wilden doen?", Antwoord.ONBEKEND)
    oorzaak: Tekst = may("Vraag 2: kwam het daardoor, of door iets anders?")
    besteed: Antwoord = may("Vraag 3: is het geld besteed zoals het was bedoeld?", Antwoord.ONBEKEND)
    besteed_toelichting: Tekst = may("Vraag 3: zo nee, waarom niet?")

    @property
    def asks_why(self) -> bool:
        """Whether the second question is to be answered: not all was reached."""
        return self.bereikt in (Antwoord.DEELS, Antwoord.NEE)

    def remarks(self) -> Iterator[Remark]:
        if self.asks_why and self.gedaan is Antwoord.ONBEKEND:
            yield Remark("gedaan", "vraag 2 is nog niet beantwoord.", "Niet alles is bereikt; vul hem in.", mild=True)
        if self.besteed in (Antwoord.DEELS, Antwoord.NEE) and not self.besteed_toelichting:
            problem = "het geld is anders besteed, en er staat niet waarom."
            yield Remark("besteed_toelichting", problem, "Vul de reden in.", mild=True)


class Onderzoek(Sourced):
    ABOUT: ClassVar[str] = "Wat het jaarlijkse onafhankelijke onderzoek vond, per onderwerp."
    KEY: ClassVar[tuple[str, ...]] = ("waarde", "jaar", "onderwerp")

    jaar: Jaar = needed("Het jaar van het onderzoek.")
    onderwerp: Onderwerp = needed("Een van de vijf onderwerpen.")
    waarde: Verwijzing = may("De waarde waar het over gaat; leeg: alle waarden.", to="waarden")
    bevinding: Tekst = needed("Wat er is gevonden.")
    onderzoeker: Tekst = may("Welk bureau het onderzocht.")
    wijze: Tekst = may("Hoe: een enquête, bezoeken of gesprekken, en met hoeveel mensen.")
