"""Registered crime and reported nuisance by kind, per thousand inhabitants. Source: registers of the municipality."""

from indicators._forms import rate
from indicators._parts import MELDINGEN, worked
from indicators._register import PER_INWONER, per_thousand_inhabitants
from model.indicator import Direction, Indicator, Theme

_MELDING = "Een melding is nog geen bewezen overlast. Waar mensen vaker bellen, is dit cijfer hoger."


def _kind(
    id: str,
    name: str,
    plain_name: str,
    plain_what: str,
    variables: tuple[str, ...],
    counts: tuple[float, ...],
    answer: tuple[float, float, float],
    nuisance: bool = False,
) -> Indicator:
    """One kind. ``counts``: of ``variables`` in a buurt of 2.000, then in a buurt of 500 inhabitants."""
    first = dict(zip(variables, counts[: len(variables)], strict=True))
    second = dict(zip(variables, counts[len(variables) :], strict=True))
    wat = "Meldingen bij de politie" if nuisance else "Misdrijven die de politie registreerde"
    return rate(
        Theme.VEILIGHEID,
        id,
        name=name,
        plain_name=plain_name,
        plain_sentence=f"Op elke 1.000 mensen in {{gebied}} waren er in een jaar {{waarde}} {plain_what}.",
        description=f"{wat} in een jaar: {plain_what}, per 1.000 inwoners.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=per_thousand_inhabitants(*variables),
        repeatable=True,
        caveats=(_MELDING if nuisance else MELDINGEN, PER_INWONER),
        feeds=(
            f"Een bestand van de gemeente of de politie met {'meldingen' if nuisance else 'misdrijven'} naar "
            "soort per buurt."
        ),
        example=worked(
            {**first, "inwoners_gemeente": 2000},
            {**second, "inwoners_gemeente": 500},
            values=answer[:2],
            group=answer[2],
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    _kind(
        "woninginbraken_per_1000",
        "Woninginbraken per 1.000 inwoners",
        "Inbraken in huizen",
        "inbraken of diefstallen in een huis",
        ("misdrijven_woninginbraak",),
        (8, 1),
        (4, 2, 3.6),
    ),
    _kind(
        "fietsdiefstallen_per_1000",
        "Diefstal van fietsen en brommers per 1.000 inwoners",
        "Gestolen fietsen",
        "gestolen fietsen of brommers",
        ("misdrijven_fietsdiefstal",),
        (20, 10),
        (10, 20, 12),
    ),
    _kind(
        "autodiefstallen_per_1000",
        "Diefstal van en uit auto's per 1.000 inwoners",
        "Diefstal van en uit auto's",
        "diefstallen van of uit een auto",
        ("misdrijven_diefstal_motorvoertuig", "misdrijven_diefstal_uit_motorvoertuig"),
        (4, 16, 1, 4),
        (10, 10, 10),
    ),
    _kind(
        "winkeldiefstallen_per_1000",
        "Winkeldiefstallen per 1.000 inwoners",
        "Diefstal uit winkels",
        "diefstallen uit een winkel",
        ("misdrijven_winkeldiefstal",),
        (50, 0),
        (25, 0, 20),
    ),
    _kind(
        "inbraken_elders_per_1000",
        "Inbraken in schuren, garages en bedrijven per 1.000 inwoners",
        "Inbraken in schuren, garages en bedrijven",
        "inbraken in een schuur, garage of bedrijf",
        ("misdrijven_inbraak_box_garage_schuur", "misdrijven_inbraak_bedrijf"),
        (6, 2, 1, 1),
        (4, 4, 4),
    ),
    _kind(
        "geweldsmisdrijven_per_1000",
        "Geweldsmisdrijven (zonder zedenmisdrijven) per 1.000 inwoners",
        "Geweld",
        "misdrijven met geweld of bedreiging",
        (
            "misdrijven_mishandeling",
            "misdrijven_bedreiging",
            "misdrijven_openlijk_geweld",
            "misdrijven_overval",
            "misdrijven_straatroof",
            "misdrijven_moord_doodslag",
        ),
        (10, 6, 2, 0, 2, 0, 3, 1, 0, 0, 1, 0),
        (10, 10, 10),
    ),
    _kind(
        "vernielingen_per_1000",
        "Vernielingen per 1.000 inwoners",
        "Vernielingen",
        "vernielingen",
        ("misdrijven_vernieling",),
        (14, 1),
        (7, 2, 6),
    ),
    _kind(
        "drugshandel_per_1000",
        "Drugshandel per 1.000 inwoners",
        "Handel in drugs",
        "misdrijven met handel in drugs",
        ("misdrijven_drugshandel",),
        (4, 1),
        (2, 2, 2),
    ),
    _kind(
        "oplichting_en_cybercrime_per_1000",
        "Oplichting en cybercrime per 1.000 inwoners",
        "Oplichting en misdaad via internet",
        "gevallen van oplichting of misdaad via internet",
        ("misdrijven_horizontale_fraude", "misdrijven_cybercrime"),
        (9, 3, 2, 1),
        (6, 6, 6),
    ),
    _kind(
        "overlastmeldingen_per_1000",
        "Overlastmeldingen per 1.000 inwoners",
        "Meldingen van overlast",
        "meldingen van overlast",
        ("overlastmeldingen",),
        (60, 40),
        (30, 80, 40),
        nuisance=True,
    ),
    _kind(
        "jeugdoverlast_per_1000",
        "Meldingen van jeugdoverlast per 1.000 inwoners",
        "Meldingen over jongeren op straat",
        "meldingen van overlast door jongeren",
        ("overlast_jeugd",),
        (10, 5),
        (5, 10, 6),
        nuisance=True,
    ),
    _kind(
        "overlast_verward_per_1000",
        "Meldingen over verwarde personen per 1.000 inwoners",
        "Meldingen over mensen die in de war zijn",
        "meldingen over iemand die in de war was",
        ("overlast_verward",),
        (24, 1),
        (12, 2, 10),
        nuisance=True,
    ),
    _kind(
        "overlast_drank_drugs_per_1000",
        "Meldingen van overlast door drank of drugs per 1.000 inwoners",
        "Meldingen over drank of drugs",
        "meldingen van overlast door drank of drugs",
        ("overlast_drank_drugs", "overlast_openbare_dronkenschap"),
        (8, 2, 1, 1),
        (5, 4, 4.8),
        nuisance=True,
    ),
    _kind(
        "geluidsoverlast_per_1000",
        "Meldingen van geluidsoverlast per 1.000 inwoners",
        "Meldingen van lawaai",
        "meldingen van lawaai",
        ("overlast_geluid_horeca", "overlast_geluid_evenement", "overlast_geluid_overig"),
        (1, 1, 18, 0, 0, 5),
        (10, 10, 10),
        nuisance=True,
    ),
)
