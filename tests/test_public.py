"""``wijkpeil serve --public``: what a stranger gets of a data folder that holds the other half too."""

import http.client
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from snapshot import publish, store
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran, run_process
from tests.serving import serving

NAME = "voorbeeldstad"


@pytest.fixture(scope="module")
def public(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The public app on every address of this machine, in a data folder with both halves."""
    data = tmp_path_factory.mktemp("beide") / "data"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    with serving(data, "--public", host="0.0.0.0") as address:
        yield address


def _ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_public_pages_are_there_and_others_are_as_if_they_did_not_exist(public: str) -> None:
    assert _ask(public, "/trend")[0] == 200
    assert _ask(public, "/overzicht") == _ask(public, "/bestaat-niet")
    assert _ask(public, "/overzicht")[0] == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_brought_in(public: str, method: str) -> None:
    for path in ("/_stcore/upload_file/sessie/bestand", "/", "/geo/a/b/c"):
        assert _ask(public, path, method) == (405, b"Hier kan alleen worden gelezen.")


def test_a_page_elsewhere_may_not_open_a_session_here(public: str) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "http://elders.example"}
    assert _ask(public, "/_stcore/stream", **upgrade)[0] == 403


def test_no_file_of_the_other_half_is_given(public: str, voorbeeld: Path) -> None:
    (peil,) = (voorbeeld / "snapshots" / NAME).iterdir()
    for file in ("intern.duckdb", "manifest.json", "openbaar.duckdb", "..%2f..%2fwijzer.json"):
        status, body = _ask(public, f"/geo/{NAME}/{peil.name}/{file}")
        assert status in (400, 404)
        assert b"duckdb" not in body


def test_a_public_process_never_opens_the_other_half(
    voorbeeld_copy: Path, monkeypatch: pytest.MonkeyPatch, wijkpeil: Callable[..., Ran]
) -> None:
    """Not even to check it: with that half gone and damaged, the public half is served as before."""
    (peil,) = (voorbeeld_copy / "snapshots" / NAME).iterdir()
    (peil / publish.INTERN).write_bytes(b"dit is geen database")
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "true")
    settings.cache_clear()
    opened = store.open_snapshot()
    assert (opened.audience, opened.banners) == (store.Audience.OPENBAAR, [])
    rows = json.loads(wijkpeil("figures", "-i", "kinderen_in_armoede", "-a", "BU99010003", "--json").out)
    assert {row["reason"] for row in rows if row["period"] == "2023"} == {"too_few_people"}
    refused = wijkpeil("figures", "-i", "aandeel_herkomst_turkije")
    assert refused.err.startswith("Fout: Indicator 'aandeel_herkomst_turkije' bestaat niet.")
    with pytest.raises(store.WijkpeilError, match="alleen de openbare helft"):
        store.open_snapshot(NAME, store.Audience.INTERN)


def test_a_public_process_reaches_no_other_machine() -> None:
    code = """
import socket, urllib.request
from pages._shut_off import shut_off
shut_off()
for reach in (
    lambda: socket.create_connection(("192.0.2.1", 80), 5),
    lambda: socket.create_connection(("2001:db8::1", 80), 5),
    lambda: urllib.request.urlopen("http://elders.example/"),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
):
    try:
        reach()
    except OSError as error:
        assert "openbare Wijkpeil" in str(error), error
    else:
        raise SystemExit("er kon verbinding worden gemaakt")
with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
    print("binnen deze machine gaat het")
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ran.stdout == "binnen deze machine gaat het\n", ran.stderr


def test_a_public_host_is_an_address(data_folder: Path) -> None:
    ran = run_process(data_folder, "serve", "--public", WIJKPEIL_HOST="monitor.example")
    assert (ran.code, ran.err) == (
        1,
        "Fout: WIJKPEIL_HOST 'monitor.example' is geen adres. Geef het adres in cijfers, bijvoorbeeld 0.0.0.0 voor "
        "alle adressen van deze machine.\n",
    )
