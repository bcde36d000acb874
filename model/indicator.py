"""Indicators: one declaration says what is shown, how it is computed and added up, and what must be said beside it."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from model.areas import Level
from model.base import Model


class Theme(StrEnum):
    """Themes; the value is the id, the label is in THEME_LABELS."""

    BEVOLKING = "bevolking"
    WONEN = "wonen"
    INKOMEN = "inkomen"
    WERK = "werk"
    OPGROEIEN = "opgroeien"
    VEILIGHEID = "veiligheid"
    GEZONDHEID = "gezondheid"
    MEEDOEN = "meedoen"
    VOORZIENINGEN = "voorzieningen"
    LEEFBAARHEID = "leefbaarheid"


THEME_LABELS: dict[Theme, str] = {
    Theme.BEVOLKING: "Bevolking",
    Theme.WONEN: "Wonen",
    Theme.INKOMEN: "Inkomen",
    Theme.WERK: "Werk",
    Theme.OPGROEIEN: "Opgroeien en onderwijs",
    Theme.VEILIGHEID: "Veiligheid",
    Theme.GEZONDHEID: "Gezondheid",
    Theme.MEEDOEN: "Meedoen",
    Theme.VOORZIENINGEN: "Voorzieningen",
    Theme.LEEFBAARHEID: "Leefbaarheid",
}


class Kind(StrEnum):
    """Statistical kind, which decides the interval and the test."""

    PROPORTION = "proportion"
    RATE = "rate"
    MEAN = "mean"
    SCORE = "score"
    COUNT = "count"
    INDEX = "index"


class Direction(StrEnum):
    HIGHER_IS_BETTER = "hoger is beter"
    LOWER_IS_BETTER = "lager is beter"
    NEUTRAL = "neutraal"


class Aggregation(StrEnum):
    """How a group of buurten gets a value."""

    SUM = "som"
    RATIO_OF_SUMS = "som van tellers gedeeld door som van noemers"
    WEIGHTED_MEAN = "gewogen gemiddelde"
    NONE = "niet op te tellen"


class Testing(StrEnum):
    """Which test fits a figure, or why none does."""

    SHARE = "share"
    RATE = "rate"
    MEAN = "mean"
    MODEL = "model"
    SPREAD = "spread"
    BASE = "base"


class Recipe(Model):
    """How one source gives the indicator for one area.

    Either ``value`` (a published figure) or ``numerator`` (variables that are summed) with an optional ``denominator``.
    The result is ``factor`` times value, or times numerator over denominator. ``weight`` names the variables whose sum
    weighs a published mean when buurten are added up; its nearest year is used. Denominators and weights come from the
    recipe's own source where it has them, else from the source with the lowest rank. ``weight_is_base``: the weight is
    what a published share or rate was divided by, so that its chance can be told.
    """

    source: str
    value: str | None = None
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    weight: tuple[str, ...] = ()
    weight_is_base: bool = False
    factor: float = 1.0

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.value is None) == (not self.numerator):
            raise ValueError("een recept heeft óf een gepubliceerde waarde óf een teller")
        if self.denominator and not self.numerator:
            raise ValueError("een noemer zonder teller")
        return self

    @property
    def variables(self) -> tuple[str, ...]:
        return ((self.value,) if self.value else ()) + self.numerator + self.denominator + self.weight


class Break(Model):
    """The series before ``period`` may not be compared with the series from ``period`` on."""

    period: str
    why: str


class WorkedExample(Model):
    """Figures worked by hand: one dict of variables per buurt, the value of each buurt, and the value of the group.

    ``group`` None means that the group gets no value. A test runs this through the real computation.
    """

    buurten: tuple[dict[str, float], ...]
    values: tuple[float, ...]
    group: float | None


class Indicator(Model):
    """One indicator. ``decimals`` is for display; ``feeds`` says in Dutch what would feed it when no source does.

    ``plain_description``: for residents, what counts; from ``indicators/uitleg.toml`` unless declared.
    ``repeatable``: events that come in series (crime, reports), which vary more than chance alone.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    plain_name: str
    plain_sentence: str
    description: str
    plain_description: str = ""
    theme: Theme
    unit: str
    decimals: int
    kind: Kind
    direction: Direction
    aggregation: Aggregation
    recipes: tuple[Recipe, ...]
    example: WorkedExample
    feeds: str
    breaks: tuple[Break, ...] = ()
    caveats: tuple[str, ...] = ()
    lowest_level: Level = Level.BUURT
    minimum_n: int | None = None
    public: bool = True
    modelled: bool = False
    repeatable: bool = False

    @property
    def testing(self) -> Testing:
        """A share or rate of a known base, a mean of a survey; else a model, a mean without spread, or no base."""
        if self.modelled:
            return Testing.MODEL
        if self.kind is Kind.MEAN and self.minimum_n is not None:
            return Testing.MEAN
        if self.kind not in (Kind.PROPORTION, Kind.RATE):
            return Testing.RATE if self.repeatable else Testing.SPREAD
        if not all(recipe.denominator or recipe.weight_is_base for recipe in self.recipes):
            return Testing.BASE
        return Testing.SHARE if self.kind is Kind.PROPORTION else Testing.RATE

    @model_validator(mode="after")
    def _aggregation_fits(self) -> Self:
        for recipe in self.recipes:
            if self.aggregation is Aggregation.RATIO_OF_SUMS and not recipe.denominator:
                raise ValueError(f"{self.id}: tellers en noemers opgeteld vraagt een noemer")
            if self.aggregation is Aggregation.WEIGHTED_MEAN and not (recipe.value and recipe.weight):
                raise ValueError(f"{self.id}: een gewogen gemiddelde vraagt een waarde en een gewicht")
            if self.aggregation is Aggregation.SUM and recipe.denominator:
                raise ValueError(f"{self.id}: een som heeft geen noemer")
        return self
