"""Which areas of different years are one series: linked by CBS's flag of changed borders, a map, or code and name.

(code, year) is the area; a code alone is not: codes are given to other areas, and areas get other codes.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.methods._arrays import Codes

LINKS: Final = ("begin", "zelfde grenzen", "nieuwe code, zelfde grenzen", "grens niet gecontroleerd", "grens gewijzigd")
BEGINS, SAME, RECODED, UNCHECKED, MOVED = range(5)


@dataclass(frozen=True)
class Series:
    """Per area-year the number of its series (what has one number may be compared) and its link to the year before."""

    number: NDArray[np.intp]
    link: Codes


def link_series(areas: pd.DataFrame, compared: pd.DataFrame | None = None) -> Series:
    """Link the areas of one level over the years at hand; the result follows the rows of ``areas``.

    ``areas``: one row per (code, boundary_year), with name, gemeente and change_flag (1, 2, 3 or missing).
    ``compared``: what maps of two years at hand show, one row per (code, boundary_year), with earlier_code: the area of
    the year at hand before with the same borders, missing where no area has them.

    Flag 1: the same code. Flag 3: a new series. Flag 2: the map, else the one area of the same name and gemeente whose
    code is gone now; a gemeente that is new that year takes over areas of other gemeenten. No flag: the map, else equal
    code and name, marked unchecked. A flag tells of one year only: where years are missing in between, only flag 3
    counts. Without a predecessor a series begins.
    """
    years = np.sort(areas["boundary_year"].unique())
    before = dict(zip(years[1:], years[:-1], strict=True))
    now = areas[["code", "boundary_year", "name", "gemeente", "change_flag"]].reset_index(drop=True)
    now["earlier_year"] = now["boundary_year"].map(before)
    now["name"] = _plain(now["name"])
    now["row"] = np.arange(len(now))
    flag = now["change_flag"].fillna(0).astype(int)
    flag = flag.where((now["boundary_year"] - now["earlier_year"] == 1) | (flag == 3), 0)
    earlier = pd.DataFrame(
        {
            "earlier_year": now["boundary_year"],
            "earlier_code": now["code"],
            "earlier_name": now["name"],
            "gemeente": now["gemeente"],
            "earlier_row": now["row"].astype(float),
        }
    )
    same_code = now.merge(
        earlier, left_on=["code", "earlier_year"], right_on=["earlier_code", "earlier_year"], how="left", validate="m:1"
    )
    by_code, old_name = same_code["earlier_row"].to_numpy(), same_code["earlier_name"].to_numpy()
    seen, by_map, map_recodes = _by_map(now, earlier, compared)
    by_name = _by_name(now[(flag == 2) & ~seen], now, earlier)
    choices = (
        (flag == 3, MOVED, np.nan),
        (flag == 1, SAME, by_code),
        (seen & np.isnan(by_map), MOVED, np.nan),
        (seen, np.where(map_recodes, RECODED, SAME), by_map),
        (flag == 2, RECODED, by_name),
        (old_name == now["name"].to_numpy(), UNCHECKED, by_code),
    )
    conditions = [np.asarray(condition, dtype=bool) for condition, _, _ in choices]
    link = np.select(conditions, [np.broadcast_to(kind, len(now)) for _, kind, _ in choices], BEGINS)
    row = np.select(conditions, [np.broadcast_to(place, len(now)) for _, _, place in choices], np.nan)
    link = np.where(np.isnan(row) & (link != MOVED), BEGINS, link)
    return Series(_numbered(row, now["boundary_year"].to_numpy()), link.astype(np.int8))


def confirm_over(areas: pd.DataFrame, found: Series, compared: pd.DataFrame) -> Series:
    """What maps tell of a span of years, where no map of the years in between is at hand.

    ``compared``: one row per (code, boundary_year) of the later map, with earlier_year and earlier_code: the area of
    the earlier map with the same borders, missing where none has them.

    The same borders at both ends: unchecked links in between are the same borders, and a code that came in between is a
    recoded one. Other borders: an unchecked series breaks at the later map, unless it broke in between already; a flag
    for every year in between is believed instead.
    """
    number, link = found.number.copy(), found.link.copy()
    year = areas["boundary_year"].to_numpy()
    for (later, before), group in compared.groupby(["boundary_year", "earlier_year"], sort=True):
        keys = areas.reset_index(drop=True)[["code", "boundary_year"]].assign(row=np.arange(len(areas)))
        ends = group.merge(keys, on=["code", "boundary_year"], validate="1:1")
        old = keys[keys["boundary_year"] == before].rename(columns={"code": "earlier_code", "row": "earlier_row"})
        ends = ends.merge(old[["earlier_code", "earlier_row"]], on="earlier_code", how="left", validate="m:1")
        row, seen = ends["row"].to_numpy(), ends["earlier_row"].notna().to_numpy()
        shown = np.where(seen, number[ends["earlier_row"].fillna(0).to_numpy(dtype=np.intp)], -1)
        runs_through = np.isin(number[row], number[year == before])
        agrees = seen & (shown == number[row])
        open_links = (year > before) & (year <= later) & (link == UNCHECKED)
        cut = row[runs_through & ~agrees & np.isin(number[row], number[open_links])]
        link[open_links & np.isin(number, number[row[agrees]])] = SAME
        for_new = np.isin(number, number[cut]) & (year >= later)
        link[cut] = MOVED
        number[for_new] += len(areas)
        joined = seen & ~runs_through & ~np.isin(shown, number[year == later])
        _join(number, link, year, number[row[joined]], shown[joined])
    return Series(number, link)


def _join(
    number: NDArray[np.intp],
    link: Codes,
    year: NDArray[np.int64],
    later: NDArray[np.intp],
    earlier: NDArray[np.intp],
) -> None:
    """Give the series ``later`` the numbers ``earlier``, in place, where they did not begin with a moved border."""
    order = np.lexsort((year, number))
    first = order[np.unique(number[order], return_index=True)[1]]
    starts = dict(zip(number[first].tolist(), first.tolist(), strict=True))
    pairs = [(new, old) for new, old in zip(later.tolist(), earlier.tolist(), strict=True)]
    for new, old in pairs:
        if link[starts[new]] == BEGINS:
            link[starts[new]] = RECODED
            number[number == new] = old


def _plain(names: pd.Series) -> pd.Series:
    """Names as they may be compared over the years: CBS spells Chassé, Geeren-Noord and Wijk 01 in more ways."""
    bare = names.str.normalize("NFD").str.replace(r"[\u0300-\u036f]", "", regex=True).str.casefold()
    return bare.str.replace(r"^wijk \d+ ", "", regex=True).str.strip()


def _by_map(
    now: pd.DataFrame, earlier: pd.DataFrame, compared: pd.DataFrame | None
) -> tuple[NDArray[np.bool_], NDArray[np.float64], NDArray[np.bool_]]:
    """Per area whether a map was compared, the row that it shows (NaN where none), and whether the code is another."""
    if compared is None:
        nothing = np.zeros(len(now), dtype=np.bool_)
        return nothing, np.full(len(now), np.nan), nothing
    found = now.merge(compared, on=["code", "boundary_year"], how="left", indicator="seen", validate="1:1")
    found = found.merge(
        earlier[["earlier_year", "earlier_code", "earlier_row"]],
        on=["earlier_year", "earlier_code"],
        how="left",
        validate="m:1",
    )
    recoded = (found["earlier_code"] != found["code"]).to_numpy()
    return (found["seen"] == "both").to_numpy(), found["earlier_row"].to_numpy(), recoded


def _by_name(recoded: pd.DataFrame, now: pd.DataFrame, earlier: pd.DataFrame) -> NDArray[np.float64]:
    """Row of the one area of the same name and gemeente whose code is gone, NaN where that is none or not one."""
    rows = np.full(len(now), np.nan)
    kept = pd.MultiIndex.from_frame(now[["code", "earlier_year"]])
    gone = earlier[~pd.MultiIndex.from_frame(earlier[["earlier_code", "earlier_year"]]).isin(kept)]
    named = recoded.merge(
        gone, left_on=["name", "earlier_year"], right_on=["earlier_name", "earlier_year"], suffixes=("", "_before")
    )
    there = pd.MultiIndex.from_frame(earlier[["gemeente", "earlier_year"]])
    new_gemeente = ~pd.MultiIndex.from_frame(named[["gemeente", "earlier_year"]]).isin(there)
    named = named[(named["gemeente"] == named["gemeente_before"]) | new_gemeente]
    certain = named.drop_duplicates("row", keep=False).drop_duplicates("earlier_row", keep=False)
    rows[certain["row"].to_numpy()] = certain["earlier_row"].to_numpy()
    return rows


def _numbered(before: NDArray[np.float64], years: NDArray[np.int64]) -> NDArray[np.intp]:
    """Number of the series of each row: its predecessor's, year after year, or a new one."""
    number = np.arange(before.size, dtype=np.intp)
    for year in np.unique(years):
        rows = np.flatnonzero((years == year) & ~np.isnan(before))
        number[rows] = number[before[rows].astype(np.intp)]
    return number
