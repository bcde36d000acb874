"""Baselines beside the usual ones, at query time: another area, gemeenten as urban as this one, a referentienorm.

The figures carry their counts, so that the test is the same as that of the build.
"""

from math import fsum
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods.comparisons import baseline_is_point
from indicators.methods.verdicts import VERDICTS, verdict
from model.afspraken import Referentienorm
from model.areas import Level
from model.indicator import Direction
from snapshot import figures
from snapshot.store import Snapshot
from snapshot.tested import set_against, why_untested, with_counts

# Fewer gemeenten of one class say little of their kind.
MINIMUM_GEMEENTEN = 5
STEDELIJKHEID = "gemeenten met dezelfde stedelijkheid"
NORM = "referentienorm"
NOT_SET = "nog niet vastgesteld"
_POINT = "een norm is een afspraak; het verschil is niet getoetst"
_SIGN = {Direction.HIGHER_IS_BETTER: 1.0, Direction.LOWER_IS_BETTER: -1.0, Direction.NEUTRAL: 0.0}


def against(s: Snapshot, indicator: str, frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Figures of ``frame`` (figures.figure_table) minus those of ``other`` in the same period, tested.

    ``other``: one row per period with period, value, events and base (as ``with_counts`` gives). Columns, in the order
    of ``frame``: value (of the baseline), difference, low, high, p, verdict and why ("" where it was tested).
    """
    declared, phi = s.indicators[indicator], figures.dispersion(s).get(indicator)
    rows = with_counts(frame, declared, phi).reset_index(drop=True)
    side = other[["period", "value", "events", "base"]].add_prefix("other_")
    rows = rows.merge(side, left_on="period", right_on="other_period", how="left", validate="m:1")
    point = baseline_is_point(rows["base"], rows["other_base"])
    both = (set_against(rows, "", "other_", as_point) for as_point in (False, True))
    plain, pointed = both
    tested = type(plain)(
        *(np.where(point, getattr(pointed, n), getattr(plain, n)) for n in ("value", "low", "high", "p"))
    )
    codes = verdict(tested, _SIGN[declared.direction])
    return pd.DataFrame(
        {
            "value": rows["other_value"],
            "difference": rows["value"] - rows["other_value"],
            "low": tested.low,
            "high": tested.high,
            "p": tested.p,
            "verdict": [VERDICTS[code] for code in codes],
            "why": why_untested(rows, tested),
        }
    )


def of_area(s: Snapshot, indicator: str, area: str) -> pd.DataFrame:
    """Figures of one area as a baseline for ``against``: period, value, events, base."""
    frame = figures.figure_table(s, indicator, [area], own=False)
    counted = with_counts(frame, s.indicators[indicator], None)
    return counted.loc[counted["value"].notna(), ["period", "value", "events", "base"]]


def alike(s: Snapshot) -> tuple[list[str], str]:
    """Gemeenten of the same stedelijkheid as the programme's own, by their newest class; or why there are none."""
    if len(s.programme.gemeenten) != 1:
        return [], "het programma heeft meer gemeenten"
    frame = figures.figure_table(s, "stedelijkheid", own=False)
    known = frame[(frame["level"] == Level.GEMEENTE.value) & frame["value"].notna()]
    newest = known.sort_values("period").drop_duplicates("area", keep="last").set_index("area")["value"]
    own = s.programme.gemeenten[0]
    if own not in newest.index:
        return [], "de stedelijkheid van de gemeente is niet bekend"
    same = sorted(str(code) for code, value in newest.items() if value == newest[own] and code != own)
    if len(same) < MINIMUM_GEMEENTEN:
        return [], f"te weinig gemeenten in de bronnen: {len(same)}, er zijn er minstens {MINIMUM_GEMEENTEN} nodig"
    return same, ""


def of_alike(s: Snapshot, indicator: str, same: tuple[list[str], str] | None = None) -> tuple[pd.DataFrame, str]:
    """Gemeenten of the same stedelijkheid together as a baseline, with n per period; or why there is none.

    Their counts are added up; a figure without counts has no such baseline. ``same``: what ``alike`` gave, to be used
    for several indicators.
    """
    empty = pd.DataFrame({name: [] for name in ("period", "value", "events", "base", "n")}).astype({"period": "str"})
    codes, why = alike(s) if same is None else same
    if why:
        return empty, why
    declared = s.indicators[indicator]
    counted = with_counts(figures.figure_table(s, indicator, codes, own=False), declared, None)
    counted = counted[counted["events"].notna() & (counted["base"] > 0)]
    rows = [
        {"period": period, "events": fsum(part["events"]), "base": fsum(part["base"]), "n": len(part)}
        for period, part in counted.groupby("period", sort=True)
        if len(part) >= MINIMUM_GEMEENTEN
    ]
    if not rows:
        return empty, "de aantallen van die gemeenten zijn niet bekend"
    found = pd.DataFrame(rows)
    return found.assign(value=counted["scale"].iloc[0] * found["events"] / found["base"]), ""


def norm_of(s: Snapshot, indicator: str) -> Referentienorm | None:
    """The referentienorm of the gemeente for an indicator, also when its value is not set yet."""
    return next((norm for norm in s.programme.referentienormen if norm.indicator == indicator), None)


def more_baselines(
    s: Snapshot, indicator: str, frame: pd.DataFrame, other: str | None
) -> dict[int, list[dict[str, Any]]]:
    """Per row number of ``frame`` the baselines beyond the usual: stedelijkheid, referentienorm, and area ``other``."""
    found: dict[int, list[dict[str, Any]]] = {number: [] for number in range(len(frame))}
    alike_figures, why = of_alike(s, indicator)
    chosen = [(STEDELIJKHEID, alike_figures, dict(zip(alike_figures["period"], alike_figures["n"], strict=True)))]
    if other is not None:
        chosen.append((other, of_area(s, indicator, other), {}))
    for name, values, counts in chosen:
        for number, row in enumerate(figures.plain_records(against(s, indicator, frame, values))):
            if row["value"] is not None:
                n = counts.get(frame["period"].iloc[number])
                found[number].append({"baseline": name, **row, **({} if n is None else {"n_gemeenten": int(n)})})
            elif name == STEDELIJKHEID and why:
                found[number].append({"baseline": name, "value": None, "why": why})
    if (norm := norm_of(s, indicator)) is not None:
        for number, value in enumerate(frame["value"]):
            found[number].append(_norm(norm, None if value != value else float(value)))
    return found


def _norm(norm: Referentienorm, value: float | None) -> dict[str, Any]:
    """A norm is a point; the figure stands beside it as it is, without a test."""
    if norm.waarde is None:
        return {"baseline": NORM, "value": None, "why": NOT_SET}
    difference = None if value is None else value - norm.waarde
    about = {"verdict": VERDICTS[0], "why": _POINT, "source": norm.bron}
    return {"baseline": NORM, "value": norm.waarde, "difference": difference, **about}
