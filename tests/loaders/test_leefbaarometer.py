"""Leefbaarometer: what a user gets from a CSV or zip of 3.0 scores, and what is refused."""

import csv
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import _unzip
from loaders.leefbaarometer import LOADER, VARIABLES
from model.errors import LoadRefused
from model.loading import OBSERVATION_COLUMNS, Context, RawFile

HEADER = "bu_code,bu_naam,jaar,lbm,afw,fys,onv,soc,vrz,won"
GOOD = "BU99010001,Testhof,2024,4.2,0.05,0.01,-0.02,0.01,0.04,0.01"
ONE_YEAR = f"{HEADER}\n{GOOD}\n"
NO_AREAS = Context(areas=pd.DataFrame())


def _file(folder: Path, text: str, name: str = "scores.csv") -> RawFile:
    path = folder / name
    path.write_bytes(text.encode())
    return RawFile(path)


def _zip(folder: Path, members: dict[str, str]) -> RawFile:
    path = folder / "open-data.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return RawFile(path)


def _offer(file: RawFile, edition: str) -> None:
    assert LOADER.recognise(file) is not None
    LOADER.read(file, edition, NO_AREAS)


def _message(file: RawFile, edition: str = "2024") -> str:
    with pytest.raises(LoadRefused) as refused:
        _offer(file, edition)
    return str(refused.value)


def _values(file: RawFile, edition: str = "2024") -> pd.DataFrame:
    observations = LOADER.read(file, edition, NO_AREAS).observations
    assert observations is not None
    return observations


def test_a_row_gives_the_score_the_deviation_and_five_dimensions(tmp_path: Path) -> None:
    observations = _values(_file(tmp_path, ONE_YEAR))
    assert list(observations.columns) == list(OBSERVATION_COLUMNS)
    expected = {"lbm": 4.2, "afw": 0.05, "fys": 0.01, "onv": -0.02, "soc": 0.01, "vrz": 0.04, "won": 0.01}
    assert dict(zip(observations["variable"], observations["value"], strict=True)) == expected
    assert set(observations["status"]) == {"modelled"}
    assert set(observations["boundary_year"]) == {2024}
    assert set(VARIABLES) == set(expected)


def test_the_edition_is_the_newest_year_and_all_history_is_on_its_borders(tmp_path: Path) -> None:
    older = "BU99010001,Testhof,2020,4.15,0.0,NA,NA,NA,NA,NA"
    file = _file(tmp_path, f"{HEADER}\n{GOOD.replace('2024', '2022')}\n{older}\n")
    recognition = LOADER.recognise(file)
    assert recognition is not None
    assert (recognition.source, recognition.edition) == ("leefbaarometer", "2022")
    observations = _values(file, "2022")
    assert set(observations["period"]) == {"2020", "2022"}
    assert set(observations["boundary_year"]) == {2022}


def test_a_file_cut_to_old_years_is_known_by_its_national_mean(tmp_path: Path) -> None:
    recognition = LOADER.recognise(_file(tmp_path, f"{HEADER}\nBU99010001,Hof,2014,4.152264851,0.05,NA,NA,NA,NA,NA\n"))
    assert recognition is not None
    assert recognition.edition == "2024"


def test_dimensions_that_a_year_does_not_have_make_no_rows(tmp_path: Path) -> None:
    older = "BU99010001,Testhof,2016,4.15,0.0,NA,NA,NA,NA,NA"
    reading = LOADER.read(_file(tmp_path, f"{HEADER}\n{GOOD}\n{older}\n"), "2024", NO_AREAS)
    assert reading.observations is not None
    assert sorted(reading.observations.query("period == '2016'")["variable"]) == ["afw", "lbm"]
    assert [note.text for note in reading.notes] == [
        "Scores van 2016 tot en met 2024, per buurt: 1 gebied.",
        "Voor 2016 geeft de bron geen scores voor: fysieke omgeving; overlast en onveiligheid; sociale samenhang; "
        "voorzieningen; woningvoorraad.",
    ]


