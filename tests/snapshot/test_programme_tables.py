"""What a coördinator's tables keep and what is told of them: nothing is lost on the way, and every mistake is named."""

import string
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import WijkpeilError
from model.inhoud import TABLES
from model.table import Column, Kind, TableRow, clean_text, columns_of
from snapshot import programmes, table_docs
from snapshot.programme_folder import CheckedProgramme, check_files
from snapshot.table_cells import CellMistake, read_cell
from snapshot.table_file import read_raw, written
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]
_ID = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)


def _sound(text: str) -> str:
    """A text as a cell may hold it: what is refused is another test's."""
    try:
        text = clean_text("".join(c for c in text if c in "\n\t" or c.isprintable()))
        read_cell(_TEXT, text, None)
    except (ValueError, CellMistake):
        return ""
    return text


_TEXT = columns_of(TABLES["partners"])[-1]
_texts = st.text(max_size=30) | st.text(alphabet=";\"'=+-@\n\t ,€é", max_size=12)
_CELLS: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.TEXT: _texts.map(_sound),
    Kind.ID: _ID,
    Kind.REFERENCE: _ID,
    Kind.REFERENCES: st.lists(_ID, unique=True, max_size=3).map(tuple),
    Kind.MOMENT: st.sampled_from(["2026", "2026-Q3", "2026-02", "2024-02-29"]),
    Kind.YEAR: st.integers(1900, 2100),
    Kind.COUNT: st.integers(0, 10**9 - 1),
    Kind.AMOUNT: st.decimals(0, 10**12 - 1, places=2),
    Kind.NUMBER: st.decimals(-(10**9) + 1, 10**9 - 1, places=6),
    Kind.YES_NO: st.booleans(),
}


def _cell(column: Column) -> st.SearchStrategy[Any]:
    if column.kind is Kind.CHOICE:
        cells: st.SearchStrategy[Any] = st.sampled_from(column.choices)
    elif column.kind is Kind.CHOICES:
        cells = st.lists(st.sampled_from(column.choices), unique=True).map(tuple)
    else:
        cells = _CELLS[column.kind]
    if column.required:
        return cells.filter(lambda value: value not in ("", ()))
    return cells | st.just(column.empty)


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_written_is_read_back_the_same(tmp_path: Path, name: str, data: st.DataObject) -> None:
    row_type = TABLES[name]
    columns = columns_of(row_type)
    row = st.fixed_dictionaries({column.name: _cell(column) for column in columns}).map(row_type.model_validate)
    rows: list[TableRow] = data.draw(st.lists(row, max_size=3))
    path = tmp_path / f"{name}.csv"
    path.write_bytes(written(row_type, rows))
    raw = read_raw(path, path.name, row_type)
    assert raw.mistakes == []
    found = [
        row_type.model_validate({column.name: read_cell(column, cells[column.name], None) for column in columns})
        for _, cells in raw.rows
    ]
    assert found == rows
    assert written(row_type, found) == path.read_bytes()


PARTNERS = "id;naam\nbuurthuis;Buurthuis De Sleutel\n"
PLANS = "id;naam;doelen;partners;status;begin;eind\nfeest;Feest;fijn-wonen;buurthuis;loopt;2024;2025-Q2\n"
OVERVIEWS = "id;naam\nbegroting;Begroting\n"
MONEY = "id;overzicht;post;jaar;kosten;gepland;toegekend;besteed\nzaal;begroting;Zaal;2025;1000;1000;1000;500\n"
TOTALS = "id;overzicht;naam;kolom;gedrukt_bedrag\nsamen;begroting;Samen;gepland;1000\n"
SOUND = {
    "partners": PARTNERS,
    "interventies": PLANS,
    "overzichten": OVERVIEWS,
    "middelen": MONEY,
    "totalen": TOTALS,
}


def check(overlay: Path, tables: dict[str, str | bytes]) -> CheckedProgramme:
    write(overlay, GOOD)
    for name, text in {**SOUND, **tables}.items():
        path = overlay / "proef" / f"{name}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check_files(programmes.folder_files("proef"), "proef", INDICATORS)


