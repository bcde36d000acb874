"""One area's figure with everything that must stand beside it: marks, baselines, change, how it was made."""

from html import escape

from charts.frames import Row, as_float, as_text
from charts.judged import apart, detectable, judge, margin, since, verdict_words
from charts.numbers import HARD_SPACE, period_label, unit_label, with_short_unit
from charts.words import marks, why_no_value
from model.indicator import Indicator

BASELINES = (("rest", "rest van de stad"), ("gemeente", "gemeente"), ("nederland", "Nederland"))


def facts(row: Row, indicator: Indicator, tags: tuple[str, ...] = (), picture: str = "") -> str:
    """``row`` as figures.map_values gives it; ``tags`` are short words beside the name; ``picture`` is ready HTML."""
    tagged = "".join(f'<span class="wp-tag">{escape(tag)}</span>' for tag in tags)
    name = f'<p class="wp-area-name">{escape(str(row["area_name"]))}</p><div>{tagged}</div>'
    value = as_float(row["value"])
    if value is None:
        why = escape(why_no_value(str(row["status"]), str(row["reason"])))
        return f'{name}<p class="wp-figure wp-none">Geen cijfer</p><p class="wp-small">{why}</p>{picture}'
    marked = ", ".join(marks(str(row["status"]), bool(row["computed"]) and not as_text(row["note"])))
    shown = with_short_unit(value, indicator.unit, indicator.decimals)
    unit = "" if HARD_SPACE in shown else unit_label(indicator.unit)
    about = " · ".join(part for part in (unit, period_label(str(row["period"])), marked, as_text(row["note"])) if part)
    lines = [line for key, label in BASELINES if (line := _against(row, key, label, indicator))]
    if changed := since(row, indicator):
        when, said = changed.split(": ", 1)
        size, _, verdict = said.partition(", ")
        lines.append(_line(when, size, "", verdict))
    more = f'<p class="wp-small">{escape(about_change)}</p>' if (about_change := detectable(row, indicator)) else ""
    sure = f'<p class="wp-small">{escape(about_chance)}</p>' if (about_chance := margin(row, indicator)) else ""
    return (
        f'{name}<p class="wp-figure">{escape(shown)}</p>{sure}'
        f'<p class="wp-small">{escape(about)}</p><dl class="wp-facts">{"".join(lines)}</dl>{more}{picture}'
    )


def _against(row: Row, key: str, label: str, indicator: Indicator) -> str:
    delta, base = as_float(row[f"diff_{key}"]), as_float(row[f"{key}_value"])
    if delta is None or base is None or str(row["level"]) in {key, "land"}:
        return ""
    judged = judge(row, indicator, key)
    about = f"{label} ({with_short_unit(base, indicator.unit, indicator.decimals)})"
    return _line(about, apart(delta, indicator), judged.shape, verdict_words(judged, indicator))


def _line(label: str, words: str, mark: str, verdict: str) -> str:
    below = f"<small>{escape(verdict)}</small>" if verdict else ""
    return f"<dt>{escape(label)}</dt><dd>{mark} {escape(words)}{below}</dd>"
