"""The mosaic: kernset against focuswijken, as a real table. A cell holds a value and, by shape, word and tint, a side.

One row per indicator, grouped by bouwsteen, and one column per focuswijk: names of indicators are long and read better
lying down. The tint says what was shown by a test against the rest of the city, for many areas at once; where nothing
can be tested there is a hollow arrow and no tint.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd

from charts.baseline import Baseline
from charts.frames import Row, records
from charts.judged import judge, shape, verdict_words
from charts.numbers import bare, difference, period_label, unit_label
from charts.words import Side, why_no_value
from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE
from model.indicator import Indicator
from model.programme import Bouwsteen

# What every cell is compared with stands first, where it is seen without scrolling.
_FIRST = {REST_CODE: 0, FOCUSWIJKEN_CODE: 1, FOCUSWIJKEN_EXACT_CODE: 10}


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
        f'<th scope="col" title="{escape(a["area_name"])}">{escape(short(a["area_name"]))}</th>' for a in areas
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


def key(against: Baseline = Baseline.REST) -> str:
    """Legend of the mosaic, and of other figures with its cells."""
    both = shape(Side.HIGHER) + shape(Side.LOWER)
    entries = (
        ("gunstig", both, f"aantoonbaar gunstiger dan {against.named}"),
        ("ongunstig", both, "aantoonbaar ongunstiger"),
        ("neutraal", both, "aantoonbaar hoger of lager, niet beter of slechter"),
        ("neutraal", shape(Side.EQUAL), "niet aantoonbaar verschillend"),
        ("base", shape(Side.HIGHER, True) + shape(Side.LOWER, True), "hoger of lager, niet te toetsen"),
        ("geen", "–", "geen cijfer"),
    )
    shown = "".join(f'<li><span class="wp-cell wp-{tint}">{mark}</span>{text}</li>' for tint, mark, text in entries)
    return f'<ul class="wp-key">{shown}</ul>'


def short(name: str) -> str:
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
    shown = "".join(cell_of(cells.get((a["area"], indicator.id)), indicator) for a in areas)
    return f'<tr><th scope="row">{name}<small>{escape(about)}</small></th>{shown}</tr>'


def cell_of(cell: Row | None, indicator: Indicator, against: Baseline = Baseline.REST) -> str:
    """A cell with a figure (a row of figures.figure_table), tinted and shaped by its test against the baseline."""
    if cell is None or cell["value"] != cell["value"]:
        why = escape(why_no_value(cell["status"], cell["reason"]) if cell else "geen cijfer")
        return f'<td class="wp-cell wp-geen" title="{why}">–<span class="wp-hidden"> geen cijfer: {why}</span></td>'
    value = escape(bare(cell["value"], indicator.unit, indicator.decimals))
    judged = judge(cell, indicator, against, against.overview)
    if cell["area"] == REST_CODE or not judged.word:
        return f'<td class="wp-cell wp-base">{value}</td>'
    gap = f"{difference(cell[f'diff_{against}'], indicator.unit, indicator.decimals)} ten opzichte van {against.named}"
    verdict = verdict_words(judged, indicator)
    hidden = f'<span class="wp-hidden"> {judged.side.value}, {verdict_words(judged, indicator, why=False)}</span>'
    said = escape(f"{gap}: {verdict}")
    return f'<td class="wp-cell wp-{judged.tint}" title="{said}">{judged.shape}{value}{hidden}</td>'
