"""Waarden of a framework for waardenetwerken: waarde → inwonergroep → inwonerdoelen and collectieve doelen."""

from typing import ClassVar

from model.table import JaNee, Sleutel, Sourced, Tekst, Verwijzing, may, needed


class Waarde(Sourced):
    ABOUT: ClassVar[str] = "De waarden: het hogere doel voor inwoners."

    id: Sleutel = needed("Vaste korte naam.")
    naam: Tekst = needed("Naam van de waarde.")
    visie: Tekst = may("Wat men wil bereiken en waarom.")
    voorheen: Tekst = may("Welke tafels of netwerken hier eerder mee bezig waren.")


class Inwonergroep(Sourced):
    ABOUT: ClassVar[str] = "Groepen inwoners voor wie een waarde geldt."

    id: Sleutel = needed("Vaste korte naam.")
    waarde: Verwijzing = needed("De waarde waar de groep bij hoort.", to="waarden")
    naam: Tekst = needed("Om wie het gaat.")
    visie: Tekst = may("De visie voor deze groep, waar die een eigen heeft.")
    toelichting: Tekst = may("Voorbeelden.")


class Inwonerdoel(Sourced):
    ABOUT: ClassVar[str] = "Wat een inwoner uit een groep zelf wil bereiken."

    id: Sleutel = needed("Vaste korte naam.")
    inwonergroep: Verwijzing = needed("De groep.", to="inwonergroepen")
    doel: Tekst = needed("Het doel, in eigen woorden.")


class CollectiefDoel(Sourced):
    ABOUT: ClassVar[str] = "Wat gemeente en samenleving voor een groep willen bereiken."

    id: Sleutel = needed("Vaste korte naam.")
    inwonergroep: Verwijzing = needed("De groep.", to="inwonergroepen")
    doel: Tekst = needed("Het doel, in eigen woorden.")
    wettelijk: JaNee = may("Of de bron het een wettelijke taak noemt.", False)
