"""From a postcode to its buurten: what a build keeps of the table of addresses, and how it is asked."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from snapshot import publish, store
from snapshot.settings import settings
from tests.conftest import Ran, run_process
from tests.net.locatieserver import Known, running

Command = Callable[..., Ran]
NAME = "voorbeeldstad"
ROWS = (
    *(f"9901AA;{number};99010001;990100;9901" for number in (1, 2, 3)),
    "9901AA;5;99010003;990100;9901",
    "9901AB;77;99010003;990100;9901",
    "1011AB;1;0363AF01;0363AF;0363",
)


@pytest.fixture(scope="module")
def with_addresses(voorbeeld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example built again with a table of addresses; its data folder."""
    folder = tmp_path_factory.mktemp("adressen")
    data, table = folder / "data", folder / "pc6hnr.csv"
    shutil.copytree(voorbeeld, data)
    table.write_text("\n".join(["PC6;Huisnummer;Buurt2025;Wijk2025;Gemeente2025", *ROWS, ""]))
    fetched = run_process(data, "fetch", "--from", str(table))
    assert fetched.code == 0, fetched.out
    built = run_process(data, "build", "-p", NAME)
    assert built.code == 0, built.err
    return data


@pytest.fixture
def opened(with_addresses: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKPEIL_DATA", str(with_addresses))
    settings.cache_clear()


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("half", [(), ("--openbaar",)])
def test_a_postcode_in_two_buurten_gives_both_with_their_share(wijkpeil: Command, half: tuple[str, ...]) -> None:
    rows = json.loads(wijkpeil("postcode", "9901 aa", "--json", *half).out)
    assert [(row["code"], row["share"], row["boundary_year"]) for row in rows] == [
        ("BU99010001", 0.75, 2025),
        ("BU99010003", 0.25, 2025),
    ]
    assert "75 % van de adressen  (grenzen van 2025)" in wijkpeil("postcode", "9901AA", *half).out
    (row,) = json.loads(wijkpeil("postcode", "9901ab", "--json", *half).out)
    assert (row["code"], row["share"]) == ("BU99010003", 1.0)


@pytest.mark.usefixtures("opened")
def test_what_is_no_postcode_or_lies_elsewhere_is_said(wijkpeil: Command) -> None:
    for asked in ("9901", "0901AA", "9901AAB", "Merelveld"):
        ran = wijkpeil("postcode", asked)
        assert (ran.code, ran.err) == (
            1,
            f"Fout: '{asked}' is geen postcode. Geef vier cijfers en twee letters, zoals 1234AB.\n",
        )
    assert wijkpeil("postcode", "1011AB").err.startswith("Fout: Postcode 1011AB ligt niet in ")


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("half", [(), ("--openbaar",)])
@pytest.mark.parametrize(
    ("address", "found"),
    [
        (("9901AA", "2"), [("BU99010001", 0.75, "huisnummer")]),
        (("9901AA", "5"), [("BU99010003", 0.25, "huisnummer")]),
        (("9901aa", "5-bis"), [("BU99010003", 0.25, "huisnummer")]),
        (("9901AA", "5B"), [("BU99010003", 0.25, "huisnummer")]),
        (("9901AB", "1"), [("BU99010003", 1.0, "postcode")]),
    ],
)
def test_a_house_number_gives_the_one_buurt(
    wijkpeil: Command, half: tuple[str, ...], address: tuple[str, str], found: list[tuple[str, float, str]]
) -> None:
    ran = wijkpeil("postcode", *address, "--json", *half)
    rows = json.loads(ran.out)
    assert [(row["code"], row["share"], row["found_by"]) for row in rows] == found
    assert ran.err == ""


@pytest.mark.usefixtures("opened")
def test_an_unknown_house_number_is_said_and_the_buurten_of_the_postcode_still_come(wijkpeil: Command) -> None:
    ran = wijkpeil("postcode", "9901AA", "4")
    first, *buurten = ran.out.splitlines()
    assert first == "Dit huisnummer is niet gevonden; dit zijn alle buurten van de postcode."
    assert [line[:10] for line in buurten] == ["BU99010001", "BU99010003"]
    for wrong in ("0", "twaalf", "123456", "12 nabij de brug"):
        said = "Fout: Dat is geen huisnummer. Geef een getal, zoals 12; een letter of toevoeging erachter mag.\n"
        assert wijkpeil("postcode", "9901AA", wrong).err == said


@pytest.fixture
def locatieserver(opened: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Known]:
    """PDOK's server, switched on."""
    known = Known()
    with running(known) as root:
        monkeypatch.setenv("WIJKPEIL_LOCATIESERVER_URL", root)
        monkeypatch.setenv("WIJKPEIL_NET_WAIT_SECONDS", "0.01")
        settings.cache_clear()
        yield known
    settings.cache_clear()


def _document(postcode: str, number: object, buurt: str) -> dict[str, object]:
    return {"postcode": postcode, "huisnummer": number, "buurtcode": buurt, "gemeentecode": buurt[2:6]}


def test_the_locatieserver_is_asked_only_for_an_address_that_the_peil_does_not_know(
    wijkpeil: Command, locatieserver: Known
) -> None:
    locatieserver.documents = [_document("9901AA", 4, "BU99010001")]
    for known in (("9901AA",), ("9901AA", "2"), ("9901AB", "1")):
        assert wijkpeil("postcode", *known).code == 0
    assert locatieserver.asked == []
    ran = wijkpeil("postcode", "9901AA", "4A", "--json")
    (row,) = json.loads(ran.out)
    assert (row["code"], row["boundary_year"], row["found_by"]) == ("BU99010001", None, "locatieserver")
    assert ran.err == "Gevonden door de Locatieserver van PDOK, op de grenzen van nu.\n"
    (asked,) = locatieserver.asked
    assert (asked["path"], asked["q"], asked["fq"]) == ("/search/v3_1/free", "9901AA 4", "type:adres")
    # A postcode that is newer than the table.
    locatieserver.documents = [_document("9901 az", "7", "BU99010003")]
    assert "BU99010003" in wijkpeil("postcode", "9901AZ", "7").out


NOT_FOUND = "Dit huisnummer is niet gevonden; dit zijn alle buurten van de postcode."


@pytest.mark.parametrize(
    "guess",
    [
        pytest.param([_document("1011AB", 4, "BU0363AF01")], id="46-other-postcode"),
        pytest.param([_document("9901AA", 40, "BU99010001")], id="46-other-number"),
        pytest.param([{"huisnummer": 4, "buurtcode": "BU99010001"}], id="46-no-postcode"),
        pytest.param([_document("9901AA", 4, "")], id="no-buurt"),
        pytest.param([_document("9901AA", 4, "BU99010001"), _document("9901AA", 4, "BU99010003")], id="two-buurten"),
        pytest.param([], id="nothing"),
    ],
)
def test_a_best_guess_of_the_locatieserver_that_is_another_address_is_not_found(
    wijkpeil: Command, locatieserver: Known, guess: list[dict[str, object]]
) -> None:
    locatieserver.documents = guess
    first, *buurten = wijkpeil("postcode", "9901AA", "4").out.splitlines()
    assert first == f"{NOT_FOUND} Ook de Locatieserver kent dit adres niet."
    assert [line[:10] for line in buurten] == ["BU99010001", "BU99010003"]
    unknown = wijkpeil("postcode", "1011AB", "5")
    assert (unknown.code, unknown.err.startswith("Fout: Postcode 1011AB ligt niet in ")) == (1, True)


def test_a_locatieserver_that_fails_or_names_a_foreign_buurt_leaves_the_buurten_of_the_postcode(
    wijkpeil: Command, locatieserver: Known
) -> None:
    locatieserver.documents = [_document("9901AA", 4, "BU0363AF01")]
    said = "De Locatieserver noemt buurt BU0363AF01; die is er in dit peil niet."
    assert wijkpeil("postcode", "9901AA", "4").out.splitlines()[0] == f"{NOT_FOUND} {said}"
    locatieserver.status = 503
    lines = wijkpeil("postcode", "9901AA", "4").out.splitlines()
    assert lines[0].startswith(f"{NOT_FOUND} De Locatieserver is niet te gebruiken: http://127.0.0.1:")
    # The address that was asked stands in no message.
    assert "/free: de server antwoordt met 503 (tijdelijk niet beschikbaar); na 4 pogingen gestopt." in lines[0]
    assert [line[:10] for line in lines[1:]] == ["BU99010001", "BU99010003"]
    locatieserver.status, locatieserver.content = 200, {"response": {"docs": "nee"}}
    said = "/free: het antwoord heeft een andere vorm dan is afgesproken ('docs' ontbreekt)."
    assert said in wijkpeil("postcode", "9901AA", "4").out


def test_a_process_for_the_public_never_asks_the_locatieserver(
    wijkpeil: Command, locatieserver: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    locatieserver.documents = [_document("9901AA", 4, "BU99010001")]
    monkeypatch.setenv("WIJKPEIL_PUBLIC", "1")
    settings.cache_clear()
    assert wijkpeil("postcode", "9901AA", "4").out.splitlines()[0] == NOT_FOUND
    assert locatieserver.asked == []


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("database", [publish.INTERN, publish.OPENBAAR])
def test_house_numbers_are_kept_only_of_postcodes_in_more_than_one_buurt(database: str) -> None:
    directory = store.open_snapshot(NAME).directory
    with publish.connect(directory, database) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        for table in tables:
            words = connection.execute(f"FROM {table}").df().astype(str)
            assert not words.apply(lambda column: column.str.contains(r"9901A[AB] \d")).any(axis=None), table
        rows: pd.DataFrame = connection.execute("FROM postcode ORDER BY ALL").df()
    assert list(rows.columns) == ["postcode", "code", "share", "boundary_year", "numbers"]
    assert rows[["postcode", "code", "numbers"]].to_records(index=False).tolist() == [
        ("9901AA", "BU99010001", "1 2 3"),
        ("9901AA", "BU99010003", "5"),
        ("9901AB", "BU99010003", ""),
    ]


@pytest.mark.usefixtures("voorbeeld_open")
def test_a_peil_without_the_table_says_how_to_get_it(wijkpeil: Command) -> None:
    ran = wijkpeil("postcode", "9901AA")
    assert ran.code == 1
    assert ran.err.startswith("Fout: Dit peil heeft geen postcodes. Haal de tabel van het CBS met buurt per postcode")
