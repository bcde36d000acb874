"""The map files themselves: what they hold, that borders stay shared, and that they are the same every time."""

import hashlib
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from snapshot import geo
from tests.snapshot.grid import CODES, GEMEENTE, SOUTH, WEST, frame, square

GROUPS = pd.DataFrame(
    [("focuswijk:oost", CODES[1]), ("focuswijk:oost", CODES[3]), ("rest", CODES[0])], columns=["group_code", "code"]
)


def together(*frames: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs="EPSG:28992")


def written(folder: Path, geometry: gpd.GeoDataFrame, groups: pd.DataFrame = GROUPS) -> dict[str, dict[str, Any]]:
    """Entries by file name, each checked against the file it describes."""
    entries = geo.write_map_files(geometry, groups, [GEMEENTE], folder)
    for entry in entries:
        content = (folder / entry["file"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["codes"] == [f["properties"]["code"] for f in json.loads(content)["features"]]
        assert entry["bounds"] == pytest.approx(shapely.total_bounds(shapes(folder, entry["file"])).tolist())
    assert sorted(path.name for path in folder.iterdir()) == sorted(entry["file"] for entry in entries)
    return {entry["file"]: entry for entry in entries}


def shapes(folder: Path, file: str) -> np.ndarray[Any, Any]:
    features = json.loads((folder / file).read_text(encoding="utf-8"))["features"]
    return np.array([shapely.geometry.shape(feature["geometry"]) for feature in features])


def points(shape: shapely.Geometry) -> set[tuple[float, float]]:
    return {(float(x), float(y)) for x, y in shapely.get_coordinates(shape)}


def surfaces(polygons: np.ndarray[Any, Any]) -> list[float]:
    return gpd.GeoSeries(polygons, crs="EPSG:4326").to_crs("EPSG:28992").area.tolist()


def test_buurten_give_all_files_of_their_year(tmp_path: Path) -> None:
    entries = written(tmp_path, frame(2024))
    assert {file: (entry["level"], entry["boundary_year"], entry["codes"]) for file, entry in entries.items()} == {
        "buurt-2024.geojson": ("buurt", 2024, CODES),
        "wijk-2024.geojson": ("wijk", 2024, ["WK000101", "WK000102"]),
        "gemeente-2024.geojson": ("gemeente", 2024, [GEMEENTE]),
        "focuswijken-2024.geojson": ("focuswijk", 2024, ["focuswijk:oost"]),
    }
    first = json.loads((tmp_path / "buurt-2024.geojson").read_text(encoding="utf-8"))["features"][0]
    assert first["properties"] == {"code": "BU00010100", "name": "Gebied 00"}
    assert surfaces(shapes(tmp_path, "gemeente-2024.geojson")) == pytest.approx([4_000_000], rel=1e-4)


def test_neighbours_keep_exactly_the_same_points_after_simplifying(tmp_path: Path) -> None:
    detailed = frame(2024, wiggle=True)
    written(tmp_path, detailed)
    drawn = shapes(tmp_path, "buurt-2024.geojson")
    west, east = drawn[0], drawn[1]
    before = len(points(detailed.geometry[0]) & points(detailed.geometry[1]))
    shared = points(west) & points(east)
    assert before == 101
    assert 10 < len(shared) < 60
    # Every point of the border between the two is a point of both, so not a sliver remains.
    inside = {point for point in points(west) | points(east) if shapely.Point(point).within(west.union(east))}
    assert inside <= shared
    assert bool(shapely.coverage_is_valid(drawn))
    for one, other in combinations(drawn, 2):
        assert one.intersection(other).area == 0
    assert surfaces(drawn) == pytest.approx(detailed.area.tolist(), rel=0.01)


def test_slivers_and_overlaps_of_a_rough_source_are_mended(tmp_path: Path) -> None:
    rough = frame(2024)
    rough.loc[0, "geometry"] = shapely.box(WEST, SOUTH, WEST + 980, SOUTH + 1000)
    rough.loc[3, "geometry"] = shapely.box(WEST + 970, SOUTH + 1000, WEST + 2000, SOUTH + 2000)
    written(tmp_path, rough)
    drawn = shapes(tmp_path, "buurt-2024.geojson")
    assert bool(shapely.coverage_is_valid(drawn))
    outline = shapely.union_all(drawn)
    assert isinstance(outline, shapely.Polygon)
    assert not outline.interiors
    assert sum(surfaces(drawn)) == pytest.approx(4_000_000, rel=1e-4)


def test_an_enclave_in_a_source_that_fits_stays(tmp_path: Path) -> None:
    hole = shapely.box(WEST + 400, SOUTH + 400, WEST + 450, SOUTH + 450)
    city = frame(2024)
    city.loc[0, "geometry"] = square(0, 0).difference(hole)
    written(tmp_path, city)
    assert len(shapes(tmp_path, "buurt-2024.geojson")[0].interiors) == 1
    assert len(shapes(tmp_path, "gemeente-2024.geojson")[0].interiors) == 1


def test_lines_of_wijk_and_gemeente_lie_on_those_of_the_buurten(tmp_path: Path) -> None:
    # The published outline is rougher than the buurten and 1 % smaller: the buurten decide.
    outline = frame(
        2024, shapes=[shapely.box(WEST, SOUTH, WEST + 2000, SOUTH + 1980)], codes=[GEMEENTE], level="gemeente"
    )
    written(tmp_path, together(frame(2024, wiggle=True), outline))
    buurten = shapes(tmp_path, "buurt-2024.geojson")
    for file in ("wijk-2024.geojson", "gemeente-2024.geojson", "focuswijken-2024.geojson"):
        assert points(shapely.union_all(shapes(tmp_path, file))) <= points(shapely.multipolygons(buurten)), file
    assert shapes(tmp_path, "gemeente-2024.geojson")[0].equals(shapely.union_all(buurten))


def test_published_shapes_are_drawn_when_a_buurt_is_missing(tmp_path: Path) -> None:
    wijken = [shapely.union_all([square(0, row), square(1, row)]) for row in (0, 1)]
    official = frame(2024, shapes=wijken, codes=["WK000101", "WK000102"], level="wijk")
    entries = written(tmp_path, together(frame(2024).iloc[:3], official))
    assert surfaces(shapes(tmp_path, "wijk-2024.geojson")) == pytest.approx([2_000_000, 2_000_000], rel=1e-4)
    # Half a focuswijk would be a wrong shape.
    assert "focuswijken-2024.geojson" not in entries


def test_names_of_wijken_that_are_joined_come_from_another_year(tmp_path: Path) -> None:
    older = frame(2015, shapes=[square(0, 0), square(1, 0)], codes=["WK000101", "WK000109"], level="wijk")
    written(tmp_path, together(frame(2024), older.assign(name="Wijk Noord")))
    features = json.loads((tmp_path / "wijk-2024.geojson").read_text(encoding="utf-8"))["features"]
    assert [feature["properties"]["name"] for feature in features] == ["Wijk Noord", "WK000102"]


@pytest.mark.parametrize("on_top", [False, True])
def test_water_has_a_file_of_its_own_and_takes_nothing_from_the_land(tmp_path: Path, on_top: bool) -> None:
    river = shapely.box(WEST + 100, SOUTH, WEST + 200, SOUTH + 1000) if on_top else square(2, 0)
    water = frame(2024, shapes=[river], codes=CODES[:1]).assign(water=True)
    entries = written(tmp_path, together(frame(2024), water))
    assert entries["water-2024.geojson"]["level"] == "water"
    assert surfaces(shapes(tmp_path, "water-2024.geojson")) == pytest.approx([river.area], rel=1e-4)
    assert surfaces(shapes(tmp_path, "buurt-2024.geojson")) == pytest.approx([1_000_000] * 4, rel=1e-4)


def test_only_a_gemeente_known(tmp_path: Path) -> None:
    entries = written(tmp_path, frame(2019, shapes=[square(0, 0)], codes=[GEMEENTE], level="gemeente"))
    assert list(entries) == ["gemeente-2019.geojson"]


def test_a_very_detailed_city_is_simplified_until_the_file_is_small(tmp_path: Path) -> None:
    angles = np.linspace(0, 2 * np.pi, 40_000, endpoint=False)
    reach = 5000 + 200 * np.sin(angles * 4_000)
    star = shapely.Polygon(np.column_stack([WEST + reach * np.cos(angles), SOUTH + reach * np.sin(angles)]))
    written(tmp_path, frame(2024, shapes=[star], codes=CODES[:1]), GROUPS.iloc[:0])
    assert (tmp_path / "buurt-2024.geojson").stat().st_size <= 300_000


def test_the_same_input_gives_the_same_bytes_in_whatever_order(tmp_path: Path) -> None:
    detailed = frame(2024, wiggle=True)
    for name, geometry in (("een", detailed), ("twee", detailed.iloc[::-1].reset_index(drop=True))):
        (tmp_path / name).mkdir()
        written(tmp_path / name, geometry, GROUPS.sort_values("code", ascending=name == "een"))
    for path in (tmp_path / "een").iterdir():
        assert path.read_bytes() == (tmp_path / "twee" / path.name).read_bytes()
