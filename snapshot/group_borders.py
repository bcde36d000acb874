"""Whether the series of a group goes on when the border of one of its buurten moved: on, on with a note, or broken."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Protocol

import numpy as np
import pandas as pd

from indicators.methods.crosswalk import BROKEN, GROUP_FATES, SAME_AREA, group_fate
from indicators.methods.series import BEGINS, LINKS, MOVED
from model.areas import GROUP_LEVELS, Level

COLUMNS = ["code", "boundary_year", "level", "series", "link", "flagged_share"]


class Known(Protocol):
    """What is known of borders: all that a build has, or what a snapshot kept of it."""

    @property
    def series(self) -> pd.DataFrame:
        """borders.SERIES_COLUMNS, one row per own area and year at hand."""

    def pieces(self, old: int, new: int) -> pd.DataFrame | None:
        """PIECES of the buurten of two years; None where no two maps drawn alike are at hand."""


def trace_groups(borders: Known, members: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS per group and year in which buurten are listed; link is a word of ``GROUP_FATES``, or begin.

    ``members``: area, level, code, boundary_year of groups in the listed years; ``people``: code, boundary_year and
    inhabitants of buurten. A member counts as flagged when its border moved, when it is new, or when it is gone the
    year after. A moved border lies inside a group when a map shows the same outline, or, without maps, when nobody
    outside the group was flagged.
    """
    groups = members[members["level"].isin([level.value for level in GROUP_LEVELS])]
    years = sorted(int(year) for year in groups["boundary_year"].unique())
    if not years:
        return pd.DataFrame(columns=COLUMNS)
    sums = _sums(borders, groups, people, dict(pairwise(years)))
    frame = _with_fates(borders, groups, sums, dict(zip(years[1:], years, strict=False)))
    frame = frame.sort_values(["area", "boundary_year"], ignore_index=True)
    broken = (frame["fate"] == BROKEN).groupby(frame["area"]).cumsum()
    # Below zero: no series of an area has such a number.
    frame["series"] = -1 - pd.factorize(frame["area"] + "|" + broken.astype(str))[0]
    words = np.array([*GROUP_FATES, LINKS[BEGINS]])
    frame["link"] = words[frame["fate"].to_numpy()]
    return frame.rename(columns={"area": "code"}).reindex(columns=COLUMNS)


def _sums(borders: Known, groups: pd.DataFrame, people: pd.DataFrame, after: Mapping[int, int]) -> pd.DataFrame:
    """Per area, level and boundary_year: inhabitants; of the buurten that came (its border moved, or it is new) and of
    those that went (gone the year ``after``) their inhabitants, their number, and whether nobody else came or went."""
    buurten = borders.series[borders.series["level"] == Level.BUURT.value]
    present = pd.MultiIndex.from_frame(buurten[["series", "boundary_year"]])
    following = buurten["boundary_year"].map(after)
    stays = pd.MultiIndex.from_arrays([buurten["series"], following]).isin(present)
    flagged = {
        "came": buurten[buurten["link"].isin([LINKS[MOVED], LINKS[BEGINS]])],
        "went": buurten[following.notna() & ~stays],
    }
    counted = groups.merge(people, on=["code", "boundary_year"], how="left", validate="m:1")
    keys = pd.MultiIndex.from_frame(counted[["code", "boundary_year"]])
    for side, rows in flagged.items():
        counted[f"n_{side}"] = keys.isin(pd.MultiIndex.from_frame(rows[["label", "boundary_year"]]))
        counted[side] = counted["inhabitants"].where(counted[f"n_{side}"], 0.0)
    by = counted.groupby(["area", "level", "boundary_year"])
    sums = by[["inhabitants", "n_came", "n_went"]].sum().join(by[["came", "went"]].sum(skipna=False))
    year = sums.index.get_level_values("boundary_year")
    for side, rows in flagged.items():
        everyone = rows.groupby("boundary_year").size().reindex(year, fill_value=0)
        sums[f"all_{side}"] = sums[f"n_{side}"].to_numpy() == everyone.to_numpy()
    return sums


def _with_fates(borders: Known, groups: pd.DataFrame, sums: pd.DataFrame, before: Mapping[int, int]) -> pd.DataFrame:
    """area, level, boundary_year, fate and flagged_share, per listed year of a group; ``before``: the listed year
    before it. In the first of all years nothing is known: fate -1."""
    frame = sums.reset_index()
    frame["earlier_year"] = frame["boundary_year"].map(before)
    begins = frame["earlier_year"].isna().to_numpy()
    earlier = sums.reindex(pd.MultiIndex.from_frame(frame[["area", "level", "earlier_year"]]))
    shares = [
        np.where(side[f"n_{which}"].to_numpy(dtype=float) > 0, side[which] / side["inhabitants"], 0.0)
        for side, which in ((frame, "came"), (earlier, "went"))
    ]
    share = np.maximum(shares[0], np.where(np.isnan(shares[1]), 0.0, shares[1]))
    alone = frame["all_came"].to_numpy(dtype=bool) & (earlier["all_went"] == 1).to_numpy(dtype=bool)
    # Where nothing was flagged the maps need not be asked: the series goes on.
    asked = frame[~begins & (share != 0.0)]
    inside = alone.copy()
    for (year, then), rows in asked.groupby(["boundary_year", "earlier_year"]):
        outline = _same_outline(borders, groups[groups["area"].isin(rows["area"])], int(then), int(year))
        known = rows["area"].map(outline)
        inside[rows.index] = np.where(known.isna(), alone[rows.index], known == 1)
    fate = group_fate(share, np.ones(share.size), inside).astype(int)
    return frame.assign(fate=np.where(begins, -1, fate), flagged_share=np.where(begins, np.nan, share))


def _same_outline(borders: Known, groups: pd.DataFrame, old: int, new: int) -> pd.Series:
    """Per group whether maps of both years show the same outline; empty where no two maps drawn alike are at hand."""
    pieces = borders.pieces(old, new)
    if pieces is None:
        return pd.Series(dtype=object)
    codes = borders.series[["code", "label", "boundary_year"]]
    named = groups.merge(codes, left_on=["code", "boundary_year"], right_on=["label", "boundary_year"])
    found = {}
    for area, rows in named.groupby("area"):
        then, now = rows[rows["boundary_year"] == old], rows[rows["boundary_year"] == new]
        found[area] = _overlaps(pieces, then["code_y"], now["code_y"])
    return pd.Series(found, dtype=object)


def _overlaps(pieces: pd.DataFrame, old_codes: pd.Series, new_codes: pd.Series) -> bool:
    old, new = pieces["earlier_code"].isin(old_codes), pieces["code"].isin(new_codes)
    both, was, becomes = (pieces["area"].to_numpy()[chosen].sum() for chosen in (old & new, old, new))
    return bool(both > 0.0 and both >= SAME_AREA * was and both >= SAME_AREA * becomes)
