"""A real local server that plays CBS, PDOK and the Leefbaarometer as formats.md describes them, also on bad days.

Every next link is built from the request's own host. A test adds a ``Fault``: what happens to the requests that it is
for, in place of or after the ordinary answer.
"""

import gzip
import hashlib
import json
import re
import socket
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tests.net.tables import Table

JSON = "application/json;odata.metadata=minimal"
_API_LIMIT = 10_000


@dataclass
class Reply:
    """An answer before it is sent. ``length``: what Content-Length says, when that is not the truth;

    ``asked``: method and address of the question.
    """

    status: int = 200
    body: bytes = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    drip_seconds: float = 0.0
    reset: bool = False
    asked: str = ""

    @property
    def content(self) -> Any:
        return json.loads(self.body)

    def with_content(self, content: Any) -> "Reply":
        return replace(self, body=json.dumps(content).encode())


@dataclass
class Fault:
    """``change`` is applied to replies whose path and question match ``where``, after ``after`` and ``times`` times.

    ``ignores_filter``: such requests are answered as if they had no filter.
    """

    where: str
    change: Callable[[Reply], Reply]
    times: int = 1_000_000
    after: int = 0
    ignores_filter: bool = False


@dataclass
class World:
    """All that the servers have. ``geo``: year → collection → features; ``files``: path → bytes."""

    tables: dict[str, Table] = field(default_factory=dict)
    geo: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    page4: int = 100_000
    page3: int = 10_000
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, *tables: Table) -> None:
        self.tables |= {table.identifier: table for table in tables}

    def change(self, table: str, modified: str) -> None:
        self.tables[table] = replace(self.tables[table], modified=modified)


