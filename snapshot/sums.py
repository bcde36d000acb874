"""Sums of counts as the rows of a matrix, so that what follows from them together can be worked out.

An atom is one block of variables in one buurt and one period. Variables that are always told together form one block.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from indicators.methods._arrays import Floats
from snapshot.counts import PLUS, Rules

# What a total holds beside the parts that are told.
_OTHER = "*"
_ATOM = ["source", "period", "block", "area"]


@dataclass(frozen=True)
class Sums:
    """Which atoms each sum counts, and the count of every atom.

    ``truth`` is 0 where the source does not tell it, so that an attack on it finds too much rather than too little.
    """

    matrix: sparse.csr_array
    truth: Floats


def sums(rows: pd.DataFrame, counts: pd.DataFrame, told: Rules) -> Sums:
    """``rows``: source, key, period and buurten (codes with commas) of every sum, in order.

    ``counts``: source, variable, area, period and value of what protected sources tell.
    """
    blocks, truth = _blocks(rows[["source", "period", "key"]].drop_duplicates(), counts, told)
    one = rows[["source", "key", "period"]].assign(row=np.arange(len(rows)), area=rows["buurten"].str.split(","))
    cell = one.explode("area").merge(blocks, on=["source", "period", "key"])
    number = cell.groupby(_ATOM, sort=True).ngroup()
    matrix = sparse.csr_array(
        (np.ones(len(cell)), (cell["row"].to_numpy(), number.to_numpy())),
        shape=(len(rows), int(number.max()) + 1 if len(cell) else 0),
    )
    atoms = cell[_ATOM].assign(number=number).drop_duplicates("number").sort_values("number")
    value = atoms.merge(truth, on=_ATOM, how="left", validate="1:1")["value"]
    return Sums(matrix, value.fillna(0.0).to_numpy(dtype=np.float64))


def _blocks(keys: pd.DataFrame, counts: pd.DataFrame, told: Rules) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(source, period, key, block) and (source, period, block, area, value) of all blocks."""
    given = dict(iter(counts.groupby(["source", "period"])))
    rows, truths = [], []
    for (source, period), group in keys.groupby(["source", "period"], sort=True):
        frame = given.get((source, period))
        wide = pd.DataFrame() if frame is None else frame.set_index(["area", "variable"])["value"].unstack("variable")  # noqa: PD010
        bricks = _bricks(list(group["key"]), str(source), wide, told)
        blocks: dict[tuple[str, ...], list[str]] = {}
        for brick, inside in bricks.items():
            blocks.setdefault(tuple(sorted(inside)), []).append(brick)
        for number, (together, names) in enumerate(sorted(blocks.items())):
            rows += [(source, period, key, number) for key in together]
            value = wide.reindex(columns=names).sum(axis=1, skipna=False)
            truths.append(pd.DataFrame({"area": value.index, "value": value.to_numpy()}).assign(block=number))
            truths[-1] = truths[-1].assign(source=str(source), period=str(period))
    columns = [*_ATOM, "value"]
    known = pd.concat(truths, ignore_index=True)[columns] if truths else pd.DataFrame(columns=columns)
    return pd.DataFrame(rows, columns=["source", "period", "key", "block"]), known


def _bricks(keys: list[str], source: str, wide: pd.DataFrame, told: Rules) -> dict[str, set[str]]:
    """The smallest things that sums are made of, with the keys that hold them.

    A total is its parts that are told too, and what else it holds, of which ``wide`` gets a column; where that is
    nothing anywhere, a reader may know so, and it is left out.
    """
    names = {name for key in keys for name in key.split(PLUS)}
    parts: dict[str, list[str]] = {}
    for name in sorted(names):
        total = told.variable(source, name).part_of
        if total in names:
            parts.setdefault(str(total), []).append(name)
    made = {name: [name] for name in names}
    for total, inside in parts.items():
        rest = wide.get(total, 0.0) - wide.reindex(columns=inside).sum(axis=1, skipna=False)
        made[total] = [*inside, total + _OTHER]
        if len(wide) and not (rest > 0.0).any() and rest.notna().any():
            made[total] = inside
        wide[total + _OTHER] = rest.clip(lower=0.0)
    found: dict[str, set[str]] = {}
    for key in keys:
        for name in key.split(PLUS):
            for brick in made[name]:
                found.setdefault(brick, set()).add(key)
    return found
