"""Whole files from a server: is it there, did it change, and the file itself."""

from pathlib import Path

from net.client import Client
from net.errors import REPORT, refuse
from net.statline import Fetched, State


def state(client: Client, path: str) -> State:
    """Version and size of a file. Raises LoadRefused; Missing when it is not there."""
    url = f"{client.base}/{path}"
    answer = client.head(url)
    size = answer.headers.get("content-length", "")
    return State(url, answer.validator, int(size) if size.isascii() and size.isdigit() else None, "bytes")


def fetch(client: Client, path: str, folder: Path, start: bytes) -> Fetched:
    """The file, if it begins as its kind must. Raises LoadRefused."""
    url = f"{client.base}/{path}"
    target = folder / path.rsplit("/", 1)[-1]
    answer = client.download(url, target)
    with target.open("rb") as stream:
        if stream.read(len(start)) != start:
            target.unlink()
            refuse(url, "de server geeft een ander soort bestand dan hier hoort te staan.", REPORT)
    return Fetched(url, answer.validator, (target,))
