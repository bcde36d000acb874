"""What whole series say: the trend of every area, and the kloof between the focuswijken and the rest through the years.

Both look at a series from its last break on: a declared break, or borders that moved (see snapshot.borders).
"""

from collections import defaultdict

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Bools, Difference
from indicators.methods.change import detectable_from_interval
from indicators.methods.comparisons import difference_of_estimates
from indicators.methods.gap import gap, narrowing, pace
from indicators.methods.trend import TRENDS, chi_square_trend, trend_code
from indicators.methods.verdicts import VERDICTS, verdict
from model.afspraken import KLOOF, Streefwaarde
from model.areas import FOCUSWIJKEN_CODE, FOCUSWIJKEN_EXACT_CODE, REST_CODE
from model.programme import Programme

KLOOF_WORDS = ("niet te toetsen", "niet aantoonbaar veranderd", "groter geworden", "kleiner geworden")
_ALPHA = 0.05

# Own areas' points from the last break on; n_years tells how long the whole series is.
_POINTS = """
SELECT f.indicator, f.area, left(f.period, 4)::INTEGER AS year, f.period, k.test, k.scale, c.events, c.base,
    CASE WHEN d.indicator IS NULL THEN 1.0 ELSE d.phi END AS phi
FROM figure f JOIN kind k USING (indicator) LEFT JOIN chance c USING (indicator, area, period)
    LEFT JOIN dispersion d USING (indicator)
    LEFT JOIN (SELECT indicator, max(period) AS period FROM break_incoming GROUP BY ALL) b
        ON b.indicator = f.indicator
    LEFT JOIN series_at s ON s.code = f.area AND s.boundary_year = f.boundary_year
WHERE f.own AND f.value IS NOT NULL AND (b.period IS NULL OR f.period >= b.period)
QUALIFY s.series IS NOT DISTINCT FROM last(s.series) OVER (PARTITION BY f.indicator, f.area ORDER BY f.period
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
ORDER BY f.indicator, f.area, f.period
"""

_GAPS = f"""
SELECT f.indicator, f.area, f.period, left(f.period, 4)::INTEGER AS year, k.test, k.scale, k.direction,
    CASE WHEN d.indicator IS NULL THEN 1.0 ELSE d.phi END AS phi,
    f.value AS focus_value, r.value AS rest_value, f.coverage AS focus_coverage, r.coverage AS rest_coverage,
    f.source, f.edition, n.period AS nulmeting_period, fc.events, fc.base, rc.events AS rest_events,
    rc.base AS rest_base, fc.error, rc.error AS rest_error,
    EXISTS (SELECT 1 FROM break_incoming b WHERE b.indicator = f.indicator AND b.period <= greatest(f.period, n.period)
        AND b.period > least(f.period, n.period))
        OR (fs.series, rs.series) IS DISTINCT FROM (fs0.series, rs0.series) AS broken,
    concat(fs.series, rs.series) AS line
FROM figure f JOIN figure r ON r.area = '{REST_CODE}' AND r.indicator = f.indicator AND r.period = f.period
    JOIN kind k ON k.indicator = f.indicator LEFT JOIN nulmeting n ON n.indicator = f.indicator
    LEFT JOIN dispersion d ON d.indicator = f.indicator
    LEFT JOIN chance fc ON fc.indicator = f.indicator AND fc.area = f.area AND fc.period = f.period
    LEFT JOIN chance rc ON rc.indicator = f.indicator AND rc.area = r.area AND rc.period = f.period
    LEFT JOIN figure f0 ON f0.indicator = f.indicator AND f0.area = f.area AND f0.period = n.period
    LEFT JOIN figure r0 ON r0.indicator = f.indicator AND r0.area = r.area AND r0.period = n.period
    LEFT JOIN series_at fs ON fs.code = f.area AND fs.boundary_year = f.boundary_year
    LEFT JOIN series_at rs ON rs.code = r.area AND rs.boundary_year = r.boundary_year
    LEFT JOIN series_at fs0 ON fs0.code = f.area AND fs0.boundary_year = coalesce(f0.boundary_year, f.boundary_year)
    LEFT JOIN series_at rs0 ON rs0.code = r.area AND rs0.boundary_year = coalesce(r0.boundary_year, r.boundary_year)
WHERE NOT k.amount AND f.area IN ('{FOCUSWIJKEN_CODE}', '{FOCUSWIJKEN_EXACT_CODE}')
    AND f.value IS NOT NULL AND r.value IS NOT NULL
ORDER BY f.indicator, f.area, f.period
"""


