"""Whatever a server answers, in place of or inside what it should: it is fetched or refused, and never a crash."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import LoadRefused
from net import odata3, odata4, ogc
from net.client import Client, Limits, open_http
from net.errors import Absent
from net.statline import Question
from tests.net.other_sources import add_boundaries
from tests.net.server import Fault, Reply, World, running
from tests.net.tables import kwb
from tests.thorough import times

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
ANY = st.recursive(
    SCALARS, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3)
)
QUESTION = Question("86165NED", "2025", r"buurten (20\d\d)$", ("NL", "GM9901", "WK9901", "BU9901"))
API = "cbs/wijken-en-buurten-2025/ogc/v1"
FETCHES: dict[str, Callable[[Client, Path], Any]] = {
    "v4": lambda client, folder: odata4.fetch(client, QUESTION, folder),
    "v3": lambda client, folder: odata3.fetch(client, QUESTION, folder, as_text=False),
    "derden": lambda client, folder: odata3.fetch(client, QUESTION, folder, as_text=True),
    "pdok": lambda client, folder: ogc.fetch(client, API, ("buurten", "wijken"), ("GM9901",), folder),
}


@pytest.fixture(scope="module")
def played() -> Iterator[tuple[str, World]]:
    world = World(page4=3000, page3=40)
    world.add(kwb(2025))
    add_boundaries(world)
    with running(world) as root:
        yield root, world


def _spoiled(content: Any, path: list[int], odd: Any) -> Any:
    """The content with ``odd`` at a place that ``path`` leads to."""
    if not path or not isinstance(content, dict | list) or not content:
        return odd
    step, *rest = path
    if isinstance(content, dict):
        key = sorted(content)[step % len(content)]
        return {**content, key: _spoiled(content[key], rest, odd)}
    place = step % len(content)
    return [*content[:place], _spoiled(content[place], rest, odd), *content[place + 1 :]]


@pytest.mark.parametrize("kind", FETCHES)
@given(number=st.integers(0, 7), path=st.lists(st.integers(0, 60), max_size=4), odd=ANY)
@settings(max_examples=times(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answer_is_fetched_or_refused(
    played: tuple[str, World], kind: str, number: int, path: list[int], odd: Any
) -> None:
    root, world = played
    limits = Limits(attempts=1, wait_seconds=0, timeout_seconds=5, total_seconds=20)

    def spoil(reply: Reply) -> Reply:
        body = json.dumps(_spoiled(reply.content, path, odd)).encode() if reply.body else reply.body
        return replace(reply, body=body)

    world.faults[:] = [Fault("", spoil, times=1, after=number)]
    with TemporaryDirectory() as folder, open_http(limits) as http:
        try:
            FETCHES[kind](Client(http, f"{root}/{kind}", limits), Path(folder))
        except (LoadRefused, Absent):
            pass
        finally:
            world.faults.clear()
