"""Descriptors are written by hand: every mistake is told with file and line."""

import pytest

from loaders._descriptor_file import read_descriptor
from loaders.lokaal_register import LOADER
from model.loading import RawFile
from tests.loaders.registers import descriptor, wide
from tests.loaders.table_files import refusal, write

GOOD = """id: waterstad-inwoners
naam: Inwoners
uitgever: Gemeente Waterstad
licentie: CC0
gemeente: GM0001
herkenning:
  kolommen: [buurt, 2021]
gebied:
  kolom: buurt
  soort: buurt
periode:
  kolomkoppen: true
variabelen:
  - kolom: "{jaar}"
    variabele: inwoners_gemeente
    eenheid: aantal
"""


def test_good_descriptor_is_read_with_its_lines(tmp_path):
    raw = read_descriptor(write(tmp_path, GOOD, "inwoners.yaml"))
    assert raw["_bestand"] == "inwoners.yaml"
    assert raw["_regels"]["gebied.soort"] == 10
    assert raw["_regels"]["variabelen.0.variabele"] == 15
    found = LOADER.recognise(RawFile(write(tmp_path, "buurt,2021\nMarkt,5\n"), descriptors=(raw,)))
    assert found.edition == "waterstad-inwoners-2021"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  soort: buurt", "  sort: buurt", "rij 10: onbekend veld 'gebied.sort'. Bedoelt u 'soort'?"),
        ("    eenheid:", "    maat:", "rij 14: het veld 'variabelen.0.eenheid' ontbreekt. Vul het in."),
        ("naam: Inwoners\n", "", "het veld 'naam' ontbreekt. Vul het in."),
        (
            "  soort: buurt",
            "  soort: straat",
            "rij 10: 'straat' kan niet bij 'gebied.soort'. Kies uit 'land', 'gemeente', 'wijk' of 'buurt'.",
        ),
        (
            "gemeente: GM0001",
            "gemeente: 1",
            "rij 5: de waarde van 'gemeente' heeft niet de goede vorm. "
            "Vergelijk met de beschrijvingen van andere bronnen.",
        ),
        (
            "gemeente: GM0001",
            "gemeente: Breda",
            r"rij 5: 'Breda' heeft niet de vorm die bij 'gemeente' hoort. Het patroon is ^GM\d{4}$.",
        ),
        (
            "  soort: buurt",
            "  soort: buurt\n  volgorde: wijk eerst",
            "rij 8: gebruik één van 'soort', 'soort_kolom' en 'volgorde'. Pas 'gebied' aan.",
        ),
        (
            "inwoners_gemeente",
            "aantal_katten",
            "rij 14: 'aantal_katten' is een nieuwe variabele: geef een 'titel' en een 'soort'. Pas 'variabelen.0' aan.",
        ),
        (
            "eenheid: aantal",
            "eenheid: duizendtallen",
            "rij 14: 'inwoners_gemeente' is in 'aantal': geef een 'factor' om 'duizendtallen' om te rekenen. "
            "Pas 'variabelen.0' aan.",
        ),
        (
            "kolomkoppen: true",
            "kolomkoppen: false",
            "rij 11: gebruik precies één van 'kolom', 'kolomkoppen', 'vast' en 'uit_editie'. Pas 'periode' aan.",
        ),
        (
            '"{jaar}"',
            "inwoners",
            "'{jaar}' in een kolomnaam en 'kolomkoppen: true' bij de periode horen bij elkaar. "
            "Pas de beschrijving aan.",
        ),
        (
            "licentie: CC0",
            "naam: Nog eens",
            "rij 4: 'naam' staat er twee keer, ook op rij 2. Laat één van beide staan.",
        ),
        (
            "gebied:",
            "gebied: [",
            "rij 10: dit is geen geldige YAML. Controleer inspringing, dubbele punten en aanhalingstekens.",
        ),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path, old, new, message):
    path = write(tmp_path, GOOD.replace(old, new, 1), "inwoners.yaml")
    place = ", " if message.startswith("rij") else ": "
    first = refusal(lambda: read_descriptor(path)).split("\n")[0]
    assert first == f"inwoners.yaml{place}{message}"


def test_no_fields_at_all(tmp_path):
    assert refusal(lambda: read_descriptor(write(tmp_path, "- een\n- twee\n", "x.yaml"))) == (
        "x.yaml: een beschrijving bestaat uit velden met een dubbele punt. Begin met 'id:', 'naam:' enzovoort."
    )


def test_mistake_in_a_fitting_descriptor_is_told_when_a_file_is_offered(tmp_path):
    path = write(tmp_path, GOOD.replace("soort: buurt", "sort: buurt"), "inwoners.yaml")
    broken = {**wide(), "gebied": {"kolom": "buurt", "sort": "buurt"}}
    file = RawFile(write(tmp_path, "buurt,2021\nMarkt,5\n"), siblings=(path,), descriptors=(broken,))
    assert refusal(lambda: LOADER.recognise(file)) == (
        "inwoners.yaml, rij 10: onbekend veld 'gebied.sort'. Bedoelt u 'soort'?"
    )


def test_mistake_in_a_descriptor_of_another_file_does_not_stand_in_the_way(tmp_path):
    file = RawFile(
        write(tmp_path, "buurt,2021\nMarkt,5\n"),
        descriptors=({**descriptor(), "herkenning": {"kolommen": ["buurt", "x"]}, "typo": 1}, wide()),
    )
    assert LOADER.recognise(file).edition == "waterstad-inwoners-2021"
