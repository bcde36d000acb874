"""All tables of a programme folder together: a field is a table, and its name the name of the CSV file."""

from typing import get_args

from model.afspraken import NormRegel, StreefwaardeRegel
from model.base import Model
from model.middelen import Middel, Overzicht, Regeling, Totaal
from model.table import TableRow
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
    woonplekken: tuple[Woonplek, ...] = ()
    herkomst: tuple[Herkomst, ...] = ()


TABLES: dict[str, type[TableRow]] = {name: get_args(field.annotation)[0] for name, field in Inhoud.model_fields.items()}
