"""How pleasant it is to live there: the Leefbaarometer (a model) and the mark that residents give.

Source: Leefbaarometer 3.0, which recomputes all years at once; 2.0 is never joined to it. Its score must not stand in
one composite with its own dimensions, nor with figures that the model uses.
"""

from indicators._forms import health, survey
from indicators._parts import ENQUETE_MARGE, INWONERS, LEEFBAAROMETER, MODEL, asked, published, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme


def _score(
    variable: str,
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    figures: tuple[float, float, float, float],
    group: float,
    caveats: tuple[str, ...] = (),
) -> Indicator:
    """One score; ``figures``: score and inhabitants of two buurten. The score is a deviation, except the total."""
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=f"{description} Hoger is leefbaarder.",
        theme=Theme.LEEFBAARHEID,
        unit="score",
        decimals=2,
        kind=Kind.SCORE,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published(variable, INWONERS, source=LEEFBAAROMETER),
        caveats=(
            *caveats,
            MODEL,
            (
                "Voor een groep middelen we naar inwoners. "
                "De makers van de Leefbaarometer geven zelf geen cijfer voor een groep."
            ),
            "Het model gebruikt cijfers die hier ook los staan. Neem ze niet samen in één cijfer.",
        ),
        feeds="Leefbaarometer 3.0, bestand met scores per buurt, wijk en gemeente.",
        modelled=True,
        example=worked(
            {variable: figures[0], "aantal_inwoners": figures[1]},
            {variable: figures[2], "aantal_inwoners": figures[3]},
            values=(figures[0], figures[2]),
            group=group,
        ),
    )


_DEEL = "Deel van de afwijking van het gemiddelde van Nederland dat komt door"
_VANAF_2014 = "De scores per onderdeel zijn er alleen voor 2014 en vanaf 2018."

INDICATORS: tuple[Indicator, ...] = (
    _score(
        "lbm",
        "leefbaarometer",
        "Leefbaarometer, totaalscore",
        "Hoe prettig het wonen is",
        "Voor prettig wonen krijgt {gebied} de score {waarde}. Hoger is prettiger.",
        "Totaalscore van de Leefbaarometer. Het gemiddelde van Nederland is ongeveer 4,10.",
        (4.0, 3000, 4.2, 1000),
        4.05,
    ),
    _score(
        "afw",
        "leefbaarometer_afwijking",
        "Leefbaarometer, afwijking van Nederland",
        "Prettig wonen, vergeleken met Nederland",
        "Voor prettig wonen wijkt {gebied} {waarde} af van Nederland. Boven nul is prettiger dan gemiddeld.",
        "Totaalscore min het gemiddelde van Nederland.",
        (-0.1, 3000, 0.1, 1000),
        -0.05,
    ),
    _score(
        "fys",
        "leefbaarometer_fysieke_omgeving",
        "Leefbaarometer, fysieke omgeving",
        "Groen, water en ruimte",
        "Voor groen, water en ruimte wijkt {gebied} {waarde} af van Nederland. Boven nul is prettiger.",
        f"{_DEEL} de fysieke omgeving.",
        (0.02, 500, -0.02, 1500),
        -0.01,
        (_VANAF_2014,),
    ),
    _score(
        "onv",
        "leefbaarometer_overlast_onveiligheid",
        "Leefbaarometer, overlast en onveiligheid",
        "Rust en veiligheid",
        "Voor rust en veiligheid wijkt {gebied} {waarde} af van Nederland. Boven nul is rustiger en veiliger.",
        f"{_DEEL} overlast en onveiligheid. Een hogere score betekent minder overlast.",
        (-0.12, 2000, 0.04, 2000),
        -0.04,
        (_VANAF_2014,),
    ),
    _score(
        "soc",
        "leefbaarometer_sociale_samenhang",
        "Leefbaarometer, sociale samenhang",
        "Hoe mensen samenleven",
        "Voor hoe mensen samenleven wijkt {gebied} {waarde} af van Nederland. Boven nul is prettiger.",
        f"{_DEEL} de sociale samenhang.",
        (-0.03, 1000, 0.01, 3000),
        0,
        (_VANAF_2014,),
    ),
    _score(
        "vrz",
        "leefbaarometer_voorzieningen",
        "Leefbaarometer, voorzieningen",
        "Winkels, scholen en zorg in de buurt",
        "Voor winkels, scholen en zorg wijkt {gebied} {waarde} af van Nederland. Boven nul is prettiger.",
        f"{_DEEL} de voorzieningen.",
        (0.08, 1500, 0.04, 500),
        0.07,
        (_VANAF_2014,),
    ),
    _score(
        "won",
        "leefbaarometer_woningvoorraad",
        "Leefbaarometer, woningvoorraad",
        "De huizen in de buurt",
        "Voor de huizen wijkt {gebied} {waarde} af van Nederland. Boven nul is prettiger.",
        f"{_DEEL} de woningen.",
        (-0.06, 900, 0.06, 300),
        -0.03,
        (_VANAF_2014,),
    ),
    health(
        Theme.LEEFBAARHEID,
        "geluidhinder_buren",
        name="Ernstige geluidhinder door buren",
        plain_name="Veel last van lawaai van buren",
        plain_sentence="In {gebied} heeft {waarde} van de volwassenen veel last van lawaai van buren.",
        description="Volwassenen die ernstig worden gehinderd door geluid van buren.",
        direction=Direction.LOWER_IS_BETTER,
        figures=(10, 6),
        group=9,
    ),
    Indicator(
        id="rapportcijfer_buurt",
        name="Rapportcijfer voor de buurt",
        plain_name="Het cijfer dat mensen hun buurt geven",
        plain_sentence="Mensen in {gebied} geven hun buurt gemiddeld een {waarde}.",
        description=(
            "Gemiddeld rapportcijfer (1 tot 10) voor het wonen in de buurt, van deelnemers aan de bewonersenquête. "
            ""
            "Wie geen antwoord gaf, telt niet mee."
        ),
        theme=Theme.LEEFBAARHEID,
        unit="score",
        decimals=1,
        kind=Kind.MEAN,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.RATIO_OF_SUMS,
        recipes=asked("rapportcijfer_buurt", 1),
        caveats=(ENQUETE_MARGE,),
        feeds="Een bewonersenquête met deze vraag, met de som van de cijfers en het aantal antwoorden per buurt.",
        minimum_n=50,
        example=worked(
            {"rapportcijfer_buurt_teller": 650, "rapportcijfer_buurt_noemer": 100},
            {"rapportcijfer_buurt_teller": 375, "rapportcijfer_buurt_noemer": 50},
            values=(6.5, 7.5),
            group=1025 / 150,
        ),
    ),
    survey(
        Theme.LEEFBAARHEID,
        "rapportcijfer_buurt_voldoende",
        name="Geeft de buurt een 6 of hoger",
        plain_name="Mensen die hun buurt een voldoende geven",
        plain_sentence="In {gebied} geeft {waarde} van de mensen de eigen buurt een 6 of hoger.",
        description="Deelnemers aan de bewonersenquête die hun buurt een rapportcijfer van 6 of hoger geven.",
        direction=Direction.HIGHER_IS_BETTER,
        counts=(160, 200, 90, 100),
        answer=(80, 90, 250 / 3),
    ),
)
