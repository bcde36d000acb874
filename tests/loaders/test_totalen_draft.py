"""A drafted codebook of outcomes per area: once filled in the file loads; no other file gets one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from loaders._codeboek_draft import is_about_respondents
from loaders._table import read_table
from loaders._totalen_draft import draft_outcomes, is_about_outcomes
from loaders.enquete_totalen import LOADER
from model.loading import Context, RawFile, Survey
from tests.loaders.kwb_files import workbook
from tests.loaders.registers import areas
from tests.loaders.table_files import refusal, table, write

CONTENT = (
    "Gebied;Aantal inwoners;Voelt zich onveilig (%);Aantal respondenten;Marge\n"
    "Markt;1000;20,0;100;7,84\nChassé;500;40,0;50;13,6\nCentrum;1500;26,7;150;6,9\n"
)


def _loaded(path: Path, draft: dict[str, Any]) -> Survey:
    file = RawFile(path, descriptors=({**draft, "_bestand": "opzet.yaml"},))
    recognition = LOADER.recognise(file)
    assert recognition is not None
    survey = LOADER.read(file, recognition.edition or "", Context(areas())).survey
    assert survey is not None
    return survey


def test_a_file_with_names_of_areas_and_one_question(tmp_path: Path) -> None:
    path = write(tmp_path, CONTENT, "uitkomsten-2022.csv")
    text = draft_outcomes(read_table(path))
    assert text == (
        "# Eerste opzet uit uitkomsten-2022.csv; kijk elke regel met 'controleren' na.\n"
        "enquete: totalen\n"
        "id: uitkomsten  # controleren: blijft elk jaar gelijk\n"
        'naam: "uitkomsten-2022"  # controleren\n'
        "uitgever: onbekend  # controleren\n"
        "licentie: onbekend  # controleren\n"
        "gemeente: GM0000  # controleren: code van de gemeente\n"
        "jaar: 2022  # controleren: het jaar van het veldwerk\n"
        "herkenning:\n"
        '  kolommen: ["Gebied", "Aantal inwoners", "Voelt zich onveilig (%)", "Aantal respondenten", "Marge"]\n'
        "gebied:\n"
        '  kolom: "Gebied"  # controleren\n'
        "  inhoud: naam\n"
        "  # soort: buurt  # controleren: nodig als een naam zowel een wijk als een buurt is\n"
        'personen: "Aantal inwoners"  # controleren: hoeveel mensen een rij vertegenwoordigt; zonder dat zijn gebieden '
        "niet op te tellen\n"
        "uitkomsten:\n"
        "  - variabele: voelt_zich_onveilig  # controleren\n"
        '    kolom: "Voelt zich onveilig (%)"\n'
        '    aantal: "Aantal respondenten"  # controleren: het aantal antwoorden\n'
        '    marge: "Marge"  # controleren: de halve breedte van het 95 %-interval\n'
    )
    survey = _loaded(path, yaml.safe_load(text) | {"gemeente": "GM0001"})
    assert survey.totals is not None
    assert list(survey.totals["area_code"]) == ["BU00010000", "BU00010001", "WK000100"]
    np.testing.assert_allclose(survey.totals["value"], [0.2, 0.4, 0.267])
    assert survey.totals["error"][0] == pytest.approx(0.04, rel=1e-4)
    assert list(survey.totals["n"]) == [100, 50, 150]
    assert list(survey.totals["people"]) == [1000, 500, 1500]


def test_a_workbook_with_codes_and_two_questions_needs_nothing_filled_in(tmp_path: Path) -> None:
    header = ["buurtcode", "rapportcijfer", "n rapportcijfer", "marge rapportcijfer"]
    header += ["rapportcijfer voldoende", "n rapportcijfer voldoende", "wijknaam"]
    rows = [["BU00010000", 7.1, 100, 0.3, 81.5, 99, "Centrum"], ["BU00010001", 6.4, 80, 0.4, 66, 80, "Centrum"]]
    path = workbook(tmp_path / "uitkomsten 2021.xlsx", header, rows, "per buurt")
    found = yaml.safe_load(draft_outcomes(read_table(path)))
    assert (found["gemeente"], found["jaar"], found["werkblad"]) == ("GM0001", 2021, "per buurt")
    assert found["overgeslagen"] == ["wijknaam"]
    survey = _loaded(path, found)
    assert survey.variables == ("rapportcijfer_buurt", "rapportcijfer_buurt_voldoende")
    assert survey.totals is not None
    np.testing.assert_allclose(survey.totals["value"], [7.1, 6.4, 0.815, 0.66])
    np.testing.assert_allclose(survey.totals["n"], [100, 80, 99, 80])


def test_a_year_in_a_column_one_number_of_answers_for_all_and_a_mark_between_thousands(tmp_path: Path) -> None:
    content = (
        "buurt;jaar;personen;respons;overlast;hulp\nMarkt;2023;1.200;1.050;12,5;0\nHaven;2023;900;200;8;60\n"
        "Chassé;2023;950;20;x;x\n"
    )
    path = write(tmp_path, content, "enquete.csv")
    text = draft_outcomes(read_table(path))
    assert '# duizendtal: "."  # controleren: er staan getallen met een punt voor drie cijfers' in text
    draft = yaml.safe_load(text) | {"gemeente": "GM0001"}
    assert draft["jaar"] == 2023
    assert [(u["variabele"], u["aantal"]) for u in draft["uitkomsten"]] == [
        ("ervaren_overlast", "respons"),
        ("weet_hulp_te_vinden", "respons"),
    ]
    assert refusal(lambda: _loaded(path, draft)).startswith(
        "enquete.csv, rij 2, kolom 'personen', waarde '1.200': de punt kan een scheiding van duizendtallen zijn"
    )
    totals = _loaded(path, draft | {"duizendtal": "."}).totals
    assert totals is not None
    first = totals[totals["area_code"] == "BU00010000"].iloc[0]
    assert (first["people"], first["n"]) == (1200, 1050)


def test_what_cannot_be_seen_is_left_for_a_person(tmp_path: Path) -> None:
    content = "buurt;rapportcijfer;zwerfvuil;overlast;n\nMarkt;7,1;40;0,12;100\nHaven;6,8;35;0,3;90\n"
    text = draft_outcomes(table(tmp_path, content))
    for line in (
        "    marge: ONBEKEND  # controleren: een gemiddelde heeft een kolom met de marge nodig\n",
        "  - variabele: ONBEKEND  # controleren: kies, of haal deze uitkomst weg\n",
        '    kolom: "overlast"  # controleren: dit lijken delen van 1; lever percentages van 0 tot 100\n',
        "# ontwerpeffect: 1.0  # controleren: voor aandelen zonder marge;",
        "# personen: inwoners  # controleren: hoeveel mensen een rij vertegenwoordigt;",
    ):
        assert line in text


def test_personal_data_gets_no_codebook(tmp_path: Path) -> None:
    content = "buurt;overlast;n;marge;contact\nMarkt;12;100;8;06-12345678\nHaven;14;90;9;\n"
    assert "persoonsgegevens" in refusal(lambda: draft_outcomes(table(tmp_path, content)))


@pytest.mark.parametrize(
    ("content", "outcomes"),
    [
        (CONTENT, True),
        ("buurt;veilig;veilig aantal;veilig marge\nMarkt;20;100;8\nHaven;30;90;9\n", True),
        ("buurt;n;overlast\nMarkt;100;8\nHaven;90;9\n", True),
        # A register: counts and percentages, but no answers and no margin.
        ("buurt;aantal;percentage overlast\nMarkt;7;88\nHaven;9;80\n", False),
        ("buurt;inwoners;respons\nMarkt;700;88\nHaven;900;80\n", False),
        # The same areas in two years, or one row a question: a codebook of totals cannot say so.
        ("buurt;jaar;n;overlast\nMarkt;2021;100;8\nMarkt;2023;90;9\n", False),
        # Persons.
        ("respnr;buurt;n;overlast\n1;Markt;1;8\n2;Haven;1;9\n", False),
        ("buurt;weegfactor;overlast\nMarkt;1,2;1\nHaven;0,8;2\n", False),
    ],
)
def test_only_a_file_of_outcomes_gets_this_draft(tmp_path: Path, content: str, outcomes: bool) -> None:
    found = table(tmp_path, content)
    assert is_about_outcomes(found) == outcomes
    assert not (outcomes and is_about_respondents(found))
