"""Energy of homes: gas, electricity, solar panels, heating. Source: CBS Kerncijfers wijken en buurten."""

from indicators._forms import share
from indicators._parts import WONINGEN, kwb, published, published_share, worked
from model.indicator import Aggregation, Break, Direction, Indicator, Kind, Theme

_VANAF_6 = "Het CBS rondt af op 10 en geeft dit cijfer vanaf zes woningen."


def _use(
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    unit: str,
    direction: Direction,
    figures: tuple[float, float, float, float],
    group: float,
    caveats: tuple[str, ...],
    breaks: tuple[Break, ...] = (),
    first: int = 2013,
) -> Indicator:
    """Average use per home and year; ``id`` is also the variable; ``figures`` are use and homes of two buurten."""
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=Theme.WONEN,
        unit=unit,
        decimals=0,
        kind=Kind.MEAN,
        direction=direction,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published(id, WONINGEN),
        caveats=(*caveats, _VANAF_6),
        breaks=breaks,
        feeds=kwb(first),
        example=worked(
            {id: figures[0], "woningvoorraad": figures[1]},
            {id: figures[2], "woningvoorraad": figures[3]},
            values=(figures[0], figures[2]),
            group=group,
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    _use(
        "gemiddeld_aardgasverbruik",
        "Gemiddeld aardgasverbruik",
        "Hoeveel gas een huis gebruikt",
        "Een woning in {gebied} gebruikt gemiddeld {waarde} gas in een jaar.",
        "Gemiddeld gasverbruik van woningen in een jaar.",
        "m³",
        Direction.LOWER_IS_BETTER,
        (1200, 1000, 800, 3000),
        900,
        ("Woningen met stadsverwarming tellen mee en maken het gemiddelde lager.", "Een koude winter maakt het hoger."),
    ),
    _use(
        "gemiddelde_elektriciteitslevering",
        "Gemiddelde elektriciteitslevering",
        "Hoeveel stroom een huis van het net krijgt",
        "Een woning in {gebied} krijgt gemiddeld {waarde} stroom van het net in een jaar.",
        "Gemiddelde levering van elektriciteit aan woningen in een jaar. Eigen zonnestroom telt niet mee.",
        "kWh",
        Direction.NEUTRAL,
        (3000, 500, 2000, 1500),
        2250,
        ("Een warmtepomp of elektrische auto maakt dit cijfer hoger, zonnepanelen maken het lager.",),
        (
            Break(
                period="2022",
                why="Het CBS geeft vanaf 2022 de levering van het net. Daarvoor heette het cijfer verbruik.",
            ),
        ),
    ),
    _use(
        "gemiddelde_elektriciteitsteruglevering",
        "Gemiddelde teruglevering van elektriciteit",
        "Hoeveel stroom een huis teruggeeft",
        "Een woning in {gebied} geeft gemiddeld {waarde} stroom terug aan het net in een jaar.",
        "Gemiddelde hoeveelheid elektriciteit die woningen in een jaar aan het net terugleveren.",
        "kWh",
        Direction.NEUTRAL,
        (600, 1000, 1000, 1000),
        800,
        ("Dit cijfer hangt samen met zonnepanelen en met hoeveel stroom mensen zelf gebruiken.",),
        first=2024,
    ),
    share(
        Theme.WONEN,
        "woningen_met_zonnestroom",
        name="Woningen met zonnestroom",
        plain_name="Huizen met zonnepanelen",
        plain_sentence="In {gebied} heeft {waarde} van de woningen zonnepanelen.",
        description="Woningen met een geregistreerde installatie voor zonnestroom, als deel van alle woningen.",
        direction=Direction.HIGHER_IS_BETTER,
        recipes=published_share("percentage_woningen_met_zonnestroom", WONINGEN),
        feeds=kwb(2024),
        example=worked(
            {"percentage_woningen_met_zonnestroom": 20, "woningvoorraad": 600},
            {"percentage_woningen_met_zonnestroom": 45, "woningvoorraad": 400},
            values=(20, 45),
            group=30,
        ),
    ),
    share(
        Theme.WONEN,
        "aardgasvrije_woningen",
        name="Aardgasvrije woningen",
        plain_name="Huizen zonder gas",
        plain_sentence="In {gebied} heeft {waarde} van de woningen geen gas.",
        description="Woningen zonder aansluiting op aardgas, als deel van alle woningen.",
        direction=Direction.HIGHER_IS_BETTER,
        recipes=published_share("percentage_aardgasvrije_woningen", WONINGEN),
        feeds=kwb(2024),
        example=worked(
            {"percentage_aardgasvrije_woningen": 8, "woningvoorraad": 1500},
            {"percentage_aardgasvrije_woningen": 60, "woningvoorraad": 500},
            values=(8, 60),
            group=21,
        ),
    ),
    share(
        Theme.WONEN,
        "woningen_met_stadsverwarming",
        name="Woningen met stadsverwarming",
        plain_name="Huizen met stadsverwarming",
        plain_sentence="In {gebied} heeft {waarde} van de woningen stadsverwarming.",
        description="Woningen die hun warmte van een warmtenet krijgen, als deel van alle woningen.",
        direction=Direction.NEUTRAL,
        recipes=published_share("percentage_stadsverwarming", WONINGEN),
        caveats=(
            "Het CBS laat het cijfer weg als het onbekend is of over weinig woningen gaat. Leeg is dus niet nul.",
        ),
        feeds=kwb(2013),
        example=worked(
            {"percentage_stadsverwarming": 90, "woningvoorraad": 200},
            {"percentage_stadsverwarming": 10, "woningvoorraad": 600},
            values=(90, 10),
            group=30,
        ),
    ),
)
