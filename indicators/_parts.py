"""What declarations share: recipes of the usual forms, worked examples, and remarks that must read the same everywhere.

In a plain sentence {gebied} is the name of the area and {waarde} the figure in Dutch notation. The units "%", "euro",
"km", "m³", "kWh" and "ha" come with the figure ("34 %", "2,1 km"); other units do not: the sentence says them itself.
"""

from collections.abc import Mapping

from model.indicator import Recipe, WorkedExample

KWB = "cbs_kwb"
REGISTER = "lokaal_register"
POLITIE = "politie_misdrijven"
SES_WOA = "cbs_ses_woa"
LEEFBAAROMETER = "leefbaarometer"
RIVM = "rivm_gezondheid"
ENQUETE = "bewonersenquete"
ENQUETE_TOTALEN = "bewonersenquete_totalen"

INWONERS = ("aantal_inwoners",)
HUISHOUDENS = ("huishoudens_totaal",)
WONINGEN = ("woningvoorraad",)
INWONERS_0_TOT_25 = ("inwoners_0_tot_15", "inwoners_15_tot_25")
INWONERS_15_TOT_65 = ("inwoners_15_tot_25", "inwoners_25_tot_45", "inwoners_45_tot_65")
INWONERS_15_PLUS = (*INWONERS_15_TOT_65, "inwoners_65_en_ouder")

AFGEROND_OP_5 = "Het CBS rondt de aantallen per wijk en buurt af op 5. Een aandeel kan daardoor een beetje afwijken."
AFGEROND_OP_10 = "Het CBS rondt de aantallen af op 10. In een kleine buurt kan het cijfer daardoor flink afwijken."
VANAF_2015 = (
    "De reeks begint in 2015. "
    "In 2013 en 2014 gaf het CBS alleen hele procenten, en die zijn niet bij elkaar op te tellen."
)
SAMENSTELLING = (
    "Dit cijfer beschrijft wie er wonen. Het is geen oordeel over de buurt en telt niet mee in een samengesteld cijfer."
)
AOW_LEEFTIJD = (
    "De AOW-leeftijd loopt sinds 2013 op. Daardoor verschuift dit cijfer langzaam, ook zonder andere oorzaak."
)
MELDINGEN = "Dit cijfer hangt ook af van hoe vaak mensen iets melden en van hoeveel de politie opspoort."
MODEL = "Dit is een schatting met een model, geen telling. Een klein verschil tussen twee buurten zegt daarom weinig."
ENQUETE_MARGE = "De uitkomst komt uit een steekproef en heeft een marge. Wie niet meedeed, kan anders denken."


def kwb(first: int, last: int | None = None) -> str:
    """What feeds an indicator from CBS: the editions of the Kerncijfers that hold its variables."""
    editions = f"edities {first} tot en met {last}" if last else f"editie {first} en later"
    return f"CBS Kerncijfers wijken en buurten, {editions}."


def total(variable: str, source: str = KWB) -> tuple[Recipe, ...]:
    """A count that adds up."""
    return (Recipe(source=source, numerator=(variable,)),)


def ratio(
    numerator: tuple[str, ...], denominator: tuple[str, ...], factor: float = 100, source: str = KWB
) -> tuple[Recipe, ...]:
    """Counts over counts; ``factor`` 100 gives a percentage, 1000 a figure per thousand."""
    return (Recipe(source=source, numerator=numerator, denominator=denominator, factor=factor),)


def asked(figure: str, factor: float = 100) -> tuple[Recipe, ...]:
    """A figure of a bewonersenquête: from respondents, else from outcomes that were given per area."""
    parts = (f"{figure}_teller",), (f"{figure}_noemer",)
    return ratio(*parts, factor, ENQUETE) + ratio(*parts, factor, ENQUETE_TOTALEN)


def published(variable: str, weight: tuple[str, ...], factor: float = 1, source: str = KWB) -> tuple[Recipe, ...]:
    """A published percentage, mean or score, averaged over buurten by ``weight``; ``factor`` turns it into the unit."""
    return (Recipe(source=source, value=variable, weight=weight, factor=factor),)


def published_share(variable: str, base: tuple[str, ...], factor: float = 1) -> tuple[Recipe, ...]:
    """A published share or rate whose base is known: averaged over buurten by it, and with an interval from it."""
    return (Recipe(source=KWB, value=variable, weight=base, weight_is_base=True, factor=factor),)


def worked(*buurten: Mapping[str, float], values: tuple[float, ...], group: float | None) -> WorkedExample:
    """Figures worked by hand; no group value where the indicator cannot be added up."""
    return WorkedExample(buurten=tuple(dict(buurt) for buurt in buurten), values=values, group=group)
