"""What a survey wave can show, told when it comes in: margin, effective number, and what change it could see."""

import numpy as np

from indicators.methods._arrays import z_value
from indicators.methods.change import detectable_change_of_mean, detectable_change_of_proportion
from model.loading import Note
from snapshot.survey_sums import Wave, enough, estimates


def notes_of(wave: Wave, file: str) -> list[Note]:
    """One line for the whole sample, then one per figure."""
    lines, effective, shares = [], [], []
    for variable in wave.sums:
        all_areas = np.ones((1, len(wave.domains)))
        if wave.published:
            # Areas may lie in one another, so they are not added up here.
            all_areas = np.eye(len(wave.domains))[_largest(wave, variable)]
        whole = estimates(wave, variable, all_areas)
        each = estimates(wave, variable, np.eye(len(wave.domains)))
        if not whole.respondents[0]:
            continue
        value, error, n = whole.value[0], whole.error[0], whole.effective_n[0]
        least = _detectable(value, error, n, variable in wave.grades)
        shown = enough(wave, variable, np.eye(len(wave.domains)), each)
        scale, decimals, unit = (1.0, 2, "") if variable in wave.grades else (100.0, 1, " procentpunt")
        margin = z_value(0.95) * error * scale
        least_text = ""
        if not np.isnan(least):
            least_text = (
                "; een volgende meting van deze omvang laat een verandering zien vanaf "
                f"{_dutch(least * scale, decimals)}{unit}"
            )
        lines.append(
            f"'{variable}': {_dutch(value * scale, decimals)}{'' if variable in wave.grades else ' %'}, marge "
            f"± {_dutch(margin, decimals)}{unit}, {whole.respondents[0]:.0f} antwoorden, effectief {n:.0f}"
            f"{least_text}; genoeg deelnemers in {shown.sum()} van {len(wave.domains)} gebieden."
        )
        effective.append(n)
        if variable not in wave.grades:
            shares.append((margin, least * scale))
    if not lines:
        return []
    texts = [
        f"{file}: de steekproef als geheel telt effectief voor {_span(effective, 0)} respondenten per vraag"
        + (
            f"; marge ± {_span([m for m, _ in shares], 1)} procentpunt; een volgende meting van deze omvang laat in "
            f"een aandeel een verandering vanaf {_span([least for _, least in shares], 1)} procentpunt zien"
            if shares
            else ""
        )
        + ".",
        *(f"{file}: {line}" for line in lines),
    ]
    return [Note("steekproef" if number == 0 else "vraag", text) for number, text in enumerate(texts)]


def _largest(wave: Wave, variable: str) -> list[int]:
    return [int(wave.sums[variable].moments[..., 0].sum(axis=1).argmax())]


def _detectable(value: float, error: float, effective: float, grade: bool) -> float:
    """Smallest change that a next wave with the same effective number shows with 80 % power."""
    if grade:
        return float(detectable_change_of_mean(error**2 * effective, effective, effective))
    upwards = value <= 0.5
    return float(detectable_change_of_proportion(value * effective, effective, effective, upwards=upwards))


def _span(values: list[float], decimals: int) -> str:
    known = [value for value in values if not np.isnan(value)]
    if not known:
        return "onbekend"
    low, high = _dutch(min(known), decimals), _dutch(max(known), decimals)
    return low if low == high else f"{low} tot {high}"


def _dutch(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
