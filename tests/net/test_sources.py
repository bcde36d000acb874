"""What there is and what would be fetched; new editions that show up by themselves; fetches that were stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from snapshot.archive import Archive
from snapshot.settings import CHECKOUT, settings
from tests.conftest import Ran
from tests.net import server as play
from tests.net.other_sources import ZIP, add_boundaries, add_scores, crime, health, ses
from tests.net.server import Fault, World
from tests.net.tables import KWB_TABLES, kwb, measure

Run = Callable[..., Ran]


def _all(world: World, *years: int) -> None:
    world.add(*(kwb(year) for year in years or KWB_TABLES), health(), crime(), ses(2024, "86092NED"), ses())
    add_boundaries(world)
    add_scores(world)


_BULK = "(Observations|UntypedDataSet)"


def _bulk(world: World) -> list[str]:
    """Pages of figures that were asked for."""
    return [asked.strip() for asked in world.asked if re.search(_BULK, asked) and "$count" not in asked]


def _own_rows(world: World) -> list[dict[str, Any]]:
    own = ("NL", "GM9901", "WK9901", "BU9901", "GM9902", "GM9903")
    return [row for row in world.tables["86165NED"].rows if row["WijkenEnBuurten"].startswith(own)]


def _editions(source: str) -> list[str]:
    return sorted(d.edition for d, _ in Archive(settings().raw).deliveries() if d.source == source)


def test_one_command_fetches_all_that_a_programme_needs(world: World, server: str, wijkpeil: Run) -> None:
    _all(world)
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad")
    assert ran.code == 0, ran.out
    assert "22 nieuw" in ran.out.splitlines()[-1]
    world.asked.clear()
    assert wijkpeil("fetch", "--programme", "voorbeeldstad").out.splitlines()[-1] == "Samen: 22 ongewijzigd."
    bulk = ("Observations", "UntypedDataSet")
    assert not [asked for asked in world.asked if any(name in asked for name in bulk)]
    built = wijkpeil("build", "--programme", "voorbeeldstad")
    assert built.code == 0, built.err


def test_a_dry_run_tells_what_and_how_much_and_adds_nothing(world: World, server: str, wijkpeil: Run) -> None:
    _all(world)
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad", "--dry-run")
    size = f"{len(world.files[ZIP.format(2024)]) / 1000:.0f} kB"
    assert ran.code == 0
    assert "    2025: 7.605 cijfers\n" in ran.out
    assert f"    2024: {size}\n" in ran.out
    assert ran.out.splitlines()[-1] == "Samen: 22 zou worden opgehaald."
    assert not settings().raw.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--from", ".", "--programme", "voorbeeldstad"),
            "Fout: Kies --from (bestanden) of --programme (van internet), niet allebei tegelijk.\n",
        ),
        ((), "Fout: Geef --from PAD voor bestanden, of --programme NAAM om van internet op te halen.\n"),
        (
            ("--from", ".", "--dry-run"),
            "Fout: --source, --landelijk en --dry-run gaan alleen samen met --programme (van internet).\n",
        ),
        (
            ("-p", "voorbeeldstad", "--source", "kwb"),
            "Fout: De bron 'kwb' is niet van internet op te halen. Kies uit: cbs_kwb, cbs_ses_woa, cbs_grenzen, "
            "leefbaarometer, rivm_gezondheid, politie_misdrijven.\n",
        ),
        (
            ("-p", "voorbeeldstad", "--source", "leefbaarometer", "--edition", "1999"),
            "Fout: Leefbaarometer 3.0 heeft geen editie 1999. Kies uit: 2024.\n",
        ),
    ],
)
def test_a_command_that_cannot_be_is_told_so(
    server: str, wijkpeil: Run, arguments: tuple[str, ...], message: str
) -> None:
    ran = wijkpeil("fetch", *arguments)
    assert (ran.code, ran.err) == (1, message)


def test_a_new_edition_comes_by_itself_with_what_matches_and_tells_the_rest(
    world: World, server: str, wijkpeil: Run
) -> None:
    new = [measure("Z000001", "Aantal zonnepanelen", "aantal"), measure("Z000002", "Mannen", "aantal")]
    table = kwb(2026, "86999NED", extra=new[:1])
    # CBS gave a measure another code: it is known by its title and unit.
    for row in [*table.measures, *table.cells]:
        for name in ("Identifier", "Measure"):
            if row.get(name) == "3000":
                row[name] = "Z000002"
    world.add(kwb(2025), table)
    ran = wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2026")
    assert (ran.code, "  nieuw: 2026\n" in ran.out) == (0, True), ran.out
    assert "kolom 'Z000001' is niet gebruikt: de naam is niet bekend" in ran.out
    assert "kolom 'Z000002'" not in ran.out
    assert "editie 2026 is nieuwer dan de lijst van kolommen, die tot en met 2025 loopt." in ran.out
    shown = wijkpeil("sources", "--json")
    (record,) = [row for row in json.loads(shown.out) if row["source"] == "cbs_kwb"]
    assert (record["newest"], record["editions"]) == ("2026", {"2026": 1})


def test_sources_tells_of_every_source_what_is_here_and_what_is_there(world: World, server: str, wijkpeil: Run) -> None:
    _all(world, 2024, 2025)
    before = wijkpeil("sources").out
    assert "Nog niet nagekeken wat er op internet staat: wijkpeil sources --check.\n" in before
    assert wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2024").code == 0
    ran = wijkpeil("sources", "--check")
    assert ran.code == 0
    first, archive, newest = ran.out.splitlines()[:3]
    assert first == "Kerncijfers wijken en buurten (cbs_kwb), Centraal Bureau voor de Statistiek. Licentie: CC BY 4.0."
    assert archive == "  In het archief: 2024."
    assert newest.startswith("  Nieuwste op internet: 2025 (nog niet in het archief); nagekeken op 20")
    assert "  Nieuwste op internet: 2022 (nog niet in het archief); nagekeken op 20" in ran.out  # RIVM
    assert "  Niet van internet: bied bestanden aan met wijkpeil fetch --from PAD.\n" in ran.out


def test_a_source_that_cannot_be_asked_is_named_and_the_others_are_not_in_its_way(
    world: World, server: str, wijkpeil: Run
) -> None:
    _all(world, 2025)
    world.faults.append(Fault("^/derden", play.status(503)))
    ran = wijkpeil("sources", "--check")
    why = "de server antwoordt met 503 (tijdelijk niet beschikbaar); na 3 pogingen gestopt. "
    address = f"{server}/derden/ODataFeed/odata/50120NED/Perioden"
    assert f"Let op: Gezondheid per wijk en buurt is niet nagekeken: {address}: {why}" in ran.err
    fetched = wijkpeil("fetch", "-p", "voorbeeldstad", "--edition", "2025")
    assert fetched.code == 2
    assert _editions("cbs_kwb") == ["2025"]
    assert _editions("rivm_gezondheid") == []


def test_the_whole_country_is_another_question(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.page4 = 5000
    command = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert wijkpeil(*command).code == 0
    ran = wijkpeil(*command, "--landelijk")
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out
    selections = [d.retrieval.selection for d, _ in Archive(settings().raw).deliveries() if d.retrieval]
    assert selections == ["NL+GM9901+WK9901+BU9901+GM9902+GM9903", "landelijk"]
    assert "  ongewijzigd: 2025\n" in wijkpeil(*command, "--landelijk").out


def test_boundaries_of_the_whole_country_come_as_the_newest_delivery_of_the_geopackage(
    world: World, server: str, wijkpeil: Run
) -> None:
    content = (CHECKOUT / "data/voorbeeld/bronbestanden/cbs_grenzen/2019/wijkenbuurten_2019.gpkg").read_bytes()
    path = "bestanden/cbs/wijkenbuurten/{}/atom/downloads/wijkenbuurten_{}_v{}.gpkg"
    world.files |= {path.format(2024, 2024, 1): b"oud", path.format(2024, 2024, 2): content}
    ran = wijkpeil("fetch", "-p", "voorbeeldstad", "--source", "cbs_grenzen", "--edition", "2024", "--landelijk")
    # The file is of 2019: what it says itself wins over the address that it came from.
    assert ran.code == 1
    assert "wijkenbuurten_2024_v2.gpkg: het bestand zelf zegt editie 2019, niet 2024." in ran.out
    assert _editions("cbs_grenzen") == []


def test_a_fetch_that_is_killed_goes_on_where_it_was(world: World, server: str, wijkpeil: Run) -> None:
    world.add(*(kwb(year) for year in KWB_TABLES))
    world.faults.append(Fault("86165NED/Observations", play.drip))
    arguments = ["fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb"]
    process = subprocess.Popen(
        [sys.executable, "-c", "import cli; cli.main()", *arguments], cwd=CHECKOUT, env=os.environ
    )
    log = settings().raw / "laadlog.jsonl"
    while process.poll() is None and not (log.exists() and log.read_text().count("toegevoegd") == 12):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _editions("cbs_kwb") == [str(year) for year in range(2013, 2025)]
    world.faults.clear()
    world.asked.clear()
    ran = wijkpeil(*arguments)
    assert ran.code == 0
    assert "1 nieuw, 12 ongewijzigd" in ran.out or "1 nieuw, 11 ongewijzigd, 1 opgehaald en gelijk" in ran.out
    assert _editions("cbs_kwb") == [str(year) for year in range(2013, 2026)]


@pytest.mark.parametrize("version", ["v4", "v3"])
def test_an_edition_that_is_killed_halfway_fetches_only_the_pages_that_are_missing(
    world: World, server: str, wijkpeil: Run, version: str
) -> None:
    world.add(kwb(2025))
    if version == "v3":
        world.faults.append(Fault("^/v4/", play.status(404)))
    rows = 7605 if version == "v4" else len(_own_rows(world))
    world.page4 = world.page3 = -(-rows // 13)
    seventh = f"skip={6 * world.page4}$"
    world.faults.append(Fault(f"{_BULK}.*{seventh}", play.drip))
    arguments = ["fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025"]
    process = subprocess.Popen(
        [sys.executable, "-c", "import cli; cli.main()", *arguments], cwd=CHECKOUT, env=os.environ
    )
    while process.poll() is None and not any(re.search(seventh, asked) for asked in _bulk(world)):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _editions("cbs_kwb") == []
    world.faults = [fault for fault in world.faults if "skip" not in fault.where]
    world.asked.clear()
    ran = wijkpeil(*arguments)
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out
    asked = [int(found[1]) // world.page4 + 1 for one in _bulk(world) if (found := re.search(r"skip=(\d+)$", one))]
    assert (asked, len(_bulk(world))) == (list(range(7, 14)), 7)
    assert not list((settings().data / "ophalen").glob("*/*"))


def test_pages_of_a_table_that_changed_meanwhile_are_thrown_away(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.page4 = 1000
    world.faults.append(Fault("Observations.*skip=5000|UntypedDataSet", play.status(503)))
    command = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert wijkpeil(*command).code == 1
    assert len(list((settings().data / "ophalen").rglob("*.bladzijde"))) == 5
    world.faults.clear()
    world.change("86165NED", "2026-03-01T02:00:00")
    world.asked.clear()
    assert "  nieuw: 2025\n" in wijkpeil(*command).out
    assert len(_bulk(world)) == 8


def test_a_kept_page_that_was_damaged_is_fetched_again(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.page4 = 1000
    world.faults.append(Fault("Observations.*skip=5000|UntypedDataSet", play.status(503)))
    command = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert wijkpeil(*command).code == 1
    cut, foreign, *_ = sorted((settings().data / "ophalen").rglob("*.bladzijde"))
    cut.write_bytes(cut.read_bytes()[:-20])
    foreign.write_bytes(b"\xff" * 40)
    world.faults.clear()
    world.asked.clear()
    assert "  nieuw: 2025\n" in wijkpeil(*command).out
    assert len(_bulk(world)) == 2 + 3


def test_pages_of_an_answer_that_is_refused_are_not_kept(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.page4 = 1000
    fewer = play.edit(lambda content: {**content, "value": content["value"][1:]})
    world.faults.append(Fault("Observations.*skip=5000", fewer))
    command = ("fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")
    assert "de server telt 7.605 en er kwamen er 7.604" in wijkpeil(*command).out
    assert not list((settings().data / "ophalen").rglob("*.bladzijde"))


def test_a_second_fetch_at_the_same_time_is_refused_by_name(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.faults.append(Fault("86165NED/Properties", play.drip))
    arguments = ["fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025"]
    process = subprocess.Popen(
        [sys.executable, "-c", "import cli; cli.main()", *arguments], cwd=CHECKOUT, env=os.environ
    )
    try:
        while not any("Properties" in asked for asked in world.asked):
            time.sleep(0.05)
        ran = wijkpeil(*arguments)
    finally:
        process.kill()
        process.wait()
    message = "Er loopt al een ophaalactie van internet in ophalen/. Wacht tot die klaar is en probeer het dan opnieuw."
    assert (ran.code, ran.err) == (1, f"Fout: {message}\n")


def test_a_gemeente_that_is_not_in_an_edition_is_no_failure(world: World, server: str, wijkpeil: Run) -> None:
    _all(world, 2025)
    ran = wijkpeil("fetch", "--programme", "npr-roosendaal", "--edition", "2025")
    assert ran.code == 0, ran.out
    assert ran.out.splitlines()[-1] == "Samen: 4 zonder deze gemeente."
    assert not list((settings().data / "ophalen").glob("*/*"))


def test_a_full_disk_stops_a_fetch_with_a_message_and_nothing_half_added(world: World, server: str) -> None:
    world.add(kwb(2025))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "
    arguments = ["fetch", "-p", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025"]
    command = [sys.executable, "-c", f"{limit}import cli; cli.main()", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, env=os.environ, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("Fout: schrijven of lezen is niet gelukt (File too large). Controleer de ")
    assert _editions("cbs_kwb") == []
