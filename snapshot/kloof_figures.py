"""Questions about the kloof beside ``figures.kloof``: sums per doel, composite, concentration, streefwaarden."""

from collections.abc import Sequence

import pandas as pd

from model.areas import FOCUSWIJKEN_CODE
from snapshot.store import Snapshot


def kloof_doel(s: Snapshot) -> pd.DataFrame:
    """Per bouwsteen (``doel`` empty) and doel what became of its gaps; columns of snapshot.kloof_sums."""
    return s.ask("SELECT * FROM kloof_doel ORDER BY bouwsteen, doel, area")


def kloof_composite(s: Snapshot, area: str = FOCUSWIJKEN_CODE) -> pd.DataFrame:
    """The gap of the composite per bouwsteen and year of one group, oldest first; see snapshot.kloof_sums."""
    return s.ask("SELECT * FROM kloof_composite WHERE area = ? ORDER BY bouwsteen, period", [area])


def concentration(s: Snapshot, indicators: Sequence[str] | None = None) -> pd.DataFrame:
    """How figures lie over all buurten, per indicator and period, oldest first; columns of snapshot.concentration."""
    return s.ask(
        """
        SELECT * FROM concentration WHERE ? IS NULL OR indicator IN (SELECT unnest(?)) ORDER BY indicator, period
        """,
        [None if indicators is None else "", list(indicators or [])],
    )


def streefwaarden(s: Snapshot) -> pd.DataFrame:
    """Every streefwaarde with the newest figure and the pace; columns of snapshot.targets, and the area's name."""
    return s.ask(
        """
        SELECT t.*, a.name AS area_name FROM streefwaarde t LEFT JOIN area a ON a.code = t.area
        ORDER BY indicator, gebied, jaar
        """
    )


def pairs(s: Snapshot, areas: Sequence[str] | None = None) -> pd.DataFrame:
    """Experience beside record: per pair of the programme and own area what both did; columns of snapshot.pairs."""
    return s.ask(
        """
        SELECT p.*, a.name AS area_name FROM paar p JOIN area a ON a.code = p.area
        WHERE ? IS NULL OR p.area IN (SELECT unnest(?)) ORDER BY paar, level, area
        """,
        [None if areas is None else "", list(areas or [])],
    )


def waterbed(s: Snapshot, indicators: Sequence[str] | None = None) -> pd.DataFrame:
    """The buurten around the focuswijken beside both sides of the gap, per indicator; columns of snapshot.waterbed."""
    return s.ask(
        "SELECT * FROM waterbed WHERE ? IS NULL OR indicator IN (SELECT unnest(?)) ORDER BY indicator",
        [None if indicators is None else "", list(indicators or [])],
    )


def composition(s: Snapshot, area: str) -> pd.DataFrame:
    """What else changed in a group between two years, widest span first; columns of snapshot.composition."""
    return s.ask("SELECT * FROM samenstelling WHERE area = ? ORDER BY start_year, year DESC", [area])
