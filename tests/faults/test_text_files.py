"""Faults 1–5, 17–20 and 29: text that is encoded, separated, headed or filled otherwise than it should be."""

from pathlib import Path

from tests.faults.cases import Accepted, Refused, each, spoil
from tests.faults.conftest import Town
from tests.faults.town import INWONERS, KOOP, REGISTER, borders, kwb, register
from tests.loaders.kwb_files import SHORT_HEADER, numbered, text_csv, workbook
from tests.loaders.seed_files import SCORES
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
AGAIN = "lokaal_register/waterstad-inwoners-2023-2024/002"
KWB_2025 = "cbs_kwb/2025/001"


def parquet_without_rows(folder: Path) -> Path:
    numbered({"AantalInwoners_5": []}, []).to_parquet(folder / "kerncijfers.parquet")
    return folder / "kerncijfers.parquet"


def workbook_with_another_code_column(folder: Path) -> Path:
    row = ["GM0001", "Waterstad", "Waterstad", "Gemeente", 1, 1860, 930, 930]
    return workbook(folder / "kwb.xlsx", ["gwbcode", *SHORT_HEADER[1:], "a_inw", "a_man", "a_vrouw"], [row], "KWB2025")


def header_of_kwb(folder: Path) -> Path:
    return write(folder, kwb(folder).read_bytes().split(b"\n")[0] + b"\n", "kerncijfers.csv")


