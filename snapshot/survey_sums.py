"""From the respondents of a survey wave to sums per buurt and stratum: what a snapshot keeps, and all it needs.

A share or mean of any group of buurten, with a margin that follows from the design, comes from these sums alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from indicators.methods.raking import RakingError, margin_columns, rake
from indicators.methods.weighting import Design, Estimate, SurveySums, design, estimate, survey_sums
from model.errors import LoadRefused, Objection
from model.loading import DENOMINATOR, NUMERATOR, OBSERVATION_COLUMNS, Reading, Survey
from model.status import Status

# Weighted counts are kept on a grid of 2⁻²⁰, so that they add up to the same whatever the order.
_GRID = 2.0**20


@dataclass(frozen=True)
class Wave:
    """Sums of one wave. ``domains``: codes of areas; ``boundary_years``: of each. ``minimum``: respondents, effective.

    ``addable``: whether areas may be added up, which published outcomes allow only when they say for how many people
    each area stands. ``published``: the outcomes came with their margins, not with respondents.
    """

    period: str
    name: str
    domains: tuple[str, ...]
    boundary_years: tuple[int, ...]
    whole: Design
    sums: dict[str, SurveySums]
    grades: frozenset[str]
    minimum: tuple[int, int]
    addable: bool = True
    published: bool = False
    invited: int | None = None


def added_up(reading: Reading, file: str) -> Wave | None:
    """The wave of a reading, None for another source; the reading loses its respondents and gains observations.

    Raises LoadRefused when weights cannot be fitted to the totals that the codebook gives.
    """
    survey, reading.survey = reading.survey, None
    if survey is None:
        return None
    try:
        wave = _of_respondents(survey) if survey.answers is not None else _of_totals(survey)
    except RakingError as error:
        problem = f"de weging naar bekende totalen lukt niet. {error}"
        remedy = "Controleer de totalen bij 'weging' in het codeboek."
        raise LoadRefused(Objection(file=file, problem=problem, remedy=remedy)) from error
    reading.observations = observations(wave)
    return wave


def _of_respondents(survey: Survey) -> Wave:
    answers = survey.answers
    assert answers is not None
    weights = answers["weight"].to_numpy(dtype=np.float64)
    margins = [margin.category for margin in survey.margins]
    totals = [margin.totals for margin in survey.margins]
    columns = None
    if margins:
        weights, columns = rake(weights, margins, totals), margin_columns(margins, totals)
    strata, names = pd.factorize(answers["stratum"], sort=True)
    people = [survey.population[str(name)] for name in names] if survey.population else None
    placed = (answers["area_code"] != "").to_numpy()
    domains, codes = pd.factorize(answers["area_code"][placed], sort=True)
    years = answers[placed].drop_duplicates("area_code").set_index("area_code")["boundary_year"]
    return Wave(
        period=survey.period,
        name=survey.name,
        domains=tuple(str(code) for code in codes),
        boundary_years=tuple(int(years[code]) for code in codes),
        whole=design(weights, strata, len(names), people, columns),
        sums={
            variable: survey_sums(
                answers[variable].to_numpy()[placed],
                weights[placed],
                domains,
                strata[placed],
                len(codes),
                len(names),
                None if columns is None else columns[placed],
            )
            for variable in survey.variables
        },
        grades=survey.grades,
        minimum=survey.minimum,
        invited=survey.invited,
    )


def _of_totals(survey: Survey) -> Wave:
    """Each area is a stratum of its own: two units whose spread gives exactly the published standard error.

    With W people: Σw = W, Σw² = W²/2, Σw²y = W²v/2, Σw²y² = W²(v² + se²)/2, so that 2 (Σu² - (Σu)²/2) = W² se² for
    every group. Σwy² gives the spread: v for a share, v² + n se² for a mean.
    """
    totals = survey.totals
    assert totals is not None
    areas = totals.drop_duplicates("area_code").sort_values("area_code")
    codes = tuple(str(code) for code in areas["area_code"])
    place = {code: number for number, code in enumerate(codes)}
    size, addable = len(codes), bool(totals["people"].notna().all())
    sums = {}
    for variable, rows in totals.groupby("variable", sort=False):
        rows = rows[np.isfinite(rows["value"]) & np.isfinite(rows["error"]) & (rows["n"] > 0)]
        v, se, n = (rows[name].to_numpy(dtype=np.float64) for name in ("value", "error", "n"))
        w = rows["people"].to_numpy(dtype=np.float64) if addable else n
        square = v**2 + n * se**2 if variable in survey.grades else v
        at = rows["area_code"].map(place).to_numpy(dtype=np.intp)
        moments = np.zeros((size, size, 7))
        half = w**2 / 2.0
        moments[at, at] = np.stack([n, w, w * v, w * square, half, half * v, half * (v**2 + se**2)], axis=-1)
        sums[str(variable)] = SurveySums(moments, np.zeros((size, size, 4, 0)))
    whole = Design(np.full(size, 2.0), np.zeros(size), np.zeros((0, 0)), np.zeros((size, 0)), np.zeros((size, 0, 0)))
    return Wave(
        period=survey.period,
        name=survey.name,
        domains=codes,
        boundary_years=tuple(int(year) for year in areas["boundary_year"]),
        whole=whole,
        sums=sums,
        grades=survey.grades,
        minimum=survey.minimum,
        addable=addable,
        published=True,
    )


def observations(wave: Wave) -> pd.DataFrame:
    """OBSERVATION_COLUMNS: per figure and area the weighted sum and the weight under it, with the respondents as n."""
    parts = []
    for variable, sums in wave.sums.items():
        n, w, wy = (sums.moments[..., k].sum(axis=1) for k in (0, 1, 2))
        for ending, values in ((NUMERATOR, wy), (DENOMINATOR, w)):
            parts.append(
                pd.DataFrame(
                    {
                        "area_code": wave.domains,
                        "boundary_year": wave.boundary_years,
                        "period": wave.period,
                        "variable": f"{variable}{ending}",
                        "value": np.round(values * _GRID) / _GRID,
                        "n": n,
                        "status": str(Status.MEASURED),
                        "reason": "",
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)[list(OBSERVATION_COLUMNS)]


def estimates(wave: Wave, variable: str, groups: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> Estimate:
    """Share (0-1) or mean of groups of areas (groups, domains), with standard error and effective number.

    A published outcome whose margin is 0 counts its respondents as the effective number.
    """
    found = estimate(wave.sums[variable], wave.whole, groups)
    if not wave.published:
        return found
    flat = found.error <= 1e-9
    return replace(found, effective_n=np.where(flat, found.respondents, found.effective_n))


def enough(
    wave: Wave, variable: str, groups: np.ndarray[tuple[int, int], np.dtype[np.float64]], found: Estimate
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether groups reach the smallest numbers of the wave, by the effective number and by (Σw)²/Σw² (Kish 1965).

    Where one respondent outweighs the rest, the spread around the mean looks small and the first number large: the
    second is not fooled. A number that is just reached is enough, whatever the last bit of an estimate says.
    """
    respondents, effective = wave.minimum
    reached = (found.respondents >= respondents) & (found.effective_n >= effective * (1.0 - 1e-9))
    if wave.published:
        return np.asarray(reached)
    moments = groups @ wave.sums[variable].moments.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        kish = moments[:, 1] ** 2 / moments[:, 4]
    return np.asarray(reached & (kish >= effective * (1.0 - 1e-9)))


