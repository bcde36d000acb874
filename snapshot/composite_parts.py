"""Which kernset indicators of a bouwsteen may stand in one composite: rules that are declared, never picked by hand.

An index or total is never mixed with its own ingredients, and estimates of two models are never mixed with each other.
What is left out says why, in Dutch.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from model.indicator import Direction, Indicator, Kind, Theme

MINIMUM_PARTS = 2
TOTAL = "leefbaarometer"
# What the Leefbaarometer is made from, by theme of registered figures: for the total and for one dimension.
_DRIVERS = {
    Theme.VEILIGHEID: {TOTAL, "leefbaarometer_overlast_onveiligheid"},
    Theme.VOORZIENINGEN: {TOTAL, "leefbaarometer_voorzieningen"},
}
# Kinds of events that are counted in a total already.
KINDS_OF = {
    "misdrijven_per_1000": {
        "autodiefstallen_per_1000",
        "drugshandel_per_1000",
        "fietsdiefstallen_per_1000",
        "geweldsmisdrijven_per_1000",
        "inbraken_elders_per_1000",
        "oplichting_en_cybercrime_per_1000",
        "vernielingen_per_1000",
        "winkeldiefstallen_per_1000",
        "woninginbraken_per_1000",
    },
    "overlastmeldingen_per_1000": {
        "geluidsoverlast_per_1000",
        "jeugdoverlast_per_1000",
        "overlast_drank_drugs_per_1000",
        "overlast_verward_per_1000",
    },
}
_LEEFBAAROMETER, _RIVM = "leefbaarometer", "rivm_gezondheid"
_SURVEYS = ("bewonersenquete", "bewonersenquete_totalen")


@dataclass(frozen=True)
class Choice:
    """``parts``: ids in the order of the kernset, empty when there can be no composite; ``left_out``: id to reason."""

    parts: tuple[str, ...]
    left_out: dict[str, str]


def choose(kernset: Sequence[Indicator], years: Mapping[str, Collection[int]], start: int) -> Choice:
    """The parts of a composite: one set for the whole series.

    ``years``: the years for which each indicator has figures that can be compared with the nulmeting (``start``). A
    part has figures at the nulmeting. Of the later years the one with the most parts decides (of equal ones the newest)
    who takes part, so that progress can be seen; without one, the nulmeting alone.
    """
    left_out = {i.id: reason for i in kernset if (reason := _unfit(i))}
    for indicator in kernset:
        if indicator.id not in left_out and start not in years.get(indicator.id, ()):
            known = years.get(indicator.id)
            left_out[indicator.id] = (
                f"heeft geen vergelijkbare cijfers per buurt over {start}, het jaar van de nulmeting"
                if known
                else "heeft nog geen cijfers per buurt en voor de focuswijken samen"
            )
    usable = [i for i in kernset if i.id not in left_out]
    later = sorted({year for i in usable for year in years[i.id] if year > start})
    sets = [(year, *_unmixed([i for i in usable if year in years[i.id]])) for year in later]
    best = max(sets, key=lambda found: (len(found[1]), found[0]), default=None)
    if best is None or len(best[1]) < MINIMUM_PARTS:
        year, kept, mixed = start, *_unmixed(usable)
    else:
        year, kept, mixed = best
    left_out |= mixed
    left_out |= {
        i.id: f"heeft geen vergelijkbare cijfers per buurt over {year}"
        for i in usable
        if i not in kept and i.id not in left_out
    }
    if len(kept) < MINIMUM_PARTS:
        left_out |= {i.id: "is het enige cijfer dat overblijft" for i in kept}
        kept = []
    return Choice(tuple(i.id for i in kept), {i.id: left_out[i.id] for i in kernset if i.id in left_out})


def _unfit(indicator: Indicator) -> str:
    """Why an indicator can never take part, whatever its figures."""
    if indicator.direction is Direction.NEUTRAL:
        return "heeft geen richting: hoger of lager is niet beter of slechter"
    if indicator.kind is Kind.COUNT:
        return "is een aantal, en dat hangt af van hoe groot een gebied is"
    return ""


def _unmixed(usable: Sequence[Indicator]) -> tuple[list[Indicator], dict[str, str]]:
    """Who stays, and who goes because it would be counted twice or is another model's estimate."""
    kept, dropped = list(usable), {}

    def drop(gone: list[Indicator], reason: str) -> None:
        dropped.update({i.id: reason for i in gone})
        kept[:] = [i for i in kept if i not in gone]

    if any(i.id == TOTAL for i in kept):
        drop([i for i in kept if _is_of(i, _LEEFBAAROMETER) and i.id != TOTAL], "zit al in de Leefbaarometer zelf")
    scores, health = ([i for i in kept if _is_of(i, source)] for source in (_LEEFBAAROMETER, _RIVM))
    if scores and health:
        first_wins = kept.index(scores[0]) < kept.index(health[0])
        scores_stay = len(scores) > len(health) or (len(scores) == len(health) and first_wins)
        other, gone = ("Leefbaarometer", health) if scores_stay else ("gezondheidscijfers van het RIVM", scores)
        drop(gone, f"is een schatting met een model en gaat niet samen met de {other}")
    present = {i.id for i in kept}
    for theme, made in _DRIVERS.items():
        if made & present:
            drop([i for i in kept if i.theme is theme and _is_registered(i)], "telt al mee in de Leefbaarometer")
    for total in [i for i in kept if i.id in KINDS_OF]:
        drop([i for i in kept if i.id in KINDS_OF[total.id]], f"is al geteld in «{total.name}»")
    return kept, dropped


def _is_of(indicator: Indicator, source: str) -> bool:
    return bool(indicator.recipes) and all(recipe.source == source for recipe in indicator.recipes)


def _is_registered(indicator: Indicator) -> bool:
    return not indicator.modelled and not all(recipe.source in _SURVEYS for recipe in indicator.recipes)
