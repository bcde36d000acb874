"""What a descriptor says about a local register file: where area, period and variables are, in its owner's words.

Field names are the YAML keys, hence Dutch. A descriptor holds facts about a format, never figures.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from loaders._register_variables import COUNT, MEAN, PERCENTAGE, SCORE, VARIABLES
from model.base import Model
from model.status import Reason
from model.variable import Variable

YEAR_SLOT = "{jaar}"

# YAML reads 2022 and 0 as numbers; in a descriptor they are always text.
Text = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value), Field(min_length=1)]
Soort = Literal["land", "gemeente", "wijk", "buurt"]
RedenWoord = Literal["onbekend", "geheim", "niet van toepassing", "nog niet gepubliceerd"]

REASONS: dict[str, Reason] = {
    "onbekend": Reason.UNKNOWN,
    "geheim": Reason.SECRET,
    "niet van toepassing": Reason.NOT_APPLICABLE,
    "nog niet gepubliceerd": Reason.NOT_PUBLISHED,
}
_KINDS = {"aantal": COUNT, "percentage": PERCENTAGE, "gemiddelde": MEAN, "score": SCORE}


class Herkenning(Model):
    """Which columns tell that a file is this one: all of ``kolommen`` are there and none of ``niet``."""

    kolommen: tuple[Text, ...] = Field(min_length=1)
    niet: tuple[Text, ...] = ()


class Gebied(Model):
    """Where the area is, and the rules that decide when a name fits two areas.

    ``namen`` maps a name in the file to an official name or code; ``apart`` maps a name to the reason to leave it out.
    """

    kolom: Text
    inhoud: Literal["naam", "code"] = "naam"
    voorvoegsel: str = ""
    soort: Soort | None = None
    soort_kolom: Text | None = None
    soort_waarden: dict[Text, Soort] = Field(default_factory=dict)
    soort_uitzonderingen: dict[Text, Soort] = Field(default_factory=dict)
    volgorde: Literal["wijk eerst"] | None = None
    bovenliggend: Text | None = None
    namen: dict[Text, Text] = Field(default_factory=dict)
    apart: dict[Text, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if sum(rule is not None for rule in (self.soort, self.soort_kolom, self.volgorde)) > 1:
            raise ValueError("gebruik één van 'soort', 'soort_kolom' en 'volgorde'")
        if bool(self.soort_kolom) != bool(self.soort_waarden):
            raise ValueError("'soort_kolom' en 'soort_waarden' horen bij elkaar")
        if self.voorvoegsel and self.inhoud != "code":
            raise ValueError("een 'voorvoegsel' hoort bij 'inhoud: code'")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(c for c in (self.kolom, self.soort_kolom, self.bovenliggend) if c)


class Periode(Model):
    """Where the year is: a column, the column headers, one fixed year, or the edition that is stated with the file."""

    kolom: Text | None = None
    kolomkoppen: bool = False
    vast: Text | None = Field(default=None, pattern=r"^(19|20)\d{2}$")
    uit_editie: bool = False

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum((self.kolom is not None, self.kolomkoppen, self.vast is not None, self.uit_editie)) != 1:
            raise ValueError("gebruik precies één van 'kolom', 'kolomkoppen', 'vast' en 'uit_editie'")
        return self


class Meting(Model):
    """One column, or one column per year (``{jaar}`` in its name), and the variable that it holds.

    A variable that Wijkpeil does not know needs a ``titel`` and a ``soort``. Values are multiplied by ``factor``.
    """

    kolom: Text
    variabele: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    eenheid: str
    factor: float = Field(default=1.0, gt=0)
    titel: str | None = None
    soort: Literal["aantal", "percentage", "gemiddelde", "score"] | None = None
    minimum: float | None = None
    maximum: float | None = None

    @model_validator(mode="after")
    def _known_or_described(self) -> Self:
        known = VARIABLES.get(self.variabele)
        if known is None and not (self.titel and self.soort):
            raise ValueError(f"'{self.variabele}' is een nieuwe variabele: geef een 'titel' en een 'soort'")
        if known is not None and self.eenheid != known.unit and self.factor == 1.0:
            raise ValueError(
                f"'{self.variabele}' is in '{known.unit}': geef een 'factor' om '{self.eenheid}' om te rekenen"
            )
        return self

    @property
    def variable(self) -> Variable:
        known = VARIABLES.get(self.variabele)
        if known is not None:
            return known
        return Variable(
            id=self.variabele, title=self.titel or "", unit=self.eenheid, kind=_KINDS.get(self.soort or "", SCORE)
        )

    @property
    def low(self) -> float | None:
        """Lowest value allowed in the file's unit: the one declared, else 0 for counts and percentages."""
        return 0.0 if self.minimum is None and self.variable.kind in (COUNT, PERCENTAGE) else self.minimum

    @property
    def high(self) -> float | None:
        return 100.0 if self.maximum is None and self.variable.kind == PERCENTAGE else self.maximum

    def matches(self, header: str) -> str | None:
        """The year that ``header`` gives for this column with ``{jaar}``, or None when it is another column."""
        pattern = re.escape(self.kolom).replace(re.escape(YEAR_SLOT), r"((?:19|20)\d{2})")
        found = re.fullmatch(pattern, header)
        return found.group(1) if found and found.groups() else None


