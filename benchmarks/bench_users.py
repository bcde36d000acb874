"""Sixty visitors at once on one process, 5 s between clicks. Limits: p95 350 ms, 600 MB, memory back afterwards.

Every visitor is a real session over a websocket, and goes from page to page and from choice to choice. They are made in
this process, which costs little beside the app; a browser's own work is not counted.
"""

import asyncio
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.bench_build import ROOT, _timed
from tests.serving import serving
from tests.sessions import active, processor_s, resident_mb

USERS, THINKS_S, SECONDS = 60, 5.0, 90
# Streamlit keeps what a visitor chose for two minutes after the connection is gone, in case it comes back.
KEPT_S = 135
INDICATORS = ("inwoners", "bijstand_per_1000", "koopwoningen", "kinderen_in_armoede")
AREAS = ("GM9901", "BU99010100", "BU99010103", "WK990100")


@dataclass
class Felt:
    """Milliseconds from a click until the page's script has run: of first visits, and of all clicks after those."""

    first: list[float] = field(default_factory=list)
    clicks: dict[str, list[float]] = field(default_factory=dict)

    def of_all(self) -> list[float]:
        return [one for times in self.clicks.values() for one in times]


def run() -> dict[str, float]:
    """Milliseconds per click, and resident megabytes of the app before, with all of them, and when they are gone."""
    with tempfile.TemporaryDirectory() as data:
        _timed(data, "fetch", "--from", str(ROOT / "data/voorbeeld/bronbestanden"))
        _timed(data, "build", "--programme", "voorbeeldstad")
        with serving(Path(data)) as address:
            return _measured(address)


def _measured(address: str) -> dict[str, float]:
    # What is kept for all is there after one visitor who saw everything.
    asyncio.run(_crowd(address, 1, 30, Felt(), 0.1))
    before, felt, used = resident_mb(address), Felt(), processor_s(address)
    peak = asyncio.run(_crowd(address, USERS, SECONDS, felt))
    used = processor_s(address) - used
    time.sleep(5)
    gone, still_open = resident_mb(address), active(address)
    time.sleep(KEPT_S)
    asyncio.run(_crowd(address, 1, 10, Felt(), 0.1))
    forgotten = resident_mb(address)
    # What stays is kept for all visitors: a second crowd needs no more than the first.
    again = asyncio.run(_crowd(address, USERS, SECONDS / 2, Felt()))
    slowest = max(felt.clicks, key=lambda page: float(np.percentile(felt.clicks[page], 95)))
    return {
        "clicks": float(len(felt.of_all())),
        "processor per visit or click ms": 1000 * used / (len(felt.of_all()) + len(felt.first)),
        "first visit p50 ms": float(np.percentile(felt.first, 50)),
        "click p50 ms": float(np.percentile(felt.of_all(), 50)),
        "click p95 ms": float(np.percentile(felt.of_all(), 95)),
        f"slowest page ({slowest}) p95 ms": float(np.percentile(felt.clicks[slowest], 95)),
        "memory after one who saw all MB": before,
        f"memory with {USERS} MB": peak,
        "memory when they have left MB": gone,
        "memory when they are forgotten MB": forgotten,
        f"memory with {USERS} others MB": again,
        "still open": float(still_open),
    }


async def _crowd(address: str, users: int, seconds: float, felt: Felt, thinks: float = THINKS_S) -> float:
    """So many visitors for so long; gives the most megabytes that the app had meanwhile."""
    end = time.monotonic() + seconds
    peak = asyncio.create_task(_peak(address, end))
    await asyncio.gather(*(_visitor(address, number / users * thinks, end, felt, thinks) for number in range(users)))
    return await peak


async def _peak(address: str, end: float) -> float:
    most = 0.0
    while time.monotonic() < end:
        most = max(most, resident_mb(address))
        await asyncio.sleep(1.0)
    return most


async def _visitor(address: str, begins_after: float, end: float, felt: Felt, thinks: float) -> None:
    chance = random.Random(begins_after)
    await asyncio.sleep(begins_after)
    place = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    async with connect(place, subprotocols=["streamlit"], origin=address, max_size=None, proxy=None) as session:
        start = time.perf_counter()
        pages = await _ask(session, "", "")
        felt.first.append(1000 * (time.perf_counter() - start))
        names = [*pages]
        while time.monotonic() + thinks < end:
            await asyncio.sleep(thinks * chance.uniform(0.8, 1.2))
            page = chance.choice(names)
            query = f"indicator={chance.choice(INDICATORS)}&gebied={chance.choice(AREAS)}"
            start = time.perf_counter()
            await _ask(session, query, pages[page])
            felt.clicks.setdefault(page or "start", []).append(1000 * (time.perf_counter() - start))


async def _ask(session: ClientConnection, query: str, page: str) -> dict[str, str]:
    """Have the script run and read until it has; gives the key of every page by its address."""
    asked, pages = BackMsg(), dict[str, str]()
    asked.rerun_script.query_string = query
    asked.rerun_script.page_script_hash = page
    await session.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await session.recv(decode=False))
        kind = message.WhichOneof("type")
        if kind == "navigation":
            pages = {one.url_pathname: one.page_script_hash for one in message.navigation.app_pages}
        elif kind == "script_finished":
            return pages
