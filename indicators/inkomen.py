"""What people have to live on: income and wealth. Source: CBS Kerncijfers wijken en buurten; the register apart."""

from indicators._forms import share
from indicators._parts import (
    HUISHOUDENS,
    INWONERS,
    KWB,
    REGISTER,
    SES_WOA,
    kwb,
    published,
    published_share,
    total,
    worked,
)
from model.indicator import Aggregation, Break, Direction, Indicator, Kind, Recipe, Theme

_ONTVANGERS = ("aantal_inkomensontvangers",)
_PRIJZEN = (
    "Het bedrag is niet gecorrigeerd voor stijgende prijzen. Zet er daarom altijd het cijfer van Nederland naast."
)
_DECIMAAL = Break(period="2014", why="In 2013 gaf het CBS hele procenten en een andere omschrijving.")


def _income(
    id: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    weight: tuple[str, ...],
    figures: tuple[float, float, float, float],
    answer: tuple[float, float, float],
    caveats: tuple[str, ...],
    first: int = 2013,
) -> Indicator:
    """Mean income in euro from thousands; ``figures``: thousands and weight of two buurten; ``answer``: in euro."""
    variable = f"{id}_eur1000"
    return Indicator(
        id=id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=description,
        theme=Theme.INKOMEN,
        unit="euro",
        decimals=0,
        kind=Kind.MEAN,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published(variable, weight, 1000),
        caveats=(*caveats, _PRIJZEN, "Het CBS geeft dit cijfer in duizenden euro's met één decimaal."),
        feeds=kwb(first),
        example=worked(
            {variable: figures[0], weight[0]: figures[1]},
            {variable: figures[2], weight[0]: figures[3]},
            values=answer[:2],
            group=answer[2],
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="ses_woa",
        name="Sociaal-economische status (SES-WOA)",
        plain_name="Hoe goed huishoudens ervoor staan",
        plain_sentence="De score voor geld, opleiding en werk van huishoudens in {gebied} is {waarde}.",
        description=(
            "Gemiddelde score van particuliere huishoudens voor welvaart, opleidingsniveau en recent arbeidsverleden. "
            "Hoger is beter; Nederland ligt dicht bij 0."
        ),
        theme=Theme.INKOMEN,
        unit="score",
        decimals=2,
        kind=Kind.SCORE,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("ses_woa_score", ("ses_woa_huishoudens",), source=SES_WOA),
        caveats=("Het CBS rekent alle jaren opnieuw uit als de wijk- en buurtindeling verandert.",),
        feeds="CBS, Sociaal-economische status; scores per wijk en buurt.",
        example=worked(
            {"ses_woa_score": -0.3, "ses_woa_huishoudens": 300},
            {"ses_woa_score": 0.1, "ses_woa_huishoudens": 100},
            values=(-0.3, 0.1),
            group=-0.2,
        ),
    ),
    _income(
        "gemiddeld_inkomen_per_inwoner",
        "Gemiddeld inkomen per inwoner",
        "Inkomen per persoon",
        "In {gebied} is het inkomen gemiddeld {waarde} per persoon in een jaar. Kinderen tellen ook mee.",
        "Persoonlijk bruto-inkomen in een jaar, gedeeld door alle inwoners van particuliere huishoudens.",
        INWONERS,
        (24, 1000, 30, 500),
        (24_000, 30_000, 26_000),
        ("Wonen er veel kinderen, dan is dit cijfer lager, ook als de ouders evenveel verdienen.",),
    ),
    _income(
        "gemiddeld_inkomen_per_ontvanger",
        "Gemiddeld inkomen per inkomensontvanger",
        "Inkomen van wie geld verdient of ontvangt",
        "In {gebied} is het inkomen gemiddeld {waarde} in een jaar, van iedereen die een inkomen heeft.",
        "Persoonlijk bruto-inkomen in een jaar van inwoners met een inkomen.",
        _ONTVANGERS,
        (30, 600, 40, 400),
        (30_000, 40_000, 34_000),
        ("Het CBS geeft dit cijfer vanaf 100 mensen met inkomen.",),
    ),
    _income(
        "gemiddeld_gestandaardiseerd_inkomen",
        "Gemiddeld gestandaardiseerd inkomen van huishoudens",
        "Wat een huishouden te besteden heeft",
        "Een huishouden in {gebied} heeft gemiddeld {waarde} in een jaar te besteden.",
        "Besteedbaar inkomen van huishoudens in een jaar, omgerekend naar een huishouden van één persoon.",
        HUISHOUDENS,
        (25.5, 1000, 33.5, 1000),
        (25_500, 33_500, 29_500),
        ("Door de omrekening zijn grote en kleine huishoudens te vergelijken.",),
        first=2018,
    ),
    Indicator(
        id="mediaan_vermogen",
        name="Mediaan vermogen van huishoudens",
        plain_name="Hoeveel bezit een huishouden heeft",
        plain_sentence="De helft van de huishoudens in {gebied} heeft meer bezit dan {waarde}, de andere helft minder.",
        description="Middelste vermogen (bezit min schuld) van particuliere huishoudens op 1 januari.",
        theme=Theme.INKOMEN,
        unit="euro",
        decimals=0,
        kind=Kind.MEAN,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.NONE,
        recipes=(Recipe(source=KWB, value="mediaan_vermogen_eur1000", factor=1000),),
        caveats=(
            "Een mediaan is niet op te tellen of te middelen. Een groep buurten krijgt daarom geen cijfer.",
            "Vermogen kan lager zijn dan nul. De waarde van een eigen huis telt mee.",
        ),
        feeds=kwb(2018),
        example=worked(
            {"mediaan_vermogen_eur1000": 12.5},
            {"mediaan_vermogen_eur1000": -1.2},
            values=(12_500, -1_200),
            group=None,
        ),
    ),
    share(
        Theme.INKOMEN,
        "huishoudens_laagste_40",
        name="Huishoudens met een inkomen bij de laagste 40 %",
        plain_name="Huishoudens met weinig inkomen",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens een laag inkomen. In heel Nederland is dat 40 %.",
        description=(
            "Huishoudens die landelijk bij de 40 % met het laagste inkomen horen, als deel van alle huishoudens."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_huishoudens_laagste_40", HUISHOUDENS),
        breaks=(_DECIMAAL,),
        caveats=("De grens schuift elk jaar mee. Nederland is daarom altijd 40 %.",),
        feeds=kwb(2013),
        example=worked(
            {"percentage_huishoudens_laagste_40": 60, "huishoudens_totaal": 900},
            {"percentage_huishoudens_laagste_40": 36, "huishoudens_totaal": 300},
            values=(60, 36),
            group=54,
        ),
    ),
    share(
        Theme.INKOMEN,
        "huishoudens_hoogste_20",
        name="Huishoudens met een inkomen bij de hoogste 20 %",
        plain_name="Huishoudens met veel inkomen",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens een hoog inkomen. In heel Nederland is dat 20 %.",
        description=(
            "Huishoudens die landelijk bij de 20 % met het hoogste inkomen horen, als deel van alle huishoudens."
        ),
        direction=Direction.NEUTRAL,
        recipes=published_share("percentage_huishoudens_hoogste_20", HUISHOUDENS),
        breaks=(_DECIMAAL,),
        caveats=("De grens schuift elk jaar mee. Nederland is daarom altijd 20 %.",),
        feeds=kwb(2013),
        example=worked(
            {"percentage_huishoudens_hoogste_20": 10, "huishoudens_totaal": 700},
            {"percentage_huishoudens_hoogste_20": 30, "huishoudens_totaal": 300},
            values=(10, 30),
            group=16,
        ),
    ),
    share(
        Theme.INKOMEN,
        "personen_laagste_40",
        name="Personen met een inkomen bij de laagste 40 %",
        plain_name="Mensen met weinig inkomen",
        plain_sentence=(
            "In {gebied} heeft {waarde} van de mensen met inkomen een laag inkomen. In Nederland is dat 40 %."
        ),
        description="Mensen die landelijk bij de 40 % met het laagste persoonlijk inkomen horen.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_personen_laagste_40", _ONTVANGERS),
        breaks=(_DECIMAAL,),
        caveats=("Veel studenten of jongeren in de buurt maken dit cijfer hoger.",),
        feeds=kwb(2013),
        example=worked(
            {"percentage_personen_laagste_40": 50, "aantal_inkomensontvangers": 1500},
            {"percentage_personen_laagste_40": 38, "aantal_inkomensontvangers": 500},
            values=(50, 38),
            group=47,
        ),
    ),
    share(
        Theme.INKOMEN,
        "personen_hoogste_20",
        name="Personen met een inkomen bij de hoogste 20 %",
        plain_name="Mensen met veel inkomen",
        plain_sentence=(
            "In {gebied} heeft {waarde} van de mensen met inkomen een hoog inkomen. In Nederland is dat 20 %."
        ),
        description="Mensen die landelijk bij de 20 % met het hoogste persoonlijk inkomen horen.",
        direction=Direction.NEUTRAL,
        recipes=published_share("percentage_personen_hoogste_20", _ONTVANGERS),
        breaks=(_DECIMAAL,),
        caveats=("De grens schuift elk jaar mee. Nederland is daarom altijd 20 %.",),
        feeds=kwb(2013),
        example=worked(
            {"percentage_personen_hoogste_20": 12, "aantal_inkomensontvangers": 1000},
            {"percentage_personen_hoogste_20": 24, "aantal_inkomensontvangers": 1000},
            values=(12, 24),
            group=18,
        ),
    ),
    Indicator(
        id="inkomensontvangers_gemeente",
        name="Inwoners met inkomen volgens de gemeente",
        plain_name="Mensen met een inkomen",
        plain_sentence="In {gebied} hebben {waarde} mensen een inkomen, volgens de gemeente.",
        description="Aantal inwoners met een inkomen in een bestand van de gemeente.",
        theme=Theme.INKOMEN,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("inkomensontvangers_gemeente", REGISTER),
        caveats=("Het aantal is meestal afgerond op honderd.",),
        feeds="Een bestand van de gemeente met het aantal mensen met inkomen per buurt.",
        example=worked(
            {"inkomensontvangers_gemeente": 1600},
            {"inkomensontvangers_gemeente": 2700},
            values=(1600, 2700),
            group=4300,
        ),
    ),
)
