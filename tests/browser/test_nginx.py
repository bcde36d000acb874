"""deploy/nginx before both apps, started as their systemd units say: https, headers, sessions, login, limits."""

import json
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from snapshot import audit
from snapshot.access import FILE
from snapshot.settings import CHECKOUT
from tests.deploy import units
from tests.login.provider import login_file, provider
from tests.serving import free_port, waited_for

pytestmark = pytest.mark.browser
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = "Er is geen nginx. Installeer het met: sudo apt-get install nginx-light"
PUBLIC, INTERN = "monitor.gemeente.example", "intern.monitor.gemeente.example"
LEEFBAAROMETER = next((CHECKOUT / "data" / "voorbeeld" / "bronbestanden" / "leefbaarometer").glob("*.zip"))
CONF = (CHECKOUT / "deploy" / "nginx" / "wijkpeil.conf").read_text(encoding="utf-8")


@dataclass
class Site:
    """Both monitors behind one nginx, the port where it listens for https, and the data folder of both."""

    port: int
    data: Path

    def address(self, name: str) -> str:
        return f"https://{name}:{self.port}"


def _configured(folder: Path, https: int, http: int, public: int, intern: int) -> Path:
    """The configuration as it is, with other ports and certificate, inside the little that Debian puts around it."""
    text = CONF.replace("listen 443 ssl", f"listen 127.0.0.1:{https} ssl").replace(
        "listen 80;", f"listen 127.0.0.1:{http};"
    )
    text = text.replace("127.0.0.1:8502", f"127.0.0.1:{public}").replace("127.0.0.1:8501", f"127.0.0.1:{intern}")
    text = text.replace(f"/etc/ssl/certs/{PUBLIC}.pem", str(folder / "cert.pem"))
    text = text.replace(f"/etc/ssl/private/{PUBLIC}.key", str(folder / "key.pem"))
    names = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; worker_processes 1;\n"
        f"events {{ worker_connections 2048; }}\nhttp {{ access_log off; {names} {text} }}\n",
        encoding="utf-8",
    )
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={PUBLIC}",
         "-addext", f"subjectAltName=DNS:{PUBLIC},DNS:{INTERN}",
         "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def site(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("nginx")
    data = folder / "data"
    data.mkdir()
    (data / "snapshots").symlink_to(voorbeeld / "snapshots")
    (data / FILE).write_text("personen: {an@gemeente.example: analist}\n", encoding="utf-8")
    https, http, public, intern = (free_port() for _ in range(4))
    site = Site(https, data)
    with provider(folder, site.address(INTERN)) as one:
        one.set_accounts(an={"email": "an@gemeente.example", "email_verified": True})
        login = login_file(folder, site.address(INTERN), one.issuer)
        paths = {"/var/lib/wijkpeil-openbaar": data, "/var/lib/wijkpeil": data, "/etc/wijkpeil/login.yaml": login}
        started = []
        for unit, port in (("wijkpeil-openbaar.service", public), ("wijkpeil.service", intern)):
            (line,) = units.lines(unit, "ExecStart")
            values = {**os.environ, **units.environment(unit, paths), "WIJKPEIL_PORT": str(port), "CI": "true"}
            log = folder / f"{unit}.log"
            started.append(waited_for(units.command(line, "", paths), CHECKOUT, values, log, port))
        configured = _configured(folder, https, http, public, intern)
        subprocess.run([NGINX, "-t", "-c", configured], check=True, capture_output=True)
        with started[0], started[1], subprocess.Popen([NGINX, "-c", configured]) as process:
            _wait(https, process)
            yield site
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, "nginx is gestopt voor het luisterde"
            time.sleep(0.1)
    raise AssertionError("nginx luistert na tien seconden nog niet")


def _ask(site: Site, name: str, path: str, method: str = "GET", body: bytes = b"") -> tuple[int, dict[str, str]]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", site.port, context=context, timeout=20)
    connection.request(method, path, body=body or None, headers={"Host": f"{name}:{site.port}"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, {key.lower(): value for key, value in answer.getheaders()}


@pytest.fixture
def page(one_browser: Browser) -> Iterator[Page]:
    context = one_browser.new_context(ignore_https_errors=True, locale="nl-NL")
    yield context.new_page()
    context.close()


def _log_in(page: Page) -> None:
    page.get_by_role("link", name="Inloggen").click()
    page.fill("[name=login]", "an")
    page.fill("[name=password]", "maakt hier niet uit")
    page.click("button[type=submit]")


def test_the_public_monitor_draws_its_map_over_https(site: Site, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site.address(PUBLIC)}/kaart")
    expect(page.locator(".wp-head h1")).to_have_text("Kaart")
    expect(page.locator(".wp-map-canvas path").first).to_be_attached(timeout=15000)
    assert complaints == []


def test_the_intern_monitor_wants_a_login_and_keeps_it_for_https(site: Site, page: Page) -> None:
    page.goto(f"{site.address(INTERN)}/overzicht")
    _log_in(page)
    expect(page.locator(".wp-head h1")).to_have_text("Overzicht", timeout=15000)
    ours = [cookie for cookie in page.context.cookies() if cookie["name"].startswith("_streamlit_user")]
    assert ours
    assert all(cookie["secure"] and cookie["httpOnly"] for cookie in ours)


def test_a_file_is_offered_by_name_through_nginx(site: Site, page: Page) -> None:
    page.goto(f"{site.address(INTERN)}/toevoegen")
    _log_in(page)
    page.locator("input[type=file]").set_input_files(LEEFBAAROMETER)
    page.get_by_role("button", name="Bekijk wat dit is").click()
    page.get_by_role("button", name="Voeg bestand toe aan het archief").click(timeout=60_000)
    expect(page.get_by_text("1 bestand is toegevoegd")).to_be_visible(timeout=60_000)
    lines = [json.loads(line) for line in (site.data / audit.FILE).read_text(encoding="utf-8").splitlines()]
    assert [(line["wie"], line["wat"]) for line in lines] == [
        ("an@gemeente.example", "bestanden aangeboden"),
        ("an@gemeente.example", "bestand toegevoegd"),
    ]


def test_headers_and_limits(site: Site) -> None:
    status, headers = _ask(site, PUBLIC, "/trend")
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "uvicorn" not in headers["server"] and not any(char.isdigit() for char in headers["server"])  # noqa: PT018
    assert _ask(site, PUBLIC, "/overzicht")[0] == 404
    assert _ask(site, PUBLIC, "/_stcore/upload_file/a/b", "PUT", b"x" * 5000)[0] == 413
    assert _ask(site, INTERN, "/overzicht")[0] == 401
    assert _ask(site, INTERN, "/_stcore/upload_file/a/b", "PUT", b"x" * 5000)[0] == 401
