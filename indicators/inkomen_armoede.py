"""Poverty and debts: the CBS measures to 2023, the new poverty line from 2024 (two series), and what registers know.

Sources: CBS Kerncijfers wijken en buurten, register files of the municipality, RIVM for how people experience it.
"""

from indicators._forms import health, share
from indicators._parts import HUISHOUDENS, INWONERS, REGISTER, kwb, published_share, ratio, worked
from model.indicator import Break, Direction, Indicator, Theme

_NIEUWE_GRENS = Break(
    period="2024",
    why="Het CBS meet armoede vanaf 2024 met een nieuwe grens en telt personen in plaats van huishoudens.",
)
_OUDE_MAAT = "Deze reeks stopt na 2023. Zet haar niet achter het cijfer over armoede vanaf 2024: dat meet iets anders."
_NIEUWE_MAAT = (
    "Deze reeks begint in 2024 met een nieuwe armoedegrens. Vergelijk haar niet met de cijfers tot en met 2023."
)

INDICATORS: tuple[Indicator, ...] = (
    share(
        Theme.INKOMEN,
        "huishoudens_laag_inkomen",
        name="Huishoudens onder de lage-inkomensgrens",
        plain_name="Huishoudens met een heel laag inkomen",
        plain_sentence="In {gebied} leeft {waarde} van de huishoudens van een heel laag inkomen.",
        description=(
            "Huishoudens met een inkomen onder de lage-inkomensgrens, als deel van de huishoudens. Tot en met 2023. "
            ""
            "Studenten en huishoudens zonder inkomen over het hele jaar tellen niet mee."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_huishoudens_laag_inkomen", HUISHOUDENS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_OUDE_MAAT,),
        feeds=kwb(2013, 2023),
        example=worked(
            {"percentage_huishoudens_laag_inkomen": 12, "huishoudens_totaal": 800},
            {"percentage_huishoudens_laag_inkomen": 4, "huishoudens_totaal": 200},
            values=(12, 4),
            group=10.4,
        ),
    ),
    share(
        Theme.INKOMEN,
        "huishoudens_rond_sociaal_minimum",
        name="Huishoudens onder of rond het sociaal minimum",
        plain_name="Huishoudens met het minimum",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens een inkomen van het minimum of minder.",
        description="Huishoudens met een inkomen tot 101 % van het sociaal minimum, als deel van de huishoudens. "
        "Tot en met 2023.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_huishoudens_rond_sociaal_minimum", HUISHOUDENS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_OUDE_MAAT, "Het sociaal minimum verandert met de regels van het Rijk."),
        feeds=kwb(2013, 2023),
        example=worked(
            {"percentage_huishoudens_rond_sociaal_minimum": 9, "huishoudens_totaal": 1000},
            {"percentage_huishoudens_rond_sociaal_minimum": 3, "huishoudens_totaal": 500},
            values=(9, 3),
            group=7,
        ),
    ),
    share(
        Theme.INKOMEN,
        "huishoudens_tot_110_sociaal_minimum",
        name="Huishoudens tot 110 % van het sociaal minimum",
        plain_name="Huishoudens met het minimum of iets meer",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens het minimum of iets meer.",
        description="Huishoudens met een inkomen tot 110 % van het sociaal minimum, als deel van de huishoudens. "
        "Tot en met 2023.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_huishoudens_tot_110_sociaal_minimum", HUISHOUDENS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_OUDE_MAAT,),
        feeds=kwb(2018, 2023),
        example=worked(
            {"percentage_huishoudens_tot_110_sociaal_minimum": 15, "huishoudens_totaal": 600},
            {"percentage_huishoudens_tot_110_sociaal_minimum": 5, "huishoudens_totaal": 400},
            values=(15, 5),
            group=11,
        ),
    ),
    share(
        Theme.INKOMEN,
        "huishoudens_tot_120_sociaal_minimum",
        name="Huishoudens tot 120 % van het sociaal minimum",
        plain_name="Huishoudens met weinig meer dan het minimum",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens het minimum of weinig meer.",
        description="Huishoudens met een inkomen tot 120 % van het sociaal minimum, als deel van de huishoudens. "
        "Tot en met 2023.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_huishoudens_tot_120_sociaal_minimum", HUISHOUDENS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_OUDE_MAAT,),
        feeds=kwb(2018, 2023),
        example=worked(
            {"percentage_huishoudens_tot_120_sociaal_minimum": 20, "huishoudens_totaal": 500},
            {"percentage_huishoudens_tot_120_sociaal_minimum": 10, "huishoudens_totaal": 1500},
            values=(20, 10),
            group=12.5,
        ),
    ),
    share(
        Theme.INKOMEN,
        "personen_in_armoede",
        name="Personen in armoede",
        plain_name="Mensen met te weinig geld",
        plain_sentence="In {gebied} heeft {waarde} van de mensen te weinig geld om van te leven.",
        description="Inwoners in een huishouden onder de armoedegrens van CBS, SCP en Nibud, als deel van de inwoners. "
        "Vanaf 2024.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_personen_in_armoede", INWONERS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_NIEUWE_MAAT,),
        feeds=kwb(2024),
        example=worked(
            {"percentage_personen_in_armoede": 6, "aantal_inwoners": 2500},
            {"percentage_personen_in_armoede": 2, "aantal_inwoners": 1500},
            values=(6, 2),
            group=4.5,
        ),
    ),
    share(
        Theme.INKOMEN,
        "personen_tot_25_boven_armoedegrens",
        name="Personen tot 25 % boven de armoedegrens",
        plain_name="Mensen met net genoeg geld",
        plain_sentence="In {gebied} heeft {waarde} van de mensen maar net genoeg geld om van te leven.",
        description=(
            "Inwoners in een huishouden met een inkomen tot 25 % boven de armoedegrens, als deel van de inwoners. "
            ""
            "Vanaf 2024."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_personen_tot_25_boven_armoedegrens", INWONERS),
        breaks=(_NIEUWE_GRENS,),
        caveats=(_NIEUWE_MAAT, "Of mensen in armoede hier ook in zitten, is nog niet nagegaan."),
        feeds=kwb(2024),
        example=worked(
            {"percentage_personen_tot_25_boven_armoedegrens": 10, "aantal_inwoners": 1000},
            {"percentage_personen_tot_25_boven_armoedegrens": 5, "aantal_inwoners": 4000},
            values=(10, 5),
            group=6,
        ),
    ),
    share(
        Theme.INKOMEN,
        "kinderen_in_armoede",
        name="Kinderen in armoede",
        plain_name="Kinderen die opgroeien met te weinig geld",
        plain_sentence="In {gebied} groeit {waarde} van de kinderen op in een gezin met te weinig geld.",
        description=(
            "Kinderen tot 18 jaar in een huishouden met een laag inkomen, als deel van alle kinderen tot 18 jaar."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(("kinderen_in_armoede",), ("kinderen_totaal",), source=REGISTER),
        breaks=(Break(period="2024", why="Vanaf 2024 geldt landelijk een nieuwe armoedegrens."),),
        caveats=(
            "Kijk in het bestand welke armoedegrens is gebruikt. Cijfers met een andere grens zijn niet vergelijkbaar.",
        ),
        feeds="Een bestand van de gemeente of het CBS met kinderen in armoede en alle kinderen per buurt.",
        example=worked(
            {"kinderen_in_armoede": 60, "kinderen_totaal": 400},
            {"kinderen_in_armoede": 20, "kinderen_totaal": 400},
            values=(15, 5),
            group=10,
        ),
    ),
    share(
        Theme.INKOMEN,
        "problematische_schulden",
        name="Huishoudens met problematische schulden",
        plain_name="Huishoudens met grote schulden",
        plain_sentence="In {gebied} heeft {waarde} van de huishoudens grote schulden.",
        description="Huishoudens met geregistreerde problematische schulden, als deel van alle huishoudens.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(("huishoudens_problematische_schulden",), ("huishoudens_register",), source=REGISTER),
        caveats=(
            "Alleen schulden die ergens zijn geregistreerd, tellen mee. Schulden bij familie blijven buiten beeld.",
        ),
        feeds="Een bestand van de gemeente of het CBS met huishoudens met problematische schulden per buurt.",
        example=worked(
            {"huishoudens_problematische_schulden": 150, "huishoudens_register": 1000},
            {"huishoudens_problematische_schulden": 25, "huishoudens_register": 250},
            values=(15, 10),
            group=14,
        ),
    ),
    share(
        Theme.INKOMEN,
        "bereik_regelingen",
        name="Bereik van regelingen",
        plain_name="Huishoudens die hulp met geld ook krijgen",
        plain_sentence=("Van de huishoudens in {gebied} met recht op hulp met geld krijgt {waarde} die hulp ook."),
        description=(
            "Huishoudens die een gemeentelijke regeling gebruiken, als deel van de huishoudens die er recht op hebben."
        ),
        direction=Direction.HIGHER_IS_BETTER,
        recipes=ratio(("bereik_regelingen",), ("rechthebbenden_regelingen",), source=REGISTER),
        caveats=("Hoeveel huishoudens recht hebben, is vaak een schatting.",),
        feeds="Een bestand van de gemeente met gebruikers van en huishoudens met recht op regelingen per buurt.",
        example=worked(
            {"bereik_regelingen": 240, "rechthebbenden_regelingen": 300},
            {"bereik_regelingen": 60, "rechthebbenden_regelingen": 100},
            values=(80, 60),
            group=75,
        ),
    ),
    health(
        Theme.INKOMEN,
        "moeite_met_rondkomen",
        name="Moeite met rondkomen",
        plain_name="Moeilijk rondkomen",
        plain_sentence="In {gebied} heeft {waarde} van de volwassenen moeite om rond te komen.",
        description="Volwassenen die in het laatste jaar enige of grote moeite hadden om rond te komen.",
        direction=Direction.LOWER_IS_BETTER,
        figures=(24, 12),
        group=21,
    ),
)
