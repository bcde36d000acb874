"""Hold a delivery that differs too much from the one before it, until a person agrees (fault 30)."""

import numpy as np
import pandas as pd

from model.errors import Objection
from model.loading import Reading

GONE_SHARE = 0.5
JUMP_FACTOR = 2.0
JUMP_SHARE = 0.5
_ENOUGH = 10
_CONSENT = "Klopt dit, bied het bestand dan opnieuw aan met --accept."


def _latest(observations: pd.DataFrame) -> pd.DataFrame:
    """Latest value per area and variable."""
    filled = observations.loc[observations["value"].notna(), ["area_code", "variable", "period", "value"]]
    filled = filled.astype({"area_code": "str", "variable": "str", "period": "str"}).sort_values("period")
    return filled.drop_duplicates(["area_code", "variable"], keep="last")


def objections_to_change(file: str, before: Reading, now: Reading) -> list[Objection]:
    """Objections when, for a variable in both, half the areas of a level are gone or most values doubled or halved."""
    if before.observations is None or now.observations is None:
        return []
    old, new = _latest(before.observations), _latest(now.observations)
    objections = []
    old["level"], new["level"] = old["area_code"].str[:2], new["area_code"].str[:2]
    counts = (
        old.groupby(["variable", "level"])
        .size()
        .to_frame("old")
        .join(new.groupby(["variable", "level"]).size().to_frame("new"), how="inner")
    )
    gone = counts[(counts["old"] >= _ENOUGH) & (counts["new"] < GONE_SHARE * counts["old"])]
    if len(gone):
        variable, level = gone.index[0]
        row = gone.iloc[0]
        objections.append(
            Objection(
                file=file,
                column=str(variable),
                problem=f"de vorige levering had {row['old']} gebieden ({level}) met een cijfer, deze {row['new']}.",
                remedy=_CONSENT,
            )
        )
    both = old.merge(new, on=["area_code", "variable"], suffixes=("_old", "_new"), validate="1:1")
    both = both[(both["value_old"].abs() >= _ENOUGH) & (both["value_new"].abs() > 0)]
    both["jump"] = np.abs(np.log(both["value_new"].abs() / both["value_old"].abs())) > np.log(JUMP_FACTOR)
    jumps = both.groupby("variable")["jump"].agg(["size", "sum"])
    jumps = jumps[(jumps["size"] >= _ENOUGH) & (jumps["sum"] > JUMP_SHARE * jumps["size"])]
    if len(jumps):
        row = jumps.iloc[0]
        objections.append(
            Objection(
                file=file,
                column=str(jumps.index[0]),
                problem=f"in {row['sum']} van {row['size']} gebieden is de waarde meer dan gehalveerd of verdubbeld.",
                remedy=_CONSENT,
            )
        )
    return objections
