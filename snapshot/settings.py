"""Settings from the environment (prefix WIJKPEIL_). The only place that reads them."""

import os
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from model.errors import WijkpeilError
from snapshot.naming import nearest_names

_PREFIX = "WIJKPEIL_"
CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is an environment variable: ``data`` is WIJKPEIL_DATA, and so on."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    data: Path = Field(default=CHECKOUT / "data", description="map met raw/, snapshots/ en programma-overlays")
    programme: str | None = Field(default=None, description="programma als er geen is gekozen")
    threads: int = Field(default=2, ge=1, description="rekendraden van een opbouw")
    memory_mb: int = Field(default=800, ge=256, description="geheugengrens van de database bij een opbouw")
    host: str = Field(default="127.0.0.1", description="adres waarop de app luistert")
    port: int = Field(default=8501, description="poort waarop de app luistert")
    public: bool = Field(default=False, description="alleen de openbare helft, voor iedereen")
    site: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s/\"'<>?#]+$",
        description="adres van de openbare site, zoals https://wijken.nl",
    )
    embed_hosts: str = Field(
        default="",
        pattern=r"^(https?://[^\s/\"'<>?#;,]+( https?://[^\s/\"'<>?#;,]+)*)?$",
        description="adressen van sites die een kaart of grafiek mogen tonen, met een spatie ertussen",
    )
    login: Path | None = Field(default=None, description="bestand over de inlogdienst; zonder is er geen login")
    login_minutes: float = Field(default=15, gt=0, le=720, description="zo lang geldt een aanmelding zonder navraag")
    contact: str | None = Field(
        default=None,
        pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+|https?://\S+)$",
        description="e-mailadres of webadres (http…) voor vragen over de open data",
    )
    cbs_v4_url: str = Field(default="https://datasets.cbs.nl/odata/v1/CBS", description="StatLine, OData 4")
    cbs_v3_url: str = Field(default="https://opendata.cbs.nl", description="StatLine, OData 3")
    cbs_derden_url: str = Field(default="https://dataderden.cbs.nl", description="tabellen van derden, OData 3")
    pdok_url: str = Field(default="https://api.pdok.nl", description="grenzen per gemeente (OGC API)")
    pdok_files_url: str = Field(default="https://service.pdok.nl", description="grenzen van heel het land")
    leefbaarometer_url: str = Field(default="https://www.leefbaarometer.nl", description="scores als zip-bestand")
    locatieserver_url: str | None = Field(
        default=None,
        description="Locatieserver van PDOK, voor een adres dat een peil niet kent; zonder dit staat hij uit",
    )
    net_attempts: int = Field(default=4, ge=1, description="pogingen per vraag aan een server")
    net_wait_seconds: float = Field(default=1.0, ge=0, description="wachten voor de tweede poging; daarna het dubbele")
    net_timeout_seconds: float = Field(default=30.0, gt=0, description="zo lang mag een server zwijgen")
    net_total_seconds: float = Field(default=900.0, gt=0, description="zo lang mag één editie duren")

    upload_mb: int = Field(default=200, ge=1, description="grootte van wat iemand op een pagina aanbiedt, in MB")
    upload_seconds: int = Field(default=300, ge=1, description="zo lang mag de controle daarvan duren")
    upload_memory_mb: int = Field(default=1500, ge=64, description="geheugen van het proces dat het leest, in MB")

    @property
    def raw(self) -> Path:
        return self.data / "raw"

    @property
    def snapshots(self) -> Path:
        return self.data / "snapshots"

    @property
    def edities(self) -> Path:
        return self.data / "edities"

    @property
    def uploads(self) -> Path:
        return self.data / "uploads"


@cache
def settings() -> Settings:
    """The settings of this process.

    Raises WijkpeilError for a name that does not exist and for a value that cannot be. It names the setting and never
    shows its value: that may be a secret, and messages end up in logs.
    """
    _refuse_unknown_names()
    try:
        return Settings()
    except ValidationError as error:
        said = "; ".join(
            f"{_PREFIX}{name.upper()} ({Settings.model_fields[name].description}) moet {_what_it_must_be(one)}"
            for one in error.errors(include_input=False)
            if (name := str(one["loc"][0]).lower())
        )
        raise WijkpeilError(f"Een instelling heeft een waarde die niet kan: {said}. Verbeter haar.") from None


def _refuse_unknown_names() -> None:
    """A name with a typo would do nothing, and nobody would know why."""
    known = {name.upper() for name in Settings.model_fields}
    named = {name: name.upper().removeprefix(_PREFIX) for name in os.environ if name.upper().startswith(_PREFIX)}
    said = " ".join(
        f"{name} bestaat niet als instelling.{nearest_names(own, known, _PREFIX)}"
        for name, own in sorted(named.items())
        if own not in known
    )
    if said:
        raise WijkpeilError(f"{said} Verbeter de naam of laat hem weg; Wijkpeil start niet.")


def _what_it_must_be(error: ErrorDetails) -> str:
    bounds = error.get("ctx", {})
    match error["type"]:
        case "int_parsing" | "int_from_float" | "int_type":
            return "een geheel getal zijn"
        case "float_parsing" | "float_type" | "finite_number":
            return "een getal zijn, met een punt voor de decimalen"
        case "bool_parsing" | "bool_type":
            return "true of false zijn"
        case "greater_than_equal":
            return f"minstens {bounds['ge']:g} zijn"
        case "greater_than":
            return f"meer dan {bounds['gt']:g} zijn"
        case "less_than_equal":
            return f"hoogstens {bounds['le']:g} zijn"
    return "een andere vorm hebben; zie de README"
