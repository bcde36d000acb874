"""Bad days of the servers (formats.md, section 10): refused with a whole Dutch message, and nothing else has changed.

Every fault is served by the real local server. The example is fetched and built beforehand: its archive and its served
snapshot must be the same afterwards, to the last byte.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from snapshot.files import sha256_of
from snapshot.settings import settings
from tests.conftest import Ran, served_hash
from tests.net import server as play
from tests.net.server import Fault, Reply, World, running, settings_for
from tests.net.tables import kwb

Run = Callable[..., Ran]
LATER = "Probeer het later opnieuw; wat al is opgehaald, blijft staan."
REPORT = "Er is niets overgenomen; meld dit bij de beheerder van Wijkpeil."
V4, V3 = "/v4/86165NED", "/v3/ODataFeed/odata/86165NED"


@pytest.fixture(scope="module")
def example(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example that these tests share, since none of them may change it."""
    return Path(shutil.copytree(voorbeeld, tmp_path_factory.mktemp("net") / "data"))


@pytest.fixture
def bad_day(world: World, example: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server's address. Afterwards archive and snapshot are compared with how they were."""
    world.add(kwb(2025))
    world.page4 = 3000
    with running(world) as root:
        for name, text in {**settings_for(root), "WIJKPEIL_DATA": str(example)}.items():
            monkeypatch.setenv(name, text)
        settings.cache_clear()
        before = (_contents(example / "raw"), served_hash())
        yield root
        assert (_contents(example / "raw"), served_hash()) == before
    settings.cache_clear()


def _contents(folder: Path) -> dict[str, str]:
    """Every file but the log, which tells of attempts, and the lock."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name not in ("laadlog.jsonl", ".slot")]
    return {str(path.relative_to(folder)): sha256_of(path) for path in paths}


def _fetch(wijkpeil: Run) -> Ran:
    return wijkpeil("fetch", "--programme", "voorbeeldstad", "--source", "cbs_kwb", "--edition", "2025")


def _refused(ran: Ran, example: Path, *messages: str) -> None:
    """The command fails with exactly these messages, and the attempt is in the log."""
    lines = [line.strip() for line in ran.out.splitlines() if line.startswith("    ")]
    assert (ran.code, lines) == (1, list(messages))
    assert ran.out.splitlines()[-1] == "Samen: 1 niet gelukt."
    logged = [json.loads(line) for line in (example / "raw" / "laadlog.jsonl").read_text().splitlines()]
    assert [entry["uitkomst"] for entry in logged[-len(messages) :]] == ["geweigerd"] * len(messages)
    assert logged[-1]["editie"] == "2025"


def _next(link: str) -> Callable[[Reply], Reply]:
    return play.edit(lambda content: {**content, "@odata.nextLink": link} if content.get("value") else content)


def _title(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "Title": "Kerncijfers wijken en buurten 2024"}


WRONG = [
    pytest.param(
        Fault(rf"{V4}/Properties", play.of_kind("text/html", b"<html>storing</html>")),
        f"{V4}/Properties: de server geeft een ander soort antwoord dan gegevens ('text/html'); waarschijnlijk een "
        f"storing. {LATER}",
        id="41-html",
    ),
    pytest.param(
        Fault(rf"{V4}/MeasureCodes", play.of_kind("application/atom+xml", b"<feed/>")),
        f"{V4}/MeasureCodes: de server geeft een ander soort antwoord dan gegevens ('application/atom+xml'); "
        f"waarschijnlijk een storing. {LATER}",
        id="41-atom",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$filter", play.cut_off),
        f"{V4}/Observations: het antwoord is afgebroken of is geen geldige JSON. {LATER}",
        id="42-json-cut-off",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$filter", play.of_kind(play.JSON, b"[]")),
        f"{V4}/Observations: het antwoord heeft een andere vorm dan is afgesproken (geen object). {REPORT}",
        id="42-other-shape",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$filter", _next("http://198.51.100.7/v4/86165NED/Observations")),
        f"{V4}/Observations: de server verwijst door naar een ander adres (http://198.51.100.7); dat is niet gevolgd. "
        f"{REPORT}",
        id="43-other-host",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$filter", _next("file:///etc/passwd")),
        f"{V4}/Observations: de server verwijst door naar een ander adres (file:); dat is niet gevolgd. {REPORT}",
        id="43-file",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$filter", _next("https://10.0.0.1/geheim")),
        f"{V4}/Observations: de server verwijst door naar een ander adres (https://10.0.0.1); dat is niet gevolgd. "
        f"{REPORT}",
        id="43-private-address",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations", play.status(302, Location="http://198.51.100.7/elders")),
        f"{V4}/Observations: de server verwijst door naar een ander adres (http://198.51.100.7); dat is niet gevolgd. "
        f"{REPORT}",
        id="43-redirect",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations.*skip=3000", lambda reply: reply.with_content({**reply.content, "value": []})),
        f"{V4}/Observations: de server telt 7.605 en er kwamen er 4.605: er ontbreken cijfers of er zijn er te veel. "
        f"{LATER}",
        id="44-page-missing",
    ),
    pytest.param(
        Fault(rf"{V4}/Properties", play.edit(_title)),
        f"{V4}/Properties: tabel 86165NED heet 'Kerncijfers wijken en buurten 2024' en gaat over 2024, maar "
        f"gevraagd is 2025. {REPORT}",
        id="27-other-year",
    ),
    pytest.param(
        Fault(rf"{V4}/Properties", play.edit(lambda content: {**content, "Identifier": "85984NED"})),
        f"{V4}/Properties: gevraagd is tabel 86165NED, maar de server geeft tabel 85984NED. {REPORT}",
        id="27-other-table",
    ),
    pytest.param(
        Fault(rf"{V4}/Properties", play.edit(lambda content: {**content, "Title": "Bevolking; kerncijfers"})),
        f"{V4}/Properties: tabel 86165NED heet 'Bevolking; kerncijfers'; dat is niet de tabel die bij deze bron hoort. "
        f"{REPORT}",
        id="27-other-subject",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations\?\$count", play.edit(lambda content: {"value": []})),
        f"{V4}/Observations: de server telt de cijfers niet ('@odata.count' ontbreekt). {REPORT}",
        id="44-no-count",
    ),
    pytest.param(
        Fault(rf"{V4}/MeasureCodes", play.gzip_bomb),
        f"{V4}/MeasureCodes: het antwoord is groter dan 150 MB en is niet verder gelezen. {REPORT}",
        id="31-too-large",
    ),
    pytest.param(
        Fault(rf"{V4}/Observations", play.status(400)),
        f"{V4}/Observations: de server weigert de vraag (antwoord 400). {REPORT}",
        id="39-question-refused",
    ),
]


@pytest.mark.parametrize(("fault", "message"), WRONG)
def test_a_wrong_answer_is_refused(
    world: World, bad_day: str, example: Path, wijkpeil: Run, fault: Fault, message: str
) -> None:
    world.faults.append(fault)
    _refused(_fetch(wijkpeil), example, bad_day + message)


# Version 4 silent, and version 3 too: a message for each.
SILENT = [
    pytest.param(play.status(503), "de server antwoordt met 503 (tijdelijk niet beschikbaar)", id="39-503"),
    pytest.param(
        play.status(429, Retry_After="0"), "de server antwoordt met 429 (te veel vragen achter elkaar)", id="39-429"
    ),
    pytest.param(play.status(500), "de server antwoordt met 500 (fout in de server)", id="39-500"),
    pytest.param(play.reset, "de verbinding is onderweg verbroken; het antwoord is niet volledig", id="39-reset"),
    pytest.param(
        play.wrong_length, "de verbinding is onderweg verbroken; het antwoord is niet volledig", id="42-wrong-length"
    ),
    pytest.param(play.bad_gzip, "het antwoord is beschadigd ingepakt en kan niet worden uitgepakt", id="42-bad-gzip"),
]


@pytest.mark.parametrize(("change", "why"), SILENT)
def test_a_server_that_keeps_failing_is_left_alone_after_three_attempts(
    world: World, bad_day: str, example: Path, wijkpeil: Run, change: Callable[[Reply], Reply], why: str
) -> None:
    world.faults.append(Fault("86165NED/(Properties|TableInfos)", change))
    places = (f"{V4}/Properties", f"{V3}/TableInfos")
    messages = [f"{bad_day}{place}: {why}; na 3 pogingen gestopt. {LATER}" for place in places]
    _refused(_fetch(wijkpeil), example, *messages)
    assert len([asked for asked in world.asked if f"{V4}/Properties" in asked]) == 3


def test_a_server_that_is_silent_or_drips_takes_no_longer_than_the_limit(
    world: World, bad_day: str, example: Path, wijkpeil: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIJKPEIL_NET_TOTAL_SECONDS", "0.5")
    settings.cache_clear()
    world.faults.append(Fault("86165NED/(Properties|TableInfos)", play.drip))
    why = f"het ophalen duurde langer dan 0,5 seconden en is gestopt. {LATER}"
    _refused(_fetch(wijkpeil), example, f"{bad_day}{V4}/Properties: {why}", f"{bad_day}{V3}/TableInfos: {why}")


def test_no_connection_at_all_says_so(
    world: World, bad_day: str, example: Path, wijkpeil: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CBS_V4_URL", "CBS_V3_URL"):
        monkeypatch.setenv(f"WIJKPEIL_{name}", "http://127.0.0.1:9/dicht")
    settings.cache_clear()
    why = f"er is geen verbinding met de server (geen internet, of de server is uit); na 3 pogingen gestopt. {LATER}"
    ran = _fetch(wijkpeil)
    places = ("86165NED/Properties", "ODataFeed/odata/86165NED/TableInfos")
    lines = [line.strip() for line in ran.out.splitlines() if line.startswith("    ")]
    assert (ran.code, lines) == (1, [f"http://127.0.0.1:9/dicht/{place}: {why}" for place in places])
    unknown = "of er een nieuwe editie is van Kerncijfers wijken en buurten, is nu niet bekend"
    assert f"Let op: {unknown}. http://127.0.0.1:9/dicht/ODataCatalog/Tables: {why}" in ran.out


def test_a_table_that_is_not_there_is_not_asked_again(world: World, bad_day: str, example: Path, wijkpeil: Run) -> None:
    del world.tables["86165NED"]
    remedy = "Controleer de editie; staat zij wel bij de bron, meld dit dan bij de beheerder van Wijkpeil."
    why = f"dit bestaat niet bij de bron (antwoord 404). {remedy}"
    _refused(_fetch(wijkpeil), example, f"{bad_day}{V4}/Properties: {why}", f"{bad_day}{V3}/TableInfos: {why}")
    assert len([asked for asked in world.asked if "86165NED" in asked]) == 2


def _first_page_again(first: list[Any]) -> Callable[[Any], Any]:
    """Every page is the first one that was given."""

    def again(content: Any) -> Any:
        first.append(content)
        return first[0]

    return again


def _first_link_again(links: list[str]) -> Callable[[Any], Any]:
    def again(content: Any) -> Any:
        links.append(content.get("@odata.nextLink", ""))
        return {**content, "@odata.nextLink": links[0]}

    return again


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (_first_page_again, "de server geeft een bladzijde die er al was."),
        (_first_link_again, "de server verwijst naar een bladzijde die er al was."),
    ],
)
def test_a_page_or_link_that_comes_again_is_refused(
    world: World, bad_day: str, example: Path, wijkpeil: Run, again: Callable[[list[Any]], Any], why: str
) -> None:
    world.faults.append(Fault(rf"{V4}/Observations\?\$(filter|skip)", play.edit(again([]))))
    _refused(_fetch(wijkpeil), example, f"{bad_day}{V4}/Observations: {why} {LATER}")


def test_a_table_that_keeps_changing_while_it_is_fetched_is_refused(
    world: World, bad_day: str, example: Path, wijkpeil: Run
) -> None:
    moments = iter(range(100))
    change = play.edit(lambda content: {**content, "Modified": f"2026-02-01T00:00:{next(moments):02}"})
    world.faults.append(Fault(rf"{V4}/Properties", change))
    message = f"{bad_day}{V4}/Properties: de tabel veranderde tijdens het ophalen, ook bij de tweede poging. {LATER}"
    _refused(_fetch(wijkpeil), example, message)


def test_figures_that_cannot_be_are_refused_by_the_reader(
    world: World, bad_day: str, example: Path, wijkpeil: Run
) -> None:
    def broken(content: Any) -> Any:
        return {**content, "value": [{**row, "Value": -3.0} for row in content["value"]]}

    world.faults.append(Fault(rf"{V4}/Observations\?\$filter", play.edit(broken)))
    ran = _fetch(wijkpeil)
    assert ran.code == 1
    assert "86165NED_Observations.parquet, rij 2, kolom 'Value', waarde '-3.0': " in ran.out


# What passes: a fault that goes by, and the other version when one is down.


def test_a_fault_that_passes_is_waited_for(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.faults.append(Fault(V4, play.status(503), times=2))
    world.faults.append(Fault(rf"{V4}/Observations", play.reset, times=1))
    ran = _fetch(wijkpeil)
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out


def test_version_3_is_used_when_version_4_is_down(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.page3 = 40
    world.faults.append(Fault("^/v4/", play.status(503)))
    ran = _fetch(wijkpeil)
    assert (ran.code, "  nieuw: 2025\n" in ran.out) == (0, True), ran.out
    assert any("ODataFeed/odata/86165NED/UntypedDataSet" in asked and "skip" in asked for asked in world.asked)


def test_a_question_that_is_too_large_is_asked_in_smaller_ones(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    world.faults.append(Fault("^/v4/", play.status(503)))
    world.faults.append(Fault(r"UntypedDataSet.* or ", play.too_many))
    assert "  nieuw: 2025\n" in _fetch(wijkpeil).out


def test_a_question_that_stays_too_large_is_refused(world: World, bad_day: str, example: Path, wijkpeil: Run) -> None:
    world.faults.append(Fault("^/v4/", play.status(404)))
    world.faults.append(Fault(r"UntypedDataSet", play.too_many))
    ran = _fetch(wijkpeil)
    message = f"{V3}/UntypedDataSet: de vraag geeft meer dan 10.000 rijen en dat staat de server niet toe. {REPORT}"
    assert (ran.code, bad_day + message in ran.out) == (1, True)


def test_a_table_that_changes_once_is_fetched_anew(world: World, server: str, wijkpeil: Run) -> None:
    world.add(kwb(2025))
    later = play.edit(lambda content: {**content, "Modified": "2026-02-01T00:00:00"})
    world.faults.append(Fault(rf"{V4}/Properties", later, after=2))
    ran = _fetch(wijkpeil)
    assert "  nieuw: 2025\n" in ran.out
    assert len([asked for asked in world.asked if "Observations?$count" in asked]) == 2
