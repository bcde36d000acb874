"""One small file of every form that the loaders know, whole and sound: where tests of damage begin."""

import zipfile
from pathlib import Path

import geopandas as gpd

from tests.loaders.boundary_files import cbs, feature, geojson, geopackage, square, topojson
from tests.loaders.kwb_files import SHORT_HEADER, numbered, short_rows, table_view, value_json, workbook
from tests.loaders.table_files import write

SCORES = (
    "bu_code,bu_naam,jaar,lbm,afw,fys,onv,soc,vrz,won\n"
    "BU00010100,Bavel,2024,4.2,0.1,0.05,0.01,0.01,0.02,0.01\n"
    "BU00010101,Geeren-Noord,2024,4.1,0,0,0,0,0,0\n"
)
REGISTER = "buurt;jaar;inwoners\nMarkt;2023;100\nChassé;2024;110\n"
SHAPEFILE_PARTS = (".shx", ".dbf", ".prj")


def seeds(folder: Path) -> list[Path]:
    """The files, none of them a companion."""
    frame = numbered({"AantalInwoners_5": [9] * 4})
    frame.to_parquet(folder / "genummerd.parquet")
    arcs = [[[4.7, 51.5], [4.8, 51.5], [4.8, 51.6], [4.7, 51.5]]]
    triangle = {"type": "Polygon", "arcs": [[0]], "properties": cbs("BU00010100", "Bavel")}
    layer = {"buurtcode": ["BU00010100"], "geometry": [square()]}
    shapes = gpd.GeoDataFrame({"BU_CODE": ["BU00010100"]}, geometry=[square()], crs="EPSG:28992")
    shapes.to_file(folder / "kaart.shp")
    with zipfile.ZipFile(folder / "scores.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scores/scores buurten.csv", SCORES)
    observation = {"Measure": "T001036", "ValueAttribute": "None", "Value": 5.0, "WijkenEnBuurten": "GM0001"}
    health = ["WijkenEnBuurten", "Perioden", "Leeftijd", "Marges", "Roker_1", "Drinker_2", "Eenzaam_3"]
    adults = ["GM0001", "2020JJ00", "20300", "MW00000", "1.0", "2.0", "3.0"]
    return [
        table_view(folder / "tabel.csv", {"Bevolking/Aantal inwoners (aantal)": [9] * 4}),
        workbook(folder / "kort.xlsx", [*SHORT_HEADER, "a_inw"], short_rows([9] * 4), "KWB2022"),
        workbook(folder / "kort.xls", [*SHORT_HEADER, "a_inw"], short_rows([9] * 4), "KWB2018"),
        folder / "genummerd.parquet",
        value_json(folder / "genummerd.json", frame),
        value_json(folder / "waarnemingen.json", [observation]),
        geojson(folder / "kaart.geojson", [feature(cbs("BU00010100", "Bavel"), square())]),
        topojson(folder / "kaart.topojson.gz", [triangle], arcs),
        geopackage(folder / "kaart.gpkg", {"buurten": layer}),
        folder / "kaart.shp",
        write(folder, SCORES, "scores.csv"),
        folder / "scores.zip",
        workbook(folder / "gezondheid.xlsx", health, [adults], "x"),
        write(folder, REGISTER, "register.csv"),
    ]
