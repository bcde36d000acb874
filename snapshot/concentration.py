"""How a figure lies over all buurten: how steep with income, how spread, and how apart a group lives.

The gap says how the focuswijken together stand; this says whether the city as a whole grows more even. The ranks are
those of income at the nulmeting and stay, so that the worst buurten of each year are never compared. Methods:
``indicators.methods.inequality``, ``segregation`` and ``spread``; all indicators and periods at once, as matrices.
"""

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import CONFIDENCE, Bools, Floats, z_value
from indicators.methods.inequality import fractional_ranks, slope_index
from indicators.methods.segregation import chance_dissimilarity, corrected_dissimilarity, dissimilarity
from indicators.methods.spread import shrunk, spread
from model.programme import Programme

# Ranked by the first of these that enough buurten have: a fixed measure of how well off they are.
RANK_BY = ("ses_woa", "gemiddeld_gestandaardiseerd_inkomen", "gemiddeld_inkomen_per_inwoner")
# Below this many buurten a slope and a tenth of the city mean nothing.
MINIMUM_BUURTEN = 10
MINIMUM_COVERAGE = 0.9

_VALUES = """
SELECT f.indicator::VARCHAR AS indicator, f.period::VARCHAR AS period, f.area::VARCHAR AS area, f.value,
    left(f.period::VARCHAR, 4)::INTEGER AS year, f.boundary_year, k.test, c.events, c.base, f.ci_low, f.ci_high
FROM figure_map f JOIN kind k ON k.indicator = f.indicator::VARCHAR
    LEFT JOIN chance c ON c.indicator::VARCHAR = f.indicator::VARCHAR AND c.area::VARCHAR = f.area::VARCHAR
        AND c.period::VARCHAR = f.period::VARCHAR
WHERE f.own AND f.level::VARCHAR = 'buurt' AND NOT k.amount AND f.value IS NOT NULL ORDER BY ALL
"""
# Inhabitants of every year; the first source that has them. Buurten whose borders changed, with the years.
_PEOPLE = """
SELECT area::VARCHAR AS area, left(period::VARCHAR, 4)::INTEGER AS year, value AS people FROM figure_map
WHERE own AND level::VARCHAR = 'buurt' AND indicator::VARCHAR IN ('inwoners', 'inwoners_gemeente') AND value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY area, left(period::VARCHAR, 4) ORDER BY indicator::VARCHAR, period::VARCHAR) = 1
ORDER BY ALL
"""


def write_concentration(connection: duckdb.DuckDBPyConnection, programme: Programme) -> None:
    """Table ``concentration``: per indicator and period over the programme's own buurten.

    n_buurten with a figure and their ``coverage`` of the inhabitants; slope (from the lowest to the highest income, in
    the indicator's unit) with slope_low, slope_high, relative, relative_low, relative_high; rank_by and rank_period:
    by what the buurten are ranked, slope_why: why there is no slope; dissimilarity (corrected for small numbers, 0 to
    1), dissimilarity_plain and dissimilarity_chance (shares with known counts only); p10 and p90 of the inhabitants,
    drawn in for the noise of small buurten unless ``noisy``; ``why``: why there is nothing at all.
    """
    values = connection.execute(_VALUES).df()
    people = connection.execute(_PEOPLE).df()
    moved = connection.execute("SELECT code AS area, max(boundary_year) AS moved FROM border_change GROUP BY ALL").df()
    connection.register("incoming", _concentration(values, people, moved, programme.nulmeting.jaar))
    connection.execute("CREATE TABLE concentration AS SELECT * FROM incoming ORDER BY indicator, period")
    connection.unregister("incoming")


_NUMBERS = ["coverage", "slope", "slope_low", "slope_high", "relative", "relative_low", "relative_high"]
_NUMBERS += ["dissimilarity", "dissimilarity_plain", "dissimilarity_chance", "p10", "p90"]
_COLUMNS = ["indicator", "period", "n_buurten", *_NUMBERS, "noisy", "rank_by", "rank_period", "slope_why", "why"]


