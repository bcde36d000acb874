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
