"""Registered crime and reported nuisance by kind, per thousand inhabitants. Source: registers of the municipality."""

from indicators._forms import rate
from indicators._parts import MELDINGEN
from indicators._register import PER_INWONER, per_thousand_inhabitants
from indicators._soorten import MISDRIJVEN, Kind
from model.indicator import Direction, Indicator, Theme

_MELDING = "Een melding is nog geen bewezen overlast. Waar mensen vaker bellen, is dit cijfer hoger."
_OPLICHTING = Kind(
    "oplichting_en_cybercrime",
    "Oplichting en cybercrime",
    "Oplichting en misdaad via internet",
    "gevallen van oplichting of misdaad via internet",
    ("misdrijven_horizontale_fraude", "misdrijven_cybercrime"),
    (9, 3, 2, 1),
    (6, 6, 6),
)
_OVERLAST: tuple[Kind, ...] = (
    Kind(
        "overlastmeldingen",
        "Overlastmeldingen",
        "Meldingen van overlast",
        "meldingen van overlast",
        ("overlastmeldingen",),
        (60, 40),
        (30, 80, 40),
    ),
    Kind(
        "jeugdoverlast",
        "Meldingen van jeugdoverlast",
        "Meldingen over jongeren op straat",
        "meldingen van overlast door jongeren",
        ("overlast_jeugd",),
        (10, 5),
        (5, 10, 6),
    ),
    Kind(
        "overlast_verward",
        "Meldingen over verwarde personen",
        "Meldingen over mensen die in de war zijn",
        "meldingen over iemand die in de war was",
        ("overlast_verward",),
        (24, 1),
        (12, 2, 10),
    ),
    Kind(
        "overlast_drank_drugs",
        "Meldingen van overlast door drank of drugs",
        "Meldingen over drank of drugs",
        "meldingen van overlast door drank of drugs",
        ("overlast_drank_drugs", "overlast_openbare_dronkenschap"),
        (8, 2, 1, 1),
        (5, 4, 4.8),
    ),
    Kind(
        "geluidsoverlast",
        "Meldingen van geluidsoverlast",
        "Meldingen van lawaai",
        "meldingen van lawaai",
        ("overlast_geluid_horeca", "overlast_geluid_evenement", "overlast_geluid_overig"),
        (1, 1, 18, 0, 0, 5),
        (10, 10, 10),
    ),
)


def _registered(kind: Kind, what: str, caveat: str, file: str) -> Indicator:
    """``what``: the events as their register calls them; ``file``: what a file that feeds it holds."""
    return rate(
        Theme.VEILIGHEID,
        f"{kind.id}_per_1000",
        name=f"{kind.name} per 1.000 inwoners",
        plain_name=kind.plain_name,
        plain_sentence=f"Op elke 1.000 mensen in {{gebied}} waren er in een jaar {{waarde}} {kind.plain_what}.",
        description=f"{what} in een jaar: {kind.plain_what}, per 1.000 inwoners.",
        direction=Direction.LOWER_IS_BETTER,
        recipes=per_thousand_inhabitants(*kind.variables),
        repeatable=True,
        caveats=(caveat, PER_INWONER),
        feeds=f"Een bestand van de gemeente of de politie met {file} naar soort per buurt.",
        example=kind.example("inwoners_gemeente"),
    )


INDICATORS: tuple[Indicator, ...] = (
    *(
        _registered(kind, "Misdrijven die de politie registreerde", MELDINGEN, "misdrijven")
        for kind in (*MISDRIJVEN, _OPLICHTING)
    ),
    *(_registered(kind, "Meldingen bij de politie", _MELDING, "meldingen") for kind in _OVERLAST),
)
