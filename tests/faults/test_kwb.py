"""Faults 25–28: another unit, another number behind a name, another year, or an indicator that is still empty."""

import json
from pathlib import Path

import pytest

from snapshot.build import build
from tests.faults.cases import Accepted, Refused, each, spoil
from tests.faults.conftest import NAME, Town
from tests.faults.town import CODES, INWONERS, KOOP, REGISTER, borders, inhabitants, inhabitants_of, kwb, register
from tests.loaders.kwb_files import SHORT_HEADER, numbered, properties, value_json, workbook
from tests.loaders.seed_files import SCORES
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
KWB_2025 = "cbs_kwb/2025/001"
WOZ = "Wonen/Gemiddelde WOZ-waarde van woningen (euro)"
UNIT = (
    "de eenheid van deze kolom is 'euro', maar hoort 'x 1 000 euro' te zijn. Haal het bestand opnieuw op; klopt de "
    "eenheid echt, dan moet loaders/kwb_variabelen.csv worden aangepast."
)
OTHER_YEAR = "Geef de editie die bij het bestand hoort, of laat haar weg."


def odata(
    folder: Path, inwoners: str = "AantalInwoners_5", koop: str = "Koopwoningen_40", table: str = "86165NED"
) -> Path:
    """An OData 3 answer: it names its table, and has a number behind every name."""
    frame = numbered({inwoners: [inhabitants(code) for code in CODES], koop: [50] * len(CODES)}, CODES)
    return value_json(folder / "k.json", frame, **{"odata.metadata": f"https://bron.example/OData/{table}/$metadata"})


def euro_in_the_description(folder: Path) -> Path:
    frame = numbered({"GemiddeldeWoningwaarde_35": [300] * len(CODES)}, CODES)
    frame.to_parquet(folder / "k.parquet")
    properties(frame, {"GemiddeldeWoningwaarde_35": "euro"}, 2025).to_parquet(folder / "kolommen.parquet")
    return folder / "k.parquet"


def euro_without_a_unit(folder: Path) -> Path:
    numbered({"GemiddeldeWoningwaarde_35": [378000] * len(CODES)}, CODES).to_parquet(folder / "k.parquet")
    return folder / "k.parquet"


def workbook_of(folder: Path, year: int) -> Path:
    row = ["GM0001", "Waterstad", "Waterstad", "Gemeente", 1, 1860]
    return workbook(folder / "kwb.xlsx", [*SHORT_HEADER, "a_inw"], [row], f"KWB{year}")


REFUSED = [
    Refused(
        25,
        "euro in de kolomkop",
        lambda f: kwb(f, {INWONERS: inhabitants_of(), WOZ: [300_000] * len(CODES)}),
        f"kerncijfers.csv, kolom '{WOZ}': {UNIT}",
        STATED,
    ),
    Refused(
        25,
        "euro in de kolombeschrijving",
        euro_in_the_description,
        f"k.parquet, kolom 'GemiddeldeWoningwaarde_35': {UNIT}",
    ),
    Refused(
        25,
        "euro zonder dat de eenheid erbij staat",
        euro_without_a_unit,
        "k.parquet, rij 2, kolom 'GemiddeldeWoningwaarde_35', waarde '378000': 'Gemiddelde WOZ-waarde van woningen' "
        "(x 1 000 euro) is ten minste 0 en ten hoogste 20000. Herstel de waarde of haal het bestand opnieuw op bij de "
        "bron.",
        STATED,
    ),
    Refused(
        25,
        "duizend euro in de beschrijving van een register",
        lambda f: register(
            f,
            REGISTER,
            variabelen=[{"kolom": "inwoners", "variabele": "woz_waarde_gemeente", "eenheid": "x 1 000 euro"}],
        ),
        "register.yaml, rij 15: 'woz_waarde_gemeente' is in 'euro': geef een 'factor' om 'x 1 000 euro' om te rekenen. "
        "Pas 'variabelen.0' aan.",
    ),
    Refused(
        27,
        "tabel van een ander jaar",
        lambda f: odata(f, table="85618NED"),
        f"k.json: het bestand zelf zegt editie 2023, niet 2025. {OTHER_YEAR}",
        STATED,
    ),
    Refused(
        27,
        "werkblad van een ander jaar",
        lambda f: workbook_of(f, 2023),
        f"kwb.xlsx: het bestand zelf zegt editie 2023, niet 2025. {OTHER_YEAR}",
        STATED,
    ),
    Refused(
        27,
        "grenzen van een ander jaar",
        lambda f: borders(f, 2023),
        f"grenzen.geojson: het bestand zelf zegt editie 2023, niet 2025. {OTHER_YEAR}",
        STATED,
    ),
    Refused(
        27,
        "grenzen van twee jaren",
        lambda f: spoil(borders(f, 2023), "2023BU00010000", "2024BU00010000"),
        "grenzen.geojson: In dit bestand staan grenzen van meer dan één jaar: 2023, 2024. "
        "Lever per jaar één bestand aan.",
    ),
    Refused(
        27,
        "meting van een ander jaar",
        lambda f: write(f, SCORES, "scores.csv"),
        f"scores.csv: het bestand zelf zegt editie 2024, niet 2025. {OTHER_YEAR}",
        STATED,
    ),
]

