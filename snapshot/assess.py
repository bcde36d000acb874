"""How sure every figure is, and whether it differs: intervals, verdicts and tested change, over all rows at once.

The methods are pure functions in ``indicators.methods``; here the temp table ``figure_now`` is taken out as arrays,
judged, and put back as the temp table ``judged_now`` (same ``row`` numbers). Nothing is tested that has no known
chance: scores, means and model estimates get a reason instead.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Difference
from indicators.methods.change import (
    UNCHANGED,
    change_code,
    change_of_proportion,
    change_of_rate,
    detectable_change_of_proportion,
    detectable_from_interval,
    detectable_ratio_of_rates,
)
from indicators.methods.comparisons import (
    baseline_is_point,
    difference_of_estimates,
    difference_of_proportions,
    difference_of_rates,
)
from indicators.methods.dispersion import table_dispersion
from indicators.methods.intervals import proportion_interval, rate_interval
from indicators.methods.verdicts import benjamini_hochberg, verdict
from model.indicator import Direction, Indicator, Kind

STRICT = 0.998
_SIGN = {Direction.HIGHER_IS_BETTER: 1.0, Direction.LOWER_IS_BETTER: -1.0, Direction.NEUTRAL: 0.0}
BASELINES = ("rest", "gemeente", "nederland", "nulmeting")


def stage_kinds(connection: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    """Temp table ``kind``: per indicator which test fits (share, rate, mean or none), its direction and its scale."""
    rows = [
        {
            "indicator": i.id,
            "test": i.testing.value,
            "direction": _SIGN[i.direction],
            "repeatable": i.repeatable,
            "amount": i.kind is Kind.COUNT,
            "scale": scale_of(i),
        }
        for i in indicators
    ]
    connection.register("incoming", pd.DataFrame(rows))
    connection.execute("CREATE TEMP TABLE kind AS SELECT * FROM incoming")
    connection.unregister("incoming")


def scale_of(indicator: Indicator) -> float:
    """What events over base are multiplied by to be in the unit of the indicator."""
    return 100.0 if indicator.kind is Kind.PROPORTION else max((r.factor for r in indicator.recipes), default=1.0)


# Events and base of every figure that can be tested: counts where known, else the published share of its base. Of a
# survey the base is the effective number of respondents, not the people they stand for; a mean has its standard error.
_CHANCE = """
CREATE TEMP TABLE chance_now AS
SELECT c.indicator, c.area, c.period, c.error,
    CASE WHEN c.effective_n IS NOT NULL THEN c.value / k.scale * c.effective_n
         WHEN c.numerator IS NOT NULL THEN c.numerator
         WHEN r.weight_is_base THEN c.value / k.scale * coalesce(c.weight, w.amount)
         WHEN k.repeatable AND r.n_denominator = 0 AND r.n_weight = 0 THEN c.value END AS events,
    CASE WHEN c.effective_n IS NOT NULL THEN c.effective_n
         WHEN c.denominator IS NOT NULL THEN c.denominator
         WHEN r.weight_is_base THEN coalesce(c.weight, w.amount)
         WHEN k.repeatable AND r.n_denominator = 0 AND r.n_weight = 0 THEN k.scale END AS base
FROM computed_now c JOIN kind k USING (indicator) JOIN recipe r USING (indicator, recipe)
    LEFT JOIN weight w ON w.indicator = c.indicator AND w.recipe = c.recipe AND w.area = c.area AND w.period = c.period
WHERE (k.test IN ('share', 'rate') OR k.test = 'mean' AND c.error IS NOT NULL)
    AND c.status IN ('measured', 'provisional')
"""

_ROWS = """
SELECT f.row, f.indicator, f.area, f.period, f.level, f.own, k.test, k.direction, k.repeatable,
    k.amount, k.scale, c.events, c.base, rest.events AS rest_events, rest.base AS rest_base,
    gemeente.events AS gemeente_events, gemeente.base AS gemeente_base, land.events AS nederland_events,
    land.base AS nederland_base, start.events AS nulmeting_events, start.base AS nulmeting_base, c.error,
    rest.error AS rest_error, gemeente.error AS gemeente_error, land.error AS nederland_error,
    start.error AS nulmeting_error
