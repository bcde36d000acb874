"""Dia's en rapport: what is taken along from Wijkpeil, as files that people edit, read and print."""

from dataclasses import replace

from pages._shell import page
from pages.coordinator import _dias
from snapshot.material import current_material

MENU = ("Dia’s en rapport", 76)


def render() -> None:
    """Draw the page."""
    with page("Dia’s en rapport", "Neem de cijfers en de zinnen mee: om te lezen, af te drukken en te delen.") as view:
        if view is not None:
            s = view.s
            _dias.section(view, lambda: replace(current_material(s.programme.id), s=s))
