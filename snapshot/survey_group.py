"""A survey figure of a group of buurten that someone draws now, from the sums that the snapshot kept."""

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods.comparisons import difference_of_estimates
from indicators.methods.intervals import survey_share_interval
from indicators.methods.weighting import Design, SurveySums
from model.loading import NUMERATOR
from model.status import Reason
from snapshot.store import Snapshot
from snapshot.survey_sums import Wave, enough, estimates, together


def survey_group(s: Snapshot, indicator: str, buurten: Collection[str]) -> pd.DataFrame:
    """Per period: value, ci_low, ci_high, ci998_low, ci998_high, error, respondents, effective_n, n_buurten, reason.

    In the indicator's unit; ``n_buurten``: those of the group in which somebody was asked. NaN with a reason
    (model.status) where there are too few respondents or areas cannot be added up. No rows for another kind of figure.
    """
    declared = s.indicators[indicator]
    rows: list[dict[str, Any]] = []
    for recipe in declared.recipes:
        variable = recipe.numerator[0].removesuffix(NUMERATOR) if recipe.numerator else ""
        for period, waves in _waves(s, recipe.source, variable).items():
            if any(row["period"] == period for row in rows):
                continue
            wave = together(waves, variable)
            inside = np.array([[1.0 if code in set(buurten) else 0.0 for code in wave.domains]])
            found = estimates(wave, variable, inside)
            low, high = _limits(found.value, found.error, found.effective_n, variable in wave.grades, 0.95)
            low998, high998 = _limits(found.value, found.error, found.effective_n, variable in wave.grades, 0.998)
            reason = ""
            if inside.sum() > 1 and not wave.addable:
                reason = str(Reason.NO_WEIGHT)
            elif not enough(wave, variable, inside, found)[0]:
                reason = str(Reason.TOO_FEW_RESPONDENTS)
            numbers = {"value": found.value[0], "error": found.error[0], "ci_low": low, "ci_high": high}
            numbers |= {"ci998_low": low998, "ci998_high": high998}
            rows.append(
                {"period": period}
                | {name: np.nan if reason else number * recipe.factor for name, number in numbers.items()}
                | {"respondents": found.respondents[0], "effective_n": found.effective_n[0]}
                | {"n_buurten": int(inside.sum()), "reason": reason}
            )
    columns = ["period", "value", "error", "ci_low", "ci_high", "ci998_low", "ci998_high", "respondents"]
    frame = pd.DataFrame(rows, columns=[*columns, "effective_n", "n_buurten", "reason"])
    return frame.sort_values("period", ignore_index=True)


def _limits(
    value: np.ndarray[tuple[int], np.dtype[np.float64]],
    error: np.ndarray[tuple[int], np.dtype[np.float64]],
    effective: np.ndarray[tuple[int], np.dtype[np.float64]],
    grade: bool,
    confidence: float,
) -> tuple[float, float]:
    if grade:
        around = difference_of_estimates(value, error, 0.0, 0.0, confidence)
        return float(around.low[0]), float(around.high[0])
    interval = survey_share_interval(value, effective, confidence=confidence)
    return float(interval.low[0]), float(interval.high[0])


def _waves(s: Snapshot, source: str, variable: str) -> dict[str, list[Wave]]:
    """Waves of a source that hold the figure, per period, made again from the tables of the snapshot."""
    found: dict[str, list[Wave]] = {}
    waves = s.ask(
        "SELECT * FROM survey_wave WHERE source = ? AND wave IN (SELECT wave FROM survey_sum WHERE variable = ?) "
        "ORDER BY wave",
        [source, variable],
    )
    for wave in waves.to_dict("records"):
        strata = s.ask("SELECT * FROM survey_design WHERE wave = ? ORDER BY stratum", [wave["wave"]])
        cells = s.ask(
            "SELECT * FROM survey_sum WHERE wave = ? AND variable = ? ORDER BY area, stratum", [wave["wave"], variable]
        )
        domains = tuple(wave["domains"])
        q, n = round(len(wave["raked"]) ** 0.5), len(strata)
        place = {code: number for number, code in enumerate(domains)}
        d, h = cells["area"].map(place).to_numpy(dtype=np.intp), cells["stratum"].to_numpy(dtype=np.intp)
        moments, crossed = np.zeros((len(domains), n, 7)), np.zeros((len(domains), n, 4, q))
        moments[d, h] = np.stack(cells["moments"].tolist())
        if q:
            crossed[d, h] = np.stack(cells["crossed"].tolist()).reshape(len(cells), 4, q)
        whole = Design(
            strata["respondents"].to_numpy(),
            strata["fraction"].to_numpy(),
            np.array(wave["raked"], dtype=np.float64).reshape(q, q),
            np.array(strata["margins"].tolist(), dtype=np.float64).reshape(n, q),
            np.array(strata["margins_squared"].tolist(), dtype=np.float64).reshape(n, q, q),
        )
        found.setdefault(str(wave["period"]), []).append(
            Wave(
                period=str(wave["period"]),
                name=str(wave["name"]),
                domains=domains,
                boundary_years=tuple(wave["boundary_years"]),
                whole=whole,
                sums={variable: SurveySums(moments, crossed)},
                grades=frozenset(wave["grades"]),
                minimum=(int(wave["minimum_respondents"]), int(wave["minimum_effective"])),
                addable=bool(wave["addable"]),
                published=bool(wave["published"]),
            )
        )
    return found
