"""Faults 8, 9, 11–16 and 24: codes and names that are damaged, unknown, padded or there twice."""

from pathlib import Path

from tests.faults.cases import Accepted, Refused, each, spoil
from tests.faults.conftest import Town
from tests.faults.town import BY_CODE, CODES, INWONERS, REGISTER, borders, inhabitants_of, kwb, kwb_rows, register
from tests.loaders.boundary_files import cbs, feature, geojson, square
from tests.loaders.kwb_files import REGION_HEADERS, SHORT_HEADER, text_csv, workbook
from tests.loaders.seed_files import SCORES
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
AGAIN = "lokaal_register/waterstad-inwoners-2023-2024/002"
NEW = "lokaal_register/waterstad-inwoners-2025/001"
KWB_2025, BORDERS_2025 = "cbs_kwb/2025/001", "cbs_grenzen/2025/001"
CODED = REGISTER.replace("Markt", "BU00010000").replace("Chassé", "BU00010001")
LOST_ZERO = "de voorloopnul is weggevallen. Herstel de code in het bestand."
KWB_CODE = "Regioaanduiding/Codering (code)"
IN_RD = "Het bestand noemt geen coördinatenstelsel; volgens de getallen is het RD (EPSG:28992)."


def coded(folder: Path, old: str = "", new: str = "") -> Path:
    """The register with codes for names."""
    return register(folder, CODED.replace(old, new), gebied=BY_CODE)


def workbook_with_number_for_code(folder: Path) -> Path:
    row = [10000, "Markt", "Waterstad", "Buurt", 1, 100]
    return workbook(folder / "kwb.xlsx", ["gwb_code_8", *SHORT_HEADER[1:], "a_inw"], [row], "KWB2025")


def row_twice(folder: Path, inhabitants: int) -> Path:
    rows = kwb_rows([[*inhabitants_of(), inhabitants]], [*CODES, CODES[-1]])
    return text_csv(folder / "kerncijfers.csv", [*REGION_HEADERS, INWONERS], rows)


def shape_twice(folder: Path, *columns: int) -> Path:
    shapes = [feature(cbs("BU00010100", "Bavel", 2025), square(column)) for column in columns]
    return geojson(folder / "grenzen.geojson", shapes)


def with_water(folder: Path, *marks: str) -> Path:
    shapes = [
        feature({**cbs("BU00010100", "Bavel", 2025), "water": mark}, square(column))
        for column, mark in enumerate(marks)
    ]
    return geojson(folder / "grenzen.geojson", shapes)


def unknown_codes(folder: Path) -> Path:
    rows = [f"BU0001{number:04d};2025;{number}" for number in range(501, 513)]
    return register(folder, "\n".join(["buurt;jaar;inwoners", *rows, "BU00010000;2025;9\n"]), gebied=BY_CODE)


