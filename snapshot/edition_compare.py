"""Two editions beside each other: what each said of the same figure, and what the earlier one saw coming."""

from collections.abc import Sequence
from dataclasses import dataclass

from model.areas import FOCUSWIJKEN_CODE
from model.editie import Gezegd
from snapshot.figures import kloof_fan
from snapshot.store import Snapshot


@dataclass(frozen=True)
class Expected:
    """Where the gap would go if it went on as it did: the middle and the limits of nine in ten, for one year."""

    year: int
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Beside:
    """One figure in both. ``then`` or ``now`` None: that one does not have it; ``expected``: for the year of now."""

    then: Gezegd | None
    now: Gezegd | None
    expected: Expected | None = None

    @property
    def any(self) -> Gezegd:
        """Either of both, for what they share: indicator, area, bouwsteen."""
        found = self.now or self.then
        assert found is not None
        return found


def side_by_side(then: Sequence[Gezegd], now: Sequence[Gezegd], earlier: Snapshot, area: str) -> list[Beside]:
    """What ``then`` and ``now`` said of one area, in the order of now; what only ``then`` has comes last.

    ``earlier``: the snapshot of then, for what it expected.
    """
    before = {one.indicator: one for one in then if one.gebied == area}
    after = {one.indicator: one for one in now if one.gebied == area}
    return [
        Beside(before.get(i), after.get(i), _expected(earlier, before.get(i), after.get(i)))
        for i in dict.fromkeys([*after, *before])
    ]


def _expected(earlier: Snapshot, then: Gezegd | None, now: Gezegd | None) -> Expected | None:
    """The fan of then at the year of the gap now, where that year was still to come."""
    if then is None or now is None or now.kloof is None or now.kloof_periode <= then.kloof_periode:
        return None
    year = int(now.kloof_periode[:4])
    fan = kloof_fan(earlier, then.indicator, FOCUSWIJKEN_CODE)
    row = next(iter(fan[fan["year"] == year].to_dict("records")), None)
    return None if row is None else Expected(year, float(row["middle"]), float(row["low90"]), float(row["high90"]))
