"""The mosaic: kernset against focuswijken, as a real table. A cell holds a value and, by shape, word and tint, a side.

One row per indicator, grouped by bouwsteen, and one column per focuswijk: names of indicators are long and read better
lying down. The tint says on which side of the rest of the city a value lies, not whether chance could explain it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

from charts.frames import Row, records
from charts.numbers import bare, difference, period_label, unit_label
from charts.words import Side, leaning, side, why_no_value
from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE
from model.indicator import Indicator
from model.programme import Bouwsteen

# What every cell is compared with stands first, where it is seen without scrolling.
_FIRST = {REST_CODE: 0, FOCUSWIJKEN_CODE: 1, FOCUSWIJKEN_EXACT_CODE: 10}
_TINTS = {"gelijk": "gelijkwaardig"}


def mosaic(
    frame: pd.DataFrame,
    bouwstenen: Sequence[Bouwsteen],
    indicators: Mapping[str, Indicator],
    caption: str,
    link: Callable[[str, str, str], str],
) -> str:
    """``frame`` as figures.mosaic gives it; ``link(indicator, period, area)`` is the address behind a name."""
    areas = sorted(
        records(frame.drop_duplicates("area")[["area", "area_name"]]), key=lambda a: _FIRST.get(a["area"], 9)
    )
    cells = {(r["area"], r["indicator"]): r for r in records(frame)}
    heads = "".join(
        f'<th scope="col" title="{escape(a["area_name"])}">{escape(_short(a["area_name"]))}</th>' for a in areas
    )
    body = []
    for bouwsteen in bouwstenen:
        ids = dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset)
        rows = [_row(indicators[i], areas, cells, link) for i in ids if _has_value(i, areas, cells)]
        if rows:
            group = f'<th colspan="{len(areas) + 1}" scope="rowgroup"><span>{escape(bouwsteen.naam)}</span></th>'
            body.append(f'<tbody><tr class="wp-group">{group}</tr>{"".join(rows)}</tbody>')
    return (
        f'<div class="wp-scroll wp-mosaic-box" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-mosaic"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Indicator</th>{heads}</tr></thead>{"".join(body)}</table></div>'
    )


def key() -> str:
    """Legend of the mosaic."""
    entries = (
        ("gunstig", "aan de gunstige kant van de rest van de stad"),
        ("ongunstig", "aan de ongunstige kant"),
        ("neutraal", "gelijk, of niet beter of slechter te noemen"),
        ("base", "niet te vergelijken"),
        ("geen", "geen cijfer"),
    )
    tints = "".join(f'<li><span class="wp-cell wp-{tint}"></span>{text}</li>' for tint, text in entries)
    shapes = "".join(f"<li>{shape(s)}{s.value}</li>" for s in (Side.HIGHER, Side.LOWER, Side.EQUAL))
    return f'<ul class="wp-key">{tints}{shapes}</ul>'


def shape(which: Side) -> str:
    """The drawn shape of a side; the word stands beside it or in hidden text."""
    return "" if which is Side.NONE else f'<span class="wp-shape wp-{which.value}"></span>'


def _short(name: str) -> str:
    """A name without what stands in brackets at its end; a narrow column has no room for it."""
    return re.sub(r"\s*\([^)]*\)$", "", name) or name


def _has_value(indicator: str, areas: Sequence[Row], cells: Mapping[tuple[str, str], Row]) -> bool:
    found = [cells.get((a["area"], indicator)) for a in areas]
    return any(cell is not None and cell["value"] == cell["value"] for cell in found)


def _row(
    indicator: Indicator,
    areas: Sequence[Row],
    cells: Mapping[tuple[str, str], Row],
    link: Callable[[str, str, str], str],
) -> str:
    present = [cells[a["area"], indicator.id] for a in areas if (a["area"], indicator.id) in cells]
    period = str(present[0]["period"]) if present else ""
    about = ", ".join(part for part in (unit_label(indicator.unit), period_label(period)) if part)
    name = f'<a href="{escape(link(indicator.id, period, ""))}" target="_self">{escape(indicator.name)}</a>'
    shown = "".join(_cell(cells.get((a["area"], indicator.id)), indicator) for a in areas)
    return f'<tr><th scope="row">{name}<small>{escape(about)}</small></th>{shown}</tr>'


def _cell(cell: Row | None, indicator: Indicator) -> str:
    if cell is None or cell["value"] != cell["value"]:
        why = escape(why_no_value(cell["status"], cell["reason"]) if cell else "geen cijfer")
        return f'<td class="wp-cell wp-geen" title="{why}">–<span class="wp-hidden"> geen cijfer: {why}</span></td>'
    value = escape(bare(cell["value"], indicator.unit, indicator.decimals))
    delta = cell["diff_rest"]
    where = side(delta, indicator.decimals)
    if cell["area"] == REST_CODE or where is Side.NONE:
        return f'<td class="wp-cell wp-base">{value}</td>'
    tint = leaning(delta, indicator)
    said = f"{difference(delta, indicator.unit, indicator.decimals)} ten opzichte van de rest van de stad"
    hidden = f'<span class="wp-hidden"> {where.value}</span>'
    return f'<td class="wp-cell wp-{_TINTS.get(tint, tint)}" title="{escape(said)}">{shape(where)}{value}{hidden}</td>'
