"""How people log in: the file that WIJKPEIL_LOGIN names, about the OpenID provider of the municipality.

It holds secrets. A mistake is named by line and field, and a value of this file is never in a message.
"""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator

from model.base import Model
from model.errors import WijkpeilError
from snapshot.settings import settings
from snapshot.yaml_file import YamlFile, read_yaml
from snapshot.yaml_words import nearest

_LOCAL = ("127.0.0.1", "::1", "localhost")
CALLBACK = "/oauth2callback"
_METADATA = "/.well-known/openid-configuration"


class Login(Model):
    """``adres``: of this app, as a browser sees it; ``uitgever``: the issuer whose identities count, and no other."""

    adres: str
    uitgever: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr = Field(min_length=8)
    cookie_secret: SecretStr = Field(min_length=32)
    metadata_url: str | None = None
    scope: str = "openid email profile"
    claim: str | None = None

    @field_validator("adres", "uitgever", "metadata_url")
    @classmethod
    def _is_safe(cls, value: str | None) -> str | None:
        """Over a network only https: a password or an identity must not be read on the way."""
        if value is None:
            return value
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
            raise ValueError
        if parts.query or parts.fragment or not parts.hostname:
            raise ValueError
        return value

    @property
    def secure(self) -> bool:
        """Whether browsers reach this app by https."""
        return self.adres.startswith("https:")

    def secrets(self) -> dict[str, object]:
        """The same in the form in which Streamlit wants it."""
        metadata = self.metadata_url or self.uitgever.rstrip("/") + _METADATA
        return {
            "redirect_uri": self.adres.rstrip("/") + CALLBACK,
            "cookie_secret": self.cookie_secret.get_secret_value(),
            "client_id": self.client_id,
            "client_secret": self.client_secret.get_secret_value(),
            "server_metadata_url": metadata,
            "client_kwargs": {"scope": self.scope},
        }


@cache
def login() -> Login | None:
    """How people log in; None where no file says it, and in a public process, where nobody does.

    Raises WijkpeilError naming file, line and field, never a value.
    """
    path = settings().login
    return None if path is None or settings().public else _read(path)


def _read(path: Path) -> Login:
    if not path.is_file():
        raise WijkpeilError(
            f"WIJKPEIL_LOGIN wijst naar {path.name}, maar dat bestand is er niet. Maak het (zie docs/beheer.md) of "
            "haal WIJKPEIL_LOGIN weg."
        )
    if path.stat().st_mode & 0o007:
        raise WijkpeilError(
            f"{path.name} bevat geheimen en is voor iedereen op deze machine te lezen. Beperk dat met: chmod 640 "
            f"{path.name}."
        )
    file = read_yaml(path, path.name)
    try:
        return Login.model_validate(file.content)
    except ValidationError as error:
        said = " ".join(_objection(file, tuple(one["loc"]), one["type"]) for one in error.errors(include_input=False))
        raise WijkpeilError(said) from None


_REMEDIES = {
    "adres": "Geef het adres zoals de browser het ziet, bijvoorbeeld https://monitor.gemeente.nl (https, zonder pad).",
    "uitgever": "Geef de uitgever (issuer) van de inlogdienst, met https.",
    "metadata_url": "Geef het adres met https, of haal het veld weg.",
    "client_secret": "Neem de waarde over uit de inlogdienst (minstens 8 tekens).",
    "cookie_secret": "Verzin een willekeurige tekst van minstens 32 tekens, bijvoorbeeld met: openssl rand -hex 32.",
}


def _objection(file: YamlFile, place: tuple[str | int, ...], kind: str) -> str:
    field = str(place[0]) if place else ""
    if not field:
        return (
            f"{file.name}: hier horen velden te staan, zoals 'adres: https://monitor.gemeente.nl'. Zie docs/beheer.md."
        )
    if kind == "extra_forbidden":
        remedy = nearest(field, Login.model_fields) or "Verwijder het veld."
        return file.objection(place, f"onbekend veld '{field}'.", remedy)
    if kind == "missing":
        return f"{file.name}: het veld '{field}' ontbreekt. {_REMEDIES.get(field, 'Vul het in.')}"
    return file.objection(place, f"de waarde bij '{field}' kan niet.", _REMEDIES.get(field, "Verbeter haar."))
