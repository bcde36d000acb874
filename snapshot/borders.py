"""Which areas of different years are one series, and under which code a series is known in the snapshot.

(code, boundary year) is the area. Years are linked by the flag of CBS, by maps where two of them were drawn alike, else
by equal code and name with a mark. A series goes by its code in the programme's grenzenjaar, else by its newest code:
``relabelled`` and ``recode`` bring figures, members and shapes under that code, so that a recoded buurt is one series
everywhere; the table ``area_series`` keeps the codes as they were.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from indicators.methods.series import BEGINS, LINKS, confirm_over, link_series
from model.areas import Level
from model.errors import WijkpeilError
from model.programme import Programme
from snapshot import overlay
from snapshot.overlay import Maps

LEVELS = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
# A single gemeente on a map shows nothing of how that map was drawn: there code and name decide.
_DRAWN = (Level.BUURT, Level.WIJK)
SERIES_COLUMNS = ["code", "boundary_year", "level", "name", "series", "link", "label", "earlier_code", "earlier_year"]


@dataclass(frozen=True)
class Borders:
    """What is known of the borders of the programme's own areas.

    ``series``: SERIES_COLUMNS, one row per own area and year at hand; link is a word of methods.series, label the code
    that the series goes by, earlier_code and earlier_year the area-year that it is linked to, if any. ``origins``: see
    overlay.origins, for areas whose border moved. ``maps``: the maps by level. ``addresses``: per year the buurt (code)
    of every address.
    """

    series: pd.DataFrame
    origins: pd.DataFrame
    maps: dict[Level, Maps]
    addresses: Mapping[int, pd.DataFrame] = field(default_factory=dict)

    @property
    def map_years(self) -> list[int]:
        """Years with a map of buurten: the years on whose borders figures can be shown."""
        return sorted(self.maps[Level.BUURT].by_year)

    def at(self, years: list[int]) -> pd.DataFrame:
        """code (label), boundary_year and series for each of these years, also where no source lists the areas.

        The last year at hand up to a year decides, for a flag tells in which year a border moved; before the first year
        at hand that first year does.
        """
        return spread_years(self.series[["label", "boundary_year", "series"]].rename(columns={"label": "code"}), years)

    def pieces(self, old: int, new: int) -> pd.DataFrame | None:
        """The maps of buurten of two years over each other (overlay.pieces_of); None where these tell nothing."""
        maps = self.maps[Level.BUURT]
        if not {old, new} <= set(maps.by_year):
            return None
        one = maps.overlay(old, new)
        return overlay.pieces_of(one) if one.alike else None

    def areas_at(self, level: Level, years: list[int]) -> pd.DataFrame:
        """code (label), boundary_year and series of the areas of one level that exist in each of these years."""
        rows = self.series[self.series["level"] == level.value]
        listed = rows.rename(columns={"boundary_year": "listed"})[["label", "listed", "series"]]
        of_year = _listed_year(rows, years)
        return of_year.merge(listed, on="listed")[["label", "boundary_year", "series"]].set_axis(
            ["code", "boundary_year", "series"], axis=1
        )

    def recode(self, years: list[int]) -> pd.DataFrame:
        """old (code), boundary_year and new (label) of codes that the snapshot knows under another code.

        Codes of a year that no source lists are those of the last year at hand before it, else of the first.
        """
        found = [pd.DataFrame(columns=["old", "boundary_year", "new"])]
        for _, rows in self.series.groupby("level", sort=True):
            other = rows.loc[rows["code"] != rows["label"], ["code", "boundary_year", "label"]]
            other = other.set_axis(["old", "listed", "new"], axis=1)
            found.append(_listed_year(rows, years).merge(other, on="listed").drop(columns="listed"))
        return pd.concat(found, ignore_index=True)

    def relabelled(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A frame with code and boundary_year (and parent, gemeente) of listed years, with the codes of the series."""
        labels = self.series.set_index(["code", "boundary_year"])["label"]
        labels = labels[labels.to_numpy() != labels.index.get_level_values("code")]
        if not len(labels):
            return frame
        found = frame.copy()
        for column in [name for name in ("code", "parent", "gemeente") if name in frame]:
            keys = pd.MultiIndex.from_arrays([frame[column], frame["boundary_year"]])
            new = labels.reindex(keys).to_numpy(dtype=object)
            found[column] = np.where(pd.isna(new), frame[column].to_numpy(dtype=object), new)
        return found


def trace(
    areas: pd.DataFrame,
    geometry: gpd.GeoDataFrame | None,
    programme: Programme,
    addresses: Mapping[int, pd.DataFrame] | None = None,
) -> Borders:
    """Link the programme's own areas over all years at hand. ``geometry``: what ``geo.of_programme`` chose."""
    own = areas[areas["gemeente"].isin(programme.gemeenten)]
    maps = {level: overlay.maps_of(geometry if level in _DRAWN else None, level) for level in LEVELS}
    parts: list[pd.DataFrame] = []
    moved: list[pd.DataFrame] = []
    for level in LEVELS:
        rows = own[own["level"] == level.value].sort_values(["boundary_year", "code"], ignore_index=True)
        if len(rows):
            first = sum(len(part) for part in parts)
            linked = _linked(rows, maps[level])
            parts.append(linked.assign(series=linked["series"] + first, level=level.value))
            moved += [overlay.origins(step) for step in maps[level].steps()]
    series = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=SERIES_COLUMNS)
    series = series.assign(label=_labels(series, programme.grenzenjaar))[SERIES_COLUMNS]
    _refuse_old_codes(programme, series)
    return Borders(series, _of_moved(moved, series), maps, addresses or {})