REFUSED = [
    Refused(
        8,
        "verloren nul in een register",
        lambda f: coded(f, "BU00010000", "BU0010000"),
        "register.csv, rij 2, kolom 'buurt', waarde 'BU0010000': dit is geen geldige gebiedscode. Bedoeld is "
        f"waarschijnlijk 'BU00010000': {LOST_ZERO}",
    ),
    Refused(
        8,
        "code die een getal werd",
        lambda f: coded(f, "BU00010000", "10000"),
        "register.csv, rij 2, kolom 'buurt', waarde '10000': dit is geen geldige gebiedscode. Bedoeld is "
        f"waarschijnlijk 'BU00010000': {LOST_ZERO}",
    ),
    Refused(
        8,
        "0758 werd 758",
        lambda f: spoil(kwb(f), "GM0001    ", "758"),
        f"kerncijfers.csv, rij 3, kolom '{KWB_CODE}', waarde '758': dit is geen geldige gebiedscode. Bedoeld is "
        f"waarschijnlijk 'GM0758': {LOST_ZERO}",
        STATED,
    ),
    Refused(
        8,
        "getal in een werkmap",
        workbook_with_number_for_code,
        "kwb.xlsx, rij 2, kolom 'gwb_code_8', waarde 'BU10000': dit is geen geldige gebiedscode. Bedoeld is "
        f"waarschijnlijk 'BU00010000': {LOST_ZERO}",
    ),
    Refused(
        8,
        "verloren nul op een kaart",
        lambda f: spoil(borders(f, 2025), '"BU00010000"', '"BU0010000"'),
        "grenzen.geojson, kolom 'statcode', waarde 'BU0010000': De code van object 3 is geen geldige gebiedscode. "
        "Bedoeld is waarschijnlijk BU00010000; bewaar codes als tekst, dan blijven de nullen vooraan staan.",
    ),
    Refused(
        9,
        "code als macht van tien in een register",
        lambda f: coded(f, "BU00010000", "7,58E+06"),
        "register.csv, rij 2, kolom 'buurt', waarde '7,58E+06': deze code staat in wetenschappelijke notatie; "
        "waarschijnlijk heeft Excel de cijfers weggelaten. Maak de kolom in Excel op als tekst en exporteer opnieuw.",
    ),
    Refused(
        9,
        "code als macht van tien in de kerncijfers",
        lambda f: spoil(kwb(f), "BU00010000", "7.58E+06"),
        f"kerncijfers.csv, rij 5, kolom '{KWB_CODE}', waarde '7.58E+06': deze code staat in wetenschappelijke notatie; "
        "waarschijnlijk heeft Excel de cijfers weggelaten. Maak de kolom in Excel op als tekst en exporteer opnieuw.",
        STATED,
    ),
    Refused(
        11,
        "alleen codes van elders",
        lambda f: register(f, "buurt;jaar;inwoners\nBU07580000;2025;3\n", gebied=BY_CODE),
        "register.csv, kolom 'buurt': geen enkel gebied in dit bestand is bekend bij de gemeente van de beschrijving. "
        "Controleer 'gemeente' en 'gebied' in de beschrijving.",
    ),
    Refused(
        11,
        "naam waar een code hoort",
        lambda f: coded(f, "BU00010000", "Markt"),
        "register.csv, rij 2, kolom 'buurt', waarde 'Markt': dit is geen geldige gebiedscode. "
        "Gebruik codes als BU07580106, WK075801 of GM0758.",
    ),
    Refused(
        15,
        "register",
        lambda f: register(f, REGISTER + "Markt;2024;111\n"),
        "register.csv, kolom 'inwoners': 'BU00010000 / 2024' staat er twee keer met verschillende waarden: rij 3 heeft "
        "'110' en rij 5 heeft '111'. Verwijder de onjuiste rij.",
    ),
    Refused(
        15,
        "kerncijfers",
        lambda f: row_twice(f, 7),
        f"kerncijfers.csv, kolom '{INWONERS}': 'BU000101AD' staat er twee keer met verschillende waarden: rij 17 heeft "
        "'210' en rij 18 heeft '7'. Verwijder de onjuiste rij.",
        STATED,
    ),
    Refused(
        15,
        "Leefbaarometer",
        lambda f: write(f, SCORES + "BU00010100,Bavel,2024,4.3,0.2,0.15,0.01,0.01,0.02,0.01\n", "scores.csv"),
        "scores.csv, kolom 'lbm': 'BU00010100 / 2024' staat er twee keer met verschillende waarden: rij 2 heeft '4,2' "
        "en rij 4 heeft '4,3'. Verwijder de onjuiste rij.",
    ),
    Refused(
        15,
        "kaart",
        lambda f: shape_twice(f, 0, 1),
        "grenzen.geojson, waarde 'BU00010100': Object 1 en object 2 hebben dezelfde code en een ander vlak. Voeg de "
        "delen samen tot één object per gebied, of haal het verkeerde object weg.",
    ),
    Refused(
        16,
        "water dat niet duidelijk is",
        lambda f: with_water(f, "misschien"),
        "grenzen.geojson, kolom 'water', waarde 'misschien': Object 1 zegt niet duidelijk of het water is. "
        "Gebruik JA voor water en NEE voor land.",
    ),
]

