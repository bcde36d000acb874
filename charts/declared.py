"""An indicator's declaration in words: what it measures, how it is made, what must be known when reading it. HTML."""

from collections.abc import Mapping
from html import escape

from charts.frames import Row, as_text
from charts.words import direction_words
from model.areas import Level
from model.indicator import THEME_LABELS, Aggregation, Indicator, Recipe

_LEVELS = {Level.BUURT: "buurt", Level.WIJK: "wijk", Level.GEMEENTE: "gemeente", Level.LAND: "Nederland"}
_ADDED = {
    Aggregation.SUM: "Een groep buurten krijgt de som.",
    Aggregation.RATIO_OF_SUMS: "Een groep buurten krijgt de som van de tellers gedeeld door de som van de noemers.",
    Aggregation.WEIGHTED_MEAN: "Een groep buurten krijgt het gewogen gemiddelde.",
    Aggregation.NONE: "Dit cijfer kan niet worden opgeteld of gemiddeld; een groep buurten krijgt geen cijfer.",
}


def declared(indicator: Indicator, state: Row, source_names: Mapping[str, str]) -> str:
    """A line that opens: the name with its state, and inside the whole declaration."""
    known = as_text(state["first"])
    last = as_text(state["last"])
    found = (known if known == last else f"{known}–{last}") if known else as_text(state["state"])
    terms = [
        ("Wat is het?", indicator.description),
        ("In gewone taal", indicator.plain_name),
        ("Eenheid", indicator.unit),
        ("Lezen", f"{direction_words(indicator).capitalize()}."),
        ("Thema", THEME_LABELS[indicator.theme]),
        ("Berekening", " ".join(_recipe(recipe, source_names) for recipe in indicator.recipes)),
        ("Groepen", _ADDED[indicator.aggregation]),
        ("Laagste niveau", _LEVELS.get(indicator.lowest_level, indicator.lowest_level.value)),
        ("Soort", "Schatting met een model: kleine verschillen zeggen weinig." if indicator.modelled else ""),
        ("Breuken", " ".join(f"{b.period}: {b.why}" for b in indicator.breaks)),
        ("Let op", " ".join(indicator.caveats)),
        ("Voorbeeld", _example(indicator)),
        ("Wat vult het?", indicator.feeds),
        ("Kenmerk", indicator.id),
    ]
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in terms if text)
    return (
        f'<details class="wp-details" id="{escape(indicator.id)}"><summary><strong>{escape(indicator.name)}</strong>'
        f'<span class="wp-small">{escape(found)}</span></summary><div><dl>{rows}</dl></div></details>'
    )


def matches(indicator: Indicator, words: str) -> bool:
    """Whether every searched word occurs in the declaration."""
    text = " ".join(
        (indicator.id, indicator.name, indicator.plain_name, indicator.description, THEME_LABELS[indicator.theme])
    ).lower()
    return all(word in text for word in words.lower().split())


def _recipe(recipe: Recipe, names: Mapping[str, str]) -> str:
    source = names.get(recipe.source, recipe.source)
    factor = "" if recipe.factor == 1 else f" × {recipe.factor:g}".replace(".", ",")
    if recipe.value:
        weight = f", gewogen met {_sum(recipe.weight)}" if recipe.weight else ""
        return f"{source}: {recipe.value}{factor}{weight}."
    below = f" / {_sum(recipe.denominator)}" if recipe.denominator else ""
    return f"{source}: {_sum(recipe.numerator)}{below}{factor}."


def _sum(variables: tuple[str, ...]) -> str:
    return " + ".join(variables) if len(variables) == 1 else f"({' + '.join(variables)})"


def _example(indicator: Indicator) -> str:
    def shown(value: float) -> str:
        return f"{value:g}".replace(".", ",")

    buurten = [
        f"{', '.join(f'{name} {shown(value)}' for name, value in buurt.items())} geeft {shown(result)}"
        for buurt, result in zip(indicator.example.buurten, indicator.example.values, strict=True)
    ]
    group = "geen cijfer" if indicator.example.group is None else shown(indicator.example.group)
    return f"{'; '.join(buurten)}; samen: {group}."
