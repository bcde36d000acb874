"""Homes: how many, whose, what they are worth, how old. Tenure and WOZ are never judged: the programmes want mixing.

Sources: CBS Kerncijfers wijken en buurten; the municipality's own WOZ file as a separate series.
"""

from indicators._parts import REGISTER, WONINGEN, kwb, published, published_share, total, worked
from model.indicator import Aggregation, Break, Direction, Indicator, Kind, Theme

_GEEN_OORDEEL = "Een hoger of lager cijfer is niet beter of slechter: de programma's willen een mengeling van woningen."
_VANAF_20 = "Het CBS geeft dit cijfer in hele procenten, en alleen voor gebieden met minstens 20 woningen."
_TIEN_JAAR = Break(
    period="2024", why="Tot en met 2023 was het jaar 2000 de grens, vanaf 2024 een schuivende grens van tien jaar."
)


def _share(
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    figures: tuple[float, float, float, float],
    group: float,
    caveats: tuple[str, ...] = (_VANAF_20,),
    breaks: tuple[Break, ...] = (),
    editions: tuple[int, int | None] = (2013, None),
) -> Indicator:
    """Published percentage of all dwellings; ``figures`` are percentage and dwellings of two buurten."""
    variable = f"percentage_{id}"
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=Theme.WONEN,
        unit="%",
        decimals=0,
        kind=Kind.PROPORTION,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published_share(variable, WONINGEN),
        caveats=caveats,
        breaks=breaks,
        feeds=kwb(*editions),
        example=worked(
            {variable: figures[0], "woningvoorraad": figures[1]},
            {variable: figures[2], "woningvoorraad": figures[3]},
            values=(figures[0], figures[2]),
            group=group,
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="woningvoorraad",
        name="Woningvoorraad",
        plain_name="Hoeveel woningen er zijn",
        plain_sentence="In {gebied} staan {waarde} woningen.",
        description="Aantal woningen op 1 januari in de Basisregistratie Adressen en Gebouwen (BAG).",
        theme=Theme.WONEN,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("woningvoorraad"),
        caveats=("Het CBS rondt dit aantal niet af, ook niet per buurt.",),
        feeds=kwb(2013),
        example=worked({"woningvoorraad": 1231}, {"woningvoorraad": 1996}, values=(1231, 1996), group=3227),
    ),
    Indicator(
        id="woningen_gemeente",
        name="Woningen volgens de gemeente",
        plain_name="Hoeveel woningen er zijn, geteld door de gemeente",
        plain_sentence="In {gebied} staan {waarde} woningen volgens de gemeente.",
        description="Aantal woningen in het gebied, volgens een bestand van de gemeente.",
        theme=Theme.WONEN,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("woningen_gemeente", REGISTER),
        caveats=("De gemeente en het CBS tellen op een andere dag en anders. Daarom staan de reeksen los van elkaar.",),
        feeds="Een bestand van de gemeente met woningen per buurt.",
        example=worked({"woningen_gemeente": 946}, {"woningen_gemeente": 2307}, values=(946, 2307), group=3253),
    ),
    Indicator(
        id="adressen_gemeente",
        name="Adressen volgens de gemeente",
        plain_name="Hoeveel adressen er zijn",
        plain_sentence="In {gebied} zijn {waarde} adressen volgens de gemeente.",
        description="Aantal adressen in het gebied, ook van winkels en bedrijven, volgens een bestand van de gemeente.",
        theme=Theme.WONEN,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("adressen_gemeente", REGISTER),
        caveats=("Een adres is niet altijd een woning.",),
        feeds="Een bestand van de gemeente met adressen per buurt.",
        example=worked({"adressen_gemeente": 1407}, {"adressen_gemeente": 593}, values=(1407, 593), group=2000),
    ),
    Indicator(
        id="nieuwbouw_woningen",
        name="Nieuwe woningen",
        plain_name="Nieuwe woningen",
        plain_sentence="In {gebied} kwamen er {waarde} nieuwe woningen bij.",
        description="Aantal nieuw gebouwde woningen in het gebied, volgens het CBS.",
        theme=Theme.WONEN,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("nieuwbouw_woningen"),
        caveats=("Over welke periode het CBS de nieuwbouw telt, is nog niet nagegaan.",),
        feeds=kwb(2024),
        example=worked({"nieuwbouw_woningen": 12}, {"nieuwbouw_woningen": 0}, values=(12, 0), group=12),
    ),
    Indicator(
        id="gemiddelde_woz_waarde",
        name="Gemiddelde WOZ-waarde",
        plain_name="Wat een woning waard is",
        plain_sentence="Een woning in {gebied} is gemiddeld {waarde} waard.",
        description="Gemiddelde WOZ-waarde van woningen. De waarde geldt voor 1 januari van het jaar ervoor.",
        theme=Theme.WONEN,
        unit="euro",
        decimals=0,
        kind=Kind.MEAN,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("gemiddelde_woz_waarde_eur1000", WONINGEN, 1000),
        breaks=(
            Break(
                period="2020",
                why="Het cijfer kreeg in 2020 een andere naam. Of ook de berekening veranderde, is niet bekend.",
            ),
        ),
        caveats=(
            _GEEN_OORDEEL,
            (
                "Het CBS geeft dit cijfer in duizenden euro's, vanaf 20 woningen en 50 gewaardeerde gebouwen of "
                "delen daarvan."
            ),
        ),
        feeds=kwb(2013),
        example=worked(
            {"gemiddelde_woz_waarde_eur1000": 200, "woningvoorraad": 1000},
            {"gemiddelde_woz_waarde_eur1000": 320, "woningvoorraad": 500},
            values=(200_000, 320_000),
            group=240_000,
        ),
    ),
    Indicator(
        id="woz_waarde_gemeente",
        name="Gemiddelde WOZ-waarde volgens de gemeente",
        plain_name="Wat een woning waard is, volgens de gemeente",
        plain_sentence="Een woning in {gebied} is gemiddeld {waarde} waard volgens de gemeente.",
        description="Gemiddelde WOZ-waarde van woningen in een bestand van de gemeente.",
        theme=Theme.WONEN,
        unit="euro",
        decimals=0,
        kind=Kind.MEAN,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("woz_waarde_gemeente", ("woningen_gemeente",), source=REGISTER),
        caveats=(
            _GEEN_OORDEEL,
            "De gemeente en het CBS rekenen en ronden anders. Daarom staan de twee reeksen los van elkaar.",
            "Voor een groep middelen we naar het aantal woningen in hetzelfde bestand, uit het dichtstbijzijnde jaar.",
        ),
        feeds="Een bestand van de gemeente met de gemiddelde WOZ-waarde en het aantal woningen per buurt.",
        example=worked(
            {"woz_waarde_gemeente": 187_000, "woningen_gemeente": 1200},
            {"woz_waarde_gemeente": 227_000, "woningen_gemeente": 400},
            values=(187_000, 227_000),
            group=197_000,
        ),
    ),
    _share(
        "koopwoningen",
        "Koopwoningen",
        "Huizen van de bewoner zelf",
        "In {gebied} heeft {waarde} van de woningen een eigenaar die er zelf woont of wil wonen.",
        "Woningen die eigendom zijn van de (toekomstige) bewoner of als tweede woning, als deel van alle woningen.",
        (40, 1500, 80, 500),
        50,
        (
            _VANAF_20,
            _GEEN_OORDEEL,
            "Van sommige woningen is de eigenaar niet bekend. Koop en huur zijn dan samen minder dan 100 %.",
        ),
    ),
    _share(
        "huurwoningen",
        "Huurwoningen",
        "Huurhuizen",
        "In {gebied} is {waarde} van de woningen een huurwoning.",
        "Woningen waar de eigenaar niet zelf woont en die worden verhuurd, als deel van alle woningen.",
        (60, 1500, 20, 500),
        50,
        (_VANAF_20, _GEEN_OORDEEL),
    ),
    _share(
        "corporatiewoningen",
        "Woningen van een woningcorporatie",
        "Huizen van een woningcorporatie",
        "In {gebied} is {waarde} van de woningen van een woningcorporatie.",
        "Huurwoningen in bezit van een woningcorporatie, als deel van alle woningen.",
        (50, 1500, 10, 500),
        40,
        (
            _VANAF_20,
            _GEEN_OORDEEL,
            (
                "Het is een deel van alle woningen, niet van de huurwoningen. "
                "Het zegt wie de eigenaar is, niet hoe hoog de huur is."
            ),
        ),
    ),
    _share(
        "huur_overige_verhuurders",
        "Huurwoningen van andere verhuurders",
        "Huurhuizen van een andere eigenaar",
        "In {gebied} is {waarde} van de woningen een huurhuis dat niet van een woningcorporatie is.",
        "Huurwoningen die niet van een woningcorporatie zijn, als deel van alle woningen.",
        (10, 1500, 30, 500),
        15,
        (_VANAF_20, _GEEN_OORDEEL, "Het is een deel van alle woningen, niet van de huurwoningen."),
    ),
    _share(
        "eengezinswoning",
        "Eengezinswoningen",
        "Eengezinswoningen",
        "In {gebied} is {waarde} van de woningen een eengezinswoning. De rest is een flat of bovenwoning.",
        (
            "Woningen die ook een heel pand vormen (rijhuis, hoekhuis, twee-onder-een-kap, vrijstaand), als deel "
            "van alle woningen."
        ),
        (70, 800, 20, 200),
        60,
    ),
    _share(
        "meergezinswoning",
        "Meergezinswoningen",
        "Flats en bovenwoningen",
        "In {gebied} is {waarde} van de woningen een flat of een boven- of benedenwoning.",
        "Woningen die met andere woningen of ruimten één pand delen, als deel van alle woningen.",
        (30, 800, 80, 200),
        40,
    ),
    _share(
        "onbewoond",
        "Onbewoonde woningen",
        "Woningen waar niemand staat ingeschreven",
        "In {gebied} staat bij {waarde} van de woningen niemand ingeschreven.",
        "Woningen waar op 1 januari niemand staat ingeschreven, als deel van alle woningen.",
        (4, 900, 12, 300),
        6,
        (_VANAF_20, "Een woning zonder inschrijving hoeft niet leeg te staan."),
        (
            Break(
                period="2024",
                why="Het cijfer kreeg in 2024 een nieuwe code. Mogelijk veranderde ook de manier van tellen.",
            ),
        ),
    ),
    _share(
        "bouwjaar_vanaf_2000",
        "Woningen van na 1999",
        "Huizen gebouwd in 2000 of later",
        "In {gebied} is {waarde} van de woningen gebouwd in 2000 of later.",
        "Woningen met bouwjaar 2000 of later, als deel van alle woningen. Tot en met 2023.",
        (10, 700, 30, 700),
        20,
        breaks=(_TIEN_JAAR,),
        editions=(2013, 2023),
    ),
    _share(
        "bouwjaar_afgelopen_10_jaar",
        "Woningen van de laatste tien jaar",
        "Huizen van de laatste tien jaar",
        "In {gebied} is {waarde} van de woningen in de laatste tien jaar gebouwd.",
        "Woningen die in de laatste tien jaar zijn gebouwd, als deel van alle woningen. Vanaf 2024.",
        (5, 900, 25, 100),
        7,
        (_VANAF_20, "De grens schuift elk jaar op. Een woning telt dus na tien jaar niet meer mee."),
        (_TIEN_JAAR,),
        (2024, None),
    ),
)
