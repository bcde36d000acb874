"""What a coördinator who mistypes a streefwaarde, a norm or a pair gets: the line, what is wrong and what to write."""

from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import programmes
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]
UNITS = {"koopwoningen": "%", "misdrijven_per_1000": "per 1.000 inwoners", "inwoners": "aantal", "eenzaam": "%"}
TARGETS = "indicator;gebied;jaar;waarde;eenheid;besluit\nkoopwoningen;kloof;2030;5,5;%;Raad\n"
NORMS = "indicator;waarde;eenheid;besluit\nmisdrijven_per_1000;;per 1.000 inwoners;Nota\n"
PAIR = """\
paren:
  - id: onveilig
    naam: Onveilig voelen en misdrijven
    beleving: eenzaam
    registratie: misdrijven_per_1000
"""


def _load(areas: set[str] | None = None) -> str:
    try:
        programmes.load_programme("proef", INDICATORS, areas, UNITS)
    except WijkpeilError as error:
        return str(error)
    return ""


def _write(overlay: Path, targets: str = TARGETS, norms: str = NORMS, yaml: str = GOOD + PAIR) -> None:
    write(overlay, yaml)
    write(overlay, targets, "streefwaarden.csv")
    write(overlay, norms, "referentienormen.csv")


def test_all_three_are_read(overlay: Path) -> None:
    _write(overlay)
    programme = programmes.load_programme("proef", INDICATORS, None, UNITS)
    assert programme.streefwaarden[0].waarde == 5.5
    assert programme.referentienormen[0].waarde is None
    assert programme.paren[0].beleving == "eenzaam"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            ";%;",
            ";per 1.000 inwoners;",
            "kolom 'eenheid': de streefwaarde staat in 'per 1.000 inwoners', de indicator 'koopwoningen' in '%'. "
            "Geef de waarde in '%'.",
        ),
        (
            "koopwoningen",
            "koopwonigen",
            "kolom 'indicator', waarde 'koopwonigen': 'koopwonigen' bestaat niet. Bedoelt u 'koopwoningen'?",
        ),
        ("5,5", "-5,5", "kolom 'waarde': -5,5 kan geen percentage zijn. Geef een getal van 0 tot en met 100."),
        (
            "2030",
            "2022",
            "kolom 'jaar': het jaar 2022 van de streefwaarde ligt niet na de nulmeting van 2022. Pas het jaar aan.",
        ),
        ("kloof", "noort", "kolom 'gebied': gebied 'noort' bestaat niet. Bedoelt u 'noord'?"),
        (
            "kloof",
            "xyz",
            "kolom 'gebied': gebied 'xyz' bestaat niet. "
            "Kies 'kloof', 'focuswijken', 'rest', het id van een focuswijk of een gebiedscode.",
        ),
        (";Raad", ";", "kolom 'besluit': er is een waarde, maar dit ontbreekt. Vul het in."),
        (
            "Raad\n",
            "Raad\nkoopwoningen;kloof;2030;6;%;Raad\n",
            "kolom 'indicator', waarde 'koopwoningen, kloof, 2030': dit staat al op rij 2. "
            "Elke regel heeft een eigen sleutel.",
        ),
    ],
)
def test_a_mistake_in_a_streefwaarde_has_its_row_and_a_remedy(overlay: Path, old: str, new: str, message: str) -> None:
    assert old in TARGETS
    _write(overlay, TARGETS.replace(old, new))
    row = 3 if "dit staat al" in message else 2
    assert _load() == f"proef/streefwaarden.csv, rij {row}, {message}"


def test_only_what_is_set_counts_and_rows_keep_their_number(overlay: Path) -> None:
    _write(overlay, TARGETS.replace("\nkoop", "\neenzaam;kloof;;;%;\nkoop"))
    programme = programmes.load_programme("proef", INDICATORS, None, UNITS)
    assert [target.indicator for target in programme.streefwaarden] == ["koopwoningen"]
    _write(overlay, TARGETS.replace("\nkoop", "\neenzaam;kloof;;;%;\nkoop").replace("5,5", "500"))
    assert _load().startswith("proef/streefwaarden.csv, rij 3, kolom 'waarde': 500 kan geen percentage zijn.")


def test_a_norm_in_another_unit_is_told(overlay: Path) -> None:
    _write(overlay, norms=NORMS.replace(";;per 1.000 inwoners", ";40;km"))
    assert _load() == (
        "proef/referentienormen.csv, rij 2, kolom 'eenheid': de referentienorm staat in 'km', de indicator "
        "'misdrijven_per_1000' in 'per 1.000 inwoners'. Geef de waarde in 'per 1.000 inwoners'."
    )


def test_streefwaarden_in_the_yaml_are_sent_to_their_table(overlay: Path) -> None:
    write(overlay, GOOD + "streefwaarden: []\n")
    assert _load() == (
        "proef/programme.yaml, regel 23: 'streefwaarden' staan in een eigen tabel. Zet ze in streefwaarden.csv."
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "beleving: eenzaam",
            "beleving: eensaam",
            "regel 26: indicator 'eensaam' bestaat niet. Bedoelt u 'eenzaam'?",
        ),
        (
            "registratie: misdrijven_per_1000",
            "registratie: eenzaam",
            "regel 27: beleving en registratie zijn allebei 'eenzaam'. Kies voor elk een eigen indicator.",
        ),
        (
            "id: onveilig",
            "id: On veilig",
            "regel 24: 'On veilig' kan niet bij 'id'. Gebruik kleine letters, cijfers en streepjes.",
        ),
        (
            "registratie:",
            "registraties:",
            "regel 24: het veld 'registratie' ontbreekt. Vul het in.\n"
            "proef/programme.yaml, regel 27: onbekend veld 'registraties'. Bedoelt u 'registratie'?",
        ),
    ],
)
def test_a_mistake_in_a_pair_has_its_line_and_a_remedy(overlay: Path, old: str, new: str, message: str) -> None:
    assert old in PAIR
    _write(overlay, yaml=GOOD + PAIR.replace(old, new))
    assert _load() == f"proef/programme.yaml, {message}"