def together(waves: Sequence[Wave], variable: str) -> Wave:
    """Waves of one period in different gemeenten as one design: independent samples side by side."""
    if len(waves) == 1:
        return waves[0]
    own = [wave.sums[variable] for wave in waves]
    whole = [wave.whole for wave in waves]
    sums = SurveySums(_side_by_side([s.moments for s in own], 2), _side_by_side([s.crossed for s in own], 2, last=True))
    return replace(
        waves[0],
        domains=tuple(code for wave in waves for code in wave.domains),
        boundary_years=tuple(year for wave in waves for year in wave.boundary_years),
        whole=Design(
            np.concatenate([d.respondents for d in whole]),
            np.concatenate([d.fraction for d in whole]),
            _side_by_side([d.cross for d in whole], 2),
            _side_by_side([d.stratum_margins for d in whole], 2),
            _side_by_side([d.stratum_cross for d in whole], 3),
        ),
        sums={variable: sums},
        minimum=(max(w.minimum[0] for w in waves), max(w.minimum[1] for w in waves)),
        addable=all(wave.addable for wave in waves),
    )


def _side_by_side(
    parts: list[np.ndarray[tuple[int, ...], np.dtype[np.float64]]], axes: int, last: bool = False
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Blocks along the diagonal of the first ``axes`` axes (and of the last one), zeros elsewhere."""
    apart = [*range(axes), *([parts[0].ndim - 1] if last else [])]
    shape = [sum(p.shape[a] for p in parts) if a in apart else parts[0].shape[a] for a in range(parts[0].ndim)]
    result = np.zeros(shape)
    start = [0] * len(shape)
    for part in parts:
        result[tuple(slice(s, s + length) for s, length in zip(start, part.shape, strict=True))] = part
        start = [s + part.shape[a] if a in apart else 0 for a, s in enumerate(start)]
    return result
