"""Households: how many, how large, with or without children. Context for all other themes, so nothing is judged.

Source: CBS Kerncijfers wijken en buurten; particuliere huishoudens on 1 January.
"""

from indicators._bevolking import share_of_people
from indicators._parts import HUISHOUDENS, kwb, published, total, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="huishoudens",
        name="Aantal huishoudens",
        plain_name="Hoeveel huishoudens er zijn",
        plain_sentence="In {gebied} zijn {waarde} huishoudens.",
        description="Aantal particuliere huishoudens op 1 januari. Wie in een instelling woont, telt niet mee.",
        theme=Theme.BEVOLKING,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("huishoudens_totaal"),
        caveats=("Het CBS rondt het aantal huishoudens per wijk en buurt af op 5.",),
        feeds=kwb(2013),
        example=worked({"huishoudens_totaal": 1240}, {"huishoudens_totaal": 860}, values=(1240, 860), group=2100),
    ),
    share_of_people(
        "eenpersoonshuishoudens",
        "Eenpersoonshuishoudens",
        "Mensen die alleen wonen",
        "In {gebied} bestaat {waarde} van de huishoudens uit één persoon.",
        "eenpersoonshuishoudens",
        "Particuliere huishoudens van één persoon, als deel van alle particuliere huishoudens.",
        (500, 1000),
        (100, 500),
        (50, 20, 40),
        of=HUISHOUDENS,
    ),
    share_of_people(
        "huishoudens_zonder_kinderen",
        "Meerpersoonshuishoudens zonder kinderen",
        "Stellen zonder kinderen in huis",
        "In {gebied} bestaat {waarde} van de huishoudens uit twee of meer mensen zonder kinderen.",
        "huishoudens_zonder_kinderen",
        (
            "Particuliere huishoudens van twee of meer personen zonder thuiswonende kinderen, als deel van alle "
            "huishoudens."
        ),
        (300, 1000),
        (100, 1000),
        (30, 10, 20),
        of=HUISHOUDENS,
    ),
    share_of_people(
        "gezinnen_met_kinderen",
        "Huishoudens met kinderen",
        "Gezinnen met kinderen",
        "In {gebied} heeft {waarde} van de huishoudens kinderen die thuis wonen.",
        "huishoudens_met_kinderen",
        "Particuliere huishoudens met een of meer thuiswonende kinderen, als deel van alle particuliere huishoudens.",
        (200, 800),
        (80, 200),
        (25, 40, 28),
        of=HUISHOUDENS,
    ),
    Indicator(
        id="gemiddelde_huishoudensgrootte",
        name="Gemiddelde huishoudensgrootte",
        plain_name="Hoeveel mensen er in één huis samenwonen",
        plain_sentence="In {gebied} bestaat een huishouden uit gemiddeld {waarde} mensen.",
        description="Gemiddeld aantal personen per particulier huishouden op 1 januari.",
        theme=Theme.BEVOLKING,
        unit="per huishouden",
        decimals=1,
        kind=Kind.MEAN,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("gemiddelde_huishoudensgrootte", HUISHOUDENS),
        caveats=("Het CBS geeft dit cijfer met één decimaal. Voor een groep middelen we naar het aantal huishoudens.",),
        feeds=kwb(2013),
        example=worked(
            {"gemiddelde_huishoudensgrootte": 2.4, "huishoudens_totaal": 300},
            {"gemiddelde_huishoudensgrootte": 1.6, "huishoudens_totaal": 100},
            values=(2.4, 1.6),
            group=2.2,
        ),
    ),
)
