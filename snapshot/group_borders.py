"""Whether the series of a group goes on when the border of one of its buurten moved: on, on with a note, or broken."""

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
    rows = [groups[groups["boundary_year"] == year][["area", "level"]].drop_duplicates().assign(year=year, fate=-1)
            for year in years[:1]]  # fmt: skip
    rows += [_step(borders, groups, people, old, new) for old, new in pairwise(years)]
    if not rows:
        return pd.DataFrame(columns=COLUMNS)
    frame = pd.concat(rows, ignore_index=True).sort_values(["area", "year"], ignore_index=True)
    broken = (frame["fate"] == BROKEN).groupby(frame["area"]).cumsum()
    # Below zero: no series of an area has such a number.
    frame["series"] = -1 - pd.factorize(frame["area"] + "|" + broken.astype(str))[0]
    words = np.array([*GROUP_FATES, LINKS[BEGINS]])
    frame["link"] = words[frame["fate"].to_numpy()]
    named = frame.rename(columns={"area": "code", "year": "boundary_year"})
    return named.reindex(columns=COLUMNS)


def _step(borders: Known, groups: pd.DataFrame, people: pd.DataFrame, old: int, new: int) -> pd.DataFrame:
    """The fate of every group from one listed year to the next: area, level, year, fate, flagged_share."""
    buurten = borders.series[borders.series["level"] == Level.BUURT.value]
    now, before = buurten[buurten["boundary_year"] == new], buurten[buurten["boundary_year"] == old]
    came = now[now["link"].isin([LINKS[MOVED], LINKS[BEGINS]])]
    went = before[~before["series"].isin(now["series"])]
    sides = []
    for year, flagged in ((new, came), (old, went)):
        of_year = groups[groups["boundary_year"] == year]
        inhabitants = people[people["boundary_year"] == year].set_index("code")["inhabitants"]
        counted = of_year.assign(
            inhabitants=of_year["code"].map(inhabitants).to_numpy(dtype=float),
            flagged=of_year["code"].isin(flagged["label"]).to_numpy(),
        )
        counted["moved"] = counted["inhabitants"].where(counted["flagged"], 0.0)
        sums = counted.groupby(["area", "level"]).agg(
            inhabitants=("inhabitants", "sum"),
            moved=("moved", lambda n: n.sum(skipna=False)),
            n_flagged=("flagged", "sum"),
        )
        sides.append(sums.assign(everyone=len(flagged)))
    together, earlier = sides[0], sides[1].reindex(sides[0].index)
    shares = np.maximum(
        (together["moved"] / together["inhabitants"]).where(together["n_flagged"] > 0, 0.0),
        (earlier["moved"] / earlier["inhabitants"]).where(earlier["n_flagged"] > 0, 0.0).fillna(0.0),
    )
    alone = (together["n_flagged"] == together["everyone"]) & (earlier["n_flagged"] == earlier["everyone"])
    outline = _same_outline(borders, groups, old, new)
    inside = outline.reindex(together.index.get_level_values("area")).to_numpy(dtype=object)
    inside = np.where(pd.isna(inside), np.asarray(alone), inside).astype(bool)
    share = np.asarray(shares, dtype=np.float64)
    fate = group_fate(share, np.ones(share.size), inside)
    return together.index.to_frame(index=False).assign(year=new, fate=fate, flagged_share=share)


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
