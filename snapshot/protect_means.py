"""Means, scores and percentages that a protected source gives ready-made: over enough of a base, or not in public.

No count stands beside such a figure, so that nothing can be taken off anything, except between a mean of many and means
of its parts. Hence: where a buurt is hidden, the mean of everything above it is made again from what is shown.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from model.indicator import Indicator
from model.status import Reason, Status
from snapshot.add_up import MINIMUM_COVERAGE
from snapshot.counts import Rules

_ROW = ["indicator", "recipe", "period"]


def protect_means(
    computed: pd.DataFrame, weights: pd.DataFrame, members: pd.DataFrame, indicators: Iterable[Indicator], told: Rules
) -> pd.DataFrame:
    """``computed`` with these figures protected. ``weights``: indicator, recipe, area, period and the base, ``amount``.

    A buurt of too small or unknown base is hidden. A mean of more buurten than one is weighted anew, with rounded
    weights of the buurten that are shown, where it was computed or one of its buurten is hidden; it is hidden when
    those hold less of the base than a group must have.
    """
    limits = pd.DataFrame(_limits(indicators, told), columns=["indicator", "recipe", "least", "rounding"])
    place = computed.reset_index(names="row").merge(limits, on=["indicator", "recipe"], validate="m:1")
    place = place.merge(weights, on=["indicator", "recipe", "area", "period"], how="left", validate="m:1")
    if not len(place):
        return computed
    parts = place[["row", *_ROW, "area", "boundary_year", "n_buurten"]].merge(members, on=["area", "boundary_year"])
    parts = parts[parts["area"] != parts["code"]]
    below = parts.groupby("row")["code"].nunique()
    place["single"] = place["row"].map(below).fillna(0) <= 1
    small = place["value"].notna() & ~(place["amount"] >= place["least"])
    shown = place[place["single"] & ~small & place["value"].notna()]
    shown = shown.assign(weight=np.floor(shown["amount"] / shown["rounding"] + 0.5) * shown["rounding"])
    shown = shown[[*_ROW, "area", "value", "weight"]].rename(columns={"area": "code"})
    base = weights.rename(columns={"area": "code", "amount": "whole"})
    inside = parts.merge(shown.drop_duplicates([*_ROW, "code"]), on=[*_ROW, "code"], how="left", validate="m:1")
    inside = inside.merge(base, on=["indicator", "recipe", "code", "period"], how="left", validate="m:1")
    inside["product"] = inside["value"] * inside["weight"]
    inside["known"] = inside["whole"].where(inside["value"].notna())
    gone = place.loc[place["single"] & small, [*_ROW, "area"]].rename(columns={"area": "code"}).drop_duplicates()
    inside = inside.merge(gone.assign(out=True), on=[*_ROW, "code"], how="left", validate="m:1")
    inside["out"] = inside["out"].eq(True)
    made = inside.sort_values(["row", "code"]).groupby("row").agg(
        product=("product", "sum"), weight=("weight", "sum"), known=("known", "sum"), whole=("whole", "sum"),
        out=("out", "any"),
    )  # fmt: skip
    group = place[~place["single"] & place["value"].notna()].set_index("row")
    made = made.reindex(group.index)
    anew = made["out"] | (group["n_buurten"] > 1)
    enough = (made["known"] >= MINIMUM_COVERAGE * made["whole"]) & (made["weight"] > 0.0)
    result = computed.astype({"value": "float64"})
    result.loc[group.index[anew & enough], "value"] = (made["product"] / made["weight"])[anew & enough]
    result.loc[group.index[anew], "weight"] = np.nan
    closed = group.index[anew & ~enough].append(pd.Index(place.loc[place["single"] & small, "row"]))
    result.loc[closed, ["value", "numerator", "denominator"]] = np.nan
    result.loc[closed, ["status", "reason"]] = [Status.SUPPRESSED.value, Reason.TOO_FEW_PEOPLE.value]
    return result


def _limits(indicators: Iterable[Indicator], told: Rules) -> list[tuple[str, int, float, int]]:
    """Smallest base and rounding of every recipe that takes a figure ready-made from a protected source."""
    found = []
    for indicator in indicators:
        for number, recipe in enumerate(indicator.recipes):
            if recipe.value is None or recipe.source not in told.limits:
                continue
            limits = told.limits[recipe.source]
            asked = told.minimum_base(recipe.source, (recipe.value,), recipe.weight)
            found.append((indicator.id, number, asked or float(limits.minimum_personen), limits.afronding))
    return found
