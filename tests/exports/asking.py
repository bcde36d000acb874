"""Questions to the real routes of the API, without a server; and the hidden figures of the example."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages._api import ROUTES
from pages._web import DutchPages, SecurityHeaders

NAME = "voorbeeldstad"
# Protected register of the example; some of its figures are hidden in the public half, by themselves or for others.
REGISTER = "kinderen_in_armoede"
FIGURES = f"/{NAME}/figures"
INTERNAL = "aandeel_herkomst_turkije"
_APP = Starlette(routes=list(ROUTES), middleware=[Middleware(SecurityHeaders), Middleware(DutchPages)])


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """What ``/api/v1`` + ``path`` answers; ``if_none_match="…"`` gives that header."""
    sent: list[dict[str, Any]] = []
    named = {"host": "monitor.example"} | {name.replace("_", "-"): value for name, value in headers.items()}
    whole = path if path.startswith("/api") else f"/api/v1{path}"
    scope = {"type": "http", "method": method, "path": whole, "raw_path": whole.encode(), "scheme": "https"}
    scope |= {"headers": [(name.encode(), value.encode()) for name, value in named.items()], "root_path": ""}
    scope |= {"query_string": query.encode("utf-8", "surrogatepass"), "server": ("x", 443), "http_version": "1.1"}

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(_APP(scope, receive, send))
    found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:]))
