"""The client alone, against the real server: what must stay within bounds, and what a message may not tell."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model.errors import LoadRefused
from net import odata3
from net.client import Client, Limits, open_http
from net.errors import shown
from net.statline import Question
from snapshot import net_plan
from snapshot.net_plan import Web
from tests.net import server as play
from tests.net.other_sources import health
from tests.net.server import Fault, Reply, World, running
from tests.net.tables import kwb

LIMITS = Limits(attempts=2, wait_seconds=0.01, timeout_seconds=5, total_seconds=5)


@pytest.fixture
def root(world: World) -> Iterator[str]:
    with running(world) as address:
        yield address


def _client(base: str, limits: Limits = LIMITS) -> Client:
    return Client(open_http(limits), base, limits)


def _error_page(change: Callable[[Reply], Reply]) -> Callable[[Reply], Reply]:
    return lambda reply: change(Reply(500, b"{}" * 10, reply.kind))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (play.drip, "het ophalen duurde langer dan 0,5 seconden en is gestopt."),
        (play.gzip_bomb, "de server antwoordt met 500 (fout in de server); na 2 pogingen gestopt."),
    ],
)
def test_an_error_page_is_read_no_further_than_a_message(
    world: World, root: str, change: Callable[[Reply], Reply], why: str
) -> None:
    world.faults.append(Fault("Properties", _error_page(change)))
    counted: list[int] = []
    limits = Limits(attempts=2, wait_seconds=0.01, timeout_seconds=5, total_seconds=0.5 if change is play.drip else 5)
    client = Client(open_http(limits), root, limits, counted.append)
    began = time.monotonic()
    with pytest.raises(LoadRefused) as refused:
        client.json(f"{root}/v4/86165NED/Properties")
    assert why in str(refused.value)
    assert time.monotonic() - began < 4
    assert sum(counted) < 150_000_000


def test_all_answers_of_one_visit_together_are_bounded(world: World, root: str) -> None:
    world.add(kwb(2025))
    client = _client(root, Limits(attempts=1, most_bytes_in_all=2_000_000))

    def ask() -> None:
        for _ in range(50):
            client.json(f"{root}/v4/86165NED/Observations")

    with pytest.raises(LoadRefused) as refused:
        ask()
    assert "alle antwoorden samen zijn groter dan 2 MB; er is niet verder gelezen." in str(refused.value)


def test_a_waiting_time_that_is_no_number_is_not_waited_for(world: World, root: str) -> None:
    world.faults.append(Fault("Properties", play.status(503, Retry_After="\u00b2")))
    with pytest.raises(LoadRefused, match="antwoordt met 503"):
        _client(root).json(f"{root}/v4/86165NED/Properties")


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda reply: Reply(416, b"", "text/plain"), id="416"),
        pytest.param(
            lambda reply: Reply(206, b"zz", "application/octet-stream", {"Content-Range": "bytes 0-1/9"}),
            id="other range",
        ),
    ],
)
def test_a_half_file_that_the_server_cannot_go_on_with_is_fetched_anew(
    world: World, root: str, tmp_path: Path, answer: Callable[[Reply], Reply]
) -> None:
    world.files["lbm/a.zip"] = b"PK 1234567"
    target = tmp_path / "a.zip"
    (tmp_path / ".a.zip.deel").write_bytes(b"PK 1234567")
    (tmp_path / ".a.zip.versie").write_text('"oud"')
    world.faults.append(Fault("a.zip", answer, times=1))
    _client(root).download(f"{root}/lbm/a.zip", target)
    assert target.read_bytes() == b"PK 1234567"
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_message_tells_no_question_name_or_password() -> None:
    assert shown("https://naam:geheim@host.nl/free?q=4811AB 12") == "https://host.nl/free"
    assert shown("https://host.nl/a@b") == "https://host.nl/a@b"
    with pytest.raises(LoadRefused) as refused:
        _client("https://host.nl").same_server("https://naam:geheim@elders.nl/x", "https://host.nl/a?sleutel=1")
    assert "geheim" not in str(refused.value)
    assert "sleutel" not in str(refused.value)


def test_names_of_a_server_that_would_become_paths_are_passed_over(world: World, server: str) -> None:
    world.add(kwb(2025), kwb(2026, "../../kwaad"), kwb(2027, "86999NED"))
    web = Web()
    ((_, remote),) = net_plan.remotes("cbs_kwb")
    offered = net_plan.offered(web, remote)
    assert ("2026" in offered, offered["2027"]) == (False, "86999NED")
    table = health()
    table.dimensions["Perioden"].append({"Key": "../xJJ00", "Title": "kwaad", "Description": ""})
    world.add(table)
    question = Question("50120NED", "", "Gezondheid")
    assert odata3.periods(_client(f"{server}/derden"), question) == ["2020", "2022"]
    web.close()