def test_one_missing_score_is_missing_and_unknown(tmp_path: Path) -> None:
    other = "BU99010002,NA,2024,NA,NA,NA,NA,NA,NA,NA"
    missing = _values(_file(tmp_path, f"{HEADER}\n{GOOD}\n{other}\n")).query("area_code == 'BU99010002'")
    assert missing["value"].isna().all()
    assert set(missing["status"]) == {"missing"}
    assert set(missing["reason"]) == {"unknown"}


def test_a_zip_gives_buurt_wijk_and_gemeente_and_leaves_out_grid_and_postcode(tmp_path: Path) -> None:
    wijk = ONE_YEAR.replace("bu_", "wk_").replace("BU99010001", "WK990100")
    gemeente = ONE_YEAR.replace("bu_", "gm_").replace("BU99010001", "GM9901")
    file = _zip(
        tmp_path,
        {
            "map/Leefbaarometer-scores buurten 2002-2024.csv": ONE_YEAR,
            "map/LEEFBAAROMETER-SCORES WIJKEN 2002-2024.CSV": wijk,
            "map/Leefbaarometer-scores gemeenten 2002-2024.csv": gemeente,
            "map/Leefbaarometer-scores PC4 2002-2024.csv": "PC4,jaar,lbm,afw\n0901,2024,4.2,0.05\n",
            "__MACOSX/map/x.csv": ONE_YEAR,
        },
    )
    recognition = LOADER.recognise(file)
    assert recognition is not None
    assert recognition.what == "Leefbaarometer 3.0, scores per buurt, wijk, gemeente"
    reading = LOADER.read(file, "2024", NO_AREAS)
    assert reading.observations is not None
    assert set(reading.observations["area_code"]) == {"BU99010001", "WK990100", "GM9901"}
    assert [note.text for note in reading.notes] == [
        "open-data.zip: 'map/Leefbaarometer-scores PC4 2002-2024.csv' hoort niet bij buurt, wijk of gemeente.",
        *(f"Scores van 2024, per {level}: 1 gebied." for level in ("buurt", "wijk", "gemeente")),
    ]


def test_other_tables_are_not_recognised(tmp_path: Path) -> None:
    assert LOADER.recognise(_file(tmp_path, "grid_id,jaar,lbm,afw\nE1,2024,4.1,0\n")) is None
    assert LOADER.recognise(_file(tmp_path, "gwb_code_10;a_inw\nGM9901;5\n")) is None
    assert LOADER.recognise(_zip(tmp_path, {"lees.txt": "niets"})) is None


def test_the_deviation_must_be_from_one_national_mean(tmp_path: Path) -> None:
    rows = [f"BU9901000{i},Hof,2024,4.{15 + i},0.0{i},NA,NA,NA,NA,NA" for i in (1, 2, 3)]
    rows.append("BU99010004,Hof,2024,4.20,0.04,NA,NA,NA,NA,NA")
    assert _message(_file(tmp_path, "\n".join([HEADER, *rows, ""]))) == (
        "scores.csv, rij 5, kolom 'lbm', waarde '4.20': score min afwijking geeft in deze rij een ander landelijk "
        "gemiddelde dan in de andere rijen. Haal het bestand opnieuw op bij de bron; voeg metingen niet samen."
    )


def test_the_dimensions_must_add_up_to_the_deviation(tmp_path: Path) -> None:
    assert _message(_file(tmp_path, f"{HEADER}\n{GOOD.replace('0.04', '0.03')}\n")) == (
        "scores.csv, rij 2, kolom 'afw', waarde '0.05': de vijf dimensies tellen niet op tot de afwijking van het "
        "landelijk gemiddelde. Haal het bestand opnieuw op bij de bron; het is gewijzigd of afgerond."
    )


