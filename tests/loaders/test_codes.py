"""Codes, columns and keys: cleaned, never repaired; told apart, never mixed."""

import pandas as pd
import pytest

from loaders._frame import Table
from loaders._table import check_duplicates, parse_codes, require_columns
from tests.loaders.table_files import refusal, texts


def column(*codes: str) -> Table:
    return Table(pd.DataFrame({"code": list(codes)}, dtype="str"), 2, "cijfers.csv")


def message(*codes: str) -> str:
    return refusal(lambda: parse_codes(column(*codes), "code", known=None))


def test_padding_and_case_are_cleaned_and_counted():
    table = column("GM0758", "WK0363AC  ", "bu07580106", "\u00a0NL00")
    assert parse_codes(table, "code", known=None).tolist() == ["GM0758", "WK0363AC", "BU07580106", "NL00"]
    assert texts(table) == ["cijfers.csv: 3 codes in kolom 'code' ontdaan van spaties of kleine letters."]


def test_letters_are_part_of_a_code():
    assert parse_codes(column("BU0363AD07"), "code", known={"BU0363AD07"}).tolist() == ["BU0363AD07"]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("BU7580106", "BU07580106"),
        ("758", "GM0758"),
        ("GM758", "GM0758"),
        ("WK75801", "WK075801"),
        ("75801", "WK075801"),
        ("7580106", "BU07580106"),
    ],
)
def test_lost_zero(code, meant):
    assert message("GM0001", code) == (
        f"cijfers.csv, rij 3, kolom 'code', waarde '{code}': dit is geen geldige gebiedscode. "
        f"Bedoeld is waarschijnlijk '{meant}': de voorloopnul is weggevallen. Herstel de code in het bestand."
    )


@pytest.mark.parametrize("code", ["7,58E+06", "7.58E+06", "7E+06"])
def test_scientific_notation(code):
    assert message(code) == (
        f"cijfers.csv, rij 2, kolom 'code', waarde '{code}': deze code staat in wetenschappelijke notatie; "
        "waarschijnlijk heeft Excel de cijfers weggelaten. Maak de kolom in Excel op als tekst en exporteer opnieuw."
    )


def test_no_code_at_all():
    assert message("Bavel") == (
        "cijfers.csv, rij 2, kolom 'code', waarde 'Bavel': dit is geen geldige gebiedscode. "
        "Gebruik codes als BU07580106, WK075801 of GM0758."
    )
    assert message("GM0758", "") == (
        "cijfers.csv, rij 3, kolom 'code': de gebiedscode ontbreekt. Vul de code in of verwijder de rij."
    )


def test_unknown_codes_are_set_apart_and_ten_are_shown():
    unknown = [f"BU0758{number:04d}" for number in range(11)]
    table = column("GM0758", *unknown, unknown[0])
    assert parse_codes(table, "code", known={"GM0758"}).tolist() == ["GM0758"] + [""] * 12
    assert texts(table) == [
        f"cijfers.csv: 11 onbekende gebiedscodes in kolom 'code' apart gezet (12 rijen): {', '.join(unknown[:10])} …"
    ]


def test_renamed_column():
    table = Table(pd.DataFrame({"Buurtnaam": ["a"], "jaar": ["1"]}), 2, "cijfers.csv")
    assert refusal(lambda: require_columns(table, ["jaar", "buurtnamen"])) == (
        "cijfers.csv, kolom 'buurtnamen': deze kolom ontbreekt. "
        "Lijkt erop: 'Buurtnaam'. Controleer de kolomkoppen van het bestand."
    )


def test_missing_column_that_looks_like_none():
    assert refusal(lambda: require_columns(column("x"), ["inwoners"])) == (
        "cijfers.csv, kolom 'inwoners': deze kolom ontbreekt. Controleer de kolomkoppen van het bestand."
    )


def keyed(*rows: tuple[str, str, float]) -> tuple[Table, pd.DataFrame]:
    frame = pd.DataFrame(list(rows), columns=["gebied", "jaar", "inwoners"])
    return Table(frame.astype("str"), 2, "cijfers.csv"), frame


def test_same_key_and_value_is_folded_and_counted():
    table, frame = keyed(("BU1", "2020", 5.0), ("BU2", "2020", 6.0), ("BU1", "2020", 5.0))
    assert check_duplicates(table, frame, ["gebied", "jaar"])["inwoners"].tolist() == [5, 6]
    assert texts(table) == ["cijfers.csv: 1 dubbele rij met dezelfde waarden samengevouwen."]


def test_same_missing_value_is_folded():
    table, frame = keyed(("BU1", "2020", float("nan")), ("BU1", "2020", float("nan")))
    assert len(check_duplicates(table, frame, ["gebied", "jaar"])) == 1


def test_same_key_with_another_value():
    table, frame = keyed(("BU1", "2020", 5.0), ("BU2", "2020", 6.0), ("BU1", "2020", 5.5))
    assert refusal(lambda: check_duplicates(table, frame, ["gebied", "jaar"])) == (
        "cijfers.csv, kolom 'inwoners': 'BU1 / 2020' staat er twee keer met verschillende waarden: "
        "rij 2 heeft '5' en rij 4 heeft '5,5'. Verwijder de onjuiste rij."
    )
