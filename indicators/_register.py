"""Per thousand inhabitants from a register: its own count of inhabitants first, that of CBS where it has none."""

from indicators._parts import INWONERS, REGISTER, ratio
from model.indicator import Recipe

PER_INWONER = (
    "We delen door het aantal inwoners van de gemeente. "
    "Als dat er voor een jaar niet is, nemen we het aantal van het CBS."
)


def per_thousand_inhabitants(*variables: str) -> tuple[Recipe, ...]:
    """Recipes in order of preference for the sum of ``variables`` per 1.000 inhabitants."""
    return (
        *ratio(variables, ("inwoners_gemeente",), 1000, REGISTER),
        *ratio(variables, INWONERS, 1000, REGISTER),
    )
