"""The figures that a story colours, of its own place: newest value, judgement and small trend. HTML."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.cards import item
from charts.frames import Row, as_float
from model.indicator import Indicator


def story_figures(
    ids: Sequence[str],
    rows: Mapping[str, Row],
    indicators: Mapping[str, Indicator],
    pictures: Mapping[str, str],
    city: str,
    place: str,
) -> str:
    """A card with these indicators; ``rows``: of figures.profile, ``pictures``: small trends as HTML, by indicator."""
    items = []
    for i in ids:
        indicator, row = indicators[i], rows.get(i)
        if row is None or as_float(row["value"]) is None:
            items.append(f"<li><span>{escape(indicator.name)}</span><span>geen cijfer</span></li>")
        else:
            picture = f"<small>{pictures[i]}</small>" if pictures.get(i) else ""
            items.append(item(row, indicator, city, escape(indicator.name), picture))
    head = f"<h4>Cijfers van {escape(place)}</h4>"
    return f'<section class="wp-card wp-story-figures">{head}<ul>{"".join(items)}</ul></section>'
