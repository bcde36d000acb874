"""Figures of an own group of buurten as rows of a file, in the columns of every other export."""

import pandas as pd

from exports.rows import told_of
from snapshot.store import Snapshot

LEVEL = "eigen gebied"


def rows(s: Snapshot, frame: pd.DataFrame, composed: str) -> pd.DataFrame:
    """The columns of ``fields.FLAT``; ``composed`` says of which buurten the group is, and stands in every citation."""
    found = told_of(s, frame)
    cited = [f"{text} {composed}".strip() for text in found["citaat"]]
    return found.assign(niveau=LEVEL, citaat=cited)
