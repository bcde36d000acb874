"""Boundaries, the Leefbaarometer and RIVM come in as they would from a file, and only when they changed."""

import json
from collections.abc import Callable

import pytest

from snapshot.archive import Archive
from snapshot.settings import settings
from tests.conftest import Ran
from tests.net import server as play
from tests.net.other_sources import ZIP, add_boundaries, add_scores, bomb, crime, health, ses, zipped
from tests.net.server import Fault, World
from tests.net.tables import kwb

Run = Callable[..., Ran]


def _present() -> list[tuple[str, str, str]]:
    return [(d.source, d.edition, d.main_file) for d, _ in Archive(settings().raw).deliveries()]


def test_boundaries_come_per_year_and_not_again_when_no_page_changed(world: World, server: str, wijkpeil: Run) -> None:
    add_boundaries(world)
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_grenzen")
    assert (ran.code, "4 nieuw" in ran.out) == (0, True), ran.out
    files = ("buurten.geojson", "gemeenten.geojson", "wijken.geojson")
    assert sorted(_present()) == [("cbs_grenzen", str(year), file) for year in range(2022, 2026) for file in files]
    again = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_grenzen")
    assert again.out.splitlines()[-1] == "Samen: 4 ongewijzigd."


def test_pages_of_boundaries_are_followed_to_the_last(world: World, server: str, wijkpeil: Run) -> None:
    add_boundaries(world)
    feature = world.geo["2025"]["buurten"][0]
    more = [
        {**feature, "id": f"x{n}", "properties": {**feature["properties"], "buurtcode": f"BU9901{n:04}"}}
        for n in range(5000, 6200)
    ]
    world.geo["2025"]["buurten"] += more
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2025")
    assert ran.code == 0, ran.out
    assert len([asked for asked in world.asked if "buurten/items" in asked]) == 2


WRONG_PAGES = [
    pytest.param(
        play.edit(lambda content: {**content, "numberReturned": 500}),
        "er komen niet zoveel vlakken mee als de server zelf telt. "
        "Probeer het later opnieuw; wat al is opgehaald, blijft staan.",
        id="44-fewer-features",
    ),
    pytest.param(
        play.edit(lambda content: {**content, "features": [*content["features"], content["features"][0]]}),
        "er komen niet zoveel vlakken mee als de server zelf telt. "
        "Probeer het later opnieuw; wat al is opgehaald, blijft staan.",
        id="44-more-features",
    ),
    pytest.param(
        play.edit(lambda c: {**c, "numberReturned": 74, "features": [*c["features"], c["features"][0]]}),
        "de server geeft hetzelfde vlak twee keer ('1'). "
        "Er is niets overgenomen; meld dit bij de beheerder van Wijkpeil.",
        id="44-feature-twice",
    ),
    pytest.param(
        play.of_kind("application/problem+json", b"{}"),
        "de server geeft een ander soort antwoord dan gegevens ('application/problem+json'); waarschijnlijk een "
        "storing. Probeer het later opnieuw; wat al is opgehaald, blijft staan.",
        id="41-problem-document",
    ),
]


@pytest.mark.parametrize(("change", "why"), WRONG_PAGES)
def test_a_wrong_page_of_boundaries_keeps_all_files_of_the_year_out(
    world: World, server: str, wijkpeil: Run, change: Callable[[play.Reply], play.Reply], why: str
) -> None:
    add_boundaries(world)
    world.faults.append(Fault("2025.*buurten/items", change))
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2025")
    address = f"{server}/pdok/cbs/wijken-en-buurten-2025/ogc/v1/collections/buurten/items"
    assert (ran.code, f"    {address}: {why}\n" in ran.out) == (1, True), ran.out
    assert _present() == []


def test_a_file_of_a_year_that_cannot_be_read_keeps_the_others_out(world: World, server: str, wijkpeil: Run) -> None:
    add_boundaries(world)
    for feature in world.geo["2025"]["wijken"]:
        feature["geometry"] = None
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2025")
    assert (ran.code, _present()) == (1, []), ran.out
    assert "wijken.geojson: " in ran.out


def test_the_leefbaarometer_comes_as_its_zip_and_only_when_its_etag_changed(
    world: World, server: str, wijkpeil: Run
) -> None:
    add_scores(world)
    command = ("fetch", "--programme", "voorbeeldstad", "--source", "leefbaarometer")
    assert "  nieuw: 2024\n" in wijkpeil(*command).out
    assert _present() == [("leefbaarometer", "2024", "open-data-leefbaarometer-meting-2024.zip")]
    assert "  ongewijzigd: 2024\n" in wijkpeil(*command).out
    assert len([asked for asked in world.asked if asked.startswith("GET")]) == 1


