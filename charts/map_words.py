"""What a map shows, in a sentence and as a table."""

import pandas as pd

from charts.baseline import Baseline
from charts.city_map import LEVEL_NAMES, View, column_of
from charts.frames import records
from charts.judged import SAME, UNTESTED, judge, why_untested
from charts.numbers import unit_label, with_unit
from charts.table import Column
from charts.words import side
from model.areas import Level
from model.indicator import Indicator


def seen(
    values: pd.DataFrame, indicator: Indicator, view: View, level: Level, against: Baseline = Baseline.REST
) -> str:
    """One or two sentences made from the figures: range and middle half, or how many areas lie on each side."""
    column = column_of(view, against)
    known = values[values[column].notna()]
    one, many = LEVEL_NAMES[level]
    if known.empty:
        return f"Er is geen {one} met een cijfer voor dit beeld."
    without = len(values) - len(known)
    rest = f" {without} {one if without == 1 else many} zonder cijfer." if without else ""
    if view is View.VERDICT:
        return f"{_verdicts(known, indicator, against)}{rest}"
    if view is not View.VALUE:
        counts = known[column].map(lambda delta: side(delta, indicator.decimals)).value_counts()
        other = against.named if view is View.REST else "de nulmeting"
        told = [f"{counts.get(which, 0)} {which}" for which in ("hoger", "lager", "gelijk") if counts.get(which, 0)]
        return f"Vergeleken met {other} zijn {_listed(told)}.{rest}"
    ordered = known.sort_values(column)
    low, high = records(ordered)[0], records(ordered)[-1]
    text = f"Het cijfer loopt van {_said(low, indicator)} tot {_said(high, indicator)}."
    if len(known) >= 8:
        quarter, three = (
            with_unit(float(known[column].quantile(q)), indicator.unit, indicator.decimals) for q in (0.25, 0.75)
        )
        text += f" De middelste helft van de {many} ligt tussen {quarter} en {three}."
    return text + rest


def _verdicts(known: pd.DataFrame, indicator: Indicator, against: Baseline) -> str:
    """How many areas got each verdict against the baseline."""
    words = [judge(row, indicator, against, against.overview).word or UNTESTED for row in records(known)]
    counts = {word: words.count(word) for word in dict.fromkeys(words)}
    order = ("gunstiger", "hoger", SAME, "lager", "ongunstiger", UNTESTED)
    named = {SAME: SAME, UNTESTED: f"{UNTESTED} ({why_untested(indicator)})"}
    told = [f"{counts[word]} {named.get(word, f'aantoonbaar {word}')}" for word in order if word in counts]
    return f"Vergeleken met {against.named} zijn {_listed(told)}."


def columns(indicator: Indicator) -> list[Column]:
    """The table twin of a map."""
    unit = unit_label(indicator.unit)
    measured = f"waarde ({unit})" if unit and not unit.startswith("€") else "waarde"
    numbers = indicator.decimals
    return [
        Column("area_name", "gebied"),
        Column("area", "code"),
        Column("period", "periode"),
        Column("value", measured, numbers),
        Column("why", "toelichting"),
        Column("ci_low", "marge van", numbers),
        Column("ci_high", "marge tot", numbers),
        Column("diff_rest", "verschil met rest van de stad", numbers),
        Column("verdict_overview", "toets tegen de rest"),
        Column("diff_gemeente", "verschil met gemeente", numbers),
        Column("change", "sinds nulmeting", numbers),
        Column("change_verdict", "toets van de verandering"),
        Column("source", "bron"),
        Column("edition", "editie"),
    ]


def _said(row: dict, indicator: Indicator) -> str:  # type: ignore[type-arg]
    return f"{with_unit(row['value'], indicator.unit, indicator.decimals)} ({row['area_name']})"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} en {parts[-1]}"
