"""How a programme is carried out: documents, partners, strategieën, interventies, and what is counted of them.

The chain of a canvas: activiteiten (throughput) → resultaten (output) → effecten (outcome).
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar

from model.moment import first_day, last_day
from model.table import (
    Getal,
    JaNee,
    Moment,
    Remark,
    Sleutel,
    Sourced,
    TableRow,
    Tekst,
    Verwijzing,
    Verwijzingen,
    may,
    needed,
)


class Status(StrEnum):
    """Where an interventie stands."""

    AANGEKONDIGD = "aangekondigd"
    VOORBEREIDING = "in voorbereiding"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"
    ONBEKEND = "onbekend"


class Termijn(StrEnum):
    """Within which time something is meant to show."""

    KORT = "kort"
    LANG = "lang"


def begin_before_end(begin: str, eind: str) -> Iterator[Remark]:
    """A remark when something ends before it begins."""
    if begin and eind and last_day(eind) < first_day(begin):
        yield Remark("eind", f"het eind ligt voor het begin ({begin}).", "Pas een van beide aan.")


class Document(TableRow):
    ABOUT: ClassVar[str] = "De stukken waar de andere tabellen uit komen. Elke regel elders noemt er een bij 'bron'."

    id: Sleutel = needed("Vaste korte naam van het stuk.")
    titel: Tekst = needed("Titel zoals die op het stuk staat.")
    uitgever: Tekst = may("Wie het uitgaf.")
    datum: Moment = may("Wanneer het uitkwam.")
    toelichting: Tekst = may("Wat voor stuk het is.")


class Partner(TableRow):
    ABOUT: ClassVar[str] = "Organisaties die meedoen. Noem nooit personen."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de organisatie.")
    toelichting: Tekst = may("Wat zij doet, of waarom zij alleen is aangehaakt.")


class Strategie(Sourced):
    ABOUT: ClassVar[str] = "Uitvoeringsstrategieën: de lijnen waarlangs het programma werkt."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de strategie.")
    trekkers: Verwijzingen = may("Organisaties die de strategie trekken.", (), to="partners")
    omschrijving: Tekst = may("Waar de strategie om draait.")
    doel_kort: Tekst = may("Doelstelling op korte termijn.")
    resultaat_kort: Tekst = may("Resultaat op korte termijn.")
    doel_lang: Tekst = may("Doelstelling op lange termijn.")


class StrategieDoel(Sourced):
    TITLE: ClassVar[str] = "Strategieën en hun doelen"
    ABOUT: ClassVar[str] = "Welke strategie aan welk doel werkt: elk kruisje van de matrix is een regel."
    KEY: ClassVar[tuple[str, ...]] = ("strategie", "doel")

    strategie: Verwijzing = needed("De strategie.", to="strategieen")
    doel: Verwijzing = needed("Het doel waar zij aan werkt.", to="doelen")


class Interventie(Sourced):
    ABOUT: ClassVar[str] = "Wat er wordt gedaan: maatregelen, projecten en plannen."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de interventie.")
    strategie: Verwijzing = may("De strategie waar zij bij hoort.", to="strategieen")
    doelen: Verwijzingen = may("Doelen waar zij aan werkt.", (), to="doelen")
    focuswijken: Verwijzingen = may(
        "Focuswijken waar zij loopt; leeg: niet aan een focuswijk gebonden.", (), to="focuswijken"
    )
    partners: Verwijzingen = may("Organisaties die meedoen.", (), to="partners")
    status: Status = may("Hoe het ermee staat.", Status.ONBEKEND)
    begin: Moment = may("Wanneer zij begint of begon.")
    eind: Moment = may("Wanneer zij klaar is of was.")
    planning: Tekst = may("De planning in de woorden van de bron.")
    omschrijving: Tekst = may("Wat er gebeurt.")
    resultaat_kort: Tekst = may("Wat zij op korte termijn moet opleveren.")
    resultaat_lang: Tekst = may("Wat zij op lange termijn moet opleveren.")
    openbaar: JaNee = may("Ja: bewoners lezen haar op Mijn buurt; op de openbare site na een opbouw.", False)
    gewone_taal: Tekst = may("Wat er gebeurt, voor bewoners, in korte zinnen; leeg: de omschrijving.")

    def remarks(self) -> Iterator[Remark]:
        yield from begin_before_end(self.begin, self.eind)
        if self.openbaar and not self.focuswijken:
            problem = "zij is openbaar, maar aan geen focuswijk gebonden: geen bewoner ziet haar bij zijn buurt."
            yield Remark("openbaar", problem, "Vul de focuswijken in.", mild=True)


class Prestatie(Sourced):
    """What is counted of the work, planned beside done."""

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Wat er wordt geteld.")
    strategie: Verwijzing = may("De strategie waar het bij hoort.", to="strategieen")
    interventie: Verwijzing = may("De interventie waar het bij hoort.", to="interventies")
    eenheid: Tekst = needed("Waarin het wordt geteld, bijvoorbeeld: buurtpunten.")
    gepland: Getal | None = may("Hoeveel er is afgesproken.", None)
    uiterlijk: Moment = may("Wanneer het er moet zijn.")
    gerealiseerd: Getal | None = may("Hoeveel er is.", None)
    peildatum: Moment = may("Wanneer dat is geteld.")

    def remarks(self) -> Iterator[Remark]:
        if self.gerealiseerd is not None and not self.peildatum:
            yield Remark("peildatum", "er is geteld, maar niet gezegd wanneer.", "Vul de peildatum in.", mild=True)
        if self.peildatum and self.gerealiseerd is None:
            yield Remark("gerealiseerd", "er is een peildatum, maar geen aantal.", "Vul het aantal in.")


class Activiteit(Prestatie):
    ABOUT: ClassVar[str] = "Activiteiten (throughput): hoeveel er wordt gedaan."


class Resultaat(Prestatie):
    ABOUT: ClassVar[str] = "Resultaten (output): wat dat oplevert aan dingen die te tellen zijn."


class Effect(Sourced):
    ABOUT: ClassVar[str] = "Effecten (outcome): wat er voor bewoners verandert, en aan welke indicator dat te zien is."

    id: Sleutel = needed("Vaste korte naam.")
    omschrijving: Tekst = needed("Wat er verandert.")
    termijn: Termijn = needed("Korte of lange termijn.")
    strategie: Verwijzing = may("De strategie die eraan werkt.", to="strategieen")
    doel: Verwijzing = may("Het doel waar het bij hoort.", to="doelen")
    indicatoren: Verwijzingen = may("Indicatoren waaraan het te zien is.", (), to="indicatoren")
