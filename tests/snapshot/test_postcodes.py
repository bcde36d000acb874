"""From a postcode to its buurten: what a build keeps of the table of addresses, and how it is asked."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from snapshot import publish, store
from snapshot.settings import settings
from tests.conftest import Ran, run_process

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
@pytest.mark.parametrize("database", [publish.INTERN, publish.OPENBAAR])
def test_no_half_holds_an_address(database: str) -> None:
    directory = store.open_snapshot(NAME).directory
    with publish.connect(directory, database) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        assert "postcode" in tables
        for table in tables:
            words = connection.execute(f"FROM {table}").df().astype(str)
            assert not words.apply(lambda column: column.str.contains(r"9901A[AB] \d")).any(axis=None), table
        rows: pd.DataFrame = connection.execute("FROM postcode").df()
    assert list(rows.columns) == ["postcode", "code", "share", "boundary_year"]
    assert len(rows) == 3


@pytest.mark.usefixtures("voorbeeld_open")
def test_a_peil_without_the_table_says_how_to_get_it(wijkpeil: Command) -> None:
    ran = wijkpeil("postcode", "9901AA")
    assert ran.code == 1
    assert ran.err.startswith("Fout: Dit peil heeft geen postcodes. Haal de tabel van het CBS met buurt per postcode")
