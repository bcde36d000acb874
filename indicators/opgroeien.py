"""Growing up and education: school, support for families, and how it is to grow up here.

Sources: CBS Kerncijfers wijken en buurten; registers of school boards, the municipality or the GGD; bewonersenquête.
"""

from indicators._forms import share, survey
from indicators._parts import AFGEROND_OP_10, INWONERS_0_TOT_25, REGISTER, kwb, published, ratio, worked
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

_NIVEAUS = ("opleidingsniveau_laag", "opleidingsniveau_middelbaar", "opleidingsniveau_hoog")
_BUURT_A = dict(zip(_NIVEAUS, (400, 400, 200), strict=True))
_BUURT_B = dict(zip(_NIVEAUS, (500, 1000, 1500), strict=True))


def _level(
    level: str, name: str, plain_sentence: str, what: str, direction: Direction, answer: tuple[float, float, float]
) -> Indicator:
    """Share of one level of education among the three together, for inhabitants of 15 to 75."""
    return share(
        Theme.OPGROEIEN,
        f"opleidingsniveau_{level}",
        name=f"Opleidingsniveau {level}",
        plain_name=name,
        plain_sentence=plain_sentence,
        description=f"Inwoners van 15 tot 75 jaar met als hoogste diploma {what}, "
        "als deel van de inwoners van wie het niveau bekend is.",
        direction=direction,
        recipes=ratio((f"opleidingsniveau_{level}",), _NIVEAUS),
        caveats=(
            AFGEROND_OP_10,
            "Wie nog leert, telt mee met het diploma van nu. Veel scholieren maken het aandeel laag dus hoger.",
            "De namen van de niveaus veranderden in 2023; de landelijke aantallen sluiten op elkaar aan.",
        ),
        feeds=kwb(2019),
        example=worked(_BUURT_A, _BUURT_B, values=answer[:2], group=answer[2]),
    )


