"""A local Locatieserver in the shape of formats.md, section 8: its guesses are what a test gives it, asked or not."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Known:
    """``documents``: its guesses; ``status`` of every answer; ``content`` in place of it; ``asked``: what came in."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)
    content: Any = None


@contextmanager
def running(known: Known) -> Iterator[str]:
    """The base address of such a server."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            known.asked.append({"path": url.path} | {name: values[0] for name, values in parse_qs(url.query).items()})
            found = {"numFound": len(known.documents), "start": 0, "maxScore": 11.2, "docs": known.documents}
            body = json.dumps({"response": found} if known.content is None else known.content).encode()
            self.send_response(known.status)
            self.send_header("Content-Type", "application/json;charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/search/v3_1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
