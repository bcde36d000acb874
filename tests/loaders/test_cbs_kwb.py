"""The kerncijfers as the project has them for real: figures equal those of the files, read here by another way."""

import csv
import gzip
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from loaders.cbs_kwb import LOADER
from model.loading import AREA_COLUMNS, OBSERVATION_COLUMNS, RawFile, Reading
from tests.loaders.kwb_files import NOWHERE, notes, recognise, value_json, values
from tests.loaders.table_files import refusal

TYPED_2020 = "kwb_2020_odata3_84799NED_TypedDataSet.parquet"
EXPORT_2024 = "kwb_2024_statline_csv_population_age_NL.csv.gz"


@pytest.fixture(scope="module")
def of_2020(real: Path) -> Reading:
    path = real / "cbs_kwb" / TYPED_2020
    siblings = tuple(path.parent.glob("kwb_2020_odata3*"))
    return LOADER.read(RawFile(path, siblings=siblings), "2020", NOWHERE)


@pytest.fixture(scope="module")
def of_2024(real: Path) -> Reading:
    return LOADER.read(RawFile(real / "cbs_kwb" / EXPORT_2024), "2024", NOWHERE)


def test_what_is_recognised_in_the_folder(real: Path) -> None:
    folder = real / "cbs_kwb"
    refused = "kwb_2024_statline_csv_origin_nocodes_NL.csv.gz"
    found = {path.name: recognise(path) for path in folder.iterdir() if path.name != refused}
    assert {name for name, what in found.items() if what} == {TYPED_2020, EXPORT_2024}
    typed, export = found[TYPED_2020], found[EXPORT_2024]
    assert typed is not None
    assert (typed.edition, typed.modified) == ("2020", "2021-03-26T02:00:00")
    assert {path.name.split("84799NED_")[1] for path in typed.companions} == {
        "DataProperties.parquet",
        "Metadata.json",
        "WijkenEnBuurten.parquet",
    }
    assert export is not None
    assert (export.edition, export.companions) == (None, ())
    assert refusal(lambda: recognise(folder / refused)) == (
        f"{refused}, kolom 'Codering': de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te "
        "herkennen: namen komen vaker voor. Exporteer de tabel opnieuw en kies bij Regioaanduiding ook 'Codering'."
    )


@pytest.mark.parametrize(
    ("variable", "column"),
    [
        ("aantal_inwoners", "AantalInwoners_5"),
        ("personen_met_bijstand", "PersonenPerSoortUitkeringBijstand_83"),
        ("afstand_grote_supermarkt_km", "AfstandTotGroteSupermarkt_106"),
        ("stedelijkheid", "MateVanStedelijkheid_115"),
        ("herkomst_marokko", "Marokko_19"),
    ],
)
def test_all_areas_of_2020_equal_the_file(real: Path, of_2020: Reading, variable: str, column: str) -> None:
    path = real / "cbs_kwb" / TYPED_2020
    rows = pq.read_table(path, columns=["WijkenEnBuurten", column]).to_pylist()
    figures = {row["WijkenEnBuurten"].strip(): row[column] for row in rows}
    expected = {code: "unknown" if figure is None else float(figure) for code, figure in figures.items()}
    assert len(expected) == 17341
    assert values(of_2020, variable) == expected


def test_breda_in_2020(of_2020: Reading) -> None:
    """Figures read by eye from the file."""
    assert values(of_2020, "aantal_inwoners")["NL00"] == 17407585.0
    assert values(of_2020, "oppervlakte_land_ha")["NL00"] == 3367109.0
    assert values(of_2020, "meest_voorkomende_postcode")["BU16800009"] == 9468.0
    assert values(of_2020, "personenautos_per_huishouden")["BU16800009"] == 1.7


