"""How a difference was tested and what was assumed, in words that stand beside every tested figure."""

from charts.numbers import number

TESTS = {
    "share": "Het verschil van twee aandelen, elk met een eigen marge (Newcombe 1998; toets met de z-score).",
    "rate": "Het verschil van twee aantallen per persoon, elk met een eigen marge (Zou en Donner 2008; toets op de "
    "verhouding).",
    "mean": "Het verschil van twee gemiddelden uit de enquête, elk met de marge van de steekproef (z-toets).",
}
ASSUMED = (
    "De marge zegt hoeveel het verschil door toeval alleen kan schommelen in gebieden van deze omvang, ook als "
    "iedereen is geteld."
)
OVERLAP = (
    " Beide metingen gaan deels over dezelfde mensen; de marge van de verandering is daarom eerder te ruim dan te krap."
)


def dispersion(phi: float | None) -> str:
    """How much more events in series vary than chance alone; empty where that does not apply (``phi`` None)."""
    if phi is None:
        return ""
    if phi != phi:
        return (
            "Er zijn te weinig jaren om te schatten hoeveel dit cijfer uit zichzelf schommelt. Daarom is niet getoetst."
        )
    how = "niet meer dan" if phi <= 1 else f"{number(phi, 1)} keer zo veel als"
    said = f"Zulke voorvallen komen vaak in reeksen. Dit cijfer schommelt {how} door toeval alleen"
    return f"{said} (φ = {number(phi, 2)}); de marges zijn daarop aangepast."
