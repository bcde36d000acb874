"""The canvas of a strategie: activiteiten (throughput), resultaten (output), effecten (outcome) side by side. HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from charts import prestaties
from charts.effecten import Shown, effects
from charts.interventies import Link, name_link
from charts.table import Column
from model.inhoud import Inhoud, title_of
from model.uitvoering import Activiteit, Effect, Prestatie, Resultaat

COLUMNS = (
    Column("soort", "soort"),
    Column("naam", "wat"),
    Column("interventie", "interventie of doel"),
    Column("gepland", "gepland", 2),
    Column("gerealiseerd", "gerealiseerd", 2),
    Column("eenheid", "eenheid"),
    Column("uiterlijk", "uiterlijk"),
    Column("stand", "stand"),
)
_EMPTY = {
    "activiteiten": "Hier komt wat er wordt gedaan, en hoeveel.",
    "resultaten": "Hier komt wat dat oplevert, en hoeveel.",
    "effecten": "Hier komt wat er voor bewoners verandert.",
}


@dataclass(frozen=True)
class Canvas:
    """What one strategie does, what comes of it and what it is for."""

    activiteiten: Sequence[Activiteit]
    resultaten: Sequence[Resultaat]
    effecten: Sequence[Effect]

    @property
    def counted(self) -> list[Prestatie]:
        """Everything that is counted."""
        return [*self.activiteiten, *self.resultaten]

    def __bool__(self) -> bool:
        return bool(self.counted or self.effecten)


def canvas_of(inhoud: Inhoud, strategie: str) -> Canvas:
    """The canvas of a strategie; what names only an interventie belongs to the strategie of that."""
    owner = {one.id: one.strategie for one in inhoud.interventies}

    def own(one: Prestatie) -> bool:
        return (one.strategie or owner.get(one.interventie, "")) == strategie

    return Canvas(
        [one for one in inhoud.activiteiten if own(one)],
        [one for one in inhoud.resultaten if own(one)],
        [one for one in inhoud.effecten if one.strategie == strategie],
    )


def fill(table: str) -> str:
    """How an empty part is filled."""
    return f"Vul bij Invoer de tabel {title_of(table)}."


def html(of: Canvas, inhoud: Inhoud, doelen: Mapping[str, str], shown: Shown, link: Link, today: date) -> str:
    """Three columns, below each other on a narrow screen; ``doelen``: names by id; ``link``: to an interventie."""
    known = {one.id: one for one in inhoud.interventies}

    def name(interventie: str) -> str:
        return name_link(known[interventie], link)

    columns = (
        ("activiteiten", "Wat wordt er gedaan?", prestaties.items(of.activiteiten, name, today)),
        ("resultaten", "Wat levert dat op?", prestaties.items(of.resultaten, name, today)),
        ("effecten", "Wat verandert er voor bewoners?", effects(of.effecten, doelen, shown)),
    )
    return f'<div class="wp-canvas">{"".join(_column(*column) for column in columns)}</div>'


def _column(name: str, question: str, items: str) -> str:
    body = f"<ul>{items}</ul>" if items else f'<p class="wp-small">{_EMPTY[name]} {fill(name)}</p>'
    head = f"<h3>{name.capitalize()}</h3><p class='wp-small'>{question}</p>"
    return f'<section class="wp-card">{head}{body}</section>'


def seen(of: Canvas, today: date) -> str:
    """How many were reached, and of how many the day has passed."""
    told = [f"Activiteiten en resultaten: {prestaties.counted(of.counted, today)}."]
    told.append(f"Effecten: {len(of.effecten)}.")
    without = sum(not one.indicatoren for one in of.effecten)
    if without:
        told.append(f"Bij {without} daarvan is nog geen indicator gekozen.")
    return " ".join(told)


def table(of: Canvas, inhoud: Inhoud, doelen: Mapping[str, str], today: date) -> pd.DataFrame:
    """One row per activiteit, resultaat and effect, with ``COLUMNS``."""
    names = {one.id: one.naam for one in inhoud.interventies}
    rows = [
        (
            "activiteit" if isinstance(one, Activiteit) else "resultaat",
            one.naam,
            names.get(one.interventie, ""),
            one.gepland,
            one.gerealiseerd,
            one.eenheid,
            one.uiterlijk,
            prestaties.state(one, today).value,
        )
        for one in of.counted
    ]
    rows += [
        ("effect", one.omschrijving, doelen.get(one.doel, ""), None, None, "", "", f"{one.termijn.value}e termijn")
        for one in of.effecten
    ]
    return pd.DataFrame(rows, columns=[column.key for column in COLUMNS], dtype=object)
