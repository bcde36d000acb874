"""Work and benefits: who works, in which form, and who lives on a benefit.

Sources: CBS Kerncijfers wijken en buurten; register files of the municipality where CBS has no figure.
"""

from indicators._forms import rate, share
from indicators._parts import (
    AFGEROND_OP_10,
    AOW_LEEFTIJD,
    INWONERS,
    INWONERS_15_TOT_65,
    REGISTER,
    kwb,
    published,
    published_share,
    ratio,
    total,
    worked,
)
from model.indicator import Aggregation, Break, Direction, Indicator, Kind, Theme

_WERKENDEN = ("werkzame_beroepsbevolking",)
_PER_15_TOT_65 = (
    "We delen door inwoners van 15 tot 65 jaar: dat ligt het dichtst bij de mensen van 15 jaar tot de AOW-leeftijd. "
    "Voor 2015 zijn die aantallen er niet."
)
_BUURT_VAN_1000 = {"inwoners_15_tot_25": 200, "inwoners_25_tot_45": 400, "inwoners_45_tot_65": 400}
_BUURT_VAN_3000 = {"inwoners_15_tot_25": 500, "inwoners_25_tot_45": 1500, "inwoners_45_tot_65": 1000}


def _benefit(
    id: str,
    variable: str,
    name: str,
    plain_name: str,
    plain_sentence: str,
    description: str,
    direction: Direction,
    counts: tuple[float, float],
    answer: tuple[float, float, float],
    caveats: tuple[str, ...] = (),
    breaks: tuple[Break, ...] = (),
) -> Indicator:
    """Persons with a benefit per 1.000 inhabitants of 15 to 65; ``counts``: in buurten with 1.000 and 3.000 of them."""
    return rate(
        Theme.WERK,
        id,
        name=name,
        plain_name=plain_name,
        plain_sentence=plain_sentence,
        description=f"{description}, per 1.000 inwoners van 15 tot 65 jaar.",
        direction=direction,
        unit="per 1.000 inwoners van 15 tot 65 jaar",
        recipes=ratio((variable,), INWONERS_15_TOT_65, 1000),
        caveats=(*caveats, _PER_15_TOT_65, AOW_LEEFTIJD, AFGEROND_OP_10),
        breaks=breaks,
        feeds=kwb(2015),
        example=worked(
            {variable: counts[0], **_BUURT_VAN_1000},
            {variable: counts[1], **_BUURT_VAN_3000},
            values=answer[:2],
            group=answer[2],
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    share(
        Theme.WERK,
        "netto_arbeidsparticipatie",
        name="Netto arbeidsparticipatie",
        plain_name="Mensen met betaald werk",
        plain_sentence="In {gebied} heeft {waarde} van de mensen van 15 tot 75 jaar betaald werk.",
        description="Werkende inwoners van 15 tot 75 jaar, als deel van alle inwoners van 15 tot 75 jaar.",
        direction=Direction.HIGHER_IS_BETTER,
        recipes=published("netto_arbeidsparticipatie", INWONERS_15_TOT_65),
        caveats=(
            "Voor een groep middelen we naar inwoners van 15 tot 65 jaar: dat ligt het dichtst bij 15 tot 75 jaar.",
            "Het oudere cijfer over 'actieven' (tot en met 2018) meet iets anders en staat hier niet bij.",
        ),
        feeds=kwb(2018),
        example=worked(
            {"netto_arbeidsparticipatie": 60, **_BUURT_VAN_1000},
            {"netto_arbeidsparticipatie": 72, **_BUURT_VAN_3000},
            values=(60, 72),
            group=69,
        ),
    ),
    share(
        Theme.WERK,
        "werknemers_vast",
        name="Werknemers met een vast contract",
        plain_name="Mensen met een vaste baan",
        plain_sentence="In {gebied} heeft {waarde} van de werkende mensen een vaste baan.",
        description="Werknemers met een vaste arbeidsrelatie, als deel van alle werkenden van 15 tot 75 jaar.",
        direction=Direction.HIGHER_IS_BETTER,
        recipes=published_share("percentage_werknemers_vast", _WERKENDEN),
        caveats=("Het CBS geeft dit cijfer vanaf 150 werkenden.",),
        feeds=kwb(2023),
        example=worked(
            {"percentage_werknemers_vast": 50, "werkzame_beroepsbevolking": 600},
            {"percentage_werknemers_vast": 60, "werkzame_beroepsbevolking": 400},
            values=(50, 60),
            group=54,
        ),
    ),
    share(
        Theme.WERK,
        "werknemers_flexibel",
        name="Werknemers met een flexibel contract",
        plain_name="Mensen met tijdelijk of los werk",
        plain_sentence="In {gebied} heeft {waarde} van de werkende mensen een tijdelijk contract of losse uren.",
        description="Werknemers met een flexibele arbeidsrelatie, als deel van alle werkenden van 15 tot 75 jaar.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share("percentage_werknemers_flexibel", _WERKENDEN),
        caveats=(
            "Het CBS geeft dit cijfer vanaf 150 werkenden.",
            "Scholieren en studenten met een bijbaan tellen mee.",
        ),
        feeds=kwb(2023),
        example=worked(
            {"percentage_werknemers_flexibel": 40, "werkzame_beroepsbevolking": 900},
            {"percentage_werknemers_flexibel": 25, "werkzame_beroepsbevolking": 600},
            values=(40, 25),
            group=34,
        ),
    ),
    share(
        Theme.WERK,
        "zelfstandigen",
        name="Zelfstandigen",
        plain_name="Mensen met een eigen bedrijf",
        plain_sentence="In {gebied} werkt {waarde} van de werkende mensen voor zichzelf.",
        description="Zelfstandigen, als deel van alle werkenden van 15 tot 75 jaar.",
        direction=Direction.NEUTRAL,
        recipes=published_share("percentage_zelfstandigen", _WERKENDEN),
        caveats=(
            "Het CBS geeft dit cijfer vanaf 150 werkenden.",
            "Het aantal werkenden staat er pas vanaf 2023 bij. Voor eerdere jaren middelen we een groep met dat jaar.",
        ),
        feeds=kwb(2018),
        example=worked(
            {"percentage_zelfstandigen": 12, "werkzame_beroepsbevolking": 500},
            {"percentage_zelfstandigen": 20, "werkzame_beroepsbevolking": 1500},
            values=(12, 20),
            group=18,
        ),
    ),
    _benefit(
        "bijstand_per_1000",
        "personen_met_bijstand",
        "Personen met bijstand",
        "Mensen met een bijstandsuitkering",
        "Van elke 1.000 mensen van 15 tot 65 jaar in {gebied} hebben er {waarde} bijstand.",
        "Personen tot de AOW-leeftijd met een bijstandsuitkering",
        Direction.LOWER_IS_BETTER,
        (80, 120),
        (80, 40, 50),
        ("Nieuwe regels van het Rijk werken door in dit cijfer. Zet er daarom Nederland naast.",),
        (Break(period="2015", why="De Participatiewet kwam in 2015 in de plaats van de Wet werk en bijstand."),),
    ),
    _benefit(
        "ww_per_1000",
        "personen_met_ww",
        "Personen met een werkloosheidsuitkering (WW)",
        "Mensen die hun baan kwijt zijn",
        "Van elke 1.000 mensen van 15 tot 65 jaar in {gebied} krijgen er {waarde} een WW-uitkering.",
        "Personen met een uitkering volgens de Werkloosheidswet",
        Direction.LOWER_IS_BETTER,
        (30, 30),
        (30, 10, 15),
    ),
    _benefit(
        "ao_per_1000",
        "personen_met_ao",
        "Personen met een arbeidsongeschiktheidsuitkering",
        "Mensen die door ziekte niet kunnen werken",
        "Van elke 1.000 mensen van 15 tot 65 jaar in {gebied} krijgen er {waarde} geld omdat zij niet kunnen werken.",
        "Personen met een uitkering wegens arbeidsongeschiktheid",
        Direction.NEUTRAL,
        (100, 180),
        (100, 60, 70),
        ("Iemand kan meer dan een uitkering hebben.",),
    ),
    rate(
        Theme.WERK,
        "aow_per_1000",
        name="Personen met AOW",
        plain_name="Mensen met AOW",
        plain_sentence="Van elke 1.000 mensen in {gebied} krijgen er {waarde} AOW.",
        description="Personen met een uitkering volgens de Algemene Ouderdomswet, per 1.000 inwoners.",
        direction=Direction.NEUTRAL,
        recipes=ratio(("personen_met_aow",), INWONERS, 1000),
        caveats=(AOW_LEEFTIJD, AFGEROND_OP_10),
        feeds=kwb(2013),
        example=worked(
            {"personen_met_aow": 300, "aantal_inwoners": 2000},
            {"personen_met_aow": 300, "aantal_inwoners": 1000},
            values=(150, 300),
            group=200,
        ),
    ),
    rate(
        Theme.WERK,
        "bijstand_register_per_1000",
        name="Personen met bijstand volgens de gemeente",
        plain_name="Mensen met bijstand, geteld door de gemeente",
        plain_sentence="Van elke 1.000 mensen in {gebied} hebben er {waarde} bijstand, volgens de gemeente.",
        description="Personen met een bijstandsuitkering in een bestand van de gemeente, per 1.000 inwoners.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=(
            *ratio(("personen_bijstand_register",), ("inwoners_gemeente",), 1000, REGISTER),
            *ratio(("personen_bijstand_register",), INWONERS, 1000, REGISTER),
        ),
        caveats=(
            "De gemeente telt anders dan het CBS. Daarom staan de twee reeksen los van elkaar.",
            "Zonder inwoners van de gemeente delen we door het aantal inwoners van het CBS.",
        ),
        feeds="Een bestand van de gemeente met personen met bijstand per buurt.",
        example=worked(
            {"personen_bijstand_register": 45, "inwoners_gemeente": 1500},
            {"personen_bijstand_register": 5, "inwoners_gemeente": 500},
            values=(30, 10),
            group=25,
        ),
    ),
    share(
        Theme.WERK,
        "jongeren_zonder_startkwalificatie_en_werk",
        name="Jongeren zonder startkwalificatie en zonder werk",
        plain_name="Jongeren zonder diploma en zonder werk",
        plain_sentence="In {gebied} heeft {waarde} van de jongeren geen diploma voor een baan en ook geen werk.",
        description="Jongeren van 15 tot en met 26 jaar zonder startkwalificatie, zonder onderwijs en zonder werk, "
        "als deel van alle jongeren van 15 tot en met 26 jaar.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(("jongeren_zonder_startkwalificatie_en_werk",), ("jongeren_15_26",), source=REGISTER),
        caveats=("Jongeren die nergens staan ingeschreven, blijven buiten beeld.",),
        feeds=(
            "Een bestand van de gemeente of de leerplichtregio met jongeren zonder startkwalificatie en werk per buurt."
        ),
        example=worked(
            {"jongeren_zonder_startkwalificatie_en_werk": 24, "jongeren_15_26": 300},
            {"jongeren_zonder_startkwalificatie_en_werk": 6, "jongeren_15_26": 200},
            values=(8, 3),
            group=6,
        ),
    ),
    Indicator(
        id="aan_de_bak_garanties",
        name="Aan-de-Bak-garanties",
        plain_name="Beloftes van werk aan jongeren",
        plain_sentence="In {gebied} kregen {waarde} jongeren de belofte van een baan na hun opleiding.",
        description="Aantal afgegeven Aan-de-Bak-garanties: een werkgever belooft een baan na een afgeronde opleiding.",
        theme=Theme.WERK,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.HIGHER_IS_BETTER,
        aggregation=Aggregation.SUM,
        recipes=total("aan_de_bak_garanties", REGISTER),
        caveats=("Dit telt wat het programma doet, niet wat het oplevert.",),
        feeds="Een bestand van het programma met garanties per woonbuurt.",
        example=worked({"aan_de_bak_garanties": 12}, {"aan_de_bak_garanties": 5}, values=(12, 5), group=17),
    ),
    Indicator(
        id="bedrijfsvestigingen",
        name="Bedrijfsvestigingen",
        plain_name="Bedrijven in de buurt",
        plain_sentence="In {gebied} zijn {waarde} bedrijven gevestigd.",
        description="Aantal vestigingen van bedrijven. Ook mensen die alleen voor zichzelf werken, tellen mee.",
        theme=Theme.WERK,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.NEUTRAL,
        aggregation=Aggregation.SUM,
        recipes=total("bedrijfsvestigingen_totaal"),
        breaks=(Break(period="2021", why="Overheid, onderwijs en zorg tellen vanaf 2021 mee in het totaal."),),
        caveats=("Het CBS rondt het aantal af op 5.",),
        feeds=kwb(2013),
        example=worked(
            {"bedrijfsvestigingen_totaal": 240}, {"bedrijfsvestigingen_totaal": 85}, values=(240, 85), group=325
        ),
    ),
)
