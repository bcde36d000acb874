"""Text to numbers: every figure as its owner meant it, or a refusal with row, column and value."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders._frame import Table
from loaders._table import check_range, parse_numbers
from model.errors import LoadRefused
from model.status import Reason
from tests.loaders.table_files import refusal


def column(*texts: str) -> Table:
    return Table(pd.DataFrame({"n": list(texts)}, dtype="str"), 2, "cijfers.csv")


def numbers(*texts: str, **options: object) -> list[float]:
    return parse_numbers(column(*texts), "n", **options)[0].tolist()  # type: ignore[arg-type]


def message(*texts: str, **options: object) -> str:
    return refusal(lambda: numbers(*texts, **options))


def test_plain_numbers():
    assert numbers("12", "-3", "0", "1.5", "+2", "1e+05") == [12, -3, 0, 1.5, 2, 100000]


def test_decimal_comma():
    assert numbers("1,5", "2", "-0,25") == [1.5, 2, -0.25]


def test_comma_and_point_mixed():
    assert message("7", "1,8", "416.0", "2,5") == (
        "cijfers.csv, kolom 'n': decimale komma en punt door elkaar: rij 3 ('1,8') heeft een komma, "
        "rij 4 ('416.0') een punt. Gebruik in één kolom één decimaalteken."
    )


def test_other_decimal_mark_than_declared():
    assert message("1,5", "2.5", decimal=",") == (
        "cijfers.csv, rij 3, kolom 'n', waarde '2.5': het decimaalteken is hier een punt, maar volgens de "
        "beschrijving een komma. Herstel de waarde of de beschrijving van de bron."
    )
    assert message("1.5", "2,5", decimal=".") == (
        "cijfers.csv, rij 3, kolom 'n', waarde '2,5': het decimaalteken is hier een komma, maar volgens de "
        "beschrijving een punt. Herstel de waarde of de beschrijving van de bron."
    )


@pytest.mark.parametrize(("mark", "name"), [(".", "punt"), (",", "komma")])
def test_thousands_in_a_count_are_asked_for(mark, name):
    assert message("950", f"1{mark}234", f"12{mark}600", count=True) == (
        f"cijfers.csv, rij 3, kolom 'n', waarde '1{mark}234': de {name} kan een scheiding van duizendtallen zijn "
        "of een decimaalteken. Exporteer het bestand opnieuw zonder scheiding van duizendtallen."
    )


def test_declared_thousands():
    assert numbers("950", "1.234", "1.234.567", "1.234,5", thousands=".") == [950, 1234, 1234567, 1234.5]
    assert numbers("1,600", "200", thousands=",", count=True) == [1600, 200]
    assert numbers("1 600", thousands=" ") == [1600]


def test_fraction_beside_declared_thousands_is_not_taken_for_one():
    assert message("1,600", "2,5", thousands=",") == (
        "cijfers.csv, rij 3, kolom 'n', waarde '2,5': het decimaalteken is hier een komma, maar volgens de "
        "beschrijving een punt. Herstel de waarde of de beschrijving van de bron."
    )


def test_three_decimals_are_fine_outside_counts_and_when_declared():
    assert numbers("1.234", "4.100") == [1.234, 4.1]
    assert numbers("1.234", decimal=".", count=True) == [1.234]
    assert numbers("0.123", count=True) == [0.123]
    assert numbers("1.234", "2.5", count=True) == [1.234, 2.5]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.UNKNOWN),
        (".", Reason.SECRET),
        ("x", Reason.SECRET),
        ("X", Reason.SECRET),
        ("-", Reason.UNKNOWN),
        ("NA", Reason.UNKNOWN),
        ("NaN", Reason.UNKNOWN),
        ("n.v.t.", Reason.NOT_APPLICABLE),
        ("-99997", Reason.SECRET),
        ("-99995", Reason.NOT_PUBLISHED),
        ("-99999", Reason.UNKNOWN),
        ("-99997,0", Reason.SECRET),
        ("-99999999.0000", Reason.UNKNOWN),
        ("-99990", Reason.UNKNOWN),
    ],
)
def test_missing_with_its_reason(text, reason):
    values, reasons = parse_numbers(column("3", text), "n")
    assert values[0] == 3
    assert np.isnan(values[1])
    assert reasons.tolist() == ["", reason]


def test_declared_marks_also_when_they_are_numbers():
    values, reasons = parse_numbers(
        column("0", "5", "weg"), "n", missing={"0": Reason.NOT_APPLICABLE, "weg": Reason.SECRET}
    )
    assert values.tolist()[1] == 5
    assert np.isnan(values[[0, 2]]).all()
    assert reasons.tolist() == [Reason.NOT_APPLICABLE, "", Reason.SECRET]


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1e400", "9" * 400])
def test_no_finite_number(text):
    shown = text if len(text) < 60 else text[:60] + "…"
    assert message("1", text) == (
        f"cijfers.csv, rij 3, kolom 'n', waarde '{shown}': dit is geen eindig getal. "
        "Herstel de waarde of haal het bestand opnieuw op bij de bron."
    )


@pytest.mark.parametrize("text", ["1-mei", "5-jan-2024", "mei-24", "2024-05-01", "1/5/2024"])
def test_date_where_a_number_belongs(text):
    assert message("1", text) == (
        f"cijfers.csv, rij 3, kolom 'n', waarde '{text}': hier staat een datum waar een getal hoort; "
        "waarschijnlijk heeft Excel de waarde omgezet. Maak de kolom in Excel op als tekst en vul de waarde opnieuw in."
    )


def test_number_that_excel_cut_short():
    assert message("1", "7,58E+06") == (
        "cijfers.csv, rij 3, kolom 'n', waarde '7,58E+06': dit getal staat in wetenschappelijke notatie; "
        "waarschijnlijk heeft Excel cijfers weggelaten. Maak de kolom in Excel op als getal en exporteer opnieuw."
    )


@pytest.mark.parametrize("text", ["0x1F", "12%", "€ 5", "1.2.3", "1_000", "circa 5", "١٢"])
def test_no_number(text):
    assert message("1", text) == (
        f"cijfers.csv, rij 3, kolom 'n', waarde '{text}': dit is geen getal. "
        "Herstel de waarde of haal het bestand opnieuw op bij de bron."
    )


@pytest.mark.parametrize(
    ("text", "low", "high", "what", "bounds"),
    [
        ("-3", 0.0, None, "een aantal", "ten minste 0"),
        ("101", 0.0, 100.0, "een percentage", "ten minste 0 en ten hoogste 100"),
        ("0", 1.0, 9.0, "een klasse", "ten minste 1 en ten hoogste 9"),
        ("10", 1.0, 9.0, "een klasse", "ten minste 1 en ten hoogste 9"),
    ],
)
def test_out_of_range(text, low, high, what, bounds):
    table = column("5", ".", text)
    values, _ = parse_numbers(table, "n")
    assert refusal(lambda: check_range(table, "n", values, low=low, high=high, what=what)) == (
        f"cijfers.csv, rij 4, kolom 'n', waarde '{text}': {what} is {bounds}. "
        "Herstel de waarde of haal het bestand opnieuw op bij de bron."
    )


_numbers = st.floats(-99_000, 1e12, allow_nan=False).map(lambda x: round(x, 3))


@given(st.lists(_numbers, min_size=1, max_size=20))
def test_dutch_notation_with_declared_marks_gives_the_number_back(values):
    dutch = [f"{v:,.3f}".translate(str.maketrans(",.", ".,")) for v in values]
    assert numbers(*dutch, thousands=".", decimal=",") == [float(f"{v:.3f}") for v in values]


@given(st.text(max_size=12))
def test_any_text_gives_a_finite_number_a_reason_or_a_refusal(text):
    table = column(text.strip())
    try:
        values, reasons = parse_numbers(table, "n")
    except LoadRefused as refused:
        places = [(objection.row, objection.column) for objection in refused.objections]
    else:
        places = [(2, "n")] if np.isfinite(values[0]) == (reasons[0] == "") else []
    assert places == [(2, "n")]