ACCEPTED = [
    Accepted(
        11,
        "twaalf onbekende codes in een register",
        unknown_codes,
        NEW,
        (
            "Apart gezet: 12 onbekende gebiedscodes in kolom 'buurt' apart gezet (12 rijen): BU00010501, BU00010502, "
            "BU00010503, BU00010504, BU00010505, BU00010506, BU00010507, BU00010508, BU00010509, BU00010510 …",
            "Cijfers: 1, zonder waarde: 0",
        ),
        ("12 onbekende gebiedscodes in kolom '…' apart gezet (12 rijen).",),
    ),
    Accepted(
        11,
        "onbekende naam in een register",
        lambda f: register(f, REGISTER.replace("Chassé", "Elders")),
        AGAIN,
        (
            "Apart gezet: 1 onbekende naam apart gezet (1 rij): 'Elders'. Zet ze bij 'namen' in de beschrijving.",
            "Cijfers: 2, zonder waarde: 0",
        ),
        ("1 onbekende naam apart gezet (1 rij).",),
    ),
    Accepted(
        11,
        "buurt van een gemeente die niet in de kerncijfers staat",
        lambda f: spoil(kwb(f), "BU00010100", "BU99990100"),
        KWB_2025,
        ("Apart gezet: Gebieden apart gezet, omdat hun gemeente niet in het bestand staat (1): BU99990100.",),
        ("Gebieden apart gezet, omdat hun gemeente niet in het bestand staat (1).",),
        STATED,
    ),
    Accepted(
        12,
        "letters in een register",
        lambda f: coded(f, "BU00010000", "BU000101AD"),
        AGAIN,
        ("Cijfers: 3, zonder waarde: 0",),
    ),
    Accepted(12, "letters in de kerncijfers", kwb, KWB_2025, ("Cijfers: 32, zonder waarde: 0",), options=STATED),
    Accepted(
        12,
        "letters op een kaart",
        lambda f: borders(f, 2025),
        BORDERS_2025,
        ("Gelezen: 12 buurten, grenzen van 2025.",),
        (IN_RD,),
    ),
    Accepted(
        13,
        "spatie, harde spatie en kleine letters in een register",
        lambda f: coded(f, "BU00010000", "bu00010000\u00a0 "),
        AGAIN,
        (
            "Opvallend: 2 codes in kolom 'buurt' ontdaan van spaties of kleine letters.",
            "Cijfers: 3, zonder waarde: 0",
        ),
        ("2 codes in kolom '…' ontdaan van spaties of kleine letters.",),
    ),
    Accepted(
        13,
        "kleine letters in de kerncijfers",
        lambda f: spoil(kwb(f), "BU00010000", "bu00010000"),
        KWB_2025,
        (f"Opvallend: 1 code in kolom '{KWB_CODE}' ontdaan van spaties of kleine letters.",),
        ("1 code in kolom '…' ontdaan van spaties of kleine letters.",),
        STATED,
    ),
    Accepted(
        13,
        "spatie en kleine letters op een kaart",
        lambda f: spoil(borders(f, 2025), '"BU00010000"', '"bu00010000 "'),
        BORDERS_2025,
        ("Opvallend: 1 code ontdaan van spaties of kleine letters.",),
        ("1 code ontdaan van spaties of kleine letters.", IN_RD),
    ),
    Accepted(
        14,
        "register",
        lambda f: register(f, REGISTER + "Markt;2024;110\n"),
        AGAIN,
        ("Opvallend: 1 dubbele rij met dezelfde waarden samengevouwen.", "Cijfers: 3, zonder waarde: 0"),
        ("1 dubbele rij met dezelfde waarden samengevouwen.",),
    ),
    Accepted(
        14,
        "kerncijfers",
        lambda f: row_twice(f, 210),
        KWB_2025,
        ("Opvallend: 1 dubbele rij met dezelfde waarden samengevouwen.", "Cijfers: 16, zonder waarde: 0"),
        ("1 dubbele rij met dezelfde waarden samengevouwen.",),
        STATED,
    ),
    Accepted(
        14,
        "kaart",
        lambda f: shape_twice(f, 0, 0),
        BORDERS_2025,
        ("Opvallend: 1 object dubbel aanwezig en één keer gebruikt.", "Grenzen: 1 vlak"),
        ("1 object dubbel aanwezig en één keer gebruikt.", IN_RD),
    ),
    Accepted(
        16,
        "land en water met één code",
        lambda f: with_water(f, "NEE", "JA"),
        BORDERS_2025,
        ("Gebieden: 1 × buurt", "Grenzen: 2 vlakken", "Gelezen: 1 watervlak bij dezelfde codes apart gehouden."),
        (IN_RD,),
    ),
    Accepted(
        24,
        "buurten die NA, None en Null heten",
        lambda f: register(f, "buurt;jaar;inwoners\nNA;2025;1\nNone;2025;2\nNull;2025;3\n"),
        NEW,
        ("Cijfers: 3, zonder waarde: 0", "Gelezen: Inwoners, 2025: 3 cijfers van 3 gebieden. Uitgever: Gemeente "
         "Waterstad. Licentie: CC0."),
    ),
]  # fmt: skip


@each(REFUSED)
def test_refused(town: Town, folder: Path, case: Refused) -> None:
    town.refuses(case.build(folder), case)


@each(ACCEPTED)
def test_accepted(town: Town, folder: Path, case: Accepted) -> None:
    town.accepts(case.build(folder), case)


def test_fetch_itself_shows_what_it_set_apart(town: Town, folder: Path) -> None:
    assert town.fetch(unknown_codes(folder)).out == (
        "Toegevoegd: 1\n  register.csv: Inwoners (Gemeente Waterstad), editie waterstad-inwoners-2025, levering 1\n"
        "    Apart gezet: 12 onbekende gebiedscodes in kolom 'buurt' apart gezet (12 rijen): BU00010501, BU00010502, "
        "BU00010503, BU00010504, BU00010505, BU00010506, BU00010507, BU00010508, BU00010509, BU00010510 …\n"
    )


def test_code_of_another_years_borders_is_placed_once_those_borders_are_there(town: Town, folder: Path) -> None:
    old = register(folder, "buurt;jaar;inwoners\nBU00010009;2020;5\nBU00010000;2020;6\n", gebied=BY_CODE)
    assert "Apart gezet: 1 onbekende gebiedscode in kolom 'buurt' apart gezet (1 rij): BU00010009" in (
        town.check(old).out.splitlines()
    )
    town.fetch(spoil(borders(folder, 2020), "BU00010000", "BU00010009"))
    assert "Gelezen: Inwoners, 2020: 2 cijfers van 2 gebieden. Uitgever: Gemeente Waterstad. Licentie: CC0." in (
        town.check(old).out.splitlines()
    )


def test_names_that_look_like_missing_values_are_shown_as_names(town: Town) -> None:
    lines = town.wijkpeil("areas", "--programme", "waterstad", "--level", "buurt").out.splitlines()
    names = {line.split()[-1] for line in lines if line.startswith("BU0001000")}
    assert names == {"Markt", "Chassé", "Haven", "NA", "None", "Null"}
