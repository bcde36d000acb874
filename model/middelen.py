"""Money of a programme: regelingen, amounts per post, year and source as they were printed, and the printed totals."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from model.table import (
    Bedrag,
    Jaar,
    JaNee,
    Moment,
    Remark,
    Sleutel,
    Sourced,
    Tekst,
    Verwijzing,
    Verwijzingen,
    may,
    needed,
)
from model.uitvoering import begin_before_end


class Dekking(StrEnum):
    """Whose money it is."""

    EXPLOITATIE = "gemeente exploitatie"
    INVESTERING = "gemeente investering"
    RIJK = "rijk"
    PARTNERS = "partners"
    OVERIG = "rijk of overig"


class Bedragkolom(StrEnum):
    """The columns of middelen that hold amounts."""

    KOSTEN = "kosten"
    GEPLAND = "gepland"
    TOEGEKEND = "toegekend"
    BESTEED = "besteed"


class Regeling(Sourced):
    ABOUT: ClassVar[str] = "Regelingen en fondsen waar het geld vandaan komt."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de regeling.")
    verstrekker: Tekst = may("Wie het geld geeft.")
    begin: Moment = may("Vanaf wanneer het geld er is.")
    eind: Moment = may("Tot wanneer het mag worden besteed.")
    doorlooptijd: Tekst = may("De looptijd in de woorden van de bron.")
    strategieen: Verwijzingen = may("Strategieën die ermee worden betaald.", (), to="strategieen")
    omschrijving: Tekst = may("Waar het geld voor is.")

    def remarks(self) -> Iterator[Remark]:
        yield from begin_before_end(self.begin, self.eind)


class Overzicht(Sourced):
    ABOUT: ClassVar[str] = "Begrotingen en overzichten zoals ze zijn gedrukt; middelen en totalen horen bij een ervan."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van het overzicht.")
    toelichting: Tekst = may("Hoe het te lezen is.")


class Middel(Sourced):
    ABOUT: ClassVar[str] = (
        "Bedragen: per post, jaar en dekking wat het kost, en wat er is gepland, toegekend en besteed."
    )

    id: Sleutel = needed("Vaste korte naam.")
    overzicht: Verwijzing = needed("Het overzicht waar het bedrag in staat.", to="overzichten")
    post: Tekst = needed("Naam van de post.")
    bouwsteen: Verwijzing = may("De bouwsteen (of het spoor) waar de post bij hoort.", to="bouwstenen")
    strategie: Verwijzing = may("De strategie waar de post bij hoort.", to="strategieen")
    interventie: Verwijzing = may("De interventie die ervan wordt betaald.", to="interventies")
    regeling: Verwijzing = may("De regeling waar het geld uit komt.", to="regelingen")
    jaar: Jaar | None = may("Het jaar; leeg: de hele looptijd, of de bron noemt geen jaar.", None)
    dekking: Dekking | None = may("Wie het betaalt; leeg: de bron zegt het niet.", None)
    kosten: Bedrag | None = may("Wat de post kost, eenmaal per post, als de bron dat apart van de dekking noemt.", None)
    gepland: Bedrag | None = may("Wat er is begroot of gereserveerd.", None)
    toegekend: Bedrag | None = may("Wat er is toegekend.", None)
    besteed: Bedrag | None = may("Wat er is uitgegeven.", None)
    gedrukt: Tekst = may("Wat er letterlijk staat, als dat geen gewoon bedrag is (ntb, pm, of een tikfout).")
    te_controleren: JaNee = may("Ja: het bedrag is overgenomen zoals gedrukt, en moet nog worden nagekeken.", False)

    def amount(self, column: str) -> Decimal | None:
        """The amount in one of the columns of ``Bedragkolom``."""
        value: Decimal | None = getattr(self, column)
        return value

    def remarks(self) -> Iterator[Remark]:
        if not self.gedrukt and all(self.amount(column) is None for column in Bedragkolom):
            yield Remark(
                "gepland", "in deze regel staat geen enkel bedrag.", "Vul een bedrag in, of bij 'gedrukt' wat er staat."
            )
        if self.besteed is not None and self.toegekend is not None and self.besteed > self.toegekend:
            remedy = f"Noot: {self.noot}" if self.noot else "Leg het uit bij 'noot', of herstel het bedrag."
            yield Remark("besteed", "er is meer besteed dan er is toegekend.", remedy, mild=True)
        if self.te_controleren and not self.noot:
            yield Remark("noot", "het bedrag is te controleren, maar er staat niet waarom.", "Leg het uit bij 'noot'.")


class Totaal(Sourced):
    ABOUT: ClassVar[str] = (
        "Totalen die de bron zelf drukt. Wijkpeil telt de middelen van hetzelfde overzicht op en meldt het verschil."
    )

    id: Sleutel = needed("Vaste korte naam.")
    overzicht: Verwijzing = needed("Het overzicht.", to="overzichten")
    naam: Tekst = needed("Hoe het totaal heet.")
    kolom: Bedragkolom = needed("Welke kolom van middelen wordt opgeteld.")
    dekkingen: tuple[Dekking, ...] = may("Alleen middelen met een van deze dekkingen; leeg: alle.", ())
    regeling: Verwijzing = may("Alleen middelen van deze regeling; leeg: alle.", to="regelingen")
    jaar: Jaar | None = may("Alleen middelen van dit jaar; leeg: alle.", None)
    gedrukt_bedrag: Bedrag = needed("Het totaal zoals gedrukt.")

    def counts(self, middel: Middel) -> bool:
        """Whether an amount belongs in this total."""
        return (
            middel.overzicht == self.overzicht
            and (not self.dekkingen or middel.dekking in self.dekkingen)
            and self.regeling in ("", middel.regeling)
            and self.jaar in (None, middel.jaar)
        )
