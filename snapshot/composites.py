"""One figure per bouwsteen for every own area and year, always together with its parts and the range of its rank.

Every part is set against how the programme's buurten lay in the year of the nulmeting; that ruler stays, so that
progress shows. The methods are in ``indicators.methods.composite``, the choice of parts in ``composite_parts``.
"""

from collections.abc import Collection, Iterable

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Floats
from indicators.methods.composite import composite, rank_range, standardise
from indicators.methods.series import LINKS, MOVED
from model.indicator import Direction, Indicator
from model.programme import Programme
from snapshot.composite_parts import choose

SEED = 20260101
_WITHHELD = LINKS[MOVED]
# Below this many buurten there is no distribution to measure against.
MINIMUM_BUURTEN = 3
# Levels that are one area each: they get the place that they would have among the buurten.
_TOGETHER = ("focuswijken", "rest")
_TABLES = """
CREATE TABLE composite (bouwsteen VARCHAR, area VARCHAR, level VARCHAR, period VARCHAR, value DOUBLE, rank DOUBLE,
    rank_low DOUBLE, rank_high DOUBLE, n_ranked INTEGER, ranked_among VARCHAR, n_parts INTEGER, parts VARCHAR[],
    scores DOUBLE[], missing VARCHAR[], change_withheld VARCHAR);
CREATE TABLE composite_part (bouwsteen VARCHAR, indicator VARCHAR, used BOOLEAN, reason VARCHAR);
CREATE TABLE composite_missing (bouwsteen VARCHAR, reason VARCHAR);
"""
# Yearly figures that no break separates from the nulmeting; a school year counts as the year in which it began.
_VALUES = """
SELECT f.indicator::VARCHAR AS indicator, f.area::VARCHAR AS area, f.level::VARCHAR AS level,
    left(f.period::VARCHAR, 4)::INTEGER AS year, arg_max(f.value, f.period::VARCHAR) AS value,
    arg_max(s.series, f.period::VARCHAR) AS series
FROM figure f LEFT JOIN series_at s ON s.code = f.area::VARCHAR AND s.boundary_year = f.boundary_year
WHERE f.own AND f.value IS NOT NULL AND f.level::VARCHAR IN ('buurt', 'wijk', 'focuswijk', 'focuswijken', 'rest')
    AND f.indicator::VARCHAR IN (SELECT unnest(?)) AND regexp_full_match(f.period::VARCHAR, '[0-9]{4}(/[0-9]{4})?')
    AND NOT EXISTS (
        SELECT 1 FROM break_incoming b WHERE b.indicator = f.indicator::VARCHAR
            AND b.period > least(left(f.period::VARCHAR, 4), ?) AND b.period <= greatest(left(f.period::VARCHAR, 4), ?))
GROUP BY ALL ORDER BY ALL
"""


def write_composites(
    connection: duckdb.DuckDBPyConnection, programme: Programme, indicators: Iterable[Indicator]
) -> None:
    """Tables ``composite``, ``composite_part`` and ``composite_missing``, from the temp table ``figure``.

    ``composite``: per bouwsteen, own area and year the mean z-score of the parts (0 is the average buurt of the
    nulmeting, 1 a standard deviation more favourable); rank 1 is best, with the ranks that 95 % of the resamples of the
    parts give, ``ranked_among`` the areas of its level (a group together: among the buurten); ``scores`` follow
    ``parts``. ``missing`` names the parts that an area lacks: then there is no value. A year in which a part has no
    figures at all has no rows. ``change_withheld``: why it may not be compared with that of the nulmeting: the
    border moved in between, for any of the parts. ``composite_part``: every kernset indicator, with why it is left out;
    ``composite_missing``: why a bouwsteen has none.
    """
    connection.execute(_TABLES)
    declared, start = {i.id: i for i in indicators}, programme.nulmeting.jaar
    kernset = [i for i in programme.kernset if i in declared]
    values = connection.execute(_VALUES, [kernset, str(start), str(start)]).df()
    together = [level for level in _TOGETHER if (values["level"] == level).any()]
    years = {str(i): _years(group, start, together) for i, group in values.groupby("indicator", sort=True)}
    for bouwsteen in programme.bouwstenen:
        ids = dict.fromkeys(i for doel in bouwsteen.doelen for i in doel.kernset if i in declared)
        choice = choose([declared[i] for i in ids], years, start)
        for indicator in ids:
            row = [bouwsteen.id, indicator, indicator in choice.parts, choice.left_out.get(indicator, "")]
            connection.execute("INSERT INTO composite_part VALUES (?, ?, ?, ?)", row)
        if not choice.parts:
            reason = "Minder dan twee kerncijfers zijn samen te voegen tot één score."
            connection.execute("INSERT INTO composite_missing VALUES (?, ?)", [bouwsteen.id, reason])
            continue
        shared = set.intersection(*(set(years[part]) for part in choice.parts))
        frame = _scored(values, [declared[part] for part in choice.parts], shared, start)
        connection.register("incoming", frame.assign(bouwsteen=bouwsteen.id))
        connection.execute("INSERT INTO composite BY NAME SELECT * FROM incoming ORDER BY period, level, area")
        connection.unregister("incoming")


