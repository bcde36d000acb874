"""CBS's table of addresses: both forms of its codes, and every fault that would put an address in the wrong buurt."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from loaders.cbs_adressen import LOADER
from model.errors import LoadRefused
from model.loading import AREA_COLUMNS, Context, RawFile, Reading

HEADER = "PC6;Huisnummer;Buurt2017;Wijk2017;Gemeente2017"
ROWS = ("4811AA;1;07580000;075800;0758", "4811AA;2;07580000;075800;0758", "4811AB;1;07580001;075800;0758")


def _file(folder: Path, *rows: str, header: str = HEADER, name: str = "pc6hnr.csv") -> RawFile:
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([header, *rows, ""]).encode())
    return RawFile(path)


def _areas(*codes: str, year: int = 2017) -> pd.DataFrame:
    rows = [(code, year, code, "buurt", "WK" + code[2:8], "GM" + code[2:6], None) for code in codes]
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))


def _read(file: RawFile, areas: pd.DataFrame | None = None, gemeenten: frozenset[str] | None = None) -> Reading:
    known = _areas("BU07580000", "BU07580001") if areas is None else areas
    return LOADER.read(file, "2017", Context(areas=known, gemeenten=gemeenten))


def _refusal(file: RawFile, areas: pd.DataFrame | None = None) -> str:
    with pytest.raises(LoadRefused) as refused:
        _read(file, areas)
    return str(refused.value)


def test_the_year_stands_in_the_columns(tmp_path: Path) -> None:
    found = LOADER.recognise(_file(tmp_path, *ROWS))
    assert found is not None
    assert (found.edition, found.what) == ("2017", "buurt per adres op de grenzen van 2017")
    assert LOADER.recognise(_file(tmp_path, "x;y", header="PC6;Buurt")) is None


def test_every_address_has_its_buurt(tmp_path: Path) -> None:
    reading = _read(_file(tmp_path, *ROWS))
    assert reading.addresses is not None
    assert reading.addresses.to_numpy().tolist() == [
        ["4811AA 1", "BU07580000", 2017],
        ["4811AA 2", "BU07580000", 2017],
        ["4811AB 1", "BU07580001", 2017],
    ]
    assert [note.text for note in reading.notes] == ["3 van 3 adressen, op de grenzen van 2017."]


def test_older_tables_lost_their_zeros_and_the_gemeente_confirms_them(tmp_path: Path) -> None:
    reading = _read(_file(tmp_path, "4811AA;1;7580000;75800;758", "4811 ab;1;7580001;75800;758"))
    assert reading.addresses is not None
    assert list(reading.addresses["code"]) == ["BU07580000", "BU07580001"]
    assert list(reading.addresses["address"]) == ["4811AA 1", "4811AB 1"]


def test_only_addresses_of_the_programme_are_kept_and_a_zip_is_opened(tmp_path: Path) -> None:
    plain = _file(tmp_path, *ROWS, "1011AB;99;0363AF01;0363AF;0363")
    packed = tmp_path / "pc6hnr.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(plain.path, "map/pc6hnr.csv")
        archive.writestr("map/buurtnamen.csv", "Buurt2017;buurtnaam2017\n")
    for file in (plain, RawFile(packed)):
        assert LOADER.recognise(file) is not None
        reading = _read(file, gemeenten=frozenset({"GM0758"}))
        assert reading.addresses is not None
        assert len(reading.addresses) == 3


def test_a_table_that_somebody_saved_anew_is_refused(real: Path) -> None:
    """pandas put a number before each line of this real sample."""
    path = real / "postcode" / "pc6hnr_2025_first100rows.csv"
    with pytest.raises(LoadRefused) as refused:
        LOADER.recognise(RawFile(path))
    assert str(refused.value) == (
        "pc6hnr_2025_first100rows.csv, rij 1: dit is een bewerkte adrestabel: voor of achter de vijf kolommen van het "
        "CBS staat nog iets anders. Gebruik het bestand zoals het CBS dat uitgeeft."
    )


def test_rows_of_the_real_sample_are_read_when_the_numbers_are_taken_off(real: Path, tmp_path: Path) -> None:
    lines = (real / "postcode" / "pc6hnr_2025_first100rows.csv").read_text(encoding="utf-8").splitlines()
    whole = [line.split(",", 1)[1].strip('"') for line in lines]
    file = _file(tmp_path, *whole[1:], header=whole[0])
    codes = {"BU" + line.split(";")[2] for line in whole[1:]}
    reading = LOADER.read(file, "2025", Context(areas=_areas(*codes, year=2025)))
    assert reading.addresses is not None
    assert len(reading.addresses) == 100
    assert set(reading.addresses["code"]) == codes


def test_two_years_in_one_table_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadRefused) as refused:
        LOADER.recognise(_file(tmp_path, *ROWS, header="PC6;Huisnummer;Buurt2017;Wijk2016;Gemeente2017"))
    assert str(refused.value) == (
        "pc6hnr.csv, rij 1: de kolommen gaan over verschillende jaren: 2016, 2017. Gebruik een tabel waarin buurt, "
        "wijk en gemeente van hetzelfde jaar zijn."
    )


def test_an_address_in_two_buurten_is_refused_without_repeating_it(tmp_path: Path) -> None:
    message = _refusal(_file(tmp_path, *ROWS, "4811AA;1;07580001;075800;0758"))
    assert message == (
        "pc6hnr.csv, rij 5: hetzelfde adres staat ook in rij 2, in een andere buurt. Haal een van beide rijen weg; een "
        "adres ligt in één buurt."
    )


def test_a_repeated_row_counts_once(tmp_path: Path) -> None:
    reading = _read(_file(tmp_path, *ROWS, ROWS[0]))
    assert reading.addresses is not None
    assert len(reading.addresses) == 3
    assert "1 dubbele rij is één keer geteld." in [note.text for note in reading.notes]


def test_a_cell_that_is_no_postcode_is_refused_without_repeating_it(tmp_path: Path) -> None:
    message = _refusal(_file(tmp_path, "Jansen;1;07580000;075800;0758"))
    assert message == (
        "pc6hnr.csv, rij 2, kolom 'PC6': hier staat geen postcode van vier cijfers en twee letters. Haal het bestand "
        "opnieuw op bij het CBS, of herstel deze rij."
    )


def test_a_buurt_of_another_gemeente_than_the_one_beside_it_is_refused(tmp_path: Path) -> None:
    message = _refusal(_file(tmp_path, "4811AA;1;07480000;074800;0758"))
    assert message == (
        "pc6hnr.csv, rij 2, kolom 'Buurt', waarde '07480000': deze buurt ligt volgens haar code niet in gemeente 0758. "
        "Haal het bestand opnieuw op; de kolommen horen bij elkaar."
    )


def test_a_few_unknown_codes_are_set_apart_and_named(tmp_path: Path) -> None:
    rows = [f"4811AC;{number};07580000;075800;0758" for number in range(1, 20)]
    reading = _read(_file(tmp_path, *rows, "4811AD;1;07589998;075899;0758"))
    assert reading.addresses is not None
    assert len(reading.addresses) == 19
    text = "1 adres apart gezet: een buurt die in 2017 niet bestaat (BU07589998)."
    assert [note.text for note in reading.notes if note.kind == "apart_gezet"] == [text]


def test_a_table_of_other_borders_is_refused(tmp_path: Path) -> None:
    message = _refusal(_file(tmp_path, *ROWS), _areas("BU07580001", "BU07580006"))
    assert message == (
        "pc6hnr.csv, kolom 'Buurt': 67 % van de adressen ligt in een buurt die op de grenzen van 2017 niet bestaat. "
        "Controleer of dit de tabel van 2017 is, en of de kerncijfers of grenzen van 2017 volledig zijn."
    )


def test_without_areas_of_that_year_the_table_waits(tmp_path: Path) -> None:
    reading = _read(_file(tmp_path, *ROWS), _areas("BU07580000", year=2016))
    assert reading.addresses is not None
    assert len(reading.addresses) == 3
    assert reading.notes[-1].text == (
        "De buurten van 2017 zijn niet bekend; de tabel telt pas mee met kerncijfers of grenzen van 2017."
    )
