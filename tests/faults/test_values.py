"""Faults 6, 7, 10 and 21–23: cells that hold no number, a number with two readings, or one that cannot be."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.faults.cases import Accepted, Refused, each
from tests.faults.conftest import Town
from tests.faults.town import CODES, INWONERS, KOOP, REGISTER, inhabitants_of, kwb, register
from tests.loaders.kwb_files import SHORT_HEADER, numbered, workbook
from tests.loaders.seed_files import SCORES
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
REST = len(CODES) - 1
STEDELIJKHEID = "Stedelijkheid/Mate van stedelijkheid (code)"
MEND = "Herstel de waarde. Betekent zij 'geen cijfer', zet haar dan bij 'ontbreekt' in de beschrijving."
FETCH = "Herstel de waarde of haal het bestand opnieuw op bij de bron."
DATE = (
    "hier staat een datum waar een getal hoort; waarschijnlijk heeft Excel de waarde omgezet. "
    "Maak de kolom in Excel op als tekst en vul de waarde opnieuw in."
)


def with_column(folder: Path, label: str, cells: Sequence[object]) -> Path:
    """Kerncijfers with one more column."""
    return kwb(folder, {INWONERS: inhabitants_of(), label: cells})


def date_in_workbook(folder: Path) -> Path:
    row = ["GM0001", "Waterstad", "Waterstad", "Gemeente", 1, 1860, date(2024, 5, 1)]
    return workbook(folder / "kwb.xlsx", [*SHORT_HEADER, "a_inw", "a_man"], [row], "KWB2025")


def endless_in_parquet(folder: Path) -> Path:
    numbered({"AantalInwoners_5": [float("inf")] + [1.0] * REST}, CODES).to_parquet(folder / "kerncijfers.parquet")
    return folder / "kerncijfers.parquet"


REFUSED = [
    Refused(
        6,
        "register",
        lambda f: register(f, REGISTER.replace("100", "1,5").replace("110", "1.6")),
        "register.csv, kolom 'inwoners': decimale komma en punt door elkaar: rij 2 ('1,5') heeft een komma, rij 3 "
        "('1.6') een punt. Gebruik in één kolom één decimaalteken.",
    ),
    Refused(
        6,
        "kerncijfers",
        lambda f: with_column(f, KOOP, ["60,5", "60.5", *[60] * (REST - 1)]),
        f"kerncijfers.csv, kolom '{KOOP}': decimale komma en punt door elkaar: rij 2 ('60,5') heeft een komma, rij 3 "
        "('60.5') een punt. Gebruik in één kolom één decimaalteken.",
        STATED,
    ),
    Refused(
        7,
        "register",
        lambda f: register(f, REGISTER.replace("100", "1.234")),
        "register.csv, rij 2, kolom 'inwoners', waarde '1.234': de punt kan een scheiding van duizendtallen zijn of "
        "een decimaalteken. Zet in de beschrijving 'duizendtal: \".\"' of 'decimaal: \".\"'.",
    ),
    Refused(
        7,
        "register met ook een gebroken getal",
        lambda f: register(f, REGISTER.replace("100", "1.234").replace("110", "12.5")),
        "register.csv, rij 2, kolom 'inwoners', waarde '1.234': een aantal is een geheel getal. Herstel de waarde. "
        "Scheidt het teken duizendtallen, zet dan 'duizendtal' in de beschrijving.",
    ),
    Refused(
        7,
        "kerncijfers",
        lambda f: kwb(f, {INWONERS: inhabitants_of(GM0001="1.860")}),
        f"kerncijfers.csv, rij 3, kolom '{INWONERS}', waarde '1.860': de punt kan een scheiding van duizendtallen zijn "
        "of een decimaalteken. Exporteer het bestand opnieuw zonder scheiding van duizendtallen.",
        STATED,
    ),
    Refused(
        10,
        "register",
        lambda f: register(f, REGISTER.replace("110", "1-mei")),
        f"register.csv, rij 3, kolom 'inwoners', waarde '1-mei': {DATE}",
    ),
    Refused(
        10,
        "klasse in de kerncijfers",
        lambda f: with_column(f, STEDELIJKHEID, ["1-mei", *[1] * REST]),
        f"kerncijfers.csv, rij 2, kolom '{STEDELIJKHEID}', waarde '1-mei': {DATE}",
        STATED,
    ),
    Refused(
        10,
        "echte datum in een werkmap",
        date_in_workbook,
        f"kwb.xlsx, rij 2, kolom 'a_man', waarde '2024-05-01': {DATE}",
    ),
    Refused(
        22,
        "negatief aantal in een register",
        lambda f: register(f, REGISTER.replace("110", "-9")),
        f"register.csv, rij 3, kolom 'inwoners', waarde '-9': een aantal is ten minste 0. {MEND}",
    ),
    Refused(
        22,
        "negatief aantal in de kerncijfers",
        lambda f: kwb(f, {INWONERS: inhabitants_of(BU00010000="-5")}),
        f"kerncijfers.csv, rij 5, kolom '{INWONERS}', waarde '-5': 'Aantal inwoners' (aantal) is ten minste 0. {FETCH}",
        STATED,
    ),
    Refused(
        22,
        "101 procent",
        lambda f: with_column(f, KOOP, [*[60] * REST, 101]),
        f"kerncijfers.csv, rij 17, kolom '{KOOP}', waarde '101': 'Koopwoningen' (%) is ten minste 0 en ten hoogste "
        f"100. {FETCH}",
        STATED,
    ),
    Refused(
        22,
        "klasse 0",
        lambda f: with_column(f, STEDELIJKHEID, [*[1] * REST, 0]),
        f"kerncijfers.csv, rij 17, kolom '{STEDELIJKHEID}', waarde '0': 'Mate van stedelijkheid' (code) is ten minste "
        f"1 en ten hoogste 5. {FETCH}",
        STATED,
    ),
    Refused(
        22,
        "klasse 10",
        lambda f: with_column(f, STEDELIJKHEID, [*[1] * REST, 10]),
        f"kerncijfers.csv, rij 17, kolom '{STEDELIJKHEID}', waarde '10': 'Mate van stedelijkheid' (code) is ten minste "
        f"1 en ten hoogste 5. {FETCH}",
        STATED,
    ),
    Refused(
        22,
        "klasse waar een score hoort",
        lambda f: write(f, SCORES.replace("4.2,0.1", "9,0.1"), "scores.csv"),
        f"scores.csv, rij 2, kolom 'lbm', waarde '9': de score 'lbm' is ten minste 1 en ten hoogste 7. {FETCH}",
    ),
    Refused(
        23,
        "inf in een register",
        lambda f: register(f, REGISTER.replace("110", "inf")),
        f"register.csv, rij 3, kolom 'inwoners', waarde 'inf': dit is geen eindig getal. {MEND}",
    ),
    Refused(
        23,
        "1e400 in een register",
        lambda f: register(f, REGISTER.replace("110", "1e400")),
        f"register.csv, rij 3, kolom 'inwoners', waarde '1e400': dit is geen eindig getal. {MEND}",
    ),
    Refused(
        23,
        "inf in de kerncijfers",
        lambda f: kwb(f, {INWONERS: inhabitants_of(BU00010000="inf")}),
        f"kerncijfers.csv, rij 5, kolom '{INWONERS}', waarde 'inf': dit is geen eindig getal. {FETCH}",
        STATED,
    ),
    Refused(
        23,
        "inf in Parquet",
        endless_in_parquet,
        "kerncijfers.parquet, rij 2, kolom 'AantalInwoners_5', waarde 'inf': dit is geen eindig getal. "
        "Haal het bestand opnieuw op.",
        STATED,
    ),
]

ACCEPTED = [
    Accepted(
        21,
        "tekens voor geen cijfer in de kerncijfers",
        lambda f: kwb(f, {INWONERS: ["-99997", "-99995", "-99999", ".", "", "x", "NaN", *[5] * (REST - 6)]}),
        "cbs_kwb/2025/001",
        ("Cijfers: 9, zonder waarde: 7",),
        options=STATED,
    ),
    Accepted(
        21,
        "tekens voor geen cijfer in een register",
        lambda f: register(
            f,
            "buurt;jaar;inwoners\nMarkt;2025;-99997\nChassé;2025;.\nHaven;2025;x\nNA;2025;NaN\nNone;2025;\nNull;2025;0\n",
        ),
        "lokaal_register/waterstad-inwoners-2025/001",
        ("Cijfers: 1, zonder waarde: 5", "Ontbreekt: 5 cellen zonder cijfer."),
    ),
]


@each(REFUSED)
def test_refused(town: Town, folder: Path, case: Refused) -> None:
    town.refuses(case.build(folder), case)


@each(ACCEPTED)
def test_accepted(town: Town, folder: Path, case: Accepted) -> None:
    town.accepts(case.build(folder), case)
