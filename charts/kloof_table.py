"""Table twins of the kloof: all periods of one indicator, or the newest gap of several; and their source line."""

from collections.abc import Mapping, Sequence

import pandas as pd

from charts.explained import with_sources
from charts.figure import editions, source_line
from charts.frames import Row, as_text
from charts.numbers import period_label, unit_label, with_unit
from charts.table import Column
from model.afspraken import KLOOF
from model.indicator import Indicator
from model.source import Source

SEVERAL = [
    Column("name", "indicator"),
    Column("unit", "eenheid"),
    Column("period", "periode"),
    Column("gap", "verschil", 2),
    Column("gap_low", "ondergrens verschil", 2),
    Column("gap_high", "bovengrens verschil", 2),
    Column("gap_verdict", "oordeel"),
    Column("start_gap", "bij nulmeting", 2),
    Column("change_result", "sinds nulmeting"),
    Column("pace_so_far", "per jaar tot nu toe", 3),
    Column("pace_asked", "per jaar nodig vanaf nulmeting", 3),
    Column("source", "bron"),
    Column("edition", "editie"),
]


TARGETS = [
    Column("name", "indicator"),
    Column("where", "voor"),
    Column("goal", "streefwaarde"),
    Column("now", "nu"),
    Column("pace_so_far", "per jaar tot nu toe", 2),
    Column("pace_needed", "per jaar nodig vanaf nu", 2),
    Column("bron", "bron"),
]


def of_targets(frame: pd.DataFrame, indicators: Mapping[str, Indicator]) -> pd.DataFrame:
    """Rows of figures.streefwaarden with the columns of ``TARGETS``; the gap's own pace stands in its line above."""
    named = [indicators[i] for i in frame["indicator"]]
    now = [
        f"{with_unit(value, one.unit, one.decimals)} ({period_label(as_text(period))})" if value == value else ""
        for value, period, one in zip(frame["value"], frame["period"], named, strict=True)
    ]
    gap = frame["gebied"] == KLOOF
    return frame.assign(
        name=[one.name for one in named],
        where=frame["area_name"].fillna(frame["gebied"]).mask(gap, "verschil met de rest van de stad"),
        goal=[
            f"{with_unit(value, one.unit, one.decimals)} in {year}"
            for value, year, one in zip(frame["waarde"], frame["jaar"], named, strict=True)
        ],
        now=pd.Series(now, index=frame.index).mask(gap, "zie het kerncijfer hierboven"),
    )


def columns(indicator: Indicator) -> list[Column]:
    """Columns of the table twin of one indicator: every period, with and without parts of buurten."""
    unit = f" ({unit_label(indicator.unit)})" if unit_label(indicator.unit) else ""
    digits = indicator.decimals + 1
    return [
        Column("group", "groep"),
        Column("period", "periode"),
        Column("focus_value", f"focuswijken{unit}", digits),
        Column("rest_value", f"rest van de stad{unit}", digits),
        Column("gap", "verschil", digits),
        Column("gap_low", "ondergrens verschil", digits),
        Column("gap_high", "bovengrens verschil", digits),
        Column("gap_verdict", "oordeel"),
        Column("change", "verandering sinds nulmeting (min is kleiner)", digits),
        Column("change_low", "ondergrens verandering", digits),
        Column("change_high", "bovengrens verandering", digits),
        Column("change_result", "uitkomst"),
        Column("base", "noemer focuswijken", 0),
        Column("rest_base", "noemer rest", 0),
        Column("source", "bron"),
        Column("edition", "editie"),
    ]


def of_one(frame: pd.DataFrame, names: Mapping[str, str], known: Mapping[str, Source]) -> pd.DataFrame:
    """All gaps of one indicator with the columns of ``columns``; ``names`` of the groups by area code."""
    return with_sources(frame, known).assign(group=[names.get(area, area) for area in frame["area"]])


def of_several(newest: Sequence[Row], indicators: Mapping[str, Indicator], known: Mapping[str, Source]) -> pd.DataFrame:
    """The newest gap of each indicator with the columns of ``SEVERAL``."""
    named = [indicators[str(row["indicator"])] for row in newest]
    return with_sources(pd.DataFrame(newest), known).assign(
        name=[one.name for one in named], unit=[one.unit for one in named]
    )


def sources(rows: Sequence[Row], known: Mapping[str, Source]) -> str:
    """The source line of these gaps."""
    pairs = dict.fromkeys((as_text(row["source"]), as_text(row["edition"])) for row in rows)
    names = {name: source.name for name, source in known.items()}
    return source_line(editions(names, list(pairs)), extra="cijfers van groepen zijn berekend")