REFUSED = [
    Refused(
        1,
        "teken dat in geen van beide tekensets voorkomt",
        lambda f: register(f, REGISTER.encode("cp1252").replace(b"\xe9", b"\x81")),
        "register.csv, rij 4: de tekenset is geen UTF-8 en geen Windows-1252 (byte 56 komt daar niet in voor). "
        "Sla het bestand opnieuw op als 'CSV UTF-8'.",
    ),
    Refused(
        3,
        "UTF-16 dat is afgebroken",
        lambda f: register(f, REGISTER.encode("utf-16")[:-1]),
        "register.csv: het bestand is opgeslagen als UTF-16, maar is beschadigd bij byte 133. "
        "Sla het opnieuw op als 'CSV UTF-8'.",
    ),
    Refused(
        4,
        "UTF-8 en Windows-1252 in één register",
        lambda f: register(f, REGISTER.encode() + "Café;2024;1\n".encode("cp1252")),
        "register.csv, rij 5: het bestand mengt twee tekensets: het is deels UTF-8, maar byte 71 past daar niet in. "
        "Sla het hele bestand opnieuw op als 'CSV UTF-8'.",
    ),
    Refused(
        4,
        "UTF-8 en Windows-1252 in de kerncijfers",
        lambda f: write(f, kwb(f).read_bytes().replace(b"Haven", b"Hav\xe9n"), "kerncijfers.csv"),
        "kerncijfers.csv, rij 7: het bestand mengt twee tekensets: het is deels UTF-8, maar byte 756 past daar niet in."
        " Sla het hele bestand opnieuw op als 'CSV UTF-8'.",
        STATED,
    ),
    Refused(
        5,
        "komma waar de beschrijving een puntkomma noemt",
        lambda f: register(f, REGISTER.replace(";", ","), scheidingsteken=";"),
        "register.csv, rij 1: 1 kolom gevonden: het scheidingsteken puntkomma (;) komt in de kolomkop niet voor; "
        "wel gezien: komma (,). Exporteer het bestand opnieuw met het juiste scheidingsteken.",
    ),
    Refused(
        17,
        "kolom die anders heet",
        lambda f: register(f, REGISTER.replace("inwoners", "inwonertal")),
        "register.csv, kolom 'inwoners': dit lijkt 'Inwoners', maar deze kolom ontbreekt. Lijkt erop: 'inwonertal'. "
        "Herstel de kolomkop of pas de beschrijving aan.",
    ),
    Refused(
        17,
        "kolom met het jaar die ontbreekt",
        lambda f: register(f, REGISTER.replace("jaar;", "jaren;")),
        "register.csv, kolom 'jaar': deze kolom ontbreekt. Lijkt erop: 'jaren'. "
        "Controleer de kolomkoppen van het bestand.",
    ),
    Refused(
        17,
        "kerncijfers zonder codes",
        lambda f: text_csv(f / "kerncijfers.csv", ["Wijken en buurten", INWONERS], [["Markt", 100]]),
        "kerncijfers.csv, kolom 'Codering': de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te "
        "herkennen: namen komen vaker voor. Exporteer de tabel opnieuw en kies bij Regioaanduiding ook 'Codering'.",
        STATED,
    ),
    Refused(
        17,
        "werkmap waarvan de codekolom anders heet",
        workbook_with_another_code_column,
        "kwb.xlsx, kolom 'gwb_code_10': de kolom met gebiedscodes ontbreekt, en aan een naam is een gebied niet te "
        "herkennen: namen komen vaker voor. Gebruik de werkmap zoals het CBS die uitgeeft. Lijkt erop: 'gwbcode'.",
    ),
    Refused(
        17,
        "Leefbaarometer zonder afwijking",
        lambda f: write(f, SCORES.replace("afw", "afwijking"), "scores.csv"),
        "scores.csv, kolom 'afw': deze kolom ontbreekt. Lijkt erop: 'afwijking'. "
        "Controleer de kolomkoppen van het bestand.",
    ),
    Refused(
        17,
        "kaart zonder codekolom",
        lambda f: spoil(borders(f, 2025), '"statcode"', '"gebied"'),
        "grenzen.geojson: Deze kaart heeft geen codes van buurten, wijken of gemeenten (een kolom als statcode of "
        "buurtcode). Wel gezien: gebied, statnaam, jrstatcode.",
        outcome="niet herkend",
    ),
    Refused(
        18,
        "dubbele kolomkop in een register",
        lambda f: register(f, REGISTER.replace("jaar;inwoners", "jaar;inwoners;inwoners").replace("0\n", "0;1\n")),
        "register.csv, rij 1, kolom 'inwoners': deze kolomkop staat er 2 keer (kolommen 3 en 4). "
        "Geef elke kolom een eigen naam.",
    ),
    Refused(
        18,
        "lege kolomkop",
        lambda f: register(f, REGISTER.replace("jaar;inwoners", "jaar;inwoners;").replace("0\n", "0;1\n")),
        "register.csv, rij 1: kolom 4 heeft geen kolomkop. Geef elke kolom een naam, en haal een titel boven de "
        "kolomkoppen weg.",
    ),
    Refused(
        18,
        "dubbele kolomkop in de kerncijfers",
        lambda f: spoil(kwb(f), KOOP, INWONERS),
        f"kerncijfers.csv, rij 1, kolom '{INWONERS}': deze kolomkop staat er 2 keer (kolommen 6 en 7). "
        "Geef elke kolom een eigen naam.",
        STATED,
    ),
    Refused(
        19,
        "lange rij",
        lambda f: register(f, REGISTER.replace("Markt;2024", "Markt;oud;2024")),
        "register.csv, rij 3: deze rij heeft 4 cellen en de kolomkop 3. Herstel de rij; vaak staat het scheidingsteken "
        "in een naam zonder aanhalingstekens.",
    ),
    Refused(
        19,
        "korte rij",
        lambda f: register(f, REGISTER.replace("Markt;2024;110", "Markt;2024")),
        "register.csv, rij 3: deze rij heeft 2 cellen en de kolomkop 3. Herstel de rij; vaak staat het scheidingsteken "
        "in een naam zonder aanhalingstekens.",
    ),
    Refused(
        19,
        "lange eerste rij, waardoor pandas alles verschuift",
        lambda f: register(f, REGISTER.replace("Markt;2023", "Markt;oud;2023")),
        "register.csv, rij 2: deze rij heeft 4 cellen en de kolomkop 3. Herstel de rij; vaak staat het scheidingsteken "
        "in een naam zonder aanhalingstekens.",
    ),
    Refused(
        19,
        "lange rij in de kerncijfers",
        lambda f: spoil(kwb(f), '"Haven"', "Haven;oud"),
        "kerncijfers.csv, rij 7: deze rij heeft 8 cellen en de kolomkop 7. Herstel de rij; vaak staat het "
        "scheidingsteken in een naam zonder aanhalingstekens.",
        STATED,
    ),
    Refused(
        20,
        "aanhalingsteken dat niet sluit",
        lambda f: register(f, REGISTER.replace("Chassé", '"Chassé')),
        "register.csv, rij 4: een aanhalingsteken is op deze rij niet gesloten (of een cel loopt door op de volgende "
        "regel). Sluit het aanhalingsteken of haal de regelafbreking uit de cel.",
    ),
    Refused(
        20,
        "NUL-teken in een register",
        lambda f: register(f, REGISTER.replace("Chassé", "Chas\0sé")),
        "register.csv, rij 4: deze rij bevat een NUL-teken (een byte 0). Het bestand is beschadigd of geen "
        "tekstbestand; exporteer het opnieuw.",
    ),
    Refused(
        20,
        "NUL-teken in de kerncijfers",
        lambda f: spoil(kwb(f), "Haven", "Ha\0ven"),
        "kerncijfers.csv, rij 7: deze rij bevat een NUL-teken (een byte 0). Het bestand is beschadigd of geen "
        "tekstbestand; exporteer het opnieuw.",
        STATED,
    ),
    Refused(
        29,
        "0 bytes",
        lambda f: write(f, b"", "kerncijfers.csv"),
        "kerncijfers.csv: het bestand is leeg (0 bytes). Haal het bestand opnieuw op of exporteer het opnieuw.",
        STATED,
    ),
    Refused(
        29,
        "alleen een kop, kerncijfers",
        header_of_kwb,
        "kerncijfers.csv: er staat alleen een rij met kolomkoppen in, zonder gegevens. Exporteer het bestand opnieuw.",
        STATED,
    ),
    Refused(
        29,
        "alleen een kop, register",
        lambda f: register(f, "buurt;jaar;inwoners\n"),
        "register.csv: er staat alleen een rij met kolomkoppen in, zonder gegevens. Exporteer het bestand opnieuw.",
    ),
    Refused(
        29,
        "alleen lege rijen",
        lambda f: register(f, "buurt;jaar;inwoners\n;;\n;;\n"),
        "register.csv: er staan alleen lege rijen onder de kolomkoppen. Exporteer het bestand opnieuw.",
    ),
    Refused(
        29,
        "alleen witregels",
        lambda f: register(f, "\r\n\r\n"),
        "register.csv: Het bestand bevat geen tekst. Haal het bestand opnieuw op of exporteer het opnieuw.",
        outcome="niet herkend",
    ),
    Refused(
        29,
        "JSON zonder rijen",
        lambda f: write(f, '{"odata.metadata": "https://bron.example/86165NED/$metadata", "value": []}', "x.json"),
        "x.json: Dit JSON-bestand bevat geen rijen. Haal het bestand opnieuw op.",
        outcome="niet herkend",
    ),
    Refused(
        29,
        "Parquet zonder rijen",
        parquet_without_rows,
        "kerncijfers.parquet: er staan geen rijen in dit bestand. Haal het bestand opnieuw op.",
        STATED,
    ),
    Refused(
        29,
        "werkmap met alleen een kop",
        lambda f: workbook(f / "kwb.xlsx", [*SHORT_HEADER, "a_inw", "a_man"], [], "KWB2025"),
        "kwb.xlsx: het werkblad 'KWB2025' bevat geen gegevens onder de kolomkoppen. Exporteer het opnieuw.",
    ),
    Refused(
        29,
        "kaart zonder vlakken",
        lambda f: write(f, '{"type": "FeatureCollection", "features": []}', "grenzen.geojson"),
        "grenzen.geojson: Er staat geen enkel vlak in dit bestand. Controleer de download; een goed bestand heeft per "
        "buurt, wijk of gemeente één vlak.",
    ),
]

