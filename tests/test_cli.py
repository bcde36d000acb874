"""The command line as a user meets it: what it prints, in which form, and with which exit code."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from snapshot import publish
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran

Command = Callable[..., Ran]


@pytest.mark.usefixtures("voorbeeld_open")
def test_figures_as_json_carry_all_that_is_known(wijkpeil: Command) -> None:
    ran = wijkpeil("figures", "-i", "bijstand_per_1000", "--area", "focuswijken", "--period", "2022", "--json")
    assert ran.code == 0
    (row,) = json.loads(ran.out)
    assert {
        *("indicator", "area", "area_name", "level", "period", "value", "status", "reason", "unit"),
        *("numerator", "denominator", "source", "edition", "baselines"),
    } <= row.keys()
    assert (row["area_name"], row["level"], row["period"], row["source"]) == (
        "Focuswijken samen",
        "focuswijken",
        "2022",
        "cbs_kwb",
    )
    baselines = {entry["baseline"]: entry for entry in row["baselines"]}
    assert {"rest van de stad", "gemeente", "Nederland", "nulmeting"} == baselines.keys()
    for entry in baselines.values():
        assert entry["difference"] == pytest.approx(row["value"] - entry["value"])


@pytest.mark.usefixtures("voorbeeld_open")
def test_figures_as_text_have_dutch_numbers_and_reasons(wijkpeil: Command) -> None:
    ran = wijkpeil("figures", "-i", "gemiddeld_gestandaardiseerd_inkomen", "--area", "GM9901", "--period", "2025")
    assert ran.code == 0
    assert "nog niet gepubliceerd" in ran.out


@pytest.mark.usefixtures("voorbeeld_open")
def test_an_unknown_indicator_or_area_names_the_nearest(wijkpeil: Command) -> None:
    ran = wijkpeil("figures", "-i", "inwoner")
    assert (ran.code, ran.err) == (
        1,
        "Fout: Indicator 'inwoner' bestaat niet. Bedoelt u 'inwoners'? Alle indicatoren: wijkpeil indicators.\n",
    )
    ran = wijkpeil("figures", "-i", "inwoners", "-a", "focuswijke")
    assert ran.code == 1
    assert ran.err.startswith("Fout: Gebied 'focuswijke' bestaat niet. Bedoelt u 'focuswijken'")


@pytest.mark.usefixtures("voorbeeld_open")
def test_indicators_and_areas_as_json(wijkpeil: Command) -> None:
    overview = json.loads(wijkpeil("indicators", "--json").out)
    assert {"indicator", "name", "theme", "unit", "state", "feeds"} <= overview[0].keys()
    wijken = json.loads(wijkpeil("areas", "--level", "wijk", "--json").out)
    assert {row["level"] for row in wijken} == {"wijk"}
    assert len(wijken) == 8


@pytest.mark.usefixtures("voorbeeld_open")
def test_snapshots_show_which_one_is_served_and_its_hash(wijkpeil: Command) -> None:
    (row,) = json.loads(wijkpeil("snapshots", "--json").out)
    assert row["served"]
    assert row["snapshot"] == publish.read_pointer()["peilen"]["voorbeeldstad"]
    assert row["snapshot"].endswith(row["canonical_sha256"][:8])


@pytest.mark.usefixtures("data_folder")
def test_a_build_without_source_files_says_how_to_get_them(wijkpeil: Command) -> None:
    ran = wijkpeil("build", "--programme", "verbeter-breda")
    assert (ran.code, ran.err) == (
        1,
        "Fout: Er zijn nog geen bronbestanden. Haal ze op met: wijkpeil fetch --from MAP.\n",
    )


def test_a_build_for_a_gemeente_without_files_says_so(voorbeeld_copy: Path, wijkpeil: Command) -> None:
    ran = wijkpeil("build", "--programme", "verbeter-breda")
    assert ran.code == 1
    assert ran.err == (
        "Fout: Geen enkel bronbestand gaat over GM0758. Haal eerst de kerncijfers of grenzen van deze gemeente op met: "
        "wijkpeil fetch --from MAP.\n"
    )


@pytest.mark.usefixtures("data_folder")
def test_nothing_offered_is_an_error(tmp_path: Path, wijkpeil: Command) -> None:
    (tmp_path / "leeg").mkdir()
    assert wijkpeil("fetch", "--from", tmp_path / "leeg").code == 1
    ran = wijkpeil("fetch", "--from", tmp_path / "bestaat-niet")
    assert (ran.code, ran.err) == (1, "Fout: bestaat-niet bestaat niet. Geef een bestand of een map.\n")


def test_start_on_an_empty_folder_builds_the_example_and_serves_it(data_folder: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "WIJKPEIL_DATA": str(data_folder), "WIJKPEIL_PORT": str(port), "CI": "true"}
    process = subprocess.Popen(
        [sys.executable, "-c", "import cli; cli.main()", "start"],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        for _ in range(600):
            try:
                with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as answer:
                    assert answer.status == 200
                break
            except (URLError, ConnectionError, TimeoutError):
                assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
                time.sleep(0.1)
        else:
            pytest.fail("de app is niet gestart")
        assert publish.identifiers("voorbeeldstad")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        out, _ = process.communicate(timeout=20)
    assert f"http://127.0.0.1:{port}" in out.decode()


@pytest.mark.usefixtures("data_folder")
def test_the_app_without_login_opens_on_this_machine_only(wijkpeil: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKPEIL_HOST", "0.0.0.0")
    settings.cache_clear()
    ran = wijkpeil("serve")
    assert (ran.code, ran.err) == (
        1,
        "Fout: Zonder login toont de app alles wat in het peil staat aan wie haar bereikt; daarom opent zij niet op "
        "0.0.0.0. Stel de login in met WIJKPEIL_LOGIN (zie docs/beheer.md), of zet WIJKPEIL_HOST op 127.0.0.1.\n",
    )


@pytest.mark.usefixtures("voorbeeld_open")
def test_the_kloof_as_json_and_text(wijkpeil: Command) -> None:
    rows = json.loads(wijkpeil("kloof", "--json").out)
    gaps = [row for row in rows if row["status"] == "berekend"]
    assert {"indicator", "period", "gap", "gap_low", "gap_high", "change", "change_result", "pace_asked"} <= gaps[
        0
    ].keys()
    for row in gaps:
        assert row["gap"] == pytest.approx(row["focus_value"] - row["rest_value"])
    assert all(row["reason"] for row in rows if row["status"] == "geen kloof")
    text = wijkpeil("kloof").out
    assert "focuswijken samen min rest van de stad" in text
    assert "niet te toetsen" in text


@pytest.mark.usefixtures("voorbeeld_open")
def test_figures_on_the_borders_of_a_chosen_year(wijkpeil: Command) -> None:
    asked = ("figures", "-i", "inwoners", "--area", "BU99010505", "--period", "2025")
    assert (
        "4.790  Oeverlanden  omgerekend naar grenzen van 2013, naar inwoners"
        in wijkpeil(*asked, "--grenzen", "2013").out
    )
    assert "2.175  Oeverlanden" in wijkpeil(*asked, "--grenzen", "eigen").out
    ran = wijkpeil(*asked, "--grenzen", "2011")
    assert ran.code == 1
    assert ran.err.strip() == (
        "Fout: Op de grenzen van '2011' kan Wijkpeil geen cijfers tonen. Er zijn kaarten van 2013, 2019, 2025. Kies "
        "met --grenzen een van deze jaren of 'eigen' (elk cijfer op zijn eigen grenzen)."
    )
    ran = wijkpeil("figures", "-i", "inwoners", "--area", "BU99010506", "--grenzen", "2013")
    assert ran.err.strip() == (
        "Fout: Gebied 'BU99010506' (Nieuwe Oever) bestaat niet op de grenzen van 2013. Kies een ander jaar met "
        "--grenzen, of 'eigen' (elk cijfer op zijn eigen grenzen)."
    )
