"""A variable: what a source measures, in one canonical unit, whatever its files call it."""

from enum import StrEnum

from model.base import Model


class Counted(StrEnum):
    """What one unit of a count is: it decides how many of them may be shown. Events stand for the persons in them."""

    PERSONEN = "personen"
    HUISHOUDENS = "huishoudens"
    WONINGEN = "woningen"


class Variable(Model):
    """``unit`` is the canonical unit of values in observation frames, spelled as CBS spells it.

    ``counts`` and ``about_income`` decide which limit of disclosure control holds; ``part_of`` names the variable that
    this one is a part of, so that a reader can take it off that total.
    """

    id: str
    title: str
    unit: str
    kind: str
    counts: Counted = Counted.PERSONEN
    about_income: bool = False
    part_of: str | None = None
