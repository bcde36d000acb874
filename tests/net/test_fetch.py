"""One command fetches what a programme needs from the servers, and a second one only what changed."""

import json
from collections.abc import Callable

from snapshot.archive import Archive
from snapshot.settings import settings
from tests.conftest import Ran
from tests.net.server import World
from tests.net.tables import KWB_TABLES, kwb

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


def test_every_edition_comes_in_and_an_unchanged_one_is_not_fetched_again(
    world: World, server: str, wijkpeil: Run
) -> None:
    world.add(*(kwb(year) for year in KWB_TABLES))
    first = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb")
    assert first.code == 0, first.out + first.err
    assert "13 nieuw" in first.out
    assert [d.edition for d, _ in Archive(settings().raw).deliveries()] == [str(year) for year in sorted(KWB_TABLES)]

    world.asked.clear()
    second = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb")
    assert second.out.splitlines()[-1] == "Samen: 13 ongewijzigd."
    assert not [asked for asked in world.asked if "Observations" in asked]

    world.change("85984NED", "2026-03-01T02:00:00")
    third = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb")
    assert "  nieuw: 2024\n" in third.out
    assert third.out.splitlines()[-1].startswith("Samen: 1 nieuw, 12 ongewijzigd; ")