ACCEPTED = [
    Accepted(
        1,
        "register in Windows-1252",
        lambda f: register(f, REGISTER.encode("cp1252")),
        AGAIN,
        ("Opvallend: Tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten.",),
        ("Tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten.",),
    ),
    Accepted(
        1,
        "kerncijfers in Windows-1252",
        lambda f: write(f, kwb(f).read_text("utf-8-sig").encode("cp1252"), "kerncijfers.csv"),
        KWB_2025,
        ("Opvallend: Tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten.",),
        ("Tekenset Windows-1252 (cp1252) herkend en omgezet; controleer letters met accenten.",),
        STATED,
    ),
    Accepted(2, "register met BOM", lambda f: register(f, b"\xef\xbb\xbf" + REGISTER.encode()), AGAIN),
    Accepted(
        2,
        "kerncijfers met BOM",
        lambda f: write(f, b"\xef\xbb\xbf" + kwb(f).read_text("utf-8-sig").encode(), "kerncijfers.csv"),
        KWB_2025,
        options=STATED,
    ),
    Accepted(
        3,
        "register in UTF-16, zoals Excel het opslaat",
        lambda f: register(f, REGISTER.replace(";", "\t").encode("utf-16")),
        AGAIN,
        ("Opvallend: Tekenset UTF-16 herkend en omgezet.", "Cijfers: 3, zonder waarde: 0"),
        ("Tekenset UTF-16 herkend en omgezet.",),
    ),
    Accepted(
        18,
        "kolomkop met een spatie erachter",
        lambda f: register(f, REGISTER.replace("inwoners", "inwoners ")),
        AGAIN,
        ("Variabelen met cijfers (1): inwoners_gemeente",),
    ),
]


@each(REFUSED)
def test_refused(town: Town, folder: Path, case: Refused) -> None:
    town.refuses(case.build(folder), case)


@each(ACCEPTED)
def test_accepted(town: Town, folder: Path, case: Accepted) -> None:
    town.accepts(case.build(folder), case)
