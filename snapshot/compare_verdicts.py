"""Verdicts about the focuswijken that a proposal changes, for the same period."""

from collections.abc import Mapping

import pandas as pd

from indicators.methods.verdicts import UNTESTED, VERDICTS
from model.indicator import Indicator
from snapshot.compare_cells import Connection
from snapshot.comparison import VerdictChange

_KLOOF = """
SELECT indicator::VARCHAR AS indicator, area::VARCHAR AS area, period::VARCHAR AS period,
    gap_verdict::VARCHAR AS gap_verdict, change_result::VARCHAR AS change_result
FROM kloof"""
_GROUPS = ("focuswijk", "focuswijken")
_JUDGED = {"gap_verdict": "de kloof", "change_result": "de verandering van de kloof"}


def verdicts_of_figures(indicator: Indicator, marked: pd.DataFrame, names: Mapping[str, str]) -> list[VerdictChange]:
    """Verdicts against the rest of the city that became another one, of focuswijken; both must have been tested."""
    was, now = (marked[name].fillna(UNTESTED).astype(int) for name in ("verdict", "verdict_new"))
    other = marked[(was != UNTESTED) & (now != UNTESTED) & (was != now) & marked["level_new"].isin(_GROUPS)]
    return [
        VerdictChange(
            indicator=indicator.id,
            name=indicator.name,
            area_name=names.get(row["area"], row["area"]),
            period=row["period"],
            about="tegen de rest",
            before=VERDICTS[int(row["verdict"])],
            after=VERDICTS[int(row["verdict_new"])],
        )
        for row in other.to_dict("records")
    ]


def verdicts_of_kloof(
    old: Connection,
    new: Connection,
    declared: Mapping[str, Indicator],
    names: Mapping[str, str],
) -> list[VerdictChange]:
    """Verdicts of the kloof, and of its change since the nulmeting, that are other words now."""
    if old is None or new is None:
        return []
    both = (
        old.execute(_KLOOF)
        .df()
        .merge(new.execute(_KLOOF).df(), on=["indicator", "area", "period"], suffixes=("", "_new"))
    )
    found = []
    for column, about in _JUDGED.items():
        known = both[column].notna() & both[f"{column}_new"].notna() & (both[column] != both[f"{column}_new"])
        for row in both[known].to_dict("records"):
            found.append(
                VerdictChange(
                    indicator=row["indicator"],
                    name=declared[row["indicator"]].name,
                    area_name=names.get(row["area"], row["area"]),
                    period=row["period"],
                    about=about,
                    before=row[column],
                    after=row[f"{column}_new"],
                )
            )
    return found
