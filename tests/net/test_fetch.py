"""One command fetches what a programme needs from the servers, and a second one only what changed."""

import json
from collections.abc import Callable

from snapshot.archive import Archive
from snapshot.settings import settings
from tests.conftest import Ran
from tests.net.server import World
from tests.net.tables import kwb

Run = Callable[..., Ran]


def test_kerncijfers_of_one_edition_come_in_and_can_be_built(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert (ran.code, ran.err) == (0, "")
    assert "  nieuw: 2025\n" in ran.out
    ((delivery, folder),) = Archive(settings().raw).deliveries()
    assert (delivery.source, delivery.edition, delivery.edition_from) == ("cbs_kwb", "2025", "inhoud")
    assert delivery.retrieval is not None
    assert delivery.retrieval.url == f"{server}/v4/86165NED/Observations"
    assert delivery.retrieval.version == "2026-01-15T02:00:00"
    assert json.loads((folder / "herkomst.json").read_text())["retrieval"]["selection"] == (
        "NL+GM9901+WK9901+BU9901+GM9902+GM9903"
    )
    assert wijkpeil("build", "--programme", "voorbeeldstad").code == 0
    figures = wijkpeil("figures", "--indicator", "inwoners", "--json")
    assert {row["area"] for row in json.loads(figures.out)} >= {"BU99010100", "GM9902", "NL00"}