INDICATORS: tuple[Indicator, ...] = (
    share(
        Theme.OPGROEIEN,
        "voortijdig_schoolverlaten",
        name="Voortijdig schoolverlaten",
        plain_name="Jongeren die stoppen zonder diploma",
        plain_sentence="In {gebied} stopte {waarde} van de leerlingen met school zonder diploma.",
        description=(
            "Leerlingen en studenten tot 23 jaar die in een schooljaar zonder startkwalificatie van school gaan, "
            ""
            "als deel van alle leerlingen en studenten voor wie dit telt."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(("voortijdig_schoolverlaters",), ("leerlingen_vsv_basis",), source=REGISTER),
        caveats=("Het gaat per buurt om kleine aantallen. Het cijfer kan van jaar op jaar sterk verschillen.",),
        feeds="Een bestand van de gemeente of de leerplichtregio met schoolverlaters en leerlingen per buurt.",
        example=worked(
            {"voortijdig_schoolverlaters": 12, "leerlingen_vsv_basis": 300},
            {"voortijdig_schoolverlaters": 2, "leerlingen_vsv_basis": 200},
            values=(4, 1),
            group=2.8,
        ),
    ),
    Indicator(
        id="onderwijsachterstandsscore",
        name="Onderwijsachterstandsscore",
        plain_name="Extra steun die kinderen nodig hebben op school",
        plain_sentence=(
            "In {gebied} is de score voor extra steun op school {waarde}. Lager betekent minder steun nodig."
        ),
        description="Score voor de verwachte achterstand in het onderwijs van kinderen in het gebied.",
        theme=Theme.OPGROEIEN,
        unit="score",
        decimals=1,
        kind=Kind.SCORE,
        direction=Direction.LOWER_IS_BETTER,
        aggregation=Aggregation.WEIGHTED_MEAN,
        recipes=published("onderwijsachterstandsscore", ("kinderen_totaal",), source=REGISTER),
        caveats=(
            "De score voorspelt op grond van kenmerken van het gezin. Zij zegt niet hoe een kind het doet.",
            "Voor een groep middelen we naar het aantal kinderen tot 18 jaar.",
        ),
        feeds="Een bestand van de gemeente of het CBS met de score per buurt.",
        example=worked(
            {"onderwijsachterstandsscore": 30, "kinderen_totaal": 600},
            {"onderwijsachterstandsscore": 10, "kinderen_totaal": 200},
            values=(30, 10),
            group=25,
        ),
    ),
    share(
        Theme.OPGROEIEN,
        "deelname_voorschoolse_educatie",
        name="Deelname aan voorschoolse educatie",
        plain_name="Peuters op een voorschool",
        plain_sentence="Van de peuters in {gebied} voor wie de voorschool is bedoeld, gaat {waarde} er ook heen.",
        description=(
            "Peuters die meedoen aan voorschoolse educatie, als deel van de peuters met een indicatie daarvoor."
        ),
        direction=Direction.HIGHER_IS_BETTER,
        recipes=ratio(("deelnemers_voorschoolse_educatie",), ("doelgroep_voorschoolse_educatie",), source=REGISTER),
        caveats=("Elke gemeente bepaalt zelf voor welke peuters de voorschool is bedoeld.",),
        feeds="Een bestand van de gemeente met peuters op de voorschool en peuters met een indicatie per buurt.",
        example=worked(
            {"deelnemers_voorschoolse_educatie": 36, "doelgroep_voorschoolse_educatie": 40},
            {"deelnemers_voorschoolse_educatie": 14, "doelgroep_voorschoolse_educatie": 20},
            values=(90, 70),
            group=250 / 3,
        ),
    ),
    share(
        Theme.OPGROEIEN,
        "jongeren_met_jeugdzorg",
        name="Jongeren met jeugdzorg",
        plain_name="Jongeren die jeugdhulp krijgen",
        plain_sentence="In {gebied} krijgt {waarde} van de jongeren tot 23 jaar jeugdhulp.",
        description="Jongeren tot 23 jaar met jeugdzorg, als deel van alle jongeren tot 23 jaar.",
        direction=Direction.NEUTRAL,
        recipes=published("percentage_jongeren_met_jeugdzorg", INWONERS_0_TOT_25),
        caveats=(
            "Een hoog cijfer kan betekenen dat er veel hulp nodig is, of dat de hulp de gezinnen goed bereikt.",
            "Voor een groep middelen we naar inwoners tot 25 jaar: dat ligt het dichtst bij 23 jaar.",
        ),
        feeds=kwb(2018),
        example=worked(
            {"percentage_jongeren_met_jeugdzorg": 12, "inwoners_0_tot_15": 400, "inwoners_15_tot_25": 200},
            {"percentage_jongeren_met_jeugdzorg": 7, "inwoners_0_tot_15": 250, "inwoners_15_tot_25": 150},
            values=(12, 7),
            group=10,
        ),
    ),
    _level(
        "laag",
        "Mensen met een korte opleiding",
        "In {gebied} heeft {waarde} van de mensen een korte opleiding.",
        "basisonderwijs, vmbo, de eerste drie leerjaren van havo of vwo, of mbo niveau 1",
        Direction.LOWER_IS_BETTER,
        (40, 500 / 30, 22.5),
    ),
    _level(
        "middelbaar",
        "Mensen met een opleiding op mbo-, havo- of vwo-niveau",
        "In {gebied} heeft {waarde} van de mensen een diploma van mbo, havo of vwo.",
        "havo, vwo of mbo niveau 2, 3 of 4",
        Direction.NEUTRAL,
        (40, 1000 / 30, 35),
    ),
    _level(
        "hoog",
        "Mensen met een hbo- of universitaire opleiding",
        "In {gebied} heeft {waarde} van de mensen een diploma van het hbo of de universiteit.",
        "hbo of universiteit",
        Direction.HIGHER_IS_BETTER,
        (20, 50, 42.5),
    ),
    survey(
        Theme.OPGROEIEN,
        "prettig_opgroeien",
        name="Prettig opgroeien in deze buurt",
        plain_name="Een fijne buurt voor kinderen",
        plain_sentence="In {gebied} vindt {waarde} van de mensen dat kinderen er prettig opgroeien.",
        description="Deelnemers aan de bewonersenquête die vinden dat kinderen in de buurt prettig kunnen opgroeien.",
        direction=Direction.HIGHER_IS_BETTER,
        counts=(110, 200, 80, 100),
        answer=(55, 80, 190 / 3),
    ),
)
