"""Registered crime from the police's national table, beside what a register of the gemeente says of the same.

The two are counted at different moments and on different borders, so they never share a series. The national table is
there for every gemeente, and for the land and the gemeenten that a programme compares with.
"""

from indicators._forms import rate
from indicators._parts import INWONERS, MELDINGEN, POLITIE, ratio
from indicators._soorten import MISDRIJVEN, Kind
from model.indicator import Direction, Indicator, Theme

_PLAATS = (
    "Een misdrijf telt in de buurt waar het gebeurde, niet waar de dader woont. In een centrum komen veel bezoekers."
)
_GRENZEN = "De politie geeft alle jaren op de nieuwste grenzen, en we delen door het aantal inwoners van het CBS."
_ALL = Kind(
    "misdrijven", "Geregistreerde misdrijven", "Misdrijven", "misdrijven", ("misdrijven",), (120, 15), (60, 30, 54)
)
_OPLICHTING = Kind(
    "oplichting",
    "Oplichting",
    "Oplichting",
    "gevallen van oplichting",
    ("misdrijven_horizontale_fraude",),
    (12, 3),
    (6, 6, 6),
)


def _police(kind: Kind) -> Indicator:
    return rate(
        Theme.VEILIGHEID,
        f"{kind.id}_politie_per_1000",
        name=f"{kind.name} per 1.000 inwoners (politie)",
        plain_name=f"{kind.plain_name}, volgens de politie",
        plain_sentence=f"Op elke 1.000 mensen in {{gebied}} telde de politie in een jaar {{waarde}} {kind.plain_what}.",
        description=(
            f"Geregistreerde misdrijven per jaar: {kind.plain_what}, per 1.000 inwoners, uit de landelijke tabel."
        ),
        direction=Direction.LOWER_IS_BETTER,
        recipes=ratio(kind.variables, INWONERS, 1000, POLITIE),
        repeatable=True,
        caveats=(MELDINGEN, _PLAATS, _GRENZEN),
        feeds="Politie, Geregistreerde misdrijven per soort, wijk en buurt (StatLine).",
        example=kind.example("aantal_inwoners"),
    )


INDICATORS: tuple[Indicator, ...] = tuple(_police(kind) for kind in (_ALL, *MISDRIJVEN, _OPLICHTING))
