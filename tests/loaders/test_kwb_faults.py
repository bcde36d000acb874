"""Faults put into tiny files of kerncijfers, each with the whole message that the user reads."""

from pathlib import Path

import pandas as pd
import pytest

from tests.loaders.kwb_files import (
    CODES,
    SHORT_HEADER,
    notes,
    numbered,
    read,
    recognise,
    short_rows,
    table_view,
    text_csv,
    value_json,
    values,
    workbook,
)
from tests.loaders.table_files import refusal

INWONERS = "Bevolking/Aantal inwoners (aantal)"
KOOP = "Wonen/Koopwoningen (%)"
REPAIR = "Herstel de waarde of haal het bestand opnieuw op bij de bron."
AGAIN = "Haal het bestand opnieuw op."


def parquet(path: Path, columns: dict[str, list[object]], codes: list[str] | None = None) -> Path:
    numbered(columns, codes or CODES).to_parquet(path)
    return path


# 11-13: codes


def test_area_of_a_gemeente_that_is_not_there_is_set_apart(tmp_path: Path) -> None:
    codes = ["NL00", "GM0001", "BU00010000", "BU99990000"]
    reading = read(parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9, 9, 9, 9]}, codes), "2020")
    assert set(values(reading, "aantal_inwoners")) == {"NL00", "GM0001", "BU00010000"}
    assert notes(reading, "apart_gezet") == [
        "a.parquet: gebieden apart gezet, omdat hun gemeente niet in het bestand staat (1): BU99990000."
    ]
    assert reading.areas is not None
    assert "BU99990000" not in set(reading.areas["code"])


def test_code_without_its_leading_zero(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9, 9]}, ["GM0758", "BU7580106"])
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet, rij 3, kolom 'WijkenEnBuurten', waarde 'BU7580106': dit is geen geldige gebiedscode. Bedoeld is "
        "waarschijnlijk 'BU07580106': de voorloopnul is weggevallen. Herstel de code in het bestand."
    )


def test_codes_with_letters_padding_and_lower_case(tmp_path: Path) -> None:
    path = text_csv(
        tmp_path / "a.csv",
        ["WijkenEnBuurten", "AantalInwoners_5"],
        [["BU0363AD07", 10], ["wk0363ad\u00a0 ", 20], ["GM0363    ", 30]],
    )
    reading = read(path, "2020")
    assert values(reading, "aantal_inwoners") == {"BU0363AD07": 10.0, "WK0363AD": 20.0, "GM0363": 30.0}
    assert notes(reading, "opvallend")[0] == (
        "a.csv: 1 code in kolom 'WijkenEnBuurten' ontdaan van spaties of kleine letters."
    )


# 14-15: duplicates


def test_same_row_twice_is_folded(tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"AantalInwoners_5": [900, 35, 35], "Koopwoningen_40": [50.0, None, None]}
    reading = read(parquet(tmp_path / "a.parquet", columns, ["GM0001", "BU00010000", "BU00010000"]), "2020")
    assert values(reading, "aantal_inwoners") == {"GM0001": 900.0, "BU00010000": 35.0}
    assert reading.areas is not None
    assert len(reading.areas) == 2
    assert notes(reading, "opvallend")[0] == "a.parquet: 1 dubbele rij met dezelfde waarden samengevouwen."


def test_same_area_with_other_figures(tmp_path: Path) -> None:
    path = table_view(tmp_path / "a.csv", {INWONERS: [9, 9, 9, 9]})
    text = path.read_text(encoding="utf-8-sig").replace("BU0001AB07", "GM0001    ").replace("9\n", "9\n")
    path.write_text(text.removesuffix("9\n") + "8\n", encoding="utf-8-sig")
    assert refusal(lambda: read(path)) == (
        f"a.csv, kolom '{INWONERS}': 'GM0001' staat er twee keer met verschillende waarden: rij 3 heeft '9' en rij 5 "
        "heeft '8'. Verwijder de onjuiste rij."
    )


def test_same_cell_twice_in_observations(tmp_path: Path) -> None:
    rows = [
        {"Measure": "T001036", "ValueAttribute": "None", "Value": v, "WijkenEnBuurten": "GM0001"} for v in (5.0, 6.0)
    ]
    path = value_json(tmp_path / "a.json", rows)
    assert refusal(lambda: read(path)) == (
        "a.json, kolom 'Value': 'GM0001 / T001036' staat er twee keer met verschillende waarden: rij 2 heeft '5' en "
        "rij 3 heeft '6'. Verwijder de onjuiste rij."
    )


