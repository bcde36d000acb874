"""The first draft of a descriptor: once the marked lines are filled in, the file loads."""

import pytest
import yaml

from loaders.lokaal_register import draft_descriptor
from tests.loaders.registers import read, values
from tests.loaders.table_files import refusal, write


def drafted(tmp_path, content: str, **filled: object) -> dict[str, object]:
    draft = yaml.safe_load(draft_descriptor(write(tmp_path, content)))
    return {**draft, "gemeente": "GM0001", **filled, "_bestand": "opzet.yaml"}


def test_long_file_with_names(tmp_path):
    content = "Buurtnaam;Jaar;Aantal fietsen\nMarkt;2023;10\nChassé;2023;20\n"
    text = draft_descriptor(write(tmp_path, content))
    assert text == (
        "# Eerste opzet uit cijfers.csv; kijk elke regel met 'controleren' na.\n"
        "id: cijfers  # controleren: kort en blijvend, komt in de editie\n"
        'naam: "cijfers"  # controleren\n'
        "uitgever: onbekend  # controleren\n"
        "licentie: onbekend  # controleren\n"
        "gemeente: GM0000  # controleren: code van de gemeente\n"
        "herkenning:\n"
        '  kolommen: ["Buurtnaam", "Jaar", "Aantal fietsen"]\n'
        "gebied:\n"
        '  kolom: "Buurtnaam"  # controleren\n'
        "  inhoud: naam\n"
        "  # soort: buurt  # controleren: nodig als een naam zowel een wijk als een buurt is\n"
        "periode:\n"
        '  kolom: "Jaar"\n'
        "variabelen:\n"
        '  - kolom: "Aantal fietsen"\n'
        "    variabele: aantal_fietsen  # controleren\n"
        '    titel: "Aantal fietsen"  # controleren\n'
        "    eenheid: aantal  # controleren\n"
        "    soort: aantal  # controleren: aantal, percentage, gemiddelde of score\n"
    )
    assert values(read(tmp_path, content, drafted(tmp_path, content))) == {
        ("BU00010000", "2023"): 10,
        ("BU00010001", "2023"): 20,
    }


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("code;2021;2022\nBU00010000;1;2\n", {("BU00010000", "2021"): 1, ("BU00010000", "2022"): 2}),
        ("wijk;type;WOZ 2021\nBavel;wijk;3\nBavel;buurt;4\n", {("WK000101", "2021"): 3, ("BU00010100", "2021"): 4}),
        (
            "gebied,stadsdeel,2021\nMarkt,Centrum,5\nChassé,Centrum,6\n",
            {("BU00010000", "2021"): 5, ("BU00010001", "2021"): 6},
        ),
    ],
)
def test_draft_loads_the_file(tmp_path, content, found):
    raw = drafted(tmp_path, content)
    assert values(read(tmp_path, content, raw)) == found


def test_wijk_column_thousands_and_known_variables_are_pointed_out(tmp_path):
    rows = "".join(f'Wijk {n % 2},Buurt {n},"1,{n}00"\n' for n in range(1, 9))
    text = draft_descriptor(write(tmp_path, "wijk,buurt,Geregistreerde misdrijven\n" + rows))
    assert '  # bovenliggend: "wijk"  # controleren: als deze kolom de wijk van een buurt noemt\n' in text
    assert '# duizendtal: ","  # controleren: er staan getallen met een komma voor drie cijfers\n' in text
    assert "    variabele: misdrijven\n" in text
    assert 'overgeslagen: ["wijk"]  # controleren\n' in text


def test_no_draft_from_personal_data(tmp_path):
    assert "lijkt persoonsgegevens te bevatten" in refusal(
        lambda: draft_descriptor(write(tmp_path, "buurt;bsn;n\nMarkt;1;2\n"))
    )