def test_sound_tables_have_nothing_against_them(overlay: Path) -> None:
    checked = check(overlay, {})
    assert (checked.mistakes, checked.warnings) == ((), ())
    assert checked.inhoud.middelen[0].besteed == Decimal(500)


SAY = "proef/{}.csv, rij 2, kolom '{}', waarde '{}': {}"


@pytest.mark.parametrize(
    ("table", "old", "new", "column", "problem"),
    [
        ("interventies", "buurthuis", "buurthuys", "partners", "'buurthuys' bestaat niet. Bedoelt u 'buurthuis'?"),
        ("interventies", "fijn-wonen", "geluk", "doelen", "'geluk' bestaat niet. Gebruik een id uit programme.yaml."),
        (
            "interventies",
            "2025-Q2",
            "2023",
            "eind",
            "het eind ligt voor het begin (2024). Pas een van beide aan.",
        ),
        (
            "interventies",
            "2025-Q2",
            "1-1-2026",
            "eind",
            "deze datum staat niet als jaar-maand-dag. Schrijf 2026-01-01.",
        ),
        (
            "interventies",
            "2025-Q2",
            "46023",
            "eind",
            "een spreadsheet heeft van de datum een getal gemaakt. Schrijf 2026-01-01.",
        ),
        ("interventies", "2025-Q2", "jun-26", "eind", "deze datum staat niet als jaar-maand-dag. Schrijf 2026-06."),
        ("interventies", "2025-Q2", "Q2 2025", "eind", "dit is geen moment. Schrijf 2025-Q2."),
        (
            "interventies",
            "2025-Q2",
            "2025-02-30",
            "eind",
            "dit is geen moment. Schrijf 2026, 2026-Q1, 2026-03 of 2026-03-31.",
        ),
        ("interventies", "loopt", "lopt", "status", "dit is geen keuze die hier kan. Bedoelt u 'loopt'?"),
        (
            "interventies",
            "feest;F",
            "1-mrt;F",
            "id",
            "dit kan geen id zijn. Begin met een letter; zo maakt een spreadsheet er geen datum of getal van.",
        ),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;1.500.000;1000",
            "gepland",
            "er staan punten in het getal. Schrijf 1500000, zonder punten voor duizendtallen.",
        ),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;1500.5;1000",
            "gepland",
            "er staat een punt in het getal. Schrijf 1500,5 als dat is bedoeld, met een komma.",
        ),
        ("middelen", ";1000;1000;1000", ";1000;€ 1000;1000", "gepland", "hier hoort alleen een getal. Schrijf 1000."),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;1,5E+06;1000",
            "gepland",
            "een spreadsheet heeft cijfers van het getal weggelaten. Vul alle cijfers opnieuw in.",
        ),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;1-mrt;1000",
            "gepland",
            "een spreadsheet heeft van het getal een datum gemaakt. Vul het getal opnieuw in.",
        ),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;ntb;1000",
            "gepland",
            "dit is geen getal. Schrijf cijfers, met een komma voor decimalen. "
            "Zet wat er letterlijk staat bij 'gedrukt'.",
        ),
        (
            "middelen",
            ";1000;1000;1000",
            ";1000;#VERW!;1000",
            "gepland",
            "hier staat een foutmelding van de spreadsheet. Vul de waarde zelf in.",
        ),
        ("middelen", ";1000;1000;1000", ";1000;-5;1000", "gepland", "een bedrag is 0 of meer. Zet een correctie"),
        ("middelen", "2025", "2.025", "jaar", "dit is geen jaar. Schrijf 2025."),
        (
            "partners",
            "Buurthuis De Sleutel",
            "CoÃ¶peratie",
            "naam",
            "letters met een accent zijn verloren gegaan. Typ ze opnieuw, en sla het bestand op als CSV UTF-8.",
        ),
    ],
)
def test_a_mistake_in_a_cell_is_named(overlay: Path, table: str, old: str, new: str, column: str, problem: str) -> None:
    assert old in SOUND[table]
    checked = check(overlay, {table: SOUND[table].replace(old, new, 1)})
    value = new.strip(";").split(";")
    shown = next(part for part in (*value[1:], *value) if SAY.format(table, column, part, "") in checked.mistakes[0])
    assert checked.mistakes[0].startswith(SAY.format(table, column, shown, problem))


