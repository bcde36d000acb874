"""The dense twin of a profile: indicators down, areas across, in each cell value, margin and verdict."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.baseline import Baseline
from charts.frames import as_float
from charts.judged import judge, margin, verdict_words
from charts.numbers import period_label, unit_label, with_short_unit
from charts.profile import Compared, baseline_of
from charts.words import why_no_value


def profile_table(compared: Sequence[Compared], areas: Mapping[str, str], against: Baseline, caption: str) -> str:
    """``areas``: name by code, in the order of the columns."""
    heads = "".join(f'<th scope="col" class="wp-number">{escape(name)}</th>' for name in areas.values())
    rows = "".join(_row(one, areas, against) for one in compared)
    return (
        f'<div class="wp-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="wp-table"><caption>{escape(caption)}</caption><thead><tr><th scope="col">indicator</th>'
        f'{heads}<th scope="col" class="wp-number">{escape(against.label)}</th></tr></thead><tbody>{rows}</tbody>'
        "</table></div>"
    )


def _row(one: Compared, areas: Mapping[str, str], against: Baseline) -> str:
    indicator = one.indicator
    about = ", ".join(part for part in (unit_label(indicator.unit), period_label(one.period)) if part)
    last = escape(with_short_unit(baseline_of(one, against), indicator.unit, indicator.decimals))
    return (
        f'<tr><th scope="row">{escape(indicator.name)} <small>({escape(about)})</small></th>'
        f'{"".join(_cell(one, area, against) for area in areas)}<td class="wp-number">{last}</td></tr>'
    )


def _cell(one: Compared, area: str, against: Baseline) -> str:
    row, indicator = one.rows.get(area), one.indicator
    value = as_float(row["value"]) if row is not None else None
    if row is None or value is None:
        why = why_no_value(str(row["status"]), str(row["reason"])) if row is not None else "geen cijfer"
        return f'<td class="wp-number">–<br><small>{escape(why)}</small></td>'
    judged = judge(row, indicator, against, against.overview)
    small = [part for part in (margin(row, indicator), verdict_words(judged, indicator, why=False)) if part]
    text = escape(with_short_unit(value, indicator.unit, indicator.decimals))
    return (
        f'<td class="wp-number">{judged.shape} {text}{"".join(f"<br><small>{escape(s)}</small>" for s in small)}</td>'
    )
