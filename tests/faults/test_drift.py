"""Fault 30: half the areas gone, or values that jump. The load is held, the difference shown, and consent asked for."""

from pathlib import Path

import pytest

from tests.faults.cases import Refused, each
from tests.faults.conftest import Town
from tests.faults.town import CODES, INWONERS, inhabitants, kwb, kwb_rows
from tests.loaders.kwb_files import REGION_HEADERS, text_csv

STATED = ("--edition", "2025")
CONSENT = "Klopt dit, bied het bestand dan opnieuw aan met --accept."


def only(folder: Path, codes: list[str]) -> Path:
    """Kerncijfers of some of the areas."""
    rows = kwb_rows([[inhabitants(code) for code in codes]], codes)
    return text_csv(folder / "kerncijfers.csv", [*REGION_HEADERS, INWONERS], rows)


def times(folder: Path, factor: float) -> Path:
    return kwb(folder, {INWONERS: [round(factor * inhabitants(code)) for code in CODES]})


HELD = [
    Refused(
        30,
        "de helft van de buurten weg",
        lambda f: only(f, CODES[:9]),
        "kerncijfers.csv: van aantal_inwoners hadden in editie 2024 12 buurten een cijfer en in dit bestand 6; er "
        f"ontbreken er 6 (BU00010100, BU00010101, BU00010102, …). {CONSENT}",
        STATED,
        "vastgehouden",
    ),
    Refused(
        30,
        "alle buurten weg",
        lambda f: only(f, ["NL00", "GM0001"]),
        "kerncijfers.csv: van aantal_inwoners hadden in editie 2024 12 buurten een cijfer en in dit bestand 0; er "
        f"ontbreken er 12 (BU00010000, BU00010001, BU00010002, …). {CONSENT}",
        STATED,
        "vastgehouden",
    ),
    Refused(
        30,
        "verdrievoudigd",
        lambda f: times(f, 3),
        "kerncijfers.csv: van aantal_inwoners is in 16 van 16 gebieden de waarde meer dan gehalveerd of verdubbeld "
        f"sinds editie 2024; het meest in 'NL00', van '1.860' naar '5.580'. {CONSENT}",
        STATED,
        "vastgehouden",
    ),
    Refused(
        30,
        "nieuwe levering van dezelfde editie",
        lambda f: times(f, 0.1),
        "kerncijfers.csv: van aantal_inwoners is in 16 van 16 gebieden de waarde meer dan gehalveerd of verdubbeld "
        f"sinds editie 2024; het meest in 'NL00', van '1.860' naar '186'. {CONSENT}",
        ("--edition", "2024"),
        "vastgehouden",
    ),
]


@each(HELD)
def test_held_until_someone_agrees(town: Town, folder: Path, case: Refused) -> None:
    path = case.build(folder)
    town.refuses(path, case)
    before = len(town.deliveries)
    assert town.fetch(path, *case.options, "--accept").code == 0
    assert len(town.deliveries) == before + 1


def test_check_tells_it_beforehand(town: Town, folder: Path) -> None:
    checked = town.check(times(folder, 3), *STATED)
    assert checked.code == 2
    assert checked.out.splitlines()[-1] == f"Bezwaar: {HELD[2].message}"


@pytest.mark.parametrize("factor", [0.6, 1.9])
def test_ordinary_change_is_let_in(town: Town, folder: Path, factor: float) -> None:
    assert town.fetch(times(folder, factor), *STATED).code == 0


def test_seven_of_twelve_buurten_are_let_in(town: Town, folder: Path) -> None:
    assert town.fetch(only(folder, [*CODES[:9], "BU00010100"]), *STATED).code == 0


def test_variable_that_is_wholly_gone_is_no_drift(town: Town, folder: Path) -> None:
    """A new year often begins without income or housing: that is told as not yet published, not held."""
    assert town.fetch(only(folder, CODES), *STATED).code == 0
