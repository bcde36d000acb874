"""Table twins of figures that show several indicators, and the column ``toelichting`` of all of them."""

from collections.abc import Mapping

import pandas as pd

from charts.frames import Row, as_float, as_text, records
from charts.table import Column
from charts.words import marks, why_no_value
from model.indicator import Indicator
from model.source import Source

SEVERAL = [
    Column("name", "indicator"),
    Column("area_name", "gebied"),
    Column("period", "periode"),
    Column("value", "waarde", 2),
    Column("unit", "eenheid"),
    Column("why", "toelichting"),
    Column("ci_low", "marge van", 2),
    Column("ci_high", "marge tot", 2),
    Column("diff_rest", "verschil met rest van de stad", 2),
    Column("verdict_rest", "toets tegen de rest"),
    Column("change", "sinds nulmeting", 2),
    Column("change_verdict", "toets van de verandering"),
    Column("source", "bron"),
    Column("edition", "editie"),
]


def explained(frame: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The frame with sources by name, and a text column ``why``: the reason that there is no value, or what must stand
    beside it."""
    return with_sources(frame, sources).assign(why=[_why(row) for row in records(frame)])


def with_sources(frame: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The frame with what its sources are called; empty where a row has none."""
    names = {name: source.name for name, source in sources.items()}
    return frame.assign(source=[names.get(str(source), "") for source in frame["source"]])


def of_several(frame: pd.DataFrame, indicators: Mapping[str, Indicator], sources: Mapping[str, Source]) -> pd.DataFrame:
    """The frame with the columns that SEVERAL needs."""
    ids = list(frame["indicator"])
    return explained(frame, sources).assign(
        name=[indicators[i].name for i in ids], unit=[indicators[i].unit for i in ids]
    )


def _why(row: Row) -> str:
    if as_float(row["value"]) is None:
        return why_no_value(str(row["status"]), str(row["reason"]))
    note = as_text(row["note"])
    said = marks(str(row["status"]), bool(row["computed"]) and not note)
    return "; ".join([*said, note] if note else said)
