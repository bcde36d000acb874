"""Figures without comparisons that say nothing: fewer inhabitants than the rest of the city is no finding."""

import pandas as pd

from model.indicator import Kind
from snapshot.store import Snapshot

_COMPARED = ("rest_value", "diff_rest", "gemeente_value", "diff_gemeente", "nederland_value", "diff_nederland")


def without_counts(s: Snapshot, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of figures.figure_table with the comparisons of counts taken out."""
    counts = frame["indicator"].isin([i.id for i in s.indicators.values() if i.kind is Kind.COUNT])
    return frame.assign(**{name: frame[name].mask(counts) for name in _COMPARED}) if counts.any() else frame
