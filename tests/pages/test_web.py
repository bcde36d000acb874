"""Routes, headers and the one HTML page, asked of the real middleware and routes without a server."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from charts.style import ASSETS
from pages._pages import PAGES
from pages._routes import asset, geo, version
from pages._web import HEADERS, DutchPages, SecurityHeaders
from snapshot.store import Snapshot

IMMUTABLE = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture(scope="module")
def ask() -> Callable[..., Answer]:
    """``ask("/kaart")``: the answer of the app's routes and middleware, with a stand-in for Streamlit's own."""

    async def streamlit(_request: Request) -> Response:
        return PlainTextResponse("streamlit")

    routes = [Route("/geo/{programme}/{snapshot}/{file}", geo), Route("/assets/{path:path}", asset)]
    middleware = [Middleware(SecurityHeaders), Middleware(DutchPages)]
    app = Starlette(routes=[*routes, Route("/{path:path}", streamlit)], middleware=middleware)

    def get(path: str, query: str = "") -> Answer:
        sent: list[dict[str, Any]] = []
        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "headers": [(b"host", b"x")]}
        scope |= {
            "query_string": query.encode(),
            "scheme": "http",
            "server": ("x", 80),
            "root_path": "",
            "http_version": "1.1",
        }

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()  # the visitor stays
            return {}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(app(scope, receive, send))
        headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], headers, b"".join(part.get("body", b"") for part in sent[1:]))

    return get


def test_map_file_is_kept_for_ever(ask: Callable[..., Answer], voorbeeld_open: Snapshot) -> None:
    file = voorbeeld_open.geo_files[0]["file"]
    answer = ask(f"/geo/voorbeeldstad/{voorbeeld_open.id}/{file}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == IMMUTABLE
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.body == (voorbeeld_open.directory / "geo" / file).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "/geo/voorbeeldstad/{id}/intern.duckdb",
        "/geo/voorbeeldstad/{id}/..%2Fmanifest.json",
        "/geo/voorbeeldstad/{id}/../manifest.json",
        "/geo/../{id}/buurt-2025.geojson",
        "/geo/voorbeeldstad/bestaat-niet/buurt-2025.geojson",
        "/geo/voorbeeldstad/{id}/buurt-1999.geojson",
    ],
)
def test_nothing_else_of_a_snapshot_is_given(ask: Callable[..., Answer], voorbeeld_open: Snapshot, path: str) -> None:
    answer = ask(path.format(id=voorbeeld_open.id))
    assert b"duckdb" not in answer.body
    assert answer.body in (b"Dit bestand is er niet.", b"streamlit") or answer.status == 404
    assert answer.headers.get("cache-control") != IMMUTABLE


@pytest.mark.parametrize(
    "path", [f"/assets/{version()}/kaart.js", "/assets/peil.svg", f"/assets/{version()}/tokens.css"]
)
def test_assets_are_kept_for_ever(ask: Callable[..., Answer], path: str) -> None:
    answer = ask(path)
    assert answer.status == 200
    assert answer.headers["cache-control"] == IMMUTABLE


@pytest.mark.parametrize("path", ["/assets/../style.py", "/assets/fonts/LICENSE-IBM-Plex-Sans.txt", "/assets/niets.js"])
def test_only_assets_are_given(ask: Callable[..., Answer], path: str) -> None:
    assert ask(path).status == 404


def test_every_answer_has_the_security_headers(ask: Callable[..., Answer]) -> None:
    for path in ("/", "/kaart", "/assets/peil.svg", "/_stcore/health", "/geo/a/b/c"):
        headers = ask(path).headers
        assert {name: headers[name.lower()] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]
    assert "unsafe-eval" not in HEADERS["Content-Security-Policy"]
    assert "http" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("entry", PAGES[1:], ids=lambda entry: entry.path)
def test_pages_are_dutch_with_their_own_title(ask: Callable[..., Answer], entry: Any) -> None:
    html = ask(f"/{entry.path}", "indicator=x").body.decode()
    assert '<html lang="nl">' in html
    assert f"<title>{entry.title} · Wijkpeil</title>" in html
    assert "Wijkpeil werkt alleen als JavaScript" in html
    assert "Streamlit app" not in html
    assert 'type="module"' in html


def test_first_page_has_one_address(ask: Callable[..., Answer]) -> None:
    assert ask("/").status == 200
    moved = ask("/overzicht", "programma=x")
    assert (moved.status, moved.headers["location"]) == (307, "/?programma=x")


def test_unknown_page_is_not_found_but_still_a_page(ask: Callable[..., Answer]) -> None:
    answer = ask("/bestaat-niet")
    assert answer.status == 404
    assert b"Deze pagina is er niet" in answer.body


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/static/js/index.js", "/media/x", "/favicon.png", "/kaart/_stcore/health"]
)
def test_streamlit_keeps_its_own_addresses(ask: Callable[..., Answer], path: str) -> None:
    assert ask(path).body == b"streamlit"


def test_scripts_and_styles_call_no_other_host() -> None:
    for path in [p for p in Path(ASSETS).rglob("*") if p.suffix in {".js", ".css", ".svg"}]:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text, path.name
        assert "https://" not in text, path.name
