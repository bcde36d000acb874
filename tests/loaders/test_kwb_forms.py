"""Every form in which people have the kerncijfers gives the same kind of figures."""

import gzip
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

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
    statuses,
    table_view,
    text_csv,
    value_json,
    values,
    workbook,
)

INWONERS = {"NL00": 17000.0, "GM0001": 900.0, "WK000101": 600.0, "BU0001AB07": 35.0}


def test_table_view_of_statline(tmp_path: Path) -> None:
    path = table_view(
        tmp_path / "uitvoer.csv",
        {
            "Bevolking/Aantal inwoners (aantal)": [17000, 900, 600, 35],
            "Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)": [" 378,0", " 290,5", "     .", ""],
            "Energie/Naar woningtype/Appartement (m³)": ["900", ".", ".", "."],
            "Criminaliteit/Totaal diefstal uit woning/schuur/e.d. (per 1 000 inwoners)": ["1", "2", "3", "2649"],
        },
    )
    found = recognise(path)
    assert found is not None
    assert (found.source, found.edition, found.companions) == ("cbs_kwb", None, ())
    reading = read(path)
    assert values(reading, "aantal_inwoners") == INWONERS
    woz = values(reading, "gemiddelde_woz_waarde_eur1000")
    assert woz == {"NL00": 378.0, "GM0001": 290.5, "WK000101": "secret", "BU0001AB07": "not_applicable"}
    assert values(reading, "aardgas_appartement")["NL00"] == 900.0
    assert values(reading, "diefstal_uit_woning_per_1000")["BU0001AB07"] == 2649.0
    assert reading.areas is not None
    assert reading.areas["name"].tolist() == ["Nederland", "Ergens", "Wijk 01", "NA"]
    assert reading.areas["parent"].tolist()[1:] == ["NL00", "GM0001", "WK0001AB"]
    assert reading.areas["change_flag"].tolist()[1:] == [1, 3, 2]
    assert reading.areas["boundary_year"].unique().tolist() == [2024]


def test_table_view_may_be_gzipped(tmp_path: Path) -> None:
    plain = table_view(tmp_path / "uitvoer.csv", {"Bevolking/Aantal inwoners (aantal)": [17000, 900, 600, 35]})
    packed = tmp_path / "ingepakt" / "uitvoer.csv.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert recognise(packed) is not None
    assert values(read(packed), "aantal_inwoners") == INWONERS


def test_table_view_with_codes_in_the_first_column(tmp_path: Path) -> None:
    header = ["Wijken en buurten", "Bevolking/Aantal inwoners (aantal)"]
    path = text_csv(tmp_path / "a.csv", header, [["GM0001    ", 900], ["BU0001AB07", 35]])
    assert values(read(path), "aantal_inwoners") == {"GM0001": 900.0, "BU0001AB07": 35.0}


def test_origin_columns_of_2024_by_their_group(tmp_path: Path) -> None:
    group = "Bevolking/Bevolking naar herkomst"
    path = table_view(
        tmp_path / "a.csv",
        {
            f"{group}/Herkomstland/Europa (exclusief Nederland)  (aantal)": [1, 2, 3, 4],
            f"{group}/Herkomstland/Buiten Europa  (aantal)": [5, 6, 7, 8],
            f"{group}/Geboren in Nederland/Buiten Europa  (aantal)": [9, 10, 11, 12],
        },
    )
    reading = read(path)
    assert values(reading, "herkomst_europa_excl_nl")["NL00"] == 1.0
    assert values(reading, "herkomst_buiten_europa")["NL00"] == 5.0
    assert values(reading, "geboren_in_nl_herkomst_buiten_europa")["NL00"] == 9.0


