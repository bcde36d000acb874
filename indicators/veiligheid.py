"""Safety: registered crime, youth suspects, reports of nuisance, and how safe people feel.

Sources: police figures as register files of the municipality; the three crime rates in CBS Kerncijfers (2016 to 2018);
bewonersenquête. Registered figures are shown beside what residents say: they measure different things.
"""

from indicators._forms import rate, survey
from indicators._parts import INWONERS, MELDINGEN, REGISTER, kwb, published_share, ratio, total, worked
from indicators._register import PER_INWONER, per_thousand_inhabitants
from model.indicator import Aggregation, Direction, Indicator, Kind, Theme

_PLAATS = (
    "Een misdrijf telt in de buurt waar het gebeurde, niet waar de dader woont. In een centrum komen veel bezoekers."
)


def _crime_cbs(
    id: str, name: str, plain_name: str, what: str, figures: tuple[float, float, float, float], group: float
) -> Indicator:
    """A rate that CBS published for 2016 to 2018; ``figures``: rate and inhabitants of two buurten."""
    return rate(
        Theme.VEILIGHEID,
        id,
        name=name,
        plain_name=plain_name,
        plain_sentence=f"Op elke 1.000 mensen in {{gebied}} was er in een jaar {{waarde}} keer {what}.",
        description=(
            f"Geregistreerde misdrijven: {what}, per 1.000 inwoners. Het CBS gaf dit alleen over 2016 tot en met 2018."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=published_share(id, INWONERS),
        repeatable=True,
        caveats=(MELDINGEN, _PLAATS),
        feeds=kwb(2016, 2018),
        example=worked(
            {id: figures[0], "aantal_inwoners": figures[1]},
            {id: figures[2], "aantal_inwoners": figures[3]},
            values=(figures[0], figures[2]),
            group=group,
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="misdrijven",
        name="Geregistreerde misdrijven",
        plain_name="Misdrijven die de politie kent",
        plain_sentence="In {gebied} registreerde de politie {waarde} misdrijven in een jaar.",
        description="Aantal misdrijven dat de politie in een jaar registreerde, naar de plek waar het gebeurde.",
        theme=Theme.VEILIGHEID,
        unit="aantal",
        decimals=0,
        kind=Kind.COUNT,
        direction=Direction.LOWER_IS_BETTER,
        aggregation=Aggregation.SUM,
        recipes=total("misdrijven", REGISTER),
        repeatable=True,
        caveats=(
            MELDINGEN,
            _PLAATS,
            "Buurten tellen niet precies op tot de gemeente: van sommige misdrijven is de buurt niet bekend.",
        ),
        feeds="Een bestand van de gemeente of de politie met misdrijven per buurt en jaar.",
        example=worked({"misdrijven": 312}, {"misdrijven": 88}, values=(312, 88), group=400),
    ),
    rate(
        Theme.VEILIGHEID,
        "misdrijven_per_1000",
        name="Geregistreerde misdrijven per 1.000 inwoners",
        plain_name="Misdrijven op elke 1.000 mensen",
        plain_sentence="Op elke 1.000 mensen in {gebied} registreerde de politie {waarde} misdrijven in een jaar.",
        description="Misdrijven die de politie in een jaar registreerde, per 1.000 inwoners.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=per_thousand_inhabitants("misdrijven"),
        repeatable=True,
        caveats=(MELDINGEN, _PLAATS, PER_INWONER),
        feeds="Een bestand van de gemeente of de politie met misdrijven per buurt en jaar.",
        example=worked(
            {"misdrijven": 120, "inwoners_gemeente": 2000},
            {"misdrijven": 40, "inwoners_gemeente": 1200},
            values=(60, 100 / 3),
            group=50,
        ),
    ),
    rate(
        Theme.VEILIGHEID,
        "jeugdcriminaliteit",
        name="Jeugdcriminaliteit: verdachten van 12 tot en met 24 jaar",
        plain_name="Jongeren die verdacht zijn van een misdrijf",
        plain_sentence="Van elke 1.000 jongeren in {gebied} waren er {waarde} in een jaar verdacht van een misdrijf.",
        description=(
            "Personen van 12 tot en met 24 jaar die in een jaar als verdachte van een misdrijf zijn "
            "geregistreerd, "
            "per 1.000 jongeren van die leeftijd, naar de buurt waar zij wonen."
        ),
        direction=Direction.LOWER_IS_BETTER,
        unit="per 1.000 jongeren",
        recipes=ratio(("jeugdverdachten",), ("jongeren_12_24",), 1000, REGISTER),
        caveats=(
            "Een verdachte is nog niet veroordeeld.",
            "Het gaat per buurt om weinig jongeren. Een of twee jongeren meer maken al veel verschil.",
            MELDINGEN,
        ),
        feeds="Een bestand van de gemeente, de politie of het CBS met jonge verdachten en jongeren per buurt.",
        example=worked(
            {"jeugdverdachten": 9, "jongeren_12_24": 300},
            {"jeugdverdachten": 3, "jongeren_12_24": 200},
            values=(30, 15),
            group=24,
        ),
    ),
    _crime_cbs(
        "diefstal_uit_woning_per_1000",
        "Diefstal uit woning per 1.000 inwoners (CBS)",
        "Inbraken in huizen, volgens het CBS",
        "een diefstal of inbraak in een huis",
        (4, 1000, 2, 3000),
        2.5,
    ),
    _crime_cbs(
        "vernieling_per_1000",
        "Vernieling per 1.000 inwoners (CBS)",
        "Vernieling, volgens het CBS",
        "vernieling of verstoring van de openbare orde",
        (10, 600, 5, 400),
        8,
    ),
    _crime_cbs(
        "geweld_per_1000",
        "Geweldsmisdrijven per 1.000 inwoners (CBS)",
        "Geweld, volgens het CBS",
        "een misdrijf met geweld of seksueel geweld",
        (8, 1500, 4, 500),
        7,
    ),
    survey(
        Theme.VEILIGHEID,
        "voelt_zich_onveilig",
        name="Voelt zich wel eens onveilig in de eigen buurt",
        plain_name="Je onveilig voelen in de buurt",
        plain_sentence="In {gebied} voelt {waarde} van de mensen zich wel eens onveilig.",
        description="Deelnemers aan de bewonersenquête die zich in de eigen buurt wel eens onveilig voelen.",
        direction=Direction.LOWER_IS_BETTER,
        counts=(60, 200, 10, 100),
        answer=(30, 10, 70 / 3),
    ),
    survey(
        Theme.VEILIGHEID,
        "ervaren_overlast",
        name="Ervaart veel overlast in de buurt",
        plain_name="Last hebben van anderen in de buurt",
        plain_sentence="In {gebied} heeft {waarde} van de mensen veel last van anderen in de buurt.",
        description="Deelnemers aan de bewonersenquête die veel overlast ervaren van andere mensen in de buurt.",
        direction=Direction.LOWER_IS_BETTER,
        counts=(50, 200, 5, 50),
        answer=(25, 10, 22),
    ),
)
