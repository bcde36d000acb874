"""Short questions to a snapshot, for the tests in this folder."""

from snapshot import figures
from snapshot.store import Snapshot


def value_of(s: Snapshot, indicator: str, area: str, period: str) -> float:
    """One figure; it must be there."""
    (value,) = figures.figure_table(s, indicator, [area], [period])["value"]
    return float(value)
