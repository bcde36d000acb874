"""Registered crime per buurt, wijk and gemeente and kind, from 2012: the police's own table on StatLine (47018NED).

The counts mean what those of a municipal register mean, which has them from the police as well; so they are the same
variables. All years are on the newest borders.
"""

from loaders._register_variables import VARIABLES as REGISTER_VARIABLES
from loaders._statline import Line, StatLineLoader, StatLineTable
from model.remote import Editions, Server
from model.source import Source
from model.variable import Variable

# Key of the kind, with a word of its title: the police have given keys another meaning before.
_KINDS = {
    "misdrijven": ("0.0.0", "totaal"),
    "misdrijven_woninginbraak": ("1.1.1", "woning"),
    "misdrijven_inbraak_box_garage_schuur": ("1.1.2", "schuur"),
    "misdrijven_diefstal_uit_motorvoertuig": ("1.2.1", "motorvoertuig"),
    "misdrijven_diefstal_motorvoertuig": ("1.2.2", "motorvoertuig"),
    "misdrijven_fietsdiefstal": ("1.2.3", "fiets"),
    "misdrijven_moord_doodslag": ("1.4.2", "doodslag"),
    "misdrijven_openlijk_geweld": ("1.4.3", "openlijk geweld"),
    "misdrijven_bedreiging": ("1.4.4", "bedreiging"),
    "misdrijven_mishandeling": ("1.4.5", "mishandeling"),
    "misdrijven_straatroof": ("1.4.6", "straatroof"),
    "misdrijven_overval": ("1.4.7", "overval"),
    "misdrijven_vernieling": ("2.2.1", "vernieling"),
    "misdrijven_inbraak_bedrijf": ("2.5.1", "bedrijven"),
    "misdrijven_winkeldiefstal": ("2.5.2", "winkeldiefstal"),
    "misdrijven_drugshandel": ("3.1.1", "drugshandel"),
    "misdrijven_horizontale_fraude": ("3.9.1", "horizontale fraude"),
}
VARIABLES: dict[str, Variable] = {name: REGISTER_VARIABLES[name] for name in _KINDS}


class PolitieMisdrijven(StatLineLoader):
    source = Source(
        id="politie_misdrijven",
        name="Geregistreerde misdrijven per wijk en buurt",
        publisher="Politie",
        licence="CC BY 4.0",
        url="https://data.politie.nl",
        rank=45,
        every_years=1,
        note="Misdrijven tellen waar zij gebeurden. De politie geeft alle jaren op de nieuwste grenzen.",
    )
    table = StatLineTable(
        what="geregistreerde misdrijven per soort",
        title=r"^Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers",
        tables={"": "47018NED"},
        server=Server.DERDEN,
        editions=Editions.NEWEST_PERIOD,
        dimension="SoortMisdrijf",
        lines=tuple(
            Line(VARIABLES[name], "geregistreerdemisdrijven", kind=key, word=word, low=0)
            for name, (key, word) in _KINDS.items()
        ),
    )


LOADER = PolitieMisdrijven()
