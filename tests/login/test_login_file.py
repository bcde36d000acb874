"""Fault 70 for the login: a mistake in its files stops ``serve``, names the key, and never shows a value."""

import subprocess
import sys
from pathlib import Path

import pytest

from snapshot.access import FILE
from snapshot.settings import CHECKOUT
from tests.conftest import run_process
from tests.login.provider import login_file

ISSUER = "https://inloggen.gemeente.example"
APP = "https://monitor.gemeente.example"
NOWHERE = "niet-te-raden-geheim"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"client_secret": None}, "login.yaml: het veld 'client_secret' ontbreekt. Neem de waarde over uit de "
         "inlogdienst (minstens 8 tekens)."),
        ({"cookie_sercet": NOWHERE}, "login.yaml, regel 7: onbekend veld 'cookie_sercet'. Bedoelt u 'cookie_secret'?"),
        ({"cookie_secret": NOWHERE}, "login.yaml, regel 5: de waarde bij 'cookie_secret' kan niet. Verzin een "
         "willekeurige tekst van minstens 32 tekens, bijvoorbeeld met: openssl rand -hex 32."),
        ({"client_secret": [NOWHERE]}, "login.yaml, regel 4: de waarde bij 'client_secret' kan niet. Neem de waarde "
         "over uit de inlogdienst (minstens 8 tekens)."),
        ({"uitgever": "http://inloggen.gemeente.example"}, "login.yaml, regel 2: de waarde bij 'uitgever' kan niet. "
         "Geef de uitgever (issuer) van de inlogdienst, met https."),
        ({"adres": f"{APP}/?{NOWHERE}"}, "login.yaml, regel 1: de waarde bij 'adres' kan niet. Geef het adres zoals de "
         "browser het ziet, bijvoorbeeld https://monitor.gemeente.nl (https, zonder pad)."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_line_and_key_without_its_value(
    data_folder: Path, tmp_path: Path, changes: dict[str, object], expected: str
) -> None:
    path = login_file(tmp_path, APP, ISSUER, **changes)
    ran = run_process(data_folder, "serve", WIJKPEIL_LOGIN=str(path), WIJKPEIL_HOST="0.0.0.0")
    assert (ran.code, ran.err, ran.out) == (1, f"Fout: {expected}\n", "")
    assert NOWHERE not in ran.err


def test_a_file_that_everybody_can_read_is_refused(data_folder: Path, tmp_path: Path) -> None:
    path = login_file(tmp_path, APP, ISSUER)
    path.chmod(0o644)
    assert run_process(data_folder, "serve", WIJKPEIL_LOGIN=str(path)).err == (
        "Fout: login.yaml bevat geheimen en is voor iedereen op deze machine te lezen. Beperk dat met: chmod 640 "
        "login.yaml.\n"
    )


def test_a_file_that_is_not_there_or_no_yaml_is_named(data_folder: Path, tmp_path: Path) -> None:
    assert run_process(data_folder, "serve", WIJKPEIL_LOGIN=str(tmp_path / "weg.yaml")).err == (
        "Fout: WIJKPEIL_LOGIN wijst naar weg.yaml, maar dat bestand is er niet. Maak het (zie docs/beheer.md) of haal "
        "WIJKPEIL_LOGIN weg.\n"
    )
    path = login_file(tmp_path, APP, ISSUER)
    path.write_text(f"adres: {APP}\nclient_secret: '{NOWHERE}\n", encoding="utf-8")
    ran = run_process(data_folder, "serve", WIJKPEIL_LOGIN=str(path))
    assert ran.err == (
        "Fout: login.yaml, regel 3: dit is geen geldige YAML. Controleer inspringing, dubbele punten en "
        "aanhalingstekens.\n"
    )


def test_without_roles_the_app_does_not_open(data_folder: Path, tmp_path: Path) -> None:
    path = login_file(tmp_path, APP, ISSUER)
    assert run_process(data_folder, "serve", WIJKPEIL_LOGIN=str(path)).err == (
        f"Fout: {FILE} ontbreekt in de datamap, dus niemand heeft toegang. Maak het bestand; docs/beheer.md zegt hoe.\n"
    )


@pytest.mark.parametrize("arguments", [["--server.address", "0.0.0.0"], ["--server.address", ""]])
def test_the_way_around_serve_is_closed_too(data_folder: Path, arguments: list[str]) -> None:
    """Streamlit itself would listen on every address of the machine."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.port", "0"]
    ran = subprocess.run([*command, *arguments], cwd=CHECKOUT, capture_output=True, text=True, timeout=60, check=False)
    assert "Zonder login toont de app alles wat in het peil staat aan wie haar bereikt; daarom opent zij niet op " in (
        ran.stdout + ran.stderr
    )
    assert ran.returncode != 0