def test_a_fault_inside_a_zip_names_both_files(tmp_path: Path) -> None:
    file = _zip(tmp_path, {"map/buurten.csv": f"{HEADER}\n{GOOD.replace('BU9901', 'BU901')}\n"})
    assert _message(file) == (
        "open-data.zip (buurten.csv), rij 2, kolom 'bu_code', waarde 'BU9010001': dit is geen geldige gebiedscode. "
        "Bedoeld is waarschijnlijk 'BU09010001': de voorloopnul is weggevallen. Herstel de code in het bestand."
    )


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            GOOD.replace("BU99010001", "WK990100"),
            "scores.csv, rij 2, kolom 'bu_code', waarde 'WK990100': deze code is geen buurt. Herstel de code.",
        ),
        (
            GOOD.replace("2024", "24"),
            "scores.csv, rij 2, kolom 'jaar', waarde '24': dit is geen jaartal. Herstel het jaar.",
        ),
        (
            GOOD.replace("4.2", "42"),
            "scores.csv, rij 2, kolom 'lbm', waarde '42': de score 'lbm' is ten minste 1 en ten hoogste 7. "
            "Herstel de waarde of haal het bestand opnieuw op bij de bron.",
        ),
        (
            f"{GOOD}\n{GOOD.replace('4.2,0.05', '4.3,0.15').replace('0.04', '0.14')}",
            "scores.csv, kolom 'lbm': 'BU99010001 / 2024' staat er twee keer met verschillende waarden: "
            "rij 2 heeft '4,2' en rij 3 heeft '4,3'. Verwijder de onjuiste rij.",
        ),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(tmp_path: Path, row: str, message: str) -> None:
    assert _message(_file(tmp_path, f"{HEADER}\n{row}\n")) == message


def test_a_missing_deviation_column_is_named(tmp_path: Path) -> None:
    assert _message(_file(tmp_path, "bu_code,bu_naam,jaar,lbm,afwijking\nBU99010001,Hof,2024,4.2,0.05\n")) == (
        "scores.csv, kolom 'afw': deze kolom ontbreekt. Lijkt erop: 'afwijking'. "
        "Controleer de kolomkoppen van het bestand."
    )


def test_a_file_without_any_score_is_refused(tmp_path: Path) -> None:
    assert _message(_file(tmp_path, f"{HEADER}\nBU99010001,Hof,2024,NA,NA,NA,NA,NA,NA,NA\n")) == (
        "scores.csv: geen enkele rij heeft een score. Haal het bestand opnieuw op bij de bron."
    )


def test_an_edition_older_than_the_file_is_refused(tmp_path: Path) -> None:
    assert _message(_file(tmp_path, ONE_YEAR), "2022") == (
        "scores.csv, waarde '2022': de opgegeven editie is geen meting die dit bestand kan zijn: de nieuwste jaargang "
        "is 2024. Geef als editie het jaar van de meting, bijvoorbeeld 2024."
    )


REFUSED_2_0 = (
    "dit zijn klassen (waarschijnlijk Leefbaarometer 2.0), geen scores van Leefbaarometer 3.0; die twee zijn niet te "
    "vergelijken. Gebruik de scores van Leefbaarometer 3.0: daarin zijn ook de oude jaren opnieuw berekend."
)


def test_classes_of_2_0_are_refused(tmp_path: Path) -> None:
    classes = json.dumps({"WK990100": {"KL02": "6", "KL08": None}}, indent=4)
    assert _message(_file(tmp_path, classes, "klassen.json")) == f"klassen.json: {REFUSED_2_0}"
    table = "bu_code,kl02,kl16\nBU99010001,5,6\n"
    assert _message(_file(tmp_path, table)) == f"scores.csv: {REFUSED_2_0}"
    assert _message(_zip(tmp_path, {"k.csv": table})) == f"open-data.zip (k.csv): {REFUSED_2_0}"
    assert LOADER.recognise(_file(tmp_path, '{"value": []}', "ander.json")) is None


def test_two_files_of_one_level_in_a_zip_are_refused(tmp_path: Path) -> None:
    assert _message(_zip(tmp_path, {"a.csv": ONE_YEAR, "b.csv": ONE_YEAR})) == (
        "open-data.zip: het zip-bestand bevat meer dan één bestand per buurt: a.csv, b.csv. "
        "Houd één bestand per niveau over."
    )


