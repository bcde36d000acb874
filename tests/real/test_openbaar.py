"""The attack on the public half of real Breda: registers of years, kinds of crime, and totals."""

from snapshot import figures
from snapshot.publish import INTERN, OPENBAAR
from snapshot.store import Snapshot
from tests.snapshot.public_attack import read, work_out


def test_no_small_count_of_breda_can_be_worked_out(breda: Snapshot) -> None:
    found = work_out([breda.directory])
    assert found.small > 400
    assert found.found_out == []


def test_what_is_told_of_breda_is_near_the_truth(breda: Snapshot) -> None:
    """Counts that are shown are at most two off; all large wijken keep their figures."""
    keys = ["indicator", "area", "period"]
    told = read(breda.directory / OPENBAAR).merge(read(breda.directory / INTERN), on=keys, suffixes=("", "_true"))
    shown = told[told["numerator"].notna()]
    assert len(shown) > 1500
    assert ((shown["numerator"] - shown["numerator_true"]).abs() <= 2).all()
    crimes = shown[(shown["indicator"] == "misdrijven_per_1000") & (shown["level"] == "wijk")]
    assert crimes["area"].nunique() >= 8


def test_protection_is_what_the_sources_declare(breda: Snapshot) -> None:
    limits, published, _ = figures.protection(breda)
    assert list(limits) == ["Registers van de gemeente"]
    assert "Gezondheid per wijk en buurt" in published
