"""Settings from the environment (prefix WIJKPEIL_). The only place that reads them."""

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from model.errors import WijkpeilError

CHECKOUT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is an environment variable: ``data`` is WIJKPEIL_DATA, and so on."""

    model_config = SettingsConfigDict(env_prefix="WIJKPEIL_", frozen=True)

    data: Path = Field(default=CHECKOUT / "data", description="map met raw/, snapshots/ en programma-overlays")
    programme: str | None = Field(default=None, description="programma als er geen is gekozen")
    threads: int = Field(default=2, ge=1, description="rekendraden van een opbouw")
    memory_mb: int = Field(default=800, ge=256, description="geheugengrens van de database bij een opbouw")
    host: str = Field(default="127.0.0.1", description="adres waarop de app luistert")
    port: int = Field(default=8501, description="poort waarop de app luistert")
    public: bool = Field(default=False, description="alleen de openbare helft, voor iedereen")
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
    net_attempts: int = Field(default=4, ge=1, description="pogingen per vraag aan een server")
    net_wait_seconds: float = Field(default=1.0, ge=0, description="wachten voor de tweede poging; daarna het dubbele")
    net_timeout_seconds: float = Field(default=30.0, gt=0, description="zo lang mag een server zwijgen")
    net_total_seconds: float = Field(default=900.0, gt=0, description="zo lang mag één editie duren")

    @property
    def raw(self) -> Path:
        return self.data / "raw"

    @property
    def snapshots(self) -> Path:
        return self.data / "snapshots"


@cache
def settings() -> Settings:
    """The settings of this process. Raises WijkpeilError for a value that cannot be."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = [(str(one["loc"][0]), one["input"]) for one in error.errors()]
        said = "; ".join(
            f"WIJKPEIL_{name.upper()} is '{value}' ({Settings.model_fields[name].description})" for name, value in wrong
        )
        raise WijkpeilError(f"Een instelling heeft een waarde die niet kan: {said}. Verbeter haar.") from None
