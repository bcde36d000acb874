"""Where an indicator does have figures: the levels and periods, for who asked for another."""

import pandas as pd

from charts.city_map import LEVEL_NAMES
from charts.frames import records
from charts.numbers import period_label
from model.areas import Level


def available(frame: pd.DataFrame, indicator: str) -> str:
    """``per buurt 2013–2024, per gemeente 2013–2025``; ``frame`` as figures.availability, rows with a value only.

    Empty where there is no figure at all.
    """
    own = frame[frame["indicator"] == indicator]
    told = []
    for level in (Level.BUURT, Level.WIJK, Level.FOCUSWIJK, Level.GEMEENTE):
        periods = sorted(row["period"] for row in records(own[own["level"] == level.value]))
        if periods:
            told.append(f"per {LEVEL_NAMES[level][0]} {_span(periods)}")
    return ", ".join(told)


def _span(periods: list[str]) -> str:
    first, last = period_label(periods[0]), period_label(periods[-1])
    if len(periods) <= 2:
        return " en ".join(dict.fromkeys((first, last)))
    gapless = all(p.isdigit() for p in periods) and int(periods[-1]) - int(periods[0]) == len(periods) - 1
    return f"{first}–{last}" if gapless else ", ".join(period_label(p) for p in periods)