BAD_ZIPS = [
    pytest.param(
        b"<html>onderhoud</html>",
        "{url}: de server geeft een ander soort bestand dan hier hoort te staan. "
        "Er is niets overgenomen; meld dit bij de beheerder van Wijkpeil.",
        id="34-no-zip",
    ),
    pytest.param(
        zipped({"a.csv": b"a,b\n1,2\n"})[:60],
        "{file}: het zip-bestand is beschadigd of niet volledig. Haal het bestand opnieuw op.",
        id="34-damaged",
    ),
    pytest.param(
        zipped({f"{n}.csv": b"" for n in range(1200)}),
        "{file}: het zip-bestand bevat 1200 bestanden; ten hoogste 1000 mag. Pak het zelf uit.",
        id="32-many-entries",
    ),
    pytest.param(
        bomb(),
        "{file}: het zip-bestand is uitgepakt groter dan 500 MB. Pak het zelf uit en kies een bestand.",
        id="32-bomb",
    ),
    pytest.param(
        zipped({"../x.csv": b"bu_code,jaar,lbm\n"}),
        "{file}, waarde '../x.csv': het zip-bestand bevat een naam die buiten de map wijst, of een koppeling. Gebruik "
        "dit bestand niet; haal het opnieuw op bij de bron.",
        id="33-outside",
    ),
]


@pytest.mark.parametrize(("content", "message"), BAD_ZIPS)
def test_a_bad_zip_is_refused(world: World, server: str, wijkpeil: Run, content: bytes, message: str) -> None:
    world.files[ZIP.format(2024)] = content
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "leefbaarometer")
    name = ZIP.format(2024)
    expected = message.format(url=f"{server}/{name}", file=name.rsplit("/", 1)[-1])
    assert (ran.code, f"    {expected}\n" in ran.out) == (1, True), ran.out
    assert _present() == []


def test_a_download_that_was_cut_off_goes_on_where_it_stopped(world: World, server: str, wijkpeil: Run) -> None:
    add_scores(world)
    world.faults.append(Fault("resources", play.wrong_length, times=1, after=1))
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "leefbaarometer")
    assert "  nieuw: 2024\n" in ran.out
    half = len(world.files[ZIP.format(2024)]) // 2
    assert [asked.split(" ")[2:] for asked in world.asked if asked.startswith("GET")] == [[], [f"bytes={half}-"]]


def test_health_comes_per_period_as_the_reader_knows_it(world: World, server: str, wijkpeil: Run) -> None:
    world.add(health())
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "rivm_gezondheid")
    assert (ran.code, "  nieuw: 2020, 2022\n" in ran.out) == (0, True), ran.out
    assert [edition for _, edition, _ in _present()] == ["2020", "2022"]


def test_registered_crime_comes_as_one_table_with_all_years(world: World, server: str, wijkpeil: Run) -> None:
    world.add(*(kwb(year) for year in (2023, 2024, 2025)), crime())
    world.page3 = 500
    for edition in ("2023", "2024", "2025"):
        assert wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", edition).code == 0
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "politie_misdrijven")
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out
    built = wijkpeil("build", "-p", "voorbeeldstad")
    assert built.code == 0, built.err
    where = ("-a", "BU99010100", "-a", "GM9901", "--json")
    rows = json.loads(wijkpeil("figures", "-i", "misdrijven_politie_per_1000", *where).out)
    assert {(row["area"], row["period"]): row["numerator"] for row in rows} == {
        **{("BU99010100", str(year)): 60 + year - 2023 for year in (2023, 2024, 2025)},
        **{("GM9901", str(year)): 6000 + year - 2023 for year in (2023, 2024, 2025)},
    }
    rows = json.loads(wijkpeil("figures", "-i", "woninginbraken_politie_per_1000", "-a", "BU99010000", "--json").out)
    assert {row["value"] for row in rows} == {None}


# Table and borders as CBS names them on its own pages.
@pytest.mark.parametrize(("table", "year"), [("85163NED", 2021), ("85539NED", 2022), ("85900NED", 2023)])
def test_ses_woa_on_earlier_borders_comes_when_it_is_asked_for(
    world: World, server: str, wijkpeil: Run, table: str, year: int
) -> None:
    world.add(ses(year, table), ses())
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_ses_woa", "--edition", str(year))
    assert (ran.code, f"  nieuw: {year}\n" in ran.out) == (0, True), ran.out
    assert _present() == [("cbs_ses_woa", str(year), f"{table}_UntypedDataSet.parquet")]


def test_ses_woa_comes_of_the_newest_borders_with_all_years(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025), ses(2024, "86092NED"), ses())
    assert wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025").code == 0
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_ses_woa")
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out
    assert wijkpeil("build", "-p", "voorbeeldstad").code == 0
    rows = json.loads(wijkpeil("figures", "-i", "ses_woa", "-a", "NL00", "--json").out)
    expected = -0.3 + sum(map(ord, "NL00")) % 60 / 100
    assert [(row["period"], row["value"], row["status"]) for row in rows] == [
        ("2023", pytest.approx(expected, abs=5e-4), "measured"),
        ("2024", pytest.approx(expected + 0.01, abs=5e-4), "provisional"),
    ]
