"""Outcomes per area: value, answers and margin to a share with its standard error."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from loaders.enquete_totalen import LOADER
from model.loading import Context, RawFile, Reading, Survey
from tests.loaders.registers import areas, told
from tests.loaders.table_files import refusal, write

CONTENT = "gebied;mensen;veilig;n;marge\nMarkt;1000;20,0;100;7,84\nChassé;500;40,0;50;13,6\nCentrum;1500;26,7;150;6,9\n"


def _read(folder: Path, content: str = CONTENT, **changes: Any) -> Reading:
    plain: dict[str, Any] = {
        "enquete": "totalen",
        "id": "waterstad-uitkomsten",
        "naam": "Uitkomsten",
        "uitgever": "Gemeente Waterstad",
        "licentie": "CC0",
        "gemeente": "GM0001",
        "jaar": 2022,
        "herkenning": {"kolommen": ["gebied", "veilig", "n"]},
        "gebied": {"kolom": "gebied"},
        "personen": "mensen",
        "uitkomsten": [{"variabele": "voelt_zich_onveilig", "kolom": "veilig", "aantal": "n", "marge": "marge"}],
        "_bestand": "uitkomsten.yaml",
    }
    raw = {key: value for key, value in {**plain, **changes}.items() if value is not None}
    file = RawFile(write(folder, content, "uitkomsten.csv"), descriptors=(raw,))
    recognition = LOADER.recognise(file)
    assert recognition is not None
    assert recognition.keep_until is None
    return LOADER.read(file, recognition.edition or "", Context(areas()))


def _survey(reading: Reading) -> Survey:
    assert reading.survey is not None
    return reading.survey


def test_the_margin_becomes_a_standard_error(tmp_path: Path) -> None:
    """7,84 points is 1.96 times 4 points: the standard error of 20 % of 100 at random."""
    totals = _survey(_read(tmp_path)).totals
    assert totals is not None
    assert list(totals["area_code"]) == ["BU00010000", "BU00010001", "WK000100"]
    np.testing.assert_allclose(totals["value"], [0.2, 0.4, 0.267])
    np.testing.assert_allclose(totals["error"][0], 0.04, rtol=1e-4)
    assert list(totals["people"]) == [1000, 500, 1500]


def test_without_a_margin_that_of_a_random_sample_with_its_design_effect(tmp_path: Path) -> None:
    outcome = {"variabele": "voelt_zich_onveilig", "kolom": "veilig", "aantal": "n"}
    totals = _survey(_read(tmp_path, uitkomsten=[outcome], ontwerpeffect=2.25)).totals
    assert totals is not None
    assert totals["error"][0] == pytest.approx(1.5 * 0.04)


def test_without_people_areas_do_not_add_up_and_that_is_told(tmp_path: Path) -> None:
    assert told(_read(tmp_path, personen=None), "opvallend") == [
        "uitkomsten.csv: er staat niet bij hoeveel mensen een rij vertegenwoordigt; gebieden zijn niet op te tellen."
    ]


def test_an_area_that_is_there_twice(tmp_path: Path) -> None:
    assert refusal(lambda: _read(tmp_path, CONTENT + "markt;1;1;1;1\n")) == (
        "uitkomsten.csv, rij 5, kolom 'gebied', waarde 'markt': dit gebied staat er twee keer. Houd één rij per gebied "
        "over."
    )


def test_a_percentage_over_a_hundred(tmp_path: Path) -> None:
    assert refusal(lambda: _read(tmp_path, CONTENT.replace("40,0", "140,0"))) == (
        "uitkomsten.csv, rij 3, kolom 'veilig', waarde '140,0': een percentage is ten minste 0 en ten hoogste 100. "
        "Herstel "
        "de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving."
    )
