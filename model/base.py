"""The one base class of all models: frozen, and strict about unknown fields, so that a typo in YAML is an error."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Immutable record; an unknown field is refused instead of ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
