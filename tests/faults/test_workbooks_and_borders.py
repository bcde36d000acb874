"""Faults 35–37: workbooks whose cells or sheets are not what they seem, and maps that are damaged or elsewhere."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyogrio
import shapely
from openpyxl import Workbook

from tests.faults.cases import Accepted, Refused, each
from tests.faults.conftest import Town
from tests.faults.town import CODES, REGISTER, inhabitants, register
from tests.loaders.boundary_files import cbs, feature, geojson, geopackage, in_degrees, square
from tests.loaders.kwb_files import SHORT_HEADER, workbook
from tests.loaders.table_files import write

STATED = ("--edition", "2025")
KWB_2025, BORDERS_2025 = "cbs_kwb/2025/001", "cbs_grenzen/2025/001"
OPEN = "Open de werkmap in Excel, herstel de cel of plak alleen waarden, en sla hem opnieuw op."
AGAIN = "Download het bestand opnieuw bij de bron en bied het nog eens aan."
IN_RD = "Het bestand noemt geen coördinatenstelsel; volgens de getallen is het RD (EPSG:28992)."


def kwb_workbook(folder: Path, change: Callable[[Workbook], object], name: str = "kwb.xlsx") -> Path:
    """A workbook of the whole town, changed as a person might in Excel. F is the column with inhabitants."""
    rows = [[code, "Naam", "Waterstad", "Soort", 1, inhabitants(code)] for code in CODES]
    path = workbook(folder / name, [*SHORT_HEADER, "a_inw"], rows, "KWB2025")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def first(book: Workbook) -> openpyxl.worksheet.worksheet.Worksheet:
    return book.worksheets[0]


def copied(book: Workbook, state: str = "visible") -> None:
    book.copy_worksheet(first(book)).sheet_state = state  # type: ignore[assignment]


def hidden(book: Workbook) -> None:
    book.create_sheet("Toelichting")
    first(book).sheet_state = "hidden"


def cells(place: str, value: object) -> Callable[[Workbook], object]:
    return lambda book: first(book).__setitem__(place, value)


def formula_with_value(folder: Path) -> Path:
    """As Excel saves it: the formula with the value that it gave."""
    plain = kwb_workbook(folder, lambda book: None, "zonder.xlsx")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(folder / "kwb.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = re.search(rb'<c r="F3"[^>]*><v>1860</v></c>', content)
                assert cell is not None
                content = content.replace(cell.group(), b'<c r="F3"><f>SUM(F4,F11)</f><v>1860</v></c>')
            new.writestr(name, content)
    plain.unlink()
    return folder / "kwb.xlsx"


def register_workbook(folder: Path, *sheets: str, **changes: object) -> Path:
    register(folder, REGISTER, **changes)
    book = Workbook()
    book.remove(first(book))
    for sheet in sheets:
        page = book.create_sheet(sheet)
        for row in REGISTER.splitlines():
            page.append(row.split(";"))
    book.save(folder / "register.xlsx")
    return folder / "register.xlsx"


def map_of(folder: Path, *shapes: shapely.Geometry | None) -> Path:
    features = [feature(cbs(f"BU0001010{n}", f"Buurt {n}", 2025), shape) for n, shape in enumerate(shapes)]
    return geojson(folder / "grenzen.geojson", features)


def package(folder: Path, shape: shapely.Geometry, layer: str = "buurten", column: str = "buurtcode") -> Path:
    return geopackage(folder / "grenzen.gpkg", {layer: {column: ["BU00010100"], "geometry": [shape]}})


def table_only(folder: Path) -> Path:
    pyogrio.write_dataframe(pd.DataFrame({"buurtcode": ["BU00010100"]}), folder / "grenzen.gpkg", layer="tabel")
    return folder / "grenzen.gpkg"


def swapped(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda x, y: (y, x), interleaved=False)


# Two triangles of half a square kilometre together, drawn as one ring that crosses itself.
BOW_TIE = shapely.Polygon([(112_000, 400_000), (114_000, 401_000), (114_000, 400_000), (112_000, 401_000)])

REFUSED = [
    Refused(
        35,
        "formule die niet is uitgerekend",
        lambda f: kwb_workbook(f, cells("F5", "=1+1")),
        f"kwb.xlsx, rij 5, kolom 'F': deze cel bevat een formule zonder uitgerekende waarde. {OPEN}",
    ),
    Refused(
        35,
        "fout van Excel in een cel",
        lambda f: kwb_workbook(f, cells("F5", "#N/A")),
        f"kwb.xlsx, rij 5, kolom 'F', waarde '#N/A': deze cel bevat een Excel-fout. {OPEN}",
    ),
    Refused(
        35,
        "alleen een verborgen werkblad met cijfers",
        lambda f: kwb_workbook(f, hidden),
        "kwb.xlsx: er is geen zichtbaar werkblad met gegevens. Verborgen werkbladen zijn niet gelezen: 'KWB2025'. "
        "Maak het bedoelde werkblad zichtbaar.",
    ),
    Refused(
        35,
        "twee werkbladen met kerncijfers",
        lambda f: kwb_workbook(f, copied),
        "kwb.xlsx: er zijn meer werkbladen met gegevens: 'KWB2025', 'KWB2025 Copy'. Houd er één over, of noem het bij "
        "'werkblad' in de beschrijving.",
    ),
    Refused(
        35,
        "twee werkbladen in een register",
        lambda f: register_workbook(f, "2023", "2024"),
        "register.xlsx: Er zijn meer werkbladen met gegevens: '2023', '2024'. Houd er één over, of noem het bij "
        "'werkblad' in de beschrijving.",
        outcome="niet herkend",
    ),
    Refused(
        35,
        "werkblad uit de beschrijving dat er niet is",
        lambda f: register_workbook(f, "2023", werkblad="2024"),
        "register.xlsx: er is geen werkblad '2024'. Kies een van de werkbladen '2023'.",
    ),
    Refused(
        35,
        "werkmap die is afgebroken",
        lambda f: write(f, kwb_workbook(f, lambda book: None).read_bytes()[:2000], "kwb.xlsx"),
        "kwb.xlsx: De werkmap is beschadigd of geen Excel-bestand. Open hem in Excel en sla hem opnieuw op.",
        outcome="niet herkend",
    ),
    Refused(
        36,
        "GeoPackage dat is afgebroken",
        lambda f: write(f, package(f, square()).read_bytes()[:50_000], "grenzen.gpkg"),
        f"grenzen.gpkg: Dit GeoPackage is afgebroken: het hoort 98.304 bytes te zijn en is er 50.000. {AGAIN}",
    ),
    Refused(
        36,
        "GeoPackage zonder laag met vlakken",
        table_only,
        f"grenzen.gpkg: Dit GeoPackage-bestand bevat geen enkele laag met vlakken. {AGAIN}",
    ),
    Refused(
        36,
        "GeoPackage met een laag zonder codes",
        lambda f: package(f, square(), "wegen", "naam"),
        "grenzen.gpkg: Dit GeoPackage heeft geen laag met codes van buurten, wijken of gemeenten (een kolom als "
        "statcode of buurtcode). Lagen: wegen.",
        outcome="niet herkend",
    ),
    Refused(
        36,
        "graden die RD heten",
        lambda f: package(f, shapely.box(4.7, 51.5, 4.8, 51.6)),
        "grenzen.gpkg: De vlakken liggen niet in Nederland: x loopt van 4,70 tot 4,80 en y van 51,50 tot 51,60. "
        "Volgens het bestand zijn de coördinaten in EPSG:28992. Zet het juiste coördinatenstelsel in het bestand: RD "
        "is EPSG:28992, WGS84 is EPSG:4326.",
        STATED,
    ),
    Refused(
        36,
        "assen verwisseld in RD",
        lambda f: package(f, swapped(square())),
        "grenzen.gpkg: De vlakken liggen niet in Nederland: x loopt van 400.000 tot 401.000 en y van 112.000 tot "
        "113.000. De assen lijken verwisseld. Lever het bestand aan met x voorop: bij WGS84 eerst de lengtegraad, bij "
        "RD eerst de x-coördinaat.",
        STATED,
    ),
    Refused(
        36,
        "assen verwisseld in graden",
        lambda f: map_of(f, swapped(in_degrees(square()))),
        "grenzen.geojson: De vlakken liggen niet in Nederland: x loopt van 51,59 tot 51,60 en y van 4,77 tot 4,78. De "
        "assen lijken verwisseld. Lever het bestand aan met x voorop: bij WGS84 eerst de lengtegraad, bij RD eerst de "
        "x-coördinaat.",
    ),
    Refused(
        36,
        "kaart van Suriname",
        lambda f: map_of(f, shapely.box(-60, 2, -55, 6)),
        "grenzen.geojson: De vlakken liggen niet in Nederland: x loopt van -60,00 tot -55,00 en y van 2,00 tot 6,00. "
        "Sla het bestand opnieuw op in RD (EPSG:28992) of WGS84 (EPSG:4326).",
    ),
    Refused(
        37,
        "geen enkel vlak",
        lambda f: map_of(f, None, None),
        "grenzen.geojson: Geen enkel gebied in dit bestand heeft een vlak. Controleer de download; een goed bestand "
        "heeft per buurt, wijk of gemeente één vlak.",
    ),
    Refused(
        37,
        "punten in plaats van vlakken",
        lambda f: map_of(f, shapely.Point(112_000, 400_000)),
        "grenzen.geojson: Deze kaart bevat geen vlakken maar punten.",
        outcome="niet herkend",
    ),
]

ACCEPTED = [
    Accepted(
        35,
        "formule met haar uitkomst",
        formula_with_value,
        KWB_2025,
        ("Gelezen: Werkblad 'KWB2025' gelezen, alleen waarden.", "Cijfers: 16, zonder waarde: 0"),
    ),
    Accepted(
        35,
        "verborgen werkblad naast het bedoelde",
        lambda f: kwb_workbook(f, lambda book: copied(book, "hidden")),
        KWB_2025,
        (
            "Gelezen: Werkblad 'KWB2025' gelezen, alleen waarden.",
            "Overgeslagen: Verborgen werkbladen niet gelezen: 'KWB2025 Copy'.",
            "Cijfers: 16, zonder waarde: 0",
        ),
    ),
    Accepted(
        37,
        "ongeldig, leeg en ontbrekend vlak",
        lambda f: map_of(f, square(5), BOW_TIE, shapely.Polygon(), None),
        BORDERS_2025,
        (
            "Gebieden: 4 × buurt",
            "Grenzen: 2 vlakken",
            "Ontbreekt: 1 gebied zonder vlak in het bestand, dus niet op de kaart: BU00010103 (Buurt 3).",
            "Ontbreekt: 1 gebied met een vlak zonder oppervlakte, dus niet op de kaart: BU00010102 (Buurt 2).",
            "Opvallend: 1 gebied met een ongeldig vlak, dat is hersteld: BU00010101 (Buurt 1).",
        ),
        ("1 gebied met een ongeldig vlak, dat is hersteld.", IN_RD),
    ),
]


@each(REFUSED)
def test_refused(town: Town, folder: Path, case: Refused) -> None:
    town.refuses(case.build(folder), case)


@each(ACCEPTED)
def test_accepted(town: Town, folder: Path, case: Accepted) -> None:
    town.accepts(case.build(folder), case)