def test_dates_that_a_spreadsheet_wrote_anew_are_one_mistake_per_table(overlay: Path) -> None:
    plans = PLANS.replace(";2024;2025-Q2", ";1-1-2024;46023") + "feest-2;Feest;;;;31-3-2026;ooit\n"
    together, other = check(overlay, {"interventies": plans}).mistakes
    assert together == (
        "proef/interventies.csv: een spreadsheet heeft 3 datums anders opgeschreven, in kolom 'begin' op rij 2 en 3; "
        "in kolom 'eind' op rij 2. De eerste is '1-1-2024': schrijf 2024-01-01. "
        "Of bied het bestand aan op de pagina Invoer, bij Spreadsheet: die herstelt ze alle."
    )
    assert other.startswith("proef/interventies.csv, rij 3, kolom 'eind', waarde 'ooit': dit is geen moment.")


def test_thousands_in_english_are_no_decimals(overlay: Path) -> None:
    (mistake,) = check(overlay, {"middelen": MONEY.replace(";1000;500", ';"1,500";500')}).mistakes
    assert "waarde '1,500': een bedrag heeft hoogstens twee decimalen." in mistake


def _mistakes(overlay: Path, table: str, text: str | bytes) -> list[str]:
    found = check(overlay, {table: text}).mistakes
    return [line.removeprefix(f"proef/{table}.csv") for line in found if line.startswith(f"proef/{table}.csv")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            PARTNERS.replace("Buurthuis", "Buurthuis; ook"),
            ", rij 2: deze rij heeft 3 cellen, de kop 2. Zet een tekst met een puntkomma erin tussen aanhalingstekens.",
        ),
        ('id;naam\n"buurthuis;Buurthuis"\n', ", rij 2: de hele rij staat in één cel. Haal de aanhalingstekens"),
        (
            PARTNERS.replace(";", ","),
            ", rij 1: de kolommen zijn gescheiden door komma's. Sla het bestand op als CSV met puntkomma's.",
        ),
        (
            "id;naem\nbuurthuis;x\n",
            ", rij 1, kolom 'naem': deze kolom is onbekend. Bedoelt u 'naam'?",
        ),
        ("id;naam;naam\nbuurthuis;x;y\n", ", rij 1, kolom 'naam': deze kolom staat er twee keer."),
        ("id;naam\nbuurthuis;\n", ", rij 2, kolom 'naam': deze cel is leeg. Vul haar in."),
        (
            PARTNERS + "buurthuis;Nog een\n",
            ", rij 3, kolom 'id', waarde 'buurthuis': dit staat al op rij 2. Elke regel heeft een eigen sleutel.",
        ),
        ('id;naam\nbuurthuis;"open\n', ", rij 2: een aanhalingsteken is niet gesloten, of er staat tekst achter."),
        (PARTNERS.replace("Sleutel", "Coöperatie").encode("cp1252"), ": het bestand is geen UTF-8. Sla het opnieuw"),
        (PARTNERS.encode("utf-16"), ": het bestand is geen UTF-8 maar UTF-16, of het is beschadigd."),
        (b"PK\x03\x04abc", ": dit is een werkmap en geen CSV."),
        ("", ": het bestand is leeg. Zet de kop erin, of verwijder het bestand."),
    ],
)
def test_damage_to_a_whole_file_is_named(overlay: Path, text: str | bytes, message: str) -> None:
    assert _mistakes(overlay, "partners", text)[0].startswith(message)


def test_all_mistakes_are_told_at_once_and_rows_are_counted_as_a_spreadsheet_does(overlay: Path) -> None:
    text = 'id;naam\n;;\n"a";"op\ntwee regels"\n\nB;Hoofdletter\nc;"#REF!"\n'
    rows = [line.split(":")[0] for line in _mistakes(overlay, "partners", text.replace(";;\n", ";\n"))]
    assert rows == [", rij 5, kolom 'id', waarde 'B'", ", rij 6, kolom 'naam', waarde '#REF!'"]


def test_an_unknown_table_is_told_with_the_nearest(overlay: Path) -> None:
    assert list(check(overlay, {"interventie": PLANS}).mistakes) == [
        "proef/interventie.csv: deze tabel is onbekend. Bedoelt u 'interventies.csv'?"
    ]


