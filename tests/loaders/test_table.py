"""Reading delimited text: every cell as it stands, or a refusal that names the row."""

import csv
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders._table import peek_header, read_table
from tests.loaders.table_files import refusal, table, texts, write


def test_cells_stay_text_and_are_stripped(tmp_path):
    read = table(tmp_path, 'naam ;"aantal"\r\n" NA";0012\r\nNone ;1.234\r\nNull;\u00a0\u00a0x \r\n')
    assert read.frame.to_dict("list") == {"naam": ["NA", "None", "Null"], "aantal": ["0012", "1.234", "x"]}
    assert (read.first_row, read.file, read.separator, read.sheet) == (2, "cijfers.csv", ";", None)
    assert read.notes == []


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_seen(tmp_path, separator):
    read = table(tmp_path, f'"wijk, buurt{separator}x"{separator}n\nBavel{separator}1\n')
    assert read.separator == separator
    assert list(read.frame.columns) == [f"wijk, buurt{separator}x", "n"]


def test_cp1252_is_read_and_named(tmp_path):
    read = table(tmp_path, "naam;n\nChassé;1\n".encode("cp1252"))
    assert read.frame["naam"].tolist() == ["Chassé"]
    assert read.encoding == "cp1252"
    assert texts(read) == [
        "cijfers.csv: tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten."
    ]


def test_bom_is_no_part_of_the_first_column(tmp_path):
    read = table(tmp_path, b"\xef\xbb\xbfnaam;n\nChass\xc3\xa9;1\n")
    assert list(read.frame.columns) == ["naam", "n"]
    assert read.encoding == "utf-8-sig"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_from_excel_is_read(tmp_path, encoding):
    read = table(tmp_path, "naam\tn\r\nChassé\t1\r\n".encode(encoding))
    assert read.frame.to_dict("list") == {"naam": ["Chassé"], "n": ["1"]}
    assert texts(read) == ["cijfers.csv: tekenset UTF-16 herkend en omgezet."]


def test_mixed_encodings(tmp_path):
    content = "naam;n\nChassé;1\n".encode() + "Tilburg-Zuid é;2\n".encode("cp1252")
    assert refusal(lambda: table(tmp_path, content)) == (
        "cijfers.csv, rij 3: het bestand mengt twee tekensets: het is deels UTF-8, maar byte 31 past daar niet in. "
        "Sla het hele bestand opnieuw op als 'CSV UTF-8'."
    )


def test_comma_where_semicolon_is_expected(tmp_path):
    assert refusal(lambda: table(tmp_path, "naam,n\nBavel,1\n", separators=";")) == (
        "cijfers.csv, rij 1: 1 kolom gevonden: het scheidingsteken puntkomma (;) komt in de kolomkop niet voor; "
        "wel gezien: komma (,). Exporteer het bestand opnieuw met het juiste scheidingsteken."
    )


def test_one_column_without_any_separator(tmp_path):
    assert refusal(lambda: table(tmp_path, "naam\nBavel\n")) == (
        "cijfers.csv, rij 1: 1 kolom gevonden: het scheidingsteken puntkomma (;) of komma (,) of tab of "
        "verticale streep (|) komt in de kolomkop niet voor. "
        "Exporteer het bestand opnieuw met het juiste scheidingsteken."
    )


def test_doubled_header(tmp_path):
    assert refusal(lambda: table(tmp_path, "naam;n;n \nBavel;1;2\n")) == (
        "cijfers.csv, rij 1, kolom 'n': deze kolomkop staat er 2 keer (kolommen 2 en 3). "
        "Geef elke kolom een eigen naam."
    )


def test_empty_header(tmp_path):
    assert refusal(lambda: table(tmp_path, "naam;;n\nBavel;1;2\n")) == (
        "cijfers.csv, rij 1: kolom 2 heeft geen kolomkop. "
        "Geef elke kolom een naam, en haal een titel boven de kolomkoppen weg."
    )


def test_row_numbers_of_pandas_and_r_are_dropped_only_when_allowed(tmp_path):
    content = ",naam,n\n0,Bavel,5\n1,Emer,6\n"
    read = table(tmp_path, content, allow_index=True)
    assert read.frame.to_dict("list") == {"naam": ["Bavel", "Emer"], "n": ["5", "6"]}
    assert texts(read) == ["cijfers.csv: eerste kolom zonder kop is een rijnummer en is overgeslagen."]
    assert "kolom 1 heeft geen kolomkop" in refusal(lambda: table(tmp_path, content))
    assert "kolom 1 heeft geen kolomkop" in refusal(
        lambda: table(tmp_path, ",naam,n\n7,Bavel,5\n1,Emer,6\n", allow_index=True)
    )