UNKNOWN = "onbekend"
# What an export says of figures whose description does not tell.
LICENCE_UNKNOWN = "niet opgegeven; vraag de gemeente"


class Beschrijving(Model):
    """What every description of a file says: whose it is, how the file is recognised, and where the area is."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    naam: str
    uitgever: str
    licentie: str = UNKNOWN
    gemeente: str = Field(pattern=r"^GM\d{4}$")
    herkenning: Herkenning
    gebied: Gebied
    overgeslagen: tuple[Text, ...] = ()
    decimaal: Literal[",", "."] | None = None
    werkblad: str | None = None
    scheidingsteken: Literal[";", ",", "\t", "|"] | None = None
    opmerkingen: tuple[str, ...] = ()

    @property
    def licence(self) -> str:
        """The licence that its maker gives; empty when that is not told."""
        return "" if self.licentie.strip().lower() in {"", UNKNOWN} else self.licentie

    @classmethod
    def is_meant_by(cls, raw: Mapping[str, Any]) -> bool:
        """Whether YAML is a description of this kind; one of a survey says so with ``enquete``."""
        return "enquete" not in raw

    @property
    def fixed_columns(self) -> tuple[str, ...]:
        """Columns that the file must have."""
        return tuple(dict.fromkeys((*self.herkenning.kolommen, *self.gebied.columns)))

    @property
    def key(self) -> str:
        """What tells two descriptions apart: those of one survey differ in their year."""
        return self.id

    def fits(self, header: list[str]) -> bool:
        return set(self.herkenning.kolommen) <= set(header) and not set(self.herkenning.niet) & set(header)


class Descriptor(Beschrijving):
    """The YAML of a register file. ``ontbreekt`` adds marks for missing values to the usual ones, with the reason.

    ``grenzenjaar``: the year whose borders the file follows, or 'elk jaar' when each year follows its own; without it
    the last year in the file, since municipalities recalculate a series to the borders of the day. ``openbaar``: the
    municipality publishes these figures as they are, so that hiding them would protect nobody.
    """

    periode: Periode
    variabelen: tuple[Meting, ...] = Field(min_length=1)
    ontbreekt: dict[Text, RedenWoord] = Field(default_factory=dict)
    duizendtal: Literal[",", ".", " ", "'"] | None = None
    grenzenjaar: int | Literal["elk jaar"] | None = None
    openbaar: bool = False

    @field_validator("variabelen")
    @classmethod
    def _each_once(cls, metingen: tuple[Meting, ...]) -> tuple[Meting, ...]:
        ids = [meting.variabele for meting in metingen]
        doubled = next((i for i in ids if ids.count(i) > 1), None)
        if doubled:
            raise ValueError(f"'{doubled}' staat er twee keer")
        return metingen

    @model_validator(mode="after")
    def _year_where_said(self) -> Self:
        for meting in self.variabelen:
            if (YEAR_SLOT in meting.kolom) != self.periode.kolomkoppen:
                raise ValueError("'{jaar}' in een kolomnaam en 'kolomkoppen: true' bij de periode horen bij elkaar")
        if self.decimaal is not None and self.decimaal == self.duizendtal:
            raise ValueError("'decimaal' en 'duizendtal' zijn verschillend")
        return self

    @property
    def fixed_columns(self) -> tuple[str, ...]:
        """Columns that the file must have; columns per year are found by their pattern."""
        period = (self.periode.kolom,) if self.periode.kolom else ()
        plain = tuple(m.kolom for m in self.variabelen if YEAR_SLOT not in m.kolom)
        return tuple(dict.fromkeys((*super().fixed_columns, *period, *plain)))
