"""Hold a delivery that differs too much from the one before it, until a person agrees (fault 30)."""

import numpy as np
import pandas as pd

from model.errors import Objection
from model.loading import DENOMINATOR, NUMERATOR, Reading

GONE_SHARE = 0.5
JUMP_FACTOR = 2.0
JUMP_SHARE = 0.5
_ENOUGH = 10
_CONSENT = "Klopt dit, bied het bestand dan opnieuw aan met --accept."
_LEVELS = {"NL": "keer Nederland", "GM": "gemeenten", "WK": "wijken", "BU": "buurten"}


def objections_to_change(file: str, edition: str, before: Reading, now: Reading) -> list[Objection]:
    """Objections when, for a variable in both, half the areas of a level are gone or most values doubled or halved.

    ``edition``: the one that ``before`` is of, for the message.
    """
    if before.observations is None or now.observations is None:
        return []
    old, new = _latest(before.observations), _latest(now.observations)
    return [*_gone(file, edition, old, new), *_jumped(file, edition, old, new)]


def _latest(observations: pd.DataFrame) -> pd.DataFrame:
    """Latest value per area and variable, with the first two letters of the code as level."""
    filled = observations.loc[observations["value"].notna(), ["area_code", "variable", "period", "value"]]
    filled = filled.astype({"area_code": "str", "variable": "str", "period": "str"})
    filled = _with_outcomes(filled).sort_values("period")
    latest = filled.drop_duplicates(["area_code", "variable"], keep="last")
    return latest.assign(level=latest["area_code"].str[:2])


def _with_outcomes(filled: pd.DataFrame) -> pd.DataFrame:
    """Of a survey the outcome in percent instead of weighted counts: every wave has its own scale of weights."""
    counted = filled["variable"].str.endswith((NUMERATOR, DENOMINATOR))
    if not counted.any():
        return filled
    parts = filled[counted].assign(
        figure=filled["variable"].str.rsplit("_", n=1).str[0], part="_" + filled["variable"].str.rsplit("_", n=1).str[1]
    )
    wide = parts.pivot_table(index=["area_code", "figure", "period"], columns="part", values="value").reset_index()
    outcome = 100 * wide[NUMERATOR] / wide[DENOMINATOR].where(wide[DENOMINATOR] > 0)
    found = wide.assign(variable=wide["figure"], value=outcome)[["area_code", "variable", "period", "value"]]
    return pd.concat([filled[~counted], found.dropna(subset="value")], ignore_index=True)


def _gone(file: str, edition: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Objection]:
    """The variable and level that lost most, if half or more; a variable that is gone altogether is not meant here.

    A file of other levels only, or of other gemeenten only, stands beside the one before it: the Leefbaarometer has a
    file per level, and a gemeente may bring its own part of a national file.
    """
    if not set(old["level"]) & set(new["level"]) or not _gemeenten(old) & _gemeenten(new):
        return []
    counts = old.groupby(["variable", "level"]).size().to_frame("old")
    counts["new"] = new.groupby(["variable", "level"]).size().reindex(counts.index, fill_value=0)
    in_both = counts.index.get_level_values("variable").isin(new["variable"].unique())
    gone = counts[in_both & (counts["old"] >= _ENOUGH) & (counts["new"] <= GONE_SHARE * counts["old"])]
    if not len(gone):
        return []
    row = gone.loc[[(gone["new"] / gone["old"]).idxmin()]].reset_index().iloc[0]
    variable, level = row["variable"], row["level"]
    missing = sorted(
        set(old.loc[(old["variable"] == variable) & (old["level"] == level), "area_code"])
        - set(new.loc[new["variable"] == variable, "area_code"])
    )
    shown = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
    problem = (
        f"van {variable} hadden in editie {edition} {row['old']} {_LEVELS[level]} een cijfer en in dit bestand "
        f"{row['new']}; er ontbreken er {len(missing)} ({shown})."
    )
    return [Objection(file=file, problem=problem, remedy=_CONSENT)]


def _gemeenten(rows: pd.DataFrame) -> set[str]:
    """Digits of the gemeenten that the areas lie in; Nederland lies in all, so where it stands alone it is kept."""
    inside = rows.loc[rows["level"] != "NL", "area_code"].str[2:6]
    return set(inside) or {"NL"}


def _jumped(file: str, edition: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Objection]:
    """The first variable of which most values doubled or halved, with the area that changed most."""
    both = old.merge(new, on=["area_code", "variable"], suffixes=("_old", "_new"), validate="1:1")
    both = both[(both["value_old"].abs() >= _ENOUGH) & (both["value_new"].abs() > 0)]
    both["times"] = np.abs(np.log(both["value_new"].abs() / both["value_old"].abs()))
    both["jump"] = both["times"] > np.log(JUMP_FACTOR)
    jumps = both.groupby("variable")["jump"].agg(["size", "sum"])
    jumps = jumps[(jumps["size"] >= _ENOUGH) & (jumps["sum"] > JUMP_SHARE * jumps["size"])]
    if not len(jumps):
        return []
    variable, row = jumps.index[0], jumps.iloc[0]
    most = both.loc[both[both["variable"] == variable]["times"].idxmax()]
    problem = (
        f"van {variable} is in {row['sum']} van {row['size']} gebieden de waarde meer dan gehalveerd of verdubbeld "
        f"sinds editie {edition}; het meest in '{most['area_code']}', van '{_dutch(most['value_old'])}' naar "
        f"'{_dutch(most['value_new'])}'."
    )
    return [Objection(file=file, problem=problem, remedy=_CONSENT)]


def _dutch(value: float) -> str:
    return f"{value:,.10g}".translate(str.maketrans(",.", ".,"))
