"""A table that comes back from a spreadsheet: what can be undone is, the rest is named, nothing gets lost."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.inhoud import TABLES
from model.tabelversie import Row
from model.table import Column, Kind, columns_of
from snapshot import programmes, table_history
from snapshot.table_names import names_of
from snapshot.table_repair import repaired
from snapshot.table_rows import changes, file_of, row_from
from snapshot.table_upload import Uploaded, file_name, read_upload, version_in

INTERVENTIE, MIDDEL = TABLES["interventies"], TABLES["middelen"]
KNOWN = {"partners": ["buurthuis"], "gemeenten": ["GM0758", "GM1674"]}


def _columns(table: str) -> dict[str, Column]:
    return {column.name: column for column in columns_of(TABLES[table])}


BEGIN, JAAR, BEDRAG = _columns("interventies")["begin"], _columns("middelen")["jaar"], _columns("middelen")["gepland"]
GETAL, GEMEENTE = _columns("activiteiten")["gepland"], _columns("woonplekken")["gemeente"]
CONTROLE, PAGINA, NAAM = (
    _columns("middelen")["te_controleren"],
    _columns("interventies")["pagina"],
    _columns("interventies")["naam"],
)


@pytest.mark.parametrize(
    ("column", "text", "before", "meant"),
    [
        (BEGIN, "31-3-2026", "", "2026-03-31"),
        (BEGIN, "46112", "", "2026-03-31"),
        (BEGIN, "mrt-26", "", "2026-03"),
        (BEGIN, "Q2 2025", "", "2025-Q2"),
        (BEGIN, "2.026", "", "2026"),
        # A spreadsheet knows only days: what stood there tells how precise it was.
        (BEGIN, "1-3-2026", "2026-03", "2026-03"),
        (BEGIN, "1-1-2026", "2026", "2026"),
        (BEGIN, "1-3-2026", "2026-04", "2026-03-01"),
        # Day and month, or month and day.
        (BEGIN, "3/31/2026", "", "2026-03-31"),
        (BEGIN, "3/4/2026", "", "3/4/2026"),
        (BEGIN, "3/4/2026", "2026-03-04", "2026-03-04"),
        (BEGIN, "31-2-2026", "", "31-2-2026"),
        (BEGIN, "binnenkort", "", "binnenkort"),
        (JAAR, "2.026", "", "2026"),
        (JAAR, "2026,0", "", "2026"),
        (BEDRAG, "1.500.000", "", "1500000"),
        (BEDRAG, "1,500,000.50", "", "1500000,50"),
        (BEDRAG, "€ 1.500,50", "", "1500,50"),
        (BEDRAG, "1500.5", "", "1500,5"),
        (BEDRAG, "1.500", "", "1500"),
        (BEDRAG, "5000.000", "", "5000.000"),
        (BEDRAG, "1,5E+06", "", "1,5E+06"),
        (BEDRAG, "ntb", "", "ntb"),
        (GETAL, "1.500", "", "1.500"),
        (GETAL, "1.500", "1500", "1500"),
        (GETAL, "1.500", "1,5", "1,500"),
        (GETAL, "1,5", "", "1,5"),
        (GEMEENTE, "GM758", "", "GM0758"),
        (GEMEENTE, "758", "", "GM0758"),
        (GEMEENTE, "999", "", "999"),
        (CONTROLE, "WAAR", "", "ja"),
        (PAGINA, "1,200", "", "1200"),
        (NAAM, "CoÃ¶peratie", "", "Coöperatie"),
        (NAAM, "Huis", "", "Huis"),
    ],
)
def test_only_what_is_sure_is_undone(column: Column, text: str, before: str, meant: str) -> None:
    assert repaired(column, text, KNOWN.get(column.to), before) == meant


@given(st.integers(0, 10**9), st.booleans(), st.sampled_from(["{:,}", "€ {:,}", "{:,}.50", "{:,}"]))
def test_an_amount_survives_thousands_in_dutch_and_in_english(amount: int, dutch: bool, form: str) -> None:
    text = form.format(amount)
    text = text.translate(str.maketrans(",.", ".,")) if dutch else text
    expected = f"{amount},50" if ".50" in form else str(amount)
    assert repaired(BEDRAG, text, None) == expected


def _rows(*changed: dict[str, str]) -> tuple[Row, ...]:
    plan = {
        "id": "feest",
        "naam": "Feest",
        "status": "loopt",
        "begin": "2024",
        "eind": "2025-Q2",
        "noot": 'Let op; "x"',
    }
    return tuple(row_from(INTERVENTIE, plan | one) for one in changed or ({},))


def _read(data: bytes, file: str = "tabel.csv", before: tuple[Row, ...] | None = None) -> Uploaded:
    return read_upload(file, data, INTERVENTIE, _rows() if before is None else before, KNOWN)


def _text() -> str:
    return file_of(INTERVENTIE, _rows()).decode("utf-8-sig")


@pytest.mark.parametrize(
    "data",
    [
        _text().encode(),
        _text().encode("utf-16"),
        _text().replace("Feest", "Café").encode("cp1252"),
        ("sep=;\r\n" + _text()).encode(),
        _text().replace("Let op; ", "Let op, ").replace(";", "\t").encode(),
        _text().replace("\r\n", "\r\n\r\n").encode(),
        _text().replace("id;", "Id;").replace("resultaat_kort", "Resultaat kort").encode(),
    ],
)
def test_any_form_that_a_spreadsheet_writes_is_read(data: bytes) -> None:
    found = _read(data)
    assert found.mistakes == ()
    assert len(found.rows) == 1
    assert {cell.column for change in changes(INTERVENTIE, _rows(), found.rows) for cell in change.cells} <= {
        "naam",
        "noot",
    }


def _workbook(rows: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "cijfers"
    for row in rows:
        sheet.append(row)
    book.create_sheet("leesmij").append(["uitleg"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_with_real_dates_and_numbers_is_read_as_was_meant() -> None:
    data = _workbook(
        [
            ["id", "naam", "begin", "eind", "pagina", "status", "noot"],
            ["feest", "Feest", date(2024, 1, 1), date(2026, 3, 31), 12.0, "loopt", "x"],
        ]
    )
    found = read_upload("npr-interventies-v3 (1).xlsx", data, INTERVENTIE, _rows(), KNOWN)
    assert found.mistakes == ()
    (row,) = found.rows
    assert (row["begin"], row["eind"], row["pagina"]) == ("2024", "2026-03-31", "12")
    assert {cell.column: (cell.old, cell.new) for change in found.repairs for cell in change.cells} == {
        "begin": ("1-1-2024", "2024"),
        "eind": ("31-3-2026", "2026-03-31"),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("naam;", "naem;", "tabel.csv, rij 1, kolom 'naem': deze kolom is onbekend. Bedoelt u 'naam'?"),
        ("id;naam", "id;naam;mijn", "tabel.csv, rij 1, kolom 'mijn': deze kolom is onbekend. Haal hem weg"),
        ("id;naam", "id;id", "tabel.csv, rij 1, kolom 'id': deze kolom staat er twee keer."),
        ("loopt", "lopt", "tabel.csv, rij 2, kolom 'status', waarde 'lopt': dit is geen keuze die hier kan."),
        (
            "2025-Q2",
            "3/4/2025",
            "tabel.csv, rij 2, kolom 'eind', waarde '3/4/2025': deze datum staat niet als jaar-maand",
        ),
        ("Feest", "#VERW!", "tabel.csv, rij 2, kolom 'naam', waarde '#VERW!': hier staat een foutmelding"),
        ("feest;", "feest;;x;y;z;1;2;3;4;5;6;7;8;", "tabel.csv, rij 2: deze rij heeft "),
        ('"Let', '"Let"', "tabel.csv: een aanhalingsteken is niet gesloten"),
    ],
)
def test_what_cannot_be_undone_is_named_with_its_place(old: str, new: str, message: str) -> None:
    assert old in _text()
    found = _read(_text().replace(old, new, 1).encode())
    assert any(text.startswith(message) for text in found.mistakes), found.mistakes


def test_a_column_that_is_left_out_with_something_in_it_is_not_emptied() -> None:
    found = _read(b"id;naam;status;begin;eind\nfeest;Feest;loopt;2024;2025-Q2\n")
    assert found.mistakes == (
        "tabel.csv, kolom 'noot': deze kolom ontbreekt, en in 1 rij van de tabel staat er iets in. "
        "Neem de kolom op in het bestand.",
    )


@pytest.mark.parametrize("secret", ["jan@voorbeeld.nl", "06-12345678", "111222333"])
def test_personal_data_is_refused_and_never_repeated(secret: str) -> None:
    found = _read(_text().replace("Feest", f"Feest {secret}").encode())
    assert "persoonsgegevens" in found.mistakes[0]
    assert secret not in f"{found.mistakes}{found.repairs}{found.rows}"


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04kapot", b"id;naam\n" * 700_000])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    assert _read(data).mistakes


def test_of_a_great_many_mistakes_the_beginning_is_told() -> None:
    found = _read(("id;naam\n" + "Fout Id;\n" * 300).encode(), before=())
    assert len(found.mistakes) == 101
    assert found.mistakes[-1] == "En nog 500 fouten."
    assert "meer dan 10000 rijen" in _read(("id;naam\n" + "a;b\n" * 10_001).encode(), before=()).mistakes[0]


def test_the_name_of_a_download_says_its_version() -> None:
    assert version_in(file_name("npr-roosendaal", "middelen", 12) + ".csv") == 12
    assert version_in("npr-roosendaal-middelen-v12 (1).xlsx") == 12
    assert version_in("middelen.csv") is None


_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def _as_a_spreadsheet_writes(column: Column, text: str) -> str:
    """What a Dutch spreadsheet makes of a cell that it opened as it liked."""
    day = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if column.kind is Kind.MOMENT and day:
        return f"{int(day[3])}-{int(day[2])}-{day[1]}" if day[3] else f"{_MONTHS[int(day[2]) - 1]}-{day[1][2:]}"
    if column.kind is Kind.AMOUNT and text.isdigit():
        return f"€ {int(text):,}".replace(",", ".")
    return "WAAR" if column.kind is Kind.YES_NO and text == "ja" else text


@pytest.mark.parametrize("programme", ["npr-roosendaal", "verbeter-breda", "thuis-in-de-wijk", "voorbeeldstad"])
def test_every_table_that_there_is_comes_back_from_a_spreadsheet_as_it_was(data_folder: Path, programme: str) -> None:
    names = names_of(programme, programmes.check_programme(programme).programme, {})
    repairs = 0
    filled = {table: rows for table in TABLES if (rows := table_history.current(programme, table).rows)}
    for table, rows in filled.items():
        row_type = TABLES[table]
        columns = columns_of(row_type)
        damaged = [{c.name: _as_a_spreadsheet_writes(c, row[c.name]) for c in columns} for row in rows]
        for sheet in (rows, damaged):
            data = file_of(row_type, sheet).decode("utf-8-sig").encode("utf-16")
            found = read_upload("tabel.csv", data, row_type, rows, {name: list(ids) for name, ids in names.items()})
            assert (table, found.mistakes, found.rows) == (table, (), rows)
            repairs += sum(len(change.cells) for change in found.repairs)
    assert repairs
