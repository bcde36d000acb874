"""The audit log: who brought in, built, published and erased what, also from the command line."""

import getpass
from collections.abc import Callable
from pathlib import Path

from snapshot import audit
from snapshot.acts import here
from tests.conftest import Ran
from tests.faults.town import CODES, INWONERS, KOOP, inhabitants_of, kwb
from tests.snapshot.proposed import NAME, settle


def test_every_act_of_the_command_line_has_a_line_with_a_name(
    data_folder: Path, tmp_path: Path, wijkpeil: Callable[..., Ran]
) -> None:
    settle(data_folder)
    path = kwb(tmp_path, {INWONERS: inhabitants_of(), KOOP: [60] * len(CODES)})
    assert wijkpeil("fetch", "--from", path, "--edition", "2024").code == 0
    assert wijkpeil("build", "-p", NAME).code == 0
    assert wijkpeil("wis", "2024", "--reden", "niet meer nodig").code == 1
    lines = audit.entries()
    assert here() == f"{getpass.getuser()} (opdrachtregel)"
    assert {line["wie"] for line in lines} == {here()}
    assert [line["wat"] for line in lines] == [
        "bestand toegevoegd",
        "peil opbouwen",
        "peil gepubliceerd",
        "respondenten wissen",
        "respondenten wissen: niet gelukt",
    ]
    assert {key: lines[0][key] for key in ("bron", "editie", "levering", "bestand")} == {
        "bron": "cbs_kwb",
        "editie": "2024",
        "levering": 1,
        "bestand": path.name,
    }
