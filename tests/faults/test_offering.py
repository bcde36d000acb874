"""Offering files: what goes in, what stays out and why, with which exit code; and looking at a file beforehand."""

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.leefbaarometer import LOADER
from tests.faults.conftest import Town
from tests.faults.town import CODES, INWONERS, KOOP, REGISTER, borders, inhabitants_of, kwb, register
from tests.loaders.kwb_files import SHORT_HEADER, workbook
from tests.loaders.registers import descriptor, write_descriptor
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
VIEW = "Kerncijfers wijken en buurten, StatLine-export van de tabelweergave"


# The same file twice, and what makes it another delivery


def test_same_file_twice_has_no_effect_and_says_so(town: Town, folder: Path) -> None:
    path = kwb(folder)
    first = town.fetch(path, *STATED)
    assert (first.code, first.out) == (0, f"Toegevoegd: 1\n  kerncijfers.csv: {VIEW}, editie 2025, levering 1\n")
    before = town.deliveries
    again = town.fetch(path, *STATED)
    assert (again.code, again.out) == (0, "Stond er al: 1\n  kerncijfers.csv: editie 2025, levering 1\n")
    assert town.deliveries == before
    checked = town.check(path, *STATED)
    assert checked.code == 0
    assert checked.out.splitlines()[-1] == "Dit bestand staat al in het archief: editie 2025, levering 1."


def test_same_file_as_another_edition_is_refused(town: Town, folder: Path) -> None:
    path = kwb(folder)
    town.fetch(path, *STATED)
    ran = town.fetch(path, "--edition", "2026")
    assert (ran.code, ran.out) == (
        1,
        "Geweigerd: 1\n  kerncijfers.csv: dit bestand staat al in het archief als editie 2025. Controleer of editie "
        "2026 klopt; verwijder eerst de foute levering.\n",
    )


def test_same_file_with_a_mended_description_is_a_new_delivery(town: Town, folder: Path) -> None:
    path = register(folder, naam="Inwoners per buurt")
    ran = town.fetch(path)
    assert (ran.code, ran.out) == (
        0,
        "Toegevoegd: 1\n  register.csv: Inwoners per buurt (Gemeente Waterstad), editie waterstad-inwoners-2023-2024, "
        "levering 2\n",
    )


# The edition


def test_edition_that_nobody_gives(town: Town, folder: Path) -> None:
    ran = town.fetch(kwb(folder))
    assert (ran.code, ran.out) == (
        1,
        f"Geweigerd: 1\n  kerncijfers.csv: dit bestand is herkend als {VIEW}, maar de editie staat er niet in. "
        "Geef haar met --edition, of met een regel in bronnen.yaml naast het bestand.\n",
    )


def test_edition_from_the_list_beside_the_file(town: Town, folder: Path) -> None:
    path = kwb(folder)
    write(folder, "- bestand: kerncijfers.csv\n  editie: 2025\n", "bronnen.yaml")
    assert town.fetch(path).code == 0
    assert "cbs_kwb/2025/001" in town.deliveries
    sidecar = json.loads((town.data / "raw" / "cbs_kwb" / "2025" / "001" / "herkomst.json").read_text())
    assert sidecar["edition_from"] == "opgegeven"


def test_edition_in_the_list_that_the_content_contradicts(town: Town, folder: Path) -> None:
    path = borders(folder, 2023)
    write(folder, "- {bestand: grenzen.geojson, editie: '2022'}\n", "bronnen.yaml")
    ran = town.fetch(path)
    assert (ran.code, ran.out) == (
        1,
        "Geweigerd: 1\n  grenzen.geojson: het bestand zelf zegt editie 2023, niet 2022. "
        "Geef de editie die bij het bestand hoort, of laat haar weg.\n",
    )


@pytest.mark.parametrize("content", ["bestand: x.csv", "- {bestand: x.csv}", "- [", "- x"])
def test_list_of_editions_that_cannot_be_read(town: Town, folder: Path, content: str) -> None:
    path = kwb(folder)
    write(folder, content, "bronnen.yaml")
    ran = town.fetch(path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "Fout: bronnen.yaml is niet te lezen. Schrijf er regels in met 'bestand' en 'editie', bijvoorbeeld: "
        "- {bestand: export.csv, editie: '2024'}.\n"
    )