# 17-18: headers


def test_table_view_without_codes_is_refused_when_offered(tmp_path: Path) -> None:
    header = ["Wijken en buurten", "Regioaanduiding/Gemeentenaam (naam)", INWONERS]
    path = text_csv(tmp_path / "a.csv", header, [["Centrum", "Ergens", 900], ["Centrum", "Elders", 35]])
    expected = (
        "a.csv, kolom 'Codering': de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te "
        "herkennen: namen komen vaker voor. Exporteer de tabel opnieuw en kies bij Regioaanduiding ook 'Codering'."
    )
    assert refusal(lambda: recognise(path)) == expected
    assert refusal(lambda: read(path)) == expected


def test_workbook_with_a_renamed_code_column(tmp_path: Path) -> None:
    header = ["gwbcode", *SHORT_HEADER[1:], "a_inw", "a_man", "a_vrouw"]
    path = workbook(tmp_path / "a.xlsx", header, short_rows([9] * 4, [5] * 4, [4] * 4), "KWB2022")
    assert refusal(lambda: recognise(path)) == (
        "a.xlsx, kolom 'gwb_code_10': de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te "
        "herkennen: namen komen vaker voor. Gebruik de werkmap zoals het CBS die uitgeeft. Lijkt erop: 'gwbcode'."
    )


def test_unknown_column_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    reading = read(parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9] * 4, "AantalKabouters_6": [1] * 4}), "2020")
    assert notes(reading, "opvallend")[0] == (
        "a.parquet: kolom 'AantalKabouters_6' is niet gebruikt: de naam is niet bekend."
    )
    assert set(values(reading, "aantal_inwoners").values()) == {9.0}


def test_two_columns_for_one_variable(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9] * 4, "AantalInwoners_6": [8] * 4})
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet: de kolommen 'AantalInwoners_5' en 'AantalInwoners_6' geven alle 2 'Aantal inwoners'. Laat één van "
        "deze kolommen weg en bied het bestand opnieuw aan."
    )


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (
            "a_inw",
            "a.csv, rij 1, kolom 'a_inw': deze kolomkop staat er 2 keer (kolommen 4 en 5). "
            "Geef elke kolom een eigen naam.",
        ),
        (
            "",
            "a.csv, rij 1: kolom 5 heeft geen kolomkop. Geef elke kolom een naam, en haal een titel boven de "
            "kolomkoppen weg.",
        ),
    ],
)
def test_doubled_or_empty_header(tmp_path: Path, header: str, problem: str) -> None:
    path = text_csv(
        tmp_path / "a.csv", ["gwb_code_10", "regio", "recs", "a_inw", header], [["GM0001", "E", "Gemeente", 9, 9]]
    )
    assert refusal(lambda: read(path)) == problem


# 21-22: marks and ranges


def test_marks_never_become_numbers(tmp_path: Path) -> None:
    marks = ["-99997", "-99995", "-99999", "-99999999", ".", "", "x", "NaN", "0"]
    rows = [[f"BU0001000{i}", mark] for i, mark in enumerate(marks)]
    path = text_csv(tmp_path / "a.csv", ["WijkenEnBuurten", "AantalInwoners_5"], rows)
    assert list(values(read(path, "2020"), "aantal_inwoners").values()) == [
        "secret",
        "not_published",
        "unknown",
        "unknown",
        "secret",
        "not_applicable",
        "secret",
        "unknown",
        0.0,
    ]


def test_sentinels_in_a_typed_set(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [5, -99997, -99995, -99999]})
    assert list(values(read(path, "2020"), "aantal_inwoners").values()) == [5.0, "secret", "not_published", "unknown"]


def test_percentage_over_a_hundred(tmp_path: Path) -> None:
    path = table_view(tmp_path / "a.csv", {KOOP: [57, 60, 101, 50]})
    assert refusal(lambda: read(path)) == (
        f"a.csv, rij 4, kolom '{KOOP}', waarde '101': 'Koopwoningen' (%) is ten minste 0 en ten hoogste 100. {REPAIR}"
    )


def test_negative_count_in_a_typed_set(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9, -5, 9, 9]})
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet, rij 3, kolom 'AantalInwoners_5', waarde '-5': 'Aantal inwoners' (aantal) is ten minste 0. " + REPAIR
    )


