"""Faults put into real boundary files, each with the whole message that the user reads."""

import gzip
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

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
from tests.loaders.table_files import refusal

AGAIN = "Download het bestand opnieuw bij de bron en bied het nog eens aan."
CHECK = "Controleer de download; een goed bestand heeft per buurt, wijk of gemeente één vlak."


def swapped(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, lambda x, y: (y, x), interleaved=False)


def test_geopackage_cut_off(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "a.gpkg", {"buurten": {"buurtcode": ["BU00010100"], "geometry": [square()]}})
    content = path.read_bytes()
    path.write_bytes(content[:50_000])
    told_size = f"{len(content) // 1000}.{len(content) % 1000:03d}"
    problem = f"Dit GeoPackage is afgebroken: het hoort {told_size} bytes te zijn en is er 50.000."
    assert refusal(lambda: recognise(path)) == f"a.gpkg: {problem} {AGAIN}"


def test_geopackage_with_a_damaged_middle(tmp_path: Path) -> None:
    rows = 300
    columns = {
        "buurtcode": [f"BU0001{n:04d}" for n in range(rows)],
        "buurtnaam": ["x" * 200] * rows,
        "geometry": [square().buffer(n + 1) for n in range(rows)],
    }
    path = geopackage(tmp_path / "a.gpkg", {"buurten": columns})
    content = bytearray(path.read_bytes())
    for place in range(40_960, len(content) - 40_960, 40_960):
        content[place : place + 4096] = b"\xff" * 4096
    path.write_bytes(content)
    problem = "Dit GeoPackage-bestand is beschadigd of afgebroken en kan niet worden gelezen."
    assert refusal(lambda: read(path)) == f"a.gpkg: {problem} {AGAIN}"


def test_geopackage_without_a_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    pyogrio.write_dataframe(pd.DataFrame({"buurtcode": ["BU00010100"]}), path, layer="tabel")
    problem = "Dit GeoPackage-bestand bevat geen enkele laag met vlakken."
    assert refusal(lambda: recognise(path)) == f"a.gpkg: {problem} {AGAIN}"


def test_geopackage_that_names_the_wrong_system(tmp_path: Path) -> None:
    columns = {"buurtcode": ["BU00010100"], "geometry": [shapely.box(4.7, 51.5, 4.8, 51.6)]}
    path = geopackage(tmp_path / "a.gpkg", {"buurten": columns}, crs="EPSG:28992")
    assert refusal(lambda: read(path)) == (
        "a.gpkg: De vlakken liggen niet in Nederland: x loopt van 4,70 tot 4,80 en y van 51,50 tot 51,60. Volgens het "
        "bestand zijn de coördinaten in EPSG:28992. Zet het juiste coördinatenstelsel in het bestand: RD is "
        "EPSG:28992, WGS84 is EPSG:4326."
    )


def test_axes_swapped_in_degrees(tmp_path: Path) -> None:
    shape = swapped(shapely.box(4.7, 51.5, 4.8, 51.6))
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x"), shape)])
    assert refusal(lambda: read(path)) == (
        "a.geojson: De vlakken liggen niet in Nederland: x loopt van 51,50 tot 51,60 en y van 4,70 tot 4,80. De assen "
        "lijken verwisseld. Lever het bestand aan met x voorop: bij WGS84 eerst de lengtegraad, bij RD eerst de "
        "x-coördinaat."
    )


def test_axes_swapped_in_rd(tmp_path: Path) -> None:
    columns = {"buurtcode": ["BU00010100"], "geometry": [swapped(square())]}
    path = geopackage(tmp_path / "a.gpkg", {"buurten": columns})
    assert refusal(lambda: read(path)) == (
        "a.gpkg: De vlakken liggen niet in Nederland: x loopt van 400.000 tot 401.000 en y van 112.000 tot 113.000. De "
        "assen lijken verwisseld. Lever het bestand aan met x voorop: bij WGS84 eerst de lengtegraad, bij RD eerst de "
        "x-coördinaat."
    )