@pytest.mark.parametrize("edition", ["nieuwste", "2012"])
def test_edition_that_is_no_year_never_becomes_a_folder(town: Town, folder: Path, edition: str) -> None:
    ran = town.fetch(kwb(folder), "--edition", edition)
    assert (ran.code, ran.out) == (
        1,
        f"Geweigerd: 1\n  kerncijfers.csv: editie '{edition}' is geen jaar vanaf 2013. "
        "Geef het jaar van de kerncijfers op, bijvoorbeeld 2024.\n",
    )


# The content decides, whatever the name


@pytest.mark.parametrize("name", ["foto.dat", "kwb-2025.csv", "kwb-2025.xls", "zonder ending"])
def test_workbook_under_another_name(town: Town, folder: Path, name: str) -> None:
    rows = [[code, "Naam", "Waterstad", "Soort", 1, 1000] for code in CODES]
    path = workbook(folder / "kwb.xlsx", [*SHORT_HEADER, "a_inw"], rows, "KWB2025").rename(folder / name)
    ran = town.fetch(path, "--accept")
    assert (ran.code, ran.out) == (
        0,
        f"Toegevoegd: 1\n  {name}: Kerncijfers wijken en buurten, werkmap kwb met korte namen, editie 2025, "
        "levering 1\n",
    )


def test_table_that_is_called_a_workbook(town: Town, folder: Path) -> None:
    assert town.fetch(kwb(folder, name="kerncijfers.xlsx"), *STATED).code == 0


# A folder with all sorts


def test_folder_with_good_and_bad_files(town: Town, folder: Path) -> None:
    kwb(folder)
    borders(folder, 2023, "grenzen-2023.geojson")
    register(folder, REGISTER.replace("110", "-9"))
    write(folder, "Lees mij", "README.md")
    write(folder, "Identifier;Index;Title\nT001036;1;Inwoners\n", "codes.csv")
    (folder / "oud").mkdir()
    write(folder / "oud", b"", "leeg.csv")
    before = town.deliveries
    ran = town.fetch(folder)
    assert ran.code == 2
    assert ran.out == (
        "Toegevoegd: 1\n"
        "  grenzen-2023.geojson: grenzen van buurten, wijken en gemeenten in 2023 (GeoJSON), editie 2023, levering 1\n"
        "Hoort bij een ander bestand: 2\n"
        "  README.md: beschrijft de bestanden ernaast\n"
        "  register.yaml: gaat mee met het gegevensbestand\n"
        "Niet herkend: 1\n"
        "  codes.csv: Wijkpeil kent geen bron met deze kolommen: Identifier, Index, Title.\n"
        "  Is dit een register van de gemeente? Maak er een beschrijving bij met: wijkpeil check BESTAND.\n"
        "Geweigerd: 3\n"
        f"  kerncijfers.csv: dit bestand is herkend als {VIEW}, maar de editie staat er niet in. "
        "Geef haar met --edition, of met een regel in bronnen.yaml naast het bestand.\n"
        "  leeg.csv: het bestand is leeg (0 bytes). Haal het bestand opnieuw op of exporteer het opnieuw.\n"
        "  register.csv, rij 3, kolom 'inwoners', waarde '-9': een aantal is ten minste 0. Herstel de waarde. Betekent "
        "zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving.\n"
    )
    assert [d for d in town.deliveries if d not in before] == ["cbs_grenzen/2023/001"]
    attempts = {entry["bestand"]: entry["uitkomst"] for entry in town.log[-7:]}
    assert attempts == {
        "grenzen-2023.geojson": "toegevoegd",
        "README.md": "hoort bij een ander bestand",
        "register.yaml": "hoort bij een ander bestand",
        "codes.csv": "niet herkend",
        "kerncijfers.csv": "geweigerd",
        "leeg.csv": "geweigerd",
        "register.csv": "geweigerd",
    }


