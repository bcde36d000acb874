"""Faults in unit, name and year of the kerncijfers and in the metadata beside them, with the whole message."""

from pathlib import Path

from tests.loaders.kwb_files import (
    CODES,
    SHORT_HEADER,
    notes,
    numbered,
    properties,
    read,
    recognise,
    region_list,
    short_rows,
    table_view,
    text_csv,
    value_json,
    values,
    workbook,
)
from tests.loaders.table_files import refusal

REPAIR = "Herstel de waarde of haal het bestand opnieuw op bij de bron."


def parquet(path: Path, columns: dict[str, list[object]]) -> Path:
    numbered(columns, CODES).to_parquet(path)
    return path


MEND = "Haal het bestand opnieuw op; klopt de eenheid echt, dan moet loaders/kwb_variabelen.csv worden aangepast."


def test_unit_became_euro_in_the_header(tmp_path: Path) -> None:
    label = "Wonen/Gemiddelde WOZ-waarde van woningen (euro)"
    path = table_view(tmp_path / "a.csv", {label: [378000, 290000, 280000, 300000]})
    assert refusal(lambda: read(path)) == (
        f"a.csv, kolom '{label}': de eenheid van deze kolom is 'euro', maar hoort 'x 1 000 euro' te zijn. {MEND}"
    )


def test_unit_became_euro_in_the_column_description(tmp_path: Path) -> None:
    frame = numbered({"GemiddeldeWoningwaarde_35": [378000, 290000, 280000, 300000]})
    frame.to_parquet(tmp_path / "a.parquet")
    properties(frame, {"GemiddeldeWoningwaarde_35": "euro"}, 2020).to_parquet(tmp_path / "b.parquet")
    assert refusal(lambda: read(tmp_path / "a.parquet", "2020")) == (
        "a.parquet, kolom 'GemiddeldeWoningwaarde_35': de eenheid van deze kolom is 'euro', maar hoort 'x 1 000 euro' "
        f"te zijn. {MEND}"
    )


def test_euro_where_thousands_are_expected_and_no_unit_is_given(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"GemiddeldeWoningwaarde_35": [378000, 290000, 280000, 300000]})
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet, rij 2, kolom 'GemiddeldeWoningwaarde_35', waarde '378000': 'Gemiddelde WOZ-waarde van woningen' "
        f"(x 1 000 euro) is ten minste 0 en ten hoogste 20000. {REPAIR}"
    )


def test_another_number_behind_the_name(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"Mannen_5": [4] * 4, "AantalInwoners_99": [9] * 4}
    reading = read(parquet(tmp_path / "a.parquet", columns), "2020")
    assert set(values(reading, "aantal_inwoners").values()) == {9.0}
    assert set(values(reading, "mannen").values()) == {4.0}


def test_table_of_another_year(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [9] * 4})
    path = value_json(tmp_path / "a.json", frame, **{"odata.metadata": "https://bron.example/OData/85618NED/$metadata"})
    found = recognise(path, "2020")
    assert found is not None
    assert found.edition == "2023"
    assert refusal(lambda: read(path, "2020")) == (
        "a.json: volgens tabel 85618NED zijn dit cijfers van 2023, maar de opgegeven editie is 2020. "
        "Geef editie 2023 op, of kies het bestand van 2020."
    )


def test_column_description_of_another_year(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [9] * 4})
    frame.to_parquet(tmp_path / "a.parquet")
    properties(frame, {"AantalInwoners_5": "aantal"}, 2019).to_parquet(tmp_path / "b.parquet")
    assert refusal(lambda: read(tmp_path / "a.parquet", "2020")) == (
        "a.parquet: volgens 'b.parquet' zijn dit cijfers van 2019, maar de opgegeven editie is 2020. "
        "Geef editie 2019 op, of kies het bestand van 2020."
    )


def test_metadata_that_contradicts_itself(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [9] * 4})
    frame.to_parquet(tmp_path / "a.parquet")
    properties(frame, {"AantalInwoners_5": "aantal"}, 2019).to_parquet(tmp_path / "b.parquet")
    table = {"Identifier": "84799NED", "Title": "Kerncijfers wijken en buurten 2020", "Modified": "2021-03-26"}
    value_json(tmp_path / "c.json", [{**table, "RecordCount": 4, "ColumnCount": 6}])
    assert refusal(lambda: recognise(tmp_path / "a.parquet")) == (
        "a.parquet: volgens 'b.parquet' zijn dit cijfers van 2019, maar volgens 'c.json' van 2020. "
        "Zet alleen de bestanden van één editie bij elkaar."
    )


