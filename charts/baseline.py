"""What figures are set against: the rest of the city, the gemeente or Nederland, and how each is called."""

from enum import StrEnum


class Baseline(StrEnum):
    """The value is what columns are called after (``diff_rest``, ``verdict_rest``), and the address's word."""

    REST = "rest"
    GEMEENTE = "gemeente"
    NEDERLAND = "nederland"

    @property
    def label(self) -> str:
        """``verschil met rest van de stad``: its name in a label."""
        return {Baseline.REST: "rest van de stad", Baseline.GEMEENTE: "de gemeente"}.get(self, "Nederland")

    @property
    def named(self) -> str:
        """``hoger dan in de rest van de stad``: its name in a sentence."""
        return {Baseline.REST: "de rest van de stad", Baseline.GEMEENTE: "de gemeente"}.get(self, "Nederland")

    @property
    def overview(self) -> bool:
        """Whether its tests allow for many areas at once; the others are tested area by area."""
        return self is Baseline.REST