def test_edition_for_a_folder_goes_to_the_files_that_have_none(town: Town, folder: Path) -> None:
    kwb(folder)
    borders(folder, 2023)
    assert town.fetch(folder, *STATED).code == 0
    assert {"cbs_kwb/2025/001", "cbs_grenzen/2023/001"} <= set(town.deliveries)


# What was seen in a file that no source knows


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("a.pdf", b"%PDF-1.7\n", "Dit is een PDF; daar leest Wijkpeil geen bron uit."),
        (
            "kwb-2025.xls",
            b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table>",
            "Dit is een webpagina (HTML) en geen gegevensbestand. Download het bestand zelf.",
        ),
        (
            "feed.xml",
            b"<?xml version='1.0'?><feed/>",
            "Dit is XML; Wijkpeil leest geen bron in XML. Download het bestand als CSV, JSON of Excel.",
        ),
        ("brief.txt", b"Geachte heer,\nhierbij de cijfers.\n", "Dit is tekst zonder vaste kolommen."),
        (
            "gemeente.json",
            b'{"code": "GM0001", "naam": "Waterstad"}',
            "Wijkpeil kent geen bron met deze velden: code, naam.",
        ),
        (
            "personen.csv",
            b"J. Jansen;12-03-1980;Markt 1\n",
            "De eerste rij lijkt geen kolomkoppen te bevatten. Zet boven elke kolom een naam.",
        ),
        (
            "mail.csv",
            b"jansen;j.jansen@voorbeeld.nl\n",
            "De eerste rij lijkt geen kolomkoppen te bevatten. Zet boven elke kolom een naam.",
        ),
        (
            "codes.json",
            b'{"value": [{"Identifier": "T001036", "Title": "Inwoners", "Unit": "aantal"}]}',
            "Dit bestand beschrijft een tabel van het CBS (meetcodes); het bestand met de cijfers is er niet bij.",
        ),
    ],
)
def test_not_recognised_says_what_was_seen(town: Town, folder: Path, name: str, content: bytes, seen: str) -> None:
    ran = town.fetch(write(folder, content, name))
    assert (ran.code, ran.out) == (1, f"Niet herkend: 1\n  {name}: {seen}\n")
    assert town.log[-1]["bezwaren"] == []


# Looking beforehand


def test_check_of_a_good_file(town: Town, folder: Path) -> None:
    before = town.deliveries
    checked = town.check(kwb(folder, {INWONERS: inhabitants_of(), KOOP: [""] * len(CODES)}), *STATED)
    assert checked.code == 0
    assert checked.out == (
        "Bestand: kerncijfers.csv\n"
        "Bron: Kerncijfers wijken en buurten\n"
        f"Wat: {VIEW}\n"
        "Editie: 2025\n"
        "Gebieden: 1 × land, 1 × gemeente, 2 × wijk, 12 × buurt\n"
        "Perioden: 2025\n"
        "Variabelen met cijfers (1): aantal_inwoners\n"
        "Cijfers: 16, zonder waarde: 16\n"
        "Gelezen: Kerncijfers 2025 (StatLine-export van de tabelweergave): 16 gebieden, 2 variabelen.\n"
        "Ontbreekt: Nog niet gepubliceerd, 1 van de 2 variabelen: Koopwoningen.\n"
        "Geen bezwaren: dit bestand kan worden toegevoegd met wijkpeil fetch.\n"
    )
    assert town.deliveries == before


def test_check_of_a_bad_file(town: Town, folder: Path) -> None:
    checked = town.check(register(folder, REGISTER.replace("110", "1-mei")))
    assert (checked.code, checked.out) == (
        2,
        "Bestand: register.csv\n"
        "Bron: Registers van de gemeente\n"
        "Wat: Inwoners (Gemeente Waterstad)\n"
        "Editie: waterstad-inwoners-2023-2024\n"
        "Hoort erbij: register.yaml\n"
        "Bezwaar: register.csv, rij 3, kolom 'inwoners', waarde '1-mei': hier staat een datum waar een getal hoort; "
        "waarschijnlijk heeft Excel de waarde omgezet. Maak de kolom in Excel op als tekst en vul de waarde opnieuw in."
        "\n",
    )