def _years(values: pd.DataFrame, start: int, together: list[str]) -> frozenset[int]:
    """Years in which an indicator has enough buurten, and the groups that this programme has at all."""
    buurten = values[values["level"] == "buurt"].groupby("year")["value"].agg(["size", "nunique"])
    found = set(buurten.index[buurten["size"] >= MINIMUM_BUURTEN])
    for level in together:
        found &= set(values.loc[values["level"] == level, "year"])
    # All buurten alike at the nulmeting: there is no ruler.
    if (buurten.loc[buurten.index == start, "nunique"] < 2).any():
        found.discard(start)
    return frozenset(int(year) for year in found)


def _scored(values: pd.DataFrame, parts: list[Indicator], years: Collection[int], start: int) -> pd.DataFrame:
    """Rows of ``composite`` for one bouwsteen, without its id."""
    ids = [part.id for part in parts]
    chosen = values[values["indicator"].isin(ids) & values["year"].isin(years)]
    wide = chosen.pivot_table(index=["level", "area", "year"], columns="indicator", values="value")[ids].reset_index()
    direction = [1.0 if part.direction is Direction.HIGHER_IS_BETTER else -1.0 for part in parts]
    reference = wide.loc[(wide["level"] == "buurt") & (wide["year"] == start), ids]
    scores = standardise(wide[ids].to_numpy(), reference.to_numpy(), direction)
    frame = wide[["area", "level"]].assign(period=wide["year"].astype(str), value=composite(scores), n_parts=len(ids))
    known = np.isfinite(scores)
    frame["parts"] = pd.Series([ids] * len(wide), dtype=object)
    frame["scores"] = [row.tolist() for row in scores]
    frame["missing"] = [[i for i, here in zip(ids, row, strict=True) if not here] for row in known]
    moved, keys = _moved(chosen, start), zip(wide["area"], wide["year"], strict=True)
    frame["change_withheld"] = [_WITHHELD if key in moved else None for key in keys]
    return frame.join(_ranks(frame, scores))


def _moved(values: pd.DataFrame, start: int) -> set[tuple[str, int]]:
    """Area and year of which a part lies on another series of borders than at the nulmeting; see snapshot.borders."""
    then = values.loc[values["year"] == start, ["indicator", "area", "series"]]
    both = values.merge(then, on=["indicator", "area"], suffixes=("", "_then"), validate="m:1").dropna()
    other = both[both["series"] != both["series_then"]]
    return set(zip(other["area"], other["year"], strict=True))


def _ranks(frame: pd.DataFrame, scores: Floats) -> pd.DataFrame:
    """rank, rank_low, rank_high, n_ranked and ranked_among of every row, within its year."""
    found = pd.DataFrame(
        {"rank": np.nan, "rank_low": np.nan, "rank_high": np.nan, "n_ranked": 0, "ranked_among": ""}, index=frame.index
    )
    among = {"buurt": "buurten", "wijk": "wijken", "focuswijk": "focuswijken"}
    complete = frame[frame["value"].notna()]
    for _, year in complete.groupby("period", sort=True):
        buurten = year.index[year["level"] == "buurt"]
        for level, name in among.items():
            rows = year.index[year["level"] == level]
            if len(rows) > 1:
                found.loc[rows, :] = _placed(scores, rows, name)
        for row in year.index[year["level"].isin(_TOGETHER)]:
            placed = _placed(scores, buurten.append(pd.Index([row])), "buurten")
            found.loc[[row], :] = placed.loc[[row]].assign(n_ranked=len(buurten))
    return found


def _placed(scores: Floats, rows: pd.Index, among: str) -> pd.DataFrame:
    ranks = rank_range(scores[rows.to_numpy()], seed=SEED)
    columns = {"rank": ranks.rank, "rank_low": ranks.low, "rank_high": ranks.high}
    return pd.DataFrame({**columns, "n_ranked": len(rows), "ranked_among": among}, index=rows)