FROM figure_now f JOIN kind k USING (indicator) JOIN chance_now c USING (indicator, area, period)
    LEFT JOIN chance_now rest ON f.rest IS NOT NULL AND rest.area = 'rest' AND rest.indicator = f.indicator
        AND rest.period = f.period
    LEFT JOIN chance_now gemeente ON f.gemeente IS NOT NULL AND gemeente.area = f.gemeente_code
        AND gemeente.indicator = f.indicator AND gemeente.period = f.period
    LEFT JOIN chance_now land ON f.nederland IS NOT NULL AND land.area = 'NL00' AND land.indicator = f.indicator
        AND land.period = f.period
    LEFT JOIN chance_now start ON f.nulmeting IS NOT NULL AND start.area = f.area AND start.indicator = f.indicator
        AND start.period = f.nulmeting_period
WHERE c.events IS NOT NULL AND c.base > 0
ORDER BY f.row
"""


def judge(connection: duckdb.DuckDBPyConnection, known: Mapping[str, float] | None = None) -> None:
    """Temp tables ``chance_now`` and ``judged_now`` (per ``row`` of ``figure_now``); adds to ``dispersion`` (per
    indicator of repeatable events).

    Columns of ``judged_now``: base, ci_low, ci_high, ci998_low, ci998_high in the indicator's unit; verdict_rest,
    verdict_gemeente and verdict_nederland (plain test), verdict_overview (against the rest, Benjamini–Hochberg over the
    areas of one level), change_low, change_high, change_code and change_detectable; codes of
    indicators.methods.verdicts and .change. ``known``: the dispersion, where the rows are not all of a city.
    """
    connection.execute(_CHANCE)
    rows = connection.execute(_ROWS).df()
    dispersion = _dispersion(rows) if known is None else dict(known)
    phi = np.where(rows["repeatable"], rows["indicator"].map(dispersion), 1.0)
    judged = {"row": rows["row"].to_numpy(), "base": rows["base"].to_numpy(), **_intervals(rows, phi)}
    for baseline in BASELINES[:3]:
        judged |= _verdicts(rows, phi, baseline)
    judged |= _change(rows, phi)
    connection.register("incoming", pd.DataFrame(judged))
    connection.execute("CREATE TEMP TABLE judged_now AS SELECT * FROM incoming")
    connection.unregister("incoming")
    for found in sorted(dispersion.items()) if known is None else ():
        connection.execute("INSERT INTO dispersion VALUES (?, ?)", found)


def _dispersion(rows: pd.DataFrame) -> dict[str, float]:
    """φ (at least 1) of each repeatable indicator, from the programme's own buurten over areas and years.

    NaN for a single year: then chance cannot be told from real differences, and nothing is tested.
    """
    own = rows[rows["repeatable"] & rows["own"] & (rows["level"] == "buurt")]
    found = {}
    for indicator, cells in own.groupby("indicator", sort=True):
        events, bases = (
            cells.pivot_table(index="area", columns="period", values=name, dropna=False).to_numpy()
            for name in ("events", "base")
        )
        phi = float(table_dispersion(events, bases)) if events.shape[1] > 1 else np.nan
        found[str(indicator)] = max(phi, 1.0) if np.isfinite(phi) else np.nan
    return found


def _split(rows: pd.DataFrame) -> tuple[np.ndarray[Any, Any], ...]:
    share, rate, mean = ((rows["test"] == test).to_numpy(dtype=bool) for test in ("share", "rate", "mean"))
    return share, rate, mean


def _difference_of_means(rows: pd.DataFrame, chosen: np.ndarray[Any, Any], baseline: str) -> Difference:
    """Of survey means, by the standard errors of both; in the unit of the mean."""
    part = rows[chosen]
    return difference_of_estimates(
        part["events"] / part["base"],
        part["error"],
        part[f"{baseline}_events"] / part[f"{baseline}_base"],
        part[f"{baseline}_error"],
    )


def _intervals(rows: pd.DataFrame, phi: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
    share, rate, mean = _split(rows)
    events, base, scale = (rows[name].to_numpy() for name in ("events", "base", "scale"))
    found = {name: np.full(len(rows), np.nan) for name in ("ci_low", "ci_high", "ci998_low", "ci998_high")}
    for prefix, confidence in (("ci", 0.95), ("ci998", STRICT)):
        of_share = proportion_interval(events[share], base[share], confidence)
        of_rate = rate_interval(events[rate], base[rate], confidence, phi[rate])
        for which, one, other in (("low", of_share.low, of_rate.low), ("high", of_share.high, of_rate.high)):
            found[f"{prefix}_{which}"][share] = one * scale[share]
            found[f"{prefix}_{which}"][rate] = other * scale[rate]
        of_mean = difference_of_estimates((events / base)[mean], rows["error"].to_numpy()[mean], 0.0, 0.0, confidence)
        found[f"{prefix}_low"][mean], found[f"{prefix}_high"][mean] = of_mean.low, of_mean.high
    return found


def _verdicts(rows: pd.DataFrame, phi: np.ndarray[Any, Any], baseline: str) -> dict[str, np.ndarray[Any, Any]]:
    """Verdict codes against one baseline; for the rest also those of an overview.

    An amount is not compared with another area's: fewer crimes than in the whole city says nothing.
    """
    share, rate, mean = _split(rows)
    events, base, direction = (rows[name].to_numpy() for name in ("events", "base", "direction"))
    compared = ~rows["amount"].astype(bool)
    other, other_base = (rows[f"{baseline}_{name}"].where(compared).to_numpy() for name in ("events", "base"))
    point = baseline_is_point(base, other_base)
    found = {f"verdict_{baseline}": np.zeros(len(rows), dtype=np.int8)}
    if baseline == "rest":
        found["verdict_overview"] = np.zeros(len(rows), dtype=np.int8)
    group = rows.groupby(["indicator", "period", "level"], observed=True, sort=False).ngroup()
    for chosen, tested in (
        (
            share,
            difference_of_proportions(events[share], base[share], other[share], other_base[share], point=point[share]),
        ),
        (
            rate,
            difference_of_rates(
                events[rate], base[rate], other[rate], other_base[rate], dispersion=phi[rate], point=point[rate]
            ),
        ),
        (mean, _difference_of_means(rows, mean, baseline)),
    ):
        found[f"verdict_{baseline}"][chosen] = verdict(tested, direction[chosen])
        if baseline == "rest":
            adjusted = benjamini_hochberg(tested.p, group.to_numpy()[chosen])
            found["verdict_overview"][chosen] = verdict(tested, direction[chosen], adjusted)
    return found


def _change(rows: pd.DataFrame, phi: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """Interval and code of the change since the nulmeting, in the indicator's unit; conservative for registers."""
    share, rate, mean = _split(rows)
    events, base, scale = (rows[name].to_numpy() for name in ("events", "base", "scale"))
    earlier, earlier_base = rows["nulmeting_events"].to_numpy(), rows["nulmeting_base"].to_numpy()
    found: dict[str, np.ndarray[Any, Any]] = {
        "change_low": np.full(len(rows), np.nan),
        "change_high": np.full(len(rows), np.nan),
        "change_code": np.zeros(len(rows), dtype=np.int8),
    }
    of_share = change_of_proportion(events[share], base[share], earlier[share], earlier_base[share])
    of_rate = change_of_rate(events[rate], base[rate], earlier[rate], earlier_base[rate], dispersion=phi[rate])
    of_mean = _difference_of_means(rows, mean, "nulmeting")
    for chosen, tested in ((share, of_share), (rate, of_rate), (mean, of_mean)):
        found["change_low"][chosen] = tested.low * scale[chosen]
        found["change_high"][chosen] = tested.high * scale[chosen]
        found["change_code"][chosen] = change_code(tested)
    unchanged = found["change_code"] == UNCHANGED
    found["change_detectable"] = _detectable(rows, phi, unchanged)
    both = mean & unchanged
    found["change_detectable"][both] = detectable_from_interval(found["change_low"][both], found["change_high"][both])
    return found


def _detectable(rows: pd.DataFrame, phi: np.ndarray[Any, Any], unchanged: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The smallest change of a share or rate that both measurements could have shown, where none was; in the unit."""
    found = np.full(len(rows), np.nan)
    share, rate, _ = (kind & unchanged for kind in _split(rows))
    names = ("nulmeting_events", "nulmeting_base", "base", "scale")
    x, n, later, scale = (rows[name].to_numpy()[share] for name in names)
    ways = [detectable_change_of_proportion(x, n, later, upwards) for upwards in (True, False)]
    found[share] = np.fmax(*ways) * scale
    x, n, later, scale = (rows[name].to_numpy()[rate] for name in names)
    found[rate] = (detectable_ratio_of_rates(x, n, later, dispersion=phi[rate]) - 1.0) * x / n * scale
    return found
