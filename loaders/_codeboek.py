"""What a codebook says of a file of a bewonersenquête: its questions and answers, its sample, and how long it is kept.

Field names are the YAML keys, hence Dutch. A codebook is a description like that of a register, with ``enquete``.
"""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from loaders._descriptor import Beschrijving, Text
from loaders._enquete_variabelen import FIGURES, GRADE, QUESTIONS
from model.base import Model
from model.loading import MINIMUM_EFFECTIVE, MINIMUM_RESPONDENTS


class Vraag(Model):
    """One column with codes: ``telt`` lists those that count in the share, ``geen_antwoord`` those outside the base.

    A rapportcijfer has ``schaal: 1-10`` and no list of answers. A blank cell is never an answer.
    """

    kolom: Text
    variabele: str
    vraag: str
    antwoorden: dict[Text, str] = Field(default_factory=dict)
    telt: tuple[Text, ...] = ()
    geen_antwoord: tuple[Text, ...] = ()
    schaal: Literal["1-10"] | None = None

    @model_validator(mode="after")
    def _share_or_grade(self) -> Self:
        _known(self.variabele, QUESTIONS)
        if (QUESTIONS[self.variabele].kind == GRADE) != (self.schaal is not None):
            grade, share = "een rapportcijfer: geef 'schaal'", "geen rapportcijfer: laat 'schaal' weg"
            word = grade if self.schaal is None else share
            raise ValueError(f"'{self.variabele}' is {word}")
        if self.schaal is not None:
            if self.antwoorden or self.telt:
                raise ValueError("een vraag met 'schaal' heeft geen 'antwoorden' en geen 'telt'")
            return self
        if not self.telt:
            raise ValueError("noem bij 'telt' de antwoorden die meetellen in het aandeel")
        outside = next((c for c in (*self.telt, *self.geen_antwoord) if c not in self.antwoorden), None)
        if outside is not None:
            raise ValueError(f"code '{outside}' staat niet bij 'antwoorden'")
        both = set(self.telt) & set(self.geen_antwoord)
        if both:
            raise ValueError(f"code '{min(both)}' staat bij 'telt' en bij 'geen_antwoord'")
        return self


class Weging(Model):
    """A characteristic whose totals in the population are known: weights are fitted to it (raking)."""

    kolom: Text
    totalen: dict[Text, float] = Field(min_length=2)


class _Enquete(Beschrijving):
    jaar: int = Field(ge=1990, le=2100)
    grenzenjaar: int | None = None
    minimum_respondenten: int = Field(default=MINIMUM_RESPONDENTS, ge=10)
    minimum_effectief: int = Field(default=MINIMUM_EFFECTIVE, ge=5)

    @property
    def key(self) -> str:
        """Id and year, also the edition."""
        return f"{self.id}-{self.jaar}"


class Codeboek(_Enquete):
    """A file with one row per respondent. ``bewaren_tot``: the day after which it must be erased.

    Weights come from ``gewicht``; without it from ``bevolking`` (people per stratum over respondents), else all are 1.
    ``bevolking`` also gives the finite population correction. ``respondentnummer`` is checked and then forgotten.
    """

    enquete: Literal["respondenten"]
    bewaren_tot: date
    gewicht: Text | None = None
    stratum: Text | None = None
    respondentnummer: Text | None = None
    bevolking: dict[Text, int] = Field(default_factory=dict)
    weging: tuple[Weging, ...] = ()
    uitgenodigd: int | None = Field(default=None, gt=0)
    vragen: tuple[Vraag, ...] = Field(min_length=1)

    @classmethod
    def is_meant_by(cls, raw: Mapping[str, Any]) -> bool:
        """Any ``enquete`` but that of totals, so that a typing error in the word is told."""
        return bool(raw.get("enquete", "totalen") != "totalen")

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for what, names in (
            ("variabele", [vraag.variabele for vraag in self.vragen]),
            ("kolom", [vraag.kolom for vraag in self.vragen]),
        ):
            doubled = next((name for name in names if names.count(name) > 1), None)
            if doubled is not None:
                raise ValueError(f"{what} '{doubled}' staat er twee keer bij 'vragen'")
        if self.bevolking and self.stratum is None:
            raise ValueError("'bevolking' is per stratum: noem bij 'stratum' de kolom")
        return self

    @property
    def fixed_columns(self) -> tuple[str, ...]:
        """Columns that the file must have."""
        single = tuple(c for c in (self.gewicht, self.stratum, self.respondentnummer) if c)
        listed = (*(w.kolom for w in self.weging), *(v.kolom for v in self.vragen))
        return tuple(dict.fromkeys((*super().fixed_columns, *single, *listed)))


class Uitkomst(Model):
    """Columns of one figure: value (percentage or grade), number of answers, and half the width of its 95 % interval.

    Without ``marge`` it is that of a simple random sample times the root of ``ontwerpeffect``, for shares only.
    """

    variabele: str
    kolom: Text
    aantal: Text
    marge: Text | None = None

    @model_validator(mode="after")
    def _a_margin(self) -> Self:
        _known(self.variabele, FIGURES)
        if self.marge is None and FIGURES[self.variabele].kind == GRADE:
            raise ValueError(f"'{self.variabele}' is een gemiddelde: noem bij 'marge' de kolom met de marge")
        return self


class Totalenboek(_Enquete):
    """A file with one row per area. ``personen``: how many people the row stands for, needed to add areas up.

    ``duizendtal``: the mark between thousands in numbers of answers and people.
    """

    enquete: Literal["totalen"]
    personen: Text | None = None
    duizendtal: Literal[",", ".", " ", "'"] | None = None
    ontwerpeffect: float = Field(default=1.0, ge=1.0)
    uitkomsten: tuple[Uitkomst, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _marks_differ(self) -> Self:
        if self.decimaal is not None and self.decimaal == self.duizendtal:
            raise ValueError("'decimaal' en 'duizendtal' zijn verschillend")
        return self

    @classmethod
    def is_meant_by(cls, raw: Mapping[str, Any]) -> bool:
        return raw.get("enquete") == "totalen"

    @property
    def fixed_columns(self) -> tuple[str, ...]:
        """Columns that the file must have."""
        listed = tuple(c for u in self.uitkomsten for c in (u.kolom, u.aantal, u.marge) if c)
        return tuple(dict.fromkeys((*super().fixed_columns, *((self.personen,) if self.personen else ()), *listed)))


def _known(name: str, names: Mapping[str, object]) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; bedoeld is misschien '{near[0]}'" if near else f"; kies uit {', '.join(names)}"
        raise ValueError(f"'{name}' is geen variabele van een enquête{hint}")