def write_trends(connection: duckdb.DuckDBPyConnection) -> None:
    """Table ``trend``: per indicator and own area first and last period, points, result, slope per year, limits and p.

    The slope is in the indicator's unit per year; NaN where nothing can be tested.
    """
    points = connection.execute(_POINTS).df()
    found = [_trends(group, str(test)) for test, group in points.groupby("test", sort=True) if len(group)]
    columns = ["indicator", "area", "first", "last", "points", "result", "slope", "slope_low", "slope_high", "p"]
    frame = pd.concat(found, ignore_index=True)[columns] if found else pd.DataFrame(columns=columns)
    _write(connection, "trend", frame)


def _trends(points: pd.DataFrame, test: str) -> pd.DataFrame:
    """Trends of all series of one kind at once."""
    keys = ["indicator", "area"]
    series = points.groupby(keys, sort=True, observed=True)["period"].agg(["min", "max", "size"]).reset_index()
    found = series.rename(columns={"min": "first", "max": "last", "size": "points"})
    if test not in ("share", "rate"):
        return found.assign(result=TRENDS[0], slope=np.nan, slope_low=np.nan, slope_high=np.nan, p=np.nan)
    years = np.sort(points["year"].unique())
    wide = {
        name: points.pivot_table(index=keys, columns="year", values=name, aggfunc="last", dropna=False, observed=True)
        .reindex(index=pd.MultiIndex.from_frame(series[keys]), columns=years)
        .to_numpy()
        for name in ("events", "base")
    }
    one = points.groupby(keys, sort=True, observed=True)[["scale", "phi"]].first()
    scale, phi = one["scale"].to_numpy(), one["phi"].to_numpy()
    tested = chi_square_trend(wide["events"], wide["base"], years, proportion=test == "share", dispersion=phi)
    codes = trend_code(tested)
    return found.assign(
        points=tested.points,
        result=[TRENDS[code] for code in codes],
        slope=tested.slope * scale,
        slope_low=tested.low * scale,
        slope_high=tested.high * scale,
        p=tested.p,
    )


