"""Rows of a frame as charts read them: text keys, and a number or nothing."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Row = Mapping[str, Any]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dict per row."""
    names = [str(name) for name in frame.columns]
    # Column by column: several times as fast as to_dict, and a page does this on every rerun.
    columns = [frame[name].tolist() for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def as_float(cell: object) -> float | None:
    """The number in a cell; None for NaN, pandas' NA, None and text."""
    if isinstance(cell, bool) or cell is None or cell is pd.NA:
        return None
    return float(cell) if isinstance(cell, (int, float)) and cell == cell else None


def as_text(cell: object) -> str:
    """The text in a cell; empty for NaN, NA and None."""
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell)
