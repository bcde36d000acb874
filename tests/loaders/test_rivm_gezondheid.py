"""RIVM health estimates: what a user gets from the table, as workbook or CSV, and what is refused."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from loaders.rivm_gezondheid import COLUMNS, LOADER, VARIABLES
from model.errors import LoadRefused
from model.loading import OBSERVATION_COLUMNS, Context, RawFile, Reading

HEADER = [
    "ID",
    "Leeftijd",
    "Marges",
    "WijkenEnBuurten",
    "Perioden",
    "Gemeentenaam_1",
    "SoortRegio_2",
    "Codering_3",
    "Roker_11",
    "Eenzaam_28",
    "LopenNaarSchoolOfWerk_35",
    "MoeiteMetRondkomen_38",
]
NO_AREAS = Context(areas=pd.DataFrame())


def _row(code: str, *cells: str, age: int = 20300, margin: str = "MW00000", period: str = "2020JJ00") -> list[object]:
    """A row as the RIVM has it: codes padded to 10 and 20, numbers as padded text."""
    padded = [f"{cell:>8}" if cell else "" for cell in cells]
    return [2, age, margin, code.ljust(10), period, "Testdam".ljust(40), "Buurt     ", code.ljust(20), *padded]


LAND = _row("NL01", "17.9", "47.0", "", "13.9")
BUURT = _row("BU99010001", "20.1", ".", "", "8.0")


def _workbook(folder: Path, *rows: list[object], header: list[str] = HEADER) -> RawFile:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (header, *rows):
        sheet.append(row)
    path = folder / "rivm.xlsx"
    book.save(path)
    return RawFile(path)


def _read(file: RawFile, edition: str = "2020") -> Reading:
    assert LOADER.recognise(file) is not None
    return LOADER.read(file, edition, NO_AREAS)


def _message(file: RawFile, edition: str = "2020") -> str:
    with pytest.raises(LoadRefused) as refused:
        _read(file, edition)
    return str(refused.value)


def _by_variable(reading: Reading, code: str, column: str) -> dict[str, object]:
    assert reading.observations is not None
    rows = reading.observations[reading.observations["area_code"] == code]
    return dict(zip(rows["variable"], rows[column], strict=True))


def test_padded_text_becomes_percentages_of_all_adults(tmp_path: Path) -> None:
    file = _workbook(tmp_path, LAND, BUURT)
    recognition = LOADER.recognise(file)
    assert recognition is not None
    assert (recognition.source, recognition.edition) == ("rivm_gezondheid", "2020")
    reading = _read(file)
    assert reading.observations is not None
    assert list(reading.observations.columns) == list(OBSERVATION_COLUMNS)
    assert _by_variable(reading, "NL00", "value") == {"roker": 17.9, "eenzaam": 47.0, "moeite_met_rondkomen": 13.9}
    assert set(reading.observations["period"]) == {"2020"}
    assert set(reading.observations["boundary_year"]) == {2020}


def test_a_point_is_suppressed_a_blank_cannot_occur(tmp_path: Path) -> None:
    reading = _read(_workbook(tmp_path, LAND, BUURT, _row("BU99010002", "", "40.0", "", "9.0")))
    assert _by_variable(reading, "BU99010001", "status") == {
        "roker": "modelled",
        "eenzaam": "suppressed",
        "moeite_met_rondkomen": "modelled",
    }
    assert _by_variable(reading, "BU99010001", "reason")["eenzaam"] == "secret"
    assert _by_variable(reading, "BU99010002", "status")["roker"] == "missing"
    assert _by_variable(reading, "BU99010002", "reason")["roker"] == "not_applicable"


def test_other_ages_margins_and_empty_columns_are_left_out_and_told(tmp_path: Path) -> None:
    rows = [
        LAND,
        _row("NL01", "17.0", "46.0", "", "13.0", margin="MW00001"),
        _row("NL01", "19.0", "48.0", "", "14.0", margin="MW00002"),
        _row("NL01", "7.0", "50.0", "40.0", "9.0", age=53115),
    ]
    reading = _read(_workbook(tmp_path, *rows, header=[*HEADER[:-1], "NieuwOnderwerp_38"]))
    assert _by_variable(reading, "NL00", "value") == {"roker": 17.9, "eenzaam": 47.0}
    assert [note.text for note in reading.notes] == [
        "rivm.xlsx: werkblad 'Sheet' gelezen, alleen waarden.",
        "rivm.xlsx: 1 rijen met andere leeftijdsgroepen dan 18 jaar en ouder niet gelezen.",
        "rivm.xlsx: 2 rijen met onder- en bovengrenzen van marges niet gelezen.",
        "rivm.xlsx: geen cijfers voor 18 jaar en ouder over: lopen naar school of werk.",
        "rivm.xlsx: onbekende kolommen: NieuwOnderwerp_38.",
        "rivm.xlsx: 2020, 1 gebied, 2 onderwerpen.",
    ]


def test_another_column_number_is_the_same_variable(tmp_path: Path) -> None:
    header = [*HEADER[:8], "Roker_19", "eenzaam_2", "LopenNaarSchoolOfWerk_3", "MoeiteMetRondkomen"]
    assert set(_by_variable(_read(_workbook(tmp_path, LAND, header=header)), "NL00", "value")) == {
        "roker",
        "eenzaam",
        "moeite_met_rondkomen",
    }


def test_the_same_table_as_csv_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rivm.csv"
    lines = [";".join(f'"{cell}"' for cell in row) for row in (HEADER, LAND, BUURT)]
    path.write_bytes(("\ufeff" + "\r\n".join(lines)).encode())
    assert _by_variable(_read(RawFile(path)), "NL00", "value")["roker"] == 17.9


def test_other_files_are_not_recognised(tmp_path: Path) -> None:
    assert LOADER.recognise(_workbook(tmp_path, ["GM9901", 5], header=["gwb_code_10", "a_inw"])) is None
    damaged = tmp_path / "kapot.xlsx"
    damaged.write_bytes(b"PK\x03\x04 en verder niets")
    assert LOADER.recognise(RawFile(damaged)) is None
    text = tmp_path / "kwb.csv"
    text.write_text("WijkenEnBuurten;Perioden;AantalInwoners_5\nGM9901;2020JJ00;5\n", encoding="utf-8")
    assert LOADER.recognise(RawFile(text)) is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            _row("BU99010001", "120.0", "40.0", "", "9.0"),
            "rivm.xlsx, rij 3, kolom 'Roker_11', waarde '120.0': een percentage is ten minste 0 en ten hoogste 100. "
            "Herstel de waarde of haal het bestand opnieuw op bij de bron.",
        ),
        (
            _row("BU9010001", "12.0", "40.0", "", "9.0"),
            "rivm.xlsx, rij 3, kolom 'WijkenEnBuurten', waarde 'BU9010001': dit is geen geldige gebiedscode. "
            "Bedoeld is waarschijnlijk 'BU09010001': de voorloopnul is weggevallen. Herstel de code in het bestand.",
        ),
        (
            [*BUURT[:7], "BU99010002", *BUURT[8:]],
            "rivm.xlsx, rij 3, kolom 'Codering_3', waarde 'BU99010002': deze code is een andere dan in kolom "
            "'WijkenEnBuurten' (BU99010001). Haal het bestand opnieuw op; er zijn cellen verschoven.",
        ),
        (
            _row("NL01", "12.0", "40.0", "", "9.0"),
            "rivm.xlsx, kolom 'Roker_11': 'NL00' staat er twee keer met verschillende waarden: rij 2 heeft '17,9' en "
            "rij 3 heeft '12'. Verwijder de onjuiste rij.",
        ),
        (
            _row("BU99010001", "12.0", "40.0", "", "9.0", period="2020KW01"),
            "rivm.xlsx, rij 3, kolom 'Perioden', waarde '2020KW01': dit is geen periode van een jaar, zoals 2020JJ00. "
            "Exporteer de tabel opnieuw met codes.",
        ),
        (
            _row("BU99010001", "12.0", "40.0", "", "9.0", period="2022JJ00"),
            "rivm.xlsx, kolom 'Perioden': de tabel bevat meer jaren: 2020, 2022. Elk jaar heeft zijn eigen wijk- en "
            "buurtindeling. Exporteer elk jaar apart.",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(tmp_path: Path, row: list[object], message: str) -> None:
    assert _message(_workbook(tmp_path, LAND, row)) == message


def test_another_edition_than_the_table_is_refused(tmp_path: Path) -> None:
    assert _message(_workbook(tmp_path, LAND), "2022") == (
        "rivm.xlsx, kolom 'Perioden', waarde '2020': de periode in het bestand is een andere dan de opgegeven editie. "
        "Geef editie 2020 op, of kies het bestand van 2022."
    )


def test_a_table_without_adults_is_refused(tmp_path: Path) -> None:
    assert _message(_workbook(tmp_path, _row("NL01", "1.0", "2.0", "", "3.0", age=53115))) == (
        "rivm.xlsx, kolom 'Leeftijd': er is geen rij met de schatting (Marges MW00000) voor 18 jaar en ouder "
        "(Leeftijd 20300). Exporteer de tabel voor 18 jaar en ouder."
    )


def test_a_table_without_ages_is_refused(tmp_path: Path) -> None:
    header = ["X", *HEADER[2:]]
    assert _message(_workbook(tmp_path, [LAND[0], *LAND[2:]], header=header)) == (
        "rivm.xlsx, kolom 'Leeftijd': deze kolom ontbreekt. Controleer de kolomkoppen van het bestand."
    )


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_percentages_they_come_back_as_written(tmp_path: Path, tenths: list[int]) -> None:
    rows = [_row(f"BU9901{i:04d}", f"{t / 10:.1f}", "40.0", "", "9.0") for i, t in enumerate(tenths)]
    reading = _read(_workbook(tmp_path, *rows))
    assert reading.observations is not None
    roker = reading.observations[reading.observations["variable"] == "roker"]
    assert roker["value"].tolist() == [t / 10 for t in tenths]


def test_every_variable_has_a_title_and_is_a_percentage() -> None:
    assert len(VARIABLES) == len(COLUMNS) == 35
    assert {variable.unit for variable in VARIABLES.values()} == {"%"}


def test_real_2020_equals_the_file_for_every_cell(real: Path) -> None:
    path = real / "health" / "rivm_gezondheid_2020_18plus_NL.xlsx"
    reading = LOADER.read(RawFile(path), "2020", NO_AREAS)
    assert reading.observations is not None
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    header = [str(cell) for cell in rows[0]]
    by_stem = {name.rpartition("_")[0]: place for place, name in enumerate(header)}
    codes = [str(row[3]).strip().replace("NL01", "NL00") for row in rows[1:]]
    per_variable = {name: part.set_index("area_code") for name, part in reading.observations.groupby("variable")}
    blank = {"lopen_of_fietsen_naar_school_of_werk", "lopen_naar_school_of_werk", "fietsen_naar_school_of_werk"}
    assert set(per_variable) == set(VARIABLES) - blank
    for stem, (variable, _) in COLUMNS.items():
        cells = pd.Series([str(row[by_stem[stem]]).strip() for row in rows[1:]], index=codes)
        if variable in blank:
            assert (cells == "").all()
        else:
            expected = [None if cell == "." else float(cell) for cell in cells]
            found = per_variable[variable].loc[codes, "value"]
            assert [None if pd.isna(value) else value for value in found] == expected
    assert per_variable["ervaren_gezondheid_goed"].loc["NL00", "value"] == 78.4
    assert len(codes) == 17_341
    assert (reading.observations["status"] == "suppressed").sum() == 24_608