def test_typed_odata3_with_its_metadata(tmp_path: Path) -> None:
    frame = numbered(
        {
            "AantalInwoners_5": [17000, 900, 600, 35],
            "Appartement_48": [2500.0, None, 2400.0, 2300.0],
            "Appartement_56": [None, None, None, None],
            "PersonenPerSoortUitkeringBijstand_83": [400000, 20, 10, 0],
        }
    )
    units = {"AantalInwoners_5": "aantal", "Appartement_48": "kWh", "Appartement_56": "m³"}
    units["PersonenPerSoortUitkeringBijstand_83"] = "aantal"
    about = {"PersonenPerSoortUitkeringBijstand_83": "Uitleg. Het betreft voorlopige cijfers."}
    frame.to_parquet(tmp_path / "cijfers.parquet")
    properties(frame, units, 2020, about).to_parquet(tmp_path / "kolommen.parquet")
    region_list().to_parquet(tmp_path / "gebieden.parquet")
    value_json(tmp_path / "tabel.json", [tables(2020, rows=4, columns=10)])
    found = recognise(tmp_path / "cijfers.parquet")
    assert found is not None
    assert found.edition == "2020"
    assert found.modified == "2021-03-26T02:00:00"
    assert {path.name for path in found.companions} == {"kolommen.parquet", "gebieden.parquet", "tabel.json"}
    reading = read(tmp_path / "cijfers.parquet", "2020")
    kwh = values(reading, "elektriciteit_appartement")
    assert kwh == {"NL00": 2500.0, "GM0001": "unknown", "WK000101": 2400.0, "BU0001AB07": 2300.0}
    assert set(values(reading, "aardgas_appartement").values()) == {"not_published"}
    assert statuses(reading, "aantal_inwoners") == {"measured"}
    assert statuses(reading, "personen_met_bijstand") == {"provisional"}
    assert reading.areas is not None
    assert reading.areas["name"].tolist() == ["Nederland", "Ergens", "Wijk 01", "NA"]
    assert notes(reading, "ontbreekt") == [
        "cijfers.parquet: nog niet gepubliceerd, 1 van de 4 variabelen: Aardgasverbruik appartement."
    ]


def tables(year: int, rows: int, columns: int, table: str = "84799NED") -> dict[str, object]:
    return {
        "ID": 1,
        "Identifier": table,
        "Title": f"Kerncijfers wijken en buurten {year}",
        "Period": str(year),
        "Modified": "2021-03-26T02:00:00",
        "RecordCount": rows,
        "ColumnCount": columns,
        "ShortDescription": "Status van de cijfers:\nDefinitief, tenzij het voorlopige cijfers betreft.\n",
    }


@pytest.mark.parametrize("container", ["json", "csv", "parquet"])
def test_untyped_odata3_in_any_container(tmp_path: Path, container: str) -> None:
    frame = numbered({"AantalInwoners_5": ["  17000", "    900", "    600", "     35"]})
    frame["Koopwoningen_40"] = ["    57", "     .", "      ", "-99995"]
    path = tmp_path / f"cijfers.{container}"
    if container == "json":
        value_json(path, frame, **{"odata.metadata": "https://bron.example/OData/84799NED/$metadata#Untyped"})
    elif container == "csv":
        text_csv(path, list(frame.columns), frame.to_numpy().tolist())
    else:
        frame.to_parquet(path)
    found = recognise(path)
    assert found is not None
    assert found.edition == ("2020" if container == "json" else None)
    reading = read(path, "2020")
    assert values(reading, "aantal_inwoners") == INWONERS
    expected = {"NL00": 57.0, "GM0001": "secret", "WK000101": "not_applicable", "BU0001AB07": "not_published"}
    assert values(reading, "percentage_koopwoningen") == expected
    assert notes(reading, "gelezen")[0].endswith(
        "De kolombeschrijving is er niet bij; de eenheden zijn daarom niet gecontroleerd."
    )


def test_table_of_2013_has_another_key(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [17000, 900, 600, 35]}).rename(columns={"WijkenEnBuurten": "RegioS"})
    frame.to_parquet(tmp_path / "a.parquet")
    assert values(read(tmp_path / "a.parquet", "2013"), "aantal_inwoners") == INWONERS


OBSERVATIONS = [
    {"Id": 0, "Measure": "T001036", "ValueAttribute": "None", "Value": 900.0, "WijkenEnBuurten": "GM0001"},
    {"Id": 1, "Measure": "T001036", "ValueAttribute": "None", "Value": 35.0, "WijkenEnBuurten": "BU0001AB07"},
    {"Id": 2, "Measure": "M001642", "ValueAttribute": "None", "Value": 290.0, "WijkenEnBuurten": "GM0001"},
    {"Id": 3, "Measure": "M001642", "ValueAttribute": "Confidential", "Value": None, "WijkenEnBuurten": "BU0001AB07"},
    {"Id": 4, "Measure": "PC000C", "ValueAttribute": "None", "StringValue": "4811", "WijkenEnBuurten": "BU0001AB07"},
    {"Id": 5, "Measure": "PC000C", "ValueAttribute": "Nieuw", "Value": None, "WijkenEnBuurten": "GM0001"},
]
MEASURES = pd.DataFrame(
    [
        ("T001036", "Aantal inwoners", "aantal"),
        ("M001642", "Gemiddelde WOZ-waarde van woningen", "x 1 000 euro"),
        ("PC000C", "Postcode", "code"),
        ("M000114", "Gemiddelde huishoudensgrootte", "aantal"),
    ],
    columns=["Identifier", "Title", "Unit"],
)