@pytest.mark.parametrize("name", ["../x.csv", "/x.csv", "C:/x.csv", "a/../../x.csv", "..\\x.csv"])
def test_a_zip_with_a_path_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    assert _message(_zip(tmp_path, {name: ONE_YEAR})) == (
        f"open-data.zip, waarde '{name}': het zip-bestand bevat een naam die buiten de map wijst, of een koppeling. "
        "Gebruik dit bestand niet; haal het opnieuw op bij de bron."
    )


def test_a_zip_with_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("x.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "open-data.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert _message(RawFile(tmp_path / "open-data.zip")).startswith(
        "open-data.zip, waarde 'x.csv': het zip-bestand bevat een naam die buiten de map wijst, of een koppeling."
    )


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    file = _zip(tmp_path, {"a.csv": ONE_YEAR})
    data = bytearray(file.path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.path.write_bytes(bytes(data))
    assert _message(file) == "open-data.zip: het zip-bestand is met een wachtwoord versleuteld. Pak het zelf uit."


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    file = _zip(tmp_path, {"a.csv": ONE_YEAR})
    whole = file.path.read_bytes()
    damaged = "open-data.zip: het zip-bestand is beschadigd of niet volledig. Haal het bestand opnieuw op."
    file.path.write_bytes(whole[: len(whole) // 2])
    assert _message(file) == damaged
    data = bytearray(whole)
    data[45:60] = bytes(15)
    file.path.write_bytes(bytes(data))
    assert _message(file) == damaged.replace(".zip:", ".zip, waarde 'a.csv':")


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_unzip, "MAX_BYTES", 50)
    assert _message(_zip(tmp_path, {"a.csv": ONE_YEAR})) == (
        "open-data.zip: het zip-bestand is uitgepakt groter dan 500 MB. Pak het zelf uit en kies een bestand."
    )
    monkeypatch.setattr(_unzip, "MAX_ENTRIES", 1)
    assert _message(_zip(tmp_path, {"a.csv": "", "b.csv": ""})) == (
        "open-data.zip: het zip-bestand bevat 2 bestanden; ten hoogste 1 mag. Pak het zelf uit."
    )


@given(st.lists(st.tuples(*[st.integers(-500_000, 500_000)] * 5), min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_scores_they_come_back_as_written(tmp_path: Path, rows: list[tuple[int, ...]]) -> None:
    lines = [HEADER]
    for number, parts in enumerate(rows):
        deviation = sum(parts) / 1e6
        dimensions = ",".join(f"{part / 1e6:.6f}" for part in parts)
        lines.append(f"BU9901{number:04d},Hof,2024,{4 + deviation:.6f},{deviation:.6f},{dimensions}")
    observations = _values(_file(tmp_path, "\n".join([*lines, ""])))
    fys = observations.query("variable == 'fys'")["value"].tolist()
    assert fys == [part[0] / 1e6 for part in rows]


@pytest.mark.parametrize(
    ("name", "code", "areas", "cells"),
    [
        ("lbm30_meting2024_scores_buurten_Breda_selectie.csv", "bu_code", 14, 580),
        ("lbm30_meting2024_scores_wijken_Breda_Roosendaal.csv", "wk_code", 13, 559),
    ],
)
def test_real_breda_and_roosendaal_equal_the_file(real: Path, name: str, code: str, areas: int, cells: int) -> None:
    path = real / "leefbaarometer" / name
    recognition = LOADER.recognise(RawFile(path))
    assert recognition is not None
    assert recognition.edition == "2024"
    observations = _values(RawFile(path))
    assert observations["area_code"].nunique() == areas
    with path.open(encoding="utf-8", newline="") as file:
        expected = {
            (row[code], row["jaar"], score): float(row[score])
            for row in csv.DictReader(file)
            for score in VARIABLES
            if row[score] != "NA"
        }
    keys = zip(observations["area_code"], observations["period"], observations["variable"], strict=True)
    found = dict(zip(keys, observations["value"], strict=True))
    assert len(expected) == cells
    assert found == expected


def test_real_2_0_is_refused(real: Path) -> None:
    name = "lbm20_2016_klassen_gemeente_NL.json"
    assert _message(RawFile(real / "leefbaarometer" / name)) == f"{name}: {REFUSED_2_0}"