def test_check_of_an_unknown_table_drafts_a_description(town: Town, folder: Path) -> None:
    checked = town.check(write(folder, "Buurt;Jaar;Meldingen\nMarkt;2024;7\nHaven;2024;9\n", "meldingen.csv"))
    assert checked.code == 2
    assert checked.out.startswith(
        "Bestand: meldingen.csv\n"
        "Wijkpeil kent geen bron met deze kolommen: Buurt, Jaar, Meldingen.\n"
        "Is het een register van de gemeente? Zet dan deze beschrijving als .yaml naast het bestand of in bronnen/ "
        "van\nhet programma, en controleer elke regel:\n"
        "\n"
        "# Eerste opzet uit meldingen.csv; kijk elke regel met 'controleren' na.\n"
        "id: meldingen  # controleren: kort en blijvend, komt in de editie\n"
    )
    assert 'kolom: "Buurt"' in checked.out
    assert "variabele: meldingen" in checked.out


def test_check_of_a_folder_or_nothing(town: Town, folder: Path) -> None:
    of_programme = "Geef een map waar dat in staat, of het pad van één bestand."
    said = {
        folder: f"{folder.name}/ is geen programmamap: er staat geen programme.yaml in. {of_programme}",
        folder / "weg.csv": "weg.csv bestaat niet of is geen bestand. Geef het pad van één bestand.",
    }
    for path, expected in said.items():
        checked = town.check(path)
        assert (checked.code, checked.err) == (1, f"Fout: {expected}\n")


# When it is not the file that is at fault


def test_mistake_in_a_loader_stops_one_file_only(town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("J. Jansen, 123456782")

    monkeypatch.setattr(type(LOADER), "recognise", broken)
    borders(folder, 2023)
    ran = town.fetch(folder)
    assert ran.code == 1
    assert ran.out.startswith(
        "Geweigerd: 1\n  grenzen.geojson: het lezen ging mis door een fout in Wijkpeil zelf (KeyError in "
        "test_offering.py, regel "
    )
    assert ran.out.endswith("). Meld dit bij de beheerder van Wijkpeil; de andere bestanden gaan gewoon door.\n")
    assert "Jansen" not in ran.out + json.dumps(town.log)


def test_file_that_disappears_while_it_is_offered(town: Town, folder: Path) -> None:
    (folder / "weg.csv").symlink_to(folder / "bestaat-niet.csv")
    kwb(folder)
    assert town.fetch(folder, *STATED).code == 0


def test_two_descriptions_that_fit(town: Town, folder: Path) -> None:
    path = register(folder, name="cijfers.csv").rename(folder / "register.csv")
    write_descriptor(folder, descriptor(id="ander"), "ander.yaml")
    ran = town.fetch(path)
    assert (ran.code, ran.out) == (
        1,
        "Geweigerd: 1\n  register.csv: het bestand past op meer beschrijvingen: 'ander' en 'waterstad-inwoners'. "
        "Noem bij 'herkenning' kolommen die het verschil maken, ook met 'niet'.\n",
    )


def test_personal_data_is_refused_and_never_repeated(town: Town, folder: Path) -> None:
    path = register(folder, "buurt;jaar;inwoners;e-mail\nMarkt;2024;1;j.jansen@voorbeeld.nl\n")
    ran = town.fetch(path)
    assert (ran.code, ran.out) == (
        1,
        "Geweigerd: 1\n  register.csv, kolom 'e-mail': deze kolom lijkt persoonsgegevens te bevatten; de waarden "
        "worden hier niet herhaald. Lever alleen aantallen per gebied, en verwijder dit bestand van plekken waar het "
        "niet hoort.\n",
    )
    assert "jansen" not in json.dumps(town.log)


def test_map_file_with_a_bom_is_read(town: Town, folder: Path) -> None:
    """Fault 2, in JSON."""
    path = borders(folder, 2023)
    assert town.fetch(write(folder, b"\xef\xbb\xbf" + path.read_bytes(), path.name)).code == 0