@pytest.mark.parametrize("container", ["json", "csv", "parquet"])
def test_odata4_observations(tmp_path: Path, container: str) -> None:
    path = tmp_path / f"Observations.{container}"
    frame = pd.DataFrame(OBSERVATIONS)
    if container == "json":
        value_json(path, OBSERVATIONS, **{"@odata.context": "https://bron.example/CBS/85984NED/$metadata#Observations"})
    elif container == "csv":
        frame.to_csv(path, index=False, na_rep="")
    else:
        frame.to_parquet(path)
    MEASURES.to_parquet(tmp_path / "meetcodes.parquet")
    regions = pd.DataFrame({"Identifier": CODES, "Title": ["Nederland", "Ergens", "Wijk 01", "Buurt"]})
    regions.assign(DimensionGroupId=["NL", "GM", "GM0001", "GM0001"]).to_parquet(tmp_path / "gebieden.parquet")
    found = recognise(path)
    assert found is not None
    assert found.edition == ("2024" if container == "json" else None)
    assert {companion.name for companion in found.companions} == {"meetcodes.parquet", "gebieden.parquet"}
    reading = read(path)
    assert values(reading, "aantal_inwoners") == {"GM0001": 900.0, "BU0001AB07": 35.0}
    assert values(reading, "gemiddelde_woz_waarde_eur1000") == {"GM0001": 290.0, "BU0001AB07": "secret"}
    assert values(reading, "meest_voorkomende_postcode") == {"BU0001AB07": 4811.0, "GM0001": "unknown"}
    assert set(values(reading, "gemiddelde_huishoudensgrootte").values()) == {"not_published"}
    assert reading.areas is not None
    assert reading.areas["name"].tolist() == ["Ergens", "Buurt"]
    assert notes(reading, "opvallend") == [
        f"Observations.{container}: meetcode PC000C heet hier 'Postcode' en is gelezen als "
        "'Meest voorkomende postcode'.",
        f"Observations.{container}: 1 keer ontbreekt een cijfer met de reden 'Nieuw'; getoond als onbekend.",
    ]


def test_workbook_with_faults_in_the_header_and_mixed_decimals(tmp_path: Path) -> None:
    header = [*SHORT_HEADER, "a_inw", "a_nb_won ", "g_hhgro", "g_wozbag", "g_gas_ap"]
    rows = short_rows(
        [17000, 900, 600, 35], [5, 4, 3, "."], ["2,1", "2,0", "1,9", ""], [378.5, 290, 280, "."], [900, ",", ",", ","]
    )
    path = workbook(tmp_path / "werkmap.xlsx", header, rows, "KWB2022")
    found = recognise(path)
    assert found is not None
    assert found.edition == "2022"
    reading = read(path, "2022")
    assert values(reading, "aantal_inwoners") == INWONERS
    assert values(reading, "nieuwbouw_woningen")["BU0001AB07"] == "secret"
    assert values(reading, "gemiddelde_huishoudensgrootte") == {
        "NL00": 2.1,
        "GM0001": 2.0,
        "WK000101": 1.9,
        "BU0001AB07": "unknown",
    }
    assert values(reading, "gemiddelde_woz_waarde_eur1000")["NL00"] == 378.5
    assert values(reading, "aardgas_appartement")["GM0001"] == "unknown"
    assert notes(reading, "waarschijnlijk") == [
        "werkmap.xlsx: betekenis van de kolom waarschijnlijk, niet zeker, bij 1: Nieuwbouw woningen."
    ]


def test_workbook_with_a_sheet_of_notes_before_the_figures(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [*SHORT_HEADER, "a_inw"], short_rows([17000, 900, 600, 35]), "KWB2022")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Toelichting", 0).append(["Uitleg bij de cijfers"])
    book.save(path)
    found = recognise(path)
    assert found is not None
    assert found.edition == "2022"
    assert values(read(path, "2022"), "aantal_inwoners") == INWONERS
    assert "a.xlsx: werkblad 'KWB2022' gelezen, alleen waarden." in notes(read(path, "2022"), "gelezen")