def test_empty_columns_of_2020_are_not_yet_published(of_2020: Reading) -> None:
    observations = of_2020.observations
    assert observations is not None
    assert tuple(observations.columns) == OBSERVATION_COLUMNS
    not_yet = observations[observations["reason"] == "not_published"]
    assert not_yet["variable"].nunique() == 68
    assert set(not_yet["status"]) == {"missing"}
    assert notes(of_2020, "ontbreekt")[0].startswith(
        f"{TYPED_2020}: nog niet gepubliceerd, 68 van de 112 variabelen: Geboorte totaal; "
    )
    assert notes(of_2020, "waarschijnlijk") == notes(of_2020, "opvallend") == []


def test_areas_of_2020(of_2020: Reading) -> None:
    areas = of_2020.areas
    assert areas is not None
    assert tuple(areas.columns) == AREA_COLUMNS
    assert areas["level"].value_counts().to_dict() == {"buurt": 13808, "wijk": 3177, "gemeente": 355, "land": 1}
    by_code = areas.set_index("code")
    assert by_code.loc["BU07580103", ["name", "parent", "gemeente", "change_flag"]].tolist() == [
        "Geeren-zuid",
        "WK075801",
        "GM0758",
        3,
    ]


def test_all_figures_of_2024_equal_the_file(real: Path, of_2024: Reading) -> None:
    with gzip.open(real / "cbs_kwb" / EXPORT_2024, "rt", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    assert len(rows) == 18310
    columns = {"aantal_inwoners": 5, "vrouwen": 7, "inwoners_0_tot_15": 8, "inwoners_65_en_ouder": 12}
    for variable, position in columns.items():
        assert values(of_2024, variable) == {row[3].strip(): float(row[position]) for row in rows}


def test_names_and_flags_of_2024(of_2024: Reading) -> None:
    assert of_2024.areas is not None
    breda = of_2024.areas[of_2024.areas["gemeente"] == "GM0758"]
    assert breda["level"].value_counts().to_dict() == {"buurt": 56, "wijk": 11, "gemeente": 1}
    assert set(breda["change_flag"]) == {1}
    assert of_2024.areas["change_flag"].isna().sum() == 1


@pytest.fixture
def of_2017(real: Path, tmp_path: Path) -> Path:
    """The real metadata of 2017 beside a few observations made by hand."""
    for source in (real / "cbs_kwb").glob("kwb_2017_odata4*"):
        shutil.copy(source, tmp_path / source.name)
    codes = pd.read_parquet(tmp_path / "kwb_2017_odata4_83765NED_MeasureCodes.parquet")["Identifier"]
    rows = [
        {"Id": n, "Measure": code, "ValueAttribute": "None", "Value": float(n % 5 + 1), "WijkenEnBuurten": "BU07580106"}
        for n, code in enumerate(codes)
    ]
    head = {"@odata.context": "https://bron.example/CBS/83765NED/$metadata#Observations"}
    return value_json(tmp_path / "Observations.json", rows, **head)


def test_all_measures_of_2017_are_known(of_2017: Path) -> None:
    found = recognise(of_2017)
    assert found is not None
    assert (found.edition, found.modified, len(found.companions)) == ("2017", "2020-11-06T00:00:00+01:00", 5)
    reading = LOADER.read(RawFile(of_2017, siblings=found.companions), "2017", NOWHERE)
    assert reading.observations is not None
    assert reading.observations["variable"].nunique() == 103
    assert notes(reading, "opvallend") == notes(reading, "ontbreekt") == []
    assert values(reading, "aantal_inwoners") == {"BU07580106": 1.0}
    provisional = reading.observations[reading.observations["status"] == "provisional"]["variable"]
    assert set(provisional) == {variable for variable in provisional if variable.startswith("bedrij")}
    assert len(provisional) == 8
    assert reading.areas is not None
    assert reading.areas.iloc[0][["name", "parent", "gemeente"]].tolist() == ["Geeren-Noord", "WK075801", "GM0758"]


def test_metadata_of_2017_alone_is_no_data_set(of_2017: Path) -> None:
    of_2017.unlink()
    assert [path.name for path in of_2017.parent.iterdir() if recognise(path)] == []