@contextmanager
def running(world: World) -> Iterator[str]:
    """The root address of a server that plays this world."""
    handler = type("Handler", (_Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings_for(root: str) -> dict[str, str]:
    """Environment that makes every source come from this server, without long waits."""
    urls = {"CBS_V4_URL": "v4", "CBS_V3_URL": "v3", "CBS_DERDEN_URL": "derden", "PDOK_URL": "pdok"}
    urls |= {"PDOK_FILES_URL": "bestanden", "LEEFBAAROMETER_URL": "lbm"}
    limits = {"NET_ATTEMPTS": "3", "NET_WAIT_SECONDS": "0.01", "NET_TIMEOUT_SECONDS": "5", "NET_TOTAL_SECONDS": "60"}
    return {f"WIJKPEIL_{name}": f"{root}/{part}" for name, part in urls.items()} | {
        f"WIJKPEIL_{name}": text for name, text in limits.items()
    }


class _Handler(BaseHTTPRequestHandler):
    world: World
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._serve(with_body=False)

    def do_GET(self) -> None:
        self._serve(with_body=True)

    def _serve(self, with_body: bool) -> None:
        address = unquote(self.path)
        reply = replace(self._answer(), asked=f"{self.command} {address}")
        with self.world.lock:
            self.world.asked.append(f"{self.command} {address} {self.headers.get('Range', '')}".strip())
            for fault in self.world.faults:
                if re.search(fault.where, address):
                    if fault.after > 0:
                        fault.after -= 1
                    elif fault.times > 0:
                        fault.times -= 1
                        reply = fault.change(reply)
        self._send(reply, with_body)

    def _send(self, reply: Reply, with_body: bool) -> None:
        if reply.reset:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        for name, text in reply.headers.items():
            self.send_header(name, text)
        self.end_headers()
        if not with_body or reply.status == 304:
            return
        if reply.length is not None:
            self.close_connection = True
        try:
            if reply.drip_seconds:
                for place in range(len(reply.body)):
                    self.wfile.write(reply.body[place : place + 1])
                    self.wfile.flush()
                    time.sleep(reply.drip_seconds)
            else:
                self.wfile.write(reply.body)
        except OSError:
            self.close_connection = True

    def _answer(self) -> Reply:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        if any(fault.ignores_filter and re.search(fault.where, unquote(self.path)) for fault in self.world.faults):
            query = {name: text for name, text in query.items() if name not in ("$filter", "gemeentecode")}
        part, *rest = unquote(url.path).strip("/").split("/")
        root = f"http://{self.headers['Host']}"
        if part == "v4":
            return _v4(self.world, root, rest, query)
        if part in ("v3", "derden"):
            return _v3(self.world, f"{root}/{part}", rest, query)
        if part == "pdok":
            return self._conditional(_ogc(self.world, root, "/".join(rest), query))
        return self._file("/".join([part, *rest]))

    def _conditional(self, reply: Reply) -> Reply:
        tag = self.headers.get("If-None-Match")
        if reply.status == 200 and tag is not None and tag == reply.headers.get("ETag"):
            return replace(reply, status=304, body=b"")
        return reply

    def _file(self, path: str) -> Reply:
        body = self.world.files.get(path)
        if body is None:
            return _missing()
        tag = _etag(body)
        headers = {"ETag": tag, "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked and self.headers.get("If-Range") == tag:
            start = int(asked.group(1))
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(206, body[start:], "application/octet-stream", headers)
        return Reply(200, body, "application/octet-stream", headers)


def _etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def _missing() -> Reply:
    return Reply(404, b'{"error":{"message":"Not found"}}')


def _json(content: Any) -> Reply:
    return Reply(200, json.dumps(content).encode())


def _matches(row: dict[str, Any], text: str) -> bool:
    """Filters on dimensions: groups of alternatives in brackets, joined by ``and``; or alternatives alone."""
    for group in re.split(r"(?<=\))\s+and\s+(?=\()", text):
        tests = re.findall(r"startswith\((\w+),\s*'([^']*)'\)|(\w+) eq '([^']*)'", group)
        if not any(str(row[a]).startswith(b) if a else str(row[c]) == d for a, b, c, d in tests):
            return False
    return True


def _selected(rows: list[dict[str, Any]], query: dict[str, str]) -> list[dict[str, Any]]:
    return [row for row in rows if _matches(row, query["$filter"])] if "$filter" in query else rows


def _page(rows: list[Any], query: dict[str, str], size: int, base: str, link: str) -> dict[str, Any]:
    """One page; the link to the next one repeats the question."""
    skip = int(query.get("$skip", 0))
    content: dict[str, Any] = {"value": rows[skip : skip + size]}
    if skip + size < len(rows):
        again = {**query, "$skip": str(skip + size)}
        content[link] = base + "?" + "&".join(f"{name}={quote(text)}" for name, text in again.items())
    return content


def _v4(world: World, root: str, path: list[str], query: dict[str, str]) -> Reply:
    table = world.tables.get(path[0])
    if table is None or len(path) != 2:
        return _missing()
    base = f"{root}/v4/{table.identifier}/{path[1]}"
    context = {"@odata.context": f"{root}/v4/{table.identifier}/$metadata#{path[1]}"}
    if path[1] == "Properties":
        about = {"Identifier": table.identifier, "Title": table.title, "Description": "", "Modified": table.modified}
        return _json({**context, **about, "TemporalCoverage": table.period, "ObservationCount": len(table.cells)})
    lists = {
        "MeasureCodes": table.measures,
        "MeasureGroups": [{"Id": "V1", "Index": 0, "Title": "Cijfers", "ParentId": ""}],
        "WijkenEnBuurtenCodes": [_code4(row, n) for n, row in enumerate(table.dimensions["WijkenEnBuurten"])],
        "Observations": table.cells,
    }
    if path[1] not in lists:
        return _missing()
    rows = _selected(lists[path[1]], query)
    if query.get("$count") == "true" and query.get("$top") == "0":
        return _json({**context, "@odata.count": len(rows), "value": []})
    return _json({**context, **_page(rows, query, world.page4, base, "@odata.nextLink")})


def _code4(row: dict[str, Any], place: int) -> dict[str, Any]:
    code = row["Key"].strip()
    group = row["Municipality"] if code[:2] in ("WK", "BU") else code[:2]
    about = {"Identifier": code, "Index": place, "Title": row["Title"], "Description": "", "DimensionGroupId": group}
    return {**about, "Status": ""}


def _v3(world: World, root: str, path: list[str], query: dict[str, str]) -> Reply:
    if query.get("$format") != "json":
        return Reply(200, b'<?xml version="1.0"?><feed/>', "application/atom+xml;charset=utf-8")
    if path[0] == "ODataCatalog":
        rows = [{"Identifier": t.identifier, "Title": t.title, "Modified": t.modified} for t in world.tables.values()]
        return _json({"odata.metadata": "", "value": rows})
    table = world.tables.get(path[2]) if len(path) == 4 else None
    if table is None:
        return _missing()
    name = path[3]
    lists = {"TableInfos": [_info3(table)], "DataProperties": table.properties, **table.dimensions}
    lists["UntypedDataSet"] = table.rows
    if name not in lists:
        return _missing()
    rows = _selected(lists[name], query)
    if path[0] == "ODataApi" and len(rows) > _API_LIMIT:
        return too_many(Reply())
    head = {"odata.metadata": f"{root}/{path[0]}/odata/{table.identifier}/$metadata#Cbs.OData.WebAPI.{name}"}
    base = f"{root}/{path[0]}/odata/{table.identifier}/{name}"
    return _json({**head, **_page(rows, query, world.page3, base, "odata.nextLink")})


def _info3(table: Table) -> dict[str, Any]:
    about = {"ID": 0, "Title": table.title, "ShortTitle": table.title, "Identifier": table.identifier}
    about |= {"Modified": table.modified, "Period": table.period, "ShortDescription": "", "Language": "nl"}
    return {**about, "RecordCount": len(table.rows), "ColumnCount": len(table.rows[0])}


def _ogc(world: World, root: str, path: str, query: dict[str, str]) -> Reply:
    found = re.fullmatch(r"cbs/wijken-en-buurten-(\d{4})/ogc/v1/collections(?:/(\w+)/items)?", path)
    year = world.geo.get(found.group(1)) if found else None
    if found is None or year is None or (found.group(2) and found.group(2) not in year):
        return _missing()
    if found.group(2) is None:
        return _json({"collections": [{"id": name} for name in year]})
    if set(query) - {"f", "limit", "gemeentecode", "buurtcode", "cursor", "bbox", "crs", "bbox-crs"}:
        return Reply(400, b'{"title":"Bad Request"}', "application/problem+json")
    limit = min(int(query.get("limit", 10)), 1000)
    features = [f for f in year[found.group(2)] if query.get("gemeentecode") in (None, f["properties"]["gemeentecode"])]
    start = int(query["cursor"]) if query.get("cursor", "").isdigit() else 0
    page = features[start : start + limit]
    address = f"{root}/pdok/{path}"
    links = [{"rel": "self", "type": "application/geo+json", "href": address}]
    if start + limit < len(features):
        again = {"cursor": str(start + limit), **{name: text for name, text in query.items() if name != "cursor"}}
        href = address + "?" + "&".join(f"{name}={quote(text)}" for name, text in again.items())
        links.append({"rel": "next", "type": "application/geo+json", "href": href})
    content = {"type": "FeatureCollection", "timeStamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    reply = _json({**content, "numberReturned": len(page), "links": links, "features": page})
    headers = {
        "ETag": _etag(json.dumps(page).encode()),
        "Content-Crs": "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>",
    }
    return replace(reply, kind="application/geo+json", headers=headers)


def too_many(reply: Reply) -> Reply:
    text = "The query returns more than 10000 records, use $top and $skip or the feed."
    return replace(reply, status=500, body=json.dumps({"odata.error": {"message": {"value": text}}}).encode())


def status(code: int, **headers: str) -> Callable[[Reply], Reply]:
    """Another status, with no usable body."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return lambda reply: replace(reply, status=code, body=b"{}", headers=named)


def reset(reply: Reply) -> Reply:
    return replace(reply, reset=True)


def cut_off(reply: Reply) -> Reply:
    """Half of the body, with a length that fits: a proxy that gave up."""
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def wrong_length(reply: Reply) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) // 2], length=len(reply.body))


def bad_gzip(reply: Reply) -> Reply:
    packed = gzip.compress(reply.body)
    return replace(reply, body=packed[:10] + b"\xff" * 40, headers={"Content-Encoding": "gzip"})


def gzip_bomb(reply: Reply) -> Reply:
    """Some hundred kB that unpack to 200 MB."""
    packer = zlib.compressobj(wbits=31)
    body = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200)) + packer.flush()
    return replace(reply, body=body, headers={"Content-Encoding": "gzip"})


def drip(reply: Reply) -> Reply:
    """One byte at a time, for more than an hour."""
    return replace(reply, body=b" " * 100_000 + reply.body, drip_seconds=0.05)


def of_kind(kind: str, body: bytes) -> Callable[[Reply], Reply]:
    return lambda reply: replace(reply, kind=kind, body=body)


def edit(change: Callable[[Any], Any]) -> Callable[[Reply], Reply]:
    """The same answer with another content: ``change`` gets the parsed JSON and gives it back."""
    return lambda reply: reply.with_content(change(reply.content))


HTML = of_kind("text/html", b"<html>Wij zijn zo terug</html>")


class Unsteady:
    """Every second answer to each question fails, each time in another way, beginning with the first."""

    def __init__(self) -> None:
        self.failed = 0
        self._asked: Counter[str] = Counter()

    def __call__(self, reply: Reply) -> Reply:
        self._asked[reply.asked] += 1
        if self._asked[reply.asked] % 2 == 0:
            return reply
        self.failed += 1
        ways = [status(500), status(503), reset, wrong_length, cut_off if "json" in reply.kind else reset, HTML]
        return ways[self.failed % len(ways)](reply)
