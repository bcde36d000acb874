"""Two figures of one indicator set against each other by the test that fits it, over all rows of a frame at once."""

import duckdb
import numpy as np
import pandas as pd

from indicators.methods._arrays import Difference
from indicators.methods.comparisons import difference_of_proportions, difference_of_rates
from model.indicator import Indicator
from snapshot.assess import scale_of

# Why a kind of figure is never tested, in Dutch, by its ``test`` (see assess.stage_kinds).
WHY_UNTESTED = {
    "model": "het is een schatting met een model",
    "spread": "het is een gemiddelde zonder bekende spreiding",
    "base": "het is niet bekend over hoeveel mensen het gaat",
}
NO_BASE = "het is niet bekend over hoeveel mensen het gaat"
NO_DISPERSION = "er zijn te weinig jaren om het toeval te schatten"


def set_against(rows: pd.DataFrame, first: str, second: str, point: bool = False) -> Difference:
    """First minus second, in the indicator's unit; NaN where nothing can be tested.

    ``rows``: test (share, rate or another), scale, phi (1 where events do not come in series), and events and base of
    both sides as ``{first}events``, ``{first}base`` and so on. ``point``: the second side is a norm without chance.
    """
    found = {name: np.full(len(rows), np.nan) for name in ("value", "low", "high", "p")}
    for test in ("share", "rate"):
        chosen = (rows["test"] == test).to_numpy()
        if not chosen.any():
            continue
        part = rows[chosen]
        x, n = part[f"{first}events"], part[f"{first}base"]
        other, other_n = part[f"{second}events"], part[f"{second}base"]
        tested = (
            difference_of_proportions(x, n, other, other_n, point=point)
            if test == "share"
            else difference_of_rates(x, n, other, other_n, dispersion=part["phi"], point=point)
        )
        scale = part["scale"].to_numpy()
        for name, values in (("value", tested.value), ("low", tested.low), ("high", tested.high)):
            found[name][chosen] = values * scale
        found["p"][chosen] = tested.p
    return Difference(**found)


def why_untested(rows: pd.DataFrame, tested: Difference) -> list[str]:
    """Why a row of ``set_against`` has no test, in Dutch; empty where it has one."""
    return [
        "" if p == p else WHY_UNTESTED.get(test, NO_DISPERSION if phi != phi else NO_BASE)
        for p, test, phi in zip(tested.p, rows["test"], rows["phi"], strict=True)
    ]


def with_counts(frame: pd.DataFrame, indicator: Indicator, phi: float | None) -> pd.DataFrame:
    """Figures of one indicator (figures.figure_table) with what ``set_against`` needs, from their stored counts.

    Adds test, scale, phi (``phi`` of figures.dispersion, None for events that do not come in series) and events: the
    numerator, else the value of its base. Of a survey the base is the effective number of respondents, and its weighted
    numerator would claim far too much.
    """
    scale = scale_of(indicator)
    counted = frame["numerator"].notna() & frame["effective_n"].isna()
    events = frame["numerator"].where(counted, frame["value"] / scale * frame["base"])
    events = events.where(frame["status"].isin(["measured", "provisional"]) & frame["base"].notna())
    return frame.assign(events=events, test=indicator.testing.value, scale=scale, phi=1.0 if phi is None else phi)


def kinds(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Per indicator what ``set_against`` needs: test, scale, phi; and its direction."""
    return connection.execute(
        """
        SELECT k.indicator, k.test, k.scale, k.direction, CASE WHEN d.indicator IS NULL THEN 1.0 ELSE d.phi END AS phi
        FROM kind k LEFT JOIN dispersion d USING (indicator) ORDER BY k.indicator
        """
    ).df()
