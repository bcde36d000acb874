"""What a coördinator who mistypes something in a programme folder gets: the line, what is wrong and what to write."""

from pathlib import Path

import pytest

from model.errors import WijkpeilError
from snapshot import programmes
from tests.snapshot.programme_folder import GOOD, INDICATORS, overlay, write

__all__ = ["overlay"]


def refusal(known_areas: set[str] | None = None) -> str:
    with pytest.raises(WijkpeilError) as caught:
        programmes.load_programme("proef", INDICATORS, known_areas)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "[BU07580106]",
            "[BU7580106]",
            "proef/programme.yaml, regel 13: 'BU7580106' is geen geldige buurtcode. Bedoelt u 'BU07580106'?",
        ),
        (
            "[BU07580106]",
            "[Noord]",
            "proef/programme.yaml, regel 13: 'Noord' is geen geldige buurtcode. "
            "Een buurtcode ziet eruit als BU07580106.",
        ),
        (
            "[BU07580106]",
            "[BU16740202]",
            "proef/programme.yaml, regel 13: buurt BU16740202 ligt niet in GM0758. "
            "Pas de code aan, of zet de gemeente bij 'gemeenten'.",
        ),
        (
            "gemeenten: [GM0758]",
            "gemeenten: [GM758]",
            "proef/programme.yaml, regel 3: 'GM758' is geen geldige gemeentecode. Bedoelt u 'GM0758'?\n"
            "proef/programme.yaml, regel 13: buurt BU07580106 ligt niet in GM758. "
            "Pas de code aan, of zet de gemeente bij 'gemeenten'.",
        ),
        (
            "[koopwoningen]",
            "[koopwonigen]",
            "proef/programme.yaml, regel 21: indicator 'koopwonigen' bestaat niet. Bedoelt u 'koopwoningen'?",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  lokaal_register: {minimum_personen: 0}\nbouwstenen:",
            "proef/programme.yaml, regel 16: bij 'minimum_personen' past 0 niet. Neem 1 of meer.",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  lokaal_register: {afronding: 10}\nbouwstenen:",
            "proef/programme.yaml, regel 16: afronden kan op een oneven getal, zoals 5. Pas dit aan.",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  lokaal_register:\n    minimum_persoon: 12\nbouwstenen:",
            "proef/programme.yaml, regel 17: onbekend veld 'minimum_persoon'. Bedoelt u 'minimum_personen'?",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  lokaal_register: {minimum_personen: tien}\nbouwstenen:",
            "proef/programme.yaml, regel 16: bij 'minimum_personen' hoort een geheel getal. Pas de waarde aan.",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  lokaal_registers: {minimum_personen: 12}\nbouwstenen:",
            "proef/programme.yaml, regel 16: bij bron 'lokaal_registers' schermen wij niets af. "
            "Bedoelt u 'lokaal_register'?",
        ),
        (
            "bouwstenen:",
            "afscherming:\n  cbs_kwb: {minimum_personen: 12}\nbouwstenen:",
            "proef/programme.yaml, regel 16: bij bron 'cbs_kwb' schermen wij niets af. Grenzen gelden voor: "
            "lokaal_register.",
        ),
        (
            "[koopwoningen]",
            "[xyz]",
            "proef/programme.yaml, regel 21: indicator 'xyz' bestaat niet. Bekijk de lijst met: wijkpeil indicators.",
        ),
        (
            "[inwoners]",
            "[koopwoningen]",
            "proef/programme.yaml, regel 22: 'koopwoningen' staat al bij dit doel. Haal één van beide weg.",
        ),
        (
            "[koopwoningen]",
            "[a, b, c, d, e, f]",
            "proef/programme.yaml, regel 21: bij 'kernset' staan 6 waarden; het zijn er hoogstens 5. "
            "Zet wat er te veel is bij 'overig'.",
        ),
        (
            "    aansluiting: exact\n",
            "    aansluting: exact\n",
            "proef/programme.yaml, regel 11: het veld 'aansluiting' ontbreekt. Vul het in.\n"
            "proef/programme.yaml, regel 14: onbekend veld 'aansluting'. Bedoelt u 'aansluiting'?",
        ),
        (
            "aansluiting: exact",
            "aansluiting: precies",
            "proef/programme.yaml, regel 14: 'precies' kan niet bij 'aansluiting'. "
            "Kies uit 'exact', 'goed', 'gedeeld', 'deel van' of 'te bevestigen'.",
        ),
        (
            "[BU07580106]",
            "[]",
            "proef/programme.yaml, regel 11: een focuswijk zonder buurten heeft aansluiting 'te bevestigen'. "
            "Pas dit aan.",
        ),
        (
            "[BU07580106]",
            "BU07580106",
            "proef/programme.yaml, regel 13: bij 'buurten' hoort een lijst, met elke "
            "waarde op een eigen regel achter een "
            "streepje. Pas de waarde aan.",
        ),
        (
            "horizon: 2040",
            "horizon: ooit",
            "proef/programme.yaml, regel 5: bij 'horizon' hoort een geheel getal. Pas de waarde aan.",
        ),
        (
            "horizon: 2040",
            "horizon: 2019",
            "proef/programme.yaml, regel 5: de horizon 2019 ligt niet na het begin 2020. Pas een van beide aan.",
        ),
        (
            "- id: noord",
            "- id: Noord Breda",
            "proef/programme.yaml, regel 11: 'Noord Breda' kan niet bij 'id'. "
            "Gebruik kleine letters, cijfers en streepjes.",
        ),
        (
            "horizon: 2040\n",
            "horizon: 2040\nhorizon: 2041\n",
            "proef/programme.yaml, regel 6: 'horizon' staat er twee keer, ook op regel 5. Laat één van beide staan.",
        ),
        (
            "naam: Proef",
            "naam: 'Proef",
            "proef/programme.yaml, regel 23: dit is geen geldige YAML. "
            "Controleer inspringing, dubbele punten en aanhalingstekens.",
        ),
        (
            "id: proef",
            "id: anders",
            "proef/programme.yaml, regel 1: het id 'anders' is niet de naam van de map. Maak er 'proef' van.",
        ),
        (
            "  grond: Gekozen om te proberen.\n",
            "  grond: Gekozen om te proberen.\n  per_indicator:\n    eenzam: 2020\n",
            "proef/programme.yaml, regel 11: indicator 'eenzam' bestaat niet. Bedoelt u 'eenzaam'?",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_remedy(overlay: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    write(overlay, GOOD.replace(old, new, 1))
    assert refusal() == message


def test_an_unknown_buurt_is_told_when_the_areas_are_known(overlay: Path) -> None:
    write(overlay, GOOD.replace("BU07580106", "BU07580199"))
    programmes.load_programme("proef", INDICATORS)
    programmes.load_programme("proef", INDICATORS, {"GM1674", "BU16740202"})
    assert refusal({"GM0758", "BU07580109", "BU07581000"}) == (
        "proef/programme.yaml, regel 13: buurt BU07580199 is onbekend. Bedoelt u 'BU07580109'?"
    )


def test_a_buurt_belongs_to_one_focuswijk_and_ids_are_unique(overlay: Path) -> None:
    second = "  - {id: noord, naam: Ook Noord, buurten: [BU07580106], aansluiting: goed}\n"
    write(overlay, GOOD.replace("bouwstenen:\n", second + "bouwstenen:\n"))
    assert refusal() == (
        "proef/programme.yaml, regel 15: er is al een focuswijk met id 'noord'. Geef elk een eigen id.\n"
        "proef/programme.yaml, regel 15: buurt BU07580106 hoort al bij focuswijk 'noord'. "
        "Zet een buurt bij één focuswijk, anders telt zij dubbel."
    )


def test_a_doel_has_an_id_of_its_own_in_the_whole_programme(overlay: Path) -> None:
    second = "  - {id: werk, naam: Werk, doelen: [{id: fijn-wonen, naam: Dubbel, kernset: [eenzaam]}]}\n"
    write(overlay, GOOD + second)
    assert refusal() == "proef/programme.yaml, regel 23: er is al een doel met id 'fijn-wonen'. Geef elk een eigen id."


def test_a_programme_is_not_compared_with_itself(overlay: Path) -> None:
    write(overlay, GOOD.replace("grenzenjaar", "vergelijking: [GM0855, GM0758]\ngrenzenjaar"))
    assert refusal() == (
        "proef/programme.yaml, regel 6: GM0758 hoort bij het programma zelf. "
        "Vergelijk met een andere gemeente, of haal de regel weg."
    )


def test_an_empty_file_is_no_programme(overlay: Path) -> None:
    write(overlay, "# nog leeg\n")
    assert refusal() == (
        "proef/programme.yaml, regel 1: bij 'het bestand' hoort een rij velden met een dubbele punt. Pas de waarde aan."
    )


def test_a_file_that_is_not_utf8_is_told(overlay: Path) -> None:
    write(overlay, GOOD)
    (overlay / "proef" / "programme.yaml").write_bytes("naam: Coördinator".encode("cp1252"))
    assert refusal() == "proef/programme.yaml: het bestand is geen UTF-8. Sla het opnieuw op als UTF-8."


def test_a_mistake_in_the_yaml_does_not_hide_those_in_tables(overlay: Path) -> None:
    write(overlay, GOOD.replace("naam: Proef", "naem: Proef"))
    write(overlay, "id;naam\nA;Partner\n", "partners.csv")
    assert [line.split(":")[0] for line in refusal().split("\n")] == [
        "proef/programme.yaml, regel 1",
        "proef/programme.yaml, regel 2",
        "proef/partners.csv, rij 2, kolom 'id', waarde 'A'",
    ]