def _concentration(values: pd.DataFrame, people: pd.DataFrame, moved: pd.DataFrame, start: int) -> pd.DataFrame:
    """The table, from one row per buurt, indicator and period."""
    if not len(values):
        texts = {name: pd.Series(dtype="str") for name in ("indicator", "period", "rank_by", "rank_period")}
        return pd.DataFrame(columns=_COLUMNS).astype(dict.fromkeys(_NUMBERS, "float64")).assign(**texts)
    groups = values.groupby(["indicator", "period"], sort=True)
    values = values.assign(row=groups.ngroup())
    wide = {
        name: values.pivot_table(index="row", columns="area", values=name, aggfunc="first", dropna=False)
        for name in ("value", "events", "base", "ci_low", "ci_high", "boundary_year")
    }
    # A buurt without any figure still has inhabitants of whom nothing is known.
    buurten = wide["value"].columns.union(pd.Index(people["area"].unique()))
    wide = {name: table.reindex(columns=buurten) for name, table in wide.items()}
    found = groups[["year", "test"]].first().reset_index()
    y = wide["value"].to_numpy(dtype=float)
    # Without inhabitants every buurt counts alike.
    inhabitants = _people_of(people, buurten, found["year"]) if len(people) else np.ones(y.shape)
    known = np.isfinite(y) & (inhabitants > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        coverage = np.where(known, inhabitants, 0.0).sum(axis=1) / np.nansum(inhabitants, axis=1)
    found["n_buurten"], found["coverage"] = known.sum(axis=1), coverage
    found["why"] = _why(found)
    usable = (found["why"] == "").to_numpy()
    weights = np.where(known & usable[:, None], inhabitants, np.nan)
    found = found.join(_slopes(values, weights, y, wide, moved, start, found))
    apart = (usable & (found["test"] == "share").to_numpy())[:, None]
    events, base = (np.where(apart, wide[name].to_numpy(dtype=float), np.nan) for name in ("events", "base"))
    found["dissimilarity"] = corrected_dissimilarity(events, base)
    found["dissimilarity_plain"], found["dissimilarity_chance"] = (
        dissimilarity(events, base),
        chance_dissimilarity(events, base),
    )
    error = (wide["ci_high"] - wide["ci_low"]).to_numpy(dtype=float) / (2.0 * z_value(CONFIDENCE))
    drawn_in = shrunk(np.where(known, y, np.nan), error)
    clean = ((np.isfinite(drawn_in) == known) | ~known).all(axis=1)
    limits = spread(np.where(clean[:, None], drawn_in, y), weights)
    found["p10"], found["p90"], found["noisy"] = limits.low, limits.high, ~clean
    return found[_COLUMNS]


def _people_of(people: pd.DataFrame, buurten: pd.Index, years: pd.Series) -> Floats:
    """Inhabitants of every buurt (columns) in each of ``years`` (rows), of the nearest year that most buurten have.

    0 for a buurt that is not there in that year.
    """
    table = people.pivot_table(index="year", columns="area", values="people").reindex(columns=buurten)
    counts = table.notna().sum(axis=1)
    table = table[counts >= counts.max() / 2]
    known, asked = table.index.to_numpy(), years.to_numpy()
    nearest = np.abs(asked[:, None] - known[None, :]).argmin(axis=1)
    return np.asarray(table.fillna(0.0).to_numpy(dtype=float)[nearest], dtype=np.float64)


def _why(found: pd.DataFrame) -> list[str]:
    """Why a row has nothing at all, in Dutch; empty where it has."""
    few = found["n_buurten"] < MINIMUM_BUURTEN
    thin = found["coverage"] < MINIMUM_COVERAGE
    return [
        f"te weinig buurten met een cijfer: {n}, er zijn er minstens {MINIMUM_BUURTEN} nodig"
        if is_few
        else f"de buurten met een cijfer hebben minder dan {MINIMUM_COVERAGE * 100:.0f} % van de inwoners"
        if is_thin
        else ""
        for n, is_few, is_thin in zip(found["n_buurten"], few, thin, strict=True)
    ]


def _slopes(
    values: pd.DataFrame,
    weights: Floats,
    y: Floats,
    wide: dict[str, pd.DataFrame],
    moved: pd.DataFrame,
    start: int,
    found: pd.DataFrame,
) -> pd.DataFrame:
    """slope, relative, rank_by, rank_period and slope_why of every row."""
    buurten = wide["value"].columns
    chosen = _ranking(values, start)
    empty = pd.DataFrame(index=found.index)
    for name in ("slope", "slope_low", "slope_high", "relative", "relative_low", "relative_high"):
        empty[name] = np.nan
    if chosen is None:
        return empty.assign(rank_by="", rank_period="", slope_why="er is geen inkomen per buurt bij de nulmeting")
    rank_by, rank_period, incomes = chosen
    row = found.index[(found["indicator"] == rank_by) & (found["period"] == rank_period)][0]
    ranks = fractional_ranks(incomes.reindex(buurten).to_numpy(dtype=float), weights[row])
    # The same code with other borders is another buurt: it has no place in a year that the ranking does not know.
    change = moved.set_index("area")["moved"].reindex(buurten).to_numpy(dtype=float)
    at = float(wide["boundary_year"].iloc[row].median())
    years = wide["boundary_year"].to_numpy(dtype=float)
    with np.errstate(invalid="ignore"):
        other: Bools = (np.minimum(at, years) < change) & (change <= np.maximum(at, years))
    own = (found["indicator"] == rank_by).to_numpy()
    ranked = np.isfinite(ranks) & ~other
    placed = (ranked & np.isfinite(weights)).sum(axis=1)
    enough = (placed >= MINIMUM_BUURTEN) & ~own
    line = slope_index(y, np.where(ranked & enough[:, None], weights, np.nan), ranks)
    why = np.where(own, "de buurten zijn op dit cijfer zelf geordend", np.where(enough, "", "te weinig buurten"))
    return pd.DataFrame(
        {
            "slope": line.slope,
            "slope_low": line.low,
            "slope_high": line.high,
            "relative": line.relative,
            "relative_low": line.relative_low,
            "relative_high": line.relative_high,
            "rank_by": rank_by,
            "rank_period": rank_period,
            "slope_why": np.where(found["why"] == "", why, found["why"]),
        },
        index=found.index,
    )


def _ranking(values: pd.DataFrame, start: int) -> tuple[str, str, pd.Series] | None:
    """By which indicator and period the buurten are ranked, with its values; the year nearest to the start."""
    candidates = values[values["indicator"].isin(RANK_BY) & values["value"].notna()]
    sizes = candidates.groupby(["indicator", "period", "year"], sort=True).size().reset_index(name="n")
    sizes = sizes[sizes["n"] >= MINIMUM_BUURTEN]
    if not len(sizes):
        return None
    order = sizes.assign(first=sizes["indicator"].map(RANK_BY.index), away=(sizes["year"] - start).abs())
    best = order.sort_values(["first", "away", "year", "period"]).iloc[0]
    rows = candidates[(candidates["indicator"] == best["indicator"]) & (candidates["period"] == best["period"])]
    return str(best["indicator"]), str(best["period"]), rows.set_index("area")["value"]