@pytest.mark.parametrize(
    ("content", "row", "cells"),
    [
        ("naam;n\nBavel;1\nEmer;2;3\n", 3, 3),
        ("naam;n\nBavel;1\nEmer\n", 3, 1),
        ("naam;n\nBavel;1;9\nEmer;2\n", 2, 3),
        ('naam;n\n"Bavel; de kern";1\nBavel; de kern;1\n', 3, 3),
    ],
)
def test_ragged_row_is_refused_with_its_number(tmp_path, content, row, cells):
    assert refusal(lambda: table(tmp_path, content)) == (
        f"cijfers.csv, rij {row}: deze rij heeft {cells} cellen en de kolomkop 2. "
        "Herstel de rij; vaak staat het scheidingsteken in een naam zonder aanhalingstekens."
    )


def test_several_ragged_rows_are_counted(tmp_path):
    assert "rij 2: deze rij heeft 3 cellen en de kolomkop 2. Dit geldt voor 2 rijen." in refusal(
        lambda: table(tmp_path, "naam;n\na;1;\nb;2;\nc;3\n")
    )


@pytest.mark.parametrize("content", ['naam;n\nBavel;1\n"Emer;2\n', 'naam;n\nBavel;1\n"Emer;2\nMastbos;3\n'])
def test_unclosed_quote(tmp_path, content):
    assert refusal(lambda: table(tmp_path, content)) == (
        "cijfers.csv, rij 3: een aanhalingsteken is op deze rij niet gesloten (of een cel loopt door op de volgende "
        "regel). Sluit het aanhalingsteken of haal de regelafbreking uit de cel."
    )


def test_nul_byte(tmp_path):
    assert refusal(lambda: table(tmp_path, b"naam;n\nBavel;1\nEm\0er;2\n")) == (
        "cijfers.csv, rij 3: deze rij bevat een NUL-teken (een byte 0). "
        "Het bestand is beschadigd of geen tekstbestand; exporteer het opnieuw."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "het bestand is leeg (0 bytes). Haal het bestand opnieuw op of exporteer het opnieuw."),
        ("\r\n \n", "het bestand bevat geen tekst. Haal het bestand opnieuw op of exporteer het opnieuw."),
        ("naam;n\n", "er staat alleen een rij met kolomkoppen in, zonder gegevens. Exporteer het bestand opnieuw."),
        ("naam;n\n;\n;\n", "er staan alleen lege rijen onder de kolomkoppen. Exporteer het bestand opnieuw."),
    ],
)
def test_nothing_in_it(tmp_path, content, message):
    assert refusal(lambda: table(tmp_path, content)) == f"cijfers.csv: {message}"


def test_blank_rows_at_the_end_are_dropped_and_others_keep_their_number(tmp_path):
    read = table(tmp_path, "naam;n\nBavel;1\n;\nEmer;2\n;\n;\n\n\n")
    assert read.frame["naam"].tolist() == ["Bavel", "", "Emer"]
    assert read.row(2) == 4


def test_gzip_is_read_and_damaged_gzip_refused(tmp_path):
    packed = gzip.compress(b"naam;n\nBavel;1\n")
    assert read_table(write(tmp_path, packed, "cijfers.csv.gz")).frame["n"].tolist() == ["1"]
    assert refusal(lambda: read_table(write(tmp_path, packed[:-9], "stuk.csv.gz"))) == (
        "stuk.csv.gz: het gzip-bestand is beschadigd of niet volledig. Haal het bestand opnieuw op."
    )


def test_header_is_seen_without_reading_the_rest(tmp_path):
    assert peek_header(write(tmp_path, "naam;n\n" + "Bavel;1\n" * 20_000)) == ["naam", "n"]
    assert peek_header(write(tmp_path, "naam \tn\nBavel\t1\n".encode("utf-16"))) == ["naam", "n"]
    assert peek_header(write(tmp_path, "naam;n\n\0")) == ["naam", "n"]
    assert peek_header(write(tmp_path, "{}", "kaart.json")) == []


def test_statline_export_of_the_whole_country(real):
    read = read_table(real / "cbs_kwb" / "kwb_2024_statline_csv_population_age_NL.csv.gz")
    assert read.frame.shape == (18310, 13)
    assert read.frame.iloc[0, :6].tolist() == ["Nederland", "Nederland", "Land", "NL00", ".", "17942942"]


_cell = st.text(st.characters(exclude_characters='\r\n\0"', exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=8)


@given(st.lists(st.tuples(_cell, _cell, _cell), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read_back(tmp_path_factory, rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([("a", "b", "c"), *rows])
    path = write(tmp_path_factory.mktemp("csv"), out.getvalue())
    wanted = [[cell.strip() for cell in row] for row in rows]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    if wanted:
        assert read_table(path).frame.to_numpy().tolist() == wanted
    else:
        assert "alleen lege rijen" in refusal(lambda: read_table(path))


def test_line_without_end(tmp_path):
    assert refusal(lambda: table(tmp_path, "naam;n\nBavel;1\n" + "x" * 100_001 + ";2\n")) == (
        "cijfers.csv, rij 3: deze regel is langer dan 100.000 tekens. "
        "Het bestand is beschadigd of geen tabel; exporteer het opnieuw."
    )
