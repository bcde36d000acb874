"""What a trend shows: the question in its title, a sentence, the table of change, and the table twin."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.frames import Row, as_float, records
from charts.judged import UNCHANGED, against, change_size, judge, verdict_words
from charts.numbers import period_label, unit_label, with_unit
from charts.table import Column
from charts.trend import Line
from charts.words import in_sentence, why_no_value
from model.indicator import Indicator

_BASELINES = {"gemeente", "rest", "land"}
_FOUND = {
    "stijgt": "stijgt het aantoonbaar",
    "daalt": "daalt het aantoonbaar",
    "geen duidelijke verandering": "is geen duidelijke stijging of daling aantoonbaar",
}


def question(indicator: Indicator, lines: Sequence[Line]) -> str:
    """The title: a question, because no finding may be claimed before it is tested."""
    what = indicator.plain_name[:1].lower() + indicator.plain_name[1:]
    chosen = [_name(line) for line in lines if line.chosen]
    where = f" in {' en '.join(chosen[::-1])}" if 0 < len(chosen) <= 2 else ""
    return f"Hoe verandert het{where}: {what}?"


def title(indicator: Indicator, lines: Sequence[Line], trend: Row | None) -> str:
    """A finding where a trend was tested, else the question. ``trend``: of figures.trends, the first area."""
    if trend is None or str(trend["result"]) not in _FOUND:
        return question(indicator, lines)
    what = indicator.plain_name[:1].lower() + indicator.plain_name[1:]
    return f"Sinds {period_label(str(trend['first']))} {_FOUND[str(trend['result'])]}: {what}"


def seen(
    lines: Sequence[Line],
    indicator: Indicator,
    moves: Mapping[str, Sequence[float]] | None = None,
    trend: Row | None = None,
) -> str:
    """First and last value of the chosen area, its difference with the rest of the city now, and its tested trend.

    ``moves``: see ``charts.trend.figures``; ``trend``: the row of figures.trends for the chosen area.
    """
    own = next((line for line in lines if line.role == 0), None)
    known = [row for row in own.rows if as_float(row["value"]) is not None] if own else []
    if own is None or not known:
        return "Er is voor dit gebied geen cijfer om te tekenen."
    first, last = known[0], known[-1]
    said = with_unit(last["value"], indicator.unit, indicator.decimals)
    if first is last:
        return f"Er is één cijfer voor {_name(own)}: {said} in {period_label(last['period'])}."
    start = with_unit(first["value"], indicator.unit, indicator.decimals)
    when, now = period_label(first["period"]), period_label(last["period"])
    text = f"In {_name(own)} ging het van {start} in {when} naar {said} in {now}."
    if any(str(first["period"]) < b.period <= str(last["period"]) for b in indicator.breaks):
        text += " Daartussen zit een breuk in de reeks; die twee cijfers zijn niet te vergelijken."
        return text
    if (moves or {}).get(own.area):
        return text + " Daartussen is de grens gewijzigd; die twee cijfers zijn niet zonder meer te vergelijken."
    if compared := against(last, indicator, "rest", "de rest van de stad"):
        text += f" Dat is nu {compared}"
        verdict = verdict_words(judge(last, indicator), indicator)
        text += f" ({verdict})." if verdict else "."
    return f"{text} {_direction(trend)}".strip()


def _direction(trend: Row | None) -> str:
    """The tested trend in a sentence; nothing where nothing can be tested, which the table and the reasons say."""
    result = str(trend["result"]) if trend is not None else ""
    said = {"stijgt": "Over de jaren stijgt het aantoonbaar.", "daalt": "Over de jaren daalt het aantoonbaar."}
    said["geen duidelijke verandering"] = "Over de jaren is geen duidelijke stijging of daling aantoonbaar."
    return said.get(result, "")


def changes(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Per area the newest period with a value, with its change since the nulmeting, and in ``visible_from`` what change
    could have been shown where none was."""
    known = frame[frame["value"].notna()].sort_values("period")
    last = known.groupby("area", sort=False).tail(1).sort_values("level", key=lambda levels: levels.isin(_BASELINES))
    least = last["change_detectable"].where(last["change_verdict"] == UNCHANGED)
    return last.assign(
        period=[period_label(str(p)) for p in last["period"]],
        visible_from=["" if x != x else change_size(x, indicator) for x in least.astype(float)],
    )


def change_columns(indicator: Indicator, table: pd.DataFrame) -> list[Column]:
    """Columns of the table of change (``changes``); what could have been shown only where some change was not."""
    unit = f" ({unit_label(indicator.unit)})" if unit_label(indicator.unit) else ""
    return [
        Column("area_name", "gebied"),
        Column("period", "laatste periode"),
        Column("value", f"waarde{unit}", indicator.decimals),
        Column("change_from", "nulmeting"),
        Column("nulmeting_value", f"waarde nulmeting{unit}", indicator.decimals),
        Column("change", "verandering", indicator.decimals),
        Column("change_verdict", "toets van de verandering"),
        *([Column("visible_from", "verandering te zien vanaf ongeveer")] if table["visible_from"].any() else []),
        Column("diff_rest", "verschil met rest", indicator.decimals),
        Column("verdict_rest", "toets tegen de rest"),
    ]


def columns(indicator: Indicator) -> list[Column]:
    """Columns of the table twin of a trend."""
    unit = f" ({unit_label(indicator.unit)})" if unit_label(indicator.unit) else ""
    return [
        Column("area_name", "gebied"),
        Column("area", "code"),
        Column("period", "periode"),
        Column("value", f"waarde{unit}", indicator.decimals),
        Column("why", "toelichting"),
        Column("ci_low", "marge van", indicator.decimals),
        Column("ci_high", "marge tot", indicator.decimals),
        Column("diff_rest", "verschil met rest van de stad", indicator.decimals),
        Column("source", "bron"),
        Column("edition", "editie"),
    ]


def _name(line: Line) -> str:
    return in_sentence(line.name, str(line.rows[0]["level"]) if line.rows else "")


def missing(frame: pd.DataFrame) -> list[str]:
    """One line per area that has no value at all, with the reason."""
    lines = []
    for _, rows in frame.groupby("area", sort=False):
        if rows["value"].notna().any():
            continue
        row: Row = records(rows)[-1]
        lines.append(f"{row['area_name']}: geen cijfer ({why_no_value(str(row['status']), str(row['reason']))}).")
    return lines
