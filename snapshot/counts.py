"""From the figures that would be public to the sums of counts that they tell, for the sources that count people.

A figure tells its numerator and its denominator. Each is a sum of counts: over variables (kinds of crime), over buurten
(a wijk, a group) and, through parts and totals, of other sums. Two indicators with the same numerator tell one sum, so
that it is hidden or shown in both. ``snapshot.protect`` decides which.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.indicator import Indicator
from model.source import Protection, Source
from model.variable import Counted, Variable

# Variables of one sum, in one text: "misdrijven_bedreiging+misdrijven_mishandeling".
PLUS = "+"


@dataclass(frozen=True)
class Rules:
    """Limits per protected source, and what its variables count."""

    limits: Mapping[str, Protection]
    variables: Mapping[str, Mapping[str, Variable]]

    def variable(self, source: str, identifier: str) -> Variable:
        """A variable that nothing is known of counts persons: the strictest."""
        unknown = Variable(id=identifier, title=identifier, unit="aantal", kind="count")
        return self.variables[source].get(identifier, unknown)

    def minimum(self, source: str, key: str) -> float:
        """The fewest that may be shown of a sum of these variables."""
        limits = self.limits[source]
        persons = any(self.variable(source, v).counts is Counted.PERSONEN for v in key.split(PLUS))
        return float(limits.minimum_personen if persons else limits.minimum_huishoudens)

    def minimum_base(self, source: str, numerator: Iterable[str], base: Iterable[str]) -> float:
        """The smallest base over which a share, rate or mean may be shown; 0 where only the counts matter."""
        limits = self.limits[source]
        income = any(self.variable(source, v).about_income for v in numerator)
        dwellings = any(self.variable(source, v).counts is Counted.WONINGEN for v in base)
        asked = [limits.minimum_noemer_inkomen] * income + [limits.minimum_noemer_woningen] * dwellings
        return float(max(asked, default=0))


def rules(sources: Iterable[Source], own: Mapping[str, Protection]) -> Rules:
    """Rules of the sources that have a protection; the programme's ``own`` limits go before those of the source."""
    protected = [source for source in sources if source.protection is not None]
    return Rules(
        {s.id: own.get(s.id, s.protection) for s in protected if s.protection is not None},
        {s.id: {variable.id: variable for variable in s.variables} for s in protected},
    )


def uses(indicators: Iterable[Indicator], given: pd.DataFrame, told: Rules) -> pd.DataFrame:
    """Which sums each recipe tells: indicator, recipe, role (numerator, denominator), source, key, factor, has_base,
    minimum_base and share. ``given``: source and variable of all counts that protected sources give."""
    origin = dict(zip(given["variable"], given["source"], strict=True))
    rows = []
    for indicator in indicators:
        for number, recipe in enumerate(indicator.recipes):
            for role, names in (("numerator", recipe.numerator), ("denominator", recipe.denominator)):
                home = {origin.get(name) for name in names} - {None}
                if role == "numerator" and recipe.source not in told.limits:
                    home = set()
                for source in sorted(str(one) for one in home):
                    least = told.minimum_base(source, names, recipe.denominator) if role == "numerator" else 0.0
                    rows.append(
                        {
                            "indicator": indicator.id,
                            "recipe": number,
                            "role": role,
                            "source": source,
                            "key": PLUS.join(sorted(names)),
                            "factor": recipe.factor,
                            "has_base": bool(recipe.denominator),
                            "minimum_base": least,
                        }
                    )
    columns = ["indicator", "recipe", "role", "source", "key", "factor", "has_base", "minimum_base"]
    return pd.DataFrame(rows, columns=columns)


def cells(computed: pd.DataFrame, used: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Every sum that a figure tells: the columns of ``used`` with area, period, amount, base and the buurten in it.

    ``buurten`` is text: the codes, with commas between. A group that is not ``whole`` holds the buurten with the
    figure; an area of which no buurten are known is an atom by itself.
    """
    columns = [
        "indicator",
        "recipe",
        "area",
        "period",
        "boundary_year",
        "value",
        "numerator",
        "denominator",
        "whole",
    ]
    found = computed[columns].merge(used, on=["indicator", "recipe"], validate="m:m")
    direct = np.where(found["has_base"], found["numerator"], found["value"] / found["factor"])
    found["amount"] = np.where(found["role"] == "denominator", found["denominator"], direct)
    found["base"] = np.where(found["role"] == "numerator", found["denominator"], np.nan)
    found = found[found["amount"].notna()].reset_index(drop=True)
    found["row"] = found.index
    # A buurt without its numerator does not count in the base of a group either.
    counted = ~found["has_base"] | (found["numerator"].notna() & found["denominator"].notna())
    present = found.loc[counted, ["indicator", "recipe", "period", "role", "area"]].rename(columns={"area": "code"})
    inside = found.merge(members, on=["area", "boundary_year"])
    inside = inside.merge(
        present.assign(here=True), on=["indicator", "recipe", "period", "role", "code"], how="left", validate="m:1"
    )
    inside = inside[inside["whole"] | inside["here"].notna()]
    listed = inside.sort_values("code").groupby("row")["code"].agg(",".join)
    found["buurten"] = found["row"].map(listed).fillna(found["area"])
    return found.drop(columns=["row", "value", "numerator", "denominator", "whole", "boundary_year"])
