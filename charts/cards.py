"""Cards of Overzicht: per bouwsteen how the focuswijken together stand beside the rest of the city, in words."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from charts.frames import Row, as_float
from charts.judged import UNTESTED, against, judge, since, verdict_words
from charts.numbers import HARD_SPACE, period_label, unit_label, with_short_unit
from model.indicator import Indicator
from model.programme import Bouwsteen

_ROWS = 4


def cards(
    bouwstenen: Sequence[Bouwsteen],
    rows: Sequence[Row],
    indicators: Mapping[str, Indicator],
    city: str,
    together: Callable[[str], str],
) -> str:
    """``rows``: figures.profile of the focuswijken together, for the kernset; ``together``: HTML per bouwsteen."""
    found = {str(row["indicator"]): row for row in rows}
    shown = "".join(_card(b, found, indicators, city, together(b.id)) for b in bouwstenen)
    return f'<div class="wp-cards">{shown}</div>'


def _card(
    bouwsteen: Bouwsteen, found: Mapping[str, Row], indicators: Mapping[str, Indicator], city: str, together: str
) -> str:
    ids = list(dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset))
    known = [i for i in ids if i in found and as_float(found[i]["value"]) is not None]
    without = len(ids) - len(known)
    items = "".join(item(found[i], indicators[i], city, escape(indicators[i].name)) for i in known[:_ROWS])
    more = f"{len(known) - _ROWS} andere staan in het mozaïek hieronder. " if len(known) > _ROWS else ""
    verb = "heeft" if without == 1 else "hebben"
    lacking = (
        f"{without} van de {len(ids)} kerncijfers {verb} nog geen cijfer voor de focuswijken samen." if without else ""
    )
    said = f'<p class="wp-small">{more}{lacking}</p>' if more or lacking else ""
    return f'<section class="wp-card"><h3>{escape(bouwsteen.naam)}</h3><ul>{items}</ul>{said}{together}</section>'


def item(row: Row, indicator: Indicator, city: str, name: str, under: str = "") -> str:
    """One figure as an item of a list: its value, beside the rest of the city and since the nulmeting.

    ``name`` and ``under`` (more lines below) are HTML.
    """
    value = with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
    unit = "" if HARD_SPACE in value else unit_label(indicator.unit)
    about_unit = f"<small>{escape(unit)}</small>" if unit and unit not in indicator.name else ""
    judged = judge(row, indicator)
    said = against(row, indicator, "rest", f"de rest van {city}") or "geen vergelijking met de rest van de stad"
    verdict = verdict_words(judged, indicator)
    told = (
        f": {escape(verdict)}"
        if judged.word == UNTESTED
        else f": <strong>{escape(verdict)}</strong>"
        if verdict
        else ""
    )
    lines = [f"{judged.shape} {escape(period_label(str(row['period'])))}: {escape(said)}{told}"]
    if as_float(row["change"]) is not None:
        lines.append(escape(since(row, indicator)))
    head = f"<span>{name}{about_unit}</span><span>{escape(value)}</span>"
    return f"<li>{head}{''.join(f'<small>{text}</small>' for text in lines)}{under}</li>"