def test_class_out_of_range(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"MateVanStedelijkheid_115": [2, 3, 10, 5]})
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet, rij 4, kolom 'MateVanStedelijkheid_115', waarde '10': 'Mate van stedelijkheid' (code) is ten "
        "minste 1 en ten hoogste 5. " + REPAIR
    )


def test_part_of_a_person(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9.0, 9.0, 3.5, 9.0]})
    assert refusal(lambda: read(path, "2020")) == (
        "a.parquet, rij 4, kolom 'AantalInwoners_5', waarde '3.5': 'Aantal inwoners' is een aantal en dus een geheel "
        "getal. Haal het bestand opnieuw op; sla het niet op vanuit een rekenprogramma."
    )


def test_value_out_of_range_in_observations(tmp_path: Path) -> None:
    rows = [
        {"Measure": "1014800", "ValueAttribute": "None", "Value": 40.0, "WijkenEnBuurten": "GM0001"},
        {"Measure": "T001036", "ValueAttribute": "None", "Value": 900.0, "WijkenEnBuurten": "GM0001"},
        {"Measure": "1014800", "ValueAttribute": "None", "Value": 140.0, "WijkenEnBuurten": "GM0002"},
    ]
    path = value_json(tmp_path / "a.json", rows)
    assert refusal(lambda: read(path)) == (
        "a.json, rij 4, kolom 'Value', waarde '140.0': 'Koopwoningen' (%) is ten minste 0 en ten hoogste 100. " + REPAIR
    )


def test_endless_number_in_a_typed_set(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"AantalInwoners_5": [9.0, float("inf"), 9.0, 9.0]})
    assert refusal(lambda: read(path, "2020")) == (
        f"a.parquet, rij 3, kolom 'AantalInwoners_5', waarde 'inf': dit is geen eindig getal. {AGAIN}"
    )


# 28-29: nothing in it


@pytest.mark.parametrize("mark", [".", ""])
def test_wholly_empty_column_is_not_yet_published(tmp_path: Path, mark: str) -> None:
    path = table_view(tmp_path / "a.csv", {INWONERS: [9, 9, 9, 9], KOOP: [mark] * 4})
    reading = read(path)
    assert set(values(reading, "percentage_koopwoningen").values()) == {"not_published"}
    assert notes(reading, "ontbreekt") == ["a.csv: nog niet gepubliceerd, 1 van de 2 variabelen: Koopwoningen."]


def test_header_only(tmp_path: Path) -> None:
    path = text_csv(tmp_path / "a.csv", ["WijkenEnBuurten", "AantalInwoners_5"], [])
    assert refusal(lambda: read(path, "2020")) == (
        "a.csv: er staat alleen een rij met kolomkoppen in, zonder gegevens. Exporteer het bestand opnieuw."
    )


def test_no_rows_in_parquet_and_json(tmp_path: Path) -> None:
    numbered({"AantalInwoners_5": []}, []).to_parquet(tmp_path / "a.parquet")
    (tmp_path / "b.json").write_text('{"value": []}')
    for name in ("a.parquet", "b.json"):
        assert refusal(lambda name=name: read(tmp_path / name, "2020")) == (
            f"{name}: er staan geen rijen in dit bestand. {AGAIN}"
        )


def test_nothing_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    assert recognise(tmp_path / "a.csv") is None
    assert refusal(lambda: read(tmp_path / "a.csv")) == (
        "a.csv: het bestand is leeg (0 bytes). Haal het bestand opnieuw op of exporteer het opnieuw."
    )


def test_cut_off_json_and_parquet(tmp_path: Path) -> None:
    whole = value_json(tmp_path / "a.json", numbered({"AantalInwoners_5": [9] * 4}))
    whole.write_bytes(whole.read_bytes()[:-40])
    assert refusal(lambda: read(whole, "2020")) == (f"a.json: het JSON-bestand is beschadigd of niet volledig. {AGAIN}")
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    assert refusal(lambda: read(tmp_path / "b.parquet", "2020")) == (
        f"b.parquet: het Parquet-bestand is beschadigd of niet volledig. {AGAIN}"
    )


def test_a_table_that_is_something_else(tmp_path: Path) -> None:
    pd.DataFrame({"naam": ["Ergens"], "waarde": [1]}).to_parquet(tmp_path / "a.parquet")
    assert refusal(lambda: read(tmp_path / "a.parquet", "2020")) == (
        "a.parquet: dit zijn geen kerncijfers wijken en buurten. Kies een ander bestand."
    )