@pytest.mark.parametrize("secret", ["jan@voorbeeld.nl", "06-12345678", "111222333", "NL91ABNA0417164300"])
@pytest.mark.parametrize("table", ["partners", "middelen"])
def test_what_may_be_about_a_person_is_refused_and_never_repeated(overlay: Path, table: str, secret: str) -> None:
    new = {"partners": ("Sleutel", f"Sleutel {secret}"), "middelen": (";1000;500", f";1000;{secret}")}[table]
    checked = check(overlay, {table: SOUND[table].replace(*new)})
    assert "hier lijken persoonsgegevens te staan; de waarde wordt niet herhaald." in checked.mistakes[0]
    assert not any(secret in line for line in (*checked.mistakes, *checked.warnings))


def test_more_spent_than_granted_is_told_with_the_note(overlay: Path) -> None:
    text = MONEY.replace(";500", ";1100")
    assert list(check(overlay, {"middelen": text}).warnings) == [
        "proef/middelen.csv, rij 2, kolom 'besteed', waarde '1100': er is meer besteed dan er is toegekend. "
        "Leg het uit bij 'noot', of herstel het bedrag."
    ]
    noted = text.replace("besteed\n", "besteed;noot\n").replace("1100\n", "1100;De raad vulde aan.\n")
    (warning,) = check(overlay, {"middelen": noted}).warnings
    assert warning.endswith("toegekend. Noot: De raad vulde aan.")


def test_a_total_that_differs_needs_a_note(overlay: Path) -> None:
    text = TOTALS.replace(";1000", ";1200")
    told = "proef/totalen.csv, rij 2, kolom 'gedrukt_bedrag': gedrukt is 1.200, ingevuld 1.000: een verschil van -200. "
    assert list(check(overlay, {"totalen": text}).mistakes) == [
        told + "Herstel de bedragen, of leg het verschil uit bij 'noot'."
    ]
    noted = text.replace("bedrag\n", "bedrag;noot\n").replace("1200\n", "1200;Drukfout.\n")
    checked = check(overlay, {"totalen": noted})
    assert (checked.mistakes, checked.warnings) == ((), (told + "Noot: Drukfout.",))


@pytest.mark.parametrize(
    ("code", "remedy"),
    [("GM758", "Bedoelt u 'GM0758'?"), ("758", "Bedoelt u 'GM0758'?")],
)
def test_a_code_that_lost_its_zeros_is_not_guessed(overlay: Path, code: str, remedy: str) -> None:
    checked = check(overlay, {"woonplekken": f"versie;jaar;gemeente;streefcijfer\n2023;2024;{code};12\n"})
    assert list(checked.mistakes) == [
        f"proef/woonplekken.csv, rij 2, kolom 'gemeente', waarde '{code}': '{code}' bestaat niet. {remedy}"
    ]


def test_costs_of_a_post_stand_once(overlay: Path) -> None:
    double = MONEY + "zaal2;begroting;Zaal;2025;1000;0;;\n"
    assert list(check(overlay, {"middelen": double}).mistakes) == [
        "proef/middelen.csv, rij 3, kolom 'kosten': de kosten van deze post staan al op rij 2. "
        "Laat ze op één rij staan."
    ]


def test_content_is_read_at_once_and_refused_whole(overlay: Path) -> None:
    check(overlay, {})
    assert programmes.programme_content("proef").partners[0].naam == "Buurthuis De Sleutel"
    write(overlay, "id;naam\nB;x\n", "partners.csv")
    with pytest.raises(WijkpeilError, match=r"proef/partners\.csv, rij 2"):
        programmes.programme_content("proef")


def test_the_page_about_tables_is_what_the_declarations_say() -> None:
    assert table_docs.DOCUMENT.read_text(encoding="utf-8") == table_docs.document(), "python -m snapshot.table_docs"
    for name, row_type in TABLES.items():
        assert row_type.ABOUT.endswith(".")
        assert set(row_type.KEY) <= {column.name for column in columns_of(row_type)}, name
        assert all(column.about[-1] in string.punctuation for column in columns_of(row_type)), name
