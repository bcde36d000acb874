"""The five themes of *Wijk in beeld*, and which themes of indicators each holds: the one place where these meet.

Which indicators a theme has, and on which side they stand, follows from their own declaration.
"""

from collections.abc import Mapping
from enum import StrEnum

from model.indicator import Indicator, Theme
from model.source import Source


class Wijkthema(StrEnum):
    WONEN = "wonen"
    MEEDOEN = "meedoen"
    GEZONDHEID = "gezondheid"
    VOORZIENINGEN = "voorzieningen"
    VEILIGHEID = "veiligheid"


class Kant(StrEnum):
    """``BELEVING``: what people said of themselves and their wijk; ``REGISTRATIE``: what was counted or derived."""

    BELEVING = "beleving"
    REGISTRATIE = "registratie"


# Population is what a wijk is and not how it does: no theme has it.
THEMES: dict[Wijkthema, tuple[Theme, ...]] = {
    Wijkthema.WONEN: (Theme.WONEN, Theme.LEEFBAARHEID),
    Wijkthema.MEEDOEN: (Theme.MEEDOEN, Theme.INKOMEN, Theme.WERK, Theme.OPGROEIEN),
    Wijkthema.GEZONDHEID: (Theme.GEZONDHEID,),
    Wijkthema.VOORZIENINGEN: (Theme.VOORZIENINGEN,),
    Wijkthema.VEILIGHEID: (Theme.VEILIGHEID,),
}


def theme_of(indicator: Indicator) -> Wijkthema | None:
    """The theme that an indicator belongs to; None for one of the population."""
    return next((theme for theme, themes in THEMES.items() if indicator.theme in themes), None)


def side_of(indicator: Indicator, sources: Mapping[str, Source]) -> Kant:
    """The side on which an indicator stands, from the sources that can give it."""
    asked = any(recipe.source in sources and sources[recipe.source].beleving for recipe in indicator.recipes)
    return Kant.BELEVING if asked else Kant.REGISTRATIE
