"""Respondents to numbers: bases, weights, strata and areas; and everything that keeps a file out, with its message."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from loaders._codeboek import Codeboek
from loaders._descriptor_file import validate_descriptor
from loaders._table import read_table
from model.loading import Survey
from tests.loaders.registers import told
from tests.loaders.surveys import HEADER, ROWS, codebook, raw, read, read_file, write_sav
from tests.loaders.table_files import refusal, write


def _survey(folder: Path, rows: str = ROWS, **changes: object) -> Survey:
    survey = read(folder, rows, **changes).survey
    assert survey is not None
    return survey


def test_answers_become_numbers_and_no_answer_is_outside_the_base(tmp_path: Path) -> None:
    survey = _survey(tmp_path)
    assert survey.answers is not None
    assert survey.variables == ("rapportcijfer_buurt", "rapportcijfer_buurt_voldoende", "voelt_zich_onveilig")
    assert survey.grades == {"rapportcijfer_buurt"}
    assert list(survey.answers["area_code"]) == ["BU00010000"] * 3 + ["BU00010001"] * 2
    assert list(survey.answers["weight"]) == [1.5, 2.0, 1.0, 1.0, 3.0]
    nan = np.nan
    np.testing.assert_array_equal(survey.answers["rapportcijfer_buurt"], [7, 8, nan, 5, 6])
    np.testing.assert_array_equal(survey.answers["rapportcijfer_buurt_voldoende"], [1, 1, nan, 0, 1])
    np.testing.assert_array_equal(survey.answers["voelt_zich_onveilig"], [1, 0, nan, 0, nan])
    assert "nummer" not in survey.answers.columns


def test_what_was_read_is_told_with_the_answers_left_out(tmp_path: Path) -> None:
    reading = read(tmp_path, uitgenodigd=20)
    assert told(reading, "gelezen")[0] == (
        "enquete.csv: Bewonersenquête, 2024: 5 respondenten van 20 uitgenodigden (respons 25,0 %), 2 vragen. Uitgever: "
        "Gemeente Waterstad. Licentie: CC0. Bewaren tot en met 31-12-2099."
    )
    assert told(reading, "vraag") == [
        "enquete.csv: kolom 'cijfer' (rapportcijfer_buurt): 4 antwoorden, 1 × weet niet of geen antwoord, 0 × leeg.",
        "enquete.csv: kolom 'veilig' (voelt_zich_onveilig): 3 antwoorden, 1 × weet niet of geen antwoord, 1 × leeg.",
    ]


def test_without_weights_the_population_of_the_strata_gives_them(tmp_path: Path) -> None:
    """Two of 100 people answered in a, three of 30 in b."""
    header = HEADER.replace("weeg", "iets")
    reading = read(
        tmp_path,
        header=header,
        gewicht=None,
        bevolking={"a": 100, "b": 30},
        overgeslagen=["iets"],
        herkenning={"kolommen": ["buurt", "cijfer"]},
    )
    assert reading.survey is not None
    assert reading.survey.answers is not None
    assert list(reading.survey.answers["weight"]) == [50.0, 50.0, 10.0, 10.0, 10.0]


def test_an_spss_file_reads_the_same_and_codes_declared_missing_stay_codes(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "nummer": [1.0, 2, 3, 4, 5],
            "buurt": ["Markt"] * 3 + ["Chassé"] * 2,
            "groep": ["a", "a", "b", "b", "b"],
            "weeg": [1.5, 2, 1, 1, 3],
            "cijfer": [7.0, 8, 99, 5, 6],
            "veilig": [1.0, 2, 9, 2, np.nan],
        }
    )
    path = write_sav(tmp_path / "enquete.sav", frame, missing_ranges={"cijfer": [99], "veilig": [9]})
    spss, csv = read_file(path).survey, read(tmp_path).survey
    assert spss is not None
    assert csv is not None
    pd.testing.assert_frame_equal(spss.answers, csv.answers)


def test_a_respondent_without_known_buurt_counts_in_the_sample_only(tmp_path: Path) -> None:
    reading = read(tmp_path, ROWS + "6;Dorpsweg;a;1;7;1\n7;;a;1;7;1\n")
    assert reading.survey is not None
    assert reading.survey.answers is not None
    assert list(reading.survey.answers["area_code"])[-2:] == ["", ""]
    assert told(reading, "apart_gezet") == [
        "enquete.csv: 2 respondenten hebben geen bekende buurt (rij 7, 8) en tellen alleen mee in de steekproef als "
        "geheel."
    ]


def test_a_stratum_of_one_respondent_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, ROWS + "6;Markt;c;1;7;1\n")
    assert told(reading, "opvallend") == [
        "enquete.csv: stratum 'c' heeft maar één respondent; de spreiding daar is niet te meten en wordt geschat. Voeg "
        "strata samen."
    ]


def test_a_question_that_nobody_answered_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, "1;Markt;a;1;7;9\n2;Markt;a;1;7;\n")
    assert told(reading, "opvallend") == ["enquete.csv: kolom 'veilig': niemand gaf een antwoord."]


_WEIGHT = "Herstel de weegfactor. Wie niet meetelt, hoort niet in het bestand."


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("6;Markt;a;0;7;1", f"rij 7, kolom 'weeg', waarde '0': een weegfactor is groter dan nul. {_WEIGHT}"),
        ("6;Markt;a;-1,5;7;1", f"rij 7, kolom 'weeg', waarde '-1,5': een weegfactor is groter dan nul. {_WEIGHT}"),
        ("6;Markt;a;;7;1", f"rij 7, kolom 'weeg': de weegfactor ontbreekt. {_WEIGHT}"),
        (
            "6;Markt;a;1;7;3",
            "rij 7, kolom 'veilig', waarde '3': deze antwoordcode staat niet in het codeboek. Herstel de waarde, of "
            "zet "
            "de code in het codeboek bij 'antwoorden'.",
        ),
        (
            "6;Markt;a;1;11;1",
            "rij 7, kolom 'cijfer', waarde '11': een rapportcijfer is ten minste 1 en ten hoogste 10. Herstel de "
            "waarde, "
            "of zet de code in het codeboek bij 'geen_antwoord'.",
        ),
        (
            "6;Markt;a;1;ik vind het hier geweldig;1",
            "rij 7, kolom 'cijfer': een rapportcijfer is ten minste 1 en ten hoogste 10. Herstel de waarde, of zet "
            "de code "
            "in het codeboek bij 'geen_antwoord'.",
        ),
        ("6;Markt;;1;7;1", "rij 7, kolom 'groep': het stratum ontbreekt. Vul het stratum van elke respondent in."),
        (
            "5;Markt;a;1;7;1",
            "rij 7, kolom 'nummer': dit respondentnummer staat ook op rij 6. Verwijder de dubbele respondent.",
        ),
    ],
)
def test_a_row_that_cannot_be_right(tmp_path: Path, row: str, message: str) -> None:
    assert refusal(lambda: read(tmp_path, ROWS + row + "\n")) == f"enquete.csv, {message}"


def test_a_stratum_with_more_respondents_than_people(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, bevolking={"a": 100, "b": 2}))
    assert message == (
        "enquete.csv, kolom 'groep': stratum 'b' heeft 3 respondenten en volgens het codeboek 2 inwoners. Herstel "
        "'bevolking' in het codeboek of de strata in het bestand."
    )


def test_a_stratum_that_the_codebook_does_not_have(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, bevolking={"a": 100}))
    assert message == (
        "enquete.csv, rij 4, kolom 'groep', waarde 'b': dit stratum staat niet bij 'bevolking' in het codeboek. Zet "
        "het "
        "aantal inwoners van het stratum erbij."
    )


def test_a_stratum_that_is_a_number_of_its_own_for_everyone_is_none(tmp_path: Path) -> None:
    rows = "".join(f"{n};Markt;{n};1;7;1\n" for n in range(20))
    assert refusal(lambda: read(tmp_path, rows)) == (
        "enquete.csv, kolom 'groep': bijna elke respondent heeft hier een eigen waarde; dit is geen stratum. Noem in "
        "het "
        "codeboek bij 'stratum' de kolom met de groepen waaruit is getrokken."
    )


def test_a_known_total_without_respondents(tmp_path: Path) -> None:
    weging = [{"kolom": "groep", "totalen": {"a": 100, "b": 50, "c": 7}}]
    assert refusal(lambda: read(tmp_path, weging=weging)) == (
        "enquete.csv, kolom 'groep': categorie 'c' heeft volgens het codeboek 7 inwoners, maar er zijn geen "
        "respondenten. "
        "Voeg haar in het codeboek en het bestand samen met een andere categorie."
    )


def test_no_buurt_is_known(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, "1;Elders;a;1;7;1\n"))
    assert message == (
        "enquete.csv, kolom 'buurt': geen enkel gebied in dit bestand is bekend bij de gemeente van de beschrijving. "
        "Controleer "
        "'gemeente' en 'gebied' in de beschrijving."
    )


def test_codes_of_a_wijk_are_not_those_of_a_buurt(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, "1;WK000100;a;1;7;1\n", gebied={"kolom": "buurt", "inhoud": "code"}))
    assert message == (
        "enquete.csv, rij 2, kolom 'buurt': een respondent hoort bij een buurt, en dit is een wijk of gemeente. "
        "Lever de "
        "buurt, of maak een bestand met uitkomsten per wijk ('enquete: totalen')."
    )


def test_an_address_where_a_code_is_due_is_not_repeated(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, "1;Kerkstraat 12;a;1;7;1\n", gebied={"kolom": "buurt", "inhoud": "code"}))
    assert message == (
        "enquete.csv, rij 2, kolom 'buurt': dit is geen code van een buurt; de waarde wordt hier niet herhaald. Vul de "
        "code van de buurt in, of zet bij 'gebied' in het codeboek 'inhoud: naam'."
    )


_OUT = (
    "; de waarden worden hier niet herhaald. Haal de kolom uit het bestand voordat het wordt aangeboden, en "
    "verwijder dit "
    "bestand van plekken waar het niet hoort."
)
_PERSONAL = "deze kolom lijkt persoonsgegevens te bevatten"


@pytest.mark.parametrize(
    ("column", "cells", "problem"),
    [
        ("Geboortedatum respondent", ("1", "2"), _PERSONAL),
        ("telefoon thuis", ("", ""), _PERSONAL),
        ("postcode", ("4811", "4812"), _PERSONAL),
        ("pc", ("4811 AB", "4812CD"), "deze kolom lijkt postcodes te bevatten"),
        ("dag", ("12-03-1961", "1-4-1980"), "deze kolom lijkt datums te bevatten"),
        ("bereikbaar", ("076-1234567", "0765234567"), "deze kolom lijkt telefoonnummers te bevatten"),
        ("kenmerk", ("192.168.0.1", "10.0.0.12"), "deze kolom lijkt IP-adressen te bevatten"),
        ("anders, namelijk", ("", ""), "deze kolom lijkt open antwoorden te bevatten"),
        ("reden", ("", "mijn buurman Henk maakt lawaai"), "deze kolom lijkt open antwoorden te bevatten"),
    ],
)
def test_what_tells_who_someone_is(tmp_path: Path, column: str, cells: tuple[str, str], problem: str) -> None:
    rows = "".join(f"{n};Markt;a;1;7;1;{cell}\n" for n, cell in enumerate(cells))
    message = refusal(lambda: read(tmp_path, rows, f"{HEADER};{column}", overgeslagen=[column]))
    assert message == f"enquete.csv, kolom '{column}': {problem}{_OUT}"


def test_the_label_in_spss_may_tell_that_a_column_is_personal(tmp_path: Path) -> None:
    frame = pd.DataFrame({"nummer": [1.0], "buurt": ["Markt"], "groep": ["a"], "weeg": [1.0], "cijfer": [7.0]})
    frame = frame.assign(veilig=1.0, v20="x")
    labels = [*frame.columns[:-1], "Wat is uw e-mailadres?"]
    path = write_sav(tmp_path / "enquete.sav", frame, column_labels=labels)
    message = refusal(lambda: read_file(path, overgeslagen=["v20"]))
    assert message == f"enquete.sav, kolom 'v20': {_PERSONAL}{_OUT}"


def test_a_column_that_the_codebook_does_not_know(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, "1;Markt;a;1;7;1;3\n", f"{HEADER};inkomen"))
    assert message == (
        "enquete.csv, kolom 'inkomen': deze kolom staat niet in het codeboek, en van een enquête wordt niet meer "
        "bewaard "
        "dan nodig is. Haal haar uit het bestand, of noem haar bij 'overgeslagen' als er niets persoonlijks in staat."
    )


def test_the_codebook_names_a_column_that_is_not_there(tmp_path: Path) -> None:
    message = refusal(lambda: read(tmp_path, respondentnummer="numer"))
    assert message == (
        "enquete.csv, kolom 'numer': deze kolom ontbreekt. Lijkt erop: 'nummer'. Controleer de kolomkoppen van het "
        "bestand."
    )


def test_a_damaged_spss_file_is_told_and_nothing_of_it_is_read(tmp_path: Path) -> None:
    whole = write_sav(tmp_path / "enquete.sav", pd.DataFrame({"buurt": ["Markt"] * 50, "weeg": [1.0] * 50}))
    path = write(tmp_path, whole.read_bytes()[:300], "half.sav")
    assert refusal(lambda: read_table(path)) == (
        "half.sav: het SPSS-bestand is beschadigd of niet volledig. Open het bestand in SPSS en sla het opnieuw op, of "
        "exporteer het als CSV."
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"enquete": "respodenten"}, "'respodenten' kan niet bij 'enquete'. Kies uit 'respondenten'."),
        ({"bewaren_tot": None}, "het veld 'bewaren_tot' ontbreekt. Vul het in."),
        (
            {"stratum": None, "bevolking": {"a": 3}},
            "'bevolking' is per stratum: noem bij 'stratum' de kolom. Pas de beschrijving aan.",
        ),
    ],
)
def test_mistakes_in_a_codebook(changes: dict[str, object], message: str) -> None:
    assert refusal(lambda: validate_descriptor(raw(**changes), Codeboek)) == f"enquete.yaml: {message}"


def test_mistakes_in_a_question_of_a_codebook() -> None:
    def mistake(number: int, **changes: object) -> str:
        questions = codebook()["vragen"]
        questions[number] = {**questions[number], **changes}
        return refusal(lambda: validate_descriptor(raw(vragen=questions), Codeboek))

    assert mistake(1, variabele="voelt_zich_onveillig") == (
        "enquete.yaml: 'voelt_zich_onveillig' is geen variabele van een enquête; bedoeld is misschien "
        "'voelt_zich_onveilig'. Pas "
        "'vragen.1' aan."
    )
    assert mistake(1, telt=[3]) == "enquete.yaml: code '3' staat niet bij 'antwoorden'. Pas 'vragen.1' aan."
    assert mistake(1, telt=[9]) == (
        "enquete.yaml: code '9' staat bij 'telt' en bij 'geen_antwoord'. Pas 'vragen.1' aan."
    )
    assert mistake(0, schaal=None) == (
        "enquete.yaml: 'rapportcijfer_buurt' is een rapportcijfer: geef 'schaal'. Pas 'vragen.0' aan."
    )
