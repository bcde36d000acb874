"""Statistics over whole columns: Wilson's interval of a million cells, and a tested difference of as many."""

import time

import numpy as np

from indicators.methods.comparisons import difference_of_proportions
from indicators.methods.intervals import proportion_interval

CELLS = 1_000_000


def run() -> dict[str, float]:
    """Seconds, the best of three."""
    random = np.random.default_rng(1)
    base = random.integers(10, 10_000, CELLS).astype(float)
    events = np.floor(base * random.random(CELLS))
    measured = {"wilson 1.000.000 s": [], "difference 1.000.000 s": []}
    for _ in range(3):
        start = time.perf_counter()
        proportion_interval(events, base)
        measured["wilson 1.000.000 s"].append(time.perf_counter() - start)
        start = time.perf_counter()
        difference_of_proportions(events, base, events[::-1], base[::-1])
        measured["difference 1.000.000 s"].append(time.perf_counter() - start)
    return {name: min(times) for name, times in measured.items()}
