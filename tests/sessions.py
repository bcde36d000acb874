"""Real sessions of the app without a browser: a websocket that asks for a page and reads until its script has run."""

import os
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


def open_session(address: str, query: str = "") -> ClientConnection:
    """A session that has shown the first page with this query. The caller closes it, or drops it."""
    host = urlsplit(address).netloc
    session = connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=["streamlit"],
        origin=address,
        max_size=None,
        open_timeout=30,
        proxy=None,
    )
    asked = BackMsg()
    asked.rerun_script.query_string = query
    session.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(session.recv(timeout=60))
        if message.WhichOneof("type") == "script_finished":
            return session


def drop(session: ClientConnection) -> None:
    """Leave as a laptop that is closed: without saying goodbye."""
    session.socket.shutdown(socket.SHUT_RDWR)
    session.close()


def left_behind(address: str, warm: int, count: int) -> tuple[float, float]:
    """Resident megabytes of the app after ``warm`` sessions were opened and dropped, and after ``count`` more.

    Streamlit keeps the state of up to 128 sessions that were dropped, for two minutes, in case they come back.
    """
    queries = ("indicator=inwoners", "", "indicator=koopwoningen")
    measured = []
    for many in (warm, count):
        for number in range(many):
            drop(open_session(address, queries[number % len(queries)]))
        measured.append(resident_mb(address))
    return measured[0], measured[1]


def active(address: str) -> int:
    """Sessions that the app takes for open."""
    with urlopen(f"{address}/_stcore/metrics", timeout=10) as answer:
        found = re.search(r"(?m)^active_sessions (\d+)", answer.read().decode())
    assert found is not None
    return int(found.group(1))


def resident_mb(address: str) -> float:
    """Megabytes of memory that the process of the app has now. Raises LookupError when there is none."""
    pages = int((_process(address) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_s(address: str) -> float:
    """Seconds of processor time that the app has used, in all its threads. Raises LookupError when there is none."""
    user, system = (_process(address) / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _process(address: str) -> Path:
    port = address.rsplit(":", 1)[1]
    for process in Path("/proc").glob("[0-9]*"):
        words = (process / "cmdline").read_bytes().split(b"\0")
        if b"streamlit" in words and port.encode() in words:
            return process
    raise LookupError(address)