def test_shapes_far_outside_the_netherlands(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x"), shapely.box(-60, 2, -55, 6))])
    assert refusal(lambda: read(path)) == (
        "a.geojson: De vlakken liggen niet in Nederland: x loopt van -60,00 tot -55,00 en y van 2,00 tot 6,00. Sla het "
        "bestand opnieuw op in RD (EPSG:28992) of WGS84 (EPSG:4326)."
    )


def test_invalid_empty_and_null_shapes_are_repaired_or_counted(tmp_path: Path) -> None:
    # The bow tie of 2 by 1 km holds two triangles of half a square kilometre together.
    bow_tie = shapely.Polygon([(112_000, 400_000), (114_000, 401_000), (114_000, 400_000), (112_000, 401_000)])
    shapes = [square(5), bow_tie, shapely.Polygon(), None]
    features = [feature(cbs(f"BU0001010{n}", f"Buurt {n}"), shape) for n, shape in enumerate(shapes)]
    reading = read(geojson(tmp_path / "a.geojson", features))
    assert reading.geometry is not None
    assert reading.geometry["code"].tolist() == ["BU00010100", "BU00010101"]
    assert reading.geometry.is_valid.all()
    assert set(reading.geometry.geom_type) <= {"Polygon", "MultiPolygon"}
    assert reading.geometry.area.tolist() == pytest.approx([1_000_000, 1_000_000])
    assert told(reading)[1:4] == [
        ("ontbreekt", "1 gebied zonder vlak in het bestand, dus niet op de kaart: BU00010103 (Buurt 3)."),
        ("ontbreekt", "1 gebied met een vlak zonder oppervlakte, dus niet op de kaart: BU00010102 (Buurt 2)."),
        ("opvallend", "1 gebied met een ongeldig vlak, dat is hersteld: BU00010101 (Buurt 1)."),
    ]


def test_not_one_shape(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x"), None)])
    assert refusal(lambda: read(path)) == f"a.geojson: Geen enkel gebied in dit bestand heeft een vlak. {CHECK}"


def test_no_features(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [])
    assert refusal(lambda: recognise(path)) == f"a.geojson: Er staat geen enkel vlak in dit bestand. {CHECK}"


def test_geopackage_with_a_header_only(tmp_path: Path) -> None:
    path = geopackage(tmp_path / "a.gpkg", {"buurten": {"buurtcode": ["BU00010100"], "geometry": [square()]}})
    frame = gpd.read_file(path, layer="buurten")
    frame.iloc[:0].to_file(path, layer="buurten", mode="w")
    problem = "Er staat geen enkel gebied met een code in dit bestand."
    assert refusal(lambda: recognise(path)) == f"a.gpkg: {problem} {CHECK}"


def test_edition_stated_for_another_year(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x", 2015), square())])
    assert refusal(lambda: read(path, "2016")) == (
        "a.geojson: Dit bestand bevat de grenzen van 2015, maar als editie is 2016 opgegeven. Geef editie 2015 op, of "
        "bied het bestand van 2016 aan."
    )


def test_edition_that_is_no_year(tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010100", "x"), square())])
    assert refusal(lambda: read(path, "nieuwste")) == (
        "a.geojson: De editie 'nieuwste' is geen jaartal. Geef het jaar van de grenzen op, bijvoorbeeld 2024."
    )


def test_two_years_in_one_file(tmp_path: Path) -> None:
    features = [feature(cbs(f"BU0001{year}", "x", year), square(year - 2014)) for year in (2014, 2015)]
    path = geojson(tmp_path / "a.geojson", features)
    assert refusal(lambda: recognise(path)) == (
        "a.geojson: In dit bestand staan grenzen van meer dan één jaar: 2014, 2015. Lever per jaar één bestand aan."
    )


def test_one_code_with_two_shapes(tmp_path: Path) -> None:
    features = [feature(cbs("BU00010100", "x"), square(n)) for n in range(2)]
    path = geojson(tmp_path / "a.geojson", [feature(cbs("BU00010101", "y"), square(2)), *features])
    assert refusal(lambda: read(path)) == (
        "a.geojson, waarde 'BU00010100': Object 2 en object 3 hebben dezelfde code en een ander vlak. Voeg de delen "
        "samen tot één object per gebied, of haal het verkeerde object weg."
    )


def test_exact_repeats_are_folded_and_counted(tmp_path: Path) -> None:
    shapes = [square(), None, square()]
    features = [feature(cbs("BU00010100", "x"), shape) for shape in shapes]
    reading = read(geojson(tmp_path / "a.geojson", features))
    assert reading.areas is not None
    assert reading.areas["code"].tolist() == ["BU00010100"]
    assert ("opvallend", "2 objecten dubbel aanwezig en één keer gebruikt.") in told(reading)


@pytest.mark.parametrize("suffix", [".geojson", ".geojson.gz"])
def test_geojson_cut_off(tmp_path: Path, suffix: str) -> None:
    whole = geojson(tmp_path / "heel", [feature(cbs("BU00010100", "x"), square())]).read_bytes()[:-40]
    path = tmp_path / f"a{suffix}"
    path.write_bytes(gzip.compress(whole) if suffix.endswith("gz") else whole)
    problem = "Dit GeoJSON-bestand is beschadigd of afgebroken en kan niet worden gelezen."
    assert refusal(lambda: recognise(path)) == f"a{suffix}: {problem} {AGAIN}"


def test_gzip_cut_off(tmp_path: Path) -> None:
    features = [feature(cbs(f"BU0001{n:04d}", f"Buurt {n * 7919}"), in_degrees(square(n % 50))) for n in range(200)]
    whole = gzip.compress(geojson(tmp_path / "heel", features).read_bytes())
    path = tmp_path / "a.geojson.gz"
    path.write_bytes(whole[:-100])
    problem = "Het ingepakte bestand (gzip) is beschadigd of afgebroken."
    assert refusal(lambda: recognise(path)) == f"a.geojson.gz: {problem} {AGAIN}"


def test_topojson_that_refers_to_a_line_it_does_not_hold(tmp_path: Path) -> None:
    features = [{"type": "Polygon", "arcs": [[7]], "properties": cbs("BU00010100", "x")}]
    path = topojson(tmp_path / "a.topojson", features, [[[4.7, 51.5], [4.8, 51.5]]])
    problem = "Dit TopoJSON-bestand is beschadigd of afgebroken en kan niet worden gelezen."
    assert refusal(lambda: read(path)) == f"a.topojson: {problem} {AGAIN}"


def test_shapefile_without_its_table(tmp_path: Path) -> None:
    gpd.GeoDataFrame({"BU_CODE": ["BU00010100"]}, geometry=[square()], crs="EPSG:28992").to_file(tmp_path / "a.shp")
    (tmp_path / "a.dbf").unlink()
    assert refusal(lambda: recognise(tmp_path / "a.shp")) == (
        "a.shp: Bij dit Shapefile ontbreekt a.dbf. Zet de bestanden .shp, .shx, .dbf en .prj met dezelfde naam bij "
        "elkaar in één map."
    )
