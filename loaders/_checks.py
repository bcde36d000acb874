"""Checks on a table that has been read: are the columns there, are values in range, is every key there once."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from loaders._frame import Table
from model.loading import Note


def require_columns(table: Table, names: Iterable[str]) -> None:
    """Raise LoadRefused for the first column that is missing, with the nearest names that are there (fault 17)."""
    present = list(table.frame.columns)
    folded = {name.casefold(): name for name in present}
    for name in names:
        if name in present:
            continue
        near = [folded[n] for n in difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
        hint = "Lijkt erop: " + ", ".join(f"'{n}'" for n in near) + ". " if near else ""
        table.refuse("deze kolom ontbreekt.", f"{hint}Controleer de kolomkoppen van het bestand.", column=name)


def check_range(
    table: Table,
    column: str,
    values: NDArray[np.float64],
    *,
    low: float | None = None,
    high: float | None = None,
    what: str,
) -> None:
    """Raise LoadRefused for the first value outside low..high (fault 22); NaN passes.

    ``values`` is aligned with the rows of ``table.frame``; ``what`` begins the sentence: "een aantal", "een klasse".
    """
    outside = np.zeros(len(values), dtype=bool)
    if low is not None:
        outside |= values < low
    if high is not None:
        outside |= values > high
    if not outside.any():
        return
    index = int(np.argmax(outside))
    bounds = [f"ten minste {_plain(low)}"] if low is not None else []
    bounds += [f"ten hoogste {_plain(high)}"] if high is not None else []
    table.refuse(
        f"{what} is {' en '.join(bounds)}.",
        table.repair,
        index=index,
        column=column,
        value=table.frame[column].iloc[index],
    )


def check_duplicates(
    table: Table, frame: pd.DataFrame, keys: Sequence[str], values: Sequence[str] | None = None
) -> pd.DataFrame:
    """Fold rows that repeat a key with the same values, counted in a note (14); other values are refused (15).

    ``frame`` is any frame whose index holds row positions of ``table.frame``. ``values`` None: all other columns.
    """
    keys = list(keys)
    doubled = frame.duplicated(keys, keep=False)
    if not doubled.any():
        return frame
    compared = list(values) if values is not None else [c for c in frame.columns if c not in keys]
    suspects = frame[doubled]
    distinct = suspects.drop_duplicates(keys + compared)
    clash = distinct[distinct.duplicated(keys, keep=False)]
    if len(clash):
        first_key = tuple(clash[keys].iloc[0])
        same = clash[(clash[keys] == first_key).all(axis=1)]
        one, two = same.iloc[0], same.iloc[1]
        column = next(c for c in compared if not _same(one[c], two[c]))
        table.refuse(
            f"'{' / '.join(str(k) for k in first_key)}' staat er twee keer met verschillende waarden: "
            f"rij {table.row(same.index[0])} heeft '{_plain(one[column])}' en "
            f"rij {table.row(same.index[1])} heeft '{_plain(two[column])}'.",
            "Verwijder de onjuiste rij.",
            column=column,
        )
    folded = frame.drop_duplicates(keys)
    count = len(frame) - len(folded)
    rows = "1 dubbele rij" if count == 1 else f"{count} dubbele rijen"
    table.notes.append(Note("opvallend", f"{table.file}: {rows} met dezelfde waarden samengevouwen."))
    return folded


def _same(one: Any, two: Any) -> bool:
    return bool(one == two) or bool(pd.isna(one) and pd.isna(two))


def _plain(value: object) -> str:
    """A number as a Dutch reader writes it, without a needless fraction."""
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)
