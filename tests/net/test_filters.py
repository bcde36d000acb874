"""Filters that a server does not take, or does not heed: asked otherwise, told, and still only what was asked for.

None of these filters was ever tried on the real servers; here the local one has such a day.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from snapshot.archive import Archive
from snapshot.settings import settings
from tests.conftest import Ran
from tests.net import server as play
from tests.net.other_sources import add_boundaries, crime
from tests.net.server import Fault, Reply, World
from tests.net.tables import Table, kwb

Run = Callable[..., Ran]
KWB = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
WHOLE = "de server gaf met een filter niet wat is gevraagd; heel de tabel is opgehaald en hier gezeefd."
ALL_FEATURES = (
    "de server gaf met een filter niet wat is gevraagd; alle vlakken van het land zijn opgehaald en hier gezeefd."
)
NOT_ASKED = "BU99040000"
# What voorbeeldstad asks of: the land, its gemeente with all below it, and two gemeenten to compare with.
ASKED = ("NL", "GM9901", "WK9901", "BU9901", "GM9902", "GM9903")


def _with_others(table: Table) -> Table:
    """The same with a buurt of a gemeente that nobody asked for."""
    like = "BU99020000"
    rows = [{**row, "ID": 900_000, "WijkenEnBuurten": NOT_ASKED} for row in table.rows if _code(row) == like]
    cells = [{**cell, "Id": 900_000 + n, "WijkenEnBuurten": NOT_ASKED} for n, cell in enumerate(_of(table.cells, like))]
    region = {"Key": NOT_ASKED, "Title": "Elders", "Municipality": "GM9904"}
    dimensions = {**table.dimensions, "WijkenEnBuurten": [*table.dimensions["WijkenEnBuurten"], region]}
    return replace(table, rows=[*table.rows, *rows], cells=[*table.cells, *cells], dimensions=dimensions)


def _code(row: dict[str, Any]) -> str:
    return str(row["WijkenEnBuurten"]).strip()


def _of(rows: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    return [row for row in rows if _code(row) == code]


def _archived(name: str) -> pd.DataFrame:
    ((_, folder),) = Archive(settings().raw).deliveries()
    return pd.read_parquet(folder / name)


def _codes(name: str) -> set[str]:
    return {str(code).strip() for code in _archived(name)["WijkenEnBuurten"]}


def _not_heeded(where: str) -> Fault:
    """The server answers as if there were no filter."""
    return Fault(where, lambda reply: reply, ignores_filter=True)


@pytest.mark.parametrize("status", [400, 404, 501])
def test_version_4_that_does_not_take_alternatives_is_asked_area_by_area(
    world: World, server: str, wijkpeil: Run, status: int
) -> None:
    world.add(_with_others(kwb(2025)))
    world.faults.append(Fault(r"^/v4/.*\$filter=.* or ", play.status(status)))
    ran = wijkpeil(*KWB)
    assert ran.code == 0, ran.out
    smaller = "de server nam de vraag niet in één keer aan; zij is in 6 kleinere gesteld."
    assert f"    2025: tabel 86165NED: {smaller}\n" in ran.out
    assert len(_archived("86165NED_Observations.parquet")) == 7605
    assert all(code.startswith(ASKED) for code in _codes("86165NED_Observations.parquet"))


@pytest.mark.parametrize(
    ("version", "day"),
    [("v4", "refused"), ("v4", "not heeded"), ("v4", "empty"), ("v3", "refused"), ("v3", "not heeded")],
)
def test_a_table_that_cannot_be_filtered_comes_whole_and_is_sifted(
    world: World, server: str, wijkpeil: Run, version: str, day: str
) -> None:
    world.add(_with_others(kwb(2025)))
    world.page4 = world.page3 = 4000
    if version == "v3":
        world.faults.append(Fault("^/v4/", play.status(503)))
    where = rf"^/{version}/.*86165NED.*\$filter="
    changes: dict[str, Fault] = {
        "refused": Fault(where, play.status(400)),
        "not heeded": _not_heeded(where),
        "empty": Fault(
            where, play.edit(lambda c: {**c, "value": [], **({"@odata.count": 0} if "@odata.count" in c else {})})
        ),
    }
    world.faults.append(changes[day])
    ran = wijkpeil(*KWB)
    assert ran.code == 0, ran.out
    assert f"    2025: tabel 86165NED: {WHOLE}\n" in ran.out
    codes = _codes("86165NED_Observations.parquet" if version == "v4" else "86165NED_UntypedDataSet.parquet")
    assert {"NL00", "GM9901", "BU99010100", "GM9903"} <= codes
    assert all(code.startswith(ASKED) for code in codes)


def test_kinds_that_cannot_be_filtered_are_sifted_too(world: World, server: str, wijkpeil: Run) -> None:
    world.add(crime())
    world.faults.append(_not_heeded(r"UntypedDataSet.*\$filter="))
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "politie_misdrijven")
    assert (ran.code, WHOLE in ran.out) == (0, True), ran.out
    assert all(code.startswith(ASKED) for code in _codes("47018NED_UntypedDataSet.parquet"))


@pytest.mark.parametrize("collection", ["buurten", "wijken", "gemeenten"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(play.status(400), id="refused"),
        pytest.param(play.status(404), id="not found"),
        pytest.param(None, id="not heeded"),
        pytest.param(play.edit(lambda c: {**c, "features": [], "numberReturned": 0, "links": []}), id="empty"),
    ],
)
def test_boundaries_that_cannot_be_filtered_come_whole_and_are_sifted(
    world: World, server: str, wijkpeil: Run, collection: str, change: Callable[[Reply], Reply] | None
) -> None:
    add_boundaries(world)
    features = world.geo["2025"][collection]
    own = sum(feature["properties"]["gemeentecode"] == "GM9901" for feature in features)
    features.insert(
        0, {**features[0], "id": "x", "properties": {**features[0]["properties"], "gemeentecode": "GM9999"}}
    )
    where = f"{collection}/items.*gemeentecode="
    world.faults.append(_not_heeded(where) if change is None else Fault(where, change))
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2025")
    assert ran.code == 0, ran.out
    assert f"    2025: {collection}: {ALL_FEATURES}\n" in ran.out
    (folder,) = [folder for d, folder in Archive(settings().raw).deliveries() if d.main_file == f"{collection}.geojson"]
    text = (folder / f"{collection}.geojson").read_text(encoding="utf-8")
    assert (text.count('"Feature"'), "GM9999" in text) == (own, False)
    assert (
        "  ongewijzigd: 2025\n"
        in wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2025").out
    )


def test_a_server_that_never_takes_the_question_is_refused_with_its_first_answer(
    world: World, server: str, wijkpeil: Run
) -> None:
    world.add(kwb(2025))
    world.faults.append(Fault(r"^/v4/.*Observations", play.status(400)))
    ran = wijkpeil(*KWB)
    why = "de server weigert de vraag (antwoord 400). Er is niets overgenomen; meld dit bij de beheerder van Wijkpeil."
    assert (ran.code, f"    {server}/v4/86165NED/Observations: {why}\n" in ran.out) == (1, True), ran.out
