"""Areas of the national programme that a programme can be set beside: whose they are, and which buurten they hold."""

from typing import Self

from pydantic import Field, model_validator

from model.base import Model


class Focusgebied(Model):
    """One area. Its buurten are those of ``programma`` (its focuswijken together), else ``buurten`` on the borders of
    ``grenzenjaar``; with neither the borders are still to be filled in, and there are no figures.

    ``bron``: where the borders are from. ``fictief``: shown beside an invented programme only.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    gemeente: str = Field(pattern=r"^GM\d{4}$")
    gemeente_naam: str
    programma: str = ""
    grenzenjaar: int | None = None
    buurten: tuple[str, ...] = ()
    bron: str
    toelichting: str = ""
    fictief: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.programma and self.buurten:
            raise ValueError("noem óf een programma óf buurten")
        if self.buurten and self.grenzenjaar is None:
            raise ValueError("bij buurten hoort een grenzenjaar")
        if self.grenzenjaar is not None and not self.buurten:
            raise ValueError("een grenzenjaar hoort bij buurten")
        return self


class Focusgebieden(Model):
    """The whole of ``focusgebieden.yaml``; areas are shown in this order. ``volledig``: whether none lack."""

    volledig: bool
    toelichting: str = ""
    focusgebieden: tuple[Focusgebied, ...]


def focusgebied_code(identifier: str) -> str:
    """Area code of a focusgebied, e.g. ``focusgebied:breda``."""
    return f"focusgebied:{identifier}"
