"""The cells of two snapshots side by side: which figures appeared, vanished or changed, and what can explain it."""

from collections.abc import Iterable, Mapping

import duckdb
import numpy as np
import pandas as pd

from model.indicator import Indicator
from snapshot.comparison import Cause, IndicatorChange, PublicChange, ValueChange

_LARGEST = 100
# Sums of another order differ in the last digits; that is not another value.
_NOISE = 1e-9
_KEY = ["area", "period"]
_ROWS = """
SELECT area::VARCHAR AS area, period::VARCHAR AS period, level::VARCHAR AS level, value, status::VARCHAR AS status,
    reason::VARCHAR AS reason, source::VARCHAR AS source, edition::VARCHAR AS edition, computed,
    coalesce(verdict_rest, 0)::INTEGER AS verdict
FROM figure_map WHERE indicator = ?::indicator_key"""
_COLUMNS = {"level": "str", "value": "float64", "status": "str", "reason": "str", "source": "str", "edition": "str"}
Connection = duckdb.DuckDBPyConnection | None


def with_rows(*connections: Connection) -> list[str]:
    """Indicators that have rows in any of these databases."""
    found: set[str] = set()
    for connection in connections:
        if connection is not None:
            found |= {
                name for (name,) in connection.execute("SELECT DISTINCT indicator::VARCHAR FROM figure_map").fetchall()
            }
    return sorted(found)


def rows(connection: Connection, indicator: str) -> pd.DataFrame:
    """All rows of one indicator; none where this side does not have it."""
    known = connection is not None and connection.execute(
        "SELECT ? IN (SELECT unnest(enum_range(NULL::indicator_key))::VARCHAR)", [indicator]
    ).fetchall() == [(True,)]
    if connection is None or not known:
        empty = pd.DataFrame(
            {"area": [], "period": [], **{name: [] for name in _COLUMNS}, "computed": [], "verdict": []}
        )
        return empty.astype({"area": "str", "period": "str", **_COLUMNS, "computed": "bool", "verdict": "int32"})
    return connection.execute(_ROWS, [indicator]).df()


def beside(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Cells of either side in one row: columns ``value``, ``status`` … of the old one, ``value_new`` … of the new."""
    return old.merge(new, on=_KEY, how="outer", suffixes=("", "_new"))


def marked_cells(
    both: pd.DataFrame, indicator: Indicator, relative: float, moved: set[tuple[str, str]], elsewhere: bool
) -> pd.DataFrame:
    """With booleans per cell: had, has, appeared, vanished, different, changed, status_changed; of a different one its
    ``cause``."""
    was, now = both["value"].to_numpy(float), both["value_new"].to_numpy(float)
    had, has = np.isfinite(was), np.isfinite(now)
    with np.errstate(invalid="ignore"):
        apart = np.abs(now - was)
        # A step of the last shown decimal, less what rounding to it costs in floating point.
        step = 10.0**-indicator.decimals * (1 - _NOISE)
        different = had & has & (apart > _NOISE * np.maximum(np.abs(was), np.abs(now)))
        changed = different & (apart > relative * np.abs(was)) & (apart >= step)
    # A cell that is not there has no status, and is unlike nothing.
    other_words = (both["status"] != both["status_new"]) | (both["reason"] != both["reason_new"])
    shared = both["status"].notna() & both["status_new"].notna()
    return both.assign(
        had=had,
        has=has,
        appeared=has & ~had,
        vanished=had & ~has,
        different=different,
        changed=changed,
        status_changed=(other_words & shared).to_numpy(bool) & (had == has),
        cause=_causes(both[different], moved, elsewhere),
    )


def _causes(both: pd.DataFrame, moved: set[tuple[str, str]], elsewhere: bool) -> pd.Series:
    """Per cell, each different, what may explain it. ``elsewhere``: deliveries or the programme differ anywhere at all.

    A computed figure also rests on inhabitants, weights and members of its group; so with a difference elsewhere it is
    never put down to our own computation.
    """
    origin, origin_new = (list(zip(both[f"source{end}"], both[f"edition{end}"], strict=True)) for end in ("", "_new"))
    same_origin = np.array([one == other for one, other in zip(origin, origin_new, strict=True)], dtype=bool)
    revised = np.array([one in moved for one in origin_new], dtype=bool)
    named = np.select(
        [~same_origin, revised, both["computed_new"].to_numpy(bool) & elsewhere],
        [Cause.EDITION.value, Cause.REVISION.value, Cause.FOLLOWS.value],
        Cause.OURS.value,
    )
    return pd.Series(named, index=both.index, dtype="str")


def counted(indicator: Indicator, marked: pd.DataFrame) -> IndicatorChange:
    """The cells of one indicator, counted."""
    known = set(marked.loc[marked["had"], "period"])
    causes = marked.loc[marked["different"], "cause"].value_counts()
    return IndicatorChange(
        indicator=indicator.id,
        name=indicator.name,
        before=int(marked["had"].sum()),
        after=int(marked["has"].sum()),
        both=int((marked["had"] & marked["has"]).sum()),
        appeared=int(marked["appeared"].sum()),
        vanished=int(marked["vanished"].sum()),
        different=int(marked["different"].sum()),
        changed=int(marked["changed"].sum()),
        status_changed=int(marked["status_changed"].sum()),
        new_periods=tuple(sorted(set(marked.loc[marked["has"], "period"]) - known)),
        by_cause={cause: int(causes[cause.value]) for cause in Cause if cause.value in causes},
    )


def largest_changes(
    frames: Iterable[pd.DataFrame], declared: Mapping[str, Indicator], names: Mapping[str, str]
) -> tuple[ValueChange, ...]:
    """The figures that changed most, as a part of what they were; a change from 0 comes first."""
    together = pd.concat([frame for frame in frames if len(frame)] or [pd.DataFrame()], ignore_index=True)
    if together.empty:
        return ()
    was, now = together["value"].to_numpy(float), together["value_new"].to_numpy(float)
    with np.errstate(divide="ignore"):
        together = together.assign(part=np.abs(now - was) / np.abs(was))
    order = together.sort_values(["part", "indicator", *_KEY], ascending=[False, True, True, True])
    return tuple(
        ValueChange(
            indicator=row["indicator"],
            name=declared[row["indicator"]].name,
            area=row["area"],
            area_name=names.get(row["area"], row["area"]),
            period=row["period"],
            before=float(row["value"]),
            after=float(row["value_new"]),
            decimals=declared[row["indicator"]].decimals,
            source=row["source_new"],
            edition=row["edition_new"],
            cause=Cause(row["cause"]),
        )
        for row in order.head(_LARGEST).to_dict("records")
    )


def public_change(old: Connection, new: duckdb.DuckDBPyConnection | None) -> PublicChange:
    """The cells of both public halves, counted."""
    before = after = appeared = vanished = hidden = 0
    for indicator in with_rows(old, new):
        both = beside(rows(old, indicator), rows(new, indicator))
        had, has = both["value"].notna(), both["value_new"].notna()
        before, after = before + int(had.sum()), after + int(has.sum())
        appeared, vanished = appeared + int((has & ~had).sum()), vanished + int((had & ~has).sum())
        hidden += int((had & ~has & (both["status_new"] == "suppressed")).sum())
    return PublicChange(before, after, appeared, vanished, hidden)