def test_the_table_in_the_data_chooses_between_descriptions(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [9] * 4})
    path = value_json(tmp_path / "a.json", frame, **{"odata.metadata": "https://bron.example/OData/85984NED/$metadata"})
    for year in (2024, 2025):
        properties(frame, {"AantalInwoners_5": "aantal"}, year).to_parquet(tmp_path / f"{year}.parquet")
    found = recognise(path, "een heel andere editie")
    assert found is not None
    assert (found.edition, [companion.name for companion in found.companions]) == ("2024", ["2024.parquet"])


def test_worksheet_of_another_year(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [*SHORT_HEADER, "a_inw"], short_rows([9] * 4), "KWB2022")
    assert refusal(lambda: read(path, "2023")) == (
        "a.xlsx: volgens het werkblad 'KWB2022' zijn dit cijfers van 2022, maar de opgegeven editie is 2023. "
        "Geef editie 2022 op, of kies het bestand van 2023."
    )


def test_export_that_still_bears_the_name_of_another_table(tmp_path: Path) -> None:
    path = text_csv(
        tmp_path / "85618NED_UntypedDataSet_01012025_120000.csv",
        ["WijkenEnBuurten", "AantalInwoners_5"],
        [["GM0001", 9]],
    )
    found = recognise(path)
    assert found is not None
    assert found.edition is None
    assert refusal(lambda: read(path, "2020")) == (
        "85618NED_UntypedDataSet_01012025_120000.csv: volgens de tabelnaam 85618NED in de bestandsnaam zijn dit "
        "cijfers van 2023, maar de opgegeven editie is 2020. Geef editie 2023 op, of kies het bestand van 2020."
    )


def test_descriptions_of_two_years_that_both_fit_give_no_year(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [9] * 4})
    frame.to_parquet(tmp_path / "a.parquet")
    for year in (2024, 2025):
        properties(frame, {"AantalInwoners_5": "aantal"}, year).to_parquet(tmp_path / f"{year}.parquet")
    unsaid, said = recognise(tmp_path / "a.parquet"), recognise(tmp_path / "a.parquet", "2025")
    assert unsaid is not None
    assert (unsaid.edition, unsaid.companions) == (None, ())
    assert said is not None
    assert [path.name for path in said.companions] == ["2025.parquet"]


def test_region_list_of_another_year_is_no_companion(tmp_path: Path) -> None:
    numbered({"AantalInwoners_5": [9] * 4}).to_parquet(tmp_path / "a.parquet")
    region_list(["NL00", "GM0001"], ["Nederland", "Ergens"]).to_parquet(tmp_path / "gebieden.parquet")
    found = recognise(tmp_path / "a.parquet")
    assert found is not None
    assert found.companions == ()
    assert notes(read(tmp_path / "a.parquet", "2020"), "opvallend") == [
        "a.parquet: de namen van wijken en buurten ontbreken: de regiolijst 'WijkenEnBuurten' is er niet bij."
    ]


def test_region_list_that_moves_a_wijk_to_another_gemeente(tmp_path: Path) -> None:
    numbered({"AantalInwoners_5": [9] * 4}).to_parquet(tmp_path / "a.parquet")
    regions = region_list()
    regions.loc[2, "Municipality"] = "GM0002"
    regions.to_parquet(tmp_path / "gebieden.parquet")
    reading = read(tmp_path / "a.parquet", "2020")
    assert reading.areas is not None
    wijk = reading.areas.set_index("code").loc["WK000101"]
    assert (wijk["parent"], wijk["gemeente"]) == ("GM0002", "GM0002")
    assert notes(reading, "opvallend") == [
        "a.parquet: gebieden die volgens de regiolijst bij een andere gemeente horen dan hun code zegt (1): WK000101."
    ]


def test_edition_that_is_no_year(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9] * 4})
    assert refusal(lambda: read(path, "2009")) == (
        "a.parquet: editie '2009' is geen jaar vanaf 2013. Geef het jaar van de kerncijfers op, bijvoorbeeld 2024."
    )
