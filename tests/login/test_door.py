"""The door over HTTP: what somebody gets without an identity, with a forged or foreign one, and with a role too low.

Cookies are signed as Streamlit signs them, with the secret of the app under test or with another.
"""

import base64
import http.client
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from snapshot.access import FILE
from tests.login.provider import login_file
from tests.serving import free_port, serving

ISSUER = "http://127.0.0.1:9"
COOKIE, KEY = "_streamlit_user", "een lange tekst die alleen de tests kennen"
ROLES = "personen:\n  an@gemeente.example: analist\n  leo@gemeente.example: lezer\n  co@gemeente.example: coordinator\n"


@pytest.fixture(scope="module")
def app(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of the app with login, and its data folder; the provider itself is not needed here."""
    folder = tmp_path_factory.mktemp("deur")
    data = folder / "data"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    (data / FILE).write_text(ROLES, encoding="utf-8")
    port = free_port()
    login = login_file(folder, f"http://127.0.0.1:{port}", ISSUER)
    with serving(data, port=port, WIJKPEIL_LOGIN=str(login)) as address:
        yield address, data


def _claims(**changes: object) -> dict[str, object]:
    claims = {"sub": "1", "email": "an@gemeente.example", "iss": ISSUER, "aud": "wijkpeil", "iat": int(time.time())}
    return {**claims, "is_logged_in": True, "provider": "default", **changes}


def _cookie(claims: dict[str, object], key: str = KEY) -> str:
    return f"{COOKIE}={create_signed_value(key, COOKIE, json.dumps(claims)).decode()}"


def _ask(app: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(app).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode("utf-8", "replace"), dict(answer.getheaders())
    connection.close()
    return found


def _map_file(data: Path) -> str:
    (peil,) = (data / "snapshots" / "voorbeeldstad").iterdir()
    file = next(peil.glob("geo/*.geojson"))
    return f"/geo/voorbeeldstad/{peil.name}/{file.name}"


def _session(app: str, **headers: str) -> int:
    key = base64.b64encode(b"0123456789abcdef").decode()
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}
    return _ask_open(app, {**upgrade, "Origin": app, **headers})


def _ask_open(app: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(app).netloc, timeout=20)
    connection.request("GET", "/_stcore/stream", headers=headers)
    status = connection.getresponse().status
    connection.close()
    return status


REFUSED: dict[str, dict[str, str]] = {
    "nothing": {},
    "headers of a proxy that is not there": {
        "X-Forwarded-User": "an@gemeente.example",
        "X-Forwarded-Email": "an@gemeente.example",
        "Remote-User": "an@gemeente.example",
        "X-MS-CLIENT-PRINCIPAL-NAME": "an@gemeente.example",
        "Authorization": "Bearer an@gemeente.example",
    },
    "another key": {"Cookie": _cookie(_claims(), "een heel ander geheim van wel 32 tekens")},
    "no signature": {"Cookie": f"{COOKIE}={json.dumps(_claims())}"},
    "another tenant": {"Cookie": _cookie(_claims(iss="http://127.0.0.1:9/ander"))},
    "made for another app": {"Cookie": _cookie(_claims(aud="iets-anders"))},
    "without a subject": {"Cookie": _cookie(_claims(sub=""))},
    "no moment": {"Cookie": _cookie(_claims(iat=None))},
    "not logged in": {"Cookie": _cookie(_claims(is_logged_in=False))},
}


@pytest.mark.parametrize("headers", REFUSED.values(), ids=REFUSED)
def test_who_is_not_recognised_gets_a_page_to_log_in_and_nothing_else(
    app: tuple[str, Path], headers: dict[str, str]
) -> None:
    address, data = app
    status, body, answered = _ask(address, "/trend?indicator=bijstand", **headers)
    assert (status, "Log in om verder te gaan" in body) == (401, True)
    assert 'href="/inloggen?naar=/trend%3Findicator%3Dbijstand"' in body
    assert answered["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answered["content-security-policy"]
    assert _ask(address, "/podium/voorbeeldstad/nu", **headers)[0] == 401
    files = (_map_file(data), "/media/x.csv", "/api/v1/", "/api/v1/voorbeeldstad/figures?indicator=inwoners")
    for path, method in (*((file, "GET") for file in files), ("/_stcore/upload_file/a/b", "PUT")):
        assert _ask(address, path, method, **headers)[:2] == (401, "Meld u opnieuw aan.")


def test_a_session_needs_a_genuine_identity(app: tuple[str, Path]) -> None:
    address, _ = app
    assert _session(address) == 403
    assert _session(address, **REFUSED["another key"]) == 403
    assert _session(address, **REFUSED["another tenant"]) == 403
    assert _session(address, Cookie=_cookie(_claims())) == 101


def test_an_identity_that_is_too_old_is_asked_for_again(app: tuple[str, Path]) -> None:
    address, data = app
    old = {"Cookie": _cookie(_claims(iat=int(time.time()) - 16 * 60))}
    status, _, answered = _ask(address, "/trend?gebied=GM9901", **old)
    assert (status, answered["location"]) == (303, "/inloggen?naar=/trend%3Fgebied%3DGM9901")
    assert _ask(address, _map_file(data), **old)[0] == 401
    back = {"Cookie": old["Cookie"] + "; wp_naar=/trend"}
    status, body, answered = _ask(address, "/", **back)
    assert (status, "Inloggen is niet gelukt" in body) == (401, True)
    assert 'wp_naar=""' in answered["set-cookie"]


def test_a_role_decides_what_may_be_brought_in(app: tuple[str, Path]) -> None:
    address, data = app
    for email, refused in (
        ("leo@gemeente.example", True),
        ("an@gemeente.example", False),
        ("co@gemeente.example", False),
    ):
        cookie = {"Cookie": _cookie(_claims(email=email))}
        assert _ask(address, _map_file(data), **cookie)[0] == 200
        answer = _ask(address, "/_stcore/upload_file/sessie/bestand", "PUT", **cookie)
        # Past the door Streamlit refuses it too, in words of its own: there is no such session.
        assert (answer[:2] == (403, "U hebt hier geen toegang toe.")) == refused


def test_somebody_without_a_role_is_told_so(app: tuple[str, Path]) -> None:
    address, data = app
    stranger = {"Cookie": _cookie(_claims(email="<b>mo</b>@elders.example", sub="2"))}
    status, body, _ = _ask(address, "/trend", **stranger)
    assert status == 403
    assert "U bent ingelogd als &lt;b&gt;mo&lt;/b&gt;@elders.example, maar dit account heeft geen rol" in body
    assert _ask(address, _map_file(data), **stranger)[:2] == (403, "U hebt hier geen toegang toe.")


@pytest.mark.parametrize(
    "asked",
    ["//elders.example", "/\\elders.example", "http://elders.example", "/%0d%0aSet-Cookie:x=1", "/" + "a" * 3000],
)
def test_after_a_login_nobody_is_sent_to_another_site(app: tuple[str, Path], asked: str) -> None:
    status, _, answered = _ask(app[0], f"/inloggen?naar={asked}")
    assert (status, answered["set-cookie"].split(";")[0]) == (303, 'wp_naar="/"')
    assert answered["location"].startswith("/auth/login?provider=")
    cookie = _cookie(_claims()) + f'; wp_naar="{asked}"'
    status, _, answered = _ask(app[0], "/", Cookie=cookie)
    assert (status, urlsplit(urljoin(app[0], answered["location"])).netloc) == (303, urlsplit(app[0]).netloc)
    assert "x=1" not in answered.get("set-cookie", "")


def test_a_role_that_is_taken_away_or_a_file_with_a_mistake_counts_at_once(app: tuple[str, Path]) -> None:
    address, data = app
    cookie = {"Cookie": _cookie(_claims())}
    try:
        assert _ask(address, "/trend", **cookie)[0] == 200
        (data / FILE).write_text(ROLES + "geweigerd: [an@gemeente.example]\n", encoding="utf-8")
        assert _ask(address, "/trend", **cookie)[0] == 403
        (data / FILE).write_text("personen: {an@gemeente.example: baas}\n", encoding="utf-8")
        status, body, _ = _ask(address, "/trend", **cookie)
        assert (status, "Wijkpeil is nu niet open" in body) == (503, True)
        log = (data / "app.log").read_text(encoding="utf-8")
        assert (
            f"{FILE}, regel 1: 'baas' kan niet bij 'an@gemeente.example'. Kies uit 'beheerder', 'analist', "
            "'coordinator' of 'lezer'." in log
        )
    finally:
        (data / FILE).write_text(ROLES, encoding="utf-8")
    assert _ask(address, "/trend", **cookie)[0] == 200


def test_the_app_without_login_answers_this_computer_only(voorbeeld: Path, tmp_path: Path) -> None:
    data: Any = tmp_path / "data"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    with serving(data) as address:
        assert _ask(address, "/trend")[0] == 200
        for headers in ({"Host": "monitor.example"}, {"X-Forwarded-For": "192.0.2.1"}, {"Via": "1.1 proxy"}):
            assert _ask(address, "/trend", **headers)[:2] == (
                403,
                "Deze Wijkpeil heeft geen login en is alleen open op de computer waarop zij draait.",
            )
            assert _session(address, **headers) == 403
