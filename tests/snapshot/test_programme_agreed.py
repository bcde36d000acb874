"""What a coördinator who mistypes a streefwaarde, a norm or a pair gets: the line, what is wrong and what to write."""

from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import programmes
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]
UNITS = {"koopwoningen": "%", "misdrijven_per_1000": "per 1.000 inwoners", "inwoners": "aantal", "eenzaam": "%"}
TARGET = """\
streefwaarden:
  - indicator: koopwoningen
    gebied: kloof
    jaar: 2030
    waarde: 5.5
    eenheid: "%"
    bron: Raad
"""
NORM = """\
referentienormen:
  - indicator: misdrijven_per_1000
    waarde:
    eenheid: per 1.000 inwoners
    bron: Nota
"""
PAIR = """\
paren:
  - id: onveilig
    naam: Onveilig voelen en misdrijven
    beleving: eenzaam
    registratie: misdrijven_per_1000
"""


def _load(text: str, areas: set[str] | None = None) -> str:
    try:
        programmes.load_programme("proef", INDICATORS, areas, UNITS)
    except WijkpeilError as error:
        return str(error)
    return ""


def test_all_three_are_read(overlay: Path) -> None:
    write(overlay, GOOD + TARGET + NORM + PAIR)
    programme = programmes.load_programme("proef", INDICATORS, None, UNITS)
    assert programme.streefwaarden[0].waarde == 5.5
    assert programme.referentienormen[0].waarde is None
    assert programme.paren[0].beleving == "eenzaam"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'eenheid: "%"',
            "eenheid: per 1.000 inwoners",
            "proef/programme.yaml, regel 28: de streefwaarde staat in 'per 1.000 inwoners', de indicator "
            "'koopwoningen' in '%'. Geef de waarde in '%'.",
        ),
        (
            "indicator: koopwoningen",
            "indicator: koopwonigen",
            "proef/programme.yaml, regel 24: indicator 'koopwonigen' bestaat niet. Bedoelt u 'koopwoningen'?",
        ),
        (
            "waarde: 5.5",
            "waarde: -5.5",
            "proef/programme.yaml, regel 27: -5,5 kan geen percentage zijn. Geef een getal van 0 tot en met 100.",
        ),
        (
            "waarde: 5.5",
            "waarde: .inf",
            "proef/programme.yaml, regel 27: bij 'waarde' hoort een getal, met een punt voor de decimalen. "
            "Pas de waarde aan.",
        ),
        (
            "waarde: 5.5",
            "waarde: vijf",
            "proef/programme.yaml, regel 27: bij 'waarde' hoort een getal, met een punt voor de decimalen. "
            "Pas de waarde aan.",
        ),
        (
            "jaar: 2030",
            "jaar: 2022",
            "proef/programme.yaml, regel 26: het jaar 2022 van de streefwaarde ligt niet na de nulmeting van 2022. "
            "Pas het jaar aan.",
        ),
        (
            "gebied: kloof",
            "gebied: noort",
            "proef/programme.yaml, regel 25: gebied 'noort' bestaat niet. Bedoelt u 'noord'?",
        ),
        (
            "gebied: kloof",
            "gebied: xyz",
            "proef/programme.yaml, regel 25: gebied 'xyz' bestaat niet. "
            "Kies 'kloof', 'focuswijken', 'rest', het id van een focuswijk of een gebiedscode.",
        ),
        (
            "    bron: Raad\n",
            "",
            "proef/programme.yaml, regel 24: het veld 'bron' ontbreekt. Vul het in.",
        ),
        (
            "    waarde:\n    eenheid: per 1.000 inwoners",
            "    waarde: 40\n    eenheid: km",
            "proef/programme.yaml, regel 33: de referentienorm staat in 'km', de indicator 'misdrijven_per_1000' in "
            "'per 1.000 inwoners'. Geef de waarde in 'per 1.000 inwoners'.",
        ),
        (
            "beleving: eenzaam",
            "beleving: eensaam",
            "proef/programme.yaml, regel 38: indicator 'eensaam' bestaat niet. Bedoelt u 'eenzaam'?",
        ),
        (
            "registratie: misdrijven_per_1000",
            "registratie: eenzaam",
            "proef/programme.yaml, regel 39: beleving en registratie zijn allebei 'eenzaam'. "
            "Kies voor elk een eigen indicator.",
        ),
        (
            "id: onveilig",
            "id: On veilig",
            "proef/programme.yaml, regel 36: 'On veilig' kan niet bij 'id'. "
            "Gebruik kleine letters, cijfers en streepjes.",
        ),
        (
            "registratie:",
            "registraties:",
            "proef/programme.yaml, regel 36: het veld 'registratie' ontbreekt. Vul het in.\n"
            "proef/programme.yaml, regel 39: onbekend veld 'registraties'. Bedoelt u 'registratie'?",
        ),
    ],
)
def test_a_mistake_has_its_line_and_a_remedy(overlay: Path, old: str, new: str, message: str) -> None:
    text = GOOD + TARGET + NORM + PAIR
    assert old in text
    write(overlay, text.replace(old, new, 1) if old != "indicator: koopwoningen" else text.replace(old, new))
    assert _load(text) == message


def test_the_same_streefwaarde_twice_is_refused(overlay: Path) -> None:
    write(overlay, GOOD + TARGET + TARGET.split("\n", 1)[1])
    assert _load("") == (
        "proef/programme.yaml, regel 30: voor 'koopwoningen', kloof en 2030 is er al een streefwaarde. "
        "Laat één van beide staan."
    )


def test_a_negative_gap_in_another_unit_is_no_size(overlay: Path) -> None:
    text = TARGET.replace("koopwoningen", "misdrijven_per_1000").replace('"%"', "per 1.000 inwoners")
    write(overlay, GOOD + text.replace("5.5", "-2"))
    assert _load("") == (
        "proef/programme.yaml, regel 27: een kloof is een grootte; -2 kan dat niet zijn. Geef 0 of meer."
    )


def test_an_area_that_no_source_knows_is_refused_once_areas_are_known(overlay: Path) -> None:
    write(overlay, GOOD + TARGET.replace("gebied: kloof", "gebied: BU07580107"))
    assert _load("") == ""
    assert _load("", {"BU07580106", "GM0758"}) == (
        "proef/programme.yaml, regel 25: gebied 'BU07580107' bestaat niet. Bedoelt u 'BU07580106'?"
    )


def test_an_unknown_doel_in_a_table_is_refused(overlay: Path) -> None:
    write(overlay, GOOD)
    write(overlay, "naam;doel\nIets;fijn-wone\n", "interventies.csv")
    assert _load("") == (
        "proef/interventies.csv, regel 2, kolom 'doel': doel 'fijn-wone' bestaat niet. Bedoelt u 'fijn-wonen'?"
    )
