"""Printed totals beside what the entered amounts add up to, with the difference and its reason. HTML."""

from collections.abc import Sequence
from html import escape

from charts.euros import UNKNOWN, euros, exact
from model.besteding import Reconciled

_HEADS = ("totaal", "overzicht", "opgeteld wordt", "gedrukt (€)", "opgeteld (€)", "verschil (€)", "klopt het?")
_FIRST_NUMBER, _LAST_NUMBER = 3, 5


def title(totals: Sequence[Reconciled]) -> str:
    """How many printed totals are what their amounts add up to."""
    right = sum(_state(one) == "klopt" for one in totals)
    if right == len(totals):
        return "Elk gedrukt totaal klopt met de bedragen" if len(totals) > 1 else "Het gedrukte totaal klopt"
    return f"{right} van de {len(totals)} gedrukte totalen {'klopt' if right == 1 else 'kloppen'} met de bedragen"


def table(totals: Sequence[Reconciled], caption: str) -> str:
    """A row per printed total."""
    heads = "".join(f'<th scope="col"{_right(place)}>{head}</th>' for place, head in enumerate(_HEADS))
    rows = "".join(_row(one) for one in totals)
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table wp-totals"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _right(place: int) -> str:
    return ' class="wp-number"' if _FIRST_NUMBER <= place <= _LAST_NUMBER else ""


def _row(one: Reconciled) -> str:
    entered, apart = (exact(one.entered), _signed(one)) if one.counted else (UNKNOWN, UNKNOWN)
    why = _why(one)
    cells = (one.overzicht, one.column, exact(one.printed), entered, apart)
    shown = "".join(f"<td{_right(place)}>{escape(cell)}</td>" for place, cell in enumerate(cells, start=1))
    return f'<tr><th scope="row">{escape(one.name)}</th>{shown}<td><strong>{_state(one)}</strong>{why}</td></tr>'


def _signed(one: Reconciled) -> str:
    return f"+{exact(one.difference)}" if one.difference > 0 else exact(one.difference)


def _state(one: Reconciled) -> str:
    if not one.counted:
        return "niet na te gaan"
    return "verschilt" if one.difference else "klopt"


def _why(one: Reconciled) -> str:
    if one.note:
        return f": {escape(one.note)}"
    if not one.counted:
        return ": bij dit totaal is nog geen bedrag bekend."
    return ": de reden is nog niet opgeschreven." if one.difference else ""


def seen(totals: Sequence[Reconciled]) -> str:
    """The largest difference, in words."""
    apart = [one for one in totals if one.counted and one.difference]
    if not apart:
        return ""
    most = max(apart, key=lambda one: abs(one.difference))
    side = "lager" if most.difference < 0 else "hoger"
    size = euros(abs(most.difference))
    return f"Het grootste verschil: bij «{most.name}» is de som {size} {side} dan wat er gedrukt staat."
