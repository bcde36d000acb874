"""Every form of boundary file gives the same thing: areas of one year and valid polygons in RD."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from model.loading import AREA_COLUMNS, GEOMETRY_COLUMNS, Recognition
from tests.loaders.boundary_files import (
    cbs,
    feature,
    geojson,
    geopackage,
    in_degrees,
    read,
    recognise,
    square,
    told,
    topojson,
)


def test_geojson_in_degrees_without_crs(tmp_path: Path) -> None:
    features = [
        feature(cbs("BU00010101", "Zuid"), in_degrees(square(1))),
        feature(cbs("BU00010100", "NA"), in_degrees(square())),
    ]
    path = geojson(tmp_path / "buurten.geojson", features)
    assert recognise(path) == Recognition("cbs_grenzen", "grenzen van buurten in 2015 (GeoJSON)", "2015")
    reading = read(path)
    assert reading.observations is None
    assert reading.areas is not None
    assert list(reading.areas.columns) == list(AREA_COLUMNS)
    assert reading.areas.drop(columns="change_flag").to_numpy().tolist() == [
        ["BU00010100", 2015, "NA", "buurt", "WK000101", "GM0001"],
        ["BU00010101", 2015, "Zuid", "buurt", "WK000101", "GM0001"],
    ]
    assert reading.areas["change_flag"].isna().all()
    assert reading.geometry is not None
    assert list(reading.geometry.columns) == list(GEOMETRY_COLUMNS)
    assert reading.geometry.crs == "EPSG:28992"
    assert reading.geometry.area.tolist() == pytest.approx([1_000_000, 1_000_000], rel=1e-6)
    assert shapely.hausdorff_distance(reading.geometry.geometry.iloc[0], square()) < 0.01
    assert told(reading) == [("gelezen", "2 buurten, grenzen van 2015.")]


def test_geojson_in_rd_without_crs_is_placed_by_its_numbers(tmp_path: Path) -> None:
    reading = read(geojson(tmp_path / "a.geojson", [feature(cbs("WK000101", "Dorp"), square())]))
    assert reading.geometry is not None
    assert reading.geometry.geometry.iloc[0].equals(square())
    assert told(reading) == [
        ("gelezen", "1 wijk, grenzen van 2015."),
        ("opvallend", "Het bestand noemt geen coördinatenstelsel; volgens de getallen is het RD (EPSG:28992)."),
    ]


def test_geojson_with_crs_member(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    reading = read(geojson(tmp_path / "a.geojson", [feature(cbs("GM0001", "Stad"), square())], crs=crs))
    assert reading.geometry is not None
    assert reading.geometry.geometry.iloc[0].equals(square())
    assert told(reading) == [("gelezen", "1 gemeente, grenzen van 2015.")]
    assert reading.areas is not None
    assert reading.areas[["parent", "gemeente"]].to_numpy().tolist() == [["NL00", "GM0001"]]


def test_year_in_the_metadata_of_the_file(tmp_path: Path) -> None:
    features = [feature({"gemeentecode": "GM0001", "gemeentenaam": "Stad", "aantal_inwoners": 9}, square())]
    path = geojson(tmp_path / "a.geojson", features, metadata={"type": "gemeenten", "year": 2022})
    assert recognise(path) == Recognition("cbs_grenzen", "grenzen van gemeenten in 2022 (GeoJSON)", "2022")


@pytest.mark.parametrize("style", ["snake", "camel"])
def test_pdok_with_land_and_water_of_one_code(tmp_path: Path, style: str) -> None:
    def properties(water: str, name: str | None) -> dict[str, object]:
        flag = "indelingswijziging_wijken_en_buurten" if style == "snake" else "indelingswijzigingWijkenEnBuurten"
        shared = {"buurtcode": "BU0363AD07", "buurtnaam": name, "wijkcode": "WK0363AD", "gemeentecode": "GM0363"}
        return {**shared, "water": water, flag: 3 if water == "NEE" else -99997, "jaar": 2024}

    path = geojson(
        tmp_path / "a.geojson",
        [feature(properties("JA", None), square(1)), feature(properties("NEE", "Kade"), square())],
    )
    assert recognise(path) == Recognition("cbs_grenzen", "grenzen van buurten in 2024 (GeoJSON)", "2024")
    reading = read(path, "2024")
    assert reading.areas is not None
    assert reading.areas.to_numpy().tolist() == [["BU0363AD07", 2024, "Kade", "buurt", "WK0363AD", "GM0363", 3]]
    assert reading.geometry is not None
    assert reading.geometry[["code", "water"]].to_numpy().tolist() == [["BU0363AD07", False], ["BU0363AD07", True]]
    assert reading.geometry.geometry.iloc[1].equals(square(1))
    assert ("gelezen", "1 watervlak bij dezelfde codes apart gehouden.") in told(reading)


def test_municipal_file_with_codes_in_parts_and_no_year(tmp_path: Path) -> None:
    properties = {"OBJECTID": 1, "BUURTCODE": "0102", "BUURT": "Zuid", "GEMEENTECODE": "0001", "GOUWCODE": "01"}
    path = geojson(tmp_path / "Buurten 2023.geojson", [feature(properties, square())])
    assert recognise(path) == Recognition("cbs_grenzen", "grenzen van buurten (GeoJSON)", None)
    reading = read(path, "2023")
    assert reading.areas is not None
    assert reading.areas.drop(columns="change_flag").to_numpy().tolist() == [
        ["BU00010102", 2023, "Zuid", "buurt", "WK000101", "GM0001"]
    ]


def test_geopackage_gives_its_three_levels_in_one_delivery(tmp_path: Path) -> None:
    layers = {
        "buurten": {"buurtcode": ["BU00010100"], "buurtnaam": ["Kern"], "jaar": [2023], "geometry": [square()]},
        "wijken": {"wijkcode": ["WK000101"], "wijknaam": ["Dorp"], "jaar": [2023], "geometry": [square()]},
        "gemeenten": {"gemeentecode": ["GM0001"], "gemeentenaam": ["Stad"], "jaar": [2023], "geometry": [square()]},
        "kerken": {"naam": ["Grote Kerk"], "geometry": [square().centroid]},
    }
    path = geopackage(tmp_path / "wijkenbuurten_v1.gpkg", layers)
    what = "grenzen van buurten, wijken en gemeenten in 2023 (GeoPackage)"
    assert recognise(path) == Recognition("cbs_grenzen", what, "2023")
    reading = read(path, "2023")
    assert reading.areas is not None
    assert reading.areas[["code", "level", "parent"]].to_numpy().tolist() == [
        ["BU00010100", "buurt", "WK000101"],
        ["GM0001", "gemeente", "NL00"],
        ["WK000101", "wijk", "GM0001"],
    ]
    assert told(reading) == [
        ("gelezen", "1 buurt, grenzen van 2023."),
        ("gelezen", "1 wijk, grenzen van 2023."),
        ("gelezen", "1 gemeente, grenzen van 2023."),
    ]


def test_geopackage_of_the_country_is_read_for_the_gemeenten_asked_for(tmp_path: Path) -> None:
    codes = ["BU00010100", "BU00020100", "BU00010101"]
    layers = {
        "buurten": {"BU_CODE": codes, "geometry": [square(n) for n in range(3)]},
        "gemeenten": {"GM_CODE": ["GM0001", "GM0002"], "geometry": [square(), square(1)]},
    }
    reading = read(geopackage(tmp_path / "nl.gpkg", layers), "2020", {"GM0001"})
    assert reading.geometry is not None
    assert reading.geometry["code"].tolist() == ["BU00010100", "BU00010101", "GM0001"]
    assert reading.areas is not None
    assert "GM0002" in set(reading.areas["code"])
    assert reading.geometry.geometry.iloc[1].equals(square(2))
    assert told(reading) == [
        ("gelezen", "2 van 3 buurten (GM0001), grenzen van 2020."),
        ("gelezen", "1 van 2 gemeenten (GM0001), grenzen van 2020."),
    ]
    without = read(tmp_path / "nl.gpkg", "2020", set())
    assert without.areas is not None
    assert without.areas["code"].tolist() == ["BU00010100", "BU00010101", "BU00020100", "GM0001", "GM0002"]
    assert without.geometry is not None
    assert without.geometry.empty
    elsewhere = read(tmp_path / "nl.gpkg", "2020", {"GM0003"})
    assert told(elsewhere) == [
        ("overgeslagen", "Geen enkel gebied hoort bij GM0003; het bestand is hier niet gebruikt."),
    ]


def test_shapefile_takes_its_companions_along(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"BU_CODE": ["BU00010100"], "BU_NAAM": ["Chassé"], "IND_WBI": [1], "GM_CODE": ["GM0001"]},
        geometry=[square()],
        crs="EPSG:28992",
    )
    frame.to_file(tmp_path / "buurt_2015.shp")
    (tmp_path / "ander.dbf").write_bytes(b"")
    recognition = recognise(tmp_path / "buurt_2015.shp")
    assert recognition is not None
    assert (recognition.what, recognition.edition) == ("grenzen van buurten (Shapefile)", None)
    assert [path.suffix for path in recognition.companions] == [".cpg", ".dbf", ".prj", ".shx"]
    reading = read(tmp_path / "buurt_2015.shp")
    assert reading.areas is not None
    assert reading.areas[["name", "change_flag"]].to_numpy().tolist() == [["Chassé", 1]]
    assert reading.geometry is not None
    assert reading.geometry.geometry.iloc[0].equals(square())


@pytest.mark.parametrize("name", ["buurt.topojson", "buurt.topojson.gz"])
def test_topojson_keeps_codes_without_shape(tmp_path: Path, name: str) -> None:
    # Two squares of 0,01 degree; the border between them is stored once and used in both directions.
    arcs = [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]], [[0, 0], [1, 1]]]
    features = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": cbs("BU00010100", "West")},
        {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": cbs("BU00010101", "Oost")},
        {"type": None, "properties": cbs("BU00010102", "Leeg")},
        {"type": "Polygon", "arcs": [[3, -4]], "properties": cbs("BU00010103", "Streep")},
    ]
    transform = {"scale": [0.01, 0.01], "translate": [4.7, 51.5]}
    path = topojson(tmp_path / name, features, arcs, transform=transform)
    assert recognise(path) == Recognition("cbs_grenzen", "grenzen van buurten in 2015 (TopoJSON)", "2015")
    reading = read(path)
    assert reading.areas is not None
    assert reading.areas["code"].tolist() == ["BU00010100", "BU00010101", "BU00010102", "BU00010103"]
    assert reading.geometry is not None
    shapes = reading.geometry.to_crs("EPSG:4326").geometry
    assert shapely.hausdorff_distance(shapes.iloc[0], shapely.box(4.7, 51.5, 4.71, 51.51)) < 1e-6
    assert shapely.hausdorff_distance(shapes.iloc[1], shapely.box(4.71, 51.5, 4.72, 51.51)) < 1e-6
    assert told(reading) == [
        ("gelezen", "4 buurten, grenzen van 2015."),
        ("ontbreekt", "1 gebied zonder vlak in het bestand, dus niet op de kaart: BU00010102 (Leeg)."),
        ("ontbreekt", "1 gebied met een vlak zonder oppervlakte, dus niet op de kaart: BU00010103 (Streep)."),
    ]


def test_padded_and_lower_case_codes_are_cleaned_and_counted(tmp_path: Path) -> None:
    features = [
        feature(cbs(code, "x"), square(n)) for n, code in enumerate(["wk000101", "WK000102  ", "\u00a0WK000103"])
    ]
    reading = read(geojson(tmp_path / "a.geojson", [*features, feature(cbs("WK000104", "x"), square(3))]))
    assert reading.areas is not None
    assert reading.areas["code"].tolist() == ["WK000101", "WK000102", "WK000103", "WK000104"]
    assert ("opvallend", "3 codes ontdaan van spaties of kleine letters.") in told(reading)


def test_what_is_no_gemeente_is_left_out_and_named(tmp_path: Path) -> None:
    names = {"GM0001": "Stad", "GM0998": "Buitenland", "GM9999": " "}
    features = [
        feature({"gemeentecode": code, "gemeentenaam": name}, in_degrees(square(n)))
        for n, (code, name) in enumerate(names.items())
    ]
    reading = read(geojson(tmp_path / "a.geojson", features))
    assert reading.areas is not None
    assert reading.areas["code"].tolist() == ["GM0001"]
    assert told(reading) == [
        ("gelezen", "1 gemeente, grenzen van 2015."),
        ("overgeslagen", "GM0998 (Buitenland), GM9999 zijn geen echte gebieden en zijn overgeslagen."),
    ]


def test_parents_come_from_the_file_where_it_gives_them(tmp_path: Path) -> None:
    rows = [("BU00010100", "WK000102"), ("BU00010101", "WK000101"), ("BU00010102", "WK00010102")]
    features = [
        feature({"buurtcode": code, "wijkcode": wijk, "jaar": 2024}, in_degrees(square(n)))
        for n, (code, wijk) in enumerate(rows)
    ]
    reading = read(geojson(tmp_path / "a.geojson", features), "2024")
    assert reading.areas is not None
    assert reading.areas["parent"].tolist() == ["WK000102", "WK000101", "WK000101"]
    text = "Bij 2 gebieden noemt het bestand een andere wijk of gemeente dan de code zelf."
    assert ("opvallend", text) in told(reading)


@pytest.mark.parametrize(
    "properties",
    [{"naam": "Grote Kerk"}, {"statcode": "PV30", "statnaam": "Noord-Brabant"}, {"postcode": "4811AA"}],
)
def test_shapes_of_something_else_are_not_recognised(tmp_path: Path, properties: dict[str, str]) -> None:
    assert recognise(geojson(tmp_path / "a.geojson", [feature(properties, square())])) is None


def test_points_with_a_code_are_no_boundaries(tmp_path: Path) -> None:
    columns = {"buurtcode": ["BU00010100"], "geometry": [square().centroid]}
    assert recognise(geopackage(tmp_path / "scholen.gpkg", {"scholen": columns})) is None


@pytest.mark.parametrize("content", [b"", b"buurtcode;naam\nBU00010100;x\n", b'{"value":[]}', b"\x1f\x8bkapot"])
def test_other_files_are_not_recognised(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "buurt.geojson"
    path.write_bytes(content)
    assert recognise(path) is None


def test_areas_have_one_row_per_code_whatever_the_pieces(tmp_path: Path) -> None:
    shapes = [shapely.MultiPolygon([square(), square(2)]), square(4)]
    features = [feature(cbs(f"BU0001010{n}", "x"), shape) for n, shape in enumerate(shapes)]
    reading = read(geojson(tmp_path / "a.geojson", features))
    assert reading.geometry is not None
    assert reading.geometry.area.tolist() == [2_000_000, 1_000_000]
    assert isinstance(reading.areas, pd.DataFrame)


def test_a_file_of_another_gemeente_gives_nothing_and_says_so(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x"), square())])
    reading = read(path, gemeenten={"GM0002"})
    assert reading.areas is not None
    assert reading.areas.empty
    assert told(reading) == [
        ("overgeslagen", "Geen enkel gebied hoort bij GM0002; het bestand is hier niet gebruikt."),
    ]
