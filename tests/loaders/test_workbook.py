"""Workbooks: values of one visible sheet, never of a hidden one or of a cell that was not worked out."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt

from loaders._table import read_table
from tests.loaders.table_files import refusal, texts, write


def book(folder: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    path = folder / "cijfers.xlsx"
    workbook.save(path)
    return path


ROWS: list[list[object]] = [["naam ", "n"], ["Bavel", 12], [" NA ", 1.5], ["Emer", None]]


def test_values_as_text_and_the_sheet_is_named(tmp_path):
    read = read_table(book(tmp_path, {"Inwoners": ROWS}))
    assert read.frame.to_dict("list") == {"naam": ["Bavel", "NA", "Emer"], "n": ["12", "1.5", ""]}
    assert (read.sheet, read.first_row, read.separator) == ("Inwoners", 2, None)
    assert texts(read) == ["cijfers.xlsx: werkblad 'Inwoners' gelezen, alleen waarden."]


def test_row_numbers_count_blank_rows_above_the_header(tmp_path):
    read = read_table(book(tmp_path, {"A": [[], [], *ROWS]}))
    assert read.row(0) == 4


def test_dates_are_shown_as_dates(tmp_path):
    read = read_table(book(tmp_path, {"A": [["naam", "klasse"], ["Bavel", date(2024, 5, 1)]]}))
    assert read.frame["klasse"].tolist() == ["2024-05-01"]


def test_old_xls_is_read(tmp_path):
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Blad1")
    for row, cells in enumerate([["naam", "n"], ["Chassé", 3]]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    path = tmp_path / "cijfers.xls"
    workbook.save(str(path))
    assert read_table(path).frame.to_dict("list") == {"naam": ["Chassé"], "n": ["3"]}


def test_hidden_sheet_is_left_and_said(tmp_path):
    read = read_table(book(tmp_path, {"Oud": ROWS, "Nieuw": ROWS}, hidden=("Oud",)))
    assert read.sheet == "Nieuw"
    assert texts(read)[0] == "cijfers.xlsx: verborgen werkbladen niet gelezen: 'Oud'."


def test_named_hidden_sheet_is_read_and_said(tmp_path):
    read = read_table(book(tmp_path, {"Oud": ROWS, "Nieuw": ROWS}, hidden=("Oud",)), sheet="Oud")
    assert texts(read)[0] == "cijfers.xlsx: het gekozen werkblad 'Oud' is verborgen."


def test_two_visible_sheets(tmp_path):
    path = book(tmp_path, {"2023": ROWS, "2024": ROWS, "Leeg": []})
    assert refusal(lambda: read_table(path)) == (
        "cijfers.xlsx: er zijn meer werkbladen met gegevens: '2023', '2024'. Houd er één over, of noem het bij "
        "'werkblad' in de beschrijving."
    )
    assert read_table(path, sheet="2024").sheet == "2024"


def test_sheet_that_is_not_there(tmp_path):
    assert refusal(lambda: read_table(book(tmp_path, {"2023": ROWS}), sheet="2024")) == (
        "cijfers.xlsx: er is geen werkblad '2024'. Kies een van de werkbladen '2023'."
    )


def test_only_hidden_data(tmp_path):
    assert refusal(lambda: read_table(book(tmp_path, {"Oud": ROWS, "Nieuw": []}, hidden=("Oud",)))) == (
        "cijfers.xlsx: er is geen zichtbaar werkblad met gegevens. Verborgen werkbladen zijn niet gelezen: 'Oud'. "
        "Maak het bedoelde werkblad zichtbaar."
    )


def test_header_only(tmp_path):
    assert refusal(lambda: read_table(book(tmp_path, {"A": [["naam", "n"]]}))) == (
        "cijfers.xlsx: het werkblad 'A' bevat geen gegevens onder de kolomkoppen. Exporteer het opnieuw."
    )


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("=1+1", "rij 3, kolom 'B': deze cel bevat een formule zonder uitgerekende waarde."),
        ("#N/A", "rij 3, kolom 'B', waarde '#N/A': deze cel bevat een Excel-fout."),
    ],
)
def test_cell_that_only_looks_empty(tmp_path, cell, message):
    path = book(tmp_path, {"A": [["naam", "n"], ["Bavel", 1], ["Emer", cell]], "B": []})
    assert refusal(lambda: read_table(path)) == (
        f"cijfers.xlsx, {message} "
        "Open de werkmap in Excel, herstel de cel of plak alleen waarden, en sla hem opnieuw op."
    )


def test_formula_on_another_sheet_does_not_matter(tmp_path):
    path = book(tmp_path, {"A": ROWS, "B": [["x"], ["=1+1"]]})
    assert read_table(path, sheet="A").frame["n"].tolist() == ["12", "1.5", ""]


def test_no_workbook_at_all(tmp_path):
    cut_off = book(tmp_path, {"A": ROWS}).read_bytes()[:500]
    assert refusal(lambda: read_table(write(tmp_path, cut_off, "cijfers.xlsx"))) == (
        "cijfers.xlsx: de werkmap is beschadigd of geen Excel-bestand. Open hem in Excel en sla hem opnieuw op."
    )