def write_kloof(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``kloof``: per indicator, group and period the gap with the rest, its change since the nulmeting, and pace.

    Columns in the indicator's unit: gap (focuswijken minus rest), gap_low, gap_high, gap_p, ratio, gap_verdict (a word
    of methods.verdicts); start_gap; change (of the size of the gap; below zero it became smaller), change_low,
    change_high, change_detectable (where no change was shown), change_result and change_why (see ``_why_untested``);
    line (gaps of one line lie on the same borders);
    pace_so_far, pace_asked and pace_needed per year towards the streefwaarde for the gap (``target``, in the year
    ``horizon``) or, where none is set, towards no gap at the horizon; and share_done. ``test`` says why nothing
    is tested.
    """
    rows = connection.execute(_GAPS).df()
    gaps = _tested_gaps(rows)
    frame = pd.concat([rows, gaps], axis=1)
    frame = frame.merge(_starts(frame), on=["indicator", "area"], how="left", validate="m:1")
    since = (frame["period"] > frame["nulmeting_period"]) & ~frame["broken"]
    start = {name: frame[f"start_{name}"].where(since).to_numpy() for name in ("gap", "gap_low", "gap_high", "gap_p")}
    now = Difference(*(frame[name].to_numpy() for name in ("gap", "gap_low", "gap_high", "gap_p")))
    change = narrowing(now, Difference(start["gap"], start["gap_low"], start["gap_high"], start["gap_p"]))
    words = _words(change)
    unchanged = np.array([word == KLOOF_WORDS[1] for word in words], dtype=bool)
    detectable = detectable_from_interval(change.low, change.high)
    goal = frame["indicator"].map(last_targets(programme, KLOOF))
    horizon = np.array([programme.horizon if one is None else one.jaar for one in goal], dtype=float)
    target = np.array([np.nan if one is None else one.waarde for one in goal], dtype=float)
    walk = pace(
        np.abs(start["gap"]),
        np.abs(now.value),
        frame["nulmeting_period"].str[:4].astype(float).to_numpy(),
        frame["year"].to_numpy(),
        horizon,
        np.nan_to_num(target),
    )
    frame = frame.assign(
        change=np.where(since, np.abs(now.value) - np.abs(start["gap"]), np.nan),
        change_low=change.low,
        change_high=change.high,
        change_p=change.p,
        change_detectable=np.where(unchanged, detectable, np.nan),
        change_result=words,
        change_why=_why_untested(frame, np.isnan(change.p)),
        gap_verdict=[VERDICTS[code] for code in verdict(now, frame["direction"])],
        pace_so_far=walk.so_far,
        pace_asked=walk.asked,
        pace_needed=walk.needed,
        share_done=walk.share_done,
        horizon=horizon.astype(int),
        target=target,
    )
    dropped = [
        "scale",
        "phi",
        "events",
        "rest_events",
        "error",
        "rest_error",
        "broken",
        "start_gap_low",
        "start_gap_high",
    ]
    _write(connection, "kloof", frame.drop(columns=[*dropped, "start_gap_p", "year"]))


def _tested_gaps(rows: pd.DataFrame) -> pd.DataFrame:
    """gap, gap_low, gap_high, gap_p and ratio of all rows, in their own order."""
    found = pd.DataFrame(np.nan, index=rows.index, columns=["gap", "gap_low", "gap_high", "gap_p", "ratio"])
    found["gap"] = rows["focus_value"] - rows["rest_value"]
    for test in ("share", "rate"):
        chosen = ((rows["test"] == test) & rows["events"].notna() & rows["rest_events"].notna()).to_numpy()
        if not chosen.any():
            continue
        part = rows[chosen]
        tested = gap(
            part["events"],
            part["base"],
            part["rest_events"],
            part["rest_base"],
            proportion=test == "share",
            dispersion=part["phi"],
        )
        scale = part["scale"].to_numpy()
        found.loc[chosen, "gap_low"] = tested.absolute.low * scale
        found.loc[chosen, "gap_high"] = tested.absolute.high * scale
        found.loc[chosen, "gap_p"] = tested.absolute.p
        found.loc[chosen, "ratio"] = tested.relative.value
    chosen = ((rows["test"] == "mean") & rows["error"].notna() & rows["rest_error"].notna()).to_numpy()
    part = rows[chosen]
    of_means = difference_of_estimates(part["focus_value"], part["error"], part["rest_value"], part["rest_error"])
    for name, values in (("gap_low", of_means.low), ("gap_high", of_means.high), ("gap_p", of_means.p)):
        found.loc[chosen, name] = values
    return found


def last_targets(programme: Programme, gebied: str) -> defaultdict[str, Streefwaarde | None]:
    """The streefwaarde of the last year per indicator for an area or the gap; None for an indicator without."""
    own = sorted((t for t in programme.streefwaarden if t.gebied == gebied), key=lambda target: target.jaar)
    return defaultdict(lambda: None, {target.indicator: target for target in own})


def _starts(frame: pd.DataFrame) -> pd.DataFrame:
    """The gap at the nulmeting per indicator and group, as start_gap, start_gap_low, …"""
    at = frame[frame["period"] == frame["nulmeting_period"]]
    names = ["gap", "gap_low", "gap_high", "gap_p"]
    return at[["indicator", "area", *names]].rename(columns={name: f"start_{name}" for name in names})


def _why_untested(frame: pd.DataFrame, untested: Bools) -> list[str]:
    """Why the change of each row is not tested, the weightiest reason; empty where it is.

    No gap at the nulmeting (start), a period before it, no measurement later than it, a break in between; a model, a
    mean without known spread, an unknown base, or events in series whose dispersion is unknown.
    """
    period, start = frame["period"], frame["nulmeting_period"]
    reasons = {
        "": pd.Series(~untested, index=frame.index),
        "start": frame["start_gap"].isna() | start.isna(),
        "before": period < start,
        "later": period == start,
        "break": frame["broken"].astype(bool),
        **{kind: frame["test"] == kind for kind in ("model", "spread", "base")},
        "dispersion": frame["phi"].isna(),
    }
    # Where both sides could have been tested, the counts of one of the two moments are not known.
    found = pd.Series("base", index=frame.index)
    for why, holds in reversed(reasons.items()):
        found = found.mask(holds, why)
    return list(found)


def _words(change: Difference) -> list[str]:
    with np.errstate(invalid="ignore"):
        sure = (change.p < _ALPHA) & ((change.low > 0) | (change.high < 0))
        code = np.where(np.isnan(change.p), 0, np.where(sure, np.where(change.value > 0, 2, 3), 1))
    return [KLOOF_WORDS[c] for c in code]


def _write(connection: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame) -> None:
    connection.register("incoming", frame)
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM incoming ORDER BY indicator, area")
    connection.unregister("incoming")
