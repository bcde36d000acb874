"""Dia's en rapport: what is taken along from Wijkpeil, as files that people edit, read and print."""

from pages._shell import page
from pages.coordinator import _dias, _rapport
from pages.coordinator._papier import chosen_edition

MENU = ("Dia’s en rapport", 76)


def render() -> None:
    """Draw the page."""
    with page("Dia’s en rapport", "Neem de cijfers en de zinnen mee: om te lezen, af te drukken en te delen.") as view:
        if view is not None:
            edition = chosen_edition(view)
            _dias.section(view, edition)
            _rapport.section(view, edition.material)
