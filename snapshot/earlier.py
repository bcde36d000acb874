"""What earlier public halves of a programme told: known to everybody, and past hiding."""

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from snapshot.files import sync_directory
from snapshot.publish import OPENBAAR, connect

_SUM = ["source", "key", "period", "buurten"]
# What the public halves of snapshots told that are there no more: a folder beside the snapshots.
KEPT = "verteld"
_COLUMNS = [*_SUM, "area", "count", "rounding"]


@dataclass(frozen=True)
class Known:
    """Rows beside those of this build (columns of a statement, with low and high), and how many no longer hold."""

    rows: pd.DataFrame
    corrected: int


@dataclass(frozen=True)
class Earlier:
    """All sums that earlier public halves told: source, key, area, period, buurten, count, rounding; each once.

    ``unreadable``: snapshots whose public half could not be read, so that what it told is not known.
    """

    told: pd.DataFrame
    unreadable: tuple[str, ...] = ()

    def fitting(self, now: pd.DataFrame) -> Known:
        """Earlier sums as statements about the counts of now.

        A count that an earlier figure excludes was corrected since: the earlier figure is about another truth. In the
        groups that it was part of, it is taken off, as far as it was told; groups that then still do not fit are left
        out, and counted.
        """
        if not len(self.told):
            return Known(now.head(0), 0)
        half = (self.told["rounding"].to_numpy(dtype=np.float64) - 1.0) / 2.0
        old = self.told.assign(low=np.maximum(self.told["count"] - half, 0.0), high=self.told["count"] + half)
        old = old.merge(now[[*_SUM, "amount"]].dropna(), on=_SUM, how="left")
        wrong = (old["amount"] < old["low"]) | (old["amount"] > old["high"])
        single = ~old["buurten"].str.contains(",", regex=False)
        rows = pd.concat([old[~wrong], _without(old[wrong & ~single], old[wrong & single])], ignore_index=True)
        rows = rows.assign(fixed=True, protection=0.0, shown=rows["count"])
        return Known(rows[list(now.columns)], int(wrong.sum()))


def _without(groups: pd.DataFrame, corrected: pd.DataFrame) -> pd.DataFrame:
    """Groups less the buurten that were corrected, as far as both were told; those that hold after that."""
    if not len(groups):
        return groups
    one = groups.assign(row=groups.index, code=groups["buurten"].str.split(",")).explode("code")
    gone = corrected[["source", "key", "period", "buurten", "low", "high", "amount"]].rename(
        columns={"buurten": "code"}
    )
    # Of several earlier figures of one buurt the widest interval that holds them all.
    gone = gone.groupby(["source", "key", "period", "code"], as_index=False).agg(
        low_gone=("low", "min"), high_gone=("high", "max"), amount_gone=("amount", "first")
    )
    one = one.merge(gone, on=["source", "key", "period", "code"], how="left")
    left = one[one["amount_gone"].isna()].groupby("row")["code"].agg(",".join)
    taken = one.groupby("row")[["low_gone", "high_gone", "amount_gone"]].sum()
    result = groups.assign(
        buurten=left.reindex(groups.index),
        low=(groups["low"] - taken["high_gone"]).clip(lower=0.0),
        high=groups["high"] - taken["low_gone"],
        amount=groups["amount"] - taken["amount_gone"],
    )
    holds = (result["amount"] >= result["low"]) & (result["amount"] <= result["high"])
    return result[holds & result["buurten"].notna()]


def keep_told(folder: Path, identifier: str) -> None:
    """Keep what a public half told in a file of its own, before its snapshot goes. Raises duckdb.Error, OSError."""
    if not (folder / identifier / OPENBAAR).is_file():
        return
    kept = folder / KEPT
    kept.mkdir(exist_ok=True)
    temporary = kept / f".{identifier}"
    _told(folder / identifier).to_parquet(temporary, index=False)
    os.replace(temporary, kept / f"{identifier}.parquet")
    sync_directory(kept)


def _told(directory: Path) -> pd.DataFrame:
    with connect(directory, OPENBAAR) as connection:
        return connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM public_count").df()


def read_earlier(folder: Path, identifiers: list[str]) -> Earlier:
    """What the public halves of these snapshots told, and of those that were cleaned away; some have none."""
    frames, unreadable = [], []
    for path in sorted((folder / KEPT).glob("*.parquet")):
        try:
            frames.append(pd.read_parquet(path))
        except (OSError, ValueError):  # ArrowInvalid is a ValueError
            unreadable.append(path.stem)
    for identifier in identifiers:
        path = folder / identifier / OPENBAAR
        if not path.is_file():
            continue
        try:
            frames.append(_told(path.parent))
        except duckdb.Error:
            unreadable.append(identifier)
    together = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_COLUMNS)
    return Earlier(together.drop_duplicates(ignore_index=True), tuple(unreadable))
