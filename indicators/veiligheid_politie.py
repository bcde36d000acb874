"""Registered crime from the police's national table, beside what a register of the gemeente says of the same.

The two are counted at different moments and on different borders, so they never share a series. The national table is
there for every gemeente, and for the land and the gemeenten that a programme compares with.
"""

from indicators._forms import rate
from indicators._parts import INWONERS, MELDINGEN, POLITIE, ratio, worked
from model.indicator import Direction, Indicator, Theme

_PLAATS = (
    "Een misdrijf telt in de buurt waar het gebeurde, niet waar de dader woont. In een centrum komen veel bezoekers."
)
_GRENZEN = "De politie geeft alle jaren op de nieuwste grenzen, en we delen door het aantal inwoners van het CBS."


def _police(
    id: str,
    name: str,
    plain_name: str,
    plain_what: str,
    variables: tuple[str, ...],
    counts: tuple[float, ...],
    answer: tuple[float, float, float],
) -> Indicator:
    """One kind, or all. ``counts``: of ``variables`` in a buurt of 2.000, then in one of 500 inhabitants."""
    first = dict(zip(variables, counts[: len(variables)], strict=True))
    second = dict(zip(variables, counts[len(variables) :], strict=True))
    return rate(
        Theme.VEILIGHEID,
        f"{id}_politie_per_1000",
        name=f"{name} per 1.000 inwoners (politie)",
        plain_name=f"{plain_name}, volgens de politie",
        plain_sentence=f"Op elke 1.000 mensen in {{gebied}} telde de politie in een jaar {{waarde}} {plain_what}.",
        description=f"Geregistreerde misdrijven per jaar: {plain_what}, per 1.000 inwoners, uit de landelijke tabel.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(variables, INWONERS, 1000, POLITIE),
        repeatable=True,
        caveats=(MELDINGEN, _PLAATS, _GRENZEN),
        feeds="Politie, Geregistreerde misdrijven per soort, wijk en buurt (StatLine).",
        example=worked(
            {**first, "aantal_inwoners": 2000}, {**second, "aantal_inwoners": 500}, values=answer[:2], group=answer[2]
        ),
    )


INDICATORS: tuple[Indicator, ...] = (
    _police(
        "misdrijven",
        "Geregistreerde misdrijven",
        "Misdrijven",
        "misdrijven",
        ("misdrijven",),
        (120, 15),
        (60, 30, 54),
    ),
    _police(
        "woninginbraken",
        "Woninginbraken",
        "Inbraken in huizen",
        "inbraken of diefstallen in een huis",
        ("misdrijven_woninginbraak",),
        (8, 1),
        (4, 2, 3.6),
    ),
    _police(
        "fietsdiefstallen",
        "Diefstal van fietsen en brommers",
        "Gestolen fietsen",
        "gestolen fietsen of brommers",
        ("misdrijven_fietsdiefstal",),
        (20, 10),
        (10, 20, 12),
    ),
    _police(
        "autodiefstallen",
        "Diefstal van en uit auto's",
        "Diefstal van en uit auto's",
        "diefstallen van of uit een auto",
        ("misdrijven_diefstal_motorvoertuig", "misdrijven_diefstal_uit_motorvoertuig"),
        (4, 16, 1, 4),
        (10, 10, 10),
    ),
    _police(
        "winkeldiefstallen",
        "Winkeldiefstallen",
        "Diefstal uit winkels",
        "diefstallen uit een winkel",
        ("misdrijven_winkeldiefstal",),
        (50, 0),
        (25, 0, 20),
    ),
    _police(
        "inbraken_elders",
        "Inbraken in schuren, garages en bedrijven",
        "Inbraken in schuren, garages en bedrijven",
        "inbraken in een schuur, garage of bedrijf",
        ("misdrijven_inbraak_box_garage_schuur", "misdrijven_inbraak_bedrijf"),
        (6, 2, 1, 1),
        (4, 4, 4),
    ),
    _police(
        "geweldsmisdrijven",
        "Geweldsmisdrijven (zonder zedenmisdrijven)",
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
    _police(
        "vernielingen",
        "Vernielingen",
        "Vernielingen",
        "vernielingen",
        ("misdrijven_vernieling",),
        (14, 1),
        (7, 2, 6),
    ),
    _police(
        "drugshandel",
        "Drugshandel",
        "Handel in drugs",
        "misdrijven met handel in drugs",
        ("misdrijven_drugshandel",),
        (4, 1),
        (2, 2, 2),
    ),
    _police(
        "oplichting",
        "Oplichting",
        "Oplichting",
        "gevallen van oplichting",
        ("misdrijven_horizontale_fraude",),
        (12, 3),
        (6, 6, 6),
    ),
)