def _linked(rows: pd.DataFrame, maps: Maps) -> pd.DataFrame:
    """The areas of one level with series (from 0, unique below twice the rows), link, earlier_code and earlier_year."""
    years = sorted(int(year) for year in rows["boundary_year"].unique())
    before = dict(zip(years[1:], years, strict=False))
    listed = {year: pd.Index(group["code"]) for year, group in rows.groupby("boundary_year")}
    steps = [overlay.compared(step, listed[step.old.year]) for step in maps.steps() if step.old.year in listed]
    shown = pd.concat(steps, ignore_index=True) if steps else None
    adjacent = None
    if shown is not None:
        is_next = (shown["boundary_year"].map(before) == shown["earlier_year"]).to_numpy(dtype=bool)
        adjacent = shown[is_next].drop(columns="earlier_year")
    found = link_series(rows, adjacent)
    if shown is not None and not is_next.all():
        found = confirm_over(rows, found, shown[~is_next])
    number = pd.factorize(found.number)[0]
    frame = rows.assign(series=number, link=[LINKS[code] for code in found.link])
    earlier = frame.groupby("series", sort=False)[["code", "boundary_year"]].shift()
    return frame.assign(earlier_code=earlier["code"], earlier_year=earlier["boundary_year"])


def _labels(series: pd.DataFrame, grenzenjaar: int) -> pd.Series:
    """The code that every row's series goes by. A label that another area of that year bears itself is not given."""
    ordered = series.assign(after=series["boundary_year"] > grenzenjaar).sort_values(["after", "boundary_year"])
    # The year up to the grenzenjaar that lies nearest to it; without one the newest.
    until = ordered[~ordered["after"]].groupby("series")["code"].last()
    newest = ordered.groupby("series")["code"].last()
    label = series["series"].map(until.reindex(newest.index).where(until.reindex(newest.index).notna(), newest))
    wanted = pd.DataFrame({"code": label, "boundary_year": series["boundary_year"]})
    own = pd.MultiIndex.from_frame(series[["code", "boundary_year"]])
    taken = pd.MultiIndex.from_frame(wanted).isin(own) & (label != series["code"]).to_numpy()
    bearer = wanted.merge(
        series.assign(bears=label)[["code", "boundary_year", "bears"]], on=["code", "boundary_year"], how="left"
    )
    stays = (bearer["bears"] == bearer["code"]).to_numpy()
    return label.where(~(taken & stays) & ~wanted.duplicated(keep=False), series["code"])


def _listed_year(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """boundary_year (as asked) and listed: the last year at hand up to it, else the first."""
    listed = np.sort(rows["boundary_year"].unique())
    if not listed.size:
        return pd.DataFrame({"boundary_year": [], "listed": []}, dtype="int64")
    place = np.maximum(np.searchsorted(listed, years, side="right") - 1, 0)
    return pd.DataFrame({"boundary_year": years, "listed": listed[place]})


def _of_moved(found: list[pd.DataFrame], series: pd.DataFrame) -> pd.DataFrame:
    """Origins of the areas whose series begins with another border than the year before."""
    moved = series.loc[series["link"] == "grens gewijzigd", ["code", "boundary_year"]]
    columns = ["code", "boundary_year", "earlier_code", "earlier_year", "of_new", "of_old"]
    together = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return together.merge(moved, on=["code", "boundary_year"]).sort_values(
        ["boundary_year", "code", "of_new"], ascending=[True, True, False], ignore_index=True
    )


def spread_years(rows: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """Rows (code, boundary_year, …) for every asked year: the last row of the code up to it, else its first."""
    asked = rows[["code"]].drop_duplicates().merge(pd.DataFrame({"boundary_year": sorted(set(years))}), how="cross")
    asked = asked.astype({"boundary_year": "int64"}).sort_values("boundary_year", kind="stable")
    known = rows.astype({"boundary_year": "int64"}).sort_values("boundary_year", kind="stable")
    back = pd.merge_asof(asked, known, on="boundary_year", by="code", direction="backward")
    ahead = pd.merge_asof(asked, known, on="boundary_year", by="code", direction="forward")
    filled = back.where(back.notna(), ahead)
    return filled.sort_values(["code", "boundary_year"], ignore_index=True).astype({"boundary_year": "int64"})


def _refuse_old_codes(programme: Programme, series: pd.DataFrame) -> None:
    """A focuswijk with the code that a buurt had once would lose its figures since. Raises WijkpeilError."""
    known = set(series["label"])
    for focuswijk in programme.focuswijken:
        for code in focuswijk.buurten:
            rows = series[(series["code"] == code) & (series["label"] != code)]
            if code not in known and len(rows):
                row = rows.iloc[-1]
                now = series[series["label"] == row["label"]].iloc[-1]
                raise WijkpeilError(
                    f"Focuswijk '{focuswijk.naam}' noemt buurt {code}, maar '{row['name']}' heeft op de grenzen van "
                    f"{programme.grenzenjaar} de code {now['label']}. Zet in programme.yaml {now['label']} bij deze "
                    "focuswijk; de oudere cijfers gaan vanzelf mee."
                )


def begins(series: pd.DataFrame) -> pd.Series:
    """Rows of areas that begin in a later year than the first that is listed of their level, without a predecessor."""
    first = series.groupby("level")["boundary_year"].transform("min")
    return (series["link"] == LINKS[BEGINS]) & (series["boundary_year"] > first)