ACCEPTED = [
    Accepted(
        26,
        "andere nummers achter de namen",
        lambda f: odata(f, "AantalInwoners_40", "Koopwoningen_5"),
        KWB_2025,
        ("Variabelen met cijfers (2): aantal_inwoners, percentage_koopwoningen",),
        ("De namen van wijken en buurten ontbreken.",),
    ),
    Accepted(
        26,
        "een naam die niemand kent",
        lambda f: odata(f, koop="KoopWon_40"),
        KWB_2025,
        (
            "Variabelen met cijfers (1): aantal_inwoners",
            "Opvallend: Kolom 'KoopWon_40' is niet gebruikt: de naam is niet bekend; lijkt op 'Koopwoning'.",
        ),
        ("Kolom '…'.", "De namen van wijken en buurten ontbreken."),
    ),
    Accepted(
        28,
        "indicator die in het nieuwe jaar nog leeg is",
        lambda f: kwb(f, {INWONERS: inhabitants_of(), KOOP: [""] * len(CODES)}),
        KWB_2025,
        (
            "Ontbreekt: Nog niet gepubliceerd, 1 van de 2 variabelen: Koopwoningen.",
            "Cijfers: 16, zonder waarde: 16",
        ),
        options=STATED,
    ),
]


@each(REFUSED)
def test_refused(town: Town, folder: Path, case: Refused) -> None:
    town.refuses(case.build(folder), case)


@each(ACCEPTED)
def test_accepted(town: Town, folder: Path, case: Accepted) -> None:
    town.accepts(case.build(folder), case)


def figures(town: Town, indicator: str) -> dict[tuple[str, str], tuple[float | None, str]]:
    """Value and reason by area and period, as the command line gives them."""
    rows = json.loads(town.wijkpeil("figures", "--indicator", indicator, "--json").out)
    return {(row["area"], row["period"]): (row["value"], row["reason"]) for row in rows}


def test_after_a_build_the_old_year_is_kept_and_every_mark_has_its_reason(town: Town, folder: Path) -> None:
    """Faults 21 and 28, up to what is served."""
    marks = {"BU00010000": "-99997", "BU00010001": "-99995", "BU00010002": "-99999", "BU00010003": ".",
             "BU00010004": "x", "BU00010005": "NaN", "BU00010100": "", "BU00010101": 0}  # fmt: skip
    file = kwb(folder, {INWONERS: inhabitants_of(**marks), KOOP: [""] * len(CODES)})
    assert town.fetch(file, *STATED, "--accept").code == 0
    build(NAME)
    koop = figures(town, "koopwoningen")
    assert {koop[code, "2024"] for code in CODES} == {(59.0, "")}
    assert {koop[code, "2025"] for code in CODES} == {(None, "not_published")}
    inwoners = figures(town, "inwoners")
    assert [inwoners[code, "2025"] for code in marks] == [
        (None, "secret"),
        (None, "not_published"),
        (None, "unknown"),
        (None, "secret"),
        (None, "secret"),
        (None, "unknown"),
        (None, "not_applicable"),
        (0.0, ""),
    ]
    assert inwoners["GM0001", "2025"] == (pytest.approx(1860.0), "")
