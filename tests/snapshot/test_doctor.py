"""``wijkpeil doctor``: good on a sound folder, and every fault that was put in is named with a remedy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from snapshot import marks, publish
from snapshot.doctor import State, disk_finding
from snapshot.settings import CHECKOUT
from tests.conftest import Ran, run_process

Command = Callable[..., Ran]
NAME = "voorbeeldstad"
SUBJECTS = [
    *(
        "instellingen",
        "versies",
        "schijf",
        "programma's",
        "archief",
        "peilen",
        "edities",
        "actualiteit",
        "bewaartermijn",
    ),
]


def _states(ran: Ran) -> dict[str, set[str]]:
    """Per subject its states; lines with a remedy begin with blanks."""
    found: dict[str, set[str]] = {}
    for line in ran.out.splitlines():
        if not line.startswith(" "):
            found.setdefault(line[8:22].strip(), set()).add(line[:7].strip())
    return found


@pytest.mark.usefixtures("voorbeeld_copy")
def test_a_sound_folder_is_good_in_everything(wijkpeil: Command) -> None:
    ran = wijkpeil("doctor")
    states = _states(ran)
    assert list(states) == SUBJECTS
    states.pop("schijf")  # of the machine that runs the test
    states.pop("versies")
    assert all(state == {"goed"} for state in states.values()), ran.out


def test_every_fault_is_named_with_its_remedy(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    (peil,) = (voorbeeld_copy / "snapshots" / NAME).iterdir()
    (peil / publish.INTERN).write_bytes(b"kapot")
    (voorbeeld_copy / "snapshots" / ".opbouw-voorbeeldstad").mkdir()
    delivery = voorbeeld_copy / "raw" / "cbs_kwb" / "2020" / "001"
    table = delivery / json.loads((delivery / "herkomst.json").read_text())["main_file"]
    table.write_bytes(table.read_bytes()[:-1])
    overlay = voorbeeld_copy / "programmes" / NAME
    overlay.mkdir(parents=True)
    (overlay / "programme.yaml").write_text("id: voorbeeldstad\n", encoding="utf-8")
    ran = wijkpeil("doctor")
    assert ran.code == 1
    states = _states(ran)
    assert states["peilen"] == {"fout", "let op"}
    assert states["archief"] == {"fout"}
    assert states["programma's"] == {"fout"}
    assert f"cbs_kwb 2020: {table.name} is niet meer het bestand dat binnenkwam" in ran.out
    assert "Zet raw/cbs_kwb/2020/001 terug uit een reservekopie." in ran.out
    assert "Het is het geldende peil." in ran.out
    assert "Ruim op met: wijkpeil clean." in ran.out


def test_what_is_stale_asks_for_attention_and_is_no_fault(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    (peil,) = (voorbeeld_copy / "snapshots" / NAME).iterdir()
    manifest = json.loads((peil / publish.MANIFEST).read_text())
    gone = manifest["invoer"].pop()
    manifest["gemaakt"] = "2020-01-01T00:00:00+00:00"
    manifest["versies"]["wijkpeil"] = "0.0.1"
    (peil / publish.MANIFEST).write_text(json.dumps(manifest))
    ran = wijkpeil("doctor")
    assert _states(ran)["actualiteit"] == {"let op"}
    assert f"is 1 levering binnengekomen ({gone['bron']} {gone['editie']})" in ran.out
    assert "dagen oud" in ran.out
    assert "is gemaakt met Wijkpeil 0.0.1" in ran.out
    assert ran.out.count("Bouw op met: wijkpeil build --programme voorbeeldstad.") == 3
    publish.withdraw(NAME, peil.name, "fout")
    assert marks.withdrawal(peil) is not None
    assert "het laatst geldende peil van voorbeeldstad is ingetrokken" in wijkpeil("doctor").out


def test_a_lost_pointer_is_a_fault(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    (voorbeeld_copy / "snapshots" / publish.POINTER).write_text("{")
    ran = wijkpeil("doctor")
    assert (ran.code, _states(ran)["peilen"]) == (1, {"fout"})
    assert f"Kies er een met: wijkpeil rollback PEIL --programme {NAME}." in ran.out


def test_respondents_past_their_date_are_a_fault(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    sidecar = next((voorbeeld_copy / "raw" / "bewonersenquete").rglob("herkomst.json"))
    content = json.loads(sidecar.read_text())
    sidecar.write_text(json.dumps(content | {"keep_until": "2020-12-31"}))
    ran = wijkpeil("doctor")
    assert (ran.code, _states(ran)["bewaartermijn"]) == (1, {"fout"})
    assert f"Wis het bestand met: wijkpeil wis {content['edition']}" in ran.out


def test_an_empty_folder_needs_a_build_and_has_no_fault(data_folder: Path, wijkpeil: Command) -> None:
    states = _states(wijkpeil("doctor"))
    assert states["actualiteit"] == {"let op"}
    assert states["peilen"] == states["archief"] == {"goed"}
    shutil.rmtree(data_folder)
    ran = wijkpeil("doctor")
    assert (ran.code, _states(ran)["instellingen"]) == (1, {"fout"})


def test_settings_that_cannot_be_and_names_that_do_not_exist(data_folder: Path) -> None:
    ran = run_process(data_folder, "doctor", WIJKPEIL_PORT="deur")
    assert ran.code == 1
    assert ran.out == (
        "fout    instellingen   Een instelling heeft een waarde die niet kan: WIJKPEIL_PORT (poort waarop de app "
        "luistert) moet een geheel getal zijn. Verbeter haar.\n"
    )
    ran = run_process(data_folder, "doctor", WIJKPEIL_PROGRAM="x")
    assert ran.code == 1
    assert ran.out.startswith("fout    instellingen   WIJKPEIL_PROGRAM bestaat niet als instelling.")


def test_a_package_of_another_version_is_named(data_folder: Path, tmp_path: Path) -> None:
    info = tmp_path / "pakketten" / "filelock-0.0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: filelock\nVersion: 0.0.1\n")
    path = f"{info.parent}:{CHECKOUT}"
    ran = run_process(data_folder, "doctor", PYTHONPATH=path)
    assert "let op  versies        filelock heeft versie 0.0.1, niet " in ran.out
    assert "Werk bij met: make setup." in ran.out


def test_a_disk_on_which_no_build_fits_is_a_fault() -> None:
    assert disk_finding(50_000_000_000, 40_000_000).state is State.GOOD
    assert disk_finding(900_000_000, 40_000_000).state is State.NOTE
    assert disk_finding(2_000_000_000, 900_000_000).state is State.NOTE
    assert disk_finding(30_000_000, 40_000_000).state is State.FAULT
    assert disk_finding(0, 0).state is State.FAULT
