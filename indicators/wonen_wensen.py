"""Whether people find a home that fits, and stay: waiting, moving within the wijk, and what residents say themselves.

Sources: register files of the municipality or the housing associations, and a bewonersenquête. None is public at hand.
"""

from indicators._forms import rate, survey
from indicators._parts import REGISTER, published, ratio, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="wachttijd_sociale_huur",
        name="Wachttijd voor een sociale huurwoning",
        plain_name="Hoe lang mensen wachten op een huurhuis",
        plain_sentence="Wie in {gebied} een sociale huurwoning kreeg, wachtte daar gemiddeld {waarde} op.",
        description=(
            "Gemiddelde tijd in maanden tussen inschrijven en toewijzing, van de toegewezen sociale huurwoningen."
        ),
        theme=Theme.WONEN,
        unit="maanden",
        decimals=0,
        kind=Kind.MEAN,
        direction=Direction.LOWER_IS_BETTER,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("wachttijd_sociale_huur", ("woningen_gemeente",), source=REGISTER),
        caveats=(
            "Alleen wie een woning kreeg, telt mee. Wie nog wacht, zit niet in dit cijfer.",
            "Voor een groep middelen we naar het aantal woningen, omdat het aantal toewijzingen er niet bij staat.",
        ),
        feeds="Een bestand van de woningcorporaties met de wachttijd van toegewezen woningen per buurt.",
        example=worked(
            {"wachttijd_sociale_huur": 60, "woningen_gemeente": 900},
            {"wachttijd_sociale_huur": 84, "woningen_gemeente": 300},
            values=(60, 84),
            group=66,
        ),
    ),
    rate(
        Theme.WONEN,
        "doorstroom_binnen_wijk",
        name="Verhuizingen binnen de wijk",
        plain_name="Verhuizen en toch in de wijk blijven",
        plain_sentence="Van elke 1.000 huishoudens in {gebied} verhuisden er {waarde} naar een ander huis in de wijk.",
        description="Huishoudens die in een jaar binnen de eigen wijk verhuisden, per 1.000 huishoudens.",
        direction=Direction.HIGHER_IS_BETTER,
        unit="per 1.000 huishoudens",
        recipes=ratio(("doorstroom_binnen_wijk",), ("huishoudens_register",), 1000, REGISTER),
        caveats=(
            "Een verhuizing naar een kleiner of duurder huis telt ook mee. Het cijfer zegt niet of mensen dat wilden.",
        ),
        feeds="Een bestand van de gemeente met verhuizingen binnen de wijk en het aantal huishoudens.",
        example=worked(
            {"doorstroom_binnen_wijk": 20, "huishoudens_register": 1000},
            {"doorstroom_binnen_wijk": 15, "huishoudens_register": 250},
            values=(20, 60),
            group=28,
        ),
    ),
    survey(
        Theme.WONEN,
        "past_de_woning",
        name="Woning past bij het huishouden",
        plain_name="Een huis dat past",
        plain_sentence="In {gebied} zegt {waarde} van de mensen: mijn huis past bij mij of bij mijn gezin.",
        description="Deelnemers aan de bewonersenquête die vinden dat hun woning bij hun huishouden past.",
        direction=Direction.HIGHER_IS_BETTER,
        counts=(150, 200, 60, 100),
        answer=(75, 60, 70),
    ),
    survey(
        Theme.WONEN,
        "wil_in_wijk_blijven",
        name="Wil in de wijk blijven wonen",
        plain_name="Graag in de wijk blijven",
        plain_sentence="In {gebied} wil {waarde} van de mensen in de wijk blijven wonen.",
        description="Deelnemers aan de bewonersenquête die in de wijk willen blijven, ook als zij verhuizen.",
        direction=Direction.HIGHER_IS_BETTER,
        counts=(90, 150, 40, 50),
        answer=(60, 80, 65),
    ),
)
