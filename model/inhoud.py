"""All tables of a programme folder together: a field is a table, and its name the name of the CSV file."""

from collections.abc import Iterable
from typing import get_args

from model.afspraken import NormRegel, StreefwaardeRegel
from model.base import Model
from model.middelen import Middel, Overzicht, Regeling, Totaal
from model.table import Sourced, TableRow, spelled
from model.tafelvragen import Tafelvraag
from model.toetsing import Onderzoek, Toetsing, Verantwoording
from model.uitvoering import (
    Activiteit,
    Document,
    Effect,
    Interventie,
    Partner,
    Resultaat,
    Strategie,
    StrategieDoel,
)
from model.waarden import CollectiefDoel, Inwonerdoel, Inwonergroep, Waarde
from model.woonplekken import Herkomst, Woonplek


class Inhoud(Model):
    """What a programme folder says beside ``programme.yaml``. A table without a file is empty."""

    documenten: tuple[Document, ...] = ()
    partners: tuple[Partner, ...] = ()
    strategieen: tuple[Strategie, ...] = ()
    strategie_doelen: tuple[StrategieDoel, ...] = ()
    interventies: tuple[Interventie, ...] = ()
    activiteiten: tuple[Activiteit, ...] = ()
    resultaten: tuple[Resultaat, ...] = ()
    effecten: tuple[Effect, ...] = ()
    streefwaarden: tuple[StreefwaardeRegel, ...] = ()
    referentienormen: tuple[NormRegel, ...] = ()
    regelingen: tuple[Regeling, ...] = ()
    overzichten: tuple[Overzicht, ...] = ()
    middelen: tuple[Middel, ...] = ()
    totalen: tuple[Totaal, ...] = ()
    waarden: tuple[Waarde, ...] = ()
    inwonergroepen: tuple[Inwonergroep, ...] = ()
    inwonerdoelen: tuple[Inwonerdoel, ...] = ()
    collectieve_doelen: tuple[CollectiefDoel, ...] = ()
    toetsing: tuple[Toetsing, ...] = ()
    verantwoording: tuple[Verantwoording, ...] = ()
    onderzoek: tuple[Onderzoek, ...] = ()
    woonplekken: tuple[Woonplek, ...] = ()
    herkomst: tuple[Herkomst, ...] = ()
    tafelvragen: tuple[Tafelvraag, ...] = ()

    def interventies_of(self, doel: str) -> tuple[Interventie, ...]:
        """Interventies that name this doel, and those that name none and whose strategie serves it."""
        serving = {pair.strategie for pair in self.strategie_doelen if pair.doel == doel}
        return tuple(
            one for one in self.interventies if doel in one.doelen or (not one.doelen and one.strategie in serving)
        )

    def sources(self, rows: Iterable[Sourced]) -> list[Document]:
        """The documents that rows come from, in the order of the table."""
        named = {row.bron for row in rows}
        return [document for document in self.documenten if document.id in named]


TABLES: dict[str, type[TableRow]] = {name: get_args(field.annotation)[0] for name, field in Inhoud.model_fields.items()}


def title_of(table: str) -> str:
    """What a table is called on a page."""
    return TABLES[table].TITLE or spelled(table)
