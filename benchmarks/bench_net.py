"""Fetching from a local server: 13 editions of one gemeente (goal: 60 s), unchanged (3 s), whole country (20 MB/s)."""

import json
import os
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from benchmarks.bench_build import ROOT
from benchmarks.bench_kwb import codes
from net import odata4
from net.client import Client, Limits, open_http
from net.statline import Question
from tests.net.server import World, running, settings_for
from tests.net.tables import KWB_TABLES, kwb

_BUURTEN_EACH, _MEASURES, _PAGE = 14_500 / (340 * 9), 100, 100_000


def run() -> dict[str, float]:
    """Seconds of the command in a process of its own; MB per second of JSON through parser and writer."""
    world = World()
    world.add(*(kwb(year) for year in KWB_TABLES))
    with tempfile.TemporaryDirectory() as folder, running(world) as root:
        environment = {**os.environ, **settings_for(root), "WIJKPEIL_DATA": folder}
        first, second = (_command(environment) for _ in range(2))
    megabytes, seconds = _country()
    return {
        "fetch of 13 editions of one gemeente s": first,
        "fetch of 13 unchanged editions s": second,
        "whole country in one edition MB": megabytes,
        "whole country through parser and writer MB/s": megabytes / seconds,
    }


def _command(environment: dict[str, str]) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-c", "import cli; cli.main()", "fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout.decode() + done.stderr.decode())
    return time.perf_counter() - start


def _country() -> tuple[float, float]:
    """Megabytes of answers and the seconds to fetch, parse, check and write them; the pages are made beforehand."""
    pages, count = _pages()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Country,), {"pages": pages, "count": count}))
    Thread(target=server.serve_forever, daemon=True).start()
    limits, received = Limits(), 0

    def counted(size: int) -> None:
        nonlocal received
        received += size

    try:
        with tempfile.TemporaryDirectory() as folder, open_http(limits) as http:
            client = Client(http, f"http://127.0.0.1:{server.server_address[1]}", limits, counted)
            start = time.perf_counter()
            odata4.fetch(client, Question("85984NED", "2024", r"buurten (20\d\d)$"), Path(folder))
            return received / 1e6, time.perf_counter() - start
    finally:
        server.shutdown()
        server.server_close()


def _pages() -> tuple[list[bytes], int]:
    areas = codes(_BUURTEN_EACH).tolist()
    rows = [
        {
            "Id": number * _MEASURES + place,
            "Measure": f"M{place:06}",
            "ValueAttribute": "None",
            "Value": 12.5,
            "StringValue": None,
            "WijkenEnBuurten": area,
        }
        for number, area in enumerate(areas)
        for place in range(_MEASURES)
    ]
    pages = []
    for start in range(0, len(rows), _PAGE):
        content: dict[str, object] = {"value": rows[start : start + _PAGE]}
        if start + _PAGE < len(rows):
            content["@odata.nextLink"] = f"/85984NED/Observations?page={len(pages) + 1}"
        pages.append(json.dumps(content).encode())
    return pages, len(rows)


class _Country(BaseHTTPRequestHandler):
    """Answers that were made beforehand, so that only the client's work is measured."""

    pages: list[bytes]
    count: int
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        name, _, query = self.path.partition("?")
        body = b'{"value":[]}'
        if name.endswith("Properties"):
            about = {"Identifier": "85984NED", "Title": "Kerncijfers wijken en buurten 2024", "Modified": "x"}
            body = json.dumps(about).encode()
        elif "count" in query:
            body = json.dumps({"@odata.count": self.count, "value": []}).encode()
        elif name.endswith("Observations"):
            body = self.pages[int(query.removeprefix("page=") or 0)]
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    for name, amount in run().items():
        print(f"{name}: {amount:.2f}")
