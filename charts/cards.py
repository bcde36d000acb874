"""Cards of Overzicht: per bouwsteen how the focuswijken together stand beside the rest of the city, in words."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.frames import Row, as_float, as_text
from charts.mosaic import shape
from charts.numbers import HARD_SPACE, difference, period_label, unit_label, with_short_unit
from charts.words import compared, side
from model.indicator import Indicator
from model.programme import Bouwsteen

_ROWS = 4


def cards(bouwstenen: Sequence[Bouwsteen], rows: Sequence[Row], indicators: Mapping[str, Indicator], city: str) -> str:
    """``rows``: figures.profile of the focuswijken together, for the whole kernset."""
    found = {str(row["indicator"]): row for row in rows}
    return f'<div class="wp-cards">{"".join(_card(b, found, indicators, city) for b in bouwstenen)}</div>'


def _card(bouwsteen: Bouwsteen, found: Mapping[str, Row], indicators: Mapping[str, Indicator], city: str) -> str:
    ids = list(dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset))
    known = [i for i in ids if i in found and as_float(found[i]["value"]) is not None]
    without = len(ids) - len(known)
    items = "".join(_item(found[i], indicators[i], city) for i in known[:_ROWS])
    more = f"{len(known) - _ROWS} andere staan in het mozaïek hieronder. " if len(known) > _ROWS else ""
    verb = "heeft" if without == 1 else "hebben"
    lacking = (
        f"{without} van de {len(ids)} kerncijfers {verb} nog geen cijfer voor de focuswijken samen." if without else ""
    )
    said = f'<p class="wp-small">{more}{lacking}</p>' if more or lacking else ""
    return f'<section class="wp-card"><h3>{escape(bouwsteen.naam)}</h3><ul>{items}</ul>{said}</section>'


def _item(row: Row, indicator: Indicator, city: str) -> str:
    value = with_short_unit(as_float(row["value"]), indicator.unit, indicator.decimals)
    unit = "" if HARD_SPACE in value else unit_label(indicator.unit)
    about_unit = f"<small>{escape(unit)}</small>" if unit and unit not in indicator.name else ""
    delta = as_float(row["diff_rest"])
    parts = [compared(delta, indicator, f"de rest van {city}") or "geen vergelijking met de rest van de stad"]
    change = as_float(row["change"])
    if change is not None:
        since = period_label(as_text(row["change_from"]))
        parts.append(f"sinds {since}: {difference(change, indicator.unit, indicator.decimals)}")
    about = f"{period_label(str(row['period']))}: {'; '.join(parts)}"
    mark = shape(side(delta, indicator.decimals))
    name = f"<span>{escape(indicator.name)}{about_unit}</span><span>{escape(value)}</span>"
    return f"<li>{name}<small>{mark} {escape(about)}</small></li>"