def test_old_workbook_with_2_for_urbanity_and_0_for_missing(tmp_path: Path) -> None:
    header = [*SHORT_HEADER, "a_inw", "p_marok", 2]
    path = workbook(
        tmp_path / "oud.xls", header, short_rows([17000, 900, 600, 35], [2, 1, 0, "."], [2, 3, 5, 0]), "kwb2013"
    )
    reading = read(path, "2013")
    assert values(reading, "percentage_herkomst_marokko")["NL00"] == 2.0
    assert values(reading, "stedelijkheid") == {"NL00": 2.0, "GM0001": 3.0, "WK000101": 5.0, "BU0001AB07": "unknown"}


def test_workbook_saved_as_csv_with_bare_codes(tmp_path: Path) -> None:
    header = ["gwb_code_8", "regio", "recs", "a_inw", "g_ele", "p_koopw"]
    rows = [["0001", "Ergens", "Gemeente", 900, "NaN", 55], ["000101", "Wijk", "Wijk", 600, 2000, 60]]
    path = text_csv(tmp_path / "kwb.csv", header, rows)
    reading = read(path, "2019")
    assert values(reading, "aantal_inwoners") == {"GM0001": 900.0, "WK000101": 600.0}
    assert values(reading, "gemiddelde_elektriciteitslevering") == {"GM0001": "unknown", "WK000101": 2000.0}


def test_same_name_is_percentage_in_2014_and_count_in_2015(tmp_path: Path) -> None:
    numbered({"Marokko_19": [2, 1, 0, 3]}).to_parquet(tmp_path / "a.parquet")
    old, new = read(tmp_path / "a.parquet", "2014"), read(tmp_path / "a.parquet", "2015")
    assert values(old, "percentage_herkomst_marokko")["BU0001AB07"] == 3.0
    assert values(new, "herkomst_marokko")["BU0001AB07"] == 3.0
    assert notes(old, "opvallend")[0] == (
        "a.parquet: de eenheid staat niet in het bestand; volgens editie 2014 zijn dit percentages: 'Marokko_19'."
    )


def test_minus_one_for_the_school_of_2017_is_no_distance(tmp_path: Path) -> None:
    numbered({"AfstandTotSchool_108": [0.7, 0.6, -1.0, 0.5]}).to_parquet(tmp_path / "a.parquet")
    assert values(read(tmp_path / "a.parquet", "2017"), "afstand_basisschool_km")["WK000101"] == "unknown"


def test_wealth_may_be_negative_and_births_may_exceed_a_hundred(tmp_path: Path) -> None:
    columns = {"MediaanVermogenVanParticuliereHuish_82": [60, -2, 1, 0], "GeboorteRelatief_25": [10, 140, 9, 8]}
    numbered(columns).to_parquet(tmp_path / "a.parquet")
    reading = read(tmp_path / "a.parquet", "2020")
    assert values(reading, "mediaan_vermogen_eur1000")["GM0001"] == -2.0
    assert values(reading, "geboorte_relatief")["GM0001"] == 140.0


def test_table_that_calls_all_its_figures_provisional(tmp_path: Path) -> None:
    frame = numbered({"AantalInwoners_5": [17000, 900, 600, 35]})
    value_json(tmp_path / "cijfers.json", frame, **{"odata.metadata": "https://bron.example/OData/84799NED/$metadata"})
    said = {**tables(2020, 9, 9), "ShortDescription": "Status van de cijfers:\nDe cijfers zijn voorlopig.\n"}
    value_json(tmp_path / "tabel.json", [said])
    assert statuses(read(tmp_path / "cijfers.json", "2020"), "aantal_inwoners") == {"provisional"}


def test_metadata_alone_and_other_tables_are_no_kerncijfers(tmp_path: Path) -> None:
    MEASURES.to_parquet(tmp_path / "meetcodes.parquet")
    region_list().to_parquet(tmp_path / "gebieden.parquet")
    value_json(tmp_path / "tabel.json", [tables(2020, 4, 5)])
    text_csv(tmp_path / "anders.csv", ["gebied", "jaar", "waarde"], [["Ergens", 2020, 4]])
    crime = numbered({"AantalInwoners_5": [1, 2, 3, 4]}).assign(Perioden="2020JJ00")
    crime.to_parquet(tmp_path / "perioden.parquet")
    (tmp_path / "half.parquet").write_bytes(b"PAR1 en dan niets")
    workbook(tmp_path / "anders.xlsx", ["naam", "waarde"], [["Ergens", 1]], "Blad1")
    for path in tmp_path.iterdir():
        assert recognise(path) is None, path.name
