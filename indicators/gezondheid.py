"""Health: how adults feel and live, and support at home.

Sources: RIVM small-area estimates (a model on the health monitor of GGD'en, CBS and RIVM); CBS for Wmo.
"""

from indicators._forms import health, rate
from indicators._parts import INWONERS, kwb, published_share, worked
from model.indicator import Direction, Indicator, Theme

_BETER, _SLECHTER, _NEUTRAAL = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.NEUTRAL


def _adults(
    id: str,
    name: str,
    plain_name: str,
    who: str,
    description: str,
    direction: Direction,
    figures: tuple[float, float],
    group: float,
    caveats: tuple[str, ...] = (),
) -> Indicator:
    """One health figure; ``who`` completes "In {gebied} … van de volwassenen"."""
    verb, rest = who.split(" ", 1)
    return health(
        Theme.GEZONDHEID,
        id,
        name=name,
        plain_name=plain_name,
        plain_sentence=f"In {{gebied}} {verb} {{waarde}} van de volwassenen {rest}.",
        description=description,
        direction=direction,
        figures=figures,
        group=group,
        caveats=caveats,
    )


INDICATORS: tuple[Indicator, ...] = (
    _adults(
        "ervaren_gezondheid_goed",
        "Ervaren gezondheid goed of zeer goed",
        "Mensen die zich gezond voelen",
        "voelt zich gezond",
        "Volwassenen die hun eigen gezondheid goed of zeer goed noemen.",
        _BETER,
        (68, 80),
        71,
    ),
    _adults(
        "voldoet_aan_beweegrichtlijn",
        "Voldoet aan de beweegrichtlijn",
        "Mensen die genoeg bewegen",
        "beweegt genoeg",
        "Volwassenen die voldoen aan de richtlijn voor bewegen van de Gezondheidsraad.",
        _BETER,
        (44, 56),
        47,
    ),
    _adults(
        "wekelijkse_sporters",
        "Wekelijkse sporters",
        "Mensen die elke week sporten",
        "sport elke week",
        "Volwassenen die ten minste een keer per week sporten.",
        _BETER,
        (40, 52),
        43,
    ),
    _adults(
        "overgewicht",
        "Overgewicht",
        "Mensen met overgewicht",
        "heeft overgewicht",
        "Volwassenen met een body mass index van 25 of hoger. Ernstig overgewicht telt mee.",
        _SLECHTER,
        (56, 48),
        54,
        ("Mensen gaven zelf hun lengte en gewicht op.",),
    ),
    _adults(
        "ernstig_overgewicht",
        "Ernstig overgewicht",
        "Mensen met ernstig overgewicht",
        "heeft ernstig overgewicht",
        "Volwassenen met een body mass index van 30 of hoger.",
        _SLECHTER,
        (20, 12),
        18,
        ("Mensen gaven zelf hun lengte en gewicht op.",),
    ),
    _adults(
        "roker",
        "Rokers",
        "Mensen die roken",
        "rookt wel eens",
        "Volwassenen die wel eens roken.",
        _SLECHTER,
        (22, 14),
        20,
    ),
    _adults(
        "overmatige_drinker",
        "Overmatige drinkers",
        "Mensen die te veel alcohol drinken",
        "drinkt te veel alcohol",
        "Mannen die meer dan 21 en vrouwen die meer dan 14 glazen alcohol in een week drinken.",
        _SLECHTER,
        (6, 8),
        6.5,
    ),
    _adults(
        "langdurige_aandoening",
        "Een of meer langdurige aandoeningen",
        "Mensen met een ziekte die lang duurt",
        "heeft een ziekte of aandoening die lang duurt",
        "Volwassenen met een of meer ziekten of aandoeningen die zes maanden of langer duren.",
        _SLECHTER,
        (38, 30),
        36,
        ("Oudere inwoners hebben vaker een aandoening. Het cijfer is niet gecorrigeerd voor leeftijd.",),
    ),
    _adults(
        "beperkt_vanwege_gezondheid",
        "Beperkt vanwege gezondheid",
        "Mensen die minder kunnen door hun gezondheid",
        "kan minder doen door de gezondheid",
        "Volwassenen die al zes maanden of langer beperkt zijn door hun gezondheid.",
        _SLECHTER,
        (36, 28),
        34,
        ("Oudere inwoners zijn vaker beperkt. Het cijfer is niet gecorrigeerd voor leeftijd.",),
    ),
    _adults(
        "hoog_risico_angst_depressie",
        "Hoog risico op angst of depressie",
        "Mensen die zich heel angstig of somber voelen",
        "voelt zich vaak heel angstig of somber",
        "Volwassenen met een hoog risico op een angststoornis of depressie, volgens een vaste vragenlijst.",
        _SLECHTER,
        (11, 7),
        10,
    ),
    _adults(
        "veel_stress",
        "(Heel) veel stress in de laatste vier weken",
        "Mensen met veel stress",
        "had in de laatste vier weken veel stress",
        "Volwassenen die in de laatste vier weken veel of heel veel stress hadden.",
        _SLECHTER,
        (20, 16),
        19,
    ),
    _adults(
        "regie_over_eigen_leven",
        "Matig of veel regie over het eigen leven",
        "Mensen die zelf over hun leven beslissen",
        "heeft het eigen leven in de hand",
        "Volwassenen die matig of veel regie over het eigen leven ervaren.",
        _BETER,
        (86, 94),
        88,
    ),
    rate(
        Theme.GEZONDHEID,
        "wmo_clienten_per_1000",
        name="Wmo-cliënten per 1.000 inwoners",
        plain_name="Mensen met hulp thuis van de gemeente",
        plain_sentence="Van elke 1.000 mensen in {gebied} krijgen er {waarde} hulp of zorg van de gemeente (Wmo).",
        description="Personen met ten minste één maatwerkarrangement van de Wmo, per 1.000 inwoners.",
        direction=_NEUTRAAL,
        recipes=published_share("wmo_clienten_per_1000", INWONERS),
        caveats=(
            "Een hoog cijfer kan betekenen dat er veel hulp nodig is, of dat de hulp de mensen goed bereikt.",
            "Niet elke gemeente doet mee. Het landelijke cijfer is daarom geschat.",
        ),
        feeds=kwb(2018),
        example=worked(
            {"wmo_clienten_per_1000": 80, "aantal_inwoners": 1500},
            {"wmo_clienten_per_1000": 40, "aantal_inwoners": 2500},
            values=(80, 40),
            group=55,
        ),
    ),
)
