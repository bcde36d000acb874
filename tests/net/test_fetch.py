"""One command fetches what a programme needs from the servers, and a second one only what changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from loaders.cbs_kwb import LOADER
from model.loading import Context, Reading
from model.source import Delivery
from snapshot.archive import Archive
from snapshot.net_fetch import fetch_programme
from snapshot.reading import as_offered, empty_areas
from snapshot.settings import settings
from tests.conftest import Ran
from tests.net.server import Fault, World, status
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


def test_version_3_gives_the_same_figures_and_names_as_version_4(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    command = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert wijkpeil(*command).code == 0
    world.faults.append(Fault("^/v4/", status(503)))
    assert wijkpeil(*command, "--accept").code == 0
    four, three = (_read(delivery, folder) for delivery, folder in Archive(settings().raw).deliveries())
    assert four.areas is not None
    assert three.areas is not None
    names = ["code", "name", "level", "parent", "gemeente"]
    pd.testing.assert_frame_equal(
        four.areas[names].sort_values("code", ignore_index=True),
        three.areas[names].sort_values("code", ignore_index=True),
    )
    both = _values(four).merge(_values(three), on=["area_code", "variable"], validate="1:1")
    assert both["variable"].nunique() > 90
    assert (both["value_x"] == both["value_y"]).all()


def _read(delivery: Delivery, folder: Path) -> Reading:
    assert delivery.retrieval is not None
    return LOADER.read(as_offered(delivery, folder, ()), delivery.edition, Context(empty_areas()))


def _values(reading: Reading) -> pd.DataFrame:
    assert reading.observations is not None
    rows = reading.observations[["area_code", "variable", "value"]]
    return rows.astype({"area_code": "str", "variable": "str"}).dropna(subset="value")


def test_a_bar_per_source_hears_how_far_it_is(world: World, server: str) -> None:
    world.add(kwb(2024), kwb(2025))
    heard: list[tuple[str, str, int, int]] = []
    fetch_programme(
        "voorbeeldstad",
        "cbs_kwb",
        progress=lambda source, text, done, total, size: heard.append((source, text, done, total)),
    )
    assert heard[0] == ("cbs_kwb", "edities opvragen", 0, 0)
    assert any((source, text, total) == ("cbs_kwb", "2024: ophalen", 13) for source, text, _, total in heard)
    assert heard[-1] == ("cbs_kwb", "2025: nieuw", 13, 13)
