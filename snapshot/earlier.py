"""What earlier public halves of a programme told: known to everybody, and past hiding.

A register is corrected now and then; an earlier figure is then about another truth. A count that differs from what it
was is a count of its own, under a code with the number of the peil behind it (BU00010003@12): so every earlier figure
stays true, and says of the counts of now exactly as much as a reader can take from it who knows what was corrected.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from snapshot.publish import INTERN, OPENBAAR, connect

_SUM = ["source", "key", "period", "buurten"]
_TOLD = [*_SUM, "area", "count", "rounding", "amount"]
_COUNT = ["source", "variable", "area", "period", "value"]
_THEN = "@"
# Tables in the municipality's own half of a peil.
TOLD_TABLE, TRUE_TABLE = "told_count", "true_count"


@dataclass(frozen=True)
class Ledger:
    """``told``: source, key, period, buurten, area, count, rounding and (true) amount of all sums that are public.

    ``counts``: source, variable, area, period and value of the counts in them, with those of before a correction.
    """

    told: pd.DataFrame
    counts: pd.DataFrame

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {TOLD_TABLE: self.told, TRUE_TABLE: self.counts}


@dataclass(frozen=True)
class Known:
    """Earlier sums as statements (``rows``), and the counts in them that were corrected since, as they were.

    ``corrected``: how many of the newest peil's figures are no longer what the register says.
    """

    rows: pd.DataFrame
    counts: pd.DataFrame
    corrected: int

    def with_now(self, told: pd.DataFrame, counts: pd.DataFrame) -> Ledger:
        """What is public from now on: this, and ``told`` and ``counts`` of this build."""
        before = self.rows.rename(columns={"shown": "count"})
        together = pd.concat([before[_TOLD], told[_TOLD]], ignore_index=True) if len(before) else told[_TOLD]
        true = pd.concat([counts[_COUNT], self.counts], ignore_index=True) if len(self.counts) else counts[_COUNT]
        return Ledger(together.drop_duplicates([*_SUM, "count", "rounding"], ignore_index=True), true)


@dataclass(frozen=True)
class Earlier:
    """The ledger of the newest peil, and its number (0: there is none).

    ``unreadable``: newer ones that could not be read, so that what they told is not known.
    """

    ledger: Ledger
    number: int = 0
    unreadable: tuple[str, ...] = ()

    def against(self, counts: pd.DataFrame, statements: pd.DataFrame) -> Known:
        """Earlier sums beside ``statements`` (the sums of now) about ``counts`` (columns of a ledger, and more)."""
        told = self.ledger.told
        if not len(told):
            return Known(statements.head(0), self.ledger.counts, 0)
        changed = self._changed(counts)
        old = self.ledger.counts
        gone = old.merge(changed, on=["source", "variable", "area", "period"])
        gone = gone.assign(area=gone["area"] + f"{_THEN}{self.number}")
        aside = pd.concat([old[old["area"].str.contains(_THEN, regex=False)], gone], ignore_index=True)
        buurten = self._renamed(changed)
        half = (told["rounding"].to_numpy(dtype=np.float64) - 1.0) / 2.0
        rows = told.assign(
            buurten=buurten,
            low=np.maximum(told["count"] - half, 0.0),
            high=told["count"] + half,
            fixed=True,
            protection=0.0,
            shown=told["count"],
        )
        return Known(rows[list(statements.columns)], aside, int((buurten != told["buurten"]).sum()))

    def _changed(self, counts: pd.DataFrame) -> pd.DataFrame:
        """source, variable, area and period of the newest counts that are another number now, or are not there."""
        where = ["source", "variable", "area", "period"]
        old = self.ledger.counts
        newest = old[~old["area"].str.contains(_THEN, regex=False)]
        both = newest.merge(counts[_COUNT], on=where, how="left", suffixes=("", "_now"), indicator="found")
        same = (both["value"] == both["value_now"]) | (both["value"].isna() & both["value_now"].isna())
        return both.loc[~same | (both["found"] == "left_only"), where].drop_duplicates()

    def _renamed(self, changed: pd.DataFrame) -> pd.Series:
        """The buurten of every sum, those of which a count in it was corrected with the number of the peil."""
        told = self.ledger.told
        keys = told[["source", "key"]].drop_duplicates()
        keys = keys.assign(variable=keys["key"].str.split("+", regex=False)).explode("variable")
        pairs = keys.merge(changed, on=["source", "variable"])[["source", "key", "period", "area"]].drop_duplicates()
        one = told[["source", "key", "period"]].assign(row=told.index, code=told["buurten"].str.split(","))
        one = one.explode("code").merge(
            pairs.rename(columns={"area": "code"}).assign(corrected=True),
            on=["source", "key", "period", "code"],
            how="left",
            validate="m:1",
        )
        one["code"] = one["code"].where(one["corrected"].isna(), one["code"] + f"{_THEN}{self.number}")
        return one.groupby("row")["code"].agg(",".join).reindex(told.index)


def nothing(unreadable: tuple[str, ...] = ()) -> Earlier:
    """Where there is no earlier peil."""
    return Earlier(Ledger(pd.DataFrame(columns=_TOLD), pd.DataFrame(columns=_COUNT)), 0, unreadable)


def read_earlier(folder: Path, identifiers: list[str]) -> Earlier:
    """The ledger of the newest of these peilen (oldest first) that can be read; those without a public half told
    nothing."""
    unreadable: list[str] = []
    for identifier in reversed(identifiers):
        path = folder / identifier
        if not (path / OPENBAAR).is_file():
            continue
        try:
            with connect(path, INTERN) as connection:
                told, counts = (connection.execute(f"FROM {table}").df() for table in (TOLD_TABLE, TRUE_TABLE))
        except duckdb.Error:
            unreadable.append(identifier)
            continue
        return Earlier(Ledger(told, counts), int(identifier.split("-")[0]), tuple(unreadable))
    return nothing(tuple(unreadable))
