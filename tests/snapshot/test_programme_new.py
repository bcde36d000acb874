"""Another gemeente in ten minutes: the folder that is made passes every check and can be built at once."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.methods.similarity import robust_z
from model.inhoud import TABLES
from snapshot import programme_new, programmes
from snapshot.candidates import SELECTION
from snapshot.store import open_snapshot
from tests.conftest import Ran

Command = Callable[..., Ran]


def test_a_folder_for_a_gemeente_passes_every_check_and_is_built(kort_copy: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("programme", "new", "--gemeente", "GM9901")
    assert (ran.code, ran.out.splitlines()[0]) == (
        0,
        "De map programmes/elzenvoorde/ is gemaakt voor Elzenvoorde: 53 buurten.",
    )
    folder = kort_copy / "programmes" / "elzenvoorde"
    assert {path.stem for path in folder.glob("*.csv")} == TABLES.keys()
    checked = programmes.check_programme("elzenvoorde")
    assert (checked.mistakes, checked.warnings) == ((), ())
    assert checked.programme is not None
    chosen = {code for focuswijk in checked.programme.focuswijken for code in focuswijk.buurten}
    shipped = programmes.current_programme("voorbeeldstad")
    # The example was made with these as its weakest buurten.
    assert {"BU99010100", "BU99010101", "BU99010301"} <= chosen
    assert len(chosen & {code for f in shipped.focuswijken for code in f.buurten}) >= 5
    text = (folder / "programme.yaml").read_text(encoding="utf-8")
    # The short example has no Leefbaarometer and no health figures.
    used = [indicator for indicator in SELECTION if f"{indicator} (" in text]
    assert used == ["huishoudens_laagste_40", "bijstand_per_1000", "netto_arbeidsparticipatie", "opleidingsniveau_laag"]
    assert wijkpeil("check", "-p", "elzenvoorde").code == 0
    again = wijkpeil("programme", "new", "--gemeente", "GM9901")
    assert (again.code, "Het programma 'elzenvoorde' is er al. Kies een andere naam met --naam." in again.err) == (
        1,
        True,
    )
    assert wijkpeil("build", "--programme", "elzenvoorde").code == 0
    s = open_snapshot("elzenvoorde")
    assert s.ask("SELECT count(*) AS n FROM kloof")["n"][0] > 0


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("GM855", "'GM855' is geen geldige gemeentecode. Bedoelt u 'GM0855'?"),
        ("BU99010100", "'BU99010100' is geen geldige gemeentecode. Een gemeentecode ziet eruit als GM0855."),
        ("GM0855", "In het archief staan geen buurten van GM0855."),
    ],
)
def test_no_folder_is_made_of_nothing(kort_copy: Path, wijkpeil: Command, code: str, message: str) -> None:
    ran = wijkpeil("programme", "new", "--gemeente", code)
    assert ran.code == 1
    assert message in ran.err
    assert not list((kort_copy / "programmes").glob("[!.]*"))


def test_empty_tables_have_their_header_and_what_is_there_stays(tmp_path: Path, wijkpeil: Command) -> None:
    (tmp_path / "partners.csv").write_text("van mij", encoding="utf-8")
    assert wijkpeil("programme", "tables", "--to", tmp_path).code == 0
    assert (tmp_path / "partners.csv").read_text(encoding="utf-8") == "van mij"
    with (tmp_path / "strategieen.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert next(csv.reader(stream, delimiter=";"))[:3] == ["id", "naam", "trekkers"]


def test_a_name_becomes_the_name_of_a_folder() -> None:
    assert programme_new.slug("'s-Hertogenbosch") == "s-hertogenbosch"
    assert programme_new.slug("Súdwest-Fryslân") == "sudwest-fryslan"


def test_robust_z_of_five_values_by_hand() -> None:
    # Median 3; deviations 2, 1, 0, 1, 97: median 1.
    assert robust_z([1, 2, 3, 4, 100]) == pytest.approx(np.array([-2, -1, 0, 1, 97]) / 1.4826)
    assert np.isnan(robust_z([5.0, 5.0, 5.0])).all()
    assert np.isnan(robust_z([])).all()


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=20), st.integers(1, 9), st.integers(-99, 99))
def test_robust_z_does_not_depend_on_the_unit(values: list[int], factor: int, shift: int) -> None:
    x = np.array(values, dtype=float)
    np.testing.assert_allclose(robust_z(x * factor + shift), robust_z(x), atol=1e-9)
