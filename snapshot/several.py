"""Questions about several areas and indicators at once: side by side, two indicators together, most similar areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.methods.correlation import Correlation, pearson, spearman, straight_line
from indicators.methods.similarity import most_similar
from model.areas import Level
from snapshot import figures
from snapshot.store import Snapshot

MOST_SIMILAR = 10
# What makes buurten comparable: who live there, how and how densely, and not what a programme wants to change.
CONTEXT = (
    "inwoners",
    "omgevingsadressendichtheid",
    "aandeel_0_tot_15",
    "aandeel_65_en_ouder",
    "eenpersoonshuishoudens",
    "aandeel_herkomst_buiten_europa",
    "gemiddeld_inkomen_per_inwoner",
    "koopwoningen",
    "corporatiewoningen",
    "meergezinswoning",
    "bouwjaar_vanaf_2000",
    "gemiddelde_woz_waarde",
)


@dataclass(frozen=True)
class Together:
    """Two indicators over the areas of a level.

    ``frame``: area, area_name, x, y, ``residual`` (of methods.correlation) and ``outlier``; only areas of which both
    are known. ``without``: of how many one is not.

    ``rank`` is Spearman's, ``straight`` Pearson's coefficient; the line is that of least squares.
    """

    frame: pd.DataFrame
    straight: Correlation
    rank: Correlation
    intercept: float
    slope: float
    without: int


@dataclass(frozen=True)
class Alike:
    """The most similar of ``n`` other buurten with enough figures.

    ``areas``: area, area_name, gemeente, distance, shared; nearest first.

    ``parts``: area, indicator, value, step (in ordinary differences) and part (share of the squared distance, 0-1), a
    row per area and used indicator; NaN where an area has no figure. ``own``: the chosen buurt's value per used
    indicator, ``periods`` the period of each. ``unused``: asked, but the chosen buurt lacks it or it does not vary.
    """

    areas: pd.DataFrame
    parts: pd.DataFrame
    own: dict[str, float]
    periods: dict[str, str]
    unused: tuple[str, ...]
    n: int


def side_by_side(s: Snapshot, periods: Mapping[str, str], areas: Sequence[str]) -> pd.DataFrame:
    """Figures of these areas, of each indicator at its own period; columns of ``figures.figure_table``."""
    frame = figures.figures_of(s, list(periods), areas, None, sorted(set(periods.values())))
    return frame[frame["period"] == frame["indicator"].map(dict(periods))].reset_index(drop=True)


def together(s: Snapshot, x: tuple[str, str], y: tuple[str, str], level: Level) -> Together:
    """``x`` and ``y``: an indicator and its period. Statistics are NaN below four areas (the line below five)."""
    of_x, of_y = (figures.map_values(s, *one, level)[["area", "area_name", "value"]] for one in (x, y))
    frame = of_x.rename(columns={"value": "x"}).merge(
        of_y[["area", "value"]].rename(columns={"value": "y"}), on="area", how="outer", validate="1:1"
    )
    known = frame.dropna(subset=["x", "y"]).reset_index(drop=True)
    line = straight_line(known["x"], known["y"])
    known = known.assign(residual=line.residuals, outlier=np.abs(line.residuals) > line.limit)
    about = known["x"], known["y"]
    return Together(known, pearson(*about), spearman(*about), line.intercept, line.slope, len(frame) - len(known))


def similar(s: Snapshot, area: str, indicators: Sequence[str]) -> Alike:
    """The buurten of every loaded gemeente that are most like ``area`` over these indicators, each counting as much.

    Of each indicator the newest period with a figure of ``area``; see methods.similarity for the distance.
    """
    frame = s.ask(
        """
        WITH newest AS (
            SELECT indicator, max(period) AS period FROM figure_area
            WHERE area = TRY_CAST(? AS area_key) AND value IS NOT NULL
                AND indicator IN (SELECT TRY_CAST(unnest(?) AS indicator_key))
            GROUP BY indicator)
        SELECT area::VARCHAR AS area, indicator::VARCHAR AS indicator, period::VARCHAR AS period, value
        FROM figure_map JOIN newest USING (indicator, period) WHERE level = 'buurt' AND value IS NOT NULL
        """,
        [area, list(indicators)],
    )
    periods = dict(zip(frame["indicator"], frame["period"], strict=True))
    asked = [i for i in indicators if i in periods]
    table = frame.pivot_table(index="area", columns="indicator", values="value", sort=True).reindex(columns=asked)
    if area not in table.index:
        none = pd.DataFrame(columns=["area", "area_name", "gemeente", "distance", "shared"])
        parts = pd.DataFrame(columns=["area", "indicator", "value", "step", "part"])
        return Alike(none, parts, {}, {}, tuple(indicators), 0)
    at = list(table.index).index(area)
    found = most_similar(table.to_numpy(), at, MOST_SIMILAR)
    used = [i for i, counts in zip(asked, found.used, strict=True) if counts]
    near, steps, share = table.index[found.rows], found.steps[:, found.used], found.parts[:, found.used]
    names = s.ask(
        """
        SELECT a.code AS area, any_value(a.name) AS area_name, any_value(g.name) AS gemeente
        FROM area a LEFT JOIN area g ON g.code = a.gemeente WHERE a.code IN (SELECT unnest(?)) GROUP BY a.code
        """,
        [list(near)],
    ).set_index("area")
    areas = names.reindex(near).reset_index(names="area")
    areas = areas.assign(distance=found.distance, shared=np.isfinite(steps).sum(axis=1))
    parts = pd.DataFrame(
        {
            "area": np.repeat(near, len(used)),
            "indicator": used * len(near),
            "value": table.loc[near, used].to_numpy().ravel(),
            "step": steps.ravel(),
            "part": share.ravel(),
        }
    )
    own = {i: float(value) for i, value in zip(used, table[used].to_numpy()[at], strict=True)}
    unused = tuple(i for i in indicators if i not in used)
    return Alike(areas, parts, own, {i: periods[i] for i in used}, unused, found.compared)
