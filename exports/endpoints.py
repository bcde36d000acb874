"""The questions of the API, declared once: its routes, its checks and its description all follow from this list."""

from dataclasses import dataclass

from exports.asked import LEVEL, OF_FIGURES, Parameter

ROOT = "/api/v1"


@dataclass(frozen=True)
class Endpoint:
    """One address under ``ROOT`` and what may be asked there. ``answer``: name of the schema of its JSON."""

    path: str
    name: str
    summary: str
    answer: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def of_programme(self) -> bool:
        """Whether the address names a programme."""
        return "{programme}" in self.path


ENDPOINTS = (
    Endpoint("/", "inhoud", "Wat er is, met adressen en grenzen aan wat u tegelijk kunt vragen.", "Inhoud"),
    Endpoint("/openapi.json", "openapi", "Deze beschrijving van de API (OpenAPI 3.1).", "Beschrijving"),
    Endpoint("/programmes", "programmes", "De programma's waarvan er cijfers zijn.", "Programmas"),
    Endpoint("/{programme}/indicators", "indicators", "De indicatoren, met eenheid, niveaus en jaren.", "Indicatoren"),
    Endpoint("/{programme}/areas", "areas", "De gebieden, met hun code, naam en niveau.", "Gebieden", (LEVEL,)),
    Endpoint(
        "/{programme}/figures",
        "figures",
        "Cijfers, met marges, vergelijkingen, bron en bronvermelding; als JSON, of als bestand.",
        "Cijfers",
        OF_FIGURES,
    ),
    Endpoint("/{programme}/dataset", "dataset", "Beschrijving van de open data (DCAT-AP-NL, JSON-LD).", "Beschrijving"),
)
