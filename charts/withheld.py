"""What is not shown in public, and why: told from the limits that hold now, so that text and build cannot part."""

from collections.abc import Mapping, Sequence
from html import escape

from model.source import Protection

TITLE = "Wat tonen wij niet, en waarom"


def withheld(limits: Mapping[str, Protection], published: Sequence[str], has_public: bool) -> str:
    """Dutch text for Verantwoording. ``limits``: per protected source, by its name; ``published``: names of the others.

    ``has_public``: whether this peil has a public half; one of before has none, and says so.
    """
    parts = [f'<h2 class="wp-title">{TITLE}</h2>']
    if not has_public:
        parts.append(
            "<p>Dit peil heeft nog geen openbare helft. Na de volgende opbouw staat hier wat wij afschermen.</p>"
        )
    parts.append(
        "<p>Als een cijfer over heel weinig mensen gaat, kan iemand raden over wie het gaat. Daarom laten wij zulke "
        "cijfers niet openbaar zien. Dat doen wij zelf, bij elke nieuwe opbouw, en het staat los van de keuzes van de "
        "bron.</p>"
    )
    parts += [_source(name, one) for name, one in limits.items()]
    parts.append(
        "<p>Soms kun je een verborgen aantal uitrekenen: het totaal van een wijk min de andere buurten. Dan "
        "verbergen wij nog een cijfer, ook als dat over veel mensen gaat. Wij kijken daarbij naar buurten, wijken, de "
        "gemeente, de focuswijken, de rest van de stad, soorten en totalen, en alles wat eerder openbaar was.</p>"
        "<p>Percentages, marges, verschillen en trends rekenen wij uit met de afgeronde aantallen. Uit een precies "
        "percentage volgt dus geen precies aantal.</p>"
    )
    if published:
        names = ", ".join(escape(name) for name in published)
        parts.append(
            f"<p>Deze bronnen heeft de maker zelf al afgeschermd en gepubliceerd: {names}. Daar verbergen wij niets "
            "extra. Wat de maker geheim houdt, blijft geheim.</p>"
        )
    return "".join(parts)


def _source(name: str, limits: Protection) -> str:
    rounding = (
        f"Alle andere aantallen ronden wij af op {limits.afronding}."
        if limits.afronding > 1
        else "Andere aantallen ronden wij niet af."
    )
    rules = (
        f"Aantallen onder {limits.minimum_personen} personen of voorvallen tonen wij niet.",
        f"Aantallen onder {limits.minimum_huishoudens} huishoudens of woningen tonen wij niet.",
        f"Cijfers over inkomen, bijstand of schulden tonen wij pas bij een groep van {limits.minimum_noemer_inkomen} "
        "of meer.",
        f"Cijfers per woning tonen wij alleen bij {limits.minimum_noemer_woningen} of meer woningen.",
        rounding,
    )
    items = "".join(f"<li>{escape(rule)}</li>" for rule in rules)
    return f"<h3>{escape(name)}</h3><ul class='wp-bullets'>{items}</ul>"
