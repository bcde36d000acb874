"""A drafted codebook: what a file without labels tells, and that a register is not taken for a survey."""

from pathlib import Path

import pytest
import yaml

from loaders._codeboek_draft import draft_codebook, is_about_respondents
from loaders._table import read_table
from tests.loaders.table_files import refusal, table, write

ROWS = "".join(f"{100 + n};Markt;1,{n:02d};{n % 10 + 1};{(1, 2, 9)[n % 3]};{n % 4}\n" for n in range(30))
CONTENT = f"respnr;buurt;weegfactor;v1;gevoel van onveiligheid;leeftijd\n{ROWS}"


def test_codes_without_labels_are_listed_for_a_person_to_name(tmp_path: Path) -> None:
    found = yaml.safe_load(draft_codebook(read_table(write(tmp_path, CONTENT, "bewoners-2025.csv"))))
    assert {name: found[name] for name in ("enquete", "id", "jaar", "gewicht", "respondentnummer")} == {
        "enquete": "respondenten",
        "id": "bewoners",
        "jaar": 2025,
        "gewicht": "weegfactor",
        "respondentnummer": "respnr",
    }
    first, second = found["vragen"]
    assert (first["variabele"], first["schaal"], first["geen_antwoord"]) == ("rapportcijfer_buurt", "1-10", [])
    assert second["variabele"] == "voelt_zich_onveilig"
    assert second["antwoorden"] == {"1": "onbekend", "2": "onbekend", "9": "onbekend"}
    assert found["overgeslagen"] == ["leeftijd"]


def test_a_file_with_persons_gets_no_codebook(tmp_path: Path) -> None:
    content = CONTENT.replace("leeftijd", "geboortedatum")
    assert refusal(lambda: draft_codebook(table(tmp_path, content))).startswith(
        "cijfers.csv, kolom 'geboortedatum': deze kolom lijkt persoonsgegevens te bevatten"
    )


@pytest.mark.parametrize(
    ("header", "survey"),
    [("buurt;weegfactor", True), ("respnr;buurt", True), ("buurt;overgewicht", False), ("buurt;respondenten", False)],
)
def test_a_register_is_not_taken_for_a_survey(tmp_path: Path, header: str, survey: bool) -> None:
    assert is_about_respondents(table(tmp_path, f"{header}\nMarkt;1\nChassé;2\n")) == survey
