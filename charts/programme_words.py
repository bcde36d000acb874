"""The programme in words: its terms, and how well each focuswijk fits the CBS buurten that stand for it. HTML."""

from collections.abc import Callable
from html import escape

from charts.numbers import number
from model.programme import Aansluiting, Focuswijk, Programme

FITS = {
    Aansluiting.EXACT: "De focuswijk valt precies samen met CBS-buurten.",
    Aansluiting.GOED: "De focuswijk valt bijna samen met CBS-buurten.",
    Aansluiting.GEDEELD: "Een of meer CBS-buurten van deze focuswijk horen ook bij een andere focuswijk.",
    Aansluiting.DEEL: "De focuswijk is een deel van de CBS-buurten: de cijfers gaan over een groter gebied.",
    Aansluiting.TE_BEVESTIGEN: "Welke CBS-buurten bij deze focuswijk horen, is nog niet bevestigd.",
}


def about(wijk: Focuswijk, inhabitants: float | None, name_of: Callable[[str], str]) -> str:
    """A focuswijk's name, inhabitants, buurten and fit; the fit is always shown."""
    return f'<p class="wp-area-name">{escape(wijk.naam)}</p>{placed(wijk, inhabitants, name_of)}'


def placed(wijk: Focuswijk, inhabitants: float | None, name_of: Callable[[str], str]) -> str:
    """The same below a heading that is its name."""
    count = f"{number(inhabitants)} inwoners. " if inhabitants is not None else ""
    buurten = ", ".join(f"{name_of(code)} ({code})" for code in wijk.buurten) or "nog geen"
    return (
        f"<p>{count}CBS-buurten: {escape(buurten)}.</p>"
        f"<p>{_tag(wijk)} {FITS[wijk.aansluiting]} {escape(wijk.toelichting)}</p>"
    )


def fits(programme: Programme) -> str:
    """All focuswijken with their fit, as a list."""
    items = [
        f"<li><strong>{escape(f.naam)}</strong> {_tag(f)} {escape(f.toelichting or FITS[f.aansluiting])} "
        f'<span class="wp-small">{escape(", ".join(f.buurten) or "nog geen buurten")}</span></li>'
        for f in programme.focuswijken
    ]
    title = '<h2 class="wp-title">Focuswijken en hun aansluiting op CBS-buurten</h2>'
    return f'{title}<ul class="wp-list">{"".join(items)}</ul>'


def terms(programme: Programme, snapshot: str, made: str) -> str:
    """Nulmeting, horizon, ground of selection, remarks, and which snapshot is shown."""
    zero = programme.nulmeting
    confirmed = "" if zero.bevestigd else " Nog te bevestigen door het programma."
    said = [
        ("Nulmeting", f"{zero.jaar}. {zero.grond}{confirmed}"),
        ("Looptijd", f"{programme.begin} tot {programme.horizon}. {programme.horizon_toelichting}"),
        ("Keuze van de focuswijken", programme.selectie),
        ("Grenzen", f"De buurten van de focuswijken volgen de grenzen van {programme.grenzenjaar}."),
        ("Kanttekeningen", " ".join(programme.kanttekeningen)),
        ("Peil", f"{snapshot}, gemaakt op {made[:10]}."),
    ]
    rows = "".join(f"<dt>{escape(term)}</dt><dd>{escape(text)}</dd>" for term, text in said if text.strip())
    return f'<h2 class="wp-title">{escape(programme.naam)}</h2><dl class="wp-terms">{rows}</dl>'


def _tag(wijk: Focuswijk) -> str:
    return f'<span class="wp-tag wp-fit">aansluiting: {escape(wijk.aansluiting.value)}</span>'
